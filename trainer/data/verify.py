"""Is a manifest fit to train and to judge on: nothing of one patient, and no film twice, on two sides of a split."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from trainer.data.films import read_film
from trainer.data.hashing import NEAR, difference_hash, file_hash, near_pairs
from trainer.data.manifest import check_manifest, inside


@dataclass(frozen=True)
class Verified:
    """``problems`` spoil a training or its figures; ``notes`` are worth knowing. Each begins with its kind."""

    films: int
    problems: tuple[str, ...]
    notes: tuple[str, ...]

    def kinds(self) -> dict[str, int]:
        """How many problems of each kind."""
        return dict(Counter(problem.partition(":")[0] for problem in self.problems))


def verify(rows: list[dict[str, str]], root: Path, *, distance: int = NEAR, jobs: int = 1) -> Verified:
    """Check every row, and every pair of rows by patient, by file and by look (at most ``distance`` of 256 bits apart).

    Rows without fingerprints get them from their files.
    """
    unsplit = all(not row["fold"] for row in rows)
    check = check_manifest([row | {"fold": "0"} for row in rows] if unsplit else rows, root)
    problems = [f"row: {problem}" for problem in check.problems]
    notes = ["not split: no row has a fold; `spcxr-trainer data split` gives them"] if unsplit else []
    rows = with_hashes(rows, root, jobs)
    problems += _across(rows, "patient", lambda row: row.get("patient_id", ""))
    problems += _across(rows, "same file", lambda row: row["sha256"])
    pairs = near_pairs([row["dhash"] for row in rows], distance)
    for i, j, bits in pairs:
        one, other = rows[i], rows[j]
        if one["sha256"] == other["sha256"]:
            continue
        where = f"{one['path']} and {other['path']} ({bits} of 256 bits apart)"
        if one["fold"] != other["fold"]:
            problems.append(f"near duplicate: {where} lie in folds {one['fold']} and {other['fold']}")
        elif one["label"] != other["label"]:
            notes.append(f"two labels: {where} are called {one['label']} and {other['label']}")
    notes += _two_labels(rows)
    nobodys = Counter(row["source"] for row in rows if not row.get("patient_id"))
    notes += [f"no patient: {count} films of {source} do not say whose they are" for source, count in nobodys.items()]
    return Verified(len(rows), tuple(problems), tuple(notes))


def with_hashes(rows: list[dict[str, str]], root: Path, jobs: int = 1) -> list[dict[str, str]]:
    """The rows with sha256 and dhash; those that lack them are computed. A film that does not read has empty ones."""

    def hashed(row: dict[str, str]) -> dict[str, str]:
        if (row.get("sha256") and row.get("dhash")) or not inside(row["path"]):
            return {"sha256": "", "dhash": "", **row}
        path = root / row["path"]
        try:
            return row | {"sha256": file_hash(path), "dhash": difference_hash(read_film(path))}
        except (ValueError, OSError):
            return row | {"sha256": "", "dhash": ""}  # check_manifest or pack names the file

    with ThreadPoolExecutor(max(1, jobs)) as pool:
        return list(pool.map(hashed, rows))


def _across(rows: Sequence[dict[str, str]], kind: str, key: Callable[[dict[str, str]], str]) -> list[str]:
    folds: dict[str, set[str]] = defaultdict(set)
    first: dict[str, str] = {}
    for row in rows:
        if name := key(row):
            folds[name].add(row["fold"])
            first.setdefault(name, row["path"])
    leaks = [name for name, held in folds.items() if len(held) > 1]
    return [f"{kind}: that of {first[name]} lies in folds {', '.join(sorted(folds[name]))}" for name in leaks]


def _two_labels(rows: Sequence[dict[str, str]]) -> list[str]:
    words: dict[str, set[str]] = defaultdict(set)
    first: dict[str, str] = {}
    for row in rows:
        if row["sha256"]:
            words[row["sha256"]].add(row["label"])
            first.setdefault(row["sha256"], row["path"])
    both = [sha for sha, called in words.items() if len(called) > 1]
    return [f"two labels: the file of {first[sha]} is called {' and '.join(sorted(words[sha]))}" for sha in both]
