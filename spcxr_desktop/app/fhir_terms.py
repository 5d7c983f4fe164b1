"""Code systems and small parts of FHIR resources."""

from __future__ import annotations

from typing import Any

from spcxr_desktop.domain.findings import Code

Resource = dict[str, Any]

SNOMED, LOINC, UCUM = "http://snomed.info/sct", "http://loinc.org", "http://unitsofmeasure.org"
DICOM, RFC_3986 = "http://dicom.nema.org/resources/ontology/DCM", "urn:ietf:rfc:3986"
SYSTEM = "urn:oid:2.25.91860442217035412563970254436011563914"  # 99SPCXR of the DICOM objects
_SCHEMES = {"SCT": SNOMED, "LN": LOINC, "DCM": DICOM, "UCUM": UCUM, "RADLEX": "http://radlex.org"}


def concept(*codings: tuple[str, str, str], text: str = "") -> Resource:
    """A CodeableConcept of (system, code, display)."""
    made: Resource = {"coding": [{"system": system, "code": code, "display": said} for system, code, said in codings]}
    if text:
        made["text"] = text_of(text)
    return made


def of_code(code: Code | None, otherwise: str, text: str) -> Resource:
    """A label's code; a private one of its id where it has none."""
    if code is not None and code.scheme in _SCHEMES:
        return concept((_SCHEMES[code.scheme], code.value, text_of(code.meaning)), text=text)
    return concept((SYSTEM, "-".join(otherwise.split()) or "none", text_of(text)), text=text)


def private(code: str, display: str) -> Resource:
    """A concept that no public system has."""
    return concept((SYSTEM, code, display))


def quantity(value: float, unit: str, code: str) -> Resource:
    """A number in a unit of UCUM."""
    return {"value": value, "unit": unit, "system": UCUM, "code": code}


def text_of(text: str) -> str:
    """A FHIR string: never empty, no control characters but line ends (R4 2.24.0.1)."""
    return "".join(c if c.isprintable() or c == "\n" else " " for c in text).strip() or "-"
