"""Studies that were asked for, until they are whole or the user gives them up. One row a node and study."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from spcxr_desktop.store.network import NetworkStore

KEPT = 200  # rows of what is whole, the newest
_SELECT = """SELECT id, node, study, state, name, study_date, description, reason, attempts, done, total, owner
  FROM retrievals"""


@dataclass(frozen=True)
class Wanted:
    """A study of a node. ``name`` and the others: as the search had them, to be shown to the user."""

    node: str
    study: str
    name: str = ""
    study_date: str = ""
    description: str = ""


@dataclass(frozen=True, slots=True)
class Retrieval:
    """One row. ``state``: waiting, running, failed, cancelled, whole. ``total`` None: not known."""

    id: int
    node: str
    study: str
    state: str
    name: str
    study_date: str
    description: str
    reason: str
    attempts: int
    done: int
    total: int | None
    owner: str


class Retrievals:
    """Thread-safe; every method raises UserError where the disk or the file fails."""

    def __init__(self, store: NetworkStore) -> None:
        self._store = store

    def ask(self, wanted: Iterable[Wanted]) -> None:
        """These shall be retrieved, also again: more may have come to a study that was whole."""
        with self._store.write() as connection:
            connection.executemany(
                "INSERT INTO retrievals(node, study, state, name, study_date, description)"
                " VALUES (?, ?, 'waiting', ?, ?, ?) ON CONFLICT(node, study) DO UPDATE SET"
                " state = 'waiting', reason = '', attempts = 0 WHERE state != 'running'",
                [(one.node, one.study, one.name, one.study_date, one.description) for one in wanted],
            )

    def claim(self, among: Sequence[int]) -> Retrieval | None:
        """Take the first of these that still waits into this program's hands."""
        with self._store.write() as connection:
            for number in among:
                row = connection.execute(f"{_SELECT} WHERE id = ? AND state = 'waiting'", (number,)).fetchone()
                if row is not None:
                    connection.execute(
                        "UPDATE retrievals SET state = 'running', owner = ?, attempts = attempts + 1 WHERE id = ?",
                        (self._store.owner, number),
                    )
                    return Retrieval(*row)
        return None

    def settle(self, number: int, state: str, reason: str, done: int, total: int | None) -> None:
        """Let go of one, with what came of it."""
        with self._store.write() as connection:
            connection.execute(
                "UPDATE retrievals SET state = ?, reason = ?, done = ?, total = ?, owner = ''"
                " WHERE id = ? AND owner = ? AND state = 'running'",
                (state, reason, done, total, number, self._store.owner),
            )
            connection.execute(
                "DELETE FROM retrievals WHERE state = 'whole' AND id NOT IN"
                f" (SELECT id FROM retrievals WHERE state = 'whole' ORDER BY id DESC LIMIT {KEPT})"
            )

    def change(self, ids: Iterable[int], states: Sequence[str], to: str) -> None:
        """Those of ``ids`` in one of ``states`` have another one now; their count of tries begins anew."""
        with self._store.write() as connection:
            marks = ", ".join("?" * len(states))
            connection.executemany(
                f"UPDATE retrievals SET state = ?, attempts = 0, reason = '' WHERE id = ? AND state IN ({marks})",
                [(to, number, *states) for number in ids],
            )

    def remove(self, ids: Iterable[int]) -> None:
        """Forget these unless they are under way. What came of them stays on the disk."""
        with self._store.write() as connection:
            connection.executemany(
                "DELETE FROM retrievals WHERE id = ? AND state != 'running'", [(number,) for number in ids]
            )

    def rows(self) -> tuple[Retrieval, ...]:
        """All, newest first."""
        with self._store.database.read() as connection:
            return tuple(Retrieval(*row) for row in connection.execute(f"{_SELECT} ORDER BY id DESC"))
