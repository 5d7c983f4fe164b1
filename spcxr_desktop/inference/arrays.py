"""Arrays out of an ``.npz`` that somebody else wrote: bounded before anything is allocated, never a pickle."""

from __future__ import annotations

import io
import math
import tokenize
import zipfile
import zlib
from typing import IO, Any

import numpy as np
from numpy.lib import format as npy
from numpy.typing import NDArray

MAX_BYTES = 128 * 2**20  # of all arrays together
_MAX_MEMBERS = 64
_MAX_HEADER = 4096  # bytes; NumPy evaluates it as a literal
_KINDS = "biufU"  # booleans, numbers, texts; above all no objects


class ArraysError(ValueError):
    """Why the file is not read."""


def read_arrays(data: bytes) -> dict[str, NDArray[Any]]:
    """All arrays by name. Raises ArraysError."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            if len(members) > _MAX_MEMBERS:
                raise ArraysError(f"more than {_MAX_MEMBERS} arrays")
            if sum(member.file_size for member in members) > MAX_BYTES:
                raise ArraysError(f"arrays of more than {MAX_BYTES // 2**20} MiB")
            if not all(member.filename.endswith(".npy") for member in members):
                raise ArraysError("something other than arrays")
            return {member.filename.removesuffix(".npy"): _read(archive, member) for member in members}
    except ArraysError:
        raise
    except (ValueError, OSError, EOFError, KeyError, NotImplementedError, RuntimeError) as error:
        raise ArraysError("not an .npz") from error
    except (zipfile.BadZipFile, zlib.error, tokenize.TokenError, SyntaxError, MemoryError, RecursionError) as error:
        raise ArraysError("not an .npz") from error


def _read(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> NDArray[Any]:
    with archive.open(member) as stream:  # gives file_size bytes at most
        shape, dtype = _header(stream)
        if dtype.kind not in _KINDS:
            raise ArraysError(f"an array of {dtype}")
        held = member.file_size - stream.tell()
        if math.prod(shape) * dtype.itemsize != held:  # else NumPy would allocate what the header claims
            raise ArraysError(f"an array of shape {shape} in {held} bytes")
    with archive.open(member) as stream:
        return np.asarray(npy.read_array(stream, allow_pickle=False, max_header_size=_MAX_HEADER))


def _header(stream: IO[bytes]) -> tuple[tuple[int, ...], np.dtype[Any]]:
    version = npy.read_magic(stream)
    readers = {(1, 0): npy.read_array_header_1_0, (2, 0): npy.read_array_header_2_0}
    if version not in readers:
        raise ArraysError(f"NPY format {version}")
    shape, _, dtype = readers[version](stream, max_header_size=_MAX_HEADER)
    if any(side < 0 for side in shape):
        raise ArraysError(f"an array of shape {shape}")
    return shape, dtype
