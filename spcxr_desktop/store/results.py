"""Result sets: added, never changed. A new run makes a new one beside the old."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import replace
from typing import Any, cast, get_type_hints

import numpy as np

from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.domain.findings import EvidenceMap, LungMask, ResultSet
from spcxr_desktop.domain.masks import pack, unpack
from spcxr_desktop.domain.older import todays_results
from spcxr_desktop.domain.plain import Plain, canonical, digest, from_plain, to_plain
from spcxr_desktop.store.audit import PROGRAM, append
from spcxr_desktop.store.database import Database
from spcxr_desktop.store.evidence import evidence_bytes, evidence_maps
from spcxr_desktop.store.images import image_row, insert
from spcxr_desktop.store.rows import Assessment, StoredResults

_SELECT = "SELECT id, image, sha256, body, lungs, evidence FROM results"
_KINDS = {name: kind for name, kind in get_type_hints(ResultSet).items() if name not in ("lungs", "evidence")}


class Results:
    """Adding and reading result sets. Thread-safe; every method raises UserError where the disk or the file fails."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, image: int, results: ResultSet, actor: str = PROGRAM) -> str:
        """Keep one run's results; returns their sha256. On the disk when this returns. UserError: the image is gone."""
        lungs = None if results.lungs is None else np.ascontiguousarray(results.lungs.labels).tobytes()
        evidence = evidence_bytes(results.evidence)
        body = _body(results, lungs, evidence)
        sha256 = digest(body)
        assessment: Assessment = results.status
        driving = len(results.driving)
        flags = ",".join(score.label for score in results.flagged)
        warnings = sum(gate.severity == "warn" for gate in results.gates)
        with self._database.write() as connection:
            key = image_row(connection, image).key
            if connection.execute("SELECT 1 FROM results WHERE image = ? AND sha256 = ?", (image, sha256)).fetchone():
                return sha256
            values = {
                "image": image, "sha256": sha256, "created": results.created, "status": results.status, "body": body,
                "lungs": None if lungs is None else pack(lungs), "evidence": evidence,
            }  # fmt: skip
            insert(connection, "results", values)
            connection.execute(
                "UPDATE images SET assessment = ?, flagged = ?, flags = ?, warnings = ? WHERE id = ?",
                (assessment, driving, flags, warnings, image),
            )
            append(connection, actor, "results.added", key, results=sha256, status=results.status)
        return sha256

    def latest(self, image: int) -> StoredResults | None:
        """What the last run said. Raises UserError where it is not what was stored."""
        with self._database.read() as connection:
            return latest_results(connection, image)

    def without_lungs(self, image: int) -> StoredResults | None:
        """What the last run said, without the lung mask and the evidence: for lists, a hundred times as fast."""
        with self._database.read() as connection:
            row = connection.execute(
                "SELECT id, image, sha256, body FROM results WHERE image = ? ORDER BY id DESC LIMIT 1", (image,)
            ).fetchone()
        return None if row is None else _read_body(*row)

    def all(self, image: int) -> tuple[StoredResults, ...]:
        """Every run's, oldest first."""
        with self._database.read() as connection:
            rows = connection.execute(f"{_SELECT} WHERE image = ? ORDER BY id", (image,)).fetchall()
        return tuple(_read(row) for row in rows)

    def get(self, sha256: str) -> StoredResults | None:
        """The results that a judgement or a signature names."""
        with self._database.read() as connection:
            row = connection.execute(f"{_SELECT} WHERE sha256 = ?", (sha256,)).fetchone()
        return None if row is None else _read(row)


def encoded(results: ResultSet) -> tuple[bytes, bytes | None]:
    """Body and packed lung mask, without the evidence: what is kept of a run that nobody is shown."""
    lungs = None if results.lungs is None else np.ascontiguousarray(results.lungs.labels).tobytes()
    return _body(results, lungs, None), None if lungs is None else pack(lungs)


def decoded(image: int, body: bytes, lungs: bytes | None) -> StoredResults:
    """What ``encoded`` gave. Raises UserError where it is damaged."""
    return _read((0, image, digest(body), body, lungs, None))


def sha256_of(results: ResultSet) -> str:
    """What ``Results.add`` would keep it under, to be known where nothing is kept."""
    lungs = None if results.lungs is None else np.ascontiguousarray(results.lungs.labels).tobytes()
    return digest(_body(results, lungs, evidence_bytes(results.evidence)))


def latest_results(connection: sqlite3.Connection, image: int, sha256: str = "") -> StoredResults | None:
    """The last run's results of an image, or the set of this hash, as seen by this transaction."""
    where = "image = ?1 AND (?2 = '' OR sha256 = ?2) ORDER BY id DESC LIMIT 1"
    row = connection.execute(f"{_SELECT} WHERE {where}", (image, sha256)).fetchone()
    return None if row is None else _read(row)


def _body(results: ResultSet, lungs: bytes | None, evidence: bytes | None) -> bytes:
    """Canonical JSON of everything; the lung mask and the evidence stand in it by size and sha256."""
    plain = cast(dict[str, Plain], to_plain(replace(results, lungs=None, evidence=())))
    if results.lungs is not None and lungs is not None:
        shape: list[Plain] = [int(n) for n in results.lungs.labels.shape]
        plain["lungs"] = {"shape": shape, "sha256": digest(lungs), "sides_assumed": results.lungs.sides_assumed}
    return canonical({**plain, "evidence": None if evidence is None else digest(evidence)})


def _same(found: object, stored: object) -> None:
    if found != stored:
        raise ValueError("a result set is not what was stored")


def _read_body(number: int, image: int, sha256: str, body: bytes) -> StoredResults:
    try:
        _same(digest(body), sha256)
        return StoredResults(number, image, sha256, _results(json.loads(body), None, ()))
    except (ValueError, KeyError, TypeError) as error:
        raise _damaged() from error


def _results(plain: dict[str, Any], lungs: LungMask | None, evidence: tuple[EvidenceMap, ...]) -> ResultSet:
    """What a later version adds to a result set is not in older bodies: its default holds."""
    plain = todays_results(plain)
    values = {name: from_plain(kind, plain[name]) for name, kind in _KINDS.items() if name in plain}
    return ResultSet(lungs=lungs, evidence=evidence, **values)


def _damaged() -> UserError:
    return UserError(
        "Stored results of this image are damaged.", "Results as they were stored.", "Analyse the image again.",
        code="damaged_results",
    )  # fmt: skip


def _read(row: tuple[Any, ...]) -> StoredResults:
    number, image, sha256, body, packed, evidence = row
    try:
        plain = json.loads(body)
        lungs = None
        if plain["lungs"] is not None:
            rows, columns = from_plain(tuple[int, int], plain["lungs"]["shape"])
            pixels = unpack(packed, rows * columns)
            lungs = LungMask(np.frombuffer(pixels, np.uint8).reshape(rows, columns), plain["lungs"]["sides_assumed"])
            _same(digest(pixels), plain["lungs"]["sha256"])
        _same(digest(body), sha256)
        _same(None if evidence is None else digest(evidence), plain["evidence"])
        results = _results(plain, lungs, evidence_maps(evidence))
    except (ValueError, KeyError, TypeError) as error:
        raise _damaged() from error
    return StoredResults(number, image, sha256, results)
