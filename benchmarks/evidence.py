"""What drawing evidence costs: frames of the canvas with lungs and with evidence besides, and what is made once.

    python benchmarks/evidence.py [--frames 200]

The two canvases take turns frame by frame, so that a busy machine weighs on both alike; the difference is the median
of the paired differences. Times are processor time of the GUI thread, which does all the drawing. The made film and the
steps are those of ``benchmarks/display.py``.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import numpy as np

from benchmarks import display
from benchmarks.film import COLUMNS, ROWS, film, labels
from spcxr_desktop.app.display import Display
from spcxr_desktop.app.entry import Overlay
from spcxr_desktop.app.evidence import Evidence, evidence_of
from spcxr_desktop.domain.findings import EvidenceMap, LungMask, ResultSet, Score
from spcxr_desktop.domain.orientation import Orientation
from spcxr_desktop.ui import theme
from spcxr_desktop.ui.view.evidence import EvidenceLayer

PATCHES = 14
LABEL = "pneumonia"


def made_map() -> EvidenceMap:
    """Two warm places and noise all over, as a flagged film has."""
    y, x = np.mgrid[:PATCHES, :PATCHES] + 0.5
    values = np.random.default_rng(0).normal(0, 0.01, (PATCHES, PATCHES))
    for down, across, height in ((9.2, 9.6, 0.5), (6.0, 4.2, 0.15)):
        values += height * np.exp(-((y - down) ** 2 + (x - across) ** 2) / 4)
    return EvidenceMap(LABEL, values.astype(np.float32), -2.0, (40, 40, ROWS - 40, COLUMNS - 40), (ROWS, COLUMNS))


def made_results(mask: display.Mask) -> ResultSet:
    """One flagged score with its map."""
    score = Score(LABEL, "Pneumonia", 0.9, 0.5, True)
    return ResultSet("analysed", (), (score,), LungMask(mask, False), (), (), "2026-01-01T00:00:00+00:00",
                     evidence=(made_map(),))  # fmt: skip


class WithEvidence(display.Ours):
    """The canvas with lungs and evidence."""

    shown = Display(evidence="")

    def __init__(
        self, pixels: display.Pixels, mask: display.Mask, width: int, height: int, every: tuple[Evidence, ...]
    ) -> None:
        super().__init__(pixels, mask, width, height, "lungs")
        self._entry = replace(self._entry, results=made_results(mask), evidence=every)
        self.widget.show_entry(self._entry, Overlay(), self.shown)

    def window(self, i: int) -> None:
        self._entry = replace(self._entry, voi=display.VoiWindow(*display.window(i)))
        self.widget.show_entry(self._entry, Overlay(), self.shown)


class WithLungs(WithEvidence):
    """The same canvas, the evidence not drawn: what differs is the layer and its legend alone."""

    shown = Display()


def paired(subjects: tuple[display.Ours, ...], step: str, frames: int) -> list[list[float]]:
    """Milliseconds of each frame of each subject, turn by turn."""
    times: list[list[float]] = [[] for _ in subjects]
    for i in range(-display.WARM_UP, frames):
        for subject, row in zip(subjects, times, strict=True):
            start = time.thread_time()
            getattr(subject, step)(i)
            display.QApplication.processEvents()
            if i >= 0:
                row.append((time.thread_time() - start) * 1000)
    return times


def timed(work: Callable[[], object], times: int = 15) -> float:
    """Median milliseconds."""
    spent = []
    for _ in range(times):
        start = time.thread_time()
        work()
        spent.append((time.thread_time() - start) * 1000)
    return float(np.median(spent))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--frames", type=int, default=200)
    frames = parser.parse_args().frames
    application = display.QApplication.instance() or display.QApplication([])
    assert isinstance(application, display.QApplication)
    theme.apply(application)
    pixels, mask = film(), labels()
    results, orientation = made_results(mask), Orientation("L", "F", assumed=False)
    every = evidence_of(results, orientation)
    print(f"{'canvas':>10} {'step':>7} {'lungs':>7} {'+evidence':>10} {'difference':>11}   ms, median of {frames}")
    for width, height in display.SIZES:
        for step in ("window", "pan", "zoom"):
            subjects = tuple(kind(pixels, mask, width, height, every) for kind in (WithLungs, WithEvidence))
            one, other = (np.array(row) for row in paired(subjects, step, frames))
            middle = np.median(other - one)
            print(f"{width}x{height:<5} {step:>7} {np.median(one):7.2f} {np.median(other):10.2f} {middle:+11.2f}")
            for subject in subjects:
                display._gone(subject.widget)
    view = WithEvidence(pixels, mask, 1200, 1200, every).widget.viewport.placed()
    layer = EvidenceLayer()

    def compose() -> None:
        layer.set_evidence(None)
        layer.set_evidence(every[0])
        layer._compose(view, display.QRect(0, 0, *view.size), 0.5, 1.0)

    print(f"composed once per scale and opacity, 1200x1200: {timed(compose):.1f} ms")
    print(f"zone, share and outline of one map, {COLUMNS}x{ROWS}, off the GUI thread: "
          f"{timed(lambda: evidence_of(results, orientation)):.1f} ms")  # fmt: skip


if __name__ == "__main__":
    main()
