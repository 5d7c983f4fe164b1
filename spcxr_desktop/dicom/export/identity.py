"""UIDs, times and equipment of exported objects.

UIDs are derived (PS3.5 B.2) from the image, from what was signed (or, unattended, from the result set) and from the
kind of object: exporting twice gives the same object, byte for byte; an amended report gets new ones.
"""

from __future__ import annotations

import uuid
from datetime import UTC, datetime
from typing import Any, Literal

from pydicom.dataset import Dataset
from pydicom.uid import UID

from spcxr_desktop.dicom.export.source import person_name
from spcxr_desktop.domain.report import Report

Kind = Literal["SEG", "SR", "GSPS", "SC", "PDF"]
MANUFACTURER = MODEL = "SPCXR"
DEVICE_UID = UID("2.25.91860442217035412563970254436011563914")  # of the program; drawn once
_NAMESPACE = uuid.UUID("0b0f2f60-8f62-5d6b-9d3a-2c5f3d7f0a41")  # drawn once
_ENCODING = "2"  # to be raised whenever the same report is written in another way
_SERIES = {"SEG": 9101, "SR": 9102, "GSPS": 9103, "SC": 9104, "PDF": 9105}


def object_uid(report: Report, kind: Kind, part: str = "") -> UID:
    """The SOP Instance UID of this kind of object; ``part``: what else makes it another one."""
    return _uid(report, _essence(report), kind, part)


def series_uid(report: Report, kind: Kind) -> UID:
    """One series for each kind of object and each report."""
    return _uid(report, _essence(report), kind, "series")


def replaced(report: Report, kind: Kind, part: str) -> tuple[UID, UID]:
    """(series, object) of the same export of the revision that this one amends."""
    return _uid(report, report.replaces, kind, "series"), _uid(report, report.replaces, kind, part)


def shared_arguments(report: Report, kind: Kind, version: str, part: str = "") -> dict[str, Any]:
    """What every writer of highdicom is told of series, instance and equipment."""
    return {
        "series_instance_uid": series_uid(report, kind),
        "series_number": _SERIES[kind],
        "sop_instance_uid": object_uid(report, kind, part),
        "instance_number": 1,
        "manufacturer": MANUFACTURER,
        "manufacturer_model_name": MODEL,
        "software_versions": version[:64],
        "device_serial_number": "not applicable",
        "series_description": f"{MODEL} {kind}. {report.statement}"[:64],
    }


def creator(report: Report) -> str | None:
    """Content Creator's Name (0070,0084): the reader who signed; nobody where nobody did."""
    if report.reader is None or not report.revision:
        return None
    name = person_name(report.reader.name) or person_name(report.reader.id) or "Unknown"
    return name if "^" in name else f"{name}^"  # so that it is known for a name of one component


def created(report: Report) -> datetime:
    """When what the report says was decided, in UTC."""
    moment = datetime.fromisoformat(report.created)
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)


def settle_times(dataset: Dataset, report: Report) -> None:
    """Dates and times of the object are the report's, in UTC, not those of the export."""
    moment = created(report)
    day, clock = moment.strftime("%Y%m%d"), moment.strftime("%H%M%S")
    for stem in ("InstanceCreation", "Content", "PresentationCreation"):
        if f"{stem}Date" in dataset:
            setattr(dataset, f"{stem}Date", day)
            setattr(dataset, f"{stem}Time", clock)
    for observer in dataset.get("VerifyingObserverSequence", ()):
        observer.VerificationDateTime = f"{day}{clock}+0000"
    for equipment in dataset.get("ContributingEquipmentSequence", ()):
        if "ContributionDateTime" in equipment:
            equipment.ContributionDateTime = f"{day}{clock}+0000"


def _essence(report: Report) -> str:
    return report.revision or (report.results.sha256 if report.results is not None else f"nothing {report.created}")


def _uid(report: Report, essence: str, kind: Kind, part: str) -> UID:
    image = report.image
    pixels = (image.sop_instance_uid, image.pixel_sha256, str(image.frame))
    names = ("spcxr-export", _ENCODING, *pixels, essence, kind, part)
    return UID(f"2.25.{uuid.uuid5(_NAMESPACE, '/'.join(names)).int}")
