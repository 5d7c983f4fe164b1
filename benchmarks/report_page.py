"""The picture of the report page in docs/exports.md: the phantom with an opacity, analysed by the bundled models.

    python benchmarks/report_page.py docs/images

Needs pdftoppm (Poppler).
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import cv2

from spcxr_desktop.app.batch import load_packages
from spcxr_desktop.app.batch_export import points_of
from spcxr_desktop.app.export import report_of
from spcxr_desktop.app.page import write_page
from spcxr_desktop.app.results import program_version
from spcxr_desktop.app.sample import write_sample
from spcxr_desktop.dicom.read import read_radiograph
from spcxr_desktop.inference.run import analyse
from spcxr_desktop.store.paths import resources_dir

_DPI = 90
_GREYS = 40  # levels that a page keeps, so that the picture stays small


def main() -> None:
    """Write ``report-page.png`` into the folder that is named."""
    packages = load_packages(resources_dir())
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        radiograph = read_radiograph(sorted(write_sample(folder / "sample", opacity=True))[0])
        results = analyse(radiograph, packages)
        report = report_of(radiograph, results)
        page = write_page(report, radiograph, points_of(results, packages), program_version())
        (folder / "page.pdf").write_bytes(page)
        first = ["pdftoppm", "-r", str(_DPI), "-png", "-singlefile", "page.pdf", "page"]
        subprocess.run(first, cwd=folder, check=True)
        picture = cv2.imread(str(folder / "page.png"))
        if picture is None:
            raise RuntimeError("pdftoppm wrote no picture")
        step = 255 / (_GREYS - 1)
        few = ((picture / step).round() * step).round().astype("uint8")
        cv2.imwrite(str(Path(sys.argv[1]) / "report-page.png"), few, [cv2.IMWRITE_PNG_COMPRESSION, 9])


if __name__ == "__main__":
    main()
