"""The inner width of the thorax, as far as a lung mask can tell: what a cardiothoracic ratio is proposed from."""

from __future__ import annotations

import numpy as np

from spcxr_desktop.domain.annotations import CardiothoracicRatio
from spcxr_desktop.domain.findings import LungMask
from spcxr_desktop.domain.orientation import Orientation
from spcxr_desktop.domain.turn import Turn


def thoracic_width(lungs: LungMask, orientation: Orientation) -> CardiothoracicRatio | None:
    """The level (a row of the upright film) where both lungs together reach farthest from side to side.

    From the outer edge of one lung to the outer edge of the other, through the middle of that row; of several such
    rows the middle one. In the file's own orientation, the end at the upright film's left first. None where no row
    crosses both lungs. The heart stays unplaced: the mask holds lung behind it.
    """
    labels = orientation.to_upright(lungs.labels)
    both = np.flatnonzero((labels == 1).any(axis=1) & (labels == 2).any(axis=1))
    if both.size == 0:
        return None
    lung = labels[both] > 0
    left, right = lung.argmax(axis=1), labels.shape[1] - lung[:, ::-1].argmax(axis=1)
    width = right - left
    widest = np.flatnonzero(width == width.max())
    row = int(widest[widest.size // 2])
    y = float(both[row]) + 0.5
    back, size = Turn.upright(orientation).inverse, (labels.shape[1], labels.shape[0])
    return CardiothoracicRatio((back.point((float(left[row]), y), *size), back.point((float(right[row]), y), *size)))
