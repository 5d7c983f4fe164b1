"""Texts of tools and measurements, in the window's language."""

from __future__ import annotations

from spcxr_desktop.app.display import Tool
from spcxr_desktop.app.measured import Measured
from spcxr_desktop.app.review_sheet import ReviewView
from spcxr_desktop.domain.regions import RegionValues
from spcxr_desktop.domain.turn import Turn
from spcxr_desktop.ui.translation import number, tr

_HINTS = {
    "length": ("Length: press at one end and drag to the other, or click both", "Length: click the other end"),
    "angle": ("Angle: click the end of one arm", "Angle: click the corner", "Angle: click the end of the other arm"),
    "rectangle": ("Rectangle: drag from corner to corner", "Rectangle: click the opposite corner"),
    "ellipse": ("Ellipse: drag from corner to corner of its box", "Ellipse: click the opposite corner"),
    "text": ("Text: click where it shall stand",),
    "arrow": ("Arrow: press at the thing meant and drag away from it", "Arrow: click where it shall begin"),
}
_HEART = (
    "Cardiothoracic ratio: click one border of the heart at its widest",
    "Cardiothoracic ratio: click the other border of the heart",
)
_THORAX = (
    "Cardiothoracic ratio: click the inner edge of the thorax on one side",
    "Cardiothoracic ratio: click the inner edge of the thorax on the other side",
)
_TURNS = {
    Turn(1): "ROTATED 90° RIGHT",
    Turn(2): "ROTATED 180°",
    Turn(3): "ROTATED 90° LEFT",
    Turn(0, True): "FLIPPED LEFT TO RIGHT",
    Turn(1, True): "FLIPPED AND ROTATED 90° RIGHT",
    Turn(2, True): "FLIPPED UPSIDE DOWN",
    Turn(3, True): "FLIPPED AND ROTATED 90° LEFT",
}
KEY_IMAGE = "Key image"
NO_VALUE = "Place both borders of the heart"
MEASUREMENTS = "Measurements and marks"
KEPT = "Every step is kept as it is made."
NOT_KEPT = "In memory only: nothing is kept when the program ends."


def hint(tool: Tool, points: int, proposed: bool) -> str:
    """What to do next with a tool that draws; "" for one that does not. ``proposed``: the thorax is placed."""
    ratio = _HEART if proposed else (*_THORAX, *_HEART)
    steps: tuple[str, ...] = ratio if tool == "ratio" else _HINTS.get(tool, ())
    return tr(steps[min(points, len(steps) - 1)]) if steps else ""


def key_image() -> str:
    """The badge of an image that the reader marked."""
    return tr(KEY_IMAGE)


def turn(value: Turn) -> str:
    """The badge of a picture that the reader has turned; "" where it stands as it should."""
    return tr(_TURNS.get(value, ""))


def measured_lines(what: Measured, ratio: bool) -> list[str]:
    """What stands beside an annotation on the picture, without warnings."""
    if what.text:
        return [what.text]
    if what.measurement is None:
        return [tr(NO_VALUE)] if ratio else []
    figure, _, unit = what.measurement.text.partition(" ")
    value = f"{number(figure)} {tr(unit)}".rstrip()
    return [tr(f"CTR {value}") if ratio else value, *(region_lines(what.values) if what.values is not None else [])]


def region_lines(values: RegionValues) -> list[str]:
    """Statistics of the values of the file inside a region."""
    found = values.statistics
    mean, sd = number(f"{found.mean:.1f}"), number(f"{found.sd:.1f}")
    low, high = number(f"{found.minimum:.0f}"), number(f"{found.maximum:.0f}")
    return [tr(f"mean {mean}   SD {sd}"), tr(f"min {low}   max {high}")]


def warnings(text: str) -> list[str]:
    """Each on its own line."""
    return [tr(part) for part in text.split("; ") if part]


def row(title: str, what: Measured, ratio: bool) -> tuple[str, str]:
    """Name and value in the list of measurements."""
    if ratio and what.measurement is not None:
        return tr(title), number(what.measurement.text)
    lines = measured_lines(what, ratio)
    return tr(title), lines[0] if lines else ""


def kept(view: ReviewView) -> str:
    """What becomes of the reader's steps."""
    return tr(KEPT if view.kept else NOT_KEPT)


def value_at(row_: int, column: int, stored: int, value: float | None) -> str:
    """The probe's text. ``value``: in modality units, None where those are the stored values."""
    place = tr(f"column {column:d}, row {row_:d}")
    if value is None:
        return f"{place}   " + tr(f"value {stored:d}")
    text = number(f"{value:.1f}")
    return f"{place}   " + tr(f"value {text}, stored {stored:d}")


def colour_at(row_: int, column: int, colour: tuple[int, int, int]) -> str:
    """The probe's text on a colour picture."""
    red, green, blue = colour
    return f"{tr(f'column {column:d}, row {row_:d}')}   R {red}  G {green}  B {blue}"
