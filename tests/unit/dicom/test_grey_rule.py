"""The grey-scale rule as headers state it, and as they misstate it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pydicom
import pytest
from numpy.typing import NDArray
from pydicom.dataset import Dataset

from spcxr_desktop.dicom.grey_rule import make_lut, read_grey_rule
from spcxr_desktop.dicom.read import read_radiograph
from spcxr_desktop.domain.grayscale import GrayscaleRule, VoiLut, VoiWindow, default_greys

Make = Callable[..., Path]


def lut_item(first: int, entries: list[int], bits: int, explanation: str = "") -> Dataset:
    """An item of a Modality or VOI LUT Sequence."""
    item = Dataset()
    item.add_new("LUTDescriptor", "US", [len(entries) % 65536, first, bits])
    item.add_new("LUTData", "US", entries)
    item.LUTExplanation = explanation
    return item


def rule_of(path: Path) -> tuple[GrayscaleRule, tuple[str, ...]]:
    """The rule as stated, before the pixels have their say."""
    return read_grey_rule(pydicom.dcmread(path), 0)


def test_windows_in_order_with_explanation_and_function(make_dicom: Make, film: NDArray[np.uint16]) -> None:
    path = make_dicom(
        film,
        WindowCenter=[2653, 2713],
        WindowWidth=[900, 750],
        WindowCenterWidthExplanation=["NORMAL", "HARDER"],
        VOILUTFunction="SIGMOID",
    )
    rule, notes = rule_of(path)
    assert rule.voi == (VoiWindow(2653, 900, "NORMAL", "SIGMOID"), VoiWindow(2713, 750, "HARDER", "SIGMOID"))
    assert notes == ()


def test_luts_come_before_windows(make_dicom: Make, film: NDArray[np.uint16]) -> None:
    path = make_dicom(
        film, WindowCenter=5, WindowWidth=10, VOILUTSequence=[lut_item(0, list(range(256)), 8, "STANDARD")]
    )
    rule, _ = rule_of(path)
    assert isinstance(rule.voi[0], VoiLut)
    assert rule.voi[0].explanation == "STANDARD"
    assert isinstance(rule.voi[1], VoiWindow)


@pytest.mark.parametrize(
    ("center", "width"), [("2000", "0"), ("2000", "-5"), ("2000", "nan"), ("inf", "10"), ("abc", "10"), ("", "")]
)
def test_senseless_windows_give_way_to_an_automatic_one(
    make_dicom: Make, film: NDArray[np.uint16], center: str, width: str
) -> None:
    path = make_dicom(film)
    raw = pydicom.dcmread(path)
    raw.add_new("WindowCenter", "LO", center)  # as LO, since DS would not let the test write such values
    raw.add_new("WindowWidth", "LO", width)
    raw.save_as(path)
    radiograph = read_radiograph(path)
    assert radiograph.grayscale.voi_auto
    assert any("window: auto" in note for note in radiograph.notes)
    assert int(np.ptp(default_greys(radiograph))) > 200


def test_slope_minus_ten(make_dicom: Make, film: NDArray[np.uint16]) -> None:
    path = make_dicom(film, RescaleSlope=-10, RescaleIntercept=40000, WindowCenter=20000, WindowWidth=40000)
    greys = default_greys(read_radiograph(path)).astype(int)
    expected = np.clip(((40000 - 10.0 * film) - 19999.5) / 39999 + 0.5, 0, 1) * 255
    assert np.abs(greys - expected).max() <= 0.5 + 1e-9


def test_slope_zero_is_ignored_with_a_note(make_dicom: Make, film: NDArray[np.uint16]) -> None:
    rule, notes = rule_of(make_dicom(film, RescaleSlope=0, RescaleIntercept=5))
    assert (rule.slope, rule.intercept) == (1.0, 0.0)
    assert notes


def test_modality_lut_wins_over_rescale(make_dicom: Make, film: NDArray[np.uint16]) -> None:
    falling = list(range(4095, -1, -1))
    path = make_dicom(
        film, ModalityLUTSequence=[lut_item(0, falling, 16)], RescaleSlope=3, WindowCenter=2048, WindowWidth=4096
    )
    greys = default_greys(read_radiograph(path)).astype(int)
    assert np.abs(greys - (4095 - film.astype(int)) / 4095 * 255).max() <= 0.5 + 1e-9


def test_padding_value_and_range_with_either_sign(make_dicom: Make, film: NDArray[np.uint16]) -> None:
    assert rule_of(make_dicom(film))[0].padding is None
    one, _ = rule_of(make_dicom(film, PixelPaddingValue=4095))
    assert one.padding == (4095, 4095)
    span, _ = rule_of(make_dicom(film, PixelPaddingValue=100, PixelPaddingRangeLimit=0))
    assert span.padding == (0, 100)
    signed = make_dicom(film.astype(np.int16))
    raw = pydicom.dcmread(signed)
    raw.add_new("PixelPaddingValue", "US", 63536)  # -2000 written with the wrong VR
    raw.save_as(signed)
    assert rule_of(signed)[0].padding == (-2000, -2000)


def test_a_contradiction_of_polarity_is_noted(make_dicom: Make, film: NDArray[np.uint16]) -> None:
    path = make_dicom(film, PhotometricInterpretation="MONOCHROME1", PresentationLUTShape="IDENTITY")
    rule, notes = rule_of(path)
    assert rule.invert
    assert any("polarity doubtful" in note for note in notes)


WORDS = np.asarray([0, 1, 700, 65535], np.uint16)


@pytest.mark.parametrize(
    ("data", "little"),
    [
        (WORDS.tolist(), True),
        (WORDS.astype("<u2").tobytes(), True),
        (WORDS.astype(">u2").tobytes(), False),
        ([0, 1, 700, -1], True),
    ],
)
def test_lut_data_of_words(data: Any, little: bool) -> None:  # noqa: ANN401
    lut = make_lut((4.0, 10.0, 16.0), data, signed=False, little=little)
    assert lut is not None
    assert lut.entries.tolist() == WORDS.tolist()
    assert (lut.first, lut.bits) == (10, 16)


@pytest.mark.parametrize("data", [bytes([1, 2, 3, 4]), [0x0201, 0x0403]])
def test_lut_data_of_bytes(data: Any) -> None:  # noqa: ANN401
    lut = make_lut((4.0, 0.0, 8.0), data, signed=False)
    assert lut is not None
    assert lut.entries.tolist() == [1, 2, 3, 4]


def test_zero_entries_mean_65536_and_first_may_be_negative() -> None:
    lut = make_lut((0.0, 65536.0 - 1024, 12.0), [7] * 65536, signed=True)
    assert lut is not None
    assert (len(lut.entries), lut.first) == (65536, -1024)


@pytest.mark.parametrize(("bits", "expected"), [(8, 10), (12, 12), (0, 10), (99, 10)])
def test_bits_that_cannot_hold_the_entries_are_corrected(bits: int, expected: int) -> None:
    lut = make_lut((2.0, 0.0, float(bits)), [0, 1023], signed=False)
    assert lut is not None
    assert lut.bits == expected


@pytest.mark.parametrize(
    ("descriptor", "data"),
    [((4.0, 0.0, 16.0), [1]), ((4.0, 0.0), [1, 2, 3, 4]), ((4.0, 0.0, 16.0), None), ((4.0, 0.0, 16.0), b"")],
)
def test_an_incomplete_lut_is_none(descriptor: tuple[float, ...], data: Any) -> None:  # noqa: ANN401
    assert make_lut(descriptor, data, signed=False) is None
