"""From segmentation logits to a lung mask at the film's own size."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from spcxr_desktop.domain.preparation import Prepared, restore

_LUNGS = (1, 2)


def softmax(logits: NDArray[np.float32]) -> NDArray[np.float32]:
    """Over the first axis: [C, S, S] -> probabilities [C, S, S]."""
    powers = np.exp(logits - logits.max(axis=0, keepdims=True))
    return np.asarray(powers / powers.sum(axis=0, keepdims=True), np.float32)


def lung_labels(logits: NDArray[np.float32], prepared: Prepared) -> NDArray[np.uint8]:
    """Logits [3, S, S] -> uint8 labels [rows, columns] of the upright film: 0, 1 right, 2 left, without islands.

    Probabilities are brought to full size before the label is chosen, so that the outline is smooth. One channel
    at a time: three float maps of a 9-megapixel film would be 108 MB.
    """
    probabilities = softmax(logits)
    best = restore(probabilities[:1], prepared)[0]
    labels = np.zeros(prepared.shape, np.uint8)
    for value in _LUNGS:
        candidate = restore(probabilities[value : value + 1], prepared)[0]
        labels[candidate > best] = value
        cv2.max(best, candidate, dst=best)
    return clean(labels)


def clean(labels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Keep the largest connected piece of each lung (8-connected) and fill its holes. No lung grows over the other."""
    fields = {value: _largest(labels == value) for value in _LUNGS}
    out = np.zeros_like(labels)
    for value, field in fields.items():
        out[field & (labels == value)] = value
    for value, field in fields.items():  # after both: an island of one lung inside the other has become a hole
        out[field & (out == 0)] = value
    return out


def _largest(lung: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """The largest connected piece with its holes filled."""
    contours, _ = cv2.findContours(lung.astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    piece = np.zeros(lung.shape, np.uint8)
    if contours:
        cv2.drawContours(piece, [max(contours, key=cv2.contourArea)], -1, 1, thickness=cv2.FILLED)
    return piece.astype(np.bool_)
