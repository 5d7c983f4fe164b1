"""Findings, areas and measurements of a report as FHIR R4 Observations, still without subject and id.

Their status is the one that holds where a proved identity signed: final for what the reader judged or drew.
"""

from __future__ import annotations

from collections.abc import Iterator

from spcxr_desktop.app.fhir_terms import SNOMED, Resource, concept, of_code, private, quantity, text_of
from spcxr_desktop.app.page_facts import areas, drawings, judged, ranked, unscored
from spcxr_desktop.domain.findings import Score
from spcxr_desktop.domain.radiograph import Radiograph
from spcxr_desktop.domain.report import Report

_CATEGORY = "http://terminology.hl7.org/CodeSystem/observation-category"
_ABSENT = "http://terminology.hl7.org/CodeSystem/data-absent-reason"
_UNITS = {
    "mm": ("mm", "mm"), "mm²": ("mm2", "mm2"), "px": ("pixels", "{pixels}"), "°": ("degree", "deg"), "": ("1", "1"),
}  # fmt: skip
_NAMES = {
    "Length": (SNOMED, "410668003", "Length"), "Area": (SNOMED, "42798000", "Area"),
    "Angle": (SNOMED, "1483009", "Angle"),
}  # fmt: skip


def observations(report: Report, radiograph: Radiograph) -> Iterator[tuple[str, Resource]]:
    """Names that are theirs alone within the report, and the Observations."""
    for score in ranked(report):
        yield f"finding {score.label}", _finding(report, score)
    read = dict(unscored(report))
    not_assessed = report.results.not_assessed if report.results is not None else ()
    for label in dict.fromkeys((*read, *not_assessed)):
        yield f"not assessed {label}", _not_assessed(label, read.get(label, ""))
    for number, area in enumerate(areas(report), 1):
        unit, code = ("pixels", "{pixels}") if area.unit == "px" else ("mm2", "mm2")
        made = _observation(concept((SNOMED, "42798000", "Area"), text=f"Area: {area.name}"))
        made["valueQuantity"] = quantity(area.value, unit, code)
        made["method"] = {"text": text_of(f"Outlined by {area.making}. {area.plane or 'No usable pixel spacing'}")}
        yield f"region {number}", made
    for one in drawings(report, radiograph):
        if one.measured is None:
            continue
        stem, _, plane = one.measured.unit.partition(" (")
        known = _NAMES.get(one.name)
        made = _observation(
            concept(known, text=one.name) if known else private(one.name.lower().replace(" ", "-"), one.name)
        )
        made["status"] = "final"
        made["valueQuantity"] = quantity(round(one.measured.value, 4), *_UNITS[stem])
        made["note"] = [{"text": text_of(one.text)}]
        if plane:
            made["method"] = {"text": plane.rstrip(")")}
        yield f"drawing {one.key}", made


def _observation(code: Resource) -> Resource:
    return {
        "resourceType": "Observation",
        "status": "preliminary",
        "category": [concept((_CATEGORY, "imaging", "Imaging"))],
        "code": code,
    }


def _finding(report: Report, score: Score) -> Resource:
    made = _observation(of_code(score.code, score.label, score.title))
    flagged, not_flagged = ("flagged", "Flagged"), ("not-flagged", "Not flagged, which does not mean absent")
    made["valueCodeableConcept"] = private(*(flagged if score.flagged else not_flagged))
    made["component"] = [
        {"code": private("score", "Score of the model, 0 to 1, not a probability"),
         "valueQuantity": quantity(round(score.value, 6), "1", "1")},
        {"code": private("threshold", "Threshold of the score"),
         "valueQuantity": quantity(round(score.threshold, 6), "1", "1")},
    ]  # fmt: skip
    if score.calibrated:
        certainty = concept(("http://dicom.nema.org/resources/ontology/DCM", "111012", "Certainty of Finding"))
        made["component"].append({"code": certainty, "valueQuantity": quantity(round(100 * score.value, 4), "%", "%")})
    notes = ["Exploratory: public data cannot prove this label."] if score.exploratory else []
    said = judged(report, score)
    notes += [f"Reader: {said}"] if said else []
    if notes:
        made["note"] = [{"text": text_of(note)} for note in notes]
    if report.judgement_of(score.label) is not None:
        made["status"] = "final"
    return made


def _not_assessed(label: str, read: str) -> Resource:
    """No model looked for it; ``read``: what the reader said of it."""
    made = _observation(of_code(None, label, label.replace("_", " ")))
    made["dataAbsentReason"] = concept((_ABSENT, "not-performed", "Not Performed"), text="Not assessed, not negative")
    if read:
        made["note"] = [{"text": text_of(f"Reader: {read}")}]
    return made
