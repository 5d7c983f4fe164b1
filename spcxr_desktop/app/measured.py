"""What an annotation says on this radiograph: its number with its unit, what to mind, and the values of a region."""

from __future__ import annotations

from dataclasses import dataclass

from spcxr_desktop.domain import measure
from spcxr_desktop.domain.annotations import Angle, Annotation, Arrow, CardiothoracicRatio, Length, Region, Text
from spcxr_desktop.domain.measure import Measurement
from spcxr_desktop.domain.radiograph import Radiograph
from spcxr_desktop.domain.regions import RegionValues, region_values


@dataclass(frozen=True, eq=False)
class Measured:
    """``measurement``: None for what measures nothing (yet). ``values``: of the pixels inside a region."""

    title: str
    measurement: Measurement | None = None
    values: RegionValues | None = None
    text: str = ""


def title(annotation: Annotation) -> str:
    """What it is called, in menus and lists."""
    match annotation:
        case Region(shape="ellipse"):
            return "Ellipse"
        case Region():
            return "Rectangle"
        case Length():
            return "Length"
        case Angle():
            return "Angle"
        case Text():
            return "Text"
        case Arrow():
            return "Arrow"
        case CardiothoracicRatio():
            return "Cardiothoracic ratio"


def measured(annotation: Annotation, radiograph: Radiograph, *, values: bool = True) -> Measured:
    """``values``: count the pixels of a region as well, some 10 ms where it covers a whole film."""
    spacing, aspect = radiograph.spacing, radiograph.aspect
    name = title(annotation)
    match annotation:
        case Length():
            return Measured(name, measure.length(annotation, spacing, aspect))
        case Angle():
            return Measured(name, measure.angle(annotation, spacing, aspect))
        case Region():
            inside = region_values(annotation, radiograph) if values and radiograph.colour is None else None
            return Measured(name, measure.area(annotation, spacing), inside)
        case CardiothoracicRatio():
            identity = radiograph.identity
            supine = "supine" in identity.study_description.casefold()
            view = identity.view_position.strip().upper()
            ratio = measure.cardiothoracic_ratio(annotation, spacing, aspect, view=view, supine=supine)
            return Measured(name, ratio)
        case Text() | Arrow():
            return Measured(name, text=annotation.text)
