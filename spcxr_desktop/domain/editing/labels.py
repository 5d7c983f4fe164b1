"""Commands for what the reader does to labels themselves. Each is None where nothing would change."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np

from spcxr_desktop.domain.document import ReviewDocument
from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.domain.findings import Code
from spcxr_desktop.domain.history import Command
from spcxr_desktop.domain.masks import LUNGS, Label, label_key
from spcxr_desktop.domain.strokes import delete_label, set_item

LAST_VALUE = 127  # the canvas keeps the values above for outlines
_RESERVED = {LUNGS: 2}  # values 1 to this are the lungs, whether or not they have labels yet
# Told apart with every kind of colour vision (Okabe and Ito), without the two that the lungs have.
COLOURS = ((0, 158, 115), (240, 228, 66), (204, 121, 167), (0, 114, 178), (213, 94, 0))


def free_value(document: ReviewDocument, mask: str) -> int:
    """The smallest value that no label and no pixel of a mask has. Raises UserError where all are taken."""
    painted = np.zeros(256, np.bool_)
    if mask in document.mask_names:
        painted[np.flatnonzero(cv2.calcHist([document.mask(mask)], [0], None, [256], [0, 256]))] = True
    for value in range(_RESERVED.get(mask, 0) + 1, LAST_VALUE + 1):
        if not painted[value] and label_key(mask, value) not in document.labels:
            return value
    raise UserError(f"This mask has {LAST_VALUE} labels.", "Room for one more.", "Delete a label first.")


def add_label(
    document: ReviewDocument, mask: str, name: str, colour: tuple[int, int, int] | None = None, code: Code | None = None
) -> tuple[int, Command]:
    """A new label and its value. Without a colour it gets one that is not used yet. Raises UserError: none is free."""
    value = free_value(document, mask)
    used = {label.colour for key, label in document.labels.items() if key.startswith(f"{mask}/")}
    chosen = colour or next((c for c in COLOURS if c not in used), COLOURS[value % len(COLOURS)])
    command = set_item(document, "labels", label_key(mask, value), Label(_name(name), chosen, code=code), "Add label")
    assert command is not None
    return value, command


def rename(document: ReviewDocument, mask: str, value: int, name: str) -> Command | None:
    """Another name. Raises UserError for an empty one."""
    before = label_of(document, mask, value)
    return _set(document, mask, value, replace(before, name=_name(name)), "Rename label")


def recode(document: ReviewDocument, mask: str, value: int, code: Code | None) -> Command | None:
    """Another code, or none."""
    return _set(document, mask, value, replace(label_of(document, mask, value), code=code), "Label code")


def recolour(document: ReviewDocument, mask: str, value: int, colour: tuple[int, int, int]) -> Command | None:
    """Another colour, RGB 0..255."""
    return _set(document, mask, value, replace(label_of(document, mask, value), colour=colour), "Label colour")


def set_opacity(document: ReviewDocument, mask: str, value: int, opacity: float) -> Command | None:
    """0 (nothing to be seen) to 1."""
    return _set(document, mask, value, replace(label_of(document, mask, value), opacity=opacity), "Label opacity")


def set_visible(document: ReviewDocument, mask: str, value: int, visible: bool) -> Command | None:
    """Shown or hidden."""
    after = replace(label_of(document, mask, value), visible=visible)
    return _set(document, mask, value, after, "Show label" if visible else "Hide label")


def set_outline(document: ReviewDocument, mask: str, value: int, outline: bool) -> Command | None:
    """Outlined only, or filled."""
    after = replace(label_of(document, mask, value), outline=outline)
    return _set(document, mask, value, after, "Outline label" if outline else "Fill label")


def set_locked(document: ReviewDocument, mask: str, value: int, locked: bool) -> Command | None:
    """Tools leave a locked label as it is."""
    after = replace(label_of(document, mask, value), locked=locked)
    return _set(document, mask, value, after, "Lock label" if locked else "Unlock label")


def remove_label(document: ReviewDocument, mask: str, value: int) -> Command | None:
    """The label and its pixels. Raises UserError where it is locked."""
    label = document.labels.get(label_key(mask, value))
    if isinstance(label, Label) and label.locked:
        raise UserError("This label is locked.", "A label that may change.", "Unlock it first.", code="locked")
    return delete_label(document, mask, value, "Delete label")


def label_of(document: ReviewDocument, mask: str, value: int) -> Label:
    """Raises KeyError where there is none."""
    return document.labels[label_key(mask, value)]


def _set(document: ReviewDocument, mask: str, value: int, after: Label, name: str) -> Command | None:
    return set_item(document, "labels", label_key(mask, value), after, name)


def _name(name: str) -> str:
    clean = " ".join(name.split())
    if not clean:
        raise UserError("A label without a name.", "A name.", "Give it one.")
    return clean
