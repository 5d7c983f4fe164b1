"""``render``: what the file asks for, a window, or one of its VOIs, as a PNG."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pydicom
import pytest
from numpy.typing import NDArray
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.uid import ExplicitVRLittleEndian, SecondaryCaptureImageStorage, generate_uid

from spcxr_desktop.app.render import render_file
from spcxr_desktop.domain.errors import UserError

DEEP = (np.arange(64 * 48, dtype=np.uint16) * 10).reshape(48, 64)


@pytest.fixture
def film(tmp_path: Path) -> Path:
    """A 16-bit PNG with values 0..30710."""
    _, data = cv2.imencode(".png", DEEP)
    (tmp_path / "film").write_bytes(data.tobytes())
    return tmp_path / "film"


def greys(path: Path) -> NDArray[np.uint8]:
    """The PNG that was written."""
    return np.asarray(cv2.imread(str(path), cv2.IMREAD_UNCHANGED))


def test_native_size_and_8_bits(film: Path, tmp_path: Path) -> None:
    render_file(film, tmp_path / "out.png")
    out = greys(tmp_path / "out.png")
    assert (out.shape, out.dtype) == (DEEP.shape, np.uint8)
    assert int(np.ptp(out)) > 240


def test_a_window_is_applied(film: Path, tmp_path: Path) -> None:
    render_file(film, tmp_path / "out.png", window=(1000.5, 1001))
    expected = np.clip((DEEP.astype(float) - 1000) / 1000 + 0.5, 0, 1) * 255
    assert np.abs(greys(tmp_path / "out.png") - expected).max() <= 0.5 + 1e-9


def test_voi_one_is_the_default(film: Path, tmp_path: Path) -> None:
    render_file(film, tmp_path / "a.png")
    render_file(film, tmp_path / "b.png", voi=1)
    assert (tmp_path / "a.png").read_bytes() == (tmp_path / "b.png").read_bytes()


@pytest.mark.parametrize(
    ("window", "voi", "says"),
    [
        ((100.0, 0.0), None, "no sense"),
        ((float("nan"), 10.0), None, "no sense"),
        (None, 2, "no VOI 2"),
        (None, 0, "no VOI 0"),
        ((1.0, 2.0), 1, "Both"),
    ],
)
def test_choices_that_do_not_exist(
    film: Path, tmp_path: Path, window: tuple[float, float] | None, voi: int | None, says: str
) -> None:
    with pytest.raises(UserError, match=says):
        render_file(film, tmp_path / "out.png", window, voi)
    assert not (tmp_path / "out.png").exists()


def test_a_place_that_cannot_be_written(film: Path, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="cannot be written"):
        render_file(film, tmp_path / "no" / "folder" / "out.png")


def dicom(path: Path, pixels: NDArray[np.uint8], **elements: object) -> Path:
    """A DICOM file of frames [frames, rows, columns] in grey, or [rows, columns, 3] in colour."""
    colour = pixels.shape[-1] == 3
    dataset = Dataset()
    dataset.SOPClassUID, dataset.SOPInstanceUID = SecondaryCaptureImageStorage, generate_uid()
    dataset.Rows, dataset.Columns = pixels.shape[:2] if colour else pixels.shape[1:]
    dataset.NumberOfFrames = 1 if colour else len(pixels)
    dataset.SamplesPerPixel, dataset.PhotometricInterpretation = (3, "RGB") if colour else (1, "MONOCHROME2")
    dataset.PlanarConfiguration = 0
    dataset.BitsAllocated = dataset.BitsStored = 8
    dataset.HighBit, dataset.PixelRepresentation = 7, 0
    dataset.add_new("PixelData", "OB", pixels.tobytes())
    for keyword, value in elements.items():
        setattr(dataset, keyword, value)
    dataset.file_meta = FileMetaDataset()
    dataset.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
    pydicom.dcmwrite(path, dataset, enforce_file_format=True)
    return path


SHUTTER = {
    "ShutterShape": "RECTANGULAR",
    "ShutterLeftVerticalEdge": 5,
    "ShutterRightVerticalEdge": 40,
    "ShutterUpperHorizontalEdge": 1,
    "ShutterLowerHorizontalEdge": 30,
    "ShutterPresentationValue": 0x8080,
}


def test_colours_stay_colours(tmp_path: Path) -> None:
    pixels = np.random.default_rng(0).integers(0, 256, (30, 40, 3), np.uint8)
    render_file(dicom(tmp_path / "colour", pixels), tmp_path / "out.png")
    assert np.array_equal(greys(tmp_path / "out.png")[..., ::-1], pixels)
    render_file(dicom(tmp_path / "covered", pixels, **SHUTTER), tmp_path / "out.png")
    covered = greys(tmp_path / "out.png")[..., ::-1]
    assert np.all(covered[:, :4] == 0x80)
    assert np.array_equal(covered[:, 4:], pixels[:, 4:])


def test_a_colour_picture_has_no_window(tmp_path: Path) -> None:
    pixels = np.random.default_rng(0).integers(0, 256, (30, 40, 3), np.uint8)
    path = dicom(tmp_path / "colour", pixels)
    for choice in ({"window": (100.0, 50.0)}, {"voi": 1}):
        with pytest.raises(UserError, match="colour picture"):
            render_file(path, tmp_path / "out.png", **choice)  # type: ignore[arg-type]


def test_the_frame_asked_for_with_its_shutter(tmp_path: Path) -> None:
    frames = np.random.default_rng(0).integers(0, 256, (3, 30, 40), np.uint8)
    path = dicom(tmp_path / "frames", frames, WindowCenter=128, WindowWidth=256, **SHUTTER)
    render_file(path, tmp_path / "out.png", frame=3)
    out = greys(tmp_path / "out.png")
    assert np.array_equal(out[:, 4:], frames[2][:, 4:])
    assert np.all(out[:, :4] == 0x80)
    for frame in (0, 4):
        with pytest.raises(UserError, match="no frame"):
            render_file(path, tmp_path / "out.png", frame=frame)
