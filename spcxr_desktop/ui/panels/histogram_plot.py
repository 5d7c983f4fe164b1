"""The plot of the histogram panel, by pyqtgraph."""

from __future__ import annotations

import numpy as np
import pyqtgraph
from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QVBoxLayout, QWidget

from spcxr_desktop.app.entry import Entry
from spcxr_desktop.domain.grayscale import (
    GrayscaleRule,
    VoiWindow,
    as_window,
    grey_table,
    modality_values,
    window_between,
)
from spcxr_desktop.domain.histogram import Histogram, exposed_histogram
from spcxr_desktop.domain.radiograph import Radiograph
from spcxr_desktop.ui import theme

_HEIGHT = 150  # logical px
_CURVE_POINTS = 512
_BEYOND = 0.5  # of the values' range that may be shown on either side for the ends of the window
_MARGIN = 0.03  # of the values' range, left and right


class HistogramPlot(QWidget):
    """Bars 0..1 of the largest, the grey of every value as a line 0..1, the window as a band that can be dragged."""

    window_chosen = Signal(object)  # VoiWindow

    def __init__(self) -> None:
        super().__init__()
        self._radiograph: Radiograph | None = None
        self._histogram: Histogram | None = None
        self._window = VoiWindow(0, 1)
        self._log = True
        self._plot = pyqtgraph.PlotWidget(background=theme.PANEL, enableMenu=False)
        self._plot.setFixedHeight(_HEIGHT)
        self._plot.setMouseEnabled(x=False, y=False)
        self._plot.hideButtons()
        self._plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # no key does anything in it
        self._plot.setYRange(0, 1.03, padding=0)
        self._plot.getPlotItem().hideAxis("left")
        axis = self._plot.getAxis("bottom")
        axis.setPen(theme.LINE)
        axis.setTextPen(theme.QUIET)
        axis.setStyle(tickFont=theme.font(8.5), tickLength=-3)
        self.bars = self._plot.plot(stepMode="center", fillLevel=0, brush="#59606a", pen=None)
        self.curve = self._plot.plot(pen=pyqtgraph.mkPen(theme.FLAG, width=1.5))
        self.region = self._make_region()
        self._plot.addItem(self.region)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._plot)

    def show_entry(self, entry: Entry) -> None:
        """Draw this entry's histogram, curve and window."""
        assert entry.radiograph is not None
        if entry.radiograph is not self._radiograph:
            self._radiograph = entry.radiograph
            self._histogram = exposed_histogram(entry.radiograph)
            self._draw_bars()
        rule = entry.radiograph.grayscale
        self._window = as_window(rule, entry.voi)
        self._draw_curve(rule, entry)
        if not self._held():  # what the hand has hold of is not moved under it
            with QSignalBlocker(self.region):
                self.region.setRegion(_ends(self._window))
            self._show_range()

    def set_log(self, log: bool) -> None:
        """Counts on a logarithmic scale or as they are."""
        self._log = log
        self._draw_bars()

    def _held(self) -> bool:
        return bool(self.region.moving) or any(line.moving for line in self.region.lines)

    def _show_range(self) -> None:
        """All values, and the ends of the window as far as they lie within half of that range beyond."""
        assert self._histogram is not None
        low, high = (float(edge) for edge in self._histogram.edges[[0, -1]])
        beyond = (high - low) * _BEYOND
        left, right = _ends(self._window)
        self._plot.setXRange(min(low, max(left, low - beyond)), max(high, min(right, high + beyond)), padding=_MARGIN)

    def _make_region(self) -> pyqtgraph.LinearRegionItem:
        band, line = QColor(theme.ACCENT), pyqtgraph.mkPen(theme.ACCENT, width=2)
        band.setAlpha(30)
        hover = QColor(band)
        hover.setAlpha(55)
        region = pyqtgraph.LinearRegionItem(
            brush=band, hoverBrush=hover, pen=line, hoverPen=pyqtgraph.mkPen(theme.TEXT, width=2)
        )
        region.sigRegionChanged.connect(self._dragged)
        region.sigRegionChangeFinished.connect(self._show_range)
        return region

    def _dragged(self) -> None:
        low, high = self.region.getRegion()
        chosen = window_between(low, high)
        self.window_chosen.emit(VoiWindow(chosen.center, chosen.width, falling=self._window.falling))

    def _draw_bars(self) -> None:
        if self._histogram is None:
            return
        counts = np.log1p(self._histogram.counts) if self._log else self._histogram.counts
        self.bars.setData(self._histogram.edges, counts / max(float(counts.max()), 1.0))

    def _draw_curve(self, rule: GrayscaleRule, entry: Entry) -> None:
        """Modality value -> grey, by the table that draws the picture."""
        low, high = min(rule.stored_min, rule.stored_max), max(rule.stored_min, rule.stored_max)
        stored = np.linspace(low, high, min(high - low + 1, _CURVE_POINTS)).round()
        table = grey_table(rule, entry.voi, entry.invert, used_only=True)
        values = modality_values(rule, stored)
        order = np.argsort(values, kind="stable")
        greys = table[(stored - rule.bias).astype(np.intp)] / 255.0
        self.curve.setData(values[order], greys[order])


def _ends(window: VoiWindow) -> tuple[float, float]:
    """The values that ``window_between`` makes this window of."""
    half = (window.width - 1.0) / 2
    return window.center - 0.5 - half, window.center - 0.5 + half
