"""What objects made from a radiograph repeat of its header (PS3.3 C.7.1 to C.7.6): a short list, nothing else.

Private elements, comments, free text and whatever is not named here stay behind. Free of pydicom: workers read it
(``read_source``), the program passes it to ``export``, which looks at every value once more.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

# Keyword -> VR. Patient and Patient Study, General Study, General Series, General Equipment, General Image.
REPEATED: Mapping[str, str] = {
    "PatientName": "PN", "PatientID": "LO", "IssuerOfPatientID": "LO", "PatientBirthDate": "DA", "PatientSex": "CS",
    "PatientAge": "AS",
    "StudyInstanceUID": "UI", "StudyDate": "DA", "StudyTime": "TM", "ReferringPhysicianName": "PN", "StudyID": "SH",
    "AccessionNumber": "SH", "StudyDescription": "LO",
    "SeriesInstanceUID": "UI", "Modality": "CS", "Laterality": "CS", "BodyPartExamined": "CS", "ViewPosition": "CS",
    "Manufacturer": "LO", "InstitutionName": "LO", "StationName": "SH", "ManufacturerModelName": "LO",
    "SOPClassUID": "UI", "SOPInstanceUID": "UI", "ImageLaterality": "CS", "PatientOrientation": "CS",
    "AcquisitionDate": "DA", "AcquisitionTime": "TM", "ImagerPixelSpacing": "DS", "LossyImageCompression": "CS",
    "LossyImageCompressionRatio": "DS", "LossyImageCompressionMethod": "CS",
}  # fmt: skip


@dataclass(frozen=True)
class SourceHeader:
    """The header of a DICOM image as far as it may be repeated.

    ``values``: (keyword, value), several values joined by a backslash; absent ones left out. ``samples``: 1 grey, 3
    colour. ``aspect``: height of a pixel over its width. Values are texts of at most 1,024 printable characters, and
    may still be nonsense.
    """

    values: tuple[tuple[str, str], ...]
    rows: int
    columns: int
    frames: int
    samples: int = 1
    aspect: float = 1.0
