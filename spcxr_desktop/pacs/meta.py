"""Group 2 of ours, and the three UIDs of a data set that say where it belongs. Nothing else is read of it."""

from __future__ import annotations

import io
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from spcxr_desktop.pacs.query import is_uid

IMPLEMENTATION_UID = "2.25.128460319427914528563407416571024973018"
IMPLEMENTATION_NAME = "SPCXR"
DEFLATED, IMPLICIT, BIG_ENDIAN = "1.2.840.10008.1.2.1.99", "1.2.840.10008.1.2", "1.2.840.10008.1.2.2"
_SOP_CLASS, _SOP_INSTANCE, _STUDY = 0x00080016, 0x00080018, 0x0020000D
_HEAD = 4 << 20  # of a deflated data set: where its UIDs must be
_LONGEST_VALUE = 1024


class Unsound(Exception):
    """This is not an object one can keep or send. The text says why, without anything of its header."""


@dataclass(frozen=True)
class Names:
    """The UIDs of one object. ``offset``: where its data set begins in the file."""

    uid: str
    sop_class: str
    study: str
    syntax: str
    offset: int


def file_meta(sop_class: str, uid: str, syntax: str) -> bytes:
    """Preamble and File Meta Information (PS3.10 7.1): the same bytes for the same object, whoever it came from."""
    from pydicom.dataset import FileMetaDataset
    from pydicom.filebase import DicomBytesIO
    from pydicom.filewriter import write_file_meta_info
    from pydicom.uid import UID

    meta = FileMetaDataset()
    meta.MediaStorageSOPClassUID = UID(sop_class)
    meta.MediaStorageSOPInstanceUID = UID(uid)
    meta.TransferSyntaxUID = UID(syntax)
    meta.ImplementationClassUID = UID(IMPLEMENTATION_UID)
    meta.ImplementationVersionName = IMPLEMENTATION_NAME
    stream = DicomBytesIO()
    stream.write(b"\0" * 128 + b"DICM")
    write_file_meta_info(stream, meta)
    return stream.getvalue()


def identify(path: Path) -> Names:
    """The UIDs of a Part 10 file's data set, in little memory whatever the file holds. Raises Unsound, OSError."""
    with path.open("rb") as file:
        try:
            return _identify(file)
        except Unsound:
            raise
        except Exception as error:  # pydicom fails in many ways on damage, OSError without a number among them
            if isinstance(error, OSError) and error.errno is not None:
                raise
            raise Unsound("it is not a sound DICOM file") from error


def _identify(file: BinaryIO) -> Names:
    from pydicom.filereader import read_preamble

    read_preamble(file, force=False)
    meta = _values(file, False, True, lambda tag, _vr, _length: tag >> 16 != 2, None)
    offset = file.tell()
    found = [_text(meta.get(tag)) for tag in (0x00020002, 0x00020003, 0x00020010)]
    if not all(map(is_uid, found)):
        raise Unsound("its file meta information is not sound")
    syntax = found[-1]
    body: Any = file
    if syntax == DEFLATED:
        body = io.BytesIO(zlib.decompressobj(-zlib.MAX_WBITS).decompress(file.read(_HEAD), _HEAD))
    wanted = (_SOP_CLASS, _SOP_INSTANCE, _STUDY)
    values = _values(body, syntax == IMPLICIT, syntax != BIG_ENDIAN, lambda tag, _vr, _length: tag > _STUDY, wanted)
    sop_class, uid, study = (_text(values.get(tag)) for tag in wanted)
    if not (is_uid(sop_class) and is_uid(uid) and is_uid(study)):
        raise Unsound("its data set does not say what it is")
    if (sop_class, uid) != (found[0], found[1]):
        raise Unsound("its file meta information names another object")
    return Names(uid, sop_class, study, syntax, offset)


def _values(stream: Any, implicit: bool, little: bool, stop: Any, wanted: tuple[int, ...] | None) -> dict[int, Any]:  # noqa: ANN401
    """Values of top-level elements, but none that is long: those are passed over, not read."""
    from pydicom.filereader import data_element_generator
    from pydicom.tag import BaseTag, Tag

    tags: list[BaseTag | int] | None = None if wanted is None else [Tag(tag) for tag in wanted]
    elements = data_element_generator(
        stream, implicit, little, stop_when=stop, defer_size=_LONGEST_VALUE, specific_tags=tags
    )
    return {int(element.tag): element.value for element in elements}


def _text(value: object) -> str:
    return value.rstrip(b"\0 ").decode("ascii", "replace") if isinstance(value, bytes) else ""
