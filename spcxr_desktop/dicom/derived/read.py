"""Reading one segmentation, structured report or presentation state. Whatever it holds: a value or a UserError."""

from __future__ import annotations

from pathlib import Path

from pydicom.dataset import FileDataset

from spcxr_desktop.dicom.dataset import open_dataset, text
from spcxr_desktop.dicom.derived.common import EXPECTED, REMEDY, first, meaning, person
from spcxr_desktop.dicom.derived.gsps import read_gsps
from spcxr_desktop.dicom.derived.seg import read_seg
from spcxr_desktop.dicom.derived.sr import read_sr
from spcxr_desktop.dicom.identity import read_identity
from spcxr_desktop.domain.derived import DerivedObject, Kind, kind_of
from spcxr_desktop.domain.errors import UserError


def read_derived(path: Path) -> DerivedObject:
    """Raises UserError for everything that is none of the three, and never another exception because of the file."""
    dataset = open_dataset(path, pixels=True)
    kind = kind_of(text(dataset, "SOPClassUID"))
    if kind is None:
        found = "This is no segmentation, structured report or grey-scale presentation state."
        raise UserError(found, EXPECTED, REMEDY, code="derived")
    try:
        known = _known(dataset, kind)
        if kind == "SEG":
            return read_seg(dataset, known)
        return read_sr(dataset, known) if kind == "SR" else read_gsps(dataset, known)
    except UserError:
        raise
    except Exception as error:  # sequences are parsed as they are reached, RecursionError included
        found = "This object is damaged and cannot be read to its end."
        raise UserError(found, EXPECTED, REMEDY, code="derived") from error


def _known(dataset: FileDataset, kind: Kind) -> DerivedObject:
    """What it says of itself: names, maker, date, and whether somebody stands behind it."""
    if not text(dataset, "SOPInstanceUID"):
        raise UserError("This object has no UID.", EXPECTED, REMEDY, code="derived")
    makers = (text(dataset, "Manufacturer"), text(dataset, "ManufacturerModelName"))
    maker = " ".join(dict.fromkeys(part for part in makers if part))
    label = meaning(dataset, "ConceptNameCodeSequence") if kind == "SR" else text(dataset, "ContentLabel")
    description = text(dataset, "ContentDescription") or text(dataset, "SeriesDescription")
    flag = text(dataset, "VerificationFlag").upper()
    verifier = person(first(dataset, "VerifyingObserverSequence"), "VerifyingObserverName")
    date = text(dataset, "ContentDate") or text(dataset, "PresentationCreationDate") or text(dataset, "SeriesDate")
    return DerivedObject(
        kind,
        read_identity(dataset),
        label=label[:128],
        description=description[:128],
        maker=maker[:128],
        creator=verifier or person(dataset, "ContentCreatorName"),
        date=date[:32],
        verified=flag == "VERIFIED" if kind == "SR" else None,
    )
