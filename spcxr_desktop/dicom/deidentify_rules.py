"""What becomes of one element of a de-identified file: PS3.15 Annex E, Basic Profile, and more strictly than that.

The table of the profile (``confidentiality``) lists what is known to identify. Free text and binary data that are not
listed there are removed all the same, unless they are on the short lists below; numbers, codes and dates are kept only
where they look like what their value representation promises.
"""

from __future__ import annotations

import re
from typing import Literal

from pydicom.datadict import keyword_for_tag
from pydicom.tag import BaseTag

from spcxr_desktop.dicom.confidentiality import BASIC_PROFILE

Action = Literal["keep", "remove", "empty", "dummy", "uid", "date", "inside", "id", "name", "number", "code", "charset"]

DUMMY = "REMOVED"
TEXTS = frozenset({"AE", "LO", "LT", "PN", "SH", "ST", "UC", "UR", "UT"})
DATES = frozenset({"DA", "DT", "TM"})
_BINARY = frozenset({"OB", "OW", "OF", "OD", "OL", "OV", "UN", "OB or OW"})
# Vendor, software, coded concepts and what a picture cannot be shown without.
_KEPT_TEXT = frozenset(
    [
        "Manufacturer", "ManufacturerModelName", "SoftwareVersions", "DetectorManufacturerName",
        "DetectorManufacturerModelName", "CodeValue", "LongCodeValue", "URNCodeValue", "CodeMeaning",
        "CodingSchemeDesignator", "CodingSchemeVersion", "CodingSchemeName", "ModalityLUTType", "RescaleType",
        "SegmentAlgorithmName", "AlgorithmName", "AlgorithmVersion", "TypeOfFilters", "FilterType",
    ]
)
_KEPT_BINARY = frozenset(
    [
        "PixelData", "FloatPixelData", "DoubleFloatPixelData", "LUTData", "ExtendedOffsetTable",
        "ExtendedOffsetTableLengths", "RedPaletteColorLookupTableData", "GreenPaletteColorLookupTableData",
        "BluePaletteColorLookupTableData", "SegmentedRedPaletteColorLookupTableData",
        "SegmentedGreenPaletteColorLookupTableData", "SegmentedBluePaletteColorLookupTableData",
    ]
)
# Where this program does what an option of the profile allows instead of what the basic one says.
_OTHERWISE: dict[str, Action] = {
    "PatientName": "name", "PatientID": "name",
    "ContentSequence": "inside", "GraphicAnnotationSequence": "inside",  # cleaned: 113104, 113103
    "UnformattedTextValue": "dummy", "TextValue": "dummy", "SegmentLabel": "dummy", "TrackingID": "dummy",
    "PatientBirthDate": "empty", "VerifyingObserverSequence": "inside", "VerifyingObserverName": "dummy",
    "VerifyingOrganization": "dummy", "VerifyingObserverIdentificationCodeSequence": "empty",
    "AccessionNumber": "id", "StudyID": "id", "RequestedProcedureID": "id",
    "SpecificCharacterSet": "charset", "ContainerIdentifier": "dummy", "ReferencedRequestSequence": "remove",
    "PerformedProcedureCodeSequence": "empty", "ReferencedPerformedProcedureStepSequence": "empty",
    "ContentDescription": "empty", "PositionReferenceIndicator": "empty",  # type 2 in what this program writes
    "ContextGroupVersion": "remove", "ContextGroupLocalVersion": "remove",
}  # fmt: skip
_NUMBERS = re.compile(r"\s*[+-]?[0-9.]{1,16}(?:[eE][+-]?[0-9]{1,4})?\s*|\s*")
_CODE = re.compile(r"[A-Z0-9_ ]{0,16}")
_DATE = {
    "DA": re.compile(r"[0-9]{8}"),
    "TM": re.compile(r"[0-9]{2}(?:[0-9]{2}(?:[0-9]{2}(?:\.[0-9]{1,6})?)?)?"),
    "DT": re.compile(r"[0-9]{4,14}(?:\.[0-9]{1,6})?(?:[+-][0-9]{4})?"),
}


def action_of(tag: BaseTag, vr: str) -> Action:
    """What to do with an element. Anything this program does not know is removed."""
    keyword = keyword_for_tag(tag)
    if not keyword or tag.is_private or tag.group < 0x0008 or tag.group >= 0xFFFA or _repeating(tag):
        return "remove"
    if keyword in _OTHERWISE:
        return _OTHERWISE[keyword]
    listed = BASIC_PROFILE.get(keyword) or BASIC_PROFILE.get(f"{int(tag):08X}")
    if listed is not None:
        return _of_profile(listed, vr)
    return _unlisted(keyword, vr)


def _of_profile(listed: str, vr: str) -> Action:
    """``listed``: of Table E.1-1. Where it leaves a choice, the one that keeps the object valid."""
    if listed == "X":
        return "remove"
    if listed == "U" or (vr == "UI" and listed != "Z"):
        return "uid"
    if vr in DATES:
        return "date"  # 113107: modified, not removed
    if vr == "SQ":
        return "inside" if listed == "X/Z/U*" else "empty" if listed in ("Z", "X/Z", "Z/D") else "remove"
    if vr == "PN" or listed in ("Z", "X/Z"):
        return "empty" if listed in ("Z", "X/Z", "Z/D", "X/Z/D") else "dummy"
    return "dummy"


def _unlisted(keyword: str, vr: str) -> Action:
    if vr in TEXTS:
        return "keep" if keyword in _KEPT_TEXT else "remove"
    if vr in _BINARY:
        return "keep" if keyword in _KEPT_BINARY else "remove"
    of_vr: dict[str, Action] = {
        "UI": "uid", "SQ": "inside", "CS": "code", "DS": "number", "IS": "number", "AS": "remove"
    }  # fmt: skip
    return "date" if vr in DATES else of_vr.get(vr, "keep")


def _repeating(tag: BaseTag) -> bool:
    """Curves and overlays: graphics that may show text."""
    return 0x5000 <= tag.group <= 0x50FF or 0x6000 <= tag.group <= 0x60FF


def sound(values: list[str], vr: str) -> bool:
    """Whether texts are what numbers, codes, dates and times look like (PS3.5 Table 6.2-1)."""
    pattern = _DATE.get(vr) or (_CODE if vr == "CS" else _NUMBERS)
    return all(pattern.fullmatch(value) for value in values)
