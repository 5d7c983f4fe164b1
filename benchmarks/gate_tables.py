"""Shares with intervals, and tables, as docs/gates.md has them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

_Z = 1.959964


def share(hits: NDArray[np.bool_], patients: NDArray[np.str_]) -> str:
    """Per cent with a Wilson interval that counts patients, not films, which are no independent evidence."""
    if not len(hits):
        return "-"
    low, high = wilson(float(hits.mean()), len(np.unique(patients)))
    return f"{hits.mean() * 100:.1f} ({low * 100:.1f} to {high * 100:.1f})"


def wilson(part: float, count: int) -> tuple[float, float]:
    """95 % score interval of a share."""
    middle = (part + _Z**2 / (2 * count)) / (1 + _Z**2 / count)
    half = _Z / (1 + _Z**2 / count) * math.sqrt(part * (1 - part) / count + _Z**2 / (4 * count**2))
    return max(0.0, middle - half), min(1.0, middle + half)


def table(head: Sequence[str], lines: Sequence[Sequence[str]]) -> str:
    """Markdown."""
    rule = ["---", *["---:"] * (len(head) - 1)] if len(head) > 2 else ["---", "---"]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (head, rule, *lines))


def write_block(path: Path, name: str, text: str) -> None:
    """Replaces what stands between the marks of block ``name``. Raises ValueError where the marks are missing."""
    start, end = f"<!-- {name}: begin -->", f"<!-- {name}: end -->"
    page = path.read_text(encoding="utf-8")
    if start not in page or end not in page:
        raise ValueError(f"{path} has no block '{name}'")
    before, rest = page.split(start, 1)
    after = rest.split(end, 1)[1]
    path.write_text(f"{before}{start}\n{text}\n{end}{after}", encoding="utf-8")
