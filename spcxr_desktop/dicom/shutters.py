"""What the header wants covered: Display Shutter and Bitmap Display Shutter (PS3.3 C.7.6.11, C.7.6.15)."""

from __future__ import annotations

import math
from collections.abc import Mapping

import cv2
import numpy as np
from numpy.typing import NDArray
from pydicom.dataset import Dataset

from spcxr_desktop.dicom.dataset import number, numbers, texts
from spcxr_desktop.domain.radiograph import OverlayPlane, Shutter

_MAX_VERTICES = 4096
_FAR = 1_000_000  # px; beyond it no edge is meant, and OpenCV takes no coordinates of any size
_P_VALUES_PER_GREY = 257  # 65535 / 255
_EDGES = (
    "ShutterLeftVerticalEdge",
    "ShutterRightVerticalEdge",
    "ShutterUpperHorizontalEdge",
    "ShutterLowerHorizontalEdge",
)
_SENSELESS = "a shutter of the header makes no sense: ignored"


def read_shutter(
    dataset: Dataset, shape: tuple[int, int], aspect: float, overlays: Mapping[int, OverlayPlane]
) -> tuple[Shutter | None, tuple[str, ...]]:
    """The shutter for a picture of ``shape`` (rows, columns), and notes on what was put aside.

    Several shapes cover together what each of them covers. A shutter that would leave nothing of the picture is
    ignored. ``aspect``: height of a pixel over its width; ``overlays``: by group, for the bitmap shutter.
    """
    notes: list[str] = []
    covered = np.zeros(shape, np.bool_)
    for kind in dict.fromkeys(name.upper() for name in texts(dataset, "ShutterShape")):
        hidden = _covered(kind, dataset, shape, aspect, overlays)
        if hidden is None:
            notes.append(_SENSELESS)
        else:
            covered |= hidden
    if covered.all():
        return None, (*notes, "a shutter of the header covers the whole picture: ignored")
    if not covered.any():
        return None, tuple(notes)
    value = number(dataset, "ShutterPresentationValue") or 0.0
    return Shutter(covered, round(min(max(value, 0.0), 65535.0) / _P_VALUES_PER_GREY)), tuple(notes)


def shutter_group(dataset: Dataset) -> int | None:
    """The overlay group that a bitmap shutter takes for itself: it is not drawn as an overlay."""
    group = number(dataset, "ShutterOverlayGroup")
    bitmap = "BITMAP" in (name.upper() for name in texts(dataset, "ShutterShape"))
    return int(group) if bitmap and group is not None else None


def _covered(
    kind: str, dataset: Dataset, shape: tuple[int, int], aspect: float, overlays: Mapping[int, OverlayPlane]
) -> NDArray[np.bool_] | None:
    """What one shape covers, bool ``shape``; None where it is described by nonsense."""
    if kind == "RECTANGULAR":
        return _rectangle(dataset, shape)
    if kind == "CIRCULAR":
        return _circle(dataset, shape, aspect)
    if kind == "POLYGONAL":
        return _polygon(dataset, shape)
    plane = overlays.get(shutter_group(dataset) or 0) if kind == "BITMAP" else None
    return None if plane is None else plane.bits


def _rectangle(dataset: Dataset, shape: tuple[int, int]) -> NDArray[np.bool_] | None:
    """Outside the four edges, which are rows and columns from 1 and belong to what is seen."""
    edges = [number(dataset, keyword) for keyword in _EDGES]
    if any(edge is None or abs(edge) > _FAR for edge in edges):
        return None
    left, right, upper, lower = (int(edge or 0) for edge in edges)
    if left > right or upper > lower:
        return None
    covered = np.ones(shape, np.bool_)
    covered[max(upper - 1, 0) : max(lower, 0), max(left - 1, 0) : max(right, 0)] = False
    return covered


def _circle(dataset: Dataset, shape: tuple[int, int], aspect: float) -> NDArray[np.bool_] | None:
    """Outside the circle; its radius counts pixels along a row, so that it is round as drawn on pixels not square."""
    center, radius = numbers(dataset, "CenterOfCircularShutter"), number(dataset, "RadiusOfCircularShutter")
    if len(center) != 2 or radius is None or not 0 < radius <= _FAR or not all(abs(c) <= _FAR for c in center):
        return None
    down = (np.arange(1, shape[0] + 1) - center[0]) * aspect
    room = radius**2 - down**2
    half = np.sqrt(np.clip(room, 0.0, None))[:, None]
    across = np.abs(np.arange(1, shape[1] + 1) - center[1])[None, :]
    return np.asarray((across > half) | (room < 0)[:, None], np.bool_)


def _polygon(dataset: Dataset, shape: tuple[int, int]) -> NDArray[np.bool_] | None:
    """Outside the polygon, whose vertices are (row, column) pairs from 1."""
    values = numbers(dataset, "VerticesOfThePolygonalShutter")
    if len(values) % 2 or not 6 <= len(values) <= 2 * _MAX_VERTICES:
        return None
    if not all(math.isfinite(v) and abs(v) <= _FAR for v in values):
        return None
    corners = np.asarray(values).reshape(-1, 2)[:, ::-1] - 1
    seen = np.zeros(shape, np.uint8)
    cv2.fillPoly(seen, [np.rint(corners).astype(np.int32)], 1)
    return np.asarray(seen == 0, np.bool_)
