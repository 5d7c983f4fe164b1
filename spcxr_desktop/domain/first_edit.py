"""The first change of a mask that starts from the model's own.

A document's mask is empty until the reader changes it, so that "the model's own" and "the reader's" are never mixed
up. The command of the first change therefore also holds what it started from: the model's mask, the layer that says
whose mask it is, its labels. One undo takes all of it back. What belongs to the start comes first among the atoms and
ends with its items: ``start_of`` finds it again.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import takewhile

import numpy as np

from spcxr_desktop.domain.document import Atom, ItemChange, PixelPatch, ReviewDocument
from spcxr_desktop.domain.history import Command
from spcxr_desktop.domain.masks import LUNGS, Label, Layer, MaskArray, Rect, label_key, lung_labels, unpack
from spcxr_desktop.domain.strokes import patches

_LAYER = ItemChange("layers", LUNGS, None, Layer("Lungs"))


def edited(document: ReviewDocument) -> bool:
    """Whether the lung mask is the reader's: it stays so when everything was erased."""
    return LUNGS in document.layers


def labels_of(document: ReviewDocument) -> dict[int, Label]:
    """The lung mask's labels by value, ascending; right and left lung are always among them."""
    return _by_value({**lung_labels(), **document.labels})


def _by_value(found: Mapping[str, Label]) -> dict[int, Label]:
    prefix = label_key(LUNGS, 1)[:-1]
    values = {int(key.removeprefix(prefix)): label for key, label in found.items() if key.startswith(prefix)}
    return dict(sorted(values.items()))


class FirstEdit:
    """What a first change starts from. ``mask`` None: nothing was segmented, the reader begins with an empty one."""

    def __init__(self, rows: int, columns: int, mask: MaskArray | None) -> None:
        """Takes some 20 ms for 9 Mpx: made when a tool is taken up, not when it begins to paint."""
        self.mask = mask
        empty = np.zeros((rows, columns), np.uint8)
        whole = Rect(0, 0, rows, columns)
        self._patches: tuple[PixelPatch, ...] = patches(LUNGS, whole, empty, mask) if mask is not None else ()

    def atoms(self, labels: Mapping[int, Label] | None = None) -> tuple[Atom, ...]:
        """Before the atoms of the change itself. ``labels``: as they are after it."""
        return (*self._patches, *_items(labels or _by_value(lung_labels())))

    def lay(self, document: ReviewDocument) -> None:
        """Put the mask under what is about to be painted."""
        if self.mask is not None:
            np.copyto(document.pixels(LUNGS), self.mask)

    def under(self, document: ReviewDocument, stroke: Command) -> Command:
        """The first command, from a stroke on what was laid; now all of it is applied, and is to be recorded."""
        document.apply(_items(_by_value(lung_labels())), forward=True)
        return Command(stroke.name, (*self.atoms(), *stroke.atoms))

    def lift(self, document: ReviewDocument) -> None:
        """Take it away again, with all that was painted on it."""
        document.pixels(LUNGS)[:] = 0


def _items(labels: Mapping[int, Label]) -> tuple[ItemChange, ...]:
    named = (ItemChange("labels", label_key(LUNGS, value), None, label) for value, label in labels.items())
    return _LAYER, *named


def start_of(command: Command) -> int:
    """How many atoms at its beginning belong to the start; 0 for any but a first change."""
    if _LAYER not in command.atoms:
        return 0
    after = command.atoms.index(_LAYER) + 1
    named = takewhile(lambda atom: isinstance(atom, ItemChange) and atom.collection == "labels", command.atoms[after:])
    return after + sum(1 for _ in named)


def repeated(command: Command, document: ReviewDocument) -> Command | None:
    """The command that does to this document what ``command`` did to another; None where nothing is left to do.

    For steps that were taken before the record brought its review: items are set to what they became, pixels that
    changed become what they became, all others stay. Where the reader had edited the mask before, the start of a
    first change is left out, but for labels that differ from what every mask begins with.
    """
    begun = edited(document)
    atoms: list[Atom] = []
    start = start_of(command)
    usual = lung_labels()
    masks: dict[str, MaskArray] = {}
    for number, atom in enumerate(command.atoms):
        of_start = begun and number < start
        if isinstance(atom, ItemChange):
            before = document.items(atom.collection).get(atom.key)
            same = of_start and (atom.collection == "layers" or usual.get(atom.key) == atom.after)
            if before != atom.after and not same:
                atoms.append(ItemChange(atom.collection, atom.key, before, atom.after))
        elif not of_start:
            mask = masks.setdefault(atom.mask, document.mask(atom.mask).copy())
            atoms.extend(_painted(atom, mask))
    return Command(command.name, tuple(atoms)) if atoms else None


def _painted(patch: PixelPatch, mask: MaskArray) -> tuple[Atom, ...]:
    """What a patch changed, on another mask, which is changed along with it."""
    before, after = (np.frombuffer(unpack(side, patch.rect.area), np.uint8).reshape(patch.rect.shape)
                     for side in (patch.before, patch.after))  # fmt: skip
    there = mask[patch.rect.slices]
    now = np.where(before != after, after, there)
    made = patches(patch.mask, patch.rect, there, now)
    mask[patch.rect.slices] = now
    return made
