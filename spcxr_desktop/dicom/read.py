"""Reading one file into a Radiograph. Whatever the file holds, the outcome is a Radiograph or a UserError."""

from __future__ import annotations

from pathlib import Path

from pydicom.dataset import FileDataset

from spcxr_desktop.dicom.charset import charset_note
from spcxr_desktop.dicom.codecs import LOSSY
from spcxr_desktop.dicom.dataset import number, open_dataset, text, unreadable
from spcxr_desktop.dicom.functional_groups import settle_frame
from spcxr_desktop.dicom.geometry import read_aspect, read_orientation, read_spacing
from spcxr_desktop.dicom.grey_rule import read_grey_rule
from spcxr_desktop.dicom.header import Header
from spcxr_desktop.dicom.identity import read_identity
from spcxr_desktop.dicom.overlays import packed_pixels, read_overlays
from spcxr_desktop.dicom.pixels import Decoded, decode_frame
from spcxr_desktop.dicom.plain import read_plain
from spcxr_desktop.dicom.scan import FileKind, looks_like, refusal
from spcxr_desktop.dicom.shutters import read_shutter, shutter_group
from spcxr_desktop.domain.auto_window import complete
from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.domain.grayscale import GrayscaleRule, window_between
from spcxr_desktop.domain.radiograph import Identity, OverlayPlane, Radiograph, Shutter

COLOUR = "colour, not analysed"
_SQUARE = 1e-3  # how far a pixel's height may be from its width before the viewer says so


def read_radiograph(path: Path, frame: int = 0) -> Radiograph:
    """Read one picture of a DICOM file, ``frame`` counted from 0, or a PNG or JPEG.

    Any picture opens, whatever its modality: the viewer must be able to show what the gates refuse.
    Raises UserError for everything else, and never another exception because of what the file holds.
    """
    if _kind(path) == "image":
        _check_frame(frame, 1)
        return read_plain(path)
    dataset = open_dataset(path, pixels=True)
    _check_frame(frame, _frames(dataset))
    settle_frame(dataset, frame)
    packed = packed_pixels(dataset)
    decoded = decode_frame(dataset, frame)
    aspect = read_aspect(dataset)
    overlays, shutter, layer_notes = _layers(dataset, decoded, frame, aspect, packed)
    rule, rule_notes = _rule(dataset, decoded, shutter)
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
        notes=(*_notes(dataset, lossy, frame, aspect), *rule_notes, *layer_notes),
        colour=decoded.colour,
        overlays=overlays,
        shutter=shutter,
        aspect=aspect,
        frame=frame,
        frames=_frames(dataset),
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
        if kind is None:
            raise refusal(path)
    except OSError as error:
        raise unreadable(error) from error
    return kind


def _frames(dataset: FileDataset) -> int:
    return max(1, int(number(dataset, "NumberOfFrames") or 1))


def _check_frame(frame: int, frames: int) -> None:
    if not 0 <= frame < frames:
        raise UserError(f"There is no frame {frame + 1} in this file.", f"1 to {frames}.", "Choose one of these.")


def _layers(
    dataset: FileDataset, decoded: Decoded, frame: int, aspect: float, packed: bytes | None
) -> tuple[tuple[OverlayPlane, ...], Shutter | None, tuple[str, ...]]:
    """What the file lays over the picture: overlays, the shutter, and notes on what was put aside."""
    shape = (decoded.pixels.shape[0], decoded.pixels.shape[1])
    planes, plane_notes = read_overlays(dataset, shape, frame, packed)
    shutter, shutter_notes = read_shutter(dataset, shape, aspect, planes)
    taken = shutter_group(dataset)
    return tuple(p for group, p in planes.items() if group != taken), shutter, (*plane_notes, *shutter_notes)


def _rule(dataset: FileDataset, decoded: Decoded, shutter: Shutter | None) -> tuple[GrayscaleRule, tuple[str, ...]]:
    """How the pixels become greys, and notes. The luminance of a colour picture stands as it is."""
    if decoded.colour is not None:
        return GrayscaleRule(voi=(window_between(0, 255),), stored_max=255), (COLOUR,)
    stated, notes = read_grey_rule(dataset, decoded.bias)
    covered = shutter.covered if shutter is not None else None
    rule, pixel_notes = complete(stated, decoded.pixels, decoded.eight_bit, covered)
    return rule, (*notes, *pixel_notes)


def _notes(dataset: FileDataset, lossy: bool, frame: int, aspect: float) -> tuple[str, ...]:
    """What the viewer must show of the header, in a few words each."""
    notes: list[str] = []
    if _frames(dataset) > 1:
        notes.append(f"frame {frame + 1} of {_frames(dataset)}")
    if lossy:
        ratio = number(dataset, "LossyImageCompressionRatio")
        notes.append(f"lossy compression {ratio:g}:1" if ratio and ratio > 1 else "lossy compression")
    if abs(aspect - 1.0) > _SQUARE:
        notes.append("pixels are not square")
    if text(dataset, "PresentationIntentType").upper() == "FOR PROCESSING":
        notes.append("raw data, for processing")
    if assumed := charset_note(dataset):
        notes.append(assumed)
    return tuple(notes)
