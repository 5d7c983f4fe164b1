"""Every mask tool as a step on a review, by number: for tests that do anything in any order.

``Hand`` knows a small film with structure, and paints with whatever it is told to. Each step returns the command that
it has made (strokes have painted already), or None where nothing changed.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace

import cv2
import numpy as np

from spcxr_desktop.domain.document import ReviewDocument
from spcxr_desktop.domain.editing.brush import Brush
from spcxr_desktop.domain.editing.islands import fill_holes, flood, keep_largest, remove_islands
from spcxr_desktop.domain.editing.labels import add_label
from spcxr_desktop.domain.editing.livewire import Livewire
from spcxr_desktop.domain.editing.polygon import fill_polygon
from spcxr_desktop.domain.editing.rules import EVERY, Rules, locked_labels
from spcxr_desktop.domain.editing.shape import grow_shrink, smooth
from spcxr_desktop.domain.editing.smart_brush import SmartBrush
from spcxr_desktop.domain.editing.spans import PixelSize
from spcxr_desktop.domain.editing.terminology import TERMS
from spcxr_desktop.domain.history import Command
from spcxr_desktop.domain.masks import LUNGS, Label, MaskArray
from spcxr_desktop.domain.strokes import Stroke, delete_label, new_mask, set_item

SIZE = PixelSize(0.8, 0.6)
_POINTS = 4


def film(side: int) -> np.ndarray:
    """Discs of several greys with grain, uint16."""
    dice = np.random.default_rng(0)
    greys = np.full((side, side), 2000.0, np.float32)
    for x, y, radius, grey in dice.integers((0, 0, 4, 500), (side, side, side // 4, 3500), (12, 4)).tolist():
        cv2.circle(greys, (x, y), radius, grey, -1)
    return (greys + dice.normal(0, 30, greys.shape)).clip(0).astype(np.uint16)


class Hand:
    """Draws on one document. ``dice`` decides places, labels and amounts."""

    def __init__(self, document: ReviewDocument, greys: np.ndarray) -> None:
        self.document, self.greys = document, greys
        self.actions: tuple[Callable[[random.Random], Command | None], ...] = (
            self.brush, self.erase, self.smart, self.lasso, self.wire, self.whole, self.whole, self.label,
        )  # fmt: skip

    def rules(self, dice: random.Random, value: int) -> Rules:
        """Locked labels as the document has them; what may be painted over by chance; now and then a fence."""
        over = dice.choice((EVERY, frozenset({value}), frozenset({0, 1, 2, 3}) - {0}))
        fence = None
        if dice.random() < 0.2:
            fence = np.zeros((self.document.rows, self.document.columns), np.uint8)
            fence[:, : self.document.columns // 2] = 1
        return Rules(over, locked_labels(self.document.labels, LUNGS), fence)

    def point(self, dice: random.Random) -> tuple[float, float]:
        """Somewhere on the picture or a little beside it."""
        return dice.uniform(-4, self.document.columns + 4), dice.uniform(-4, self.document.rows + 4)

    def brush(self, dice: random.Random) -> Command | None:
        value = dice.randint(1, 4)
        return self._draw(dice, Brush(value, dice.uniform(0.3, 8), self.rules(dice, value), SIZE))

    def erase(self, dice: random.Random) -> Command | None:
        return self._draw(dice, Brush(0, dice.uniform(0.3, 8), self.rules(dice, dice.randint(1, 4)), SIZE))

    def smart(self, dice: random.Random) -> Command | None:
        value = dice.randint(1, 4)
        rules = self.rules(dice, value)
        return self._draw(dice, SmartBrush(value, dice.uniform(2, 12), self.greys, 400.0, rules, SIZE))

    def lasso(self, dice: random.Random) -> Command | None:
        stroke, value = Stroke(self.document, LUNGS), dice.randint(0, 4)
        fill_polygon(stroke, [self.point(dice) for _ in range(_POINTS)], value, self.rules(dice, value))
        return stroke.finish("Lasso")

    def wire(self, dice: random.Random) -> Command | None:
        stroke, livewire, value = Stroke(self.document, LUNGS), Livewire(self.greys), dice.randint(0, 4)
        corners = [self.point(dice) for _ in range(3)]
        line = []
        for start, end in zip(corners, corners[1:] + corners[:1], strict=True):
            livewire.anchor(*start)
            line += livewire.path(*end)
        fill_polygon(stroke, line, value, self.rules(dice, value))
        return stroke.finish("Livewire")

    def whole(self, dice: random.Random) -> Command | None:
        """One of the operations on a whole label."""
        value, mask = dice.randint(1, 4), self.document.mask(LUNGS)
        rules, (x, y) = self.rules(dice, value), self.point(dice)
        operations: tuple[Callable[[], MaskArray], ...] = (
            lambda: flood(mask, x, y, dice.randint(0, 4), rules),
            lambda: fill_holes(mask, value, rules),
            lambda: keep_largest(mask, value, rules),
            lambda: remove_islands(mask, value, dice.uniform(0, 40), rules, SIZE),
            lambda: smooth(mask, value, dice.uniform(0.3, 4), rules, SIZE),
            lambda: grow_shrink(mask, value, dice.uniform(-2, 3), rules, SIZE),
        )
        return new_mask(self.document, LUNGS, dice.choice(operations)(), "Whole")

    def label(self, dice: random.Random) -> Command | None:
        """Something done to a label itself; a locked one is not deleted."""
        document = self.document
        if dice.random() < 0.3:
            return add_label(document, LUNGS, f"Label {dice.randint(0, 9)}", code=dice.choice(TERMS))[1]
        if not document.labels:
            return None
        key = dice.choice(sorted(document.labels))
        before = document.labels[key]
        changes: tuple[Callable[[], Label], ...] = (
            lambda: replace(before, name=f"Name {dice.randint(0, 9)}"),
            lambda: replace(before, colour=(dice.randint(0, 255), 0, 9)),
            lambda: replace(before, opacity=dice.randint(0, 10) / 10),
            lambda: replace(before, visible=dice.random() < 0.5),
            lambda: replace(before, outline=dice.random() < 0.5),
            lambda: replace(before, locked=dice.random() < 0.3),
        )
        chosen = dice.randrange(len(changes) + 1)
        if chosen < len(changes):
            return set_item(document, "labels", key, changes[chosen](), "Label")
        return None if before.locked else delete_label(document, LUNGS, int(key.rpartition("/")[2]), "Delete label")

    def _draw(self, dice: random.Random, tool: Brush | SmartBrush) -> Command | None:
        stroke, at = Stroke(self.document, LUNGS), self.point(dice)
        if isinstance(tool, SmartBrush) and dice.random() < 0.5:
            tool = tool.started(*at)
        tool.dab(stroke, *at, dice.uniform(0.2, 1))
        for _ in range(dice.randint(0, 4)):
            here, at = at, (at[0] + dice.uniform(-15, 15), at[1] + dice.uniform(-15, 15))
            tool.segment(stroke, here, at, (dice.uniform(0.2, 1), dice.uniform(0.2, 1)))
        if dice.random() < 0.1:
            stroke.cancel()
            return None
        return stroke.finish("Brush")
