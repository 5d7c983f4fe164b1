"""The source image as highdicom wants it: a data set without pixels, every value made to fit its VR (PS3.5 6.2).

A value that does not fit is cut or left out: what some other system wrote into a header never stops an export. Only
the UIDs that the new object must refer to are needed.
"""

from __future__ import annotations

import logging
import math
import re
import warnings
from datetime import date

from pydicom.dataset import Dataset
from pydicom.uid import UID
from pydicom.valuerep import format_number_as_ds

from spcxr_desktop.dicom.source_header import REPEATED, SourceHeader
from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.domain.person_name import parse

_REFERRED = ("StudyInstanceUID", "SeriesInstanceUID", "SOPClassUID", "SOPInstanceUID")
_TYPE_2 = (
    "PatientName", "PatientID", "PatientBirthDate", "PatientSex", "StudyDate", "StudyTime", "ReferringPhysicianName",
    "StudyID", "AccessionNumber",
)  # fmt: skip
_WHOLE_OR_NOT = ("PatientID", "IssuerOfPatientID", "AccessionNumber", "StudyID")  # cut short they are someone else's
_LONGEST = {"LO": 64, "SH": 16}
_SEVERAL = {"PatientOrientation": 2, "ImagerPixelSpacing": 2}

warnings.filterwarnings("ignore", module=r"highdicom\b")  # they quote names of patients, as its log lines do
logging.getLogger("highdicom").propagate = False
logging.getLogger("highdicom").addHandler(logging.NullHandler())


def source_dataset(header: SourceHeader) -> Dataset:
    """Raises UserError where the header does not say which image of which study it is."""
    dataset = Dataset()
    dataset.SpecificCharacterSet = "ISO_IR 192"
    for keyword in _TYPE_2:
        setattr(dataset, keyword, "")
    for keyword, value in header.values:
        fitting = _fitting(keyword, value)
        if fitting:
            setattr(dataset, keyword, fitting[0] if len(fitting) == 1 else list(fitting))
    _check(dataset, header)
    if "Modality" not in dataset:
        dataset.Modality = "OT"
    dataset.Rows, dataset.Columns = header.rows, header.columns
    dataset.SamplesPerPixel = header.samples
    if header.frames > 1:
        dataset.NumberOfFrames = header.frames
    if dataset.get("LossyImageCompression") != "01":
        for keyword in ("LossyImageCompressionRatio", "LossyImageCompressionMethod"):
            dataset.pop(keyword, None)
    return dataset


def _check(dataset: Dataset, header: SourceHeader) -> None:
    missing = [keyword for keyword in _REFERRED if keyword not in dataset]
    if missing or not (header.rows and header.columns):
        raise UserError(
            f"The header does not say which image this is ({', '.join(missing) or 'Rows, Columns'}).",
            "A DICOM image with the UIDs of its study, its series and its own.",
            "Export the film again from the archive it came from.",
            code="no_reference",
        )
    kind = UID(dataset.SOPClassUID).name
    if "Image Storage" not in kind or "Retired" in kind:
        raise UserError(
            "This DICOM object is not of a kind of image that the standard knows.",
            "An image of a SOP class that is in use.",
            "Export the film again as CR, DX or Secondary Capture.",
            code="no_reference",
        )


def _fitting(keyword: str, value: str) -> tuple[str, ...]:
    """The values as they may stand in a data set; () where there is nothing usable."""
    vr = REPEATED.get(keyword)
    count = _SEVERAL.get(keyword)
    if count is not None and vr is not None:
        parts = tuple(_one(keyword, vr, part.strip()) for part in value.split("\\"))
        return parts if len(parts) == count and all(parts) else ()
    one = _one(keyword, vr, value.strip()) if vr is not None else ""
    return (one,) if one else ()


def _one(keyword: str, vr: str, value: str) -> str:
    if vr in _LONGEST:
        whole = "".join(c for c in value if c.isprintable())
        if keyword in _WHOLE_OR_NOT:
            return whole if len(whole) <= _LONGEST[vr] and "\\" not in whole else ""
        return whole.replace("\\", " ")[: _LONGEST[vr]].strip()
    if keyword == "PatientSex":
        return value.upper() if value.upper() in ("M", "F", "O") else ""
    return _FITTED[vr](value)


def person_name(value: str) -> str:
    """A person name that fits (PS3.5 6.2.1); "" for none."""
    printable = "".join(c for c in value if c.isprintable() and c != "\\")
    groups = [group.format()[:64] for group in parse(printable).groups]
    return "=".join(groups).rstrip("=^")


def _date(value: str) -> str:
    digits = value.replace(".", "").replace("-", "")
    if not re.fullmatch(r"[0-9]{8}", digits):
        return ""
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:])).strftime("%Y%m%d").rjust(8, "0")
    except ValueError:
        return ""


def _time(value: str) -> str:
    match = re.fullmatch(r"([01][0-9]|2[0-3])(?::?([0-5][0-9])(?::?([0-5][0-9])(\.[0-9]{1,6})?)?)?", value)
    return "".join(part or "" for part in match.groups()) if match else ""


def _uid(value: str) -> str:
    return value if len(value) <= 64 and re.fullmatch(r"[0-9]+(\.[0-9]+)+", value) else ""


def _age(value: str) -> str:
    return value.upper() if re.fullmatch(r"[0-9]{3}[DWMYdwmy]", value) else ""


def _code(value: str) -> str:
    upper = value.upper()
    return upper if re.fullmatch(r"[A-Z0-9 _]{1,16}", upper) else ""


def _decimal(value: str) -> str:
    try:
        number = float(value.partition("\\")[0])
    except ValueError:
        return ""
    return str(format_number_as_ds(number)) if math.isfinite(number) and 0 < number < 1e6 else ""


_FITTED = {"PN": person_name, "DA": _date, "TM": _time, "UI": _uid, "AS": _age, "CS": _code, "DS": _decimal}
