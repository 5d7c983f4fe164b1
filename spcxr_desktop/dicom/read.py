"""Reading one file into a Radiograph. Whatever the file holds, the outcome is a Radiograph or a UserError."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pydicom.dataset import FileDataset

from spcxr_desktop.dicom.codecs import LOSSY
from spcxr_desktop.dicom.dataset import number, open_dataset, text, unreadable
from spcxr_desktop.dicom.geometry import read_orientation, read_spacing, square_pixels
from spcxr_desktop.dicom.grey_rule import read_grey_rule
from spcxr_desktop.dicom.identity import read_identity
from spcxr_desktop.dicom.pixels import decode_first_frame
from spcxr_desktop.dicom.plain import read_plain
from spcxr_desktop.dicom.scan import FileKind, looks_like
from spcxr_desktop.domain.auto_window import complete
from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.domain.radiograph import Identity, Radiograph


@dataclass(frozen=True)
class Header:
    """What a file says of itself without decoding it. Absent numbers are 0, absent texts ""."""

    identity: Identity
    dicom: bool
    rows: int = 0
    columns: int = 0
    frames: int = 0
    photometric: str = ""
    transfer_syntax: str = ""
    presentation_intent: str = ""


def read_radiograph(path: Path) -> Radiograph:
    """Read the (first) picture of a DICOM file, or a PNG or JPEG.

    Any single grey picture opens, whatever its modality: the viewer must be able to show what the gates refuse.
    Raises UserError for everything else, and never another exception because of what the file holds.
    """
    if _kind(path) == "image":
        return read_plain(path)
    dataset = open_dataset(path, pixels=True)
    decoded = decode_first_frame(dataset)
    stated, rule_notes = read_grey_rule(dataset, decoded.bias)
    rule, pixel_notes = complete(stated, decoded.pixels, decoded.eight_bit)
    lossy = text(dataset, "LossyImageCompression") == "01" or dataset.file_meta.TransferSyntaxUID in LOSSY
    return Radiograph(
        pixels=decoded.pixels,
        grayscale=rule,
        orientation=read_orientation(dataset),
        spacing=read_spacing(dataset),
        identity=read_identity(dataset),
        path=path,
        lossy=lossy,
        burned_in_annotation={"YES": True, "NO": False}.get(text(dataset, "BurnedInAnnotation").upper()),
        notes=(*_notes(dataset, lossy), *rule_notes, *pixel_notes),
    )


def read_header(path: Path) -> Header:
    """Identity and size without pixels; for PNG and JPEG an empty identity. Raises UserError like read_radiograph."""
    if _kind(path) == "image":
        return Header(Identity(), dicom=False)
    dataset = open_dataset(path, pixels=False)
    return Header(
        identity=read_identity(dataset),
        dicom=True,
        rows=int(number(dataset, "Rows") or 0),
        columns=int(number(dataset, "Columns") or 0),
        frames=_frames(dataset),
        photometric=text(dataset, "PhotometricInterpretation"),
        transfer_syntax=str(dataset.file_meta.TransferSyntaxUID),
        presentation_intent=text(dataset, "PresentationIntentType"),
    )


def _kind(path: Path) -> FileKind:
    try:
        kind = looks_like(path)
    except OSError as error:
        raise unreadable(error) from error
    if kind is None:
        raise UserError(
            "This is neither a DICOM file nor a PNG or JPEG picture.",
            "A DICOM radiograph (CR, DX, RG or Secondary Capture), PNG or JPEG.",
            "Choose another file, or unpack it first.",
        )
    return kind


def _frames(dataset: FileDataset) -> int:
    return max(1, int(number(dataset, "NumberOfFrames") or 1))


def _notes(dataset: FileDataset, lossy: bool) -> tuple[str, ...]:
    """What the viewer must show of the header, in a few words each."""
    notes: list[str] = []
    if _frames(dataset) > 1:
        notes.append(f"frame 1 of {_frames(dataset)}")
    if lossy:
        ratio = number(dataset, "LossyImageCompressionRatio")
        notes.append(f"lossy compression {ratio:g}:1" if ratio and ratio > 1 else "lossy compression")
    if not square_pixels(dataset):
        notes.append("pixels are not square")
    if text(dataset, "PresentationIntentType").upper() == "FOR PROCESSING":
        notes.append("raw data, for processing")
    return tuple(notes)
