from __future__ import annotations

import cv2
import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from spcxr_desktop.domain.preparation import prepare
from spcxr_desktop.inference.lung_gates import lung_gates
from spcxr_desktop.inference.lungs import clean, lung_labels, softmax


def lungs(rows: int = 300, columns: int = 300, scale: float = 1.0) -> NDArray[np.uint8]:
    y, x = np.mgrid[:rows, :columns]
    y, x = y / rows, x / columns
    labels = np.zeros((rows, columns), np.uint8)
    labels[((y - 0.5) / (0.35 * scale)) ** 2 + ((x - 0.28) / (0.16 * scale)) ** 2 < 1] = 1
    labels[((y - 0.5) / (0.33 * scale)) ** 2 + ((x - 0.72) / (0.15 * scale)) ** 2 < 1] = 2
    return labels


def film(labels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    return np.where(labels > 0, 60, 180).astype(np.uint8)


def ids(labels: NDArray[np.uint8]) -> set[str]:
    return {gate.id for gate in lung_gates(labels)}


def test_softmax_survives_large_logits() -> None:
    values = softmax(np.array([[[1000.0]], [[999.0]], [[-1000.0]]], np.float32))
    assert np.isfinite(values).all()
    np.testing.assert_allclose(values.sum(axis=0), 1)


def test_islands_go_holes_close_lungs_stay() -> None:
    whole = lungs()
    spoilt = whole.copy()
    spoilt[150, 80:90] = 0  # a hole
    spoilt[5:10, 5:10] = 1  # an island
    spoilt[290:295, 200:220] = 2
    np.testing.assert_array_equal(clean(spoilt), whole)


@settings(max_examples=60, deadline=None)
@given(st.binary(min_size=400, max_size=400))
def test_cleaning_loses_no_lung_and_is_idempotent(data: bytes) -> None:
    labels = (np.frombuffer(data, np.uint8).reshape(20, 20) % 3).astype(np.uint8)
    once = clean(labels)
    assert set(np.unique(once)) | {0} == set(np.unique(labels)) | {0}
    np.testing.assert_array_equal(clean(once), once)


def test_labels_come_back_at_the_films_own_size_and_place() -> None:
    truth = lungs(500, 380)
    greys = film(truth)
    prepared = prepare(greys, 96)
    logits = np.full((3, 96, 96), -8, np.float32)
    rows = (np.arange(96) + 0.5) / 96 * (prepared.box.bottom - prepared.box.top) + prepared.box.top
    columns = (np.arange(96) + 0.5) / 96 * (prepared.box.right - prepared.box.left) + prepared.box.left
    small = truth[rows.astype(int)][:, columns.astype(int)]
    for value in range(3):
        logits[value][small == value] = 8
    found = lung_labels(logits, prepared)
    assert found.shape == truth.shape
    for value in (1, 2):
        overlap = 2 * ((found == value) & (truth == value)).sum() / ((found == value).sum() + (truth == value).sum())
        assert overlap > 0.98


def test_good_lungs_pass() -> None:
    assert ids(lungs()) == set()


def test_missing_lungs_warn() -> None:
    assert ids(np.zeros((300, 300), np.uint8)) == {"lungs_not_found"}
    one = lungs()
    one[one == 2] = 0
    assert ids(one) == {"lung_missing"}


def test_small_and_unequal_lungs_warn() -> None:
    assert ids(lungs(scale=0.45)) == {"lungs_small"}
    unequal = lungs()
    unequal[:210][unequal[:210] == 2] = 0
    assert ids(unequal) == {"lungs_asymmetric"}


def test_lungs_at_the_edge_warn() -> None:
    assert ids(lungs()[90:]) == {"lungs_cut_off"}


def test_a_body_tied_by_a_thin_bridge_is_cut_off_and_thin_tips_stay() -> None:
    labels = np.zeros((1000, 1000), np.uint8)
    cv2.ellipse(labels, (350, 450), (120, 280), 0, 0, 360, 1, -1)
    lung = labels.copy()
    cv2.fillPoly(lung, [np.array([[240, 560], [225, 780], [300, 660]])], 1)  # a costophrenic tip
    labels = lung.copy()
    cv2.ellipse(labels, (60, 700), (40, 90), 0, 0, 360, 1, -1)  # the flank
    cv2.line(labels, (60, 640), (260, 600), 1, 6)  # the bridge
    cleaned = clean(labels)
    assert cleaned[700, 60] == 0
    assert (cleaned[lung > 0] == 1).mean() > 0.995
    assert cleaned[770, 227] == 1
