"""What the models said and what readers said of it, over the whole record: for disagreements and for monitoring.

Judgements are read as they were last sealed. What is worked on just now is in a journal and shows up when that review
is sealed.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, cast

from spcxr_desktop.domain.document import read_item
from spcxr_desktop.domain.findings import Status
from spcxr_desktop.domain.judgements import Judgement
from spcxr_desktop.domain.older import todays_results
from spcxr_desktop.store.database import Database

# Of every image, the review that counts: the last one begun.
_JUDGEMENTS = """
SELECT i.id, i.key, s.study, i.revealed, j.body FROM judgements j JOIN reviews r ON r.id = j.review
JOIN images i ON i.id = r.image JOIN series s ON s.id = i.series
WHERE r.rowid = (SELECT MAX(rowid) FROM reviews WHERE image = i.id) ORDER BY i.arrival, j.key"""
_RUNS = """
SELECT r.id, r.image, i.key, s.study, r.sha256, r.created, r.status, r.body, s.manufacturer, s.device, s.station,
  i.revealed
FROM results r JOIN images i ON i.id = r.image JOIN series s ON s.id = i.series
WHERE ?1 IS NULL OR r.image = ?1 ORDER BY r.id"""


@dataclass(frozen=True, slots=True)
class Said:
    """One label of one run."""

    label: str
    title: str
    value: float
    threshold: float
    flagged: bool
    exploratory: bool
    point: str


@dataclass(frozen=True, slots=True)
class Run:
    """One result set without its arrays. ``models``: "id version" of each; ``gates``: (id, severity)."""

    id: int
    image: int
    key: str
    study: int
    sha256: str
    created: str
    status: Status
    models: tuple[str, ...]
    said: tuple[Said, ...]
    gates: tuple[tuple[str, str], ...]
    manufacturer: str
    device: str
    station: str
    revealed: str
    providers: tuple[str, ...] = ()
    thresholds: tuple[str, ...] = ()  # names of the threshold sets

    def of(self, label: str) -> Said | None:
        """What it said of one label."""
        return next((said for said in self.said if said.label == label), None)


@dataclass(frozen=True, slots=True)
class Opinion:
    """One judgement of the record. ``revealed``: sha256 of the result set that was shown after a first reading."""

    image: int
    key: str
    study: int
    revealed: str
    judgement: Judgement


class Judged:
    """Thread-safe; every method raises UserError where the disk or the file fails."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def runs(self, image: int | None = None) -> tuple[Run, ...]:
        """Every result set of the record, or of one image, oldest first.

        One that cannot be read is left out: that is told where it is shown.
        """
        with self._database.read() as connection:
            return tuple(run for row in connection.execute(_RUNS, (image,)) if (run := _run(row)) is not None)

    def opinions(self) -> tuple[Opinion, ...]:
        """Every judgement of the review that counts for its image, by arrival of the image."""
        with self._database.read() as connection:
            return tuple(_opinions(connection.execute(_JUDGEMENTS)))


def _run(row: tuple[Any, ...]) -> Run | None:
    number, image, key, study, sha256, created, status, body, *device = row
    try:
        plain = todays_results(json.loads(body))
        said = tuple(_said(score) for score in plain["scores"])
        gates = tuple((str(gate["id"]), str(gate["severity"])) for gate in plain["gates"])
        models = tuple(f"{model['id']} {model['version']}" for model in plain["models"])
        stamps = [tuple(str(model[name]) for model in plain["models"]) for name in ("provider", "threshold_set")]
    except (ValueError, KeyError, TypeError):
        return None
    return Run(number, image, key, study, sha256, created, status, models, said, gates, *device, *stamps)


def _said(plain: Mapping[str, Any]) -> Said:
    return Said(
        str(plain["label"]), str(plain["title"]), float(plain["value"]), float(plain["threshold"]),
        bool(plain["flagged"]), bool(plain["exploratory"]), str(plain["point"]),
    )  # fmt: skip


def _opinions(rows: Iterator[tuple[Any, ...]]) -> Iterator[Opinion]:
    for image, key, study, revealed, body in rows:
        try:
            judgement = cast(Judgement, read_item("judgements", json.loads(body)))
        except ValueError:
            continue  # a damaged review is told when it is opened
        yield Opinion(image, key, study, revealed, judgement)
