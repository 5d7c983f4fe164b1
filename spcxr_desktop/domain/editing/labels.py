"""New labels in a mask: a free value, a colour told apart from the others, a name."""

from __future__ import annotations

import cv2
import numpy as np

from spcxr_desktop.domain.document import ReviewDocument
from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.domain.findings import Code
from spcxr_desktop.domain.history import Command
from spcxr_desktop.domain.masks import LUNGS, Label, label_key
from spcxr_desktop.domain.strokes import set_item

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


def _name(name: str) -> str:
    clean = " ".join(name.split())
    if not clean:
        raise UserError("A label without a name.", "A name.", "Give it one.")
    return clean
