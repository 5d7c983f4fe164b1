"""PNG and JPEG pictures: no header to trust, so "not DICOM, research only"."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from spcxr_desktop.dicom import source
from spcxr_desktop.dicom.codestream import read_codestream
from spcxr_desktop.dicom.colour import COLOUR_NOTE, COLOUR_RULE
from spcxr_desktop.dicom.dataset import unreadable
from spcxr_desktop.dicom.pixel_header import MAX_PIXELS
from spcxr_desktop.dicom.pixels import Decoded, from_colour, to_indices
from spcxr_desktop.domain.auto_window import complete
from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.domain.grayscale import GrayscaleRule
from spcxr_desktop.domain.orientation import Orientation
from spcxr_desktop.domain.radiograph import Identity, Radiograph

NOT_DICOM = "not DICOM, research only"
_EXPECTED = "A PNG (8 or 16 bits) or JPEG of at most 100 megapixels."
_PNG = b"\x89PNG"


def read_plain(path: Path) -> Radiograph:
    """Read a PNG or JPEG as a radiograph without identity, spacing or known sides.

    Raises UserError where it is damaged, truncated or too large.
    """
    try:
        with source.open_binary(path) as file:
            stream = file.read()
    except OSError as error:
        raise unreadable(error) from error
    _check(stream)
    array = cv2.imdecode(np.frombuffer(stream, np.uint8), cv2.IMREAD_UNCHANGED)
    if array is None or array.dtype not in (np.uint8, np.uint16):
        raise _damaged()
    decoded = _decoded(np.asarray(array))
    rule, notes = complete(GrayscaleRule(bias=decoded.bias), decoded.pixels, decoded.eight_bit)
    if decoded.colour is not None:
        rule, notes = COLOUR_RULE, (COLOUR_NOTE,)
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
        colour=decoded.colour,
    )


def plain_size(stream: bytes) -> tuple[int, int] | None:
    """(rows, columns) that the file's own header declares; None where it does not."""
    if stream.startswith(_PNG):
        if len(stream) < 24:
            return None
        return int.from_bytes(stream[20:24], "big"), int.from_bytes(stream[16:20], "big")
    size = read_codestream(stream)
    return (size.rows, size.columns) if size else None


def _check(stream: bytes) -> None:
    """Size before decoding, and the end marker: OpenCV fills what is missing of a truncated picture with grey."""
    size = plain_size(stream)
    if size is None or min(size) < 1 or not _ends(stream):
        raise _damaged()
    if size[0] * size[1] > MAX_PIXELS:
        raise UserError(f"The picture has {size[1]} x {size[0]} pixels.", _EXPECTED, "Reduce its size.")


def _ends(stream: bytes) -> bool:
    """Whether the end marker is there; in a JPEG, behind the coded data: a thumbnail in its head has one too."""
    if stream.startswith(_PNG):
        return b"IEND" in stream
    found = read_codestream(stream)
    return found is not None and found.data > 0 and stream.find(b"\xff\xd9", found.data) > 0


def _decoded(array: NDArray[Any]) -> Decoded:
    """[H, W] or [H, W, channels] as OpenCV gives it: blue first, opacity last, which is of no use here."""
    if array.ndim == 2 or array.shape[2] < 3:
        return to_indices(array if array.ndim == 2 else array[..., 0])
    return from_colour(cv2.cvtColor(array[..., :3], cv2.COLOR_BGR2RGB), 8 * array.dtype.itemsize)


def _damaged() -> UserError:
    return UserError("This picture is damaged or incomplete.", _EXPECTED, "Copy or export it again.")
