"""Every transfer syntax: does it decode, with what, how fast, and bit-exact against which second decoder.

    python benchmarks/transfer_syntaxes.py [--data FOLDER] [--runs 5] [--out docs/transfer-syntaxes.md]

Reads every file of FOLDER (default: ``dicom/transfer_syntax`` below the shared test data, whose place SPCXR_SHARED
names), and makes files of its own in the syntaxes that the folder lacks. "ms" is the median of the runs of
``decode_frame`` on frame 1 of a data set already parsed. All frames are compared. Leaves with 0 and a word where
there are no data.
"""

from __future__ import annotations

import argparse
import os
import platform
import statistics
import tempfile
import time
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import imagecodecs
import numpy as np
from made_films import made_films
from numpy.typing import NDArray
from pydicom import uid
from pydicom.dataset import FileDataset
from second_decoders import Missing, second_decoder

from spcxr_desktop.dicom import syntaxes
from spcxr_desktop.dicom.dataset import open_dataset
from spcxr_desktop.dicom.pixels import Decoded, decode_frame
from spcxr_desktop.domain.errors import UserError

REPOSITORY = Path(__file__).resolve().parents[1]
# why lossy or converted pixels may differ, and by how much at most; anything beyond is reported as unexplained
REASONS = {
    syntaxes.JPEG_XL[1]: (6, "libjxl dequantises and upsamples in floating point, each version a little differently"),
    syntaxes.JPEG_XL[2]: (3, "floating-point rounding between versions of libjxl"),
}
# one picture in several lossless syntaxes, which decoders of different origin must bring to the same values
SAME_PICTURE = (
    (
        "CTImage.dcm",
        "CTImage.dcm_Deflated*",
        "CTImage.dcm_JPEGLS*",
        "CTImage.dcm_JPEGProcess14*",
        "CTImage.dcm_Little*",
    ),
    ("MR_small_implicit.dcm", "MR_small_bigendian.dcm", "MR_small_RLE.dcm", "MR_small_jp2k*", "MR_small_jpeg_ls*"),
    ("RG3_RLE.dcm", "RG3_JLSL.dcm", "../gate/RG3_J2KR.dcm"),
)


@dataclass(frozen=True)
class Row:
    """One line of a table."""

    file: str
    syntax: str
    frames: str
    decoder: str
    ms: str
    verdict: str

    def __str__(self) -> str:
        return f"| {self.file} | {self.syntax} | {self.frames} | {self.decoder} | {self.ms} | {self.verdict} |"


def measure(path: Path, runs: int, folder: Path) -> Row:
    """One file."""
    try:
        dataset = open_dataset(path, pixels=True)
        syntax = str(dataset.file_meta.TransferSyntaxUID)
        name = f"{syntaxes.short_name(syntax)} ({syntax.removeprefix('1.2.840.10008.1.2') or '-'})"
    except UserError as error:
        return Row(path.name, "?", "", "", "", f"refused: {error.found}")
    try:
        times, frames = _timed(path, runs)
        first = decode_frame(open_dataset(path, pixels=True))
        ours = np.stack([values_of(decode_frame(open_dataset(path, pixels=True), k)) for k in range(first.frames)])
    except UserError as error:
        return Row(path.name, name, "", "", "", f"refused: {error.found}")
    decoder = library(syntax) + (", as colour" if first.colour is not None else "")
    return Row(path.name, name, str(frames), decoder, f"{times:.1f}", compare(ours, path, dataset, folder))


def values_of(decoded: Decoded) -> NDArray[np.int64]:
    """RGB of a colour picture, stored values of a grey one."""
    if decoded.colour is not None:
        return np.asarray(decoded.colour, np.int64)
    return np.add(decoded.pixels, decoded.bias, dtype=np.int64)


def _timed(path: Path, runs: int) -> tuple[float, int]:
    """Median milliseconds, and how many frames there are."""
    times = []
    for _ in range(runs):
        dataset = open_dataset(path, pixels=True)
        start = time.perf_counter()
        decoded = decode_frame(dataset)
        times.append((time.perf_counter() - start) * 1000)
    return float(statistics.median(times)), decoded.frames


def compare(ours: NDArray[np.int64], path: Path, dataset: FileDataset, folder: Path) -> str:
    """Where the second decoder agrees, and why it does not where it does not."""
    syntax = str(dataset.file_meta.TransferSyntaxUID)
    try:
        name, theirs = second_decoder(path, dataset, folder)
    except Missing as reason:
        return f"no second decoder: {reason}"
    if theirs.shape != ours.shape:
        return f"UNEXPLAINED: {name} gives {theirs.shape}, we {ours.shape}"
    apart = np.abs(ours - theirs.astype(np.int64))
    if not apart.any():
        return f"identical: {name}"
    share = float(np.mean(apart > 0)) * 100
    bound, why = REASONS.get(uid.UID(syntax), (0, ""))
    difference = f"at most {apart.max()} apart on {share:.2g} % of the samples"
    return f"{difference} from {name}: {why}" if apart.max() <= bound else f"UNEXPLAINED: {difference} from {name}"


def same_picture(folder: Path, patterns: tuple[str, ...]) -> str:
    """One line on files that hold one picture."""
    paths = [path for pattern in patterns for path in sorted(folder.glob(pattern))]
    if len(paths) < 2:
        return ""
    films = [values_of(decode_frame(open_dataset(path, pixels=True))) for path in paths]
    equal = all(np.array_equal(films[0], other) for other in films[1:])
    return f"- {'identical' if equal else 'DIFFERENT'}: {', '.join(path.name for path in paths)}"


def library(syntax: str) -> str:
    """What decodes a transfer syntax here."""
    versions = dict(part.rsplit("-", 1) for part in imagecodecs.version().split(", ") if "-" in part)
    jpeg = next(f"{name} {value.split('/')[0]}" for name, value in versions.items() if name == "libjpeg_turbo")
    for family, name in (
        ((*syntaxes.JPEG_DCT, *syntaxes.JPEG_LOSSLESS), jpeg.replace("_", "-")),
        (syntaxes.JPEG_LS, f"CharLS {versions['charls']}"),
        ((*syntaxes.JPEG_2000, *syntaxes.HTJ2K), f"OpenJPEG {versions['openjpeg']}"),
        (syntaxes.JPEG_XL, f"libjxl {versions['libjxl']}"),
        ((uid.RLELossless,), f"PackBits of imagecodecs {imagecodecs.__version__}"),
        ((syntaxes.DEFLATED_FRAMES,), "zlib"),
    ):
        if syntax in family:
            return name
    return "none needed"


def document(given: list[Row], made: list[Row], same: list[str], runs: int) -> str:
    """The page."""
    head = ["| file | transfer syntax (1.2.840.10008.1.2...) | frames | decoder | ms | second decoder |"]
    head.append("|---|---|---:|---|---:|---|")
    load = f", load average {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    place = f"{platform.machine()}, {os.cpu_count()} cores{load}, Python {platform.python_version()}"
    return TEMPLATE.format(
        day=f"{date.today():%d %B %Y}", place=place, runs=runs, count=len(given),
        opened=sum("refused" not in row.verdict for row in given),
        identical=sum("identical" in row.verdict for row in given),
        given="\n".join([*head, *map(str, given)]), made="\n".join([*head, *map(str, made)]), same="\n".join(same),
    )  # fmt: skip


TEMPLATE = (Path(__file__).parent / "transfer_syntaxes.template.md").read_text(encoding="utf-8")


def main() -> None:
    """Measure and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    shared = Path(os.environ.get("SPCXR_SHARED", REPOSITORY.parent / "shared"))
    parser.add_argument("--data", type=Path, default=shared / "data" / "dicom" / "transfer_syntax")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--out", type=Path, default=REPOSITORY / "docs" / "transfer-syntaxes.md")
    arguments = parser.parse_args()
    if not arguments.data.is_dir():
        print(f"No test data at {arguments.data}: nothing measured.")
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        given = [measure(path, arguments.runs, folder) for path in sorted(arguments.data.iterdir())]
        made = [measure(path, arguments.runs, folder) for path in made_films(folder)]
    same = [line for names in SAME_PICTURE if (line := same_picture(arguments.data, names))]
    arguments.out.write_text(document(given, made, same, arguments.runs), encoding="utf-8")
    print(*(row for row in [*given, *made] if "identical" not in row.verdict), sep="\n")
    print(f"{len(given)} files and {len(made)} made ones: {arguments.out}")


if __name__ == "__main__":
    main()
