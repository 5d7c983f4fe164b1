"""Warnings read off the lung mask: is this a whole chest film?

The limits lie outside what 869 expert or exact masks of three public collections show (smallest area 9.3 % of
the film, largest ratio of one lung to the other 1.69). docs/gates.md says how often each is wrong.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from spcxr_desktop.domain.findings import Gate

_LEAST_AREA = 0.01  # of the exposed film, each lung; less is none
_SMALL_AREA = 0.08  # of the exposed film, both lungs
_MOST_RATIO = 2.2  # larger lung to smaller lung
_MOST_CUT = 0.15  # of a film edge's length that runs through lung
_SIDE = 512  # px; measuring on a thumbnail costs 1 ms instead of 50


def lung_gates(labels: NDArray[np.uint8]) -> tuple[Gate, ...]:
    """``labels`` 0/1/2 [rows, columns], upright and cut to the exposed box."""
    size = (min(_SIDE, labels.shape[1]), min(_SIDE, labels.shape[0]))
    small = np.asarray(cv2.resize(labels, size, interpolation=cv2.INTER_NEAREST), np.uint8)
    right, left = float((small == 1).mean()), float((small == 2).mean())
    if max(right, left) < _LEAST_AREA:
        text = "No lungs were found. This may be no frontal chest radiograph: do not lean on the scores."
        return (_warn("lungs_not_found", text),)
    if min(right, left) < _LEAST_AREA:
        return (_warn("lung_missing", "Only one lung was found."), *_cut_off(small))
    gates = []
    if right + left < _SMALL_AREA:
        gates.append(_warn("lungs_small", "The lungs that were found are unusually small."))
    if max(right, left) > _MOST_RATIO * min(right, left):
        gates.append(_warn("lungs_asymmetric", "The lungs that were found are unusually different in size."))
    return (*gates, *_cut_off(small))


def _cut_off(labels: NDArray[np.uint8]) -> tuple[Gate, ...]:
    edges = (labels[0], labels[-1], labels[:, 0], labels[:, -1])
    if max(float((edge > 0).mean()) for edge in edges) <= _MOST_CUT:
        return ()
    return (_warn("lungs_cut_off", "The lungs reach the edge of the film: part of them may be missing."),)


def _warn(gate_id: str, text: str) -> Gate:
    return Gate(gate_id, "warn", text)
