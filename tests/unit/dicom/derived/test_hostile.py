"""Objects that lie: every one is a value within bounds, or a UserError."""

from __future__ import annotations

import io
import random
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.sequence import Sequence
from pydicom.uid import ExplicitVRLittleEndian

from spcxr_desktop.dicom import wire
from spcxr_desktop.dicom.derived.check import check_derived
from spcxr_desktop.dicom.derived.read import read_derived
from spcxr_desktop.dicom.export.gsps import write_gsps
from spcxr_desktop.dicom.export.seg import write_seg
from spcxr_desktop.dicom.export.sr import write_sr
from spcxr_desktop.dicom.limits import Limits
from spcxr_desktop.domain.derived import DerivedObject
from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.domain.grayscale import GrayscaleRule, VoiWindow
from tests.exported import VERSION, header, signed

pytestmark = pytest.mark.filterwarnings("ignore::UserWarning")  # of pydicom, about what is broken here on purpose
MUTATIONS = 300  # of each kind


def own(kind: str) -> Dataset:
    if kind == "seg":
        return write_seg(signed(), header(), VERSION)
    if kind == "labelmap":
        return write_seg(signed(), header(), VERSION, labelmap=True)
    if kind == "sr":
        return write_sr(signed(), header(), VERSION)
    return write_gsps(signed(), header(), VERSION, GrayscaleRule(voi=(VoiWindow(500, 400),), stored_max=4095))


def through(path: Path) -> DerivedObject:
    """As through the door, without the processes: written, read along its types, checked, within what is taken."""
    message, arrays = wire.write(read_derived(path))
    assert len(message) <= Limits().reply_bytes
    reply = wire.open_reply(message, Limits().array_bytes)
    for place, array in zip(reply.arrays, arrays, strict=True):
        place[...] = array
    found: DerivedObject = wire.read(DerivedObject, reply)
    check_derived(found)
    return found


def saved(dataset: Dataset, folder: Path) -> Path:
    path = folder / "object.dcm"
    dataset.save_as(path, enforce_file_format=True)
    return path


@pytest.mark.parametrize("kind", ["seg", "labelmap", "sr", "gsps"])
def test_mutated_files_are_values_or_refusals(kind: str, tmp_path: Path) -> None:
    """Bytes are changed, cut out, doubled, and the end is cut off; drawn by a seed."""
    buffer = io.BytesIO()
    own(kind).save_as(buffer, enforce_file_format=True)
    whole, path = buffer.getvalue(), tmp_path / "mutated.dcm"
    outcomes = set()
    for seed in range(MUTATIONS):
        rng = random.Random(seed)
        data = bytearray(whole)
        for _ in range(rng.randint(1, 12)):
            place = rng.randrange(132, len(data))
            match rng.randrange(5):
                case 0:
                    data[place] = rng.randrange(256)
                case 1:
                    data[place : place + 4] = rng.choice((b"\xff\xff\xff\xff", b"\0\0\0\0", b"\xff\xff\xff\x7f"))
                case 2:
                    del data[place : place + rng.randint(1, 64)]
                case 3:
                    data[place:place] = data[place : place + rng.randint(1, 64)]
                case _:
                    del data[max(place, len(data) - rng.randint(1, 400)) :]
        path.write_bytes(data)
        try:
            through(path)
        except UserError as error:
            outcomes.add("refused")
            assert error.found and error.expected and error.remedy
        else:
            outcomes.add("read")
    assert outcomes == {"refused", "read"}


def changed(kind: str, change: Callable[[Dataset], object], folder: Path) -> DerivedObject:
    dataset = own(kind)
    change(dataset)
    return through(saved(dataset, folder))


def put(**values: object) -> Callable[[Dataset], object]:
    def change(dataset: Dataset) -> None:
        for keyword, value in values.items():
            setattr(dataset, keyword, value)

    return change


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (put(NumberOfFrames="2000000000"), "This segmentation claims 2,000,000,000 frames of 70 x 90 pixels."),
        (put(NumberOfFrames="4000", Rows=65535, Columns=65535), "This segmentation claims 4,000 frames"),
        (put(Rows=0), "This segmentation gives no image size."),
        (put(NumberOfFrames="9"), "The pixel data are damaged or incomplete."),
        (lambda dataset: dataset.pop("PixelData"), "This segmentation holds no pixels."),
        (put(SOPInstanceUID=""), "This object has no UID."),
    ],
)
def test_a_segmentation_that_claims_what_it_has_not_is_refused(
    change: Callable[[Dataset], object], found: str, tmp_path: Path
) -> None:
    dataset = own("seg")
    uid = dataset.SOPInstanceUID
    change(dataset)
    dataset.file_meta.MediaStorageSOPInstanceUID = uid
    path = tmp_path / "object.dcm"
    dataset.save_as(path)
    with pytest.raises(UserError) as told:
        read_derived(path)
    assert told.value.found.startswith(found)


def test_a_label_map_of_more_planes_than_fit_is_refused(tmp_path: Path) -> None:
    dataset = own("labelmap")
    dataset.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
    rows = columns = 1024
    dataset.Rows, dataset.Columns, dataset.NumberOfFrames = rows, columns, "2"
    dataset.PixelData = (np.arange(2 * rows * columns) % 256).astype(np.uint8).tobytes()
    with pytest.raises(UserError, match="more than 256 planes"):
        through(saved(dataset, tmp_path))


@pytest.mark.parametrize("keyword", ["SegmentSequence", "PerFrameFunctionalGroupsSequence", "ReferencedSeriesSequence",
                                     "SharedFunctionalGroupsSequence", "SegmentationType"])  # fmt: skip
def test_a_segmentation_without_one_of_its_parts_is_read_as_far_as_it_goes(keyword: str, tmp_path: Path) -> None:
    found = changed("seg", lambda dataset: dataset.pop(keyword, None), tmp_path)
    assert found.kind == "SEG" and len({segment.number for segment in found.segments}) >= 1


def test_planes_that_name_no_image_are_counted_and_not_drawn(tmp_path: Path) -> None:
    def change(dataset: Dataset) -> None:
        del dataset.ReferencedSeriesSequence
        dataset.pop("SourceImageSequence", None)
        for frame in dataset.PerFrameFunctionalGroupsSequence:
            frame.pop("DerivationImageSequence", None)

    found = changed("seg", change, tmp_path)
    assert found.planes == () and found.masks is None
    assert found.notes == ("3 of its planes do not say which image they outline.",)


def deep(levels: int) -> Dataset:
    """Containers within one another, made from the inside."""
    inner = Dataset()
    inner.ValueType, inner.TextValue = "TEXT", "at the bottom"
    for _ in range(levels):
        outer = Dataset()
        outer.ValueType, outer.ContentSequence = "CONTAINER", Sequence([inner])
        inner = outer
    return inner


def test_a_tree_deeper_than_anyone_reads_is_cut(tmp_path: Path) -> None:
    found = changed("sr", put(ContentSequence=Sequence([deep(150)])), tmp_path)
    assert len(found.lines) == 65 and max(line.level for line in found.lines) == 64
    assert found.notes == ("Only its first 65 items are shown.",)


def test_a_tree_too_deep_to_be_parsed_is_refused(tmp_path: Path) -> None:
    """Written by hand: libraries do not get that far down either."""
    levels = 20_000
    start = b"\x40\x00\x30\xa7SQ\0\0\xff\xff\xff\xff\xfe\xff\x00\xe0\xff\xff\xff\xff"  # Content Sequence, one item
    plain = Dataset()
    plain.file_meta = FileMetaDataset()
    plain.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
    plain.file_meta.MediaStorageSOPInstanceUID = plain.SOPInstanceUID = "1.2.3"
    plain.file_meta.MediaStorageSOPClassUID = plain.SOPClassUID = "1.2.840.10008.5.1.4.1.1.88.33"
    path = saved(plain, tmp_path)
    path.write_bytes(path.read_bytes() + start * levels)
    with pytest.raises(UserError):
        through(path)


def test_a_tree_with_too_many_items_is_cut(tmp_path: Path) -> None:
    item = Dataset()
    item.ValueType, item.TextValue = "TEXT", "x"
    found = changed("sr", put(ContentSequence=Sequence([item] * 6000)), tmp_path)
    assert len(found.lines) == 5000 and found.notes == ("Only its first 5,000 items are shown.",)


def test_a_text_without_end_is_cut(tmp_path: Path) -> None:
    item = Dataset()
    item.ValueType, item.TextValue = "TEXT", "ä" * 1_000_000
    found = changed("sr", put(ContentSequence=Sequence([item])), tmp_path)
    assert len(found.lines[1].value) == 4096


def graphic(**values: object) -> Dataset:
    item = Dataset()
    said = {"GraphicAnnotationUnits": "PIXEL", "GraphicDimensions": 2, "NumberOfGraphicPoints": 2,
            "GraphicData": [1.0, 2.0, 3.0, 4.0], "GraphicType": "POLYLINE"} | values  # fmt: skip
    for keyword, value in said.items():
        setattr(item, keyword, value)
    return item


def annotated(*graphics: Dataset) -> Callable[[Dataset], object]:
    annotation = Dataset()
    annotation.GraphicLayer, annotation.GraphicObjectSequence = "A", Sequence(graphics)
    return put(GraphicAnnotationSequence=Sequence([annotation]))


def test_thousands_of_graphics_are_cut(tmp_path: Path) -> None:
    found = changed("gsps", annotated(*[graphic()] * 6000), tmp_path)
    assert len(found.drawings) == 5000
    assert found.notes[0].startswith("1 of its graphics cannot be drawn")  # those beyond are not even looked at


@pytest.mark.parametrize("values", [
    {"GraphicData": [1.0, 2.0, 3.0]}, {"GraphicData": [float("nan"), 2.0, 3.0, 4.0]}, {"GraphicData": None},
    {"GraphicData": [1e30, 2.0, 3.0, 4.0]}, {"GraphicDimensions": 3}, {"GraphicType": "ELLIPSE"},
    {"GraphicType": "SPLINE"}, {"GraphicAnnotationUnits": "MILES"},
])  # fmt: skip
def test_a_graphic_that_makes_no_sense_is_told_and_not_drawn(values: dict[str, object], tmp_path: Path) -> None:
    found = changed("gsps", annotated(graphic(**values), graphic()), tmp_path)
    assert len(found.drawings) == 1 and found.notes[0].startswith("1 of its graphics cannot be drawn")


def test_units_of_a_displayed_area_that_is_not_there_are_told(tmp_path: Path) -> None:
    def change(dataset: Dataset) -> None:
        del dataset.DisplayedAreaSelectionSequence
        annotated(graphic(GraphicAnnotationUnits="DISPLAY"))(dataset)

    assert changed("gsps", change, tmp_path).drawings == ()


@pytest.mark.parametrize(("quarters", "flip", "corner"), [
    (0, "N", (7.0, 18.0)), (90, "N", (14.0, 81.0)), (180, "N", (63.0, 72.0)), (270, "N", (56.0, 9.0)),
    (0, "Y", (63.0, 18.0)), (90, "Y", (14.0, 9.0)),
])  # fmt: skip
def test_display_units_go_back_through_rotation_and_flip(
    quarters: int, flip: str, corner: tuple[float, float], tmp_path: Path
) -> None:
    """A point 10 % from the left and 20 % from the top of the screen, on a film of 70 columns and 90 rows.

    Turned clockwise by 90 degrees, the left of the screen is the film's bottom, and its top the film's left.
    """

    def change(dataset: Dataset) -> None:
        dataset.ImageRotation, dataset.ImageHorizontalFlip = quarters, flip
        annotated(graphic(GraphicAnnotationUnits="DISPLAY", GraphicType="POINT", GraphicData=[0.1, 0.2]))(dataset)

    (drawing,) = changed("gsps", change, tmp_path).drawings
    assert drawing.points[0] == pytest.approx(corner, abs=1e-4)


@pytest.mark.parametrize("rotation", [45, -90, 100000])
def test_a_turn_that_is_no_quarter_does_no_harm(rotation: int, tmp_path: Path) -> None:
    found = changed("gsps", lambda d: setattr(d, "ImageRotation", rotation % 65536), tmp_path)
    assert 0 <= found.spatial.quarters <= 3


def test_a_window_without_width_is_told(tmp_path: Path) -> None:
    item = Dataset()
    item.WindowCenter, item.WindowWidth = "100", "0"
    found = changed("gsps", put(SoftcopyVOILUTSequence=Sequence([item])), tmp_path)
    assert found.greys[0].voi is None and found.notes == ("Its window makes no sense.",)
