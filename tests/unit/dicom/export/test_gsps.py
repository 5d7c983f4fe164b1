"""A presentation state has the outlines of the regions, what the reader drew, the window, and says what it is."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydicom import dcmread
from pydicom.dataset import Dataset

from spcxr_desktop.dicom.export.graphics import outline
from spcxr_desktop.dicom.export.gsps import write_gsps
from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.domain.grayscale import GrayscaleRule, Lut, VoiLut, VoiWindow
from tests.exported import COLUMNS, ROWS, VERSION, header, signed, unattended
from tests.unit.dicom.export.test_seg import saved

GREYS = GrayscaleRule(voi=(VoiWindow(2000.0, 3000.0, "lung"),), stored_max=4095)


def layer(state: Dataset, name: str) -> Dataset:
    (found,) = (item for item in state.GraphicAnnotationSequence if item.GraphicLayer == name)
    return found


def points(graphic: Dataset) -> np.ndarray:
    return np.asarray(graphic.GraphicData, np.float64).reshape(-1, 2)


def test_outlines_filled_again_are_the_regions() -> None:
    report = unattended()
    state = dcmread(saved(write_gsps(report, header(), VERSION, GREYS)))
    assert [item.GraphicLayer for item in state.GraphicLayerSequence] == ["REGION 1", "REGION 2", "NOTE"]
    for number, region in enumerate(report.regions, 1):
        lines = [points(graphic) for graphic in layer(state, f"REGION {number}").GraphicObjectSequence]
        assert all(np.array_equal(line[0], line[-1]) for line in lines)
        filled = np.zeros((ROWS, COLUMNS), np.uint8)
        cv2.drawContours(filled, [np.asarray(line - 0.5, np.int32) for line in lines], -1, 1, cv2.FILLED)
        assert report.mask is not None
        assert np.array_equal(filled == 1, report.mask == region.value)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 2**32 - 1), st.floats(0.02, 0.6))
def test_any_mask_has_an_outline_inside_the_image(seed: int, share: float) -> None:
    member = np.random.default_rng(seed).random((30, 40)) < share
    drawn = outline(member, "name")
    assert bool(drawn.graphics) == bool(member.any()) == bool(drawn.texts)
    for graphic in drawn.graphics:
        line = points(graphic)
        assert len(line) >= 2 and line.min() >= 0 and (line.max(axis=0) <= (40, 30)).all()


def test_a_long_outline_is_written_in_parts() -> None:
    comb = np.zeros((6, 20_000), bool)
    comb[0] = True
    comb[:, ::2] = True  # one piece with 10,000 teeth
    drawn = outline(comb, "comb")
    lines = [points(graphic) for graphic in drawn.graphics]
    assert len(lines) > 1 and all(len(line) <= 8191 for line in lines)
    assert all(np.array_equal(one[-1], two[0]) for one, two in pairwise(lines))


def test_drawings_are_there_and_nothing_lies_outside() -> None:
    state = dcmread(saved(write_gsps(signed(), header(), VERSION, GREYS)))
    drawn = layer(state, "DRAWINGS")
    words = [text.UnformattedTextValue for text in drawn.TextObjectSequence]
    assert "10.0 mm (detector plane)" in words and "look here" in words and "nodule?" in words
    kinds = [graphic.GraphicType for graphic in drawn.GraphicObjectSequence]
    assert kinds.count("ELLIPSE") == 1 and kinds.count("POLYLINE") == 7
    for graphic in drawn.GraphicObjectSequence:
        line = points(graphic)
        assert line.min() >= 0 and (line.max(axis=0) <= (COLUMNS, ROWS)).all()
    ellipse = next(points(graphic) for graphic in drawn.GraphicObjectSequence if graphic.GraphicType == "ELLIPSE")
    assert ellipse.tolist() == [[20, 10], [20, 60], [10, 35], [30, 35]]  # the longer axis first


def test_the_readers_window_replaces_the_files() -> None:
    plain = write_gsps(unattended(), header(), VERSION, GREYS)
    (voi,) = plain.SoftcopyVOILUTSequence
    assert (float(voi.WindowCenter), float(voi.WindowWidth)) == (2000.0, 3000.0)
    assert plain.PresentationLUTShape == "IDENTITY"
    read = write_gsps(signed(), header(), VERSION, GREYS)
    (voi,) = read.SoftcopyVOILUTSequence
    assert (float(voi.WindowCenter), float(voi.WindowWidth)) == (500.0, 400.0)
    assert read.PresentationLUTShape == "INVERSE"


@pytest.mark.parametrize(("invert", "shape"), [(False, "IDENTITY"), (True, "INVERSE")])
def test_polarity_is_said(invert: bool, shape: str) -> None:
    assert write_gsps(unattended(), header(), VERSION, replace(GREYS, invert=invert)).PresentationLUTShape == shape


def test_a_voi_table_is_said_over_16_bits() -> None:
    table = VoiLut(Lut(10, np.arange(0, 4096, 16, dtype=np.uint16), 12), "sigmoid")
    (voi,) = write_gsps(unattended(), header(), VERSION, GrayscaleRule(voi=(table,))).SoftcopyVOILUTSequence
    (item,) = voi.VOILUTSequence
    data = np.frombuffer(item.LUTData, "<u2")
    assert list(item.LUTDescriptor) == [256, 10, 16]
    assert np.array_equal(data, np.rint(np.arange(0, 4096, 16) * (65535 / 4095)))


def test_a_modality_table_is_folded_into_the_voi() -> None:
    square = Lut(0, (np.arange(64, dtype=np.uint32) ** 2).astype(np.uint16), 12)
    rule = GrayscaleRule(modality_lut=square, voi=(VoiWindow(1985.0, 3970.0),), stored_min=0, stored_max=63)
    state = write_gsps(unattended(), header(), VERSION, rule)
    assert "ModalityLUTSequence" not in state
    data = np.frombuffer(state.SoftcopyVOILUTSequence[0].VOILUTSequence[0].LUTData, "<u2").astype(float)
    assert data[0] == 0 and data[-1] == 65535 and np.abs(data[32] / 65535 - 32**2 / 3969).max() < 1e-3
    with pytest.raises(UserError, match="negative"):
        write_gsps(unattended(), header(), VERSION, replace(rule, stored_min=-5))


def test_it_says_what_it_is() -> None:
    for report in (unattended(), signed()):
        state = write_gsps(report, header(), VERSION, GREYS)
        (note,) = layer(state, "NOTE").TextObjectSequence
        assert note.UnformattedTextValue == f"Research use, not for primary diagnosis. {report.verification}"
        assert saved(state).getvalue() == saved(write_gsps(report, header(), VERSION, GREYS)).getvalue()


def test_colour_and_frames_have_none() -> None:
    for odd in (replace(header(), samples=3), replace(header(), frames=2)):
        with pytest.raises(UserError, match="colour"):
            write_gsps(unattended(), odd, VERSION, GREYS)
