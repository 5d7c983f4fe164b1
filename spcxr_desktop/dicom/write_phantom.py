"""The chest phantom as a Digital X-Ray Image, for presentation (PS3.3 A.26), marked as a phantom throughout."""

from __future__ import annotations

import hashlib
import uuid
from dataclasses import dataclass
from pathlib import Path

from pydicom.dataset import Dataset, FileDataset, FileMetaDataset
from pydicom.sr.codedict import codes
from pydicom.sr.coding import Code
from pydicom.uid import UID, DigitalXRayImageStorageForPresentation, ExplicitVRLittleEndian

from spcxr_desktop.domain.phantom import Phantom

_NAMESPACE = uuid.UUID("6f1c2b0e-6d0b-5d44-9a7e-0d9f3c1f5a10")  # drawn once, so that equal phantoms have equal UIDs
_DATE, _TIME = "20000101", "120000"  # fixed: the same seed gives the same bytes
_BITS_STORED = 14


@dataclass(frozen=True)
class PhantomStudy:
    """Who the header says this is. ``key`` keeps patients, studies and UIDs apart."""

    key: str
    given_name: str
    number: int
    description: str


def write_phantom(phantom: Phantom, study: PhantomStudy, path: Path) -> None:
    """Write one file, explicit VR little endian. Raises OSError. Equal arguments give equal bytes."""
    pixels = phantom.pixels.astype("<u2").tobytes()
    uid = _uid(study.key, hashlib.sha256(pixels).hexdigest())
    meta = FileMetaDataset()
    meta.MediaStorageSOPClassUID = DigitalXRayImageStorageForPresentation
    meta.MediaStorageSOPInstanceUID = uid
    meta.TransferSyntaxUID = ExplicitVRLittleEndian
    dataset = FileDataset(str(path), {}, file_meta=meta, preamble=b"\0" * 128)
    dataset.SOPClassUID, dataset.SOPInstanceUID = DigitalXRayImageStorageForPresentation, uid
    _describe_patient_and_study(dataset, study)
    _describe_series_and_equipment(dataset, study)
    _describe_anatomy_and_position(dataset)
    _describe_detector(dataset, phantom.pitch_mm)
    _describe_grey_scale(dataset)
    dataset.Rows, dataset.Columns = phantom.pixels.shape
    dataset.PixelData = pixels
    dataset.save_as(path, enforce_file_format=True)


def _describe_patient_and_study(dataset: Dataset, study: PhantomStudy) -> None:
    """Patient and General Study modules (PS3.3 C.7.1.1, C.7.2.1)."""
    dataset.SpecificCharacterSet = "ISO_IR 192"
    dataset.PatientName = f"PHANTOM^{study.given_name}"
    dataset.PatientID = f"SPCXR-PHANTOM-{study.number}"
    dataset.PatientBirthDate = ""
    dataset.PatientSex = "O"
    dataset.PatientComments = "Computed phantom. Not a patient."
    dataset.StudyInstanceUID = _uid(study.key, "study")
    dataset.StudyID = str(study.number)
    dataset.StudyDate, dataset.StudyTime = _DATE, _TIME
    dataset.StudyDescription = study.description
    dataset.AccessionNumber = f"PHANTOM{study.number}"
    dataset.ReferringPhysicianName = ""


def _describe_series_and_equipment(dataset: Dataset, study: PhantomStudy) -> None:
    """General and DX Series, General Equipment (PS3.3 C.7.3.1, C.8.11.1, C.7.5.1)."""
    dataset.Modality = "DX"
    dataset.SeriesInstanceUID = _uid(study.key, "series")
    dataset.SeriesNumber = 1
    dataset.SeriesDate, dataset.SeriesTime = _DATE, _TIME
    dataset.SeriesDescription = "PA (phantom)"
    dataset.PresentationIntentType = "FOR PRESENTATION"
    dataset.Manufacturer = "SPCXR"
    dataset.ManufacturerModelName = "Analytic chest phantom"
    dataset.SoftwareVersions = "1"


def _describe_anatomy_and_position(dataset: Dataset) -> None:
    """DX Anatomy Imaged, DX Positioning, Acquisition Context (PS3.3 C.8.11.2, C.8.11.5, C.7.6.14)."""
    dataset.BodyPartExamined = "CHEST"
    dataset.ImageLaterality = "U"
    dataset.AnatomicRegionSequence = [_coded(codes.cid4009.Chest)]
    dataset.PositionerType = "NONE"
    dataset.ViewPosition = "PA"
    view = _coded(codes.cid4010.PosteroAnterior)
    view.ViewModifierCodeSequence = []
    dataset.ViewCodeSequence = [view]
    dataset.PatientOrientation = ["L", "F"]
    dataset.AcquisitionContextSequence = []


def _describe_detector(dataset: Dataset, pitch_mm: float) -> None:
    """DX Detector and acquisition (PS3.3 C.8.11.4): pixel size is known in the detector's plane only."""
    dataset.ImagerPixelSpacing = [round(pitch_mm, 6)] * 2
    dataset.DetectorType = "SCINTILLATOR"
    dataset.DetectorConfiguration = "AREA"
    dataset.DetectorDescription = "Simulated"
    dataset.KVP = "120"
    dataset.AcquisitionDate, dataset.AcquisitionTime = _DATE, _TIME
    dataset.AcquisitionDeviceProcessingDescription = "Logarithm, multi-scale enhancement, S-shaped curve"


def _describe_grey_scale(dataset: Dataset) -> None:
    """General Image, Image Pixel, DX Image, VOI LUT (PS3.3 C.7.6.1, C.7.6.3, C.8.11.3, C.11.2)."""
    dataset.ImageType = ["ORIGINAL", "PRIMARY", ""]
    dataset.InstanceNumber = 1
    dataset.ContentDate, dataset.ContentTime = _DATE, _TIME
    dataset.ImageComments = "PHANTOM - NOT A PATIENT. Computed from simple bodies; research and demonstration only."
    dataset.QualityControlImage = "YES"
    dataset.SyntheticData = "YES"
    dataset.BurnedInAnnotation = "YES"
    dataset.LossyImageCompression = "00"
    dataset.SamplesPerPixel = 1
    dataset.PhotometricInterpretation = "MONOCHROME2"
    dataset.BitsAllocated, dataset.BitsStored, dataset.HighBit = 16, _BITS_STORED, _BITS_STORED - 1
    dataset.PixelRepresentation = 0
    dataset.PixelIntensityRelationship = "LOG"
    dataset.PixelIntensityRelationshipSign = -1  # more X-ray, lower value
    dataset.RescaleIntercept, dataset.RescaleSlope, dataset.RescaleType = "0", "1", "US"
    dataset.PresentationLUTShape = "IDENTITY"
    dataset.WindowCenter, dataset.WindowWidth = ["8192", "6600"], ["16384", "9000"]
    dataset.WindowCenterWidthExplanation = ["STANDARD", "LUNG"]
    dataset.VOILUTFunction = "LINEAR"


def _coded(code: Code) -> Dataset:
    """One item of a code sequence (PS3.3 8.8)."""
    item = Dataset()
    item.CodeValue, item.CodingSchemeDesignator, item.CodeMeaning = code.value, code.scheme_designator, code.meaning
    return item


def _uid(*names: str) -> UID:
    """A UID derived from names alone (PS3.5 B.2)."""
    return UID(f"2.25.{uuid.uuid5(_NAMESPACE, '/'.join(names)).int}")
