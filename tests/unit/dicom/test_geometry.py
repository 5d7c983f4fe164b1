"""Spacing with its origin; senseless spacing is unknown."""

from __future__ import annotations

from typing import Any

import pytest
from pydicom.dataset import Dataset

from spcxr_desktop.dicom.geometry import read_orientation, read_spacing, square_pixels
from spcxr_desktop.domain.orientation import Orientation
from spcxr_desktop.domain.radiograph import Spacing


def header(**elements: Any) -> Dataset:  # noqa: ANN401
    """A data set with these elements."""
    dataset = Dataset()
    for keyword, value in elements.items():
        setattr(dataset, keyword, value)
    return dataset


@pytest.mark.parametrize(
    ("elements", "expected"),
    [
        ({}, None),
        ({"ImagerPixelSpacing": [0.2, 0.2]}, Spacing(0.2, 0.2, "detector plane")),
        ({"PixelSpacing": [0.139, 0.139]}, Spacing(0.139, 0.139, "detector plane")),
        (
            {"PixelSpacing": [0.2, 0.2], "ImagerPixelSpacing": [0.2, 0.2]},
            Spacing(0.2, 0.2, "detector plane"),
        ),
        (
            {"PixelSpacing": [0.18, 0.18], "ImagerPixelSpacing": [0.2, 0.2]},
            Spacing(0.18, 0.18, "calibrated"),
        ),
        (
            {"PixelSpacing": [0.2, 0.2], "PixelSpacingCalibrationType": "FIDUCIAL"},
            Spacing(0.2, 0.2, "calibrated"),
        ),
        ({"NominalScannedPixelSpacing": [0.1, 0.1]}, Spacing(0.1, 0.1, "detector plane")),
        ({"PixelSpacing": [0.7, 0.7], "Modality": "CT"}, Spacing(0.7, 0.7, "patient plane")),
        ({"PixelSpacing": [0, 0], "ImagerPixelSpacing": [0.2, 0.2]}, Spacing(0.2, 0.2, "detector plane")),
        ({"PixelSpacing": ["0.000", "0.000"]}, None),
        ({"PixelSpacing": [-0.1, 0.1]}, None),
        ({"PixelSpacing": [1e9, 1e9]}, None),
        ({"PixelSpacing": 0.1}, None),
    ],
)
def test_spacing(elements: dict[str, object], expected: Spacing | None) -> None:
    assert read_spacing(header(**{"Modality": "DX", **elements})) == expected


def test_spacing_that_is_no_number() -> None:
    dataset = Dataset()
    dataset.add_new("PixelSpacing", "LO", ["nan", "abc"])
    assert read_spacing(dataset) is None


@pytest.mark.parametrize(
    ("elements", "square"),
    [
        ({}, True),
        ({"PixelAspectRatio": [1, 1]}, True),
        ({"PixelAspectRatio": [0, 0]}, True),
        ({"PixelAspectRatio": [4, 3]}, False),
        ({"ImagerPixelSpacing": [0.2, 0.25]}, False),
    ],
)
def test_square_pixels(elements: dict[str, object], square: bool) -> None:
    assert square_pixels(header(**elements)) is square


def test_orientation() -> None:
    assert read_orientation(header(PatientOrientation=["R", "F"])) == Orientation("R", "F", assumed=False)
    assert read_orientation(header()).assumed
    assert read_orientation(header(PatientOrientation="")).assumed
