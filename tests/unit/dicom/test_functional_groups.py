"""What the functional groups of an enhanced object say of one frame."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from pydicom.dataset import Dataset

from spcxr_desktop.dicom.functional_groups import settle_frame
from spcxr_desktop.dicom.read import read_radiograph
from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.domain.grayscale import VoiWindow
from spcxr_desktop.domain.radiograph import Spacing

Make = Callable[..., Path]
FRAMES = np.arange(3 * 20 * 30, dtype=np.uint16).reshape(3, 20, 30)


def item(**elements: object) -> Dataset:
    """A sequence item."""
    found = Dataset()
    for keyword, value in elements.items():
        setattr(found, keyword, value)
    return found


def window(center: float, width: float) -> list[Dataset]:
    """A Frame VOI LUT Sequence."""
    return [item(WindowCenter=center, WindowWidth=width, WindowCenterWidthExplanation=f"C{center:g}")]


def test_each_frame_has_its_own_window_and_the_shared_spacing(make_dicom: Make) -> None:
    measures = [item(PixelSpacing=[0.5, 0.25])]
    transformation = [item(RescaleSlope=2, RescaleIntercept=-1000, RescaleType="US")]
    path = make_dicom(
        FRAMES,
        Modality="CT",
        NumberOfFrames=3,
        WindowCenter=1,
        WindowWidth=2,
        VOILUTFunction="SIGMOID",
        SharedFunctionalGroupsSequence=[
            item(PixelMeasuresSequence=measures, PixelValueTransformationSequence=transformation)
        ],
        PerFrameFunctionalGroupsSequence=[item(FrameVOILUTSequence=window(1200 * frame, 1500)) for frame in range(3)],
    )
    for frame in range(3):
        radiograph = read_radiograph(path, frame)
        assert np.array_equal(radiograph.pixels, FRAMES[frame])
        assert (radiograph.frame, radiograph.frames) == (frame, 3)
        assert f"frame {frame + 1} of 3" in radiograph.notes
        assert radiograph.grayscale.voi == (VoiWindow(1200 * frame, 1500, f"C{1200 * frame}"),)
        assert (radiograph.grayscale.slope, radiograph.grayscale.intercept) == (2, -1000)
        assert radiograph.spacing == Spacing(0.5, 0.25, "patient plane")
        assert radiograph.aspect == 2.0


def test_the_frames_own_group_wins_over_the_shared_one() -> None:
    dataset = item(
        WindowCenter=1,
        SharedFunctionalGroupsSequence=[item(FrameVOILUTSequence=window(2, 20))],
        PerFrameFunctionalGroupsSequence=[item(), item(FrameVOILUTSequence=window(3, 30))],
    )
    settle_frame(dataset, 0)
    assert dataset.WindowCenter == 2
    settle_frame(dataset, 1)
    assert dataset.WindowCenter == 3
    settle_frame(dataset, 7)  # a frame that the groups do not describe has what is shared
    assert dataset.WindowCenter == 2


def test_a_plain_object_keeps_its_image_level() -> None:
    dataset = item(WindowCenter=1, WindowWidth=2, PixelSpacing=[1, 1], SharedFunctionalGroupsSequence=[])
    before = dataset.to_json()
    settle_frame(dataset, 0)
    assert dataset.to_json() == before


def test_what_the_macro_leaves_out_is_not_taken_from_the_image_level() -> None:
    dataset = item(VOILUTFunction="SIGMOID", SharedFunctionalGroupsSequence=[item(FrameVOILUTSequence=window(5, 50))])
    settle_frame(dataset, 0)
    assert "VOILUTFunction" not in dataset


def test_orientation_and_shutter_of_a_frame(make_dicom: Make) -> None:
    shutter = item(
        ShutterShape="RECTANGULAR",
        ShutterLeftVerticalEdge=3,
        ShutterRightVerticalEdge=30,
        ShutterUpperHorizontalEdge=1,
        ShutterLowerHorizontalEdge=20,
    )
    path = make_dicom(
        FRAMES,
        NumberOfFrames=3,
        PerFrameFunctionalGroupsSequence=[
            item(),
            item(
                FrameDisplayShutterSequence=[shutter],
                PatientOrientationInFrameSequence=[item(PatientOrientation=["R", "F"])],
            ),
        ],
    )
    assert read_radiograph(path, 0).shutter is None
    second = read_radiograph(path, 1)
    assert second.shutter is not None
    assert second.shutter.covered.sum() == 2 * 20
    assert second.orientation.row == "R"


@pytest.mark.parametrize("frame", [-1, 3, 10**9])
def test_a_frame_that_is_not_there(make_dicom: Make, frame: int) -> None:
    with pytest.raises(UserError, match="no frame"):
        read_radiograph(make_dicom(FRAMES, NumberOfFrames=3), frame)
