"""``spcxr-desktop render``: a radiograph as an 8-bit PNG of its own size."""

from __future__ import annotations

import math
from pathlib import Path

import cv2

from spcxr_desktop.dicom.read import read_radiograph
from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.domain.grayscale import GrayscaleRule, Voi, VoiWindow, grey_table, render


def render_file(path: Path, out: Path, window: tuple[float, float] | None = None, voi: int | None = None) -> None:
    """Write the greys of ``path`` to ``out``, native size, in the file's own orientation.

    ``window``: (centre, width) in modality units. ``voi``: number of a VOI of the file, from 1. At most one of
    the two; without either the file's default. Raises UserError for a file that is no radiograph, a choice that
    does not exist, and an ``out`` that cannot be written.
    """
    radiograph = read_radiograph(path)
    chosen = _choose(radiograph.grayscale, window, voi)
    greys = render(radiograph.pixels, grey_table(radiograph.grayscale, chosen))
    done, png = cv2.imencode(".png", greys)
    if not done:
        raise RuntimeError("OpenCV did not encode a PNG")
    try:
        out.write_bytes(png.tobytes())
    except OSError as error:
        raise UserError(
            f"{out} cannot be written ({error.strerror}).", "A writable place.", "Choose another one."
        ) from error


def _choose(rule: GrayscaleRule, window: tuple[float, float] | None, voi: int | None) -> Voi | None:
    if window is not None and voi is not None:
        raise UserError("Both a window and a VOI number were given.", "One of them.", "Leave one out.")
    if window is not None:
        center, width = window
        if not math.isfinite(center) or not math.isfinite(width) or width < 1:
            raise UserError(f"The window {center:g},{width:g} makes no sense.", "A width of 1 or more.", "Change it.")
        return VoiWindow(center, width)
    if voi is None:
        return None
    if not 1 <= voi <= len(rule.voi):
        names = ", ".join(f"{i} ({v.explanation or 'no name'})" for i, v in enumerate(rule.voi, 1))
        raise UserError(f"There is no VOI {voi} in this file.", f"One of {names}.", "Choose one of these.")
    return rule.voi[voi - 1]
