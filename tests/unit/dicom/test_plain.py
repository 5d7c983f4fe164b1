"""PNG and JPEG: opened, and marked as what they are not."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from spcxr_desktop.dicom.colour import COLOUR_NOTE
from spcxr_desktop.dicom.plain import NOT_DICOM
from spcxr_desktop.dicom.read import read_radiograph
from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.domain.grayscale import default_greys

FILM = np.tile(np.linspace(0, 255, 64).astype(np.uint8), (48, 1))


def write(path: Path, array: NDArray[np.generic], suffix: str = ".png") -> Path:
    """Encode ``array`` and write it, whatever the name of ``path``."""
    done, data = cv2.imencode(suffix, array)
    assert done
    path.write_bytes(data.tobytes())
    return path


def test_an_8_bit_png_is_shown_as_written(tmp_path: Path) -> None:
    radiograph = read_radiograph(write(tmp_path / "a.png", FILM))
    assert np.array_equal(default_greys(radiograph), FILM)
    assert not radiograph.dicom
    assert not radiograph.lossy
    assert NOT_DICOM in radiograph.notes
    assert radiograph.orientation.assumed
    assert radiograph.spacing is None


def test_a_16_bit_png_keeps_its_depth(tmp_path: Path) -> None:
    deep = FILM.astype(np.uint16) * 40 + 3
    radiograph = read_radiograph(write(tmp_path / "a", deep))
    assert np.array_equal(radiograph.pixels, deep)
    assert radiograph.grayscale.voi_auto
    assert int(np.ptp(default_greys(radiograph))) > 240


def test_a_grey_film_stored_as_colour_jpeg_opens(tmp_path: Path) -> None:
    colour = cv2.cvtColor(FILM, cv2.COLOR_GRAY2BGR)
    radiograph = read_radiograph(write(tmp_path / "a", colour, ".jpg"))
    assert np.abs(default_greys(radiograph).astype(int) - FILM).max() <= 4
    assert radiograph.lossy


@pytest.mark.parametrize("deep", [False, True])
def test_colour_opens_as_colour(tmp_path: Path, deep: bool) -> None:
    blue_green_red = np.zeros((32, 32, 3), np.uint8)
    blue_green_red[..., 2], blue_green_red[..., 1] = 200, np.arange(32)
    stored = blue_green_red.astype(np.uint16) * 256 + 77 if deep else blue_green_red
    radiograph = read_radiograph(write(tmp_path / "a", stored))
    assert radiograph.colour is not None
    assert radiograph.colour.dtype == np.uint8
    assert np.array_equal(radiograph.colour, blue_green_red[..., ::-1])
    luma = cv2.cvtColor(blue_green_red, cv2.COLOR_BGR2GRAY)
    assert np.array_equal(radiograph.pixels, luma)
    assert np.array_equal(default_greys(radiograph), luma)
    assert COLOUR_NOTE in radiograph.notes


def test_opacity_is_dropped(tmp_path: Path) -> None:
    film = cv2.cvtColor(FILM, cv2.COLOR_GRAY2BGRA)
    film[..., 3] = 9
    radiograph = read_radiograph(write(tmp_path / "a", film))
    assert radiograph.colour is None
    assert np.array_equal(radiograph.pixels, FILM)


def test_a_thumbnail_does_not_pass_for_the_end_of_the_picture(tmp_path: Path) -> None:
    path = write(tmp_path / "a", FILM, ".jpg")
    whole = path.read_bytes()
    thumbnail = b"\xff\xe1\x00\x08Exif\xff\xd9"
    path.write_bytes(whole[:2] + thumbnail + whole[2:])
    assert read_radiograph(path).pixels.shape == FILM.shape
    path.write_bytes(whole[:2] + thumbnail + whole[2:-40])
    with pytest.raises(UserError, match="damaged or incomplete"):
        read_radiograph(path)


@pytest.mark.parametrize("suffix", [".png", ".jpg"])
@pytest.mark.parametrize("share", [0.1, 0.5, 0.95])
def test_a_truncated_picture_is_refused(tmp_path: Path, suffix: str, share: float) -> None:
    path = write(tmp_path / "a", FILM, suffix)
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * share)])
    with pytest.raises(UserError, match="damaged or incomplete"):
        read_radiograph(path)


def test_a_png_that_claims_too_much_is_refused_before_decoding(tmp_path: Path) -> None:
    header = b"IHDR" + struct.pack(">IIBBBBB", 50000, 50000, 8, 0, 0, 0, 0)
    chunk = struct.pack(">I", 13) + header + struct.pack(">I", zlib.crc32(header))
    (tmp_path / "a").write_bytes(b"\x89PNG\r\n\x1a\n" + chunk + b"\x00\x00\x00\x00IEND\xaeB`\x82")
    with pytest.raises(UserError, match="50000 x 50000"):
        read_radiograph(tmp_path / "a")
