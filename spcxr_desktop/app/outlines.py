"""The lungs of a result set as a window needs them: outlines to draw, sizes to state, a packed mask to keep."""

from __future__ import annotations

import zlib
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from spcxr_desktop.domain.annotations import CardiothoracicRatio
from spcxr_desktop.domain.findings import LungMask
from spcxr_desktop.domain.orientation import Orientation
from spcxr_desktop.domain.thorax import thoracic_width

Polygon = NDArray[np.float32]  # [N, 2] x, y in pixels of the upright image, 0 at the outer edge of the first pixel

_TOLERANCE = 0.6  # px an outline may leave the mask's edge; keeps some hundred points of some thousand


@dataclass(frozen=True, eq=False)
class Lungs:
    """``right`` and ``left`` (the patient's): outlines with holes, even-odd. ``packed``: the mask, deflated.

    ``thorax``: the width that a cardiothoracic ratio is proposed from, in the file's own orientation.
    """

    right: tuple[Polygon, ...]
    left: tuple[Polygon, ...]
    right_px: int
    left_px: int
    sides_assumed: bool
    packed: bytes
    shape: tuple[int, int]
    thorax: CardiothoracicRatio | None = None

    @classmethod
    def of(cls, mask: LungMask, orientation: Orientation) -> Lungs:
        """Trace a mask (some 40 ms at 9 Mpx: call it off the GUI thread)."""
        upright = orientation.to_upright(mask.labels)
        return cls(
            right=_outlines(upright, 1),
            left=_outlines(upright, 2),
            right_px=mask.right_px,
            left_px=mask.left_px,
            sides_assumed=mask.sides_assumed,
            packed=zlib.compress(np.ascontiguousarray(mask.labels).tobytes(), 1),
            shape=(mask.labels.shape[0], mask.labels.shape[1]),
            thorax=thoracic_width(mask, orientation),
        )

    def mask(self) -> LungMask:
        """The mask again, byte for byte: a film that was let go keeps 0.1 MB of it instead of 9."""
        labels = np.frombuffer(zlib.decompress(self.packed), np.uint8).reshape(self.shape)
        return LungMask(labels, self.sides_assumed)


def _outlines(labels: NDArray[np.uint8], value: int) -> tuple[Polygon, ...]:
    """Outer and inner contours of one label."""
    lung = np.ascontiguousarray(labels == value, np.uint8)
    contours, _ = cv2.findContours(lung, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_NONE)
    simplified = (cv2.approxPolyDP(contour, _TOLERANCE, True)[:, 0, :] for contour in contours)
    # Contours run through pixel centres; the centre of pixel 0 lies half a pixel inside the image.
    return tuple(polygon.astype(np.float32) + 0.5 for polygon in simplified if len(polygon) >= 3)
