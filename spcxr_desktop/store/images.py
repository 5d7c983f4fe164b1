"""Patients, studies, series and images: what is known, where it lies, what was looked at. Files are never touched."""

from __future__ import annotations

import os
import secrets
import sqlite3
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.domain.plain import canonical, digest
from spcxr_desktop.store.audit import PROGRAM, append, now
from spcxr_desktop.store.database import Database
from spcxr_desktop.store.rows import ImageFacts, ImageRow

_SELECT = """
SELECT i.id, i.key, s.study, i.series, i.arrival, i.path, i.size, i.mtime_ns, i.sop_instance_uid, i.sop_class_uid,
  s.series_instance_uid, t.study_instance_uid, i.rows, i.columns, i.frames, i.view, i.dicom, i.pixel_sha256, i.read,
  i.assessment, i.revealed
FROM images i JOIN series s ON s.id = i.series JOIN studies t ON t.id = s.study"""


class Images:
    """Adding and finding images. Thread-safe; every method raises UserError where the disk or the file fails."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, files: Iterable[ImageFacts], actor: str = PROGRAM) -> tuple[int, ...]:
        """Image ids in the order given: all of them are in the record when this returns, or none.

        A file that is known (the same path, or the same SOP Instance UID and size) keeps its id and gets its new
        place. The same UID over another size is another image.
        """
        with self._database.write() as connection:
            return tuple(_add(connection, _clean(facts), actor) for facts in files)

    def get(self, image: int) -> ImageRow:
        """One image. Raises UserError where it is gone."""
        with self._database.read() as connection:
            return image_row(connection, image)

    def of_study(self, study: int) -> tuple[ImageRow, ...]:
        """All images of a study, by series and arrival."""
        with self._database.read() as connection:
            rows = connection.execute(f"{_SELECT} WHERE s.study = ? ORDER BY i.series, i.arrival", (study,))
            return tuple(_row(row) for row in rows)

    def at(self, path: Path) -> ImageRow | None:
        """The image whose file lies at this path."""
        with self._database.read() as connection:
            row = connection.execute(f"{_SELECT} WHERE i.path = ?", (os.fsencode(path),)).fetchone()
            return None if row is None else _row(row)

    def confirm_pixels(self, image: int, sha256: str, rows: int, columns: int) -> None:
        """Say which pixels were decoded. Raises UserError where results or reviews were made on other ones."""
        with self._database.write() as connection:
            known = image_row(connection, image)
            if (known.pixel_sha256, known.rows, known.columns) == (sha256, rows, columns):
                return
            used = "SELECT 1 FROM results WHERE image = ?1 UNION ALL SELECT 1 FROM reviews WHERE image = ?1 LIMIT 1"
            if known.pixel_sha256 and connection.execute(used, (image,)).fetchone() is not None:
                raise UserError(
                    "This file's picture is not the one that was analysed or reviewed before.",
                    "The same pixels as then.",
                    "Open the original file, or take the changed one in under another name.",
                    code="pixels_changed",
                )
            values = sha256, rows, columns, image
            connection.execute("UPDATE images SET pixel_sha256 = ?, rows = ?, columns = ? WHERE id = ?", values)

    def mark_read(self, image: int, read: bool = True) -> None:
        """Looked at, or not."""
        with self._database.write() as connection:
            connection.execute("UPDATE images SET read = ? WHERE id = ?", (int(read), image))

    def reveal(self, image: int, results: str, actor: str, opinions: int, first: str) -> None:
        """A reader who reads first has seen this result set. ``opinions``: how many were given before, ``first``: their
        hash, so that it can be told later whether they are still the same. Raises UserError."""
        with self._database.write() as connection:
            key = image_row(connection, image).key
            connection.execute("UPDATE images SET revealed = ? WHERE id = ?", (results, image))
            append(connection, actor, "opinion.given", key, opinions=opinions, first=first)
            append(connection, actor, "results.revealed", key, results=results)

    def any(self) -> bool:
        """Whether there is one at all."""
        with self._database.read() as connection:
            return connection.execute("SELECT 1 FROM images LIMIT 1").fetchone() is not None

    def unread(self) -> int:
        """How many images nobody has looked at."""
        with self._database.read() as connection:
            return int(connection.execute("SELECT count(*) FROM images WHERE read = 0").fetchone()[0])

    def set_thumbnail(self, image: int, data: bytes) -> None:
        """An encoded small picture; replaces a former one."""
        with self._database.write() as connection:
            connection.execute("INSERT OR REPLACE INTO thumbnails VALUES (?, ?)", (image, data))

    def thumbnail(self, image: int) -> bytes | None:
        """What ``set_thumbnail`` was given."""
        with self._database.read() as connection:
            row = connection.execute("SELECT data FROM thumbnails WHERE image = ?", (image,)).fetchone()
            return None if row is None else bytes(row[0])


def image_row(connection: sqlite3.Connection, image: int) -> ImageRow:
    """One image. Raises UserError where it is gone."""
    row = connection.execute(f"{_SELECT} WHERE i.id = ?", (image,)).fetchone()
    if row is None:
        raise UserError("This image is no longer in the record.", "An image of the worklist.", "Open its file again.")
    return _row(row)


def fold(text: str) -> str:
    """Text as it is searched: no case, no accents, name components apart.

    >>> fold("Müller^Zoë=山田^太郎")
    'muller zoe 山田 太郎'
    """
    parts = unicodedata.normalize("NFKD", text.replace("^", " ").replace("=", " ")).casefold()
    return " ".join("".join(letter for letter in parts if not unicodedata.combining(letter)).split())


def new_key() -> str:
    """A random name for a row, which says nothing about what is in it."""
    return secrets.token_hex(16)


def _clean(facts: ImageFacts) -> ImageFacts:
    """Header texts as SQLite can hold them: no NUL, no half characters of a wrong character set."""
    texts = {name: text for name, text in vars(facts.identity).items() if isinstance(text, str)}
    clean = {name: text.replace("\0", "").encode("utf-8", "replace").decode() for name, text in texts.items()}
    return replace(facts, identity=replace(facts.identity, **clean))  # type: ignore[arg-type]


def _add(connection: sqlite3.Connection, facts: ImageFacts, actor: str) -> int:
    path = os.fsencode(facts.path)
    series = _series(connection, facts, _study(connection, facts, _patient(connection, facts)))
    uid, same = facts.identity.sop_instance_uid, "path = ?2"
    if uid:
        same = "sop_instance_uid = ?3 AND (path = ?2 OR size = ?4)"
    row = connection.execute(
        f"SELECT id FROM images WHERE series = ?1 AND {same}", (series, path, uid, facts.size)[: 4 if uid else 2]
    ).fetchone()
    if row is not None:
        place = path, facts.size, facts.mtime_ns, row[0]
        connection.execute("UPDATE images SET path = ?, size = ?, mtime_ns = ? WHERE id = ?", place)
        return int(row[0])
    arrival = connection.execute("SELECT COALESCE(MAX(arrival), 0) + 1 FROM images").fetchone()[0]
    key, who = new_key(), facts.identity
    values = {
        "key": key, "series": series, "arrival": arrival, "path": path, "size": facts.size,
        "mtime_ns": facts.mtime_ns, "sop_instance_uid": uid, "sop_class_uid": who.sop_class_uid, "rows": facts.rows,
        "columns": facts.columns, "frames": facts.frames, "view": who.view_position, "dicom": int(facts.dicom),
        "pixel_sha256": facts.pixel_sha256, "added": now(),
    }  # fmt: skip
    image = insert(connection, "images", values)
    append(connection, actor, "image.added", key)
    return image


def _patient(connection: sqlite3.Connection, facts: ImageFacts) -> int:
    """Two people are never taken for one: id, name and birth date must all agree, and nameless files stay apart."""
    who = facts.identity
    named = bool(who.patient_id or who.patient_name)
    parts = [who.patient_id, fold(who.patient_name), who.patient_birth_date] if named else ["", _study_uid(facts)]
    identity = digest(canonical([*parts]))
    values = {
        "key": new_key(), "identity": identity, "patient_id": who.patient_id, "name": who.patient_name,
        "birth_date": who.patient_birth_date, "sex": who.patient_sex,
    }  # fmt: skip
    return _find_or_insert(connection, "patients", "identity = ?", (identity,), values)


def _study(connection: sqlite3.Connection, facts: ImageFacts, patient: int) -> int:
    who, uid = facts.identity, _study_uid(facts)
    words = who.patient_name, who.patient_id, who.study_description, who.accession_number, who.study_date
    values = {
        "key": new_key(), "patient": patient, "study_instance_uid": uid, "study_date": who.study_date,
        "description": who.study_description, "accession": who.accession_number, "age_years": who.patient_age_years,
        "folded": fold(" ".join(words)), "added": now(),
    }  # fmt: skip
    return _find_or_insert(connection, "studies", "patient = ? AND study_instance_uid = ?", (patient, uid), values)


def _series(connection: sqlite3.Connection, facts: ImageFacts, study: int) -> int:
    who = facts.identity
    values = {
        "key": new_key(), "study": study, "series_instance_uid": who.series_instance_uid, "modality": who.modality,
        "body_part": who.body_part, "manufacturer": who.manufacturer, "device": who.device_model,
        "station": who.station,
    }  # fmt: skip
    found = (study, who.series_instance_uid)
    return _find_or_insert(connection, "series", "study = ? AND series_instance_uid = ?", found, values)


def _study_uid(facts: ImageFacts) -> str:
    """The header's, or one made of the path for a file that has none: such a file is a study of its own."""
    return facts.identity.study_instance_uid or f"path-{digest(os.fsencode(facts.path))[:32]}"


def _find_or_insert(
    connection: sqlite3.Connection, table: str, where: str, found: tuple[object, ...], values: Mapping[str, object]
) -> int:
    row = connection.execute(f"SELECT id FROM {table} WHERE {where}", found).fetchone()
    return insert(connection, table, values) if row is None else int(row[0])


def insert(connection: sqlite3.Connection, table: str, values: Mapping[str, object]) -> int:
    """A new row; returns its id. Names of tables and columns are this program's own, never a user's."""
    names, marks = ", ".join(values), ", ".join("?" * len(values))
    cursor = connection.execute(f"INSERT INTO {table}({names}) VALUES ({marks})", tuple(values.values()))
    return int(cursor.lastrowid or 0)


def _row(row: Sequence[Any]) -> ImageRow:
    row = list(row)
    row[5], row[16], row[18] = Path(os.fsdecode(row[5])), bool(row[16]), bool(row[18])
    return ImageRow(*row)
