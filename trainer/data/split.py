"""Folds 0 to 9: by patient, twins together, every source and label spread evenly, the same for the same seed."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from pathlib import Path

from trainer.data.hashing import NEAR, near_pairs
from trainer.data.manifest import FOLDS
from trainer.data.verify import with_hashes


class _Joined:
    """Union and find over row numbers."""

    def __init__(self, count: int) -> None:
        self._above = list(range(count))

    def root(self, i: int) -> int:
        while self._above[i] != i:
            self._above[i] = self._above[self._above[i]]
            i = self._above[i]
        return i

    def join(self, i: int, j: int) -> None:
        low, high = sorted((self.root(i), self.root(j)))
        self._above[high] = low


def split_rows(
    rows: list[dict[str, str]], root: Path, *, seed: int = 0, distance: int = NEAR, jobs: int = 1
) -> list[dict[str, str]]:
    """The rows with new ``group`` and ``fold``, in their order.

    A group holds everything that one patient, one file, near duplicates or the former group joins. Groups are dealt to
    the ten folds largest first, separately for each source and label, always to the fold that lacks most films.
    """
    rows = with_hashes(rows, root, jobs)
    groups = _groups(rows, distance)
    strata: dict[tuple[str, str], list[list[int]]] = defaultdict(list)
    for members in groups:
        cells = Counter((rows[i]["source"], rows[i]["label"]) for i in members)
        strata[min(cells, key=lambda cell: (-cells[cell], cell))].append(members)
    out: list[dict[str, str]] = [{}] * len(rows)
    total: Counter[str] = Counter()
    for stratum in sorted(strata):
        held: Counter[str] = Counter()
        order = sorted(strata[stratum], key=lambda members: (-len(members), _draw(seed, _name(rows, members))))
        for members in order:
            name = _name(rows, members)
            fold = min(FOLDS, key=lambda fold: (held[fold], total[fold], _draw(seed, f"{stratum}{fold}")))
            held[fold] += len(members)
            total[fold] += len(members)
            group = hashlib.sha256(name.encode()).hexdigest()[:12]
            for i in members:
                out[i] = rows[i] | {"group": group, "fold": fold}
    return out


def _groups(rows: list[dict[str, str]], distance: int) -> list[list[int]]:
    joined = _Joined(len(rows))
    seen: dict[tuple[str, str], int] = {}
    for i, row in enumerate(rows):
        for column in ("patient_id", "sha256", "group"):
            if row.get(column):
                joined.join(i, seen.setdefault((column, row[column]), i))
    for i, j, _ in near_pairs([row["dhash"] for row in rows], distance):
        joined.join(i, j)
    members: dict[int, list[int]] = defaultdict(list)
    for i in range(len(rows)):
        members[joined.root(i)].append(i)
    return list(members.values())


def _name(rows: list[dict[str, str]], members: list[int]) -> str:
    """A group is called after its first path: the order of the manifest does not matter."""
    return min(rows[i]["path"] for i in members)


def _draw(seed: int, name: str) -> str:
    return hashlib.sha256(f"{seed}\n{name}".encode()).hexdigest()
