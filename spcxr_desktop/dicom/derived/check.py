"""What the types of a derived object do not say and the program relies on. Free of pydicom: the program runs it."""

from __future__ import annotations

from spcxr_desktop.dicom.wire import Nonsense
from spcxr_desktop.domain.derived import DerivedObject, Drawing, Greys
from spcxr_desktop.domain.grayscale import Lut, VoiWindow

_NEEDED = {"point": 1, "text": 1, "circle": 2, "ellipse": 4, "polyline": 2, "interpolated": 2, "multipoint": 1}
_FAR = 1e9


def check_derived(found: DerivedObject) -> None:
    """Raise Nonsense where it contradicts itself, so that nobody behind the door checks."""
    count = 0 if found.masks is None else len(found.masks)
    if count != len(found.planes) or (found.masks is not None and found.masks.ndim != 3):
        raise Nonsense("planes")
    known = {segment.number for segment in found.segments}
    if len(known) != len(found.segments) or not {plane.segment for plane in found.planes} <= known:
        raise Nonsense("segments")
    if not found.uid or not 0 <= found.spatial.quarters <= 3:
        raise Nonsense("object")
    for drawing in found.drawings:
        _check_drawing(drawing)
    for segment in found.segments:
        _check_colour(segment.colour)
    for greys in found.greys:
        _check_greys(greys)
    if any(len(line.value) > 1 << 15 or not 0 <= line.level < 1000 for line in found.lines):
        raise Nonsense("line")


def _check_drawing(drawing: Drawing) -> None:
    needed = _NEEDED[drawing.shape]
    exact = drawing.shape in ("point", "text", "circle", "ellipse")
    if len(drawing.points) < needed or (exact and len(drawing.points) != needed):
        raise Nonsense("points")
    if not all(abs(part) <= _FAR for point in drawing.points for part in point):
        raise Nonsense("far away")
    _check_colour(drawing.colour)


def _check_colour(colour: tuple[int, int, int] | None) -> None:
    if colour is not None and not all(0 <= part <= 255 for part in colour):
        raise Nonsense("colour")


def _check_greys(greys: Greys) -> None:
    voi = greys.voi
    luts = [greys.modality, greys.presentation]
    if isinstance(voi, VoiWindow):
        if not voi.width > 0:
            raise Nonsense("window")
    elif voi is not None:
        luts.append(voi.lut)
    if greys.slope == 0 or any(lut is not None and not _is_table(lut) for lut in luts):
        raise Nonsense("greys")


def _is_table(lut: Lut) -> bool:
    fits = lut.entries.ndim == 1 and 2 <= len(lut.entries) <= 1 << 16
    return fits and 1 <= lut.bits <= 16 and abs(lut.first) <= 1 << 32
