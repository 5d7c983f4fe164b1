"""Run lengths there and back, and masks that find their films."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays
from numpy.typing import NDArray

from tests.unit.trainer.data.made_archives import chexpert, nih
from tests.unit.trainer.data.made_collections import chexmask
from tests.unit.trainer.data.made_films_of_sets import film
from trainer.data.chexmask import attach_chexmask, decode_rle, encode_rle
from trainer.data.indexing import index_set
from trainer.data.sets import data_set
from trainer.data.sets.base import DataSetError


@given(arrays(np.bool_, array_shapes(min_dims=2, max_dims=2, max_side=12)))
def test_run_lengths_there_and_back(mask: NDArray[np.bool_]) -> None:
    shape = mask.shape[0], mask.shape[1]
    assert (decode_rle(encode_rle(mask), shape) == mask).all()


def test_runs_count_from_one_row_after_row() -> None:
    mask = np.array([[0, 0, 1], [1, 0, 0]], np.bool_)
    assert encode_rle(mask) == "3 2"
    assert (decode_rle("3 2", (2, 3)) == mask).all()


@given(st.text(alphabet="0123456789 -.e", max_size=40))
def test_any_text_is_a_mask_or_a_value_error(text: str) -> None:
    try:
        mask = decode_rle(text, (4, 5))
    except ValueError:
        return
    assert decode_rle(encode_rle(mask), (4, 5)).tolist() == mask.tolist()
    assert mask.sum() == sum(int(length) for length in text.split()[1::2])


@pytest.mark.parametrize("text", ["1", "0 2", "6 1", "1 6", "3 2 4 1", "1 0", "1 -1", "99999999999999 1"])
def test_runs_that_overlap_or_leave_the_image_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match="run lengths"):
        decode_rle(text, (1, 5))


def test_a_table_that_asks_for_too_much_memory_is_refused() -> None:
    with pytest.raises(ValueError, match="an image of"):
        decode_rle("1 1", (1 << 20, 1 << 20))


def test_masks_find_their_films_by_name(tmp_path: Path) -> None:
    nih(tmp_path / "n")
    rows = index_set(data_set("nih")(tmp_path / "n"), tmp_path / "n").rows
    wide = np.zeros((10, 300), np.uint8)
    chexmask(tmp_path / "ChestX-Ray8.csv", {
        "00000001_000.png": (0.91, film(0)[1]), "00000001_001.png": (0.69, film(1)[1]),
        "00000002_000.png": (0.9, np.where(np.arange(300) < 100, 1, 2 * (np.arange(300) > 200)) + wide),
        "00099999_000.png": (0.9, film(1)[1]),
    })  # fmt: skip
    found = attach_chexmask(rows, tmp_path / "ChestX-Ray8.csv", tmp_path / "n", tmp_path / "n/masks")
    assert found.masks == 1
    assert [(row["mask_kind"], bool(row["mask"])) for row in rows] == [("chexmask", True), ("", False), ("", False)]
    mask = cv2.imread(str(tmp_path / "n" / rows[0]["mask"]), cv2.IMREAD_GRAYSCALE)
    assert (mask == film(0)[1]).all()
    assert "below 0.7" in found.left_out[0].reason and "for a film of" in found.left_out[1].reason


def test_chexpert_films_of_one_name_are_told_apart(tmp_path: Path) -> None:
    chexpert(tmp_path / "c")
    rows = index_set(data_set("chexpert")(tmp_path / "c"), tmp_path / "c").rows
    chexmask(tmp_path / "t.csv", {"CheXpert/train/patient00002/study1/view1_frontal.jpg": (0.9, film(1)[1])}, "Path")
    assert attach_chexmask(rows, tmp_path / "t.csv", tmp_path / "c", tmp_path / "c/masks").masks == 1
    assert [bool(row["mask"]) for row in rows] == [False, True]


def test_another_table_is_refused(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("a,b\n1,2\n")
    with pytest.raises(DataSetError, match="no CheXmask table: it lacks Dice RCA"):
        attach_chexmask([], tmp_path / "t.csv", tmp_path, tmp_path)
