"""Overlay planes of all sixteen groups, from Overlay Data and from unused bits of the pixels."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pydicom
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from pydicom import uid
from pydicom.dataset import Dataset

from spcxr_desktop.dicom import overlays
from spcxr_desktop.dicom.read import read_radiograph
from spcxr_desktop.domain.grayscale import default_greys
from spcxr_desktop.domain.radiograph import Radiograph

Make = Callable[..., Path]
Bits = NDArray[np.bool_]


def random_bits(shape: tuple[int, ...], seed: int = 0) -> Bits:
    """Half of them set."""
    return np.asarray(np.random.default_rng(seed).random(shape) < 0.5)


def add(dataset: Dataset, group: int, bits: Bits, origin: tuple[int, int] = (1, 1), **more: int | str) -> None:
    """An overlay of one plane [rows, columns] or several [frames, rows, columns] in Overlay Data."""
    dataset.add_new((group, 0x0010), "US", bits.shape[-2])
    dataset.add_new((group, 0x0011), "US", bits.shape[-1])
    dataset.add_new((group, 0x0040), "CS", "G")
    dataset.add_new((group, 0x0050), "SS", list(origin))
    dataset.add_new((group, 0x0100), "US", 1)
    dataset.add_new((group, 0x0102), "US", 0)
    packed = np.packbits(bits, bitorder="little").tobytes()
    dataset.add_new((group, 0x3000), "OW", packed + b"\0" * (len(packed) % 2))
    for name, value in more.items():
        at, vr = {"frames": (0x0015, "IS"), "first": (0x0051, "US"), "label": (0x1500, "LO")}[name]
        dataset.add_new((group, at), vr, value)


def reread(path: Path, *planes: tuple[int, Bits], frame: int = 0, **more: int | str) -> Radiograph:
    """The radiograph with these overlays."""
    dataset = pydicom.dcmread(path)
    for group, bits in planes:
        add(dataset, group, bits, **more)  # type: ignore[arg-type]
    dataset.save_as(path)
    return read_radiograph(path, frame)


def test_all_sixteen_groups(make_dicom: Make, film: NDArray[np.uint16]) -> None:
    planes = [(group, random_bits(film.shape, group)) for group in overlays.GROUPS]
    radiograph = reread(make_dicom(film), *planes)
    assert len(radiograph.overlays) == 16
    for found, (_, bits) in zip(radiograph.overlays, planes, strict=True):
        assert np.array_equal(found.bits, bits)
    assert np.array_equal(default_greys(radiograph), default_greys(read_radiograph(make_dicom(film))))


def test_label_of_the_plane(make_dicom: Make, film: NDArray[np.uint16]) -> None:
    radiograph = reread(make_dicom(film), (0x6000, random_bits(film.shape)), label="MARKS")
    assert [plane.label for plane in radiograph.overlays] == ["MARKS"]


@pytest.mark.parametrize("origin", [(1, 1), (11, 21), (-4, -9), (40, 30), (0, 0)])
def test_a_plane_of_other_size_lies_where_its_origin_says(
    make_dicom: Make, film: NDArray[np.uint16], origin: tuple[int, int]
) -> None:
    bits = random_bits((21, 33))
    radiograph = reread(make_dicom(film), (0x6000, bits), origin=origin)  # type: ignore[arg-type]
    expected = np.zeros((200, 200), bool)
    top, left = 100 + origin[0] - 1, 100 + origin[1] - 1
    expected[top : top + 21, left : left + 33] = bits
    rows, columns = film.shape
    assert np.array_equal(radiograph.overlays[0].bits, expected[100 : 100 + rows, 100 : 100 + columns])


def test_a_plane_beside_the_picture_is_left_out(make_dicom: Make, film: NDArray[np.uint16]) -> None:
    radiograph = reread(make_dicom(film), (0x6000, random_bits((5, 5))), origin=(5000, 1))  # type: ignore[arg-type]
    assert radiograph.overlays == ()
    assert radiograph.notes == ("window: auto (none in the header)",)


def test_of_several_planes_the_frames_own(make_dicom: Make) -> None:
    frames = np.arange(4 * 9 * 11, dtype=np.uint16).reshape(4, 9, 11)
    planes = random_bits((2, 9, 11))  # 99 bits each: the second one starts within a byte
    path = make_dicom(frames, NumberOfFrames=4)
    reread(path, (0x6000, planes), frames=2, first=2)
    for frame, expected in enumerate([None, planes[0], planes[1], None]):
        found = read_radiograph(path, frame).overlays
        assert (len(found) == 0) if expected is None else np.array_equal(found[0].bits, expected)


def test_a_plane_without_number_of_frames_belongs_to_every_frame(make_dicom: Make) -> None:
    frames = np.arange(3 * 9 * 11, dtype=np.uint16).reshape(3, 9, 11)
    bits = random_bits((9, 11))
    path = make_dicom(frames, NumberOfFrames=3)
    reread(path, (0x6000, bits))
    assert all(np.array_equal(read_radiograph(path, f).overlays[0].bits, bits) for f in range(3))


def test_bits_above_bits_stored(make_dicom: Make, film: NDArray[np.uint16]) -> None:
    """The retired way: 12-bit pixels with two planes in bits 12 and 15."""
    first, second = random_bits(film.shape, 1), random_bits(film.shape, 2)
    picture = film & 0x0FFF
    path = make_dicom(picture | (first.astype(np.uint16) << 12) | (second.astype(np.uint16) << 15), BitsStored=12)
    dataset = pydicom.dcmread(path)
    for group, position in ((0x6000, 12), (0x6002, 15)):
        dataset.add_new((group, 0x0010), "US", film.shape[0])
        dataset.add_new((group, 0x0011), "US", film.shape[1])
        dataset.add_new((group, 0x0100), "US", 16)
        dataset.add_new((group, 0x0102), "US", position)
    dataset.save_as(path)
    radiograph = read_radiograph(path)
    assert [np.array_equal(p.bits, b) for p, b in zip(radiograph.overlays, (first, second), strict=True)] == [True] * 2
    assert np.array_equal(radiograph.pixels, picture)


def test_words_of_a_big_endian_file(make_dicom: Make, film: NDArray[np.uint16], tmp_path: Path) -> None:
    bits = random_bits((13, 17))
    dataset = pydicom.dcmread(make_dicom(film.byteswap()))
    dataset.file_meta.TransferSyntaxUID = uid.ExplicitVRBigEndian
    add(dataset, 0x6000, bits)
    words = np.frombuffer(dataset[0x6000, 0x3000].value, "<u2").byteswap().tobytes()
    dataset[0x6000, 0x3000].value = words
    pydicom.dcmwrite(tmp_path / "big", dataset, implicit_vr=False, little_endian=False, force_encoding=True)
    radiograph = read_radiograph(tmp_path / "big")
    assert np.array_equal(radiograph.overlays[0].bits[:13, :17], bits)


@pytest.mark.parametrize("size", [(65535, 65535), (48, 41), (65535, 1)])
def test_more_bits_promised_than_there_are(make_dicom: Make, film: NDArray[np.uint16], size: tuple[int, int]) -> None:
    path = make_dicom(film)
    dataset = pydicom.dcmread(path)
    add(dataset, 0x6000, random_bits((48, 40)))
    dataset[0x6000, 0x0010].value, dataset[0x6000, 0x0011].value = size
    dataset.save_as(path)
    radiograph = read_radiograph(path)
    assert radiograph.overlays == ()
    assert any("overlay" in note for note in radiograph.notes)


def test_all_planes_together_are_bounded(
    make_dicom: Make, film: NDArray[np.uint16], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(overlays, "_MAX_BITS", 3 * film.size)
    radiograph = reread(make_dicom(film), *((group, random_bits(film.shape)) for group in overlays.GROUPS))
    assert len(radiograph.overlays) == 3
    assert any("some are left out" in note for note in radiograph.notes)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_overlay_header_gives_planes_of_the_pictures_size(make_dicom: Make, data: st.DataObject) -> None:
    film = np.zeros((24, 20), np.uint16)
    path = make_dicom(film)
    dataset = pydicom.dcmread(path)
    word, signed = st.integers(0, 65535), st.integers(-32768, 32767)
    small = st.integers(0, 40) | word
    dataset.add_new((0x6000, 0x0010), "US", data.draw(small))
    dataset.add_new((0x6000, 0x0011), "US", data.draw(small))
    dataset.add_new((0x6000, 0x0050), "SS", data.draw(st.lists(signed | st.integers(-30, 30), max_size=3)))
    dataset.add_new((0x6000, 0x0051), "US", data.draw(small))
    dataset.add_new((0x6000, 0x0102), "US", data.draw(small))
    if data.draw(st.booleans()):
        dataset.add_new((0x6000, 0x0015), "IS", data.draw(st.integers(-2, 100)))
    if data.draw(st.booleans()):
        dataset.add_new((0x6000, 0x3000), "OW", data.draw(st.binary(max_size=400)))
    dataset.save_as(path)
    assert all(plane.bits.shape == film.shape for plane in read_radiograph(path).overlays)
