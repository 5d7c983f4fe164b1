"""From what a tool does to a command: strokes on masks, new values of items, whole new masks.

A stroke remembers the tiles it is about to paint over, so that beginning one costs nothing, whatever the size of the
mask, and its command holds the rectangle of what really changed.
"""

from __future__ import annotations

import numpy as np

from spcxr_desktop.domain.document import Collection, Item, ItemChange, PixelPatch, ReviewDocument
from spcxr_desktop.domain.history import Command
from spcxr_desktop.domain.masks import MaskArray, Rect, changed_rect, label_key, pack

_TILE = 128
_BAND_ROWS, _BAND_FROM = 256, 1 << 20  # a long slanting stroke is kept in bands: its rectangle is mostly unchanged


class Stroke:
    """From press to release of one tool on one mask.

    ``touch(rect)`` before painting into ``pixels[rect]``; then ``finish`` and ``History.record``, or ``cancel``.
    """

    def __init__(self, document: ReviewDocument, mask: str) -> None:
        self.document, self.mask = document, mask
        self.pixels = document.pixels(mask)
        self._before: dict[tuple[int, int], MaskArray] = {}  # tile -> its pixels before the stroke
        self._rect: Rect | None = None

    def touch(self, rect: Rect) -> Rect | None:
        """Remember what is in ``rect``; returns the part inside the mask, None where there is none."""
        own = Rect(int(rect.top), int(rect.left), int(rect.bottom), int(rect.right))  # tools hand in numpy's numbers
        part = own.clipped(self.document.rows, self.document.columns)
        if part.area == 0:
            return None
        self._rect = part if self._rect is None else self._rect.union(part)
        for row in range(part.top // _TILE, (part.bottom - 1) // _TILE + 1):
            for column in range(part.left // _TILE, (part.right - 1) // _TILE + 1):
                if (row, column) not in self._before:
                    tile = slice(row * _TILE, (row + 1) * _TILE), slice(column * _TILE, (column + 1) * _TILE)
                    self._before[row, column] = self.pixels[tile].copy()
        return part

    def finish(self, name: str) -> Command | None:
        """The command for what was painted, which is applied already; None where no pixel differs."""
        if self._rect is None:
            return None
        before = self.pixels[self._rect.slices].copy()
        for corner, pixels in self._before.items():
            tile = _tile_rect(corner, pixels)
            part = tile.intersection(self._rect)
            into, source = part.moved(-self._rect.top, -self._rect.left), part.moved(-tile.top, -tile.left)
            if part.area:
                before[into.slices] = pixels[source.slices]
        atoms = patches(self.mask, self._rect, before, self.pixels[self._rect.slices])
        return Command(name, atoms) if atoms else None

    def cancel(self) -> Rect | None:
        """Take everything back; returns what to repaint."""
        for corner, pixels in self._before.items():
            self.pixels[_tile_rect(corner, pixels).slices] = pixels
        return self._rect


def patches(mask: str, rect: Rect, before: MaskArray, after: MaskArray) -> tuple[PixelPatch, ...]:
    """Atoms for what differs between two states of ``rect``, each the smallest rectangle of its band."""
    step = _BAND_ROWS if rect.area > _BAND_FROM else max(rect.shape[0], 1)
    atoms = []
    for top in range(0, rect.shape[0], step):
        old, new = before[top : top + step], after[top : top + step]
        changed = changed_rect(old, new)
        if changed is not None:
            cuts = pack(old[changed.slices].tobytes()), pack(new[changed.slices].tobytes())
            atoms.append(PixelPatch(mask, changed.moved(rect.top + top, rect.left), *cuts))
    return tuple(atoms)


def new_mask(document: ReviewDocument, mask: str, after: MaskArray, name: str) -> Command | None:
    """The command that makes a mask equal ``after`` (fill, smooth, accept a proposal); None where it is already."""
    whole = Rect(0, 0, document.rows, document.columns)
    if after.shape != whole.shape or after.dtype != np.uint8:
        raise ValueError("a mask is uint8 and of the radiograph's size")
    atoms = patches(mask, whole, document.mask(mask), after)
    return Command(name, atoms) if atoms else None


def set_item(
    document: ReviewDocument, collection: Collection, key: str, item: Item | None, name: str
) -> Command | None:
    """The command that puts an item under a key, or takes it away (None); None where it is so already."""
    before = document.items(collection).get(key)
    return None if before == item else Command(name, (ItemChange(collection, key, before, item),))


def delete_label(document: ReviewDocument, mask: str, value: int, name: str) -> Command | None:
    """The command that takes a label away, and its pixels with it."""
    pixels = document.mask(mask)
    atoms = patches(mask, Rect(0, 0, *pixels.shape), pixels, np.where(pixels == value, np.uint8(0), pixels))
    removed = set_item(document, "labels", label_key(mask, value), None, name)
    command = Command(name, (*atoms, *(removed.atoms if removed else ())))
    return command if command.atoms else None


def _tile_rect(corner: tuple[int, int], pixels: MaskArray) -> Rect:
    return Rect(0, 0, *pixels.shape).moved(corner[0] * _TILE, corner[1] * _TILE)
