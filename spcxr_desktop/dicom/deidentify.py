"""A file without its patient, and an index over many of them. Runs in the workers: the files are of unknown origin."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pydicom
from pydicom.dataset import FileDataset, FileMetaDataset
from pydicom.fileset import FileSet
from pydicom.uid import PYDICOM_IMPLEMENTATION_UID

from spcxr_desktop.dicom.burned_text import header_signs
from spcxr_desktop.dicom.dataset import open_dataset, text
from spcxr_desktop.dicom.deidentified import Deidentified, Indexed
from spcxr_desktop.dicom.deidentify_data_set import patient_of, strip_identity
from spcxr_desktop.dicom.read import read_radiograph
from spcxr_desktop.dicom.scan import looks_like
from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.domain.grayscale import default_greys
from spcxr_desktop.domain.letters import text_in_corners
from spcxr_desktop.domain.pseudonyms import Secret

_WITHOUT_PICTURE = (  # storage classes: segmentation has pixels; presentation states and structured reports have none
    "1.2.840.10008.5.1.4.1.1.11.", "1.2.840.10008.5.1.4.1.1.88.",
)  # fmt: skip
_EXPECTED = "A DICOM image, segmentation, structured report or presentation state."
_TEXT_SEEN = "strokes in a corner of the picture look like letters"


@dataclass(frozen=True)
class _Read:
    dataset: FileDataset
    warnings: tuple[str, ...]


def deidentify(path: str, key: str, accept_burned_in: bool) -> Deidentified:
    """The file without identity. ``key``: hexadecimal. Raises UserError: no DICOM, a kind that cannot be cleaned, text
    burned into the picture that was not accepted (code "burned_in"), damaged."""
    opened = _open(Path(path), accept_burned_in)
    dataset, secret = opened.dataset, Secret(bytes.fromhex(key))
    patient = patient_of(dataset)
    try:
        codes = strip_identity(dataset, secret, patient)
        data = _written(dataset)
    except Exception as error:  # of a hostile or damaged file: nothing of it may leave half cleaned
        raise UserError(
            "This file is damaged in a way that it cannot be written without its patient.",
            _EXPECTED, "Export it again from its source.", code="not_cleaned",
        ) from error  # fmt: skip
    return Deidentified(
        np.frombuffer(data, np.uint8), secret.pseudonym(patient), text(dataset, "StudyInstanceUID"),
        text(dataset, "SOPInstanceUID"), codes, opened.warnings,
    )  # fmt: skip


def index(folder: str, out: str) -> Indexed:
    """A file-set with DICOMDIR (PS3.10) in ``out`` of the cleaned files in ``folder``. Raises OSError.

    A file whose header lacks what a directory record needs lies in OTHER, without a record.
    """
    files, others = FileSet(), []
    for path in sorted(Path(folder).iterdir()):
        try:
            files.add(path)
        except (ValueError, KeyError, AttributeError, NotImplementedError):
            others.append(path)
    target = Path(out)
    target.mkdir()
    if len(files):
        files.write(target)
    if others:
        (target / "OTHER").mkdir()
    for number, path in enumerate(others):
        (target / "OTHER" / f"IM{number:06d}").write_bytes(path.read_bytes())
    return Indexed(len(files), len(others))


def _open(path: Path, accept_burned_in: bool) -> _Read:
    if looks_like(path) == "image":
        raise UserError("This picture is not DICOM: nothing says whose it is.", _EXPECTED, "Name DICOM files.")
    dataset = open_dataset(path, pixels=True)
    kind = text(dataset, "SOPClassUID")
    picture = "PixelData" in dataset
    if "EncapsulatedDocument" in dataset or not (picture or kind.startswith(_WITHOUT_PICTURE)):
        raise UserError(
            "Objects of this kind cannot be cleaned: what they hold may name the patient anywhere.",
            _EXPECTED, "Leave it out.", code="not_cleaned",
        )  # fmt: skip
    signs = header_signs(dataset) if picture else ()
    if picture and not accept_burned_in and text(dataset, "BurnedInAnnotation") == "YES":
        raise UserError(
            "The file says that text is burned into its picture. That text would stay in it.",
            "A picture without text.", "Look at it, and add --accept-burned-in where the text names nobody.",
            code="burned_in",
        )  # fmt: skip
    return _Read(dataset, (*signs, *_seen(path, picture)))


def _seen(path: Path, picture: bool) -> tuple[str, ...]:
    try:
        return (_TEXT_SEEN,) if picture and text_in_corners(default_greys(read_radiograph(path))) else ()
    except UserError:
        return ("its picture could not be decoded here, so nobody has looked for text in it",)


def _written(dataset: FileDataset) -> bytes:
    """The data set as a file of its own transfer syntax; pixel data as it was, byte for byte."""
    meta = FileMetaDataset()
    meta.MediaStorageSOPClassUID = dataset.SOPClassUID
    meta.MediaStorageSOPInstanceUID = dataset.SOPInstanceUID
    meta.TransferSyntaxUID = dataset.file_meta.TransferSyntaxUID
    meta.ImplementationClassUID = PYDICOM_IMPLEMENTATION_UID
    dataset.file_meta, dataset.preamble = meta, b"\0" * 128
    out = io.BytesIO()
    pydicom.dcmwrite(out, dataset, enforce_file_format=True)
    return out.getvalue()
