"""Whole files against numbers worked out by hand from PS3.3 C.7.6.3, C.7.5.1.1.2, C.11.1, C.11.2 and C.11.6."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from spcxr_desktop.dicom.read import read_radiograph
from spcxr_desktop.domain.grayscale import default_greys
from tests.golden.made import table, write


def greys(folder: Path, values: list[int], signed: bool = False, bits: int = 16, **elements: object) -> list[int]:
    """The greys of these stored values, written as a file of one row and read back."""
    path = write(folder, values, signed, bits, **elements)
    return [int(v) for v in default_greys(read_radiograph(path))[0]]


def test_linear_of_a_ct_window(tmp_path: Path) -> None:
    """C.11.2.1.2.1 with c = 40, w = 400 after C.11.1.1.2 with slope 1, intercept -1024: dcm4che pull request 1578.

    ((x - 39.5) / 399 + 0.5) * 255: 19.81 for -129, 143.80 for 65, 225.60 for 193, where the reporter met 23, 162
    and 255.
    """
    stored = [864, 895, 1064, 1089, 1217, 1263, 1264]
    window = {"WindowCenter": 40, "WindowWidth": 400, "RescaleSlope": 1, "RescaleIntercept": -1024}
    assert greys(tmp_path, stored, **window) == [0, 20, 128, 144, 226, 255, 255]
    signed = [v - 1024 for v in stored]
    assert greys(tmp_path, signed, signed=True, WindowCenter=40, WindowWidth=400) == [0, 20, 128, 144, 226, 255, 255]


def pseudo_code(x: float, c: float, w: float) -> float:
    """C.11.2.1.2.1, word for word, with y from 0 to 255."""
    if x <= c - 0.5 - (w - 1) / 2:
        return 0.0
    if x > c - 0.5 + (w - 1) / 2:
        return 255.0
    return ((x - (c - 0.5)) / (w - 1) + 0.5) * 255.0


@pytest.mark.parametrize(("c", "w"), [(2048, 4096), (2048, 1), (0, 100), (0, 1), (550.5, 33.25), (1, 2), (70, 141)])
def test_linear_is_the_pseudo_code(tmp_path: Path, c: float, w: float) -> None:
    values = [*range(-60, 160), *range(540, 560), 1024, 2046, 2047, 2048, 4095, 4096]
    found = greys(tmp_path, values, signed=True, WindowCenter=c, WindowWidth=w)
    assert found == [math.floor(pseudo_code(x, c, w) + 0.5) for x in values]


def test_width_1_is_a_threshold(tmp_path: Path) -> None:
    """The note of C.11.2.1.2.1: c = 2048, w = 1 is black up to 2047 and white from 2048."""
    assert greys(tmp_path, [0, 2047, 2048, 4095], WindowCenter=2048, WindowWidth=1) == [0, 0, 255, 255]


def test_linear_exact(tmp_path: Path) -> None:
    """C.11.2.1.3.2: ((x - c) / w + 0.5), no half and no minus one. 0.25 and 0.75 of 255 are 63.75 and 191.25."""
    window = {"WindowCenter": 2048, "WindowWidth": 4096, "VOILUTFunction": "LINEAR_EXACT"}
    assert greys(tmp_path, [0, 1024, 2048, 3072, 4095, 4096, 5000], **window) == [0, 64, 128, 191, 255, 255, 255]
    narrow = {"WindowCenter": 100, "WindowWidth": 4, "VOILUTFunction": "LINEAR_EXACT"}
    assert greys(tmp_path, [97, 98, 99, 100, 101, 102, 103], **narrow) == [0, 0, 64, 128, 191, 255, 255]


def test_sigmoid(tmp_path: Path) -> None:
    """C.11.2.1.3.1 with c = 2048, w = 1024: 1 / (1 + exp(-4 (x - c) / w)) is 1/(1+e), 1/2, e/(1+e) at c -+ w/4."""
    window = {"WindowCenter": 2048, "WindowWidth": 1024, "VOILUTFunction": "SIGMOID"}
    expected = [0, math.floor(255 / (1 + math.e) + 0.5), 128, math.floor(255 * math.e / (1 + math.e) + 0.5), 255]
    assert expected == [0, 69, 128, 186, 255]
    assert greys(tmp_path, [0, 1792, 2048, 2304, 4095], **window) == expected


def test_voi_lut_of_16_and_of_8_bits(tmp_path: Path) -> None:
    """C.11.2.1.1: below the first value mapped the first entry, above the last one the last."""
    deep = table(100, [0, 16384, 32768, 65535], 16)
    assert greys(tmp_path, [0, 100, 101, 102, 103, 900], VOILUTSequence=deep) == [0, 0, 64, 128, 255, 255]
    shallow = table(100, [10, 20, 200, 250], 8)
    assert greys(tmp_path, [0, 100, 101, 102, 103, 900], VOILUTSequence=shallow) == [10, 10, 20, 200, 250, 250]


def test_voi_lut_with_a_negative_first_value(tmp_path: Path) -> None:
    values = [-5, -2, -1, 0, 1, 7]
    found = greys(tmp_path, values, signed=True, VOILUTSequence=table(-2, [0, 85, 170, 255], 8))
    assert found == [0, 0, 85, 170, 255, 255]


def test_the_maker_agfa_slope_of_minus_ten(tmp_path: Path) -> None:
    """OHIF issue 127: slope -10, intercept 40950 and a window in the values after rescaling."""
    window = {"RescaleSlope": -10, "RescaleIntercept": 40950, "WindowCenter": 20475.5, "WindowWidth": 40951}
    assert greys(tmp_path, [0, 1024, 2048, 3071, 4095], **window) == [255, 191, 127, 64, 0]
    assert greys(tmp_path, [0, 4095], PhotometricInterpretation="MONOCHROME1", **window) == [0, 255]


def test_modality_lut_takes_the_place_of_slope_and_intercept(tmp_path: Path) -> None:
    """C.11.1: entries 300, 200, 100, 0 from stored value 10 on, then a window from 0 to 300."""
    chain = {
        "ModalityLUTSequence": table(10, [300, 200, 100, 0], 16),
        "RescaleSlope": 7,
        "WindowCenter": 150.5,
        "WindowWidth": 301,
    }
    assert greys(tmp_path, [0, 10, 11, 12, 13, 99], **chain) == [255, 255, 170, 85, 0, 0]


LOW_HIGH = {"WindowCenter": 128, "WindowWidth": 256}


@pytest.mark.parametrize(
    ("photometric", "shape", "expected"),
    [
        ("MONOCHROME2", None, [0, 100, 255]),
        ("MONOCHROME2", "IDENTITY", [0, 100, 255]),
        ("MONOCHROME1", None, [255, 155, 0]),
        ("MONOCHROME1", "INVERSE", [255, 155, 0]),  # C.11.6.1.2: the two say one thing
        ("MONOCHROME1", "IDENTITY", [255, 155, 0]),  # contradict each other: C.7.6.3.1.2 is mandatory
        ("MONOCHROME2", "INVERSE", [255, 155, 0]),
    ],
)
def test_polarity_once(tmp_path: Path, photometric: str, shape: str | None, expected: list[int]) -> None:
    stated = {} if shape is None else {"PresentationLUTShape": shape}
    found = greys(tmp_path, [0, 100, 255], PhotometricInterpretation=photometric, **stated, **LOW_HIGH)
    assert found == expected


def test_presentation_lut_sequence(tmp_path: Path) -> None:
    """C.11.6.1.1: squares, 0 to 4095 over 256 inputs; 100 * 100 / 255 = 39.2 of 255."""
    squares = [round(4095 * (v / 255) ** 2) for v in range(256)]
    found = greys(tmp_path, [0, 100, 255], PresentationLUTSequence=table(0, squares, 12), **LOW_HIGH)
    assert found == [0, 39, 255]


@pytest.mark.parametrize("photometric", ["MONOCHROME1", "MONOCHROME2"])
def test_padding_value_and_range_are_black(tmp_path: Path, photometric: str) -> None:
    """C.7.5.1.1.2: both ends belong to the range, whichever is named first."""
    stated = {"PhotometricInterpretation": photometric, "PixelPaddingValue": 200, "PixelPaddingRangeLimit": 190}
    found = greys(tmp_path, [0, 189, 190, 195, 200, 201, 255], **stated, **LOW_HIGH)
    plain = [255, 66, 0, 0, 0, 54, 0] if photometric == "MONOCHROME1" else [0, 189, 0, 0, 0, 201, 255]
    assert found == plain


def test_signed_padding(tmp_path: Path) -> None:
    found = greys(
        tmp_path, [-2000, -1000, 0, 1000], signed=True, PixelPaddingValue=-2000, WindowCenter=0.5, WindowWidth=2001
    )
    assert found == [0, 0, 128, 255]


def test_12_bits_in_16_and_bits_stored_that_lie(tmp_path: Path) -> None:
    """C.7.6.3.1 with PS3.5 8.1.1: values beyond Bits Stored mean that the header is wrong, not the picture."""
    window = {"WindowCenter": 2048, "WindowWidth": 4096}
    assert greys(tmp_path, [0, 2048, 4095], bits=12, **window) == [0, 128, 255]
    assert greys(tmp_path, [0, 2048, 4095], bits=10, **window) == [0, 128, 255]


def test_12_bit_signed_values_without_extended_sign(tmp_path: Path) -> None:
    """Pixel Representation 1: bit 11 is the sign, whatever stands above it."""
    found = greys(tmp_path, [0x0800, 0x0FFF, 0, 0x07FF], signed=True, bits=12, WindowCenter=0, WindowWidth=4096)
    assert found == [0, 127, 128, 255]
