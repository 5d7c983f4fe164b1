"""Reading what derived objects repeat of a file's header. Runs in the workers."""

from __future__ import annotations

from pathlib import Path

from spcxr_desktop.dicom.dataset import number, open_dataset, text
from spcxr_desktop.dicom.geometry import read_aspect
from spcxr_desktop.dicom.scan import looks_like
from spcxr_desktop.dicom.source_header import REPEATED, SourceHeader
from spcxr_desktop.domain.errors import UserError

_LARGEST = 0xFFFF  # Rows and Columns are US
_MOST_FRAMES = 2**31 - 1


def read_source_header(path: Path) -> SourceHeader:
    """The header without pixels. Raises UserError where the file is no DICOM or does not parse."""
    try:
        if looks_like(path) == "image":
            raise no_dicom()
    except OSError:
        pass  # opening it says why
    dataset = open_dataset(path, pixels=False)
    values = ((keyword, text(dataset, keyword)) for keyword in REPEATED)
    return SourceHeader(
        values=tuple((keyword, value) for keyword, value in values if value),
        rows=_whole(number(dataset, "Rows"), _LARGEST),
        columns=_whole(number(dataset, "Columns"), _LARGEST),
        frames=max(1, _whole(number(dataset, "NumberOfFrames"), _MOST_FRAMES)),
        samples=max(1, _whole(number(dataset, "SamplesPerPixel"), _LARGEST)),
        aspect=read_aspect(dataset),
    )


def no_dicom() -> UserError:
    """Why a PNG or JPEG has no DICOM objects."""
    return UserError(
        "This picture is not DICOM: it has no patient, no study and no UID that a DICOM object could refer to.",
        "A DICOM image.",
        "Export from the original DICOM file; pictures and tables work for this one.",
        code="not_dicom",
    )


def _whole(value: float | None, largest: int) -> int:
    return int(value) if value is not None and 0 <= value <= largest else 0
