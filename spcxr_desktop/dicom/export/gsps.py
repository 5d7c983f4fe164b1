"""A report as a Grayscale Softcopy Presentation State (PS3.3 A.33.1): outlines, drawings, window, and what it is."""

from __future__ import annotations

from highdicom.color import CIELabColor
from highdicom.pr import (
    GraphicAnnotation,
    GraphicLayer,
    GrayscaleSoftcopyPresentationState,
    TextObject,
)
from pydicom.dataset import Dataset

from spcxr_desktop.dicom.export.codes import segment_name
from spcxr_desktop.dicom.export.graphics import Drawn, drawing, outline
from spcxr_desktop.dicom.export.identity import creator, settle_times, shared_arguments
from spcxr_desktop.dicom.export.lut import grey_arguments
from spcxr_desktop.dicom.export.source import source_dataset
from spcxr_desktop.dicom.source_header import SourceHeader
from spcxr_desktop.domain.annotations import frame_of
from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.domain.grayscale import GrayscaleRule
from spcxr_desktop.domain.report import Report

_SQUARE = 1e-3
_NOTE_BOX = (0.02, 0.94, 0.98, 0.99)  # of the displayed area: left, top, right, bottom
_DRAWING_RGB = (255, 220, 0)


def write_gsps(
    report: Report, header: SourceHeader, version: str, greys: GrayscaleRule
) -> GrayscaleSoftcopyPresentationState:
    """``greys``: how the image becomes greys by itself; ``report.window`` replaces its window.

    A graphic layer for each region, one for what the reader drew, one for the statement. Raises UserError where the
    image is none to refer to, or its greys cannot be said in a presentation state.
    """
    source = source_dataset(header)
    if header.frames > 1 or header.samples != 1:
        raise UserError("The image is one frame of several, or in colour.", "One grey image.", "Leave GSPS out.")
    layers, annotations = _graphics(report, header, source)
    state = GrayscaleSoftcopyPresentationState(
        referenced_images=[source],
        content_label="SPCXR",
        content_description=f"{report.statement}. {report.verification}"[:64],
        content_creator_name=creator(report),
        graphic_layers=layers,
        graphic_annotations=annotations,
        **grey_arguments(greys, report.window),
        **shared_arguments(report, "GSPS", version),
    )
    aspect = header.aspect if 0.1 <= header.aspect <= 10 else 1.0
    if abs(aspect - 1.0) > _SQUARE:  # highdicom takes pixels for square
        state.DisplayedAreaSelectionSequence[0].PresentationPixelAspectRatio = [round(1000 * aspect), 1000]
    state.Laterality = source.get("Laterality", "")  # type 2C, and highdicom leaves it out
    settle_times(state, report)
    return state


def _graphics(
    report: Report, header: SourceHeader, source: Dataset
) -> tuple[list[GraphicLayer], list[GraphicAnnotation]]:
    """Layers from the bottom to the top, and what lies in them."""
    contents: list[tuple[str, str, tuple[int, int, int], Drawn]] = []
    for number, region in enumerate(report.regions, 1):
        if report.mask is not None:
            name = segment_name(report, region.label)
            drawn = outline(report.mask == region.value, f"{name} ({region.making.lower()})")
            contents.append((f"REGION {number}", name, region.label.colour, drawn))
    aspect = header.aspect if 0.1 <= header.aspect <= 10 else 1.0
    view = str(source.get("ViewPosition", ""))
    shown = [one for key, one in sorted(report.annotations.items()) if frame_of(key) == report.image.frame]
    if shown:
        every = Drawn()
        for one in shown:
            every += drawing(one, report.spacing, aspect, view, (header.rows, header.columns))
        contents.append(("DRAWINGS", "Drawn by the reader", _DRAWING_RGB, every))
    note = TextObject(f"{report.statement}. {report.verification}", units="DISPLAY", bounding_box=_NOTE_BOX)
    contents.append(("NOTE", "What this is", (255, 255, 255), Drawn(texts=(note,))))
    layers, annotations = [], []
    for order, (name, description, colour, drawn) in enumerate(contents, 1):
        layer = GraphicLayer(name, order, description or None, CIELabColor.from_rgb(*colour))
        layers.append(layer)
        annotations.append(
            GraphicAnnotation(
                [source], layer, graphic_objects=list(drawn.graphics) or None, text_objects=list(drawn.texts) or None
            )
        )
    return layers, annotations
