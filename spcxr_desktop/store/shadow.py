"""What a candidate package says beside the active one. Kept apart from results: no list, view or export reads it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from spcxr_desktop.domain.findings import ResultSet
from spcxr_desktop.store.audit import append
from spcxr_desktop.store.database import Database
from spcxr_desktop.store.images import image_row
from spcxr_desktop.store.results import decoded, encoded

_META = "shadow"


@dataclass(frozen=True)
class Candidate:
    """A package that runs unseen. ``digest``: sha256 of its model.json."""

    id: str
    version: str
    digest: str


@dataclass(frozen=True, eq=False)
class ShadowCase:
    """One film. ``beside``: sha256 of the result set that the reader has."""

    image: int
    patient: int
    beside: str
    results: ResultSet


class Shadow:
    """Thread-safe; every method raises UserError where the disk or the file fails."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def candidate(self) -> Candidate | None:
        """Which one runs."""
        with self._database.read() as connection:
            row = connection.execute("SELECT value FROM meta WHERE name = ?", (_META,)).fetchone()
        return None if row is None else Candidate(**json.loads(row[0]))

    def start(self, candidate: Candidate, actor: str) -> None:
        """From now on this one. What another one said before is dropped."""
        with self._database.write() as connection:
            text = json.dumps(vars(candidate))
            connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (_META, text))
            connection.execute("DELETE FROM shadow WHERE candidate != ?", (candidate.digest,))
            append(connection, actor, "shadow.started", model=candidate.digest)

    def stop(self, actor: str) -> Candidate | None:
        """No longer; what it was. What it said stays for the report until another one starts."""
        found = self.candidate()
        if found is not None:
            with self._database.write() as connection:
                connection.execute("DELETE FROM meta WHERE name = ?", (_META,))
                append(connection, actor, "shadow.stopped", model=found.digest)
        return found

    def waiting(self, candidate: Candidate) -> tuple[int, ...]:
        """Images that were analysed and that it has not seen since."""
        with self._database.read() as connection:
            rows = connection.execute(
                "SELECT r.image FROM results r LEFT JOIN shadow s ON s.image = r.image AND s.candidate = ?"
                " WHERE r.id = (SELECT MAX(id) FROM results WHERE image = r.image)"
                " AND (s.image IS NULL OR s.beside != r.sha256) ORDER BY r.id",
                (candidate.digest,),
            )
            return tuple(row[0] for row in rows)

    def add(self, image: int, candidate: Candidate, beside: str, results: ResultSet) -> None:
        """Keep what it said of a film."""
        body, lungs = encoded(results)
        with self._database.write() as connection:
            image_row(connection, image)
            row = image, candidate.digest, beside, body, lungs
            connection.execute("INSERT OR REPLACE INTO shadow VALUES (?, ?, ?, ?, ?)", row)

    def cases(self) -> Iterator[ShadowCase]:
        """Everything that is kept, by image."""
        with self._database.read() as connection:
            rows = connection.execute(
                "SELECT s.image, t.patient, s.beside, s.body, s.lungs FROM shadow s JOIN images i ON i.id = s.image"
                " JOIN series e ON e.id = i.series JOIN studies t ON t.id = e.study ORDER BY s.image"
            ).fetchall()
        for image, patient, beside, body, lungs in rows:
            yield ShadowCase(image, patient, beside, decoded(image, body, lungs).results)
