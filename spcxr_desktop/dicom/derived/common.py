"""What readers of derived objects share: sequences of unknown content, references, codes, colours, and bounds."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator

from pydicom.dataset import Dataset
from pydicom.multival import MultiValue

from spcxr_desktop.dicom.dataset import element, number, text
from spcxr_desktop.domain.derived import Reference, Rgb
from spcxr_desktop.domain.person_name import parse

MOST_REFERENCES = 10_000
MOST_TEXT = 4096  # characters
_FAR = 1e7  # px; no image has a point so far away
EXPECTED = "A segmentation, structured report or presentation state as the standard describes it."
REMEDY = "Ask for it to be exported again."


def items(dataset: Dataset, keyword: str, most: int = MOST_REFERENCES) -> Iterator[Dataset]:
    """The items of a sequence; none where it is absent or something else."""
    value = element(dataset, keyword)
    if value is None or isinstance(value, str | bytes | MultiValue) or not isinstance(value, Iterable):
        return
    for count, item in enumerate(value):
        if count >= most:
            return
        if isinstance(item, Dataset):
            yield item


def first(dataset: Dataset, keyword: str) -> Dataset:
    """The first item of a sequence; an empty data set where there is none."""
    return next(items(dataset, keyword, 1), Dataset())


def long_text(dataset: Dataset, keyword: str) -> str:
    """A text of several lines, parted by line feeds; "" where there is none."""
    value = element(dataset, keyword)
    if not isinstance(value, str):
        return text(dataset, keyword)
    lines = value[: 2 * MOST_TEXT].replace("\r\n", "\n").replace("\r", "\n").split("\n")
    clean = ("".join(c for c in line if c.isprintable()).rstrip() for line in lines)
    return "\n".join(clean).strip()[:MOST_TEXT]


def person(dataset: Dataset, keyword: str) -> str:
    """A person's name as it is read; "" where there is none."""
    return parse(text(dataset, keyword)).display()


def meaning(dataset: Dataset, keyword: str) -> str:
    """What the first code of a sequence means, else its value."""
    code = first(dataset, keyword)
    return text(code, "CodeMeaning") or code_value(code)


def code_of(dataset: Dataset, keyword: str) -> str:
    """ "value scheme" of the first code of a sequence, "" where there is none."""
    code = first(dataset, keyword)
    value, scheme = code_value(code), text(code, "CodingSchemeDesignator")
    return f"{value} {scheme}".strip()


def code_value(code: Dataset) -> str:
    """A code's value, whichever of its three elements holds it (PS3.3 8.1)."""
    return next((said for name in ("CodeValue", "LongCodeValue", "URNCodeValue") if (said := text(code, name))), "")


def whole(dataset: Dataset, keyword: str, default: int = 0) -> int:
    """A whole number within 32 bits; ``default`` where there is none."""
    value = number(dataset, keyword)
    return int(value) if value is not None and abs(value) < 2**31 else default


def frames(dataset: Dataset) -> tuple[int, ...]:
    """Referenced Frame Number (0008,1160), counted from 0."""
    value = element(dataset, "ReferencedFrameNumber")
    values = value if isinstance(value, MultiValue | list | tuple) else [] if value is None else [value]
    found = []
    for one in list(values)[:MOST_REFERENCES]:
        try:
            found.append(int(one) - 1)
        except (TypeError, ValueError, OverflowError):
            continue
    return tuple(sorted({frame for frame in found if 0 <= frame < 2**31}))


def reference(item: Dataset) -> Reference | None:
    """What an item refers to, None where it names nothing."""
    image = text(item, "ReferencedSOPInstanceUID")[:64]
    return Reference(image, frames(item)) if image else None


def references(dataset: Dataset, keyword: str) -> tuple[Reference, ...]:
    """Everything that a sequence refers to."""
    return tuple(found for item in items(dataset, keyword) if (found := reference(item)) is not None)


def in_series(dataset: Dataset, *keywords: str) -> tuple[Reference, ...]:
    """What Referenced Series Sequence (0008,1115) lists below any of ``keywords``."""
    found: list[Reference] = []
    for series in items(dataset, "ReferencedSeriesSequence"):
        for keyword in keywords:
            found += references(series, keyword)
    return tuple(found[:MOST_REFERENCES])


def unique(found: Iterable[Reference]) -> tuple[Reference, ...]:
    """Without those named twice, in the order they came."""
    return tuple(dict.fromkeys(found))[:MOST_REFERENCES]


def points(values: tuple[float, ...]) -> tuple[tuple[float, float], ...] | None:
    """Pairs of numbers; None where they are no pairs, or not finite, or nowhere near an image."""
    if not values or len(values) % 2 or not all(math.isfinite(v) and abs(v) <= _FAR for v in values):
        return None
    return tuple(zip(values[::2], values[1::2], strict=True))


def colour(dataset: Dataset, keyword: str) -> Rgb | None:
    """A CIELab value of 16 bits a part (PS3.3 C.10.7.1.1) as sRGB; None where there is none."""
    value = element(dataset, keyword)
    try:
        parts = [int(part) for part in value] if value is not None else []
    except (TypeError, ValueError, OverflowError):
        return None
    if len(parts) != 3 or not all(0 <= part <= 0xFFFF for part in parts):
        return None
    return _srgb(parts[0] / 0xFFFF * 100, parts[1] / 0xFFFF * 255 - 128, parts[2] / 0xFFFF * 255 - 128)


def _srgb(lightness: float, a: float, b: float) -> Rgb:
    """CIELab -> XYZ -> sRGB, clipped. White is D65, as highdicom, dcmqi and DCMTK write it; ICC's profile connection
    space, which the standard names, has D50, and would give a tint that nobody meant."""
    middle = (lightness + 16) / 116
    x, y, z = (_uncubed(part) for part in (middle + a / 500, middle, middle - b / 200))
    x, z = x * 0.950456, z * 1.088754
    linear = (
        3.2404542 * x - 1.5371385 * y - 0.4985314 * z,
        -0.9692660 * x + 1.8760108 * y + 0.0415560 * z,
        0.0556434 * x - 0.2040259 * y + 1.0572252 * z,
    )
    red, green, blue = (round(255 * _gamma(min(max(part, 0.0), 1.0))) for part in linear)
    return red, green, blue


def _uncubed(part: float) -> float:
    return part**3 if part > 6 / 29 else 3 * (6 / 29) ** 2 * (part - 4 / 29)


def _gamma(part: float) -> float:
    return 12.92 * part if part <= 0.0031308 else float(1.055 * part ** (1 / 2.4) - 0.055)
