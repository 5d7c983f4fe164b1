"""One undo and redo for every change of a review: strokes, labels, annotations, judgements, texts.

A command groups atoms under the name that menus show. It is applied whole or not at all; one that changes nothing
makes no step. The history is bounded by bytes and by depth: the oldest steps go first, the newest always stays.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from spcxr_desktop.domain.document import Atom, ItemChange, ReviewDocument, Touched

MAX_BYTES = 64 * 1024 * 1024
MAX_DEPTH = 500

Step = Literal["do", "undo", "redo"]


@dataclass(frozen=True, slots=True)
class Command:
    """What one user action changed. Raises ValueError where it changes one item twice."""

    name: str
    atoms: tuple[Atom, ...]

    def __post_init__(self) -> None:
        keys = [(atom.collection, atom.key) for atom in self.atoms if isinstance(atom, ItemChange)]
        if len(set(keys)) != len(keys):
            raise ValueError("a command changes an item once")

    @property
    def nbytes(self) -> int:
        """What it costs to keep."""
        return sum(atom.nbytes for atom in self.atoms)

    @property
    def changes(self) -> bool:
        """False where every atom leaves things as they were."""
        return any(atom.before != atom.after for atom in self.atoms)


Listener = Callable[[Step, Command], None]


class History:
    """Undo and redo of one document.

    ``listener`` hears of every step after it was taken: the journal. Belongs to the thread that edits.
    """

    def __init__(
        self, document: ReviewDocument, *, max_bytes: int = MAX_BYTES, max_depth: int = MAX_DEPTH
    ) -> None:
        self.document = document
        self.max_bytes, self.max_depth = max_bytes, max_depth
        self.listener: Listener | None = None
        self._done: deque[Command] = deque()
        self._undone: list[Command] = []
        self._bytes = 0
        self._saved: int | None = 0  # how many steps were done when it was saved; None: that state is gone

    @classmethod
    def restored(
        cls,
        document: ReviewDocument,
        done: Iterable[Command],
        undone: Iterable[Command],
        saved: int | None,
        limits: tuple[int, int],
    ) -> History:
        """As it was; ``done`` oldest first, ``undone`` next redo last. The document already is in that state."""
        history = cls(document, max_bytes=limits[0], max_depth=limits[1])
        history._done, history._undone, history._saved = deque(done), list(undone), saved
        history._bytes = sum(command.nbytes for command in (*history._done, *history._undone))
        return history

    def do(self, command: Command) -> Touched | None:
        """Apply and remember. None, and no step, where nothing changes. Raises ValueError: nothing was changed."""
        if not command.changes:
            return None
        touched = self.document.apply(command.atoms, forward=True)
        self.record(command)
        return touched

    def record(self, command: Command) -> None:
        """Remember what a tool has already painted (``domain/strokes.py``)."""
        if not command.changes:
            return
        if self._saved is not None and self._saved > len(self._done):
            self._saved = None  # the saved state lies on the branch that is dropped now
        self._bytes += command.nbytes - sum(gone.nbytes for gone in self._undone)
        self._undone.clear()
        self._done.append(command)
        self._drop_oldest()
        self._tell("do", command)

    def undo(self) -> Touched | None:
        """Take the last step back; None where there is none."""
        if not self._done:
            return None
        touched = self.document.apply(self._done[-1].atoms, forward=False)
        self._undone.append(self._done.pop())
        self._tell("undo", self._undone[-1])
        return touched

    def redo(self) -> Touched | None:
        """Take the last undone step again; None where there is none."""
        if not self._undone:
            return None
        touched = self.document.apply(self._undone[-1].atoms, forward=True)
        self._done.append(self._undone.pop())
        self._tell("redo", self._done[-1])
        return touched

    @property
    def can_undo(self) -> bool:
        """True where ``undo`` would change something."""
        return bool(self._done)

    @property
    def can_redo(self) -> bool:
        """True where ``redo`` would change something."""
        return bool(self._undone)

    @property
    def undo_name(self) -> str:
        """Name of the step that ``undo`` takes back, "" if none."""
        return self._done[-1].name if self._done else ""

    @property
    def redo_name(self) -> str:
        """Name of the step that ``redo`` takes again, "" if none."""
        return self._undone[-1].name if self._undone else ""

    @property
    def done(self) -> tuple[Command, ...]:
        """Oldest first."""
        return tuple(self._done)

    @property
    def undone(self) -> tuple[Command, ...]:
        """The next to redo is last."""
        return tuple(self._undone)

    @property
    def nbytes(self) -> int:
        """What all steps cost to keep."""
        return self._bytes

    @property
    def dirty(self) -> bool:
        """True where the document is not as it was when it was last saved; undoing past that point counts."""
        return self._saved != len(self._done)

    @property
    def saved_at(self) -> int | None:
        """How many steps were done in the saved state; None where no undo or redo leads there."""
        return self._saved

    def mark_saved(self) -> None:
        """The document as it is now was saved."""
        self._saved = len(self._done)

    def _drop_oldest(self) -> None:
        while len(self._done) > 1 and (self._bytes > self.max_bytes or len(self._done) > self.max_depth):
            self._bytes -= self._done.popleft().nbytes
            if self._saved is not None:
                self._saved = self._saved - 1 if self._saved > 0 else None

    def _tell(self, step: Step, command: Command) -> None:
        if self.listener is not None:
            self.listener(step, command)
