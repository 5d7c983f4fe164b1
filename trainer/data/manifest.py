"""The manifest: one row a film with source, label, group, fold and licence. Checked before anything is trained."""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from trainer.data.labels import row_targets

REQUIRED = ("path", "source", "label", "sublabel", "group", "fold", "ship", "licence", "mask", "mask_kind")
COLUMNS = (
    "path", "source", "label", "sublabel", "findings", "patient_id", "group", "view", "age", "sex", "orig_split",
    "width", "height", "mask", "mask_kind", "licence", "ship", "fold", "sha256", "dhash",
)  # fmt: skip
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


def read_manifest(root: Path, manifest: Path | None = None) -> list[dict[str, str]]:
    """Rows of ``manifest``, or of ``root``/index.csv. Raises ManifestError where mandatory columns are missing."""
    path = manifest or root / "index.csv"
    if not path.is_file():
        where = f"no index.csv in {root}" if manifest is None else f"no file {manifest}"
        raise ManifestError(f"{where}; name the folder that holds the films and their index.csv, or a --manifest")
    try:
        with path.open(newline="", encoding="utf-8") as handle:
            reader = csv.DictReader(handle, restval="")
            missing = [name for name in REQUIRED if name not in (reader.fieldnames or [])]
            if missing:
                raise ManifestError(f"{path} lacks the columns {', '.join(missing)}; add them, empty where unknown")
            rows = list(reader)
    except (UnicodeDecodeError, csv.Error) as error:
        raise ManifestError(f"{path} is not a UTF-8 table ({error}); save it as CSV, UTF-8") from error
    for number, row in enumerate(rows, start=2):
        if None in row:
            raise ManifestError(f"{path}, line {number}, has more cells than columns; quote texts with commas")
    return rows


def write_manifest(path: Path, rows: Sequence[dict[str, str]]) -> None:
    """Write ``rows`` with ``COLUMNS`` first and whatever else they have behind. The old file stays if this fails."""
    extra = [name for name in rows[0] if name not in COLUMNS] if rows else []
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(path.name + ".new")
    with beside.open("w", newline="", encoding="utf-8") as handle:
        writer = csv.DictWriter(handle, fieldnames=[*COLUMNS, *extra], restval="")
        writer.writeheader()
        writer.writerows(rows)
    beside.replace(path)


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
    if not row["path"]:
        problems.append("no path")
    for name in filter(None, (row["path"], row["mask"])):
        if not inside(name):
            problems.append(f"{name} points outside the folder of the films")
        elif not (root / name).is_file():
            problems.append(f"no file {name}")
    try:
        row_targets(row)
    except ValueError as error:
        problems.append(str(error))
    return problems


def open_folds(rows: list[dict[str, str]], *, open_locked: bool = False) -> list[dict[str, str]]:
    """Rows that training and validation may see: the locked fold stays closed unless asked for by name."""
    return [row for row in rows if open_locked or row["fold"] != LOCKED_FOLD]


def inside(name: str) -> bool:
    """Whether a path of a manifest stays below its folder: relative, and never upwards."""
    posix = PurePosixPath(name.replace("\\", "/"))
    if not posix.parts or posix.is_absolute() or ".." in posix.parts:
        return False
    return ":" not in posix.parts[0] and "\0" not in name
