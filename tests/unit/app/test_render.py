"""``render``: what the file asks for, a window, or one of its VOIs, as a PNG."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from spcxr_desktop.app.render import render_file
from spcxr_desktop.domain.errors import UserError

DEEP = (np.arange(64 * 48, dtype=np.uint16) * 10).reshape(48, 64)


@pytest.fixture
def film(tmp_path: Path) -> Path:
    """A 16-bit PNG with values 0..30710."""
    _, data = cv2.imencode(".png", DEEP)
    (tmp_path / "film").write_bytes(data.tobytes())
    return tmp_path / "film"


def greys(path: Path) -> NDArray[np.uint8]:
    """The PNG that was written."""
    return np.asarray(cv2.imread(str(path), cv2.IMREAD_UNCHANGED))


def test_native_size_and_8_bits(film: Path, tmp_path: Path) -> None:
    render_file(film, tmp_path / "out.png")
    out = greys(tmp_path / "out.png")
    assert (out.shape, out.dtype) == (DEEP.shape, np.uint8)
    assert int(np.ptp(out)) > 240


def test_a_window_is_applied(film: Path, tmp_path: Path) -> None:
    render_file(film, tmp_path / "out.png", window=(1000.5, 1001))
    expected = np.clip((DEEP.astype(float) - 1000) / 1000 + 0.5, 0, 1) * 255
    assert np.abs(greys(tmp_path / "out.png") - expected).max() <= 0.5 + 1e-9


def test_voi_one_is_the_default(film: Path, tmp_path: Path) -> None:
    render_file(film, tmp_path / "a.png")
    render_file(film, tmp_path / "b.png", voi=1)
    assert (tmp_path / "a.png").read_bytes() == (tmp_path / "b.png").read_bytes()


@pytest.mark.parametrize(
    ("window", "voi", "says"),
    [
        ((100.0, 0.0), None, "no sense"),
        ((float("nan"), 10.0), None, "no sense"),
        (None, 2, "no VOI 2"),
        (None, 0, "no VOI 0"),
        ((1.0, 2.0), 1, "Both"),
    ],
)
def test_choices_that_do_not_exist(
    film: Path, tmp_path: Path, window: tuple[float, float] | None, voi: int | None, says: str
) -> None:
    with pytest.raises(UserError, match=says):
        render_file(film, tmp_path / "out.png", window, voi)
    assert not (tmp_path / "out.png").exists()


def test_a_place_that_cannot_be_written(film: Path, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="cannot be written"):
        render_file(film, tmp_path / "no" / "folder" / "out.png")
