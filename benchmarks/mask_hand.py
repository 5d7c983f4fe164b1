"""What the hand does in ``mask_editing.py`` and in the programs beside it, and how their times are told.

Imports nothing but numpy, so that another program's environment can use it.
"""

from __future__ import annotations

import json
import math
import os
from pathlib import Path

import numpy as np

ROUNDS, STROKES, MOVES = 5, 8, 25
PEER_STROKES = 3  # of each round: a slower program need not draw all of them
DIAMETER = 80  # px of the film
WIDTH, HEIGHT = 3840, 2160
EDGES = (1, 2, 3, 4, 6, 8, 12, 16, 33, 66, 133)  # ms
Point = tuple[float, float]  # x, y in px of the film


def strokes(round_: int, side: int = 3000) -> list[list[Point]]:
    """Eight strokes along the rims of the lungs of ``film.py``, wavering, up to 25 px from one place to the next.

    No two of a round overlap, and ``label`` alternates, so that every stroke changes something.
    """
    dice = np.random.default_rng(round_)
    out = []
    for number in range(STROKES):
        centre = side * (0.30 if number % 2 else 0.70), side * 0.47
        angle, away, line = (number // 2 + float(dice.uniform(0, 0.2))) * math.tau / 4, 1.0, []
        for _ in range(MOVES + 1):
            across, down = 0.14 * math.cos(angle), 0.30 * math.sin(angle)
            line.append((centre[0] + side * away * across, centre[1] + side * away * down))
            angle += float(dice.uniform(0.005, 0.028))
            away += float(dice.normal(0, 0.01))
        out.append(line)
    return out


def label(round_: int) -> int:
    """What is painted in a round."""
    return 1 + round_ % 2


def before_others() -> None:
    """Let every thread of this process go before all else on the machine, where it may (Linux, as root)."""
    if not hasattr(os, "sched_setscheduler"):
        return
    for thread in Path("/proc/self/task").iterdir():
        os.sched_setscheduler(int(thread.name), os.SCHED_FIFO, os.sched_param(20))


class Times:
    """Milliseconds by what was done and in which round."""

    def __init__(self, tool: str, about: str) -> None:
        self.tool, self.about = tool, about
        self.ms: dict[str, list[list[float]]] = {}

    def add(self, what: str, round_: int, seconds: float) -> None:
        """One more."""
        rounds = self.ms.setdefault(what, [[] for _ in range(ROUNDS)])
        rounds[round_].append(seconds * 1000)

    def write(self, path: Path) -> None:
        """As JSON."""
        path.write_text(json.dumps({"tool": self.tool, "about": self.about, "ms": self.ms}), encoding="utf-8")

    @classmethod
    def read(cls, path: Path) -> Times:
        """What ``write`` wrote."""
        found = json.loads(path.read_text(encoding="utf-8"))
        times = cls(found["tool"], found["about"])
        times.ms = found["ms"]
        return times

    def medians(self, what: str) -> list[float]:
        """Of each round."""
        return [float(np.median(part)) for part in self.ms[what]]

    def summary(self, what: str) -> tuple[float, float, float, int]:
        """Median, 99th percentile, worst, how many."""
        every = np.concatenate([np.asarray(part) for part in self.ms[what]])
        return float(np.median(every)), float(np.percentile(every, 99)), float(every.max()), every.size


def table(ours: Times, peer: Times | None) -> str:
    """Markdown: figures, the peer's, the ratio of the medians over all rounds with its least and greatest by round."""
    tools = [ours, *([peer] if peer is not None else [])]
    heads = " | ".join(f"{times.tool} median | p99 | worst | n" for times in tools)
    ratio = f" {peer.tool} / {ours.tool} |" if peer is not None else ""
    lines = [f"| ms | {heads} |{ratio}", "|---" * (1 + 4 * len(tools) + (peer is not None)) + "|"]
    for what in ours.ms:
        cells = []
        for times in tools:
            figures = times.summary(what) if what in times.ms else None
            cells.append("| | | " if figures is None else "{:.2f} | {:.2f} | {:.2f} | {}".format(*figures))
        line = f"| {what} | " + " | ".join(cells) + " |"
        if peer is not None:
            line += f" {_ratio(ours, peer, what)} |"
        lines.append(line)
    return "\n".join(lines)


def _ratio(ours: Times, peer: Times, what: str) -> str:
    if what not in peer.ms:
        return ""
    every = [theirs / mine for theirs in peer.medians(what) for mine in ours.medians(what)]
    middle = peer.summary(what)[0] / ours.summary(what)[0]
    return f"{middle:.1f} ({min(every):.1f}-{max(every):.1f})"


def histogram(what: str, *tools: Times) -> str:
    """Markdown: per cent of all times in each bin."""
    names = [f"up to {edge}" for edge in EDGES] + [f"above {EDGES[-1]}"]
    lines = [f"| {what}, ms | " + " | ".join(names) + " |", "|---" + "|---:" * len(names) + "|"]
    for times in tools:
        every = np.concatenate([np.asarray(part) for part in times.ms[what]])
        counts = np.bincount(np.searchsorted(EDGES, every), minlength=len(names))
        lines.append(f"| {times.tool}, % | " + " | ".join(f"{100 * n / every.size:.1f}" for n in counts) + " |")
    return "\n".join(lines)
