"""The grey-scale rule as the header states it: Modality LUT, VOI windows and LUTs, Presentation LUT, padding."""

from __future__ import annotations

import math
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from pydicom.dataset import FileDataset

from spcxr_desktop.dicom.dataset import element, number, numbers, text, texts
from spcxr_desktop.domain.grayscale import GrayscaleRule, Lut, Voi, VoiFunction, VoiLut, VoiWindow

_FUNCTIONS = ("LINEAR", "LINEAR_EXACT", "SIGMOID")
_MAX_LUTS = 32


def read_grey_rule(dataset: FileDataset, bias: int) -> tuple[GrayscaleRule, tuple[str, ...]]:
    """The rule without what only the pixels tell (range, automatic window), and notes on what was put aside."""
    notes: list[str] = []
    slope, intercept = _rescale(dataset, notes)
    signed = number(dataset, "PixelRepresentation") == 1
    modality_luts = _luts(dataset, "ModalityLUTSequence", signed, notes)
    modality_lut = modality_luts[0][0] if modality_luts else None
    # where the modality step can yield negative values, first values of VOI LUTs are signed (PS3.3 C.11.2.1.1)
    negative = signed or intercept < 0 or slope < 0
    luts = _luts(dataset, "VOILUTSequence", negative and modality_lut is None, notes)
    presentation = _luts(dataset, "PresentationLUTSequence", False, notes)
    voi: list[Voi] = [VoiLut(lut, explanation) for lut, explanation in luts]
    voi.extend(_windows(dataset, notes))
    rule = GrayscaleRule(
        bias=bias,
        slope=slope,
        intercept=intercept,
        modality_lut=modality_lut,
        voi=tuple(voi),
        presentation_lut=presentation[0][0] if presentation else None,
        invert=_inverted(dataset, notes),
        padding=_padding(dataset, signed),
    )
    return rule, tuple(notes)


def _inverted(dataset: FileDataset, notes: list[str]) -> bool:
    """Polarity, once: MONOCHROME1 and Presentation LUT Shape INVERSE say the same thing (PS3.3 C.7.6.3.1.2, C.11.6).

    Where the two contradict one another, which no image object may, either one inverts, and a note says so.
    """
    photometric, shape = (text(dataset, k).upper() for k in ("PhotometricInterpretation", "PresentationLUTShape"))
    if shape in ("IDENTITY", "INVERSE") and (photometric == "MONOCHROME1") != (shape == "INVERSE"):
        notes.append(f"polarity doubtful: {photometric} with Presentation LUT Shape {shape}")
    return photometric == "MONOCHROME1" or shape == "INVERSE"


def _rescale(dataset: FileDataset, notes: list[str]) -> tuple[float, float]:
    slope, intercept = number(dataset, "RescaleSlope"), number(dataset, "RescaleIntercept")
    if slope == 0.0 or (slope is not None and abs(slope) > 1e12) or (intercept is not None and abs(intercept) > 1e12):
        notes.append("rescale slope or intercept senseless: ignored")
        return 1.0, 0.0
    return 1.0 if slope is None else slope, intercept or 0.0


def _windows(dataset: FileDataset, notes: list[str]) -> list[VoiWindow]:
    """Window pairs in the header's order; the function holds for all of them (PS3.3 C.11.2.1.3)."""
    centers, widths = numbers(dataset, "WindowCenter"), numbers(dataset, "WindowWidth")
    explanations = texts(dataset, "WindowCenterWidthExplanation")
    name = text(dataset, "VOILUTFunction").upper()
    function = cast(VoiFunction, name if name in _FUNCTIONS else "LINEAR")
    found: list[VoiWindow] = []
    for index, (center, width) in enumerate(zip(centers, widths, strict=False)):
        least = 1.0 if function == "LINEAR" else 0.0
        if not (math.isfinite(center) and math.isfinite(width)) or width < least or width == 0.0:
            notes.append("a window of the header is senseless: ignored")
            continue
        window = VoiWindow(center, width, explanations[index] if index < len(explanations) else "", function)
        if window not in found:
            found.append(window)
    return found


def _padding(dataset: FileDataset, signed: bool) -> tuple[int, int] | None:
    """Pixel Padding Value (0028,0120) and Range Limit (0028,0121), PS3.3 C.7.5.1.1.2, as stored values (lo, hi)."""
    value, limit = number(dataset, "PixelPaddingValue"), number(dataset, "PixelPaddingRangeLimit")
    if value is None:
        return None
    first, second = (_signed(int(v), signed) for v in (value, value if limit is None else limit))
    return min(first, second), max(first, second)


def _signed(value: int, signed: bool) -> int:
    """A 16-bit value read with the right sign, whichever VR (US or SS) the writer chose."""
    if signed and value > 0x7FFF:
        return value - 0x10000
    return value + 0x10000 if not signed and value < 0 else value


def _luts(dataset: FileDataset, keyword: str, signed: bool, notes: list[str]) -> list[tuple[Lut, str]]:
    """The usable LUTs of a sequence, each with its explanation."""
    found: list[tuple[Lut, str]] = []
    for item in list(element(dataset, keyword) or ())[:_MAX_LUTS]:
        little = dataset.original_encoding[1] is not False
        lut = make_lut(numbers(item, "LUTDescriptor"), element(item, "LUTData"), signed, little)
        if lut is None:
            notes.append("a look-up table of the header is incomplete: ignored")
        else:
            found.append((lut, text(item, "LUTExplanation")))
    return found


def make_lut(descriptor: tuple[float, ...], data: Any, signed: bool, little: bool = True) -> Lut | None:  # noqa: ANN401
    """A table from LUT Descriptor and LUT Data (PS3.3 C.11.1.1.1); None where the data do not fill it.

    ``data``: bytes (OW), a list of words (US), or 8-bit entries packed two in a word. 0 entries mean 65536.
    """
    if len(descriptor) != 3 or not all(math.isfinite(v) for v in descriptor):
        return None
    count, first, bits = (int(v) for v in descriptor)
    count = count if count > 0 else count + 0x10000  # 0 by the standard; negative where 32768.. was read as SS
    entries = _entries(data, count, little)
    if entries is None or len(entries) < 2:
        return None
    needed = max(int(entries.max()).bit_length(), 1)
    bits = max(bits if 1 <= bits <= 16 else max(needed, 8), needed)
    return Lut(_signed(first, signed), entries, bits)


def _entries(data: Any, count: int, little: bool) -> NDArray[np.uint16] | None:  # noqa: ANN401
    if isinstance(data, bytes):
        if len(data) >= 2 * count:
            return np.frombuffer(data, "<u2" if little else ">u2", count).astype(np.uint16)
        return np.frombuffer(data, np.uint8, count).astype(np.uint16) if len(data) >= count else None
    try:
        words = np.asarray([int(v) & 0xFFFF for v in data], np.uint16)
    except (TypeError, ValueError):
        return None
    if len(words) >= count:
        return words[:count]
    packed = words.astype("<u2").view(np.uint8)
    return packed[:count].astype(np.uint16) if len(packed) >= count else None
