"""From segmentation logits to a lung mask at the film's own size."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from spcxr_desktop.domain.preparation import Prepared

_LUNGS = (1, 2)
_SKETCH = 256  # px of the longer side: bridges are searched here
_BRIDGE = 13  # px of the sketch: what is thinner ties no two pieces together (changes 1 of 1,172 validation masks)
_TIP = 0.005  # of the largest piece: smaller pieces are tips (costophrenic angle), not other bodies


def softmax(logits: NDArray[np.float32]) -> NDArray[np.float32]:
    """Over the first axis: [C, S, S] -> probabilities [C, S, S]."""
    powers = np.exp(logits - logits.max(axis=0, keepdims=True))
    return np.asarray(powers / powers.sum(axis=0, keepdims=True), np.float32)


def lung_labels(logits: NDArray[np.float32], prepared: Prepared) -> NDArray[np.uint8]:
    """Logits [3, S, S] -> uint8 labels [rows, columns] of the upright film: 0, 1 right, 2 left, without islands.

    Probabilities are brought to full size before the label is chosen, so that the outline is smooth; compared only
    where a lung can be. One channel at a time: three float maps of a 9-megapixel film would be 108 MB.
    """
    probabilities = softmax(logits)
    box = prepared.box
    size = (box.right - box.left, box.bottom - box.top)
    labels = np.zeros(prepared.shape, np.uint8)
    part = _support(probabilities, size)
    if part is None:
        return labels
    best = np.asarray(cv2.resize(probabilities[0], size, interpolation=cv2.INTER_LINEAR), np.float32)
    candidate = np.empty_like(best)
    chosen = np.zeros(best[part].shape, np.uint8)
    for value in _LUNGS:  # ascending: the later one is the larger label
        cv2.resize(probabilities[value], size, dst=candidate, interpolation=cv2.INTER_LINEAR)
        better = np.asarray(cv2.compare(candidate[part], best[part], cv2.CMP_GT), np.uint8)  # 255 or 0
        cv2.max(chosen, np.bitwise_and(better, np.uint8(value), out=better), dst=chosen)
        cv2.max(best[part], candidate[part], dst=best[part])
    labels[box.top : box.bottom, box.left : box.right][part] = chosen
    return clean(labels)


def _support(probabilities: NDArray[np.float32], size: tuple[int, int]) -> tuple[slice, slice] | None:
    """The part of the enlarged maps (``size``: width, height) that can be lung; None where nothing is.

    Linear interpolation mixes the nearest pixels only: a lung ends less than one of the small ones outside those
    that are lung themselves.
    """
    small = probabilities.argmax(axis=0) > 0
    spans = []
    for axis, length in ((1, size[1]), (0, size[0])):
        found = np.flatnonzero(small.any(axis=axis))
        if not found.size:
            return None
        scale = length / small.shape[1 - axis]
        spans.append(slice(max(int((found[0] - 1) * scale), 0), min(int((found[-1] + 2) * scale) + 1, length)))
    return spans[0], spans[1]


def clean(labels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Keep the largest piece of each lung, without what hangs on it by a thin bridge, and fill its holes.

    No lung grows over the other.
    """
    lungs = {value: labels == value for value in _LUNGS}
    fields = {value: _largest(without_appendages(lung)) for value, lung in lungs.items()}
    out = np.zeros_like(labels)
    for value, field in fields.items():
        out |= _times(field & lungs[value], value)
    for value, field in fields.items():  # after both: an island of one lung inside the other has become a hole
        out |= _times(field & (out == 0), value)
    return out


def _times(mask: NDArray[np.bool_], value: int) -> NDArray[np.uint8]:
    """``value`` where ``mask`` is: arithmetic on bytes, a tenth of the cost of indexing by a mask."""
    return np.multiply(mask.view(np.uint8), np.uint8(value))


def without_appendages(lung: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Cut off bodies that a thin bridge ties to the lung (an arm, the flank), keeping the lung's own thin tips.

    On a sketch of 256 px: erode, so that bridges break; every pixel then belongs to the nearest piece; pieces other
    than the largest go, unless they are tiny.
    """
    rows, columns = lung.shape
    if max(rows, columns) < _SKETCH:  # too coarse to tell a bridge from a tip
        return lung
    scale = _SKETCH / max(rows, columns)
    size = (max(1, round(columns * scale)), max(1, round(rows * scale)))
    sketch = cv2.resize(lung.astype(np.uint8), size, interpolation=cv2.INTER_NEAREST)
    core = cv2.erode(sketch, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (_BRIDGE, _BRIDGE)))
    count, pieces, stats, _ = cv2.connectedComponentsWithStats(core)
    if count <= 2:
        return lung
    areas = stats[1:, cv2.CC_STAT_AREA]
    others = np.flatnonzero(areas >= _TIP * areas.max()) + 1
    foreign = np.isin(pieces, others[others != np.argmax(areas) + 1])
    _, nearest = cv2.distanceTransformWithLabels(
        (core == 0).astype(np.uint8), cv2.DIST_L2, cv2.DIST_MASK_5, labelType=cv2.DIST_LABEL_CCOMP
    )
    cut = np.isin(nearest, np.unique(nearest[foreign])) if foreign.any() else np.zeros(core.shape, np.bool_)
    full = cv2.resize(cut.astype(np.uint8), (columns, rows), interpolation=cv2.INTER_NEAREST)
    return np.asarray(lung & (full == 0), np.bool_)


def _largest(lung: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """The largest connected piece with its holes filled."""
    contours, _ = cv2.findContours(lung.view(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    piece = np.zeros(lung.shape, np.uint8)
    if contours:
        cv2.drawContours(piece, [max(contours, key=cv2.contourArea)], -1, 1, thickness=cv2.FILLED)
    return piece.view(np.bool_)
