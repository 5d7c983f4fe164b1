"""Reading one film of any set as the viewer would show it: uint8 greys, upright, lungs dark.

Pictures of 8 bits need OpenCV alone. DICOM files and pictures of more bits go through the viewer's own reading and its
default window, so that a model sees in training what it will see at work; only then is pydicom imported.
"""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from spcxr_desktop.domain.errors import UserError

_PREAMBLE = 128
_JSRT_SIDE = 2048
_JSRT_MAX = 4095  # 12 bits, and the other way round: 0 is white


def read_film(path: Path) -> NDArray[np.uint8]:
    """uint8 [rows, columns]. Like the viewer, this ignores a camera's orientation tag.

    Raises ValueError with the reason where there is no film to be had.
    """
    try:
        with path.open("rb") as stream:
            head = stream.read(_PREAMBLE + 4)
    except OSError as error:
        raise ValueError(f"{path.name} cannot be opened: {error.strerror}") from error
    if head[_PREAMBLE:] == b"DICM" or path.suffix.lower() in (".dcm", ".dicom"):
        return _as_shown(path)
    if path.suffix.lower() == ".img":
        return _jsrt(path)
    try:
        greys = cv2.imread(str(path), cv2.IMREAD_GRAYSCALE | cv2.IMREAD_ANYDEPTH | cv2.IMREAD_IGNORE_ORIENTATION)
    except cv2.error as error:  # such as more pixels than OpenCV takes
        raise ValueError(f"{path.name} is not a readable image ({error.err})") from error
    if greys is None:
        raise ValueError(f"{path.name} is not a readable image")
    return np.asarray(greys, np.uint8) if greys.dtype == np.uint8 else _as_shown(path)


def _as_shown(path: Path) -> NDArray[np.uint8]:
    from spcxr_desktop.dicom.read import read_radiograph
    from spcxr_desktop.domain.grayscale import default_greys

    try:
        radiograph = read_radiograph(path)
    except UserError as error:
        raise ValueError(f"{path.name}: {error.found}") from error
    return radiograph.orientation.to_upright(default_greys(radiograph))


def _jsrt(path: Path) -> NDArray[np.uint8]:
    """2048 x 2048 numbers of 16 bits, big-endian, without a header."""
    data = path.read_bytes()
    if len(data) != 2 * _JSRT_SIDE**2:
        raise ValueError(f"{path.name} has {len(data)} bytes; a JSRT film has {2 * _JSRT_SIDE**2}")
    stored = np.minimum(np.frombuffer(data, ">u2").reshape(_JSRT_SIDE, _JSRT_SIDE), _JSRT_MAX)
    return np.asarray(np.round((_JSRT_MAX - stored.astype(np.float32)) * (255 / _JSRT_MAX)), np.uint8)
