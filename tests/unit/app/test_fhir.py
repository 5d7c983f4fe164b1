"""The FHIR bundle has what R4 (4.0.1) requires, says final only with a proved reader, and all references resolve."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from spcxr_desktop.app.fhir import write_fhir
from spcxr_desktop.domain.report import Report
from tests.exported import VERSION, film, refused, signed, unattended

# R4: elements with cardinality 1..1 or 1..*, and those that these resources may have at all (of what we write).
REQUIRED = {
    "Bundle": {"type"},
    "DiagnosticReport": {"status", "code"},
    "ImagingStudy": {"status", "subject"},
    "Observation": {"status", "code"},
}
KNOWN = {
    "DiagnosticReport": {
        "identifier", "status", "category", "code", "subject", "effectiveDateTime", "issued", "performer",
        "resultsInterpreter", "result", "imagingStudy", "conclusion",
    },
    "ImagingStudy": {"identifier", "status", "subject", "started", "series"},
    "Observation": {
        "status", "category", "code", "subject", "effectiveDateTime", "valueCodeableConcept", "valueQuantity",
        "dataAbsentReason", "note", "method", "derivedFrom", "component",
    },
}  # fmt: skip
STATUS = {
    "DiagnosticReport": {"preliminary", "final", "amended"},
    "ImagingStudy": {"available"},
    "Observation": {"preliminary", "final"},
}
CODE = re.compile(r"[^\s]+(\s[^\s]+)*")
REPORTS = {
    "unattended": unattended(), "refused": unattended(refused()), "signed": signed(), "unproved": signed(""),
    "amended": signed(replaces="e" * 64), "without sides": replace(unattended(), sides_assumed=True),
    "without spacing": unattended(spacing=None),
}  # fmt: skip


def bundle(report: Report, **identity: str) -> dict[str, Any]:
    return json.loads(write_fhir(report, film(**identity), VERSION))  # type: ignore[no-any-return]


def resources(made: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    return [entry["resource"] for entry in made["entry"] if entry["resource"]["resourceType"] == kind]


def walk(value: Any) -> Iterator[Any]:  # noqa: ANN401 - JSON
    yield value
    for child in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from walk(child)


@pytest.mark.parametrize("name", REPORTS)
def test_the_structure_is_that_of_r4(name: str) -> None:
    made = bundle(REPORTS[name])
    assert REQUIRED["Bundle"] <= set(made) and made["type"] == "collection"
    for entry in made["entry"]:
        resource = entry["resource"]
        kind = resource["resourceType"]
        assert REQUIRED[kind] <= set(resource) <= KNOWN[kind] | {"resourceType", "id", "meta"}
        assert resource["status"] in STATUS[kind]
        assert re.fullmatch(r"[A-Za-z0-9\-.]{1,64}", resource["id"]) and entry["fullUrl"].endswith(resource["id"])
        assert "value" not in resource and not {"valueQuantity", "dataAbsentReason"} <= set(resource)  # R4 obs-6
    urls = [entry["fullUrl"] for entry in made["entry"]]
    assert len(urls) == len(set(urls))
    for value in walk(made):
        assert value not in ("", [], {}, None)  # R4 2.6.2: nothing may be empty
        if isinstance(value, dict) and "reference" in value:
            assert value["reference"] in urls
        if isinstance(value, dict) and "coding" in value:
            assert all(CODE.fullmatch(one["code"]) and one["system"] for one in value["coding"])
        if isinstance(value, dict) and "component" in value:
            assert all("code" in one for one in value["component"])


def test_status_follows_the_proved_identity() -> None:
    said = {name: resources(bundle(report), "DiagnosticReport")[0]["status"] for name, report in REPORTS.items()}
    assert said["signed"] == "final" and said["amended"] == "amended"
    assert {said[name] for name in ("unattended", "refused", "unproved")} == {"preliminary"}


def test_the_study_names_series_and_instance() -> None:
    (study,) = resources(bundle(unattended()), "ImagingStudy")
    (series,) = study["series"]
    (instance,) = series["instance"]
    assert series["uid"] == "1.2.3" and series["modality"]["code"] == "CR"
    assert instance["uid"] == "1.2.3.4" and instance["sopClass"]["code"].startswith("urn:oid:1.2.840.10008")
    assert study["identifier"][0] == {"system": "urn:dicom:uid", "value": "urn:oid:1.2"}
    assert study["subject"]["identifier"]["value"] == "P1" and study["started"] == "2026-01-01"


def test_what_was_not_assessed_is_never_a_value() -> None:
    made = bundle(unattended(refused()))
    found = resources(made, "Observation")
    assert len(found) == 2 and all("dataAbsentReason" in one for one in found)
    conclusion = resources(made, "DiagnosticReport")[0]["conclusion"]
    assert conclusion.startswith("Research use, not for primary diagnosis. Not assessed, which is not negative.")


def test_a_picture_that_is_not_dicom_has_no_study() -> None:
    made = json.loads(write_fhir(unattended(), replace(film(), dicom=False), VERSION))
    assert not resources(made, "ImagingStudy")
    assert not any("subject" in entry["resource"] for entry in made["entry"])


@pytest.mark.parametrize("identity", [
    {"patient_id": "", "patient_name": ""}, {"study_date": "20261399"}, {"modality": ""}, {"accession_number": " "},
])  # fmt: skip
def test_odd_headers_make_no_empty_elements(identity: dict[str, str]) -> None:
    made = bundle(unattended(), **identity)
    assert all(value not in ("", [], {}, None) for value in walk(made))
    assert resources(made, "ImagingStudy")[0]["subject"]
