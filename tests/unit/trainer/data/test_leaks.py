"""Leaks planted and found, twins kept together: hashing, verify, split."""

from __future__ import annotations

from collections import Counter, defaultdict
from pathlib import Path

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from tests.made_films import Made, save, write_films
from trainer.data.films import read_film
from trainer.data.hashing import NEAR, WORDS, difference_hash, near_pairs
from trainer.data.manifest import FOLDS
from trainer.data.split import split_rows
from trainer.data.verify import verify, with_hashes


def apart(one: NDArray[np.uint8], other: NDArray[np.uint8]) -> int:
    """Bits between the fingerprints of two films."""
    return bin(int(difference_hash(one), 16) ^ int(difference_hash(other), 16)).count("1")


def chest(shared: Path, number: int = 0) -> NDArray[np.uint8]:
    """A real film."""
    return read_film(sorted((shared / "data/cxr/nih/images").iterdir())[number])


@given(st.lists(st.binary(min_size=8 * WORDS, max_size=8 * WORDS), max_size=12), st.integers(0, 256), st.randoms())
def test_no_near_pair_is_missed(films: list[bytes], distance: int, random: object) -> None:
    hashes = ["" if i % 5 == 4 else data.hex() for i, data in enumerate(films)]
    said = {(i, j): bits for i, j, bits in near_pairs(hashes, distance)}
    for j, other in enumerate(hashes):
        for i, one in enumerate(hashes[:j]):
            bits = bin(int(one or "0", 16) ^ int(other or "0", 16)).count("1")
            assert ((i, j) in said) == (bool(one and other) and bits <= distance)
            assert said.get((i, j), bits) == bits


def test_near_pairs_across_blocks() -> None:
    rng = np.random.default_rng(0)
    hashes = [rng.bytes(32).hex() for _ in range(3000)]
    twin = f"{int(hashes[3], 16) ^ 0b111:064x}"
    assert near_pairs([*hashes, twin]) == [(3, 3000, 3)]


def test_a_real_film_stays_itself_when_re_encoded_resized_or_windowed(shared: Path) -> None:
    film = chest(shared)
    jpeg = cv2.imdecode(cv2.imencode(".jpg", film, [cv2.IMWRITE_JPEG_QUALITY, 40])[1], cv2.IMREAD_GRAYSCALE)
    small = cv2.resize(film, (224, 224), interpolation=cv2.INTER_AREA)
    windowed = np.clip((film.astype(float) - 30) * 1.1, 0, 255).astype(np.uint8)
    assert max(apart(film, np.asarray(other)) for other in (jpeg, small)) <= NEAR
    assert apart(film, windowed) <= 2 * NEAR
    assert min(apart(film, chest(shared, other)) for other in range(1, 30)) > NEAR


@pytest.fixture
def planted(tmp_path: Path, shared: Path) -> tuple[list[dict[str, str]], Path]:
    """Eight real films in folds 0-7; the first also as a JPEG of half its size, under another name, in fold 8."""
    rows = write_films(tmp_path, [Made("nih", "normal", fold) for fold in range(9)])
    for number, row in enumerate(rows[:8]):
        save(tmp_path / row["path"], chest(shared, 20 * number))
    first = chest(shared)
    save(tmp_path / rows[8]["path"], np.asarray(cv2.resize(first, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)))
    return rows, tmp_path


def test_a_planted_near_duplicate_is_found(planted: tuple[list[dict[str, str]], Path]) -> None:
    rows, root = planted
    found = verify(rows, root)
    assert found.kinds() == {"near duplicate": 1}
    assert rows[0]["path"] in found.problems[0] and rows[8]["path"] in found.problems[0]
    assert verify(rows[:8], root).problems == ()


def test_split_puts_the_twins_into_one_fold_and_verify_is_content(planted: tuple[list[dict[str, str]], Path]) -> None:
    rows, root = planted
    after = split_rows([row | {"fold": ""} for row in rows], root)
    assert after[0]["fold"] == after[8]["fold"] and after[0]["group"] == after[8]["group"]
    assert len({row["group"] for row in after}) == 8
    assert verify(after, root).problems == ()


def test_leaks_by_patient_and_by_file_are_found(tmp_path: Path) -> None:
    rows = with_hashes(write_films(tmp_path, [Made("nih", "normal", fold) for fold in range(4)]), tmp_path)
    for i, row in enumerate(rows):
        row["dhash"] = np.random.default_rng(i).bytes(32).hex()
    rows[1]["patient_id"] = rows[0]["patient_id"]
    rows[3]["sha256"], rows[3]["label"] = rows[2]["sha256"], "pneumonia"
    found = verify(rows, tmp_path)
    assert found.kinds() == {"patient": 1, "same file": 1}
    assert any("called normal and pneumonia" in note for note in found.notes)


@pytest.mark.parametrize(
    ("change", "said"),
    [({"licence": ""}, "mandatory"), ({"source": ""}, "mandatory"), ({"findings": "dragon=1"}, "no finding"),
     ({"label": "sick"}, "unknown label"), ({"path": ""}, "no path"),
     ({"path": "../x.jpg"}, "outside"), ({"mask": "/etc/passwd"}, "outside")],
)  # fmt: skip
def test_rows_nobody_should_train_on_are_problems(change: dict[str, str], said: str, tmp_path: Path) -> None:
    rows = write_films(tmp_path, [Made("nih", "normal", 0)])
    assert any(said in problem for problem in verify([rows[0] | change], tmp_path).problems)


def test_a_manifest_without_folds_is_said_to_be_unsplit(tmp_path: Path) -> None:
    rows = [row | {"fold": ""} for row in write_films(tmp_path, [Made("nih", "normal", 0)])]
    found = verify(rows, tmp_path)
    assert found.problems == () and "not split" in found.notes[0]


ROWS = st.lists(
    st.tuples(st.sampled_from("ab"), st.sampled_from(["normal", "covid"]), st.integers(0, 30)), min_size=1, max_size=60
)


def made_rows(drawn: list[tuple[str, str, int]]) -> list[dict[str, str]]:
    """Rows with fingerprints far apart; the last number is the patient, 0 for nobody."""
    rng = np.random.default_rng(7)
    return [
        {"path": f"{i}.png", "source": source, "label": label, "patient_id": f"{source}:{patient}" if patient else "",
         "group": "", "fold": "", "sha256": rng.bytes(32).hex(), "dhash": rng.bytes(32).hex()}
        for i, (source, label, patient) in enumerate(drawn)
    ]  # fmt: skip


@given(ROWS, st.integers(0, 5))
@settings(max_examples=60, deadline=None)
def test_a_patient_lies_in_one_fold_whatever_comes(drawn: list[tuple[str, str, int]], seed: int) -> None:
    rows = made_rows(drawn)
    after = split_rows(rows, Path(), seed=seed)
    folds: dict[str, set[str]] = defaultdict(set)
    for before, row in zip(rows, after, strict=True):
        assert row["path"] == before["path"] and row["fold"] in FOLDS
        folds[row["patient_id"] or row["path"]].add(row["fold"])
    assert {len(held) for held in folds.values()} == {1}


@given(ROWS, st.randoms())
@settings(max_examples=40, deadline=None)
def test_the_order_of_the_manifest_does_not_matter(drawn: list[tuple[str, str, int]], random: object) -> None:
    rows = made_rows(drawn)
    mixed = list(rows)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert {r["path"]: r["fold"] for r in split_rows(rows, Path())} == {
        r["path"]: r["fold"] for r in split_rows(mixed, Path())
    }


def test_every_source_and_label_is_spread_evenly() -> None:
    rows = made_rows([(source, label, 0) for source in "ab" for label in ("normal", "covid") for _ in range(45)])
    cells: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for row in split_rows(rows, Path()):
        cells[row["source"], row["label"]][row["fold"]] += 1
    assert all(set(counts.values()) <= {4, 5} and len(counts) == 10 for counts in cells.values())


def test_the_seed_changes_the_split_and_nothing_else_does() -> None:
    rows = made_rows([("a", "normal", i) for i in range(1, 60)])
    first, again, other = (split_rows(rows, Path(), seed=seed) for seed in (1, 1, 2))
    assert first == again
    assert [row["fold"] for row in first] != [row["fold"] for row in other]
