"""Search keys as a data set, answers as a Match."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from spcxr_desktop.pacs.query import Match, Query, is_uid

if TYPE_CHECKING:
    from pydicom.dataset import Dataset

_STUDY = {
    "patient_id": "PatientID", "name": "PatientName", "birth_date": "PatientBirthDate", "sex": "PatientSex",
    "study": "StudyInstanceUID", "study_date": "StudyDate", "study_time": "StudyTime", "accession": "AccessionNumber",
    "description": "StudyDescription",
}  # fmt: skip
_FIELDS = {
    "patient": {name: _STUDY[name] for name in ("patient_id", "name", "birth_date", "sex")},
    "study": _STUDY,
    "series": {"study": "StudyInstanceUID", "series": "SeriesInstanceUID", "description": "SeriesDescription"},
    "image": {"study": "StudyInstanceUID", "series": "SeriesInstanceUID", "image": "SOPInstanceUID",
              "sop_class": "SOPClassUID"},
}  # fmt: skip
COUNTS = {
    "patient": "NumberOfPatientRelatedInstances", "study": "NumberOfStudyRelatedInstances",
    "series": "NumberOfSeriesRelatedInstances",
}  # fmt: skip
MODALITY = {"study": "ModalitiesInStudy", "series": "Modality"}
_LONGEST = 1024


def keys_of(query: Query) -> Dataset:
    """The identifier of a C-FIND request (PS3.4 C.2.2.1): what to match, and empty what to return.

    Other than ASCII is sent as UTF-8 and says so.
    """
    from pydicom.dataset import Dataset

    keys = Dataset()
    keys.QueryRetrieveLevel = query.level.upper()
    for keyword, value in sought(query).items():
        setattr(keys, keyword, value)
    if not all(str(value).isascii() for value in sought(query).values()):
        keys.SpecificCharacterSet = "ISO_IR 192"
    return keys


def sought(query: Query) -> dict[str, str]:
    """Keyword -> what it must match, "" where it is only to be returned."""
    keys = dict.fromkeys(_FIELDS[query.level].values(), "")
    if query.level in COUNTS:
        keys[COUNTS[query.level]] = ""
    if query.level in MODALITY:
        keys[MODALITY[query.level]] = query.modality
    match = {"PatientID": query.patient_id, "PatientName": query.name, "AccessionNumber": query.accession,
             "StudyDate": query.dates, "StudyInstanceUID": query.study, "SeriesInstanceUID": query.series,
             "SOPInstanceUID": query.image}  # fmt: skip
    for keyword, value in match.items():
        if value:
            keys[keyword] = value
    return keys


def match_of(query: Query, answer: Dataset) -> Match:
    """One answer. Values that cannot be used are left empty: an answer is never lost for one bad element."""
    texts = {field: _text(answer, keyword) for field, keyword in _FIELDS[query.level].items()}
    texts |= {field: "" for field in ("study", "series", "image", "sop_class") if not is_uid(texts.get(field, ""))}
    texts["study"] = texts["study"] or query.study
    count = _text(answer, COUNTS.get(query.level, ""))
    modalities = tuple(filter(None, _text(answer, MODALITY.get(query.level, "")).split("\\")))
    return Match(query.level, **texts, modalities=modalities, images=int(count) if count.isdecimal() else None)


def _text(answer: Dataset, keyword: str) -> str:
    if not keyword or keyword not in answer:
        return ""
    value: Any = answer[keyword].value
    if value is None:
        return ""
    many = isinstance(value, (list, tuple)) or type(value).__name__ == "MultiValue"
    text = "\\".join(map(str, value)) if many else str(value)
    return "".join(sign for sign in text if sign.isprintable())[:_LONGEST].strip()
