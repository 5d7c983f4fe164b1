"""Concepts of exported objects: those of the standard, and private ones (scheme 99SPCXR) where it has none.

Public codes are those of PS3.16 (CIDs 7150, 7151, 7162, 7021, 7469, TID 4019) and of SNOMED CT as the standard uses it.
"""

from __future__ import annotations

import hashlib

from highdicom.coding_schemes import CodingSchemeIdentificationItem
from highdicom.sr import CodedConcept
from pydicom.sr.coding import Code

from spcxr_desktop.domain import findings
from spcxr_desktop.domain.editing.terminology import ANATOMY, DEVICES
from spcxr_desktop.domain.masks import Label
from spcxr_desktop.domain.report import Report
from spcxr_desktop.domain.zones import SIDES_UNSURE

PRIVATE = "99SPCXR"
_LONGEST_MEANING = 64  # Code Meaning is LO

ANATOMICAL = Code("91723000", "SCT", "Anatomical Structure")
ALTERED = Code("49755003", "SCT", "Morphologically Abnormal Structure")
PHYSICAL = Code("260787004", "SCT", "Physical object")
SPATIAL = Code("309825002", "SCT", "Spatial and Relational Concept")
LUNG = Code("39607008", "SCT", "Lung")
SIDES = {
    "3341006": Code("24028007", "SCT", "Right"),
    "44029006": Code("7771000", "SCT", "Left"),
}
AI_FAMILY = Code("123110", "DCM", "Artificial Intelligence")
AREA = Code("42798000", "SCT", "Area")
LENGTH = Code("410668003", "SCT", "Length")
ANGLE = Code("1483009", "SCT", "Angle")
CERTAINTY = Code("111012", "DCM", "Certainty of Finding")
COMMENT = Code("121106", "DCM", "Comment")
PIXELS = Code("{pixels}", "UCUM", "pixels")
MM, MM2 = Code("mm", "UCUM", "millimeter"), Code("mm2", "UCUM", "square millimeter")
ONE, PERCENT, DEGREE = Code("1", "UCUM", "no units"), Code("%", "UCUM", "percent"), Code("deg", "UCUM", "degree")

RATIO = Code("ctr", PRIVATE, "Cardiothoracic ratio")
ASSESSMENT = Code("assessment", PRIVATE, "Assessment of the image by models")
ASSESSED = Code("assessed", PRIVATE, "Assessed")
NOT_ASSESSED = Code("not-assessed", PRIVATE, "Not assessed, which is not negative")
LIMIT = Code("limit", PRIVATE, "Reason not to lean on what the models say")
SCORE = Code("score", PRIVATE, "Score of the model, 0 to 1, not a probability")
THRESHOLD = Code("threshold", PRIVATE, "Threshold of the score")
SCREENING = Code("screening", PRIVATE, "Result of screening")
FLAGGED = Code("flagged", PRIVATE, "Flagged: score at or above its threshold")
NOT_FLAGGED = Code("not-flagged", PRIVATE, "Not flagged, which does not mean absent")
EVIDENCE = Code("proof", PRIVATE, "How far public data can prove this label")
EXPLORATORY = Code("exploratory", PRIVATE, "Exploratory: public data cannot prove it")
JUDGEMENT = Code("judgement", PRIVATE, "Judgement of the reader")
VERDICTS = {
    "accept": Code("accepted", PRIVATE, "Accepted"),
    "reject": Code("rejected", PRIVATE, "Rejected"),
    "uncertain": Code("uncertain", PRIVATE, "Uncertain"),
    "relocate": Code("relocated", PRIVATE, "Accepted, at another place"),
}
REASON = Code("reason", PRIVATE, "Reason of the judgement")
PLACE = Code("place", PRIVATE, "Place that the reader gave")
SIDES_ASSUMED = Code("sides-assumed", PRIVATE, "Right and left are assumed, not from the header")
PLANES = {
    "patient plane": Code("plane-patient", PRIVATE, "In the plane of the patient"),
    "detector plane": Code("plane-detector", PRIVATE, "On the detector, magnified by an unknown factor"),
    "magnification corrected": Code("plane-corrected", PRIVATE, "Corrected by the stated magnification"),
    "calibrated": Code("plane-calibrated", PRIVATE, "Calibrated as the header states"),
    "unknown plane": Code("plane-unknown", PRIVATE, "In a plane that the header does not name"),
    "": Code("plane-none", PRIVATE, "Counted in pixels: no usable pixel spacing"),
}


def private(value: str, meaning: str) -> Code:
    """A private code of any words: ``value`` itself where it fits a Code Value (SH), else a hash of it."""
    short = value if 0 < len(value) <= 16 and value.isascii() and value.isprintable() and "\\" not in value else ""
    return Code(short or f"x{hashlib.sha256(value.encode()).hexdigest()[:14]}", PRIVATE, clean(meaning) or "-")


def clean(meaning: str) -> str:
    """Words that fit a Code Meaning, a label or a description (LO)."""
    return "".join(c for c in meaning.replace("\\", "/") if c.isprintable())[:_LONGEST_MEANING].strip()


def coded(code: findings.Code) -> Code:
    """The program's code as a library's; a private one where it does not fit a code sequence."""
    fits = 0 < len(code.value) <= 16 and 0 < len(code.scheme) <= 16 and "\\" not in code.value + code.scheme
    return Code(code.value, code.scheme, clean(code.meaning) or "-") if fits else private(code.value, code.meaning)


def concept(code: Code, modifier: Code | None = None) -> CodedConcept:
    """An item of a code sequence; ``modifier``: Segmented Property Type Modifier (0062,0011), of segments only."""
    item = CodedConcept.from_code(code)
    if modifier is not None:
        item.SegmentedPropertyTypeModifierCodeSequence = [CodedConcept.from_code(modifier)]
    return item


def segment_name(report: Report, label: Label) -> str:
    """What a label is called; of a lung, also that its side is not known."""
    sided = label.code is not None and label.code.value in SIDES
    return clean(f"{label.name} (side not known)" if sided and sides_unsure(report) else label.name)


def sides_unsure(report: Report) -> bool:
    """Whether the header did not say right and left, or the picture contradicts it: then no code may say so."""
    gates = report.results.gates if report.results is not None else ()
    return report.sides_assumed or any(gate.id in SIDES_UNSURE for gate in gates)


def segment_kind(report: Report, label: Label) -> tuple[Code, Code, Code | None]:
    """Category, type and modifier of what a label outlines (PS3.3 C.8.20.4.1); no side where that is not known."""
    if label.code is None:
        return SPATIAL, private(f"label {label.name}", label.name), None
    if label.code.scheme == "SCT" and label.code.value in SIDES:
        return ANATOMICAL, LUNG, None if sides_unsure(report) else SIDES[label.code.value]
    category = ANATOMICAL if label.code in ANATOMY else PHYSICAL if label.code in DEVICES else ALTERED
    return category, coded(label.code), None


def private_scheme() -> CodingSchemeIdentificationItem:
    """What 99SPCXR is (0008,0110)."""
    return CodingSchemeIdentificationItem(
        designator=PRIVATE, name="Private codes of SPCXR", responsible_organization="SPCXR"
    )
