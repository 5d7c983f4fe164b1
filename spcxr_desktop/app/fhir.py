"""A report as FHIR R4 (4.0.1): a Bundle of a DiagnosticReport, its Observations and the ImagingStudy it is about.

Final or amended only where a proved identity signed; everything else is preliminary. The subject is named by its
identifier: no Patient is made.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from spcxr_desktop.app import fhir_observations
from spcxr_desktop.app.fhir_terms import DICOM, LOINC, RFC_3986, SNOMED, SYSTEM, Resource, concept, text_of
from spcxr_desktop.app.page_facts import answers, headline, warnings
from spcxr_desktop.domain.pairing import study_day
from spcxr_desktop.domain.person_name import parse
from spcxr_desktop.domain.radiograph import Identity, Radiograph
from spcxr_desktop.domain.report import Report

_NAMESPACE = uuid.UUID("7f2d3c51-2f0e-5d0a-8a0c-5a9d1f6b7c3e")  # drawn once
_CATEGORY = "http://terminology.hl7.org/CodeSystem/v2-0074"
_PROJECTIONS = ("CR", "DX", "RG", "DR")


def write_fhir(report: Report, radiograph: Radiograph, version: str) -> bytes:
    """JSON, UTF-8; the same report gives the same bytes."""
    resources = _Resources(report, radiograph, version)
    bundle = {
        "resourceType": "Bundle",
        "type": "collection",
        "timestamp": instant(report.created),
        "entry": [{"fullUrl": resources.url(name), "resource": made} for name, made in resources.all()],
    }
    return json.dumps(bundle, ensure_ascii=False, indent=1).encode()


def instant(created: str) -> str:
    """ISO 8601 with its zone, as FHIR wants an instant."""
    at = datetime.fromisoformat(created)
    return (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(UTC).isoformat(timespec="seconds")


class _Resources:
    """The resources of one report, by their names in it."""

    def __init__(self, report: Report, radiograph: Radiograph, version: str) -> None:
        self._report, self._radiograph, self._version = report, radiograph, version
        self._subject = _subject(radiograph.identity) if radiograph.dicom else None
        identity = radiograph.identity
        self._study = bool(radiograph.dicom and report.image.study_instance_uid and report.image.series_instance_uid
                           and report.image.sop_instance_uid and report.image.sop_class_uid)  # fmt: skip
        self._day = day.isoformat() if (day := study_day(identity)) is not None else None

    def all(self) -> Iterator[tuple[str, Resource]]:
        """The report first."""
        observations = list(fhir_observations.observations(self._report, self._radiograph))
        yield "report", self._diagnostic_report([name for name, _ in observations])
        if self._study:
            yield "study", self._imaging_study()
        for name, observation in observations:
            yield name, self._about(observation, name)

    def url(self, name: str) -> str:
        """``urn:uuid`` of a resource: what it is about, and what was signed or analysed."""
        return f"urn:uuid:{self._id(name)}"

    def _id(self, name: str) -> str:
        report = self._report
        essence = report.revision or (report.results.sha256 if report.results is not None else report.created)
        image = (report.image.sop_instance_uid, report.image.pixel_sha256, str(report.image.frame))
        return str(uuid.uuid5(_NAMESPACE, "/".join((*image, essence, name))))

    def _diagnostic_report(self, results: list[str]) -> Resource:
        report, radiograph = self._report, self._radiograph
        plain_film = radiograph.identity.modality in _PROJECTIONS
        codes = [(LOINC, "18748-4", "Diagnostic imaging study")]
        codes += [(SNOMED, "399208008", "Plain chest X-ray")] if plain_film else []
        made: Resource = {
            "resourceType": "DiagnosticReport",
            "id": self._id("report"),
            "meta": {"tag": [{"system": SYSTEM, "code": "research-use", "display": report.statement}]},
            "identifier": [{"system": RFC_3986, "value": self.url("report")}],
            "status": self._status("amended" if report.replaces else "final"),
            "category": [concept((_CATEGORY, "RAD", "Radiology"))],
            "code": concept(*codes),
            "issued": instant(report.created),
            "conclusion": text_of(" ".join(self._conclusion())),
        }
        if results:
            made["result"] = [{"reference": self.url(name)} for name in results]
        if self._study:
            made["imagingStudy"] = [{"reference": self.url("study")}]
        if report.reader is not None and report.revision:
            reader = {"type": "Practitioner", "identifier": {"value": report.reader.id}}
            made["resultsInterpreter"] = [{**reader, "display": text_of(report.reader.name or report.reader.id)}]
        else:
            made["performer"] = [{"type": "Organization", "display": f"SPCXR {self._version}, no reader"}]
        return self._about(made, "report")

    def _conclusion(self) -> Iterator[str]:
        """What has to be read even where nobody looks at the rest."""
        report = self._report
        yield f"{report.statement}."
        yield headline(report)
        if report.results is not None and report.results.not_assessed:
            yield f"Not assessed, which is not negative: {', '.join(report.results.not_assessed)}."
        yield from (text for _, text in warnings(report))
        yield from (f"{key.capitalize()}: {text}" for key, text in sorted(report.texts.items()) if text.strip())
        yield from answers(report)

    def _imaging_study(self) -> Resource:
        image, identity = self._report.image, self._radiograph.identity
        instance = {
            "uid": image.sop_instance_uid,
            "sopClass": {"system": RFC_3986, "code": f"urn:oid:{image.sop_class_uid}"},
        }
        modality = identity.modality if identity.modality.isalnum() else "OT"
        made: Resource = {
            "resourceType": "ImagingStudy",
            "id": self._id("study"),
            "identifier": [{"system": "urn:dicom:uid", "value": f"urn:oid:{image.study_instance_uid}"}],
            "status": "available",
            "subject": self._subject,
            "series": [{
                "uid": image.series_instance_uid,
                "modality": {"system": DICOM, "code": modality},
                "instance": [instance],
            }],
        }  # fmt: skip
        if identity.accession_number.strip():
            made["identifier"].append({
                "type": concept(("http://terminology.hl7.org/CodeSystem/v2-0203", "ACSN", "Accession ID")),
                "value": text_of(identity.accession_number),
            })  # fmt: skip
        if self._day:
            made["started"] = self._day
        return made

    def _about(self, resource: Resource, name: str) -> Resource:
        """Whose it is, and when the film was taken."""
        about: dict[str, Any] = {"id": self._id(name)}
        if self._subject is not None:
            about["subject"] = self._subject
        if self._day:
            about["effectiveDateTime"] = self._day
        if resource["resourceType"] == "Observation":
            about["status"] = self._status(resource["status"])
            if self._study:
                about["derivedFrom"] = [{"reference": self.url("study")}]
        return {**resource, **about}

    def _status(self, if_verified: str) -> str:
        return if_verified if self._report.verification == "VERIFIED" else "preliminary"


def _subject(identity: Identity) -> Resource:
    name = parse(identity.patient_name).display()
    subject: Resource = {"type": "Patient"}
    if identity.patient_id.strip():
        subject["identifier"] = {"value": text_of(identity.patient_id)}
    subject["display"] = text_of(name) if name.strip() else "Patient without a name"
    return subject
