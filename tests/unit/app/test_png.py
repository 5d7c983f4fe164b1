from __future__ import annotations

import cv2
import numpy as np
import pytest

from spcxr_desktop.app.png import encode_png


@pytest.mark.parametrize("shape", [(1, 1), (5, 3), (300, 257), (1, 1, 3), (5, 3, 3), (300, 257, 3)])
def test_another_decoder_reads_the_same_pixels(shape: tuple[int, ...]) -> None:
    pixels = np.random.default_rng(0).integers(0, 256, shape).astype(np.uint8)
    read = cv2.imdecode(np.frombuffer(encode_png(pixels), np.uint8), cv2.IMREAD_UNCHANGED)
    assert read is not None
    np.testing.assert_array_equal(read, pixels)


def test_a_label_map_is_small() -> None:
    labels = np.zeros((2140, 1760), np.uint8)
    labels[400:1600, 300:800], labels[400:1600, 900:1500] = 1, 2
    data = encode_png(labels)
    assert len(data) < 100_000
    read = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_UNCHANGED)
    np.testing.assert_array_equal(read, labels)
