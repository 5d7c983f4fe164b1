"""Our greys beside DCMTK's (dcmj2pnm, dcml2pnm), and where they differ, which single cause takes the difference away.

A cause counts only if it was tried: our own chain is run again with that one thing done DCMTK's way, and must then be
within one level everywhere. JPEG 2000, which DCMTK does not read, is made raw by gdcmconv first.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from pydicom import uid

from spcxr_desktop.dicom.dataset import open_dataset
from spcxr_desktop.dicom.grey_rule import read_grey_rule
from spcxr_desktop.dicom.read import read_radiograph
from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.domain.grayscale import (
    Voi,
    VoiLut,
    VoiWindow,
    grey_table,
    modality_values,
    render,
    window_between,
)
from spcxr_desktop.domain.radiograph import Radiograph

TOOLS = ("dcmj2pnm", "dcml2pnm", "dcmdjpeg", "gdcmconv")
FOLDERS = ("charset", "cxr", "dicomdir", "fuzz", "gate", "lut", "overlay_aspect_frames", "robust", "seg_sr_pr",
           "transfer_syntax")  # fmt: skip
WINDOW, LUT, RANGE, AS_STORED, INVERSE, NO_MODALITY = "+Wi 1", "+Wl 1", "+Wm", "-W", "+Wm +Piv", "+Wm -M"
LAST_FRAME = "+Wm +F"  # and the number of the frame
UNEXPLAINED = "unexplained"
NOT_GREY, NOT_RAW, NOT_THEIRS = "no grey DICOM picture", "gdcmconv cannot make it raw", "DCMTK does not render it"
NOT_COMPARED = (NOT_GREY, NOT_RAW, NOT_THEIRS)
_GDCM = (uid.JPEG2000Lossless, uid.JPEG2000, uid.HTJ2KLossless, uid.HTJ2KLosslessRPCL, uid.HTJ2K)
_JPEG_LS = (uid.JPEGLSLossless, uid.JPEGLSNearLossless)
_SECONDS = 60

Greys = NDArray[np.uint8]
Change = Callable[[Radiograph, Voi], tuple[Radiograph, Voi]]


@dataclass(frozen=True)
class Row:
    """One comparison: ``largest`` difference in grey levels, the share of pixels ``within`` one, and the ``cause``.

    ``cause`` is "" where no pixel is more than one level apart.
    """

    file: str
    option: str
    largest: int
    within: float
    cause: str = ""


@dataclass(frozen=True)
class Skipped:
    """A file that was not compared, and why."""

    file: str
    why: str


def missing_tool() -> str:
    """The first tool that is not installed, "" if all are."""
    return next((tool for tool in TOOLS if shutil.which(tool) is None), "")


def compare_folder(folder: Path, work: Path) -> Iterator[Row | Skipped]:
    """Every file below ``folder``, sorted by name. ``work``: an empty folder for what the tools write."""
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        yield from compare(path, f"{folder.name}/{path.relative_to(folder)}", work)


def compare(path: Path, name: str, work: Path) -> list[Row | Skipped]:
    """All comparisons that make sense for one file."""
    try:
        radiograph = read_radiograph(path)
    except UserError as error:
        return [Skipped(name, error.found)]
    if not radiograph.dicom or radiograph.colour is not None:
        return [Skipped(name, NOT_GREY)]
    source = _source(path, work)
    if source is None:
        return [Skipped(name, NOT_RAW)]
    rows: list[Row | Skipped] = []
    for option in _options(path, radiograph):
        theirs = dcmtk_greys(source, work, *option.split())
        if theirs is None:
            return [Skipped(name, NOT_THEIRS)]
        rows.append(_row(path, source, name, option, theirs, work))
    return rows


def dcmtk_greys(source: Path, work: Path, *options: str, overlays: bool = False) -> Greys | None:
    """What DCMTK makes of a file, of its first frame unless told otherwise; None where it makes nothing."""
    out = work / "dcmtk.png"
    out.unlink(missing_ok=True)
    syntax = _syntax(source)
    tool = "dcml2pnm" if syntax in _JPEG_LS else "dcmj2pnm"
    if not _run(tool, *([] if overlays else ["-O"]), "+on", *options, str(source), str(out)):
        return None
    picture = cv2.imread(str(out), cv2.IMREAD_UNCHANGED)
    return None if picture is None or picture.ndim != 2 else np.asarray(picture, np.uint8)


def our_greys(path: Path, option: str, changes: Sequence[Change] = ()) -> Greys:
    """What our chain makes of the same, with ``changes`` to what was read and to the window."""
    radiograph = read_radiograph(path, int(option.split()[-1]) - 1 if option.startswith(LAST_FRAME) else 0)
    voi: Voi
    if option in (WINDOW, LUT):
        voi = stated(path, VoiWindow if option == WINDOW else VoiLut)[0]
    elif option == AS_STORED:
        voi = window_between(0, 255)
    else:
        if option == NO_MODALITY:
            plain = replace(radiograph.grayscale, slope=1.0, intercept=0.0, modality_lut=None)
            radiograph = replace(radiograph, grayscale=plain)
        voi = _full_range(radiograph)
    for change in changes:
        radiograph, voi = change(radiograph, voi)
    rule = replace(radiograph.grayscale, invert=True) if option == INVERSE else radiograph.grayscale
    return render(radiograph.pixels, grey_table(rule, voi))


def _full_range(radiograph: Radiograph, and_stored: Sequence[int] = ()) -> VoiWindow:
    """From the least to the greatest value that occurs, padding like any other, ``and_stored`` too."""
    rule = radiograph.grayscale
    stored = np.concatenate([np.unique(radiograph.pixels).astype(np.float64) + rule.bias, and_stored])
    values = modality_values(rule, stored)
    return window_between(float(values.min()), float(values.max()))


def stated(path: Path, kind: type[Voi]) -> list[Voi]:
    """The windows or the VOI LUTs that the header states, usable or not."""
    rule, _ = read_grey_rule(open_dataset(path, pixels=False), 0)
    return [voi for voi in rule.voi if isinstance(voi, kind)]


def _options(path: Path, radiograph: Radiograph) -> list[str]:
    rule = radiograph.grayscale
    options = [RANGE]
    if stated(path, VoiWindow):
        options.append(WINDOW)
    if stated(path, VoiLut):
        options.append(LUT)
    if radiograph.frames > 1:
        options.append(f"{LAST_FRAME} {radiograph.frames}")
    if "fuzz" in path.parts:
        return options
    options.append(INVERSE)
    if rule.modality_lut is not None or (rule.slope, rule.intercept) != (1.0, 0.0):
        options.append(NO_MODALITY)
    if rule.voi_auto and rule.voi == (replace(window_between(0, 255), explanation="auto"),):
        options.append(AS_STORED)  # 8 bits without a window: both show what is stored
    return options


def _row(path: Path, source: Path, name: str, option: str, theirs: Greys, work: Path) -> Row:
    ours = our_greys(path, option)
    if ours.shape != theirs.shape:
        return Row(name, option, 255, 0.0, "another size")
    apart = np.abs(ours.astype(int) - theirs)
    largest, within = int(apart.max()), float(np.mean(apart <= 1))
    return Row(name, option, largest, within, "" if largest <= 1 else _cause(path, source, option, theirs, work))


def _cause(path: Path, source: Path, option: str, theirs: Greys, work: Path) -> str:
    """The first change, or pair of changes, that brings our chain within one level of theirs."""
    tries = [(), *combinations(CHANGES, 1), *combinations(CHANGES, 2)]
    for names in tries:
        if _agree(path, option, theirs, names):
            return " and ".join(names)
    raw = _raw(source, work)
    for names in tries if raw is not None else ():
        assert raw is not None
        if _agree(raw, option, theirs, names):
            return " and ".join(("decoder", *names))
    return UNEXPLAINED


def _agree(path: Path, option: str, theirs: Greys, names: Sequence[str]) -> bool:
    try:
        ours = our_greys(path, option, [CHANGES[name] for name in names])
    except (UserError, IndexError):  # what the tool wrote need not be readable, nor state a window
        return False
    return ours.shape == theirs.shape and int(np.abs(ours.astype(int) - theirs).max()) <= 1


def _without_padding(radiograph: Radiograph, voi: Voi) -> tuple[Radiograph, Voi]:
    return replace(radiograph, grayscale=replace(radiograph.grayscale, padding=None)), voi


def _other_polarity(radiograph: Radiograph, voi: Voi) -> tuple[Radiograph, Voi]:
    return replace(radiograph, grayscale=replace(radiograph.grayscale, invert=not radiograph.grayscale.invert)), voi


def _bent(radiograph: Radiograph, voi: Voi) -> tuple[Radiograph, Voi]:
    """The header's VOI LUT Function for a window that the header did not state."""
    functions = [window.function for window in stated(radiograph.path, VoiWindow) if isinstance(window, VoiWindow)]
    bent = replace(voi, function=functions[0]) if functions and isinstance(voi, VoiWindow) else voi
    return radiograph, bent


def _with_filling(radiograph: Radiograph, voi: Voi) -> tuple[Radiograph, Voi]:
    """The zero byte that makes Pixel Data even, taken for a pixel."""
    return radiograph, _full_range(radiograph, (0,)) if radiograph.pixels.size % 2 else voi


def _masked(radiograph: Radiograph, voi: Voi) -> tuple[Radiograph, Voi]:
    """Bits above Bits Stored cleared, or taken as sign."""
    dataset = open_dataset(radiograph.path, pixels=False)
    bits, rule = int(dataset.BitsStored), radiograph.grayscale
    stored = (radiograph.pixels.astype(np.int64) + rule.bias) & (2**bits - 1)
    if dataset.PixelRepresentation == 1:
        stored = np.where(stored >= 2 ** (bits - 1), stored - 2**bits, stored)
    masked = replace(radiograph, pixels=(stored - rule.bias).astype(np.uint16))
    return masked, voi if voi in stated(radiograph.path, VoiWindow) else _full_range(masked)


CAUSES = {
    "padding": "Padding (0028,0120) is black here whatever the polarity (C.7.5.1.1.2); DCMTK draws it as a value.",
    "padding and function": "Padding as above, and DCMTK bends its min-max window by the header's SIGMOID, which here "
    "belongs to the header's own windows.",
    "filling": "Pixel Data of odd length: DCMTK counts the zero byte that fills it up when it looks for the least "
    "value.",
    "bits stored": "Lossy JPEG overshoots Bits Stored at a few pixels: DCMTK cuts the higher bits off, which turns "
    "white into black; here the values are kept.",
}
CHANGES: dict[str, Change] = {
    "padding": _without_padding,
    "polarity": _other_polarity,
    "function": _bent,
    "filling": _with_filling,
    "bits stored": _masked,
}


def _source(path: Path, work: Path) -> Path | None:
    """The file itself, or what gdcmconv makes raw of it where DCMTK does not read its transfer syntax."""
    if _syntax(path) not in _GDCM:
        return path
    raw = work / "gdcm.dcm"
    raw.unlink(missing_ok=True)
    return raw if _run("gdcmconv", "-w", str(path), str(raw)) and raw.exists() else None


def _raw(source: Path, work: Path) -> Path | None:
    """``source`` with the pixels that DCMTK (or GDCM) decoded, uncompressed."""
    if source.name == "gdcm.dcm":
        return source
    raw = work / "dcmtk.dcm"
    raw.unlink(missing_ok=True)
    return raw if _run("dcmdjpeg", str(source), str(raw)) and raw.exists() else None


def _syntax(path: Path) -> str:
    try:
        return str(open_dataset(path, pixels=False).file_meta.TransferSyntaxUID)
    except UserError:
        return ""


def _run(tool: str, *arguments: str) -> bool:
    command: Sequence[str] = [shutil.which(tool) or tool, *arguments]
    try:
        return subprocess.run(command, capture_output=True, check=False, timeout=_SECONDS).returncode == 0
    except subprocess.TimeoutExpired:
        return False
