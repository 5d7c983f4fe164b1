"""Lists over the whole record: worklist, search, earlier studies of a patient.

Search is a plain scan of one folded column. A trigram index finds nothing shorter than three letters (two-letter
Chinese and Japanese names), doubles what deletion has to erase, and is not needed: see docs/store.md for times.
"""

from __future__ import annotations

from collections.abc import Sequence

from spcxr_desktop.store.database import Database
from spcxr_desktop.store.images import fold
from spcxr_desktop.store.rows import PatientRow, StudyRow

_SELECT = """
SELECT t.id, t.key, t.patient, p.name, p.patient_id, p.birth_date, p.sex, t.age_years, t.study_date, t.description,
  t.accession, MIN(i.arrival), COUNT(*), SUM(i.read = 0), COALESCE(group_concat(DISTINCT NULLIF(i.view, '')), ''),
  MIN(s.modality), SUM(i.assessment = 'analysed'), SUM(i.assessment IN ('refused', 'failed')), SUM(i.flagged),
  COALESCE(group_concat(NULLIF(i.flags, '')), ''), SUM(i.warnings), COALESCE(SUM(r.drafts), 0),
  COALESCE(SUM(r.signed), 0), SUM(i.assessment = 'analysed' AND i.revealed = ''), COALESCE(SUM(r.amended), 0)
FROM studies t JOIN patients p ON p.id = t.patient JOIN series s ON s.study = t.id JOIN images i ON i.series = s.id
LEFT JOIN (SELECT image, SUM(state = 'draft') AS drafts, SUM(state = 'signed') AS signed,
  SUM(state = 'signed' AND replaces != '') AS amended FROM reviews GROUP BY image) r ON r.image = i.id
{where} GROUP BY t.id ORDER BY MIN(i.arrival)"""

_BATCH = 500  # ids in one statement


class Worklist:
    """Rows for lists. Thread-safe; every method raises UserError where the disk or the file fails."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def rows(self) -> tuple[StudyRow, ...]:
        """All studies in the order of arrival; sort by ``StudyRow.priority`` for the other order."""
        return self._rows("", ())

    def row(self, study: int) -> StudyRow | None:
        """One study, to refresh one line; None where it is gone."""
        return next(iter(self._rows("WHERE t.id = ?", (study,))), None)

    def some(self, studies: Sequence[int]) -> tuple[StudyRow, ...]:
        """These studies, as far as they are there, in the order of arrival."""
        batches = (tuple(studies[start : start + _BATCH]) for start in range(0, len(studies), _BATCH))
        rows = [row for ids in batches for row in self._rows(f"WHERE t.id IN ({', '.join('?' * len(ids))})", ids)]
        return tuple(sorted(rows, key=lambda row: row.arrival))

    def search(self, text: str) -> frozenset[int]:
        """Ids of studies in which every word is part of a name, id, description, accession number or date."""
        words = fold(text).split()
        where = " AND ".join("instr(folded, ?) > 0" for _ in words) or "1"
        with self._database.read() as connection:
            return frozenset(row[0] for row in connection.execute(f"SELECT id FROM studies WHERE {where}", words))

    def priors(self, study: int) -> tuple[StudyRow, ...]:
        """Other studies of the same patient that are not later, newest first. An unknown date is never a prior."""
        earlier = (
            "WHERE t.patient = (SELECT patient FROM studies WHERE id = ?1) AND t.id != ?1 AND t.study_date != ''"
            " AND t.study_date <= (SELECT study_date FROM studies WHERE id = ?1)"
        )
        return tuple(sorted(self._rows(earlier, (study,)), key=lambda row: row.study_date, reverse=True))

    def patients(self) -> tuple[PatientRow, ...]:
        """All patients by name."""
        with self._database.read() as connection:
            rows = connection.execute("SELECT id, key, patient_id, name, birth_date, sex FROM patients ORDER BY name")
            return tuple(PatientRow(*row) for row in rows)

    def _rows(self, where: str, values: tuple[object, ...]) -> tuple[StudyRow, ...]:
        with self._database.read() as connection:
            return tuple(StudyRow(*row) for row in connection.execute(_SELECT.format(where=where), values))
