"""Every mask tool by the clock, without a window: python -m benchmarks.mask_tools [--times 30]

On two lungs with ragged outlines, holes and islands, 3000 x 3000. Brushes are timed per dab or per pointer move, whole
operations per call that returns a new mask; making a command of it and taking it back are lines of their own.
"""

from __future__ import annotations

import argparse
import math
import os
import platform
import time
from collections.abc import Callable
from itertools import pairwise

import cv2
import numpy as np

from benchmarks.film import film
from benchmarks.mask_hand import before_others
from spcxr_desktop.domain.document import ReviewDocument
from spcxr_desktop.domain.editing.brush import Brush
from spcxr_desktop.domain.editing.islands import fill_holes, flood, keep_largest, remove_islands
from spcxr_desktop.domain.editing.livewire import Livewire
from spcxr_desktop.domain.editing.polygon import fill_polygon
from spcxr_desktop.domain.editing.rules import EVERY, Rules
from spcxr_desktop.domain.editing.shape import grow_shrink, smooth
from spcxr_desktop.domain.editing.smart_brush import SmartBrush
from spcxr_desktop.domain.editing.spans import PixelSize
from spcxr_desktop.domain.history import History
from spcxr_desktop.domain.masks import LUNGS, MaskArray, lung_labels
from spcxr_desktop.domain.strokes import Stroke, new_mask

SIDE = 3000
SQUARE_MM, OBLONG_MM = PixelSize(0.143, 0.143), PixelSize(0.2, 0.143)
FREE = Rules(EVERY)


def lungs() -> MaskArray:
    """Two ellipses with a rough rim, 200 holes and 200 islands."""
    mask = np.zeros((SIDE, SIDE), np.uint8)
    for column, value in ((0.3, 1), (0.7, 2)):
        cv2.ellipse(mask, (int(column * SIDE), SIDE // 2), (SIDE // 6, int(SIDE * 0.37)), 0, 0, 360, value, -1)
    dice = np.random.default_rng(0)
    for number, (x, y) in enumerate(dice.integers(60, SIDE - 60, (400, 2)).tolist()):
        cv2.circle(mask, (x, y), 3 + number % 20, number % 3, -1)
    return mask


def report(name: str, spent: list[float], unit: float = 1e3) -> None:
    """Median, 99th percentile, worst."""
    ordered = sorted(seconds * unit for seconds in spent)
    late = ordered[min(int(len(ordered) * 0.99), len(ordered) - 1)]
    figures = " | ".join(f"{figure:.3g}" for figure in (ordered[len(ordered) // 2], late, ordered[-1]))
    print(f"| {name} | {figures} | {len(ordered)} |", flush=True)


def timed(name: str, act: Callable[[], object], times: int) -> None:
    """One call after another, one before them not counted."""
    spent = []
    for number in range(times + 1):
        start = time.perf_counter()
        act()
        took = time.perf_counter() - start
        if number:
            spent.append(took)
        rest(took)
    report(name, spent)


def rest(took: float) -> None:
    """A pause between calls: Linux takes the processor from a real-time process that never makes one."""
    time.sleep(took / 8)


def wander(count: int, seed: int) -> list[tuple[float, float]]:
    """Pointer positions of a hand that goes round, up to 25 px from one to the next."""
    dice, angle = np.random.default_rng(seed), 0.0
    x, y, points = SIDE * 0.4, SIDE * 0.4, []
    for _ in range(count):
        angle += float(dice.normal(0, 0.3))
        step = float(dice.uniform(0, 25))
        x = min(max(x + step * math.cos(angle), 100), SIDE - 100)
        y = min(max(y + step * math.sin(angle), 100), SIDE - 100)
        points.append((x, y))
    return points


def brushes(times: int) -> None:
    """Per dab and per move."""
    document, greys = ReviewDocument(SIDE, SIDE, {LUNGS: lungs()}), film()
    points = wander(40 * times, 1)
    tools: list[tuple[str, Brush | SmartBrush]] = [
        ("brush, radius 60", Brush(3, 60.0, FREE)),
        ("brush, radius 8.6 mm, oblong pixels", Brush(4, 8.6, FREE, OBLONG_MM)),
        ("smart brush, radius 60", SmartBrush(5, 60.0, greys, 400.0, FREE)),
    ]
    for name, tool in tools:
        dabs, moves, stroke = [], [], Stroke(document, LUNGS)
        for before, after in pairwise(points):
            start = time.perf_counter()
            tool.dab(stroke, *before)
            middle = time.perf_counter()
            tool.segment(stroke, before, after)
            dabs.append(middle - start)
            moves.append(time.perf_counter() - middle)
            rest(dabs[-1] + moves[-1])
        report(f"{name}: a dab", dabs)
        report(f"{name}: a move of up to 25 px", moves)
    wire, seeks, moves = Livewire(greys), [], []
    for number, (x, y) in enumerate(points):
        start = time.perf_counter()
        if number % 20 == 0:
            wire.anchor(x, y)
        wire.path(x, y)
        (seeks if number % 20 == 0 else moves).append(time.perf_counter() - start)
        rest(time.perf_counter() - start)
    report("livewire: a move that searches anew, window of 512 px", seeks)
    report("livewire: any other move", moves)


def whole(times: int) -> None:
    """Operations on a whole label, and what follows."""
    mask = lungs()
    operations: dict[str, Callable[[], MaskArray]] = {
        "bucket fill of the background": lambda: flood(mask, 5, 5, 3, FREE),
        "fill holes": lambda: fill_holes(mask, 1, FREE),
        "keep largest": lambda: keep_largest(mask, 1, FREE),
        "remove islands below 100 mm²": lambda: remove_islands(mask, 1, 100, FREE, SQUARE_MM),
        "smooth, sigma 1 mm": lambda: smooth(mask, 1, 1.0, FREE, SQUARE_MM),
        "smooth, sigma 4 mm": lambda: smooth(mask, 1, 4.0, FREE, SQUARE_MM),
        "grow by 2 mm": lambda: grow_shrink(mask, 1, 2.0, FREE, SQUARE_MM),
        "shrink by 2 mm": lambda: grow_shrink(mask, 1, -2.0, FREE, SQUARE_MM),
        "grow by 10 mm": lambda: grow_shrink(mask, 1, 10.0, FREE, SQUARE_MM),
        "grow by 2 mm, oblong pixels": lambda: grow_shrink(mask, 1, 2.0, FREE, OBLONG_MM),
        "grow by 10 mm, oblong pixels": lambda: grow_shrink(mask, 1, 10.0, FREE, OBLONG_MM),
    }
    for name, operation in operations.items():
        timed(name, operation, times)
    document = ReviewDocument(SIDE, SIDE, {LUNGS: mask}, {"labels": lung_labels()})
    round_ = np.linspace(0, 2 * math.pi, 1500)[:-1]
    outline = np.stack([1500 + 700 * np.cos(round_), 1500 + 1200 * np.sin(round_)], axis=1)
    points = outline.tolist()
    timed("lasso of 1500 points around 2.6 Mpx", lambda: fill_polygon(Stroke(document, LUNGS), points, 3), times)
    grown = grow_shrink(mask, 1, 2.0, FREE, SQUARE_MM)
    timed("command of such a change", lambda: new_mask(document, LUNGS, grown, "Grow"), times)
    command, history = new_mask(document, LUNGS, grown, "Grow"), History(document)
    assert command is not None
    history.do(command)
    undone = []
    for _ in range(times):
        start = time.perf_counter()
        history.undo()
        undone.append(time.perf_counter() - start)
        history.redo()
        rest(0.05)
    report("undo of it", undone)


def deep() -> None:
    """What 500 strokes cost to keep: short, long, and from corner to corner."""
    for name, moves, radius in (("40 moves, radius 60", 40, 60.0), ("400 moves, radius 25", 400, 25.0)):
        history = History(ReviewDocument(SIDE, SIDE, {LUNGS: lungs()}))
        finished = []
        for number in range(500):
            stroke, points = Stroke(history.document, LUNGS), wander(moves, number)
            for before, after in pairwise(points):
                Brush(1 + number % 7, radius, FREE).segment(stroke, before, after)
            start = time.perf_counter()
            command = stroke.finish("Brush")
            finished.append(time.perf_counter() - start)
            rest(5 * finished[-1])
            if command is not None:
                history.record(command)
        report(f"a stroke of {name}: its command", finished)
        print(f"kept: {len(history.done)} of 500 strokes of {name} in {history.nbytes / 1e6:.1f} MB")
        spent = []
        while history.can_undo:
            start = time.perf_counter()
            history.undo()
            spent.append(time.perf_counter() - start)
            rest(spent[-1])
        report("undo of one", spent)


def main() -> None:
    """Print one table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=30)
    parser.add_argument("--real-time", action="store_true", help="measure before all else on a busy machine (root)")
    arguments = parser.parse_args()
    times = arguments.times
    if arguments.real_time:
        before_others()
    load = f", load average {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    versions = f"Python {platform.python_version()}, OpenCV {cv2.__version__}"
    print(f"{os.cpu_count()} cores ({platform.machine()}){load}, {versions}")
    print("| ms | median | p99 | worst | n |\n|---|---:|---:|---:|---:|")
    brushes(times)
    whole(times)
    deep()


if __name__ == "__main__":
    main()
