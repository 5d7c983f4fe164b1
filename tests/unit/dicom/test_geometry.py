"""Spacing with its origin; senseless spacing is unknown."""

from __future__ import annotations

from typing import Any

import pytest
from pydicom.dataset import Dataset

from spcxr_desktop.dicom.geometry import read_aspect, read_orientation, read_spacing
from spcxr_desktop.domain.orientation import Orientation
from spcxr_desktop.domain.radiograph import Spacing


def header(**elements: Any) -> Dataset:  # noqa: ANN401
    """A data set with these elements."""
    dataset = Dataset()
    for keyword, value in elements.items():
        setattr(dataset, keyword, value)
    return dataset


DETECTOR = {"ImagerPixelSpacing": [0.2, 0.2]}


@pytest.mark.parametrize(
    ("elements", "expected"),
    [
        ({}, None),
        (DETECTOR, Spacing(0.2, 0.2, "detector plane")),
        ({"NominalScannedPixelSpacing": [0.1, 0.1]}, Spacing(0.1, 0.1, "detector plane")),
        # PS3.3 10.7.1.1: the same as at the detector is not corrected; alone, nobody can tell
        ({"PixelSpacing": [0.2, 0.2], **DETECTOR}, Spacing(0.2, 0.2, "detector plane")),
        ({"PixelSpacing": [0.1, 0.1], "NominalScannedPixelSpacing": [0.1, 0.1]}, Spacing(0.1, 0.1, "detector plane")),
        ({"PixelSpacing": [0.139, 0.139]}, Spacing(0.139, 0.139, "unknown plane")),
        ({"PixelSpacing": [0.18, 0.18], **DETECTOR}, Spacing(0.18, 0.18, "calibrated")),
        ({"PixelSpacing": [0.7, 0.7], "Modality": "CT"}, Spacing(0.7, 0.7, "patient plane")),
        # 10.7.1.2
        (
            {"PixelSpacing": [0.2, 0.2], "PixelSpacingCalibrationType": "FIDUCIAL", **DETECTOR},
            Spacing(0.2, 0.2, "calibrated", calibration="fiducial"),
        ),
        (
            {"PixelSpacing": [0.18, 0.18], "PixelSpacingCalibrationType": "GEOMETRY"},
            Spacing(0.18, 0.18, "calibrated", calibration="geometry"),
        ),
        ({"PixelSpacing": [0.18, 0.18], "PixelSpacingCalibrationType": "GUESS"}, Spacing(0.18, 0.18, "calibrated")),
        ({"PixelSpacing": [0, 0], **DETECTOR}, Spacing(0.2, 0.2, "detector plane")),
        ({"PixelSpacing": ["0.000", "0.000"]}, None),
        ({"PixelSpacing": [-0.1, 0.1]}, None),
        ({"PixelSpacing": [1e9, 1e9]}, None),
        ({"PixelSpacing": [0.1, 50]}, None),
        ({"PixelSpacing": 0.1}, None),
    ],
)
def test_spacing(elements: dict[str, object], expected: Spacing | None) -> None:
    assert read_spacing(header(**{"Modality": "DX", **elements})) == expected


FACTOR = "EstimatedRadiographicMagnificationFactor"
DISTANCES = {"DistanceSourceToDetector": 1200, "DistanceSourceToPatient": 800}


@pytest.mark.parametrize(
    ("elements", "expected"),
    [
        ({FACTOR: 1.25}, 1.25),
        ({FACTOR: 1.25, "PixelSpacing": [0.2, 0.2]}, 1.25),  # not corrected yet: as at the detector
        ({FACTOR: 3}, 3),
        ({FACTOR: 1.25, "Modality": "XA", **DISTANCES}, 1.25),  # what is stated goes before what is worked out
        ({"Modality": "XA", **DISTANCES}, 1.5),
        ({"Modality": "RF", "DistanceSourceToDetector": 1200, "DistanceSourceToIsocenter": 1000}, 1.2),
        (DISTANCES, None),  # of a wall stand: the distance goes to the support, not to the patient
        ({FACTOR: 1}, None),
        ({FACTOR: 0.5}, None),
        ({FACTOR: 3.01}, None),
        ({FACTOR: -1.2}, None),
        ({"Modality": "XA", "DistanceSourceToDetector": 1200, "DistanceSourceToPatient": 0}, None),
        ({"Modality": "XA", "DistanceSourceToDetector": 800, "DistanceSourceToPatient": 1200}, None),
    ],
)
def test_magnification(elements: dict[str, object], expected: float | None) -> None:
    spacing = read_spacing(header(**{"Modality": "DX", **DETECTOR, **elements}))
    if expected is None:
        assert spacing == Spacing(0.2, 0.2, "detector plane")
    else:
        at = 0.2 / expected
        assert spacing == Spacing(at, at, "magnification corrected", magnification=expected)


def test_a_calibrated_spacing_is_not_corrected_again() -> None:
    spacing = read_spacing(header(Modality="DX", PixelSpacing=[0.16, 0.16], **DETECTOR, **{FACTOR: 1.25}))
    assert spacing == Spacing(0.16, 0.16, "calibrated")


def test_scanned_film_has_no_magnification_to_correct() -> None:
    spacing = read_spacing(header(Modality="RG", NominalScannedPixelSpacing=[0.1, 0.1], **{FACTOR: 1.25}))
    assert spacing == Spacing(0.1, 0.1, "detector plane")


@pytest.mark.parametrize(
    ("spacing", "unit"),
    [
        (Spacing(0.2, 0.2, "detector plane"), "mm (detector plane)"),
        (Spacing(0.2, 0.2, "unknown plane"), "mm (unknown plane)"),
        (Spacing(0.2, 0.2, "patient plane"), "mm (patient plane)"),
        (Spacing(0.2, 0.2, "magnification corrected", magnification=1.15), "mm (magnification 1.15 corrected)"),
        (Spacing(0.2, 0.2, "calibrated", calibration="fiducial"), "mm (calibrated: fiducial)"),
        (Spacing(0.2, 0.2, "calibrated", calibration="geometry"), "mm (calibrated: geometry)"),
        (Spacing(0.2, 0.2, "calibrated"), "mm (calibrated: method not stated)"),
    ],
)
def test_the_unit_names_the_plane(spacing: Spacing, unit: str) -> None:
    assert spacing.unit == unit


def test_spacing_that_is_no_number() -> None:
    dataset = Dataset()
    dataset.add_new("PixelSpacing", "LO", ["nan", "abc"])
    assert read_spacing(dataset) is None


@pytest.mark.parametrize(
    ("elements", "aspect"),
    [
        ({}, 1.0),
        ({"PixelAspectRatio": [1, 1]}, 1.0),
        ({"PixelAspectRatio": [4, 3]}, 4 / 3),
        ({"PixelAspectRatio": [0, 0]}, 1.0),
        ({"PixelAspectRatio": [-4, 3]}, 1.0),
        ({"PixelAspectRatio": [4]}, 1.0),
        ({"PixelAspectRatio": [30000, 1]}, 1.0),
        ({"ImagerPixelSpacing": [0.2, 0.25]}, 0.8),
        ({"PixelSpacing": [0.3, 0.25], "Modality": "CT"}, 1.2),  # the figure of PS3.3 10.7.1.3: row spacing first
        ({"ImagerPixelSpacing": [0.2, 0.25], "PixelAspectRatio": [4, 3]}, 0.8),  # lengths agree with what is drawn
    ],
)
def test_aspect(elements: dict[str, object], aspect: float) -> None:
    assert read_aspect(header(**elements)) == pytest.approx(aspect)


def test_orientation() -> None:
    assert read_orientation(header(PatientOrientation=["R", "F"])) == Orientation("R", "F", assumed=False)
    assert read_orientation(header()).assumed
    assert read_orientation(header(PatientOrientation="")).assumed
