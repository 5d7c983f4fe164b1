"""A data set without its patient: dicognito walks it, ``deidentify_rules`` decides what becomes of each element.

dicognito 0.19 alone replaces UIDs, person names, IDs and dates and knows about forty attributes; it leaves private
elements, comments, descriptions and device serial numbers, and shifts every patient's dates alike. So our rules stand
before its own: what they do not decide (IDs such as the accession number, the shifting of dates) is done by it.
"""

from __future__ import annotations

from importlib.metadata import version
from typing import Any

from dicognito.anonymizer import Anonymizer
from dicognito.datetimeanonymizer import DateTimeAnonymizer
from dicognito.element_anonymizer import ElementAnonymizer
from pydicom.charset import python_encoding
from pydicom.dataelem import DataElement
from pydicom.dataset import Dataset
from pydicom.multival import MultiValue
from pydicom.uid import UID

from spcxr_desktop.dicom.deidentify_rules import DATES, DUMMY, Action, action_of, sound
from spcxr_desktop.domain.pseudonyms import Secret, patient_key

_KNOWN_SCHEMES = frozenset({"DCM", "SCT", "SRT", "SNM3", "LN", "UCUM", "RADLEX", "RADELEMENT", "99SPCXR"})
# TEXT items of an SR that name a program, not a person: algorithm name and version, code of TID 4019.
_PROGRAM_TEXTS = frozenset({"111001", "111003"})
_STANDARD = "1.2.840.10008."
_NUMERIC_TEXT = frozenset({"DS", "IS", "CS"})
_DCM_OPTIONS = {
    "113100": "Basic Application Confidentiality Profile",
    "113103": "Clean Graphics Option",
    "113104": "Clean Structured Content Option",
    "113107": "Retain Longitudinal Temporal Information Modified Dates Option",
}


def patient_of(dataset: Dataset) -> str:
    """What tells patients apart: the ID; without one the name and birth date; without these the study."""
    study = _text(dataset, "StudyInstanceUID") or _text(dataset, "SOPInstanceUID")
    who = (_text(dataset, "PatientID"), _text(dataset, "PatientName"), _text(dataset, "PatientBirthDate"))
    return patient_key(*who, study)


def strip_identity(dataset: Dataset, secret: Secret, patient: str) -> tuple[str, ...]:
    """Change ``dataset`` in place; the codes of what was done. Raises whatever a hostile data set makes pydicom raise.

    ``patient``: see ``patient_of``. The file meta information is not touched.
    """
    seed = secret.digest("ids", patient).hex()
    walker = Anonymizer(seed=seed)
    walker.add_element_handler(_Rules(secret, patient))
    dataset.file_meta, meta = Dataset(), dataset.file_meta  # type: ignore[assignment]
    structured, graphics = "ContentSequence" in dataset, "GraphicAnnotationSequence" in dataset
    walker.anonymize(dataset)
    dataset.file_meta = meta
    dataset.SpecificCharacterSet = "ISO_IR 192"
    done = ["113100", *(["113103"] if graphics else []), *(["113104"] if structured else []), "113107"]
    dataset.PatientName = dataset.PatientID = secret.pseudonym(patient)
    if not _text(dataset, "StudyID"):
        dataset.StudyID = secret.digest("study", _text(dataset, "StudyInstanceUID")).hex()[:8].upper()
    dataset.DeidentificationMethod = ["SPCXR after PS3.15 2026c Annex E", f"dicognito {version('dicognito')}"]
    dataset.DeidentificationMethodCodeSequence = [_coded(code) for code in done]
    dataset.PatientIdentityRemoved = "YES"
    dataset.LongitudinalTemporalInformationModified = "MODIFIED"
    return tuple(done)


class _Rules(ElementAnonymizer):
    """Before dicognito's own handlers; True: done."""

    def __init__(self, secret: Secret, patient: str) -> None:
        self._secret, self._pseudonym = secret, secret.pseudonym(patient)
        self._dates = DateTimeAnonymizer(secret.shift_hours(patient))
        self._hours = secret.shift_hours(patient)

    def __call__(self, dataset: Dataset, data_element: DataElement) -> bool:
        """See ElementAnonymizer."""
        action = action_of(data_element.tag, data_element.VR)
        if action == "id" and _values(data_element):
            return False  # dicognito's IDAnonymizer
        if action in ("inside", "keep"):
            self._look_inside(dataset, data_element)
        elif action == "date":
            self._shift(dataset, data_element)
        else:
            self._replace(dataset, data_element, action)
        return True

    def _replace(self, dataset: Dataset, element: DataElement, action: Action) -> None:
        if action == "remove":
            del dataset[element.tag]
        elif action == "name":
            element.value = self._pseudonym
        elif action == "uid":
            element.value = [self._uid(uid) for uid in _values(element)] or None
        elif action in ("code", "number"):
            if not sound(_values(element), element.VR):
                element.value = None
        elif action == "charset":
            if not set(_values(element)) <= set(python_encoding):
                del dataset[element.tag]
        elif action == "dummy":
            element.value = self._dummy(dataset, element)
        else:
            element.value = [] if element.VR == "SQ" else None

    def _uid(self, uid: str) -> str:
        return uid if uid.startswith(_STANDARD) and UID(uid).name != uid else self._secret.uid(uid) if uid else ""

    def _dummy(self, dataset: Dataset, element: DataElement) -> Any:  # noqa: ANN401 - of any VR
        if element.keyword == "TextValue" and _concept(dataset) in _PROGRAM_TEXTS:
            return element.value
        if element.keyword == "SegmentLabel":
            return _meaning(dataset, "SegmentedPropertyTypeCodeSequence") or DUMMY
        if element.keyword in ("TrackingID", "TextValue", "UnformattedTextValue"):
            return DUMMY
        if element.VR in ("US", "SS", "UL", "SL", "FL", "FD", "SV", "UV", "IS", "DS"):
            return 0
        return b"\0\0" if element.VR.startswith("O") or element.VR == "UN" else "000Y" if element.VR == "AS" else DUMMY

    def _look_inside(self, dataset: Dataset, element: DataElement) -> None:
        """Codes of a scheme that a site made up may be a text in disguise."""
        if element.keyword in ("CodeValue", "LongCodeValue", "URNCodeValue", "CodeMeaning", "CodingSchemeDesignator"):
            if _text(dataset, "CodingSchemeDesignator") not in (*_KNOWN_SCHEMES, DUMMY, f"99{DUMMY}"):
                dataset.CodingSchemeDesignator, dataset.CodeMeaning = f"99{DUMMY}", DUMMY
                for keyword in ("LongCodeValue", "URNCodeValue"):
                    if keyword in dataset:
                        delattr(dataset, keyword)
                dataset.CodeValue = DUMMY
        elif element.VR not in ("SQ", "OB", "OW", "OF", "OD", "OL", "OV", "UN") and isinstance(element.value, bytes):
            element.value = None  # a number whose bytes are none

    def _shift(self, dataset: Dataset, element: DataElement) -> None:
        """Dates take the times that belong to them along; a time alone moves within its day."""
        partner = element.keyword.replace("Date", "Time") if element.VR == "DA" else ""
        if partner and partner in dataset and not sound(_values(dataset[partner]), "TM"):
            dataset[partner].value = None
        if not sound(_values(element), element.VR):
            element.value = None
        elif element.VR == "TM":
            date = element.keyword.replace("Time", "Date")
            if not (date in dataset and _values(dataset[date]) and sound(_values(dataset[date]), "DA")):
                element.value = [f"{(int(time[:2]) + self._hours) % 24:02d}{time[2:]}" for time in _values(element)]
        else:
            try:
                self._dates(dataset, element)
            except (ValueError, OverflowError):  # 30 February, the year 0
                element.value = None


def _values(element: DataElement) -> list[str]:
    """As texts, without padding; none where there is nothing."""
    value = element.value
    if value is None or element.VR == "SQ":
        return []
    several = value if isinstance(value, MultiValue | list) else [value]
    texts = [getattr(one, "original_string", None) or str(one) for one in several]
    return [text.strip("\0 ") if element.VR in DATES | _NUMERIC_TEXT else text for text in texts if text]


def _text(dataset: Dataset, keyword: str) -> str:
    return str(dataset.get(keyword) or "").strip("\0 ")


def _concept(item: Dataset) -> str:
    """Code of a content item's name in DCM."""
    names = item.get("ConceptNameCodeSequence") or [Dataset()]
    return _text(names[0], "CodeValue") if _text(names[0], "CodingSchemeDesignator") == "DCM" else ""


def _meaning(item: Dataset, keyword: str) -> str:
    codes = item.get(keyword) or [Dataset()]
    known = _text(codes[0], "CodingSchemeDesignator") in _KNOWN_SCHEMES
    return _text(codes[0], "CodeMeaning") if known else ""


def _coded(code: str) -> Dataset:
    item = Dataset()
    item.CodeValue, item.CodingSchemeDesignator, item.CodeMeaning = code, "DCM", _DCM_OPTIONS[code]
    return item
