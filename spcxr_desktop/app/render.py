"""``spcxr-desktop render``: one picture of a file as an 8-bit PNG of its own size."""

from __future__ import annotations

import math
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from spcxr_desktop.app.reading import read_one
from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.domain.grayscale import GrayscaleRule, Voi, VoiWindow, grey_table, render, shuttered
from spcxr_desktop.domain.radiograph import Radiograph


def render_file(
    path: Path, out: Path, window: tuple[float, float] | None = None, voi: int | None = None, frame: int = 1
) -> None:
    """Write the picture of ``path`` to ``out``, native size, in the file's own orientation, shutter closed.

    Greys for a grey picture, colours for one in colour. ``window``: (centre, width) in modality units. ``voi``:
    number of a VOI of the file, from 1. At most one of the two; without either the file's default. ``frame``: from 1.
    Raises UserError for a file that is no picture, a choice that does not exist, and an ``out`` that cannot be written.
    """
    radiograph = read_one(path, frame - 1)
    done, png = cv2.imencode(".png", _picture(radiograph, window, voi))
    if not done:
        raise RuntimeError("OpenCV did not encode a PNG")
    try:
        out.write_bytes(png.tobytes())
    except OSError as error:
        raise UserError(
            f"{out} cannot be written ({error.strerror}).", "A writable place.", "Choose another one."
        ) from error


def _picture(radiograph: Radiograph, window: tuple[float, float] | None, voi: int | None) -> NDArray[np.uint8]:
    """uint8 [rows, columns], or [rows, columns, 3] in OpenCV's order of channels."""
    if radiograph.colour is not None:
        if window is not None or voi is not None:
            raise UserError("This is a colour picture; it has no window.", "A grey one.", "Leave the window out.")
        return shuttered(np.asarray(cv2.cvtColor(radiograph.colour, cv2.COLOR_RGB2BGR), np.uint8), radiograph.shutter)
    rule = radiograph.grayscale
    return shuttered(render(radiograph.pixels, grey_table(rule, _choose(rule, window, voi))), radiograph.shutter)


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
