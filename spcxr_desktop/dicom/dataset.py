"""Opening a DICOM file of unknown origin, and reading elements that may lie.

This is the one place where pydicom is configured: its warnings and log lines quote element values, which is
patient data, so they are silenced for reading.
"""

from __future__ import annotations

import logging
import math
import warnings
import zlib
from pathlib import Path
from typing import Any, BinaryIO

import pydicom
from pydicom import config
from pydicom.dataset import Dataset, FileDataset
from pydicom.uid import (
    DeflatedExplicitVRLittleEndian,
    ExplicitVRBigEndian,
    ExplicitVRLittleEndian,
    ImplicitVRLittleEndian,
    MediaStorageDirectoryStorage,
)

from spcxr_desktop.dicom import charset, source
from spcxr_desktop.domain.errors import UserError

PREAMBLE = 128
MAX_FILE_BYTES = 2**30
_MAX_INFLATED_BYTES = 2**28
_TEXT_LIMIT = 1024  # characters; the longest VR of interest, LO and PN, has 64 per component
_EXPECTED = "A DICOM radiograph (CR, DX, RG or Secondary Capture), PNG or JPEG."
_READING_LOGGER = "pydicom"

config.settings.reading_validation_mode = config.IGNORE
logging.getLogger(_READING_LOGGER).propagate = False
logging.getLogger(_READING_LOGGER).addHandler(logging.NullHandler())
warnings.filterwarnings("ignore", module=r"pydicom\b")


def open_dataset(path: Path, pixels: bool) -> FileDataset:
    """Parse a DICOM file, with or without preamble and meta header; ``pixels`` False stops before Pixel Data.

    Texts decode as ``charset.settle`` decides. Raises UserError for anything that does not parse, is a DICOMDIR, or
    would not fit in memory.
    """
    dataset = parse(path, pixels)
    if text(dataset, "SOPClassUID") == MediaStorageDirectoryStorage or "DirectoryRecordSequence" in dataset:
        raise UserError("This is a DICOMDIR, an index of other files.", _EXPECTED, "Open the folder that it lies in.")
    if len(dataset) == 0:
        raise UserError("This DICOM file has no data elements.", _EXPECTED, "Export it again.")
    return dataset


def parse(path: Path, pixels: bool) -> FileDataset:
    """Parse any DICOM file, a DICOMDIR included. Raises UserError like open_dataset."""
    try:
        size = source.size_of(path)
        if size > MAX_FILE_BYTES:
            raise UserError(f"This file has {size >> 20} MiB.", "At most 1024 MiB.", "Open a single image instead.")
        with source.open_binary(path, whole=pixels) as file:
            _refuse_inflation_bomb(file)
            file.seek(0)
            dataset = pydicom.dcmread(file, force=True, stop_before_pixels=not pixels)
        dataset.buffer = None  # a member of an archive: its bytes would stay in memory as long as the data set
        _settle_transfer_syntax(dataset)
        charset.settle(dataset)
        _ = dataset.get("SOPClassUID")
    except UserError:
        raise
    except Exception as error:  # a parser fed a hostile file may raise anything, RecursionError included
        if isinstance(error, OSError) and error.errno is not None:  # pydicom raises its own without number
            raise unreadable(error) from error
        raise UserError("This DICOM file is damaged and cannot be parsed.", _EXPECTED, "Export it again.") from error
    return dataset


def unreadable(error: OSError) -> UserError:
    """The UserError for a file that the operating system refuses; its own text may quote the path."""
    reason = error.strerror or type(error).__name__
    return UserError(f"The file cannot be read ({reason}).", "A readable file.", "Check that it exists and its rights.")


def _refuse_inflation_bomb(file: BinaryIO) -> None:
    """Deflated data sets are inflated by pydicom without bound; try it here with one first."""
    file.seek(PREAMBLE)
    if file.read(4) != b"DICM":
        return
    meta = pydicom.filereader._read_file_meta_info(file)
    if meta.get("TransferSyntaxUID") != DeflatedExplicitVRLittleEndian:
        return
    engine = zlib.decompressobj(-zlib.MAX_WBITS)
    engine.decompress(file.read(), _MAX_INFLATED_BYTES)
    if engine.unconsumed_tail:
        raise UserError(
            f"The compressed header and pixels inflate to more than {_MAX_INFLATED_BYTES >> 20} MiB.",
            _EXPECTED,
            "Export the image without deflate compression.",
        )


def _settle_transfer_syntax(dataset: FileDataset) -> None:
    """Files without meta header do not name their transfer syntax; how they parsed says which of the raw ones."""
    if not hasattr(dataset, "file_meta"):
        dataset.file_meta = pydicom.dataset.FileMetaDataset()
    if dataset.file_meta.get("TransferSyntaxUID"):
        return
    implicit, little = dataset.original_encoding
    raw = ExplicitVRLittleEndian if little or little is None else ExplicitVRBigEndian
    dataset.file_meta.TransferSyntaxUID = ImplicitVRLittleEndian if implicit else raw


def element(dataset: Dataset, keyword: str) -> Any:  # noqa: ANN401 - whatever type the VR has
    """The value of an element, None where it is absent, empty or cannot be converted.

    pydicom converts values on first access and raises ValueError, UnicodeError, LookupError (unknown character
    set) and others for what a file may hold: such an element tells nothing, which is what None says.
    """
    try:
        return dataset.get(keyword)
    except Exception:
        return None


def text(dataset: Dataset, keyword: str) -> str:
    """An element as one clean line; several values joined by a backslash; "" where there is nothing to read."""
    value = element(dataset, keyword)
    if value is None:
        return ""
    try:
        parts = [str(v) for v in value] if isinstance(value, list | pydicom.multival.MultiValue) else [str(value)]
    except Exception:  # person names decode their bytes in __str__
        return ""
    line = "\\".join(parts)[:_TEXT_LIMIT]
    return "".join(c for c in line if c.isprintable()).strip()


def texts(dataset: Dataset, keyword: str) -> tuple[str, ...]:
    """The values of a multi-valued element, each as ``text`` gives it."""
    line = text(dataset, keyword)
    return tuple(part.strip() for part in line.split("\\")) if line else ()


def numbers(dataset: Dataset, keyword: str) -> tuple[float, ...]:
    """The values of a numeric element; NaN in the place of one that is no number, so that pairs stay paired."""
    value = element(dataset, keyword)
    if value is None or isinstance(value, bytes):
        return ()
    values = value if isinstance(value, list | tuple | pydicom.multival.MultiValue) else [value]
    return tuple(_number(v) for v in values)


def number(dataset: Dataset, keyword: str) -> float | None:
    """The first value of a numeric element where that is finite, else None."""
    found = numbers(dataset, keyword)
    return found[0] if found and math.isfinite(found[0]) else None


def _number(value: object) -> float:
    try:
        return float(value)  # type: ignore[arg-type]
    except (TypeError, ValueError, OverflowError):
        return math.nan
