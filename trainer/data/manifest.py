"""The manifest: one row a film with source, label, group, fold and licence. Checked before anything is trained."""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path

from trainer.data.labels import targets

REQUIRED = ("path", "source", "label", "sublabel", "group", "fold", "ship", "licence", "mask", "mask_kind")
FOLDS = tuple("0123456789")
LOCKED_FOLD = "9"


class ManifestError(ValueError):
    """The manifest cannot be trusted; the text says which rows and what to do."""


@dataclass(frozen=True)
class ManifestCheck:
    """What a look at the manifest found. ``problems`` is empty when it can be trained on."""

    films: int
    counts: dict[str, int]  # "source/label" -> films
    problems: tuple[str, ...]


def read_manifest(root: Path) -> list[dict[str, str]]:
    """Rows of ``root``/index.csv. Raises ManifestError where mandatory columns are missing."""
    path = root / "index.csv"
    if not path.is_file():
        raise ManifestError(f"no index.csv in {root}; name the folder that holds the films and their index.csv")
    with path.open(newline="", encoding="utf-8") as handle:
        reader = csv.DictReader(handle)
        missing = [name for name in REQUIRED if name not in (reader.fieldnames or [])]
        if missing:
            raise ManifestError(f"{path} lacks the columns {', '.join(missing)}; add them, empty where unknown")
        return list(reader)


def check_manifest(rows: list[dict[str, str]], root: Path) -> ManifestCheck:
    """Missing or doubled files, unknown labels, rows without source or licence, groups that straddle folds (leaks)."""
    problems: list[str] = []
    folds: dict[str, set[str]] = defaultdict(set)
    paths = Counter(row["path"] for row in rows)
    for number, row in enumerate(rows, start=2):
        folds[row["group"]].add(row["fold"])
        problems += [f"line {number}: {problem}" for problem in _row_problems(row, root)]
        if paths[row["path"]] > 1:
            problems.append(f"line {number}: {row['path']} is listed {paths[row['path']]} times")
    leaks = [group for group, held in folds.items() if len(held) > 1]
    problems += [f"group {group} lies in folds {sorted(folds[group])}: one patient, one fold" for group in leaks]
    counts = Counter(f"{row['source']}/{row['label']}" for row in rows)
    return ManifestCheck(len(rows), dict(sorted(counts.items())), tuple(problems))


def _row_problems(row: dict[str, str], root: Path) -> list[str]:
    problems = []
    if not row["source"] or not row["licence"] or not row["group"]:
        problems.append("source, licence and group are mandatory")
    if row["fold"] not in FOLDS:
        problems.append(f"fold {row['fold']!r} is none of 0-9")
    problems += [f"no file {name}" for name in (row["path"], row["mask"]) if name and not (root / name).is_file()]
    try:
        targets(row["label"], row["sublabel"])
    except ValueError as error:
        problems.append(str(error))
    return problems


def open_folds(rows: list[dict[str, str]], *, open_locked: bool = False) -> list[dict[str, str]]:
    """Rows that training and validation may see: the locked fold stays closed unless asked for by name."""
    return [row for row in rows if open_locked or row["fold"] != LOCKED_FOLD]
