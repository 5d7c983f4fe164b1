"""What every verb of the network tells while it runs, and what it answers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

State = Literal["done", "there", "warning", "refused", "failed", "unsent"]


@dataclass(frozen=True)
class Advance:
    """How far a transfer is. ``total``: objects, None where it is not known; ``size``: bytes so far."""

    done: int
    total: int | None
    size: int


Progress = Callable[[Advance], None]
Cancel = Callable[[], bool]


def no_progress(_advance: Advance) -> None:
    """Nobody listens."""


def never() -> bool:
    """Nobody cancels."""
    return False


@dataclass(frozen=True)
class ObjectStatus:
    """What became of one object.

    ``state``: "done"; "there": it was there before and is whole; "warning": taken, but changed by the other side;
    "refused": the other side will not take it, repeating is no use; "failed": it may work another time; "unsent": its
    turn never came. ``code``: DIMSE status or HTTP status, 0 where there was none. ``reason``: a sentence, without
    patient data. ``path``: of the file sent or written.
    """

    uid: str
    sop_class: str
    state: State
    reason: str = ""
    code: int = 0
    path: Path | None = None

    @property
    def safe(self) -> bool:
        """Whether the object is now where it should be."""
        return self.state in ("done", "there", "warning")


@dataclass(frozen=True)
class Sent:
    """The answer of ``send``: one status a file, in the order given. ``cancelled``: the user ended it."""

    objects: tuple[ObjectStatus, ...]
    cancelled: bool = False

    @property
    def whole(self) -> bool:
        """Whether the other side has everything."""
        return all(item.safe for item in self.objects)


@dataclass(frozen=True)
class Retrieved:
    """The answer of ``get`` and ``move``.

    ``folder``: of the study, once it is whole; None before. ``objects``: what came, what was there. ``expected``: how
    many the other side said it has, None where it did not say. ``reason``: why it is not whole, "" where it is.
    """

    study: str
    folder: Path | None
    objects: tuple[ObjectStatus, ...]
    expected: int | None
    reason: str = ""
    cancelled: bool = False

    @property
    def whole(self) -> bool:
        """Whether the study is in its folder with everything the other side said it has."""
        return self.folder is not None and not self.reason


@dataclass(frozen=True)
class Reply:
    """The answer of ``echo``. ``ms``: from asking to the answer, the connection included."""

    ms: float
    text: str


@dataclass(frozen=True)
class Commitment:
    """The answer of ``commit`` (PS3.4 J): the UIDs that the other side vouches for, and those it does not, with why."""

    safe: tuple[str, ...]
    failed: Sequence[tuple[str, str]]
