"""What a review holds and a reader can change: masks and keyed collections, changed by two kinds of atoms alone.

The document is the only truth: panels and canvas draw it, and nothing but a command of ``domain/history.py`` changes
it. Not thread-safe: it belongs to the thread that edits. Snapshots and commands are immutable and may go anywhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Literal, TypeAlias, cast, get_args

import numpy as np

from spcxr_desktop.domain.annotations import Annotation
from spcxr_desktop.domain.judgements import Judgement
from spcxr_desktop.domain.masks import Label, Layer, MaskArray, Rect, unpack
from spcxr_desktop.domain.plain import Plain, canonical, digest, from_plain, to_plain

Collection = Literal["layers", "labels", "annotations", "judgements", "texts", "marks"]
Item: TypeAlias = Layer | Label | Annotation | Judgement | str | bool
KINDS: Mapping[Collection, Any] = MappingProxyType({
    "layers": Layer,  # key: mask name
    "labels": Label,  # key: masks.label_key
    "annotations": Annotation,  # key: made by the tool, unique in the document
    "judgements": Judgement,  # key: Judgement.key
    "texts": str,  # key: what it is ("impression")
    "marks": bool,  # key: what it is ("key image")
})  # fmt: skip
COLLECTIONS: tuple[Collection, ...] = get_args(Collection)


@dataclass(frozen=True, slots=True)
class PixelPatch:
    """Pixels of ``rect`` in one mask; ``before`` and ``after`` are ``masks.pack`` of uint8 in row order."""

    mask: str
    rect: Rect
    before: bytes
    after: bytes

    @property
    def nbytes(self) -> int:
        """What it costs to keep."""
        return len(self.before) + len(self.after) + 200


@dataclass(frozen=True, slots=True)
class ItemChange:
    """One item of one collection replaced; None where it does not exist before or after."""

    collection: Collection
    key: str
    before: Item | None
    after: Item | None

    def __post_init__(self) -> None:
        """Raises ValueError for an item that the record could not give back as it is (numpy numbers, another kind)."""
        try:
            kept = all(item is None or read_item(self.collection, to_plain(item)) == item for item in self._items)
        except TypeError as error:
            raise ValueError("an item has a part that cannot be kept") from error
        if not kept:
            raise ValueError("an item does not survive being kept")

    @property
    def _items(self) -> tuple[Item | None, Item | None]:
        return self.before, self.after

    @property
    def nbytes(self) -> int:
        """What it costs to keep, roughly: an item's texts and points."""
        return 400 + sum(len(repr(item)) for item in self._items)


Atom: TypeAlias = PixelPatch | ItemChange


@dataclass(frozen=True, slots=True)
class Touched:
    """What a command changed: a dirty rectangle per mask, and items as (collection, key)."""

    rects: Mapping[str, Rect] = field(default_factory=dict)
    items: frozenset[tuple[Collection, str]] = frozenset()


class ReviewDocument:
    """Masks (uint8 [rows, columns]) and collections of one radiograph of this size."""

    def __init__(
        self,
        rows: int,
        columns: int,
        masks: Mapping[str, MaskArray] | None = None,
        items: Mapping[Collection, Mapping[str, Item]] | None = None,
    ) -> None:
        """Copies the masks. Raises ValueError where one has another size or type."""
        if rows < 1 or columns < 1:
            raise ValueError("a document has at least one pixel")
        self.rows, self.columns = rows, columns
        self._frozen = False
        self._masks: dict[str, MaskArray] = {}
        for name, mask in (masks or {}).items():
            if mask.shape != (rows, columns) or mask.dtype != np.uint8:
                raise ValueError("a mask is uint8 and of the radiograph's size")
            self._masks[name] = np.array(mask, order="C")
        self._items: dict[Collection, dict[str, Item]] = {name: {} for name in COLLECTIONS}
        for name, values in (items or {}).items():
            self._items[name].update(values)

    def mask(self, name: str) -> MaskArray:
        """A read-only view that follows every change; zeros where nothing was painted yet."""
        view = self.pixels(name).view()
        view.setflags(write=False)
        return view

    @property
    def mask_names(self) -> tuple[str, ...]:
        """Masks that were given or painted, and layers, in order of name."""
        return tuple(sorted({*self._masks, *self._items["layers"]}))

    def items(self, collection: Collection) -> Mapping[str, Item]:
        """A read-only view of one collection that follows every change."""
        return MappingProxyType(self._items[collection])

    def everything(self) -> Iterator[tuple[Collection, str, Item]]:
        """Every item of every collection."""
        for name in COLLECTIONS:
            for key, item in self._items[name].items():
                yield name, key, item

    @property
    def layers(self) -> Mapping[str, Layer]:
        """By mask name."""
        return cast(Mapping[str, Layer], self.items("layers"))

    @property
    def labels(self) -> Mapping[str, Label]:
        """By ``label_key``."""
        return cast(Mapping[str, Label], self.items("labels"))

    @property
    def annotations(self) -> Mapping[str, Annotation]:
        """By the key its tool gave."""
        return cast(Mapping[str, Annotation], self.items("annotations"))

    @property
    def judgements(self) -> Mapping[str, Judgement]:
        """By ``Judgement.key``."""
        return cast(Mapping[str, Judgement], self.items("judgements"))

    @property
    def texts(self) -> Mapping[str, str]:
        """Free texts by what they are."""
        return cast(Mapping[str, str], self.items("texts"))

    @property
    def marks(self) -> Mapping[str, bool]:
        """Yes and no, by what it is."""
        return cast(Mapping[str, bool], self.items("marks"))

    def apply(self, atoms: Iterable[Atom], *, forward: bool) -> Touched:
        """Change the document by all atoms or none. Raises ValueError where they do not belong to its state."""
        if self._frozen:
            raise ValueError("a frozen document does not change")
        ordered = tuple(atoms) if forward else tuple(atoms)[::-1]
        changes = [self._change(atom, forward) for atom in ordered]  # checks and unpacks before anything is written
        for change in changes:
            change()
        return touched(ordered)

    def pixels(self, name: str) -> MaskArray:
        """The mask itself, writable: for ``domain/strokes.py`` and nothing else."""
        if name not in self._masks:
            self._masks[name] = np.zeros((self.rows, self.columns), np.uint8)
            self._masks[name].setflags(write=not self._frozen)
        return self._masks[name]

    def _change(self, atom: Atom, forward: bool) -> Callable[[], None]:
        old, new = (atom.before, atom.after) if forward else (atom.after, atom.before)
        if isinstance(atom, PixelPatch):
            if not atom.rect.inside(self.rows, self.columns):
                raise ValueError("a patch lies outside the mask")
            data = np.frombuffer(unpack(cast(bytes, new), atom.rect.area), np.uint8).reshape(atom.rect.shape)
            return lambda: np.copyto(self.pixels(atom.mask)[atom.rect.slices], data)
        values = self._items[atom.collection]
        if values.get(atom.key) != old:
            raise ValueError("an item is not in the state that the change was made for")
        if new is None:
            return lambda: values.__delitem__(atom.key)
        return lambda: values.__setitem__(atom.key, cast(Item, new))

    def copy(self) -> ReviewDocument:
        """An equal document that can be changed; masks are copied."""
        return ReviewDocument(self.rows, self.columns, self._masks, self._items)

    def frozen(self) -> ReviewDocument:
        """A copy that nothing changes, for what is signed."""
        copy = self.copy()
        copy._frozen = True
        for mask in copy._masks.values():
            mask.setflags(write=False)
        return copy

    def painted(self) -> dict[str, MaskArray]:
        """Masks that are not all zero: an empty mask is the same as none."""
        return {name: self.mask(name) for name in sorted(self._masks) if self._masks[name].any()}

    def plain(self) -> dict[str, Plain]:
        """Everything as JSON values, masks by size and sha256 of their pixels: the same for equal documents."""
        masks: dict[str, Plain] = {name: digest(mask.tobytes()) for name, mask in self.painted().items()}
        size: dict[str, Plain] = {"rows": self.rows, "columns": self.columns}
        return {**size, "masks": masks, "items": to_plain(self._items)}

    @property
    def sha256(self) -> str:
        """Equal for equal documents, whatever their history."""
        return digest(canonical(self.plain()))


def touched(atoms: Iterable[Atom]) -> Touched:
    """What these atoms change."""
    rects: dict[str, Rect] = {}
    items: set[tuple[Collection, str]] = set()
    for atom in atoms:
        if isinstance(atom, PixelPatch):
            rects[atom.mask] = rects[atom.mask].union(atom.rect) if atom.mask in rects else atom.rect
        else:
            items.add((atom.collection, atom.key))
    return Touched(rects, frozenset(items))


def read_item(collection: str, plain: Plain) -> Item:
    """One item from JSON values. Raises ValueError for another kind or an unknown collection."""
    if collection not in COLLECTIONS:
        raise ValueError("unknown collection")
    return cast(Item, from_plain(KINDS[collection], plain))
