"""A review of one radiograph: draft -> signed -> amended.

A draft is changed by commands alone. Signing freezes everything that was decided, on what, with which models and by
whom into a ``Revision``, whose sha256 stands for all of it. A signed review is never changed again: an amendment is a
new draft that starts from the revision and names it by hash; signing it turns the old review into "amended".
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cached_property
from typing import Any, Literal, get_type_hints

import numpy as np
from numpy.typing import NDArray

from spcxr_desktop.domain.document import COLLECTIONS, Collection, Item, ReviewDocument, Touched, read_item
from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.domain.findings import Gate, ModelStamp, ResultSet, Score, Status
from spcxr_desktop.domain.history import Command, History
from spcxr_desktop.domain.masks import MaskArray
from spcxr_desktop.domain.older import todays_results
from spcxr_desktop.domain.plain import Plain, canonical, digest, from_plain, to_plain

STATEMENT = "Research use, not for primary diagnosis"
SCHEMA = 2  # 1: scores were called probabilities

ReviewState = Literal["draft", "signed", "amended"]
Verification = Literal["VERIFIED", "UNVERIFIED"]


@dataclass(frozen=True)
class Reader:
    """Who reads. ``authenticated_by``: how the identity was proved just now, "" if it was not."""

    id: str
    name: str
    authenticated_by: Literal["", "pin", "system account"] = ""

    @property
    def verification(self) -> Verification:
        """VERIFIED only with a proved identity (0040,A493)."""
        return "VERIFIED" if self.authenticated_by else "UNVERIFIED"


@dataclass(frozen=True)
class ImageRef:
    """Exactly which pixels were read: UIDs as in the file ("" where it is no DICOM), and ``pixel_sha256``."""

    sop_instance_uid: str
    sop_class_uid: str
    series_instance_uid: str
    study_instance_uid: str
    rows: int
    columns: int
    pixel_sha256: str
    frame: int = 0


@dataclass(frozen=True)
class Anchor:
    """Head of an audit trail when something was exported or signed: which trail, how many entries, last hash."""

    trail: str
    entries: int
    head: str


@dataclass(frozen=True)
class Window:
    """How the radiograph was looked at: centre and width in the values of its modality LUT; None: the file's own."""

    centre: float | None
    width: float | None
    inverted: bool = False


@dataclass(frozen=True)
class SignedResults:
    """What the models had said when the reader signed; ``sha256`` is the stored result set's."""

    sha256: str
    status: Status
    created: str
    gates: tuple[Gate, ...]
    scores: tuple[Score, ...]
    not_assessed: tuple[str, ...]
    models: tuple[ModelStamp, ...]

    @classmethod
    def of(cls, results: ResultSet, sha256: str) -> SignedResults:
        """The part of a result set that a reader judges."""
        kept = {f.name: getattr(results, f.name) for f in fields(cls) if f.name != "sha256"}
        return cls(sha256=sha256, **kept)


@dataclass(frozen=True, eq=False)
class Revision:
    """What was signed. Raises ValueError where it claims more than it can prove.

    ``replaces``: sha256 of the revision this one amends, and ``reason`` why; both "" for a first one. ``signed_at``:
    ISO 8601, UTC. ``anchor``: head of the audit trail just before. ``document``: frozen, masks included.
    """

    image: ImageRef
    reader: Reader
    signed_at: str
    document: ReviewDocument
    results: SignedResults | None = None
    replaces: str = ""
    reason: str = ""
    anchor: Anchor | None = None
    window: Window | None = None
    statement: str = STATEMENT
    schema: int = SCHEMA

    def __post_init__(self) -> None:
        if len(self.image.pixel_sha256) != 64:
            raise ValueError("a signature needs the hash of the pixels that were read")
        if (self.document.rows, self.document.columns) != (self.image.rows, self.image.columns):
            raise ValueError("the document belongs to another image")
        if not self.reader.id or not self.signed_at:
            raise ValueError("a signature says who and when")
        if bool(self.replaces) != bool(self.reason.strip()):
            raise ValueError("an amendment, and nothing else, names what it replaces and why")

    @cached_property
    def body(self) -> bytes:
        """Canonical JSON of everything; masks stand in it by their sha256."""
        plain: dict[str, Plain] = {name: to_plain(getattr(self, name)) for name in _KINDS}
        return canonical({**plain, "verification": self.reader.verification, "document": self.document.plain()})

    @cached_property
    def sha256(self) -> str:
        """The hash that stands for this revision in amendments, exports and the audit trail."""
        return digest(self.body)

    @classmethod
    def read(cls, body: bytes, masks: Mapping[str, MaskArray]) -> Revision:
        """From ``body`` and the masks it names. Raises ValueError where these are not the masks that were signed.

        ``body`` stays as it is, so that what a later version adds to a revision changes no old hash.
        """
        try:
            plain = json.loads(body)
            if plain.get("results") is not None:
                plain["results"] = todays_results(plain["results"])
            values = {name: from_plain(kind, plain[name]) for name, kind in _KINDS.items() if name in plain}
            revision = cls(document=_read_document(plain["document"], masks).frozen(), **values)
            signed = plain["document"]["masks"]
        except (KeyError, TypeError, AttributeError) as error:
            raise ValueError("a revision is damaged") from error
        if revision.document.plain()["masks"] != signed:
            raise ValueError("a mask is not what was signed")
        vars(revision)["body"] = body
        return revision


class Review:
    """One reader's work on one radiograph. All changes go through ``do``, ``undo`` and ``redo``."""

    def __init__(self, id: str, history: History, *, replaces: str = "", state: ReviewState = "draft") -> None:
        self.id, self.history, self.replaces = id, history, replaces
        self._state: ReviewState = state

    @property
    def document(self) -> ReviewDocument:
        """What the review holds."""
        return self.history.document

    @property
    def state(self) -> ReviewState:
        """Only a draft can be changed."""
        return self._state

    def do(self, command: Command | None) -> Touched | None:
        """Apply a command; None where there is nothing to change. Raises UserError once signed."""
        self._changeable()
        return None if command is None else self.history.do(command)

    def record(self, command: Command | None) -> None:
        """Remember a stroke that is painted already. Raises UserError once signed."""
        self._changeable()
        if command is not None:
            self.history.record(command)

    def undo(self) -> Touched | None:
        """Take the last step back. Raises UserError once signed."""
        self._changeable()
        return self.history.undo()

    def redo(self) -> Touched | None:
        """Take the last undone step again. Raises UserError once signed."""
        self._changeable()
        return self.history.redo()

    def revision(
        self,
        image: ImageRef,
        reader: Reader,
        at: str,
        results: SignedResults | None,
        *,
        reason: str = "",
        anchor: Anchor | None = None,
        window: Window | None = None,
    ) -> Revision:
        """What would be signed now. ``reason`` belongs to an amendment. Raises UserError once signed, ValueError."""
        self._changeable()
        document = self.document.frozen()
        return Revision(image, reader, at, document, results, self.replaces, reason, anchor, window)

    def close_signed(self) -> None:
        """The revision is stored: nothing changes any more. Raises UserError where it was signed already."""
        self._changeable()
        self._state = "signed"

    def _changeable(self) -> None:
        if self._state != "draft":
            raise UserError(
                "This review is signed.", "A draft.", "Amend it: that keeps what was signed.", code="signed"
            )


def pixel_sha256(pixels: NDArray[np.uint16], bias: int, colour: NDArray[np.uint8] | None = None) -> str:
    """Hash of decoded pixels: size, bias (stored value = pixel + bias) and values, the same on every computer."""
    sha = hashlib.sha256(f"spcxr-pixels-1 {pixels.shape[0]} {pixels.shape[1]} {bias}\n".encode())
    sha.update(np.ascontiguousarray(pixels, dtype="<u2").data)
    if colour is not None:
        sha.update(b"colour\n")
        sha.update(np.ascontiguousarray(colour).data)
    return sha.hexdigest()


# Every field but the document, which brings its masks.
_KINDS: dict[str, Any] = {name: kind for name, kind in get_type_hints(Revision).items() if name != "document"}


def _read_document(plain: Mapping[str, Any], masks: Mapping[str, MaskArray]) -> ReviewDocument:
    """The document of a canonical body, with these masks."""
    items: dict[Collection, dict[str, Item]] = {}
    for name in COLLECTIONS:
        items[name] = {key: read_item(name, value) for key, value in plain["items"].get(name, {}).items()}
    return ReviewDocument(plain["rows"], plain["columns"], masks, items)
