"""Result sets are kept whole, beside each other, and found out where they were changed."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import fields, replace
from pathlib import Path

import numpy as np
import pytest

from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.domain.findings import EvidenceMap, ResultSet
from spcxr_desktop.store.library import FILE_NAME, Library
from spcxr_desktop.store.results import sha256_of
from tests.unit.store.records import refused, results

MAP = EvidenceMap(
    "pneumonia", np.random.default_rng(3).normal(size=(10, 10)).astype(np.float32), -1.5, (4, 8, 396, 352), (400, 360)
)


def with_evidence() -> ResultSet:
    return replace(results(), evidence=(MAP, replace(MAP, label="abnormal", values=MAP.values / 3)))


def test_results_come_back_whole(library: Library, image: int) -> None:
    given = with_evidence()
    sha256 = library.results.add(image, given)
    stored = library.results.latest(image)
    assert stored is not None and stored.sha256 == sha256 == sha256_of(given) != sha256_of(results())
    for mine, theirs in zip(given.evidence, stored.results.evidence, strict=True):
        assert np.array_equal(mine.values, theirs.values) and not theirs.values.flags.writeable
        assert replace(mine, values=theirs.values).__dict__ == theirs.__dict__
    for field in fields(ResultSet):
        if field.name not in ("lungs", "evidence"):
            assert getattr(stored.results, field.name) == getattr(given, field.name)
    assert given.lungs is not None and stored.results.lungs is not None
    assert np.array_equal(stored.results.lungs.labels, given.lungs.labels)
    assert library.results.get(sha256) is not None and library.results.get("0" * 64) is None


def test_a_new_run_stands_beside_the_old(library: Library, image: int) -> None:
    library.results.add(image, results(run=1))
    library.results.add(image, results(run=1))  # the very same: kept once
    library.results.add(image, refused())
    kept = library.results.all(image)
    assert [stored.results.status for stored in kept] == ["analysed", "refused"]
    assert library.results.latest(image) is not None


def test_lists_read_neither_lungs_nor_evidence(library: Library, image: int) -> None:
    library.results.add(image, with_evidence())
    stored = library.results.without_lungs(image)
    assert stored is not None and stored.results.evidence == () and stored.results.lungs is None


def test_no_results_yet(library: Library, image: int) -> None:
    assert library.results.latest(image) is None and library.results.all(image) == ()


@pytest.mark.parametrize(
    "change",
    [
        "body = CAST(replace(CAST(body AS TEXT), '0.9', '0.1') AS BLOB)",
        "lungs = NULL",
        "lungs = CAST('r' || hex(zeroblob(2048)) AS BLOB)",
        "evidence = x'00'",
        "evidence = NULL",
        "evidence = CAST(replace(CAST(evidence AS TEXT), 'pneumonia', 'pneumonie') AS BLOB)",
        "sha256 = '" + "0" * 64 + "'",
        "body = x'7b7d'",
    ],
)
def test_changed_results_are_found_out(library: Library, image: int, folder: Path, change: str) -> None:
    library.results.add(image, with_evidence())
    with closing(sqlite3.connect(folder / FILE_NAME)) as connection:
        with pytest.raises(sqlite3.IntegrityError, match="never changed"):
            connection.execute(f"UPDATE results SET {change}")
        connection.execute("DROP TRIGGER results_stay")
        connection.execute(f"UPDATE results SET {change}")
        connection.commit()
    with pytest.raises(UserError, match="damaged"):
        library.results.latest(image)
