"""What the gates let through, hold back and warn about: writes the marked blocks of docs/gates.md.

    python benchmarks/gates.py [--only files soft foreign time] [--poses FOLDER]

Reads the shared test data, whose place SPCXR_SHARED names, and the bundled packages. ``--poses``: a folder of
``pose_SOURCE.npz`` made by ``python -m trainer.pose PACK --without SOURCE --out ...``, for the table on sources left
out. Leaves with 0 and a word where there are no data, or no package with an embedding for the block "foreign".
"""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from gate_files import confusion
from gate_films import soft_tables, timings
from gate_foreign import distance_time, foreign_tables
from gate_tables import write_block

from spcxr_desktop.dicom.read import read_radiograph
from spcxr_desktop.domain.grayscale import default_greys
from spcxr_desktop.inference.package import ModelPackage, bundled_packages, load_package
from spcxr_desktop.inference.run import analyse

REPOSITORY = Path(__file__).resolve().parents[1]
PAGE = REPOSITORY / "docs" / "gates.md"
TIMED = "cxr/fuji_cr_pa_mono1_10b_modlut_jpll.dcm"  # 2140 x 1760
BLOCKS = ("files", "soft", "foreign", "time")


def main() -> None:
    """One block after the other."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", nargs="+", choices=BLOCKS, default=BLOCKS)
    parser.add_argument("--poses", type=Path)
    parser.add_argument("--runs", type=int, default=21)
    arguments = parser.parse_args()
    shared = Path(os.environ.get("SPCXR_SHARED", REPOSITORY.parent / "shared")).resolve()
    if not (shared / "data" / "ood").is_dir():
        print(f"no real test data at {shared}; set SPCXR_SHARED to the folder that holds data/")
        return
    packages = [load_package(folder) for folder in bundled_packages(REPOSITORY / "resources")]
    lungs = next((package for package in packages if package.segmentation), None)
    embedding = next((package for package in packages if package.manifest.outliers is not None), None)
    for name in arguments.only:
        print(name, flush=True)
        if name == "files":
            write_block(PAGE, name, confusion(shared / "data" / "dicom", packages))
        elif name == "soft" and lungs is not None:
            write_block(PAGE, name, soft_tables(shared, lungs.folder, arguments.poses))
        elif name == "foreign" and embedding is not None:
            write_block(PAGE, name, foreign_tables(shared, embedding))
        elif name == "time":
            write_block(PAGE, name, _times(shared, packages, embedding, arguments.runs))
        else:
            print("  left out: no bundled package gives what it needs")


def _times(shared: Path, packages: list[ModelPackage], embedding: ModelPackage | None, runs: int) -> str:
    radiograph = read_radiograph(shared / "data" / "dicom" / TIMED)
    results = analyse(radiograph, packages)
    assert results.lungs is not None
    upright = radiograph.orientation.to_upright
    text = timings(upright(default_greys(radiograph)), upright(results.lungs.labels), runs)
    return f"{text}\n| distance | {distance_time(embedding, runs):.3f} |" if embedding is not None else text


if __name__ == "__main__":
    main()
