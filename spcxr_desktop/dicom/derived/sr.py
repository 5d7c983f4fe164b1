"""Structured reports: the whole tree as lines of text, and what its coordinates draw (PS3.3 C.17.3, C.18).

highdicom.sr is not used: it refuses documents that leave out a relationship type or an image library, and reads no
text or key object documents. Reading the tree takes the content items as they are, which every SR has.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import cast, get_args

from pydicom.dataset import Dataset, FileDataset
from pydicom.uid import UID

from spcxr_desktop.dicom.dataset import numbers, text
from spcxr_desktop.dicom.derived.common import (
    code_value,
    first,
    items,
    long_text,
    meaning,
    person,
    points,
    reference,
    references,
    unique,
)
from spcxr_desktop.domain.derived import DerivedObject, Drawing, Reference, ReportLine, Rgb, Shape

_DEEPEST = 64
_MOST_ITEMS = 5000
_MOST_DRAWINGS = 2000
_MOST_POINTS = 100_000
_MOST_CHARACTERS = 300_000
_MOST_IMAGES = 64  # of one graphic
_TITLES = ("Finding", "Short label", "Label")
_SHAPES = {"point", "multipoint", "polyline", "circle", "ellipse"} & set(get_args(Shape))


@dataclass
class _Item:
    """One content item. ``parent``: its place in the list, -1 for the root."""

    content: Dataset
    parent: int
    level: int
    concept: str
    kind: str
    value: str


def read_sr(dataset: FileDataset, known: DerivedObject) -> DerivedObject:
    """Lines, drawings, references. ``known``: what any object says of itself."""
    tree, cut = _tree(dataset)
    children: dict[int, list[int]] = defaultdict(list)
    for place, item in enumerate(tree):
        children[item.parent].append(place)
    found, left = _drawings(tree, children)
    evidence: list[Reference] = []
    for keyword in ("CurrentRequestedProcedureEvidenceSequence", "PertinentOtherEvidenceSequence"):
        for study in items(dataset, keyword):
            for series in items(study, "ReferencedSeriesSequence"):
                evidence += references(series, "ReferencedSOPSequence")
    named = [one for item in tree for one in references(item.content, "ReferencedSOPSequence")]
    notes = [f"Only its first {len(tree):,} items are shown."] if cut else []
    if left:
        notes.append(f"{left:,} of its graphics cannot be drawn: in space, without points, or on no image.")
    return replace(
        known,
        label=known.label or tree[0].concept,
        references=unique([*named, *evidence]),
        lines=tuple(ReportLine(item.level, item.concept, item.value, item.kind[:16]) for item in tree),
        drawings=found,
        creator=known.creator or _observer(tree),
        notes=tuple(notes),
    )


def _tree(dataset: Dataset) -> tuple[list[_Item], bool]:
    """All items in reading order, without recursion, and whether some were left out."""
    found: list[_Item] = []
    characters = 0
    stack: list[tuple[Dataset, int, int]] = [(dataset, -1, 0)]
    cut = False
    while stack:
        content, parent, level = stack.pop()
        item = _Item(content, parent, level, *_words(content))
        characters += len(item.concept) + len(item.value)
        if len(found) >= _MOST_ITEMS or characters > _MOST_CHARACTERS:
            return found, True
        found.append(item)
        below = list(items(content, "ContentSequence", _MOST_ITEMS))
        if level >= _DEEPEST:
            cut = cut or bool(below)
            continue
        stack += [(child, len(found) - 1, level + 1) for child in reversed(below)]
    return found, cut


def _words(content: Dataset) -> tuple[str, str, str]:
    """Concept, value type, value in words."""
    kind = text(content, "ValueType").upper()
    return meaning(content, "ConceptNameCodeSequence"), kind, _value(content, kind)[:4096]


def _value(content: Dataset, kind: str) -> str:
    simple = {"UIDREF": "UID", "DATE": "Date", "TIME": "Time", "DATETIME": "DateTime"}
    if kind == "TEXT":
        return long_text(content, "TextValue")
    if kind == "CODE":
        code = first(content, "ConceptCodeSequence")
        return text(code, "CodeMeaning") or code_value(code)
    if kind == "NUM":
        return _number(content)
    if kind == "PNAME":
        return person(content, "PersonName")
    if kind in simple:
        return text(content, simple[kind])
    if kind in ("IMAGE", "COMPOSITE", "WAVEFORM"):
        return _referred(content)
    if kind in ("SCOORD", "SCOORD3D"):
        return f"{text(content, 'GraphicType').lower()}, {len(numbers(content, 'GraphicData')) // 2} points"
    return ""


def _number(content: Dataset) -> str:
    """A value with its unit; why there is none where there is none (0040,A301)."""
    measured = first(content, "MeasuredValueSequence")
    value = text(measured, "NumericValue")
    if not value:
        return meaning(content, "NumericValueQualifierCodeSequence") or "no value"
    unit = first(measured, "MeasurementUnitsCodeSequence")
    symbol = code_value(unit)
    shown = symbol if text(unit, "CodingSchemeDesignator") == "UCUM" else text(unit, "CodeMeaning") or symbol
    return f"{value} {shown.strip('{}')}".strip() if shown != "1" else value


def _short(item: _Item) -> str:
    """A value as it is written beside a graphic: four digits are more than a line on a film is worth."""
    value, _, unit = item.value.partition(" ")
    try:
        return f"{float(value):.4g} {unit}".strip()
    except ValueError:  # "not a number", "no value"
        return item.value


def _referred(content: Dataset) -> str:
    item = first(content, "ReferencedSOPSequence")
    name = UID(text(item, "ReferencedSOPClassUID")).name.removesuffix(" Storage")
    segments = text(item, "ReferencedSegmentNumber").replace("\\", ", ")
    return f"{name}, segment {segments}" if segments else name


def _observer(tree: Sequence[_Item]) -> str:
    """Who observed: the first person, else the first device that is named."""
    for wanted in ("Person Observer Name", "Device Observer Name"):
        for item in tree:
            if item.concept == wanted and item.value:
                return item.value
    return ""


def _drawings(tree: Sequence[_Item], children: dict[int, list[int]]) -> tuple[tuple[Drawing, ...], int]:
    """What SCOORD items outline, and how many of them cannot be drawn."""
    found: list[Drawing] = []
    left = total = 0
    for place, item in enumerate(tree):
        if item.kind not in ("SCOORD", "SCOORD3D"):
            continue
        outline = points(numbers(item.content, "GraphicData")) if item.kind == "SCOORD" else None
        shape = text(item.content, "GraphicType").lower()
        images = _images(item, [tree[child] for child in children[place]])
        total += len(outline or ())
        fits = outline is not None and _enough(shape, len(outline)) and total <= _MOST_POINTS
        if outline is None or not fits or not images or len(found) >= _MOST_DRAWINGS:
            left += 1
            continue
        group = children[item.parent] if item.parent >= 0 else []
        said, tint = _said(tree, item, group)
        found.append(Drawing(cast(Shape, shape), outline, images, said, colour=tint))
    return tuple(found), left


def _images(item: _Item, below: Sequence[_Item]) -> tuple[Reference, ...]:
    """The images that coordinates are selected from."""
    sources = [one for child in below if child.kind == "IMAGE" for one in items(child.content, "ReferencedSOPSequence")]
    return unique(one for source in sources[:_MOST_IMAGES] if (one := reference(source)) is not None)


def _enough(shape: str, count: int) -> bool:
    """Whether a graphic type has the points it needs (PS3.3 C.18.6.1.2)."""
    needed = {"point": count == 1, "circle": count == 2, "ellipse": count == 4, "polyline": count >= 2}
    return shape in _SHAPES and needed.get(shape, count >= 1)


def _said(tree: Sequence[_Item], item: _Item, group: Sequence[int]) -> tuple[str, Rgb | None]:
    """Words beside a graphic: the measurement it belongs to, or the group's name and its measurements; its colour."""
    parent = tree[item.parent] if item.parent >= 0 else item
    if parent.kind == "NUM":
        return f"{parent.concept} {_short(parent)}", None
    beside = [tree[place] for place in group]
    named = {one.concept: one.value for one in reversed(beside) if one.value and one.kind in ("TEXT", "CODE")}
    # a short label in braces is a template that its writer fills in: the values stand below anyway
    titles = (named.get(title, "") for title in _TITLES)
    title = next((said for said in titles if said and not said.startswith("{")), "")
    values = [f"{one.concept} {_short(one)}" for one in beside if one.kind == "NUM"]
    return "\n".join([*([title] if title else []), *values[:8]]), _tint(named.get("Color", ""))


def _tint(said: str) -> Rgb | None:
    """ "#rrggbb", as dwv writes it."""
    try:
        value = int(said[1:], 16) if len(said) == 7 and said.startswith("#") else -1
    except ValueError:
        return None
    return (value >> 16, value >> 8 & 255, value & 255) if value >= 0 else None

