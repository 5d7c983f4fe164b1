"""Lengths and areas in the window: never without the plane they hold in."""

from __future__ import annotations

import pytest

from spcxr_desktop.app.outlines import Lungs
from spcxr_desktop.domain.radiograph import Spacing
from spcxr_desktop.ui import strings


@pytest.mark.parametrize(
    ("spacing", "text"),
    [
        (None, "px, uncalibrated"),
        (Spacing(0.2, 0.2, "detector plane"), "0.200 mm (detector plane) per px"),
        (Spacing(0.3, 0.25, "unknown plane"), "0.300 × 0.250 mm (unknown plane) per px"),
        (
            Spacing(0.16, 0.16, "magnification corrected", magnification=1.25),
            "0.160 mm (magnification 1.25 corrected) per px",
        ),
        (Spacing(0.2, 0.2, "calibrated", calibration="fiducial"), "0.200 mm (calibrated: fiducial) per px"),
    ],
)
def test_spacing(spacing: Spacing | None, text: str) -> None:
    assert strings.spacing(spacing) == text


def test_areas_name_their_plane() -> None:
    lungs = Lungs((), (), 0, 0, sides_assumed=True, packed=b"", shape=(1, 1))
    note = strings.area_note(lungs, Spacing(0.2, 0.2, "detector plane"))
    assert note == "Areas in cm² (detector plane); sides assumed, the header does not tell"
