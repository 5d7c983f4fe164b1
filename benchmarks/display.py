"""Frame times of the canvas beside pyqtgraph's ImageItem, on the film of ``benchmarks/film.py``, in one process.

    python benchmarks/display.py [--frames 200] [--json OUT] [--peer NAME=JSON ...]

A frame is timed from the call that changes something until the widget has drawn it into its backing store and the
event loop has nothing left to do: window, table, resampling, overlays, texts, Qt's own work. Nothing is skipped and
nothing is joined: every step draws once, which is checked. Both widgets are drawn by Qt's raster engine off screen.

``--json`` writes the rows; ``--peer`` adds the rows of another program that measured the same steps
(``benchmarks/cornerstone/run.mjs``) as columns of their own: rows with ``size``, ``overlay``, ``step``, ``n``,
``median``, ``p5``, ``p95`` and, to be told apart, ``path``.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import platform
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from spcxr_desktop.ui.environment import prepare_process

prepare_process()

import cv2  # noqa: E402
import numpy as np  # noqa: E402
import pyqtgraph  # noqa: E402
import PySide6  # noqa: E402
from numpy.typing import NDArray  # noqa: E402
from PySide6.QtCore import QPointF, QRect  # noqa: E402
from PySide6.QtGui import QPaintEvent  # noqa: E402
from PySide6.QtWidgets import QApplication, QWidget  # noqa: E402

from benchmarks.film import BITS, COLUMNS, ROWS, film, labels  # noqa: E402
from spcxr_desktop.app.entry import Entry, Overlay  # noqa: E402
from spcxr_desktop.app.outlines import Lungs  # noqa: E402
from spcxr_desktop.domain.findings import LUNG_COLOURS, LungMask  # noqa: E402
from spcxr_desktop.domain.grayscale import GrayscaleRule, VoiWindow  # noqa: E402
from spcxr_desktop.domain.orientation import Orientation  # noqa: E402
from spcxr_desktop.domain.radiograph import Identity, Radiograph, Spacing  # noqa: E402
from spcxr_desktop.ui import theme  # noqa: E402
from spcxr_desktop.ui.view.canvas import Canvas  # noqa: E402
from spcxr_desktop.ui.view.labels import LabelStyle  # noqa: E402

SIZES = ((1200, 1200), (3840, 2160))
TOP = 2**BITS - 1
RADIUS = 40  # film px of the brush
WARM_UP = 5
GOALS = {("window", "1200x1200"): 1.5, ("window", "3840x2160"): 8.0, ("pan", "1200x1200"): 8.0,
         ("pan", "3840x2160"): 20.0, ("zoom", "1200x1200"): 8.0, ("zoom", "3840x2160"): 20.0,
         ("dab", "3840x2160"): 3.0}  # fmt: skip

Pixels = NDArray[np.uint16]
Mask = NDArray[np.uint8]


@dataclass(frozen=True)
class Row:
    """One measured step: milliseconds."""

    tool: str
    size: str
    overlay: str
    step: str
    n: int
    median: float
    p5: float
    p95: float


def window(i: int) -> tuple[float, float]:
    """Centre and width of step ``i``: they move as under a drag."""
    return TOP * (0.5 + 0.2 * math.sin(i / 9)), TOP * (0.6 + 0.3 * math.cos(i / 7))


def pan(i: int) -> tuple[float, float]:
    """Place of step ``i`` in device px."""
    return 40 * math.sin(i / 5), 40 * math.cos(i / 5)


def zoom(i: int) -> float:
    """Scale of step ``i`` over the fitting one."""
    return 1 + 0.5 * math.sin(i / 8) ** 2


def dab(mask: Mask, i: int) -> QRect:
    """Paint a disc of label 1 or 2; returns the rectangle it changed, film px."""
    x, y = round(COLUMNS * (0.3 + 0.004 * (i % 100))), ROWS // 2
    cv2.circle(mask, (x, y), RADIUS, 1 + (i & 1), -1)
    return QRect(x - RADIUS, y - RADIUS, 2 * RADIUS + 1, 2 * RADIUS + 1)


class CountingCanvas(Canvas):
    """The canvas, counting its frames."""

    frames = 0

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        self.frames += 1


class Ours:
    """The canvas with its corner texts, as the window shows it."""

    tool = "SPCXR"
    overlays = ("none", "lungs", "labels")

    def __init__(self, pixels: Pixels, mask: Mask, width: int, height: int, overlay: str) -> None:
        self.widget = CountingCanvas()
        self._mask = mask.copy()
        self._entry = _entry(pixels, mask if overlay == "lungs" else None)
        if overlay == "labels":
            styles = {label: LabelStyle(colour) for label, colour in LUNG_COLOURS.items()}
            self.widget.scene.labels.set_styles(styles)
            self.widget.scene.labels.set_labels(self._mask)
        self.widget.resize(width, height)
        self.widget.show()
        self.widget.show_entry(self._entry, Overlay())
        self.reset()

    def reset(self) -> None:
        """Whole film."""
        self.widget.fit()
        self._scale, self._at = self.widget.viewport.scale, (0.0, 0.0)

    def window(self, i: int) -> None:
        self._entry = replace(self._entry, voi=VoiWindow(*window(i)))
        self.widget.show_entry(self._entry, Overlay())

    def pan(self, i: int) -> None:
        (x, y), self._at = self._at, pan(i)
        self.widget.pan(QPointF(self._at[0] - x, self._at[1] - y))

    def zoom(self, i: int) -> None:
        middle = QPointF(self.widget.width() / 2, self.widget.height() / 2)
        self.widget.zoom_at(middle, zoom(i) * self._scale / self.widget.viewport.scale)

    def dab(self, i: int) -> None:
        self.widget.labels_changed(dab(self._mask, i))

    def frames(self) -> int:
        return self.widget.frames


def _entry(pixels: Pixels, mask: Mask | None) -> Entry:
    orientation = Orientation("L", "F", assumed=False)
    half = cv2.resize(pixels, (COLUMNS // 2, ROWS // 2), interpolation=cv2.INTER_AREA)
    rule = GrayscaleRule(voi=(VoiWindow(*window(0)),), stored_max=TOP)
    identity = Identity(patient_name="Made^Film", patient_id="1", study_date="20260101", modality="DX",
                        view_position="PA")  # fmt: skip
    spacing = Spacing(0.143, 0.143, "detector plane")
    radiograph = Radiograph(pixels, rule, orientation, spacing, identity, Path("film"))
    lungs = Lungs.of(LungMask(mask, False), orientation) if mask is not None else None
    return Entry(1, Path("film"), radiograph=radiograph, upright=pixels, half=np.asarray(half, np.uint16), lungs=lungs)


class CountingView(pyqtgraph.GraphicsView):  # type: ignore[misc]
    """pyqtgraph's view, counting its frames."""

    frames = 0

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        self.frames += 1


class Peer:
    """pyqtgraph: the film as a uint16 ImageItem with levels, the labels as a uint8 one with colours."""

    tool = "pyqtgraph"
    overlays = ("none", "labels")

    def __init__(self, pixels: Pixels, mask: Mask, width: int, height: int, overlay: str) -> None:
        pyqtgraph.setConfigOptions(imageAxisOrder="row-major", background="k")
        self.widget = CountingView()
        self.box = pyqtgraph.ViewBox(lockAspect=True, invertY=True, enableMenu=False, defaultPadding=0)
        self.widget.setCentralItem(self.box)
        self.image = pyqtgraph.ImageItem(pixels, levels=(0, TOP))
        self.box.addItem(self.image)
        self._mask = mask.copy()
        if overlay == "labels":
            table = np.zeros((256, 4), np.uint8)
            for label, colour in LUNG_COLOURS.items():
                table[label] = (*colour, 77)
            self.mask = pyqtgraph.ImageItem(self._mask, lut=table, levels=(0, 255))
            self.box.addItem(self.mask)
        self.widget.resize(width, height)
        self.widget.show()
        self.reset()

    def reset(self) -> None:
        """Whole film."""
        self.box.setRange(QRect(0, 0, COLUMNS, ROWS), padding=0)
        QApplication.processEvents()
        self._scale, self._at = self.box.viewPixelSize()[0], (0.0, 0.0)

    def window(self, i: int) -> None:
        centre, width = window(i)
        self.image.setLevels((centre - width / 2, centre + width / 2))

    def pan(self, i: int) -> None:
        (x, y), self._at = self._at, pan(i)
        step = self.box.viewPixelSize()[0]
        self.box.translateBy(x=(x - self._at[0]) * step, y=(y - self._at[1]) * step)

    def zoom(self, i: int) -> None:
        now = self.box.viewPixelSize()[0]
        factor = self._scale / zoom(i) / now
        self.box.scaleBy((factor, factor), center=(COLUMNS / 2, ROWS / 2))

    def dab(self, i: int) -> None:
        dab(self._mask, i)
        self.mask.updateImage()

    def frames(self) -> int:
        return self.widget.frames


def measure(subject: Ours | Peer, step: Callable[[int], None], frames: int) -> list[float]:
    """Milliseconds of each frame, sorted."""
    QApplication.processEvents()
    times = []
    for i in range(-WARM_UP, frames):
        before, start = subject.frames(), time.perf_counter()
        step(i)
        QApplication.processEvents()
        spent = (time.perf_counter() - start) * 1000
        if subject.frames() != before + 1:
            raise SystemExit(f"{subject.tool} drew {subject.frames() - before} frames for one step")
        if i >= 0:
            times.append(spent)
    return sorted(times)


def rows_of(kind: type[Ours] | type[Peer], pixels: Pixels, mask: Mask, frames: int) -> list[Row]:
    """Every size, overlay and step of one program."""
    rows = []
    for width, height in SIZES:
        for overlay in kind.overlays:
            subject = kind(pixels, mask, width, height, overlay)
            steps = [subject.window, subject.pan, subject.zoom] + ([subject.dab] if overlay == "labels" else [])
            for step in steps:
                times = measure(subject, step, frames)
                p5, median, p95 = (float(v) for v in np.percentile(times, (5, 50, 95)))
                rows.append(
                    Row(kind.tool, f"{width}x{height}", overlay, step.__name__, len(times), median, p5, p95)
                )
                subject.reset()
            _gone(subject.widget)
    return rows


def _gone(widget: QWidget) -> None:
    widget.close()
    widget.deleteLater()
    QApplication.processEvents()


def peer_rows(argument: str) -> list[Row]:
    """NAME=FILE: the rows of another program's measurement."""
    name, _, file = argument.partition("=")
    found = json.loads(Path(file).read_text(encoding="utf-8"))["rows"]
    return [
        Row(f"{name} {row['path']}".strip() if "path" in row else name, row["size"], row["overlay"], row["step"],
            row["n"], row["median"], row["p5"], row["p95"])
        for row in found if "median" in row
    ]  # fmt: skip


def table(rows: list[Row]) -> str:
    """Markdown: one line per step, one column per program; the ratio is the peer's median over ours.

    Peers know one kind of mask, which stands beside both of ours: labels, and the outlined lungs.
    """
    tools = list(dict.fromkeys(row.tool for row in rows))
    by_key = {(row.tool, row.size, row.overlay, row.step): row for row in rows}
    lines = ["| canvas | step | overlay | goal | " + " | ".join(tools) + " | "
             + " | ".join(f"{tool} / {Ours.tool}" for tool in tools[1:]) + " |",
             "|---|---|---|---:|" + "---:|" * (2 * len(tools) - 1)]  # fmt: skip
    for row in (row for row in rows if row.tool == Ours.tool):
        goal = GOALS.get((row.step, row.size))
        same = {"lungs": ("lungs", "labels", "fill"), "labels": ("labels", "fill"), "none": ("none",)}[row.overlay]
        beside = [next((by_key[key] for o in same if (key := (tool, row.size, o, row.step)) in by_key), None)
                  for tool in tools]  # fmt: skip
        cells = [f"{r.median:.2f} ({r.p5:.2f}-{r.p95:.2f})" if r is not None else "" for r in beside]
        ratios = [f"{r.median / row.median:.1f}" if r is not None else "" for r in beside[1:]]
        head = [row.size.replace("x", " x "), row.step, row.overlay, f"{goal:g}" if goal is not None else ""]
        lines.append("| " + " | ".join([*head, *cells, *ratios]) + " |")
    return "\n".join(lines)


def about() -> str:
    """What it was measured on."""
    load = f", load average {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    versions = f"PySide6 {PySide6.__version__}, OpenCV {cv2.__version__}, pyqtgraph {pyqtgraph.__version__}"
    return f"{os.cpu_count()} cores ({platform.machine()}){load}, Python {platform.python_version()}, {versions}"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--frames", type=int, default=200)
    parser.add_argument("--json", type=Path, help="write the rows here")
    parser.add_argument("--peer", action="append", default=[], metavar="NAME=JSON", help="another program's rows")
    arguments = parser.parse_args()
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    theme.apply(application)
    pixels, mask = film(), labels()
    machine = about()
    rows = rows_of(Ours, pixels, mask, arguments.frames) + rows_of(Peer, pixels, mask, arguments.frames)
    if arguments.json is not None:
        document = {"about": machine, "rows": [asdict(row) for row in rows]}
        arguments.json.write_text(json.dumps(document, indent=1), encoding="utf-8")
    for argument in arguments.peer:
        rows += peer_rows(argument)
    print(f"{machine}\nMilliseconds, median of {arguments.frames} frames (5th to 95th percentile).\n\n{table(rows)}")


if __name__ == "__main__":
    main()
