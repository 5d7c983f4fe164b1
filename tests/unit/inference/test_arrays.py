"""Arrays are read within bounds, and nothing but arrays."""

from __future__ import annotations

import io
import zipfile

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays_of
from numpy.typing import NDArray

from spcxr_desktop.inference import arrays
from spcxr_desktop.inference.arrays import ArraysError, read_arrays


def packed(**values: object) -> bytes:
    stream = io.BytesIO()
    np.savez_compressed(stream, **values)  # type: ignore[arg-type]
    return stream.getvalue()


def archive(name: str, data: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as out:
        out.writestr(name, data)
    return stream.getvalue()


def header(shape: tuple[int, ...], descr: str = "<f4") -> bytes:
    stream = io.BytesIO()
    np.lib.format.write_array_header_1_0(stream, {"descr": descr, "fortran_order": False, "shape": shape})
    return stream.getvalue()


@given(arrays_of.arrays(np.float32, arrays_of.array_shapes(min_dims=0, max_dims=3, max_side=5)))
def test_what_was_written_is_read(values: NDArray[np.float32]) -> None:
    np.testing.assert_array_equal(read_arrays(packed(x=values))["x"], values)


def test_texts_and_whole_numbers_are_read() -> None:
    read = read_arrays(packed(names=np.array(["a", "bc"]), counts=np.arange(3)))
    assert list(read["names"]) == ["a", "bc"]
    assert list(read["counts"]) == [0, 1, 2]


def test_a_pickle_is_refused() -> None:
    with pytest.raises(ArraysError, match="object"):
        read_arrays(packed(x=np.array([{"a": 1}], dtype=object)))


def test_a_bomb_is_refused_unread() -> None:
    bomb = packed(x=np.zeros(arrays.MAX_BYTES // 4 + 1, np.float32))
    assert len(bomb) < 1_000_000
    with pytest.raises(ArraysError, match="MiB"):
        read_arrays(bomb)


@pytest.mark.parametrize("shape", [(2**40,), (2**31, 2**31), (5,), (-1,)])
def test_a_header_that_claims_more_than_there_is_is_refused(shape: tuple[int, ...]) -> None:
    with pytest.raises(ArraysError, match="shape"):
        read_arrays(archive("x.npy", header(shape) + b"\0" * 8))


@pytest.mark.parametrize(
    "data", [b"", b"PK", archive("x.txt", b"text"), archive("x.npy", b""), archive("x.npy", b"\x93NUMPY\x03\x00rest")]
)
def test_what_is_no_npz_is_refused(data: bytes) -> None:
    with pytest.raises(ArraysError):
        read_arrays(data)


def test_many_members_are_refused() -> None:
    with pytest.raises(ArraysError, match="more than"):
        read_arrays(packed(**{f"a{i}": np.zeros(1) for i in range(65)}))


GOOD = packed(x=np.arange(20, dtype=np.float32), y=np.array(["text"]))


@given(st.integers(0, len(GOOD) - 1), st.integers(0, 255))
def test_a_changed_byte_never_fails_otherwise(at: int, value: int) -> None:
    data = bytearray(GOOD)
    data[at] = value
    try:
        read = read_arrays(bytes(data))
    except ArraysError:
        return
    assert all(array.dtype.kind in "biufU" for array in read.values())


@given(st.binary(max_size=200))
def test_any_header_is_an_array_or_an_error(data: bytes) -> None:
    try:
        read = read_arrays(archive("x.npy", b"\x93NUMPY\x01\x00" + data))
    except ArraysError:
        return
    assert read["x"].nbytes <= len(data)
