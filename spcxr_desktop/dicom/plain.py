"""PNG and JPEG pictures: no header to trust, so "not DICOM, research only"."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from spcxr_desktop.dicom.codestream import frame_size
from spcxr_desktop.dicom.dataset import unreadable
from spcxr_desktop.dicom.pixels import MAX_PIXELS, to_indices
from spcxr_desktop.domain.auto_window import complete
from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.domain.grayscale import GrayscaleRule
from spcxr_desktop.domain.orientation import Orientation
from spcxr_desktop.domain.radiograph import Identity, Radiograph

NOT_DICOM = "not DICOM, research only"
_EXPECTED = "A grey PNG (8 or 16 bits) or JPEG of at most 100 megapixels."
_MAX_CHROMA = 16  # levels between channels that JPEG leaves on a grey film stored as colour
_PNG = b"\x89PNG"


def read_plain(path: Path) -> Radiograph:
    """Read a PNG or JPEG as a radiograph without identity, spacing or known sides.

    Raises UserError where it is damaged, truncated, too large or in colour.
    """
    try:
        stream = path.read_bytes()
    except OSError as error:
        raise unreadable(error) from error
    _check(stream)
    array = cv2.imdecode(np.frombuffer(stream, np.uint8), cv2.IMREAD_UNCHANGED)
    if array is None or array.dtype not in (np.uint8, np.uint16):
        raise _damaged()
    decoded = to_indices(_grey(np.asarray(array)))
    rule, notes = complete(GrayscaleRule(bias=decoded.bias), decoded.pixels, decoded.eight_bit)
    return Radiograph(
        pixels=decoded.pixels,
        grayscale=rule,
        orientation=Orientation(),
        spacing=None,
        identity=Identity(),
        path=path,
        dicom=False,
        lossy=not stream.startswith(_PNG),
        notes=(NOT_DICOM, *notes),
    )


def plain_size(stream: bytes) -> tuple[int, int] | None:
    """(rows, columns) that the file's own header declares; None where it does not."""
    if stream.startswith(_PNG):
        if len(stream) < 24:
            return None
        return int.from_bytes(stream[20:24], "big"), int.from_bytes(stream[16:20], "big")
    size = frame_size(stream)
    return (size.rows, size.columns) if size else None


def _check(stream: bytes) -> None:
    """Size before decoding, and the end marker: OpenCV fills what is missing of a truncated picture with grey."""
    size = plain_size(stream)
    end = b"IEND" if stream.startswith(_PNG) else b"\xff\xd9"
    if size is None or min(size) < 1 or end not in stream:
        raise _damaged()
    if size[0] * size[1] > MAX_PIXELS:
        raise UserError(f"The picture has {size[1]} x {size[0]} pixels.", _EXPECTED, "Reduce its size.")


def _grey(array: NDArray[Any]) -> NDArray[Any]:
    """[H, W] or [H, W, channels] -> [H, W]. Channels that agree are a grey film stored as colour."""
    if array.ndim == 2:
        return array
    colour = array[..., :3] if array.shape[2] >= 3 else array[..., :1]
    spread = colour.max(axis=2) - colour.min(axis=2)
    tolerance = _MAX_CHROMA * (1 if array.dtype == np.uint8 else 257)
    if float(np.percentile(spread, 99.9)) > tolerance:
        found = "This is a colour picture; they are not analysed."
        raise UserError(found, _EXPECTED, "Choose a grey one.", code="not_grey")
    return np.asarray(cv2.cvtColor(colour, cv2.COLOR_BGR2GRAY)) if colour.shape[2] == 3 else colour[..., 0]


def _damaged() -> UserError:
    return UserError("This picture is damaged or incomplete.", _EXPECTED, "Copy or export it again.")
