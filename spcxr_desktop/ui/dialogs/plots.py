"""Small plots by pyqtgraph, drawn once: reliability diagrams, rates with their intervals. They take no key."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyqtgraph
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from spcxr_desktop.domain.findings import Interval
from spcxr_desktop.inference.figures import ReliabilityFigure
from spcxr_desktop.ui import theme
from spcxr_desktop.ui.translation import tr

_SHAPES = ("o", "s", "t", "d", "+", "x")  # told apart without colour
_COLOURS = ("#56b4e9", "#e69f00", "#f0e442", "#cc79a7", "#7fe0b0", "#dcdee1")
_ON_PAPER = ("#0072b2", "#b35900", "#7a6a00", "#993366", "#007a4d", "#000000")


def plot(ground: str, ink: str) -> pyqtgraph.PlotWidget:
    """An empty plot that is only looked at."""
    out = pyqtgraph.PlotWidget(background=ground, enableMenu=False)
    out.setMouseEnabled(x=False, y=False)
    out.hideButtons()
    out.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    for side in ("left", "bottom"):
        axis = out.getAxis(side)
        axis.setPen(ink)
        axis.setTextPen(ink)
        axis.setStyle(tickFont=theme.font(8.5))
    return out


def rates(out: pyqtgraph.PlotWidget, names: Sequence[str], values: Sequence[Interval | None]) -> None:
    """Shares 0..1 as points with their intervals, one place per name; what is None leaves its place empty."""
    out.clear()
    kept = [(place, value) for place, value in enumerate(values) if value is not None]
    if kept:
        x = np.array([place for place, _ in kept], float)
        y, low, high = (np.array([value[part] for _, value in kept]) * 100 for part in range(3))
        pen = pyqtgraph.mkPen(theme.QUIET, width=1.5)
        out.addItem(pyqtgraph.ErrorBarItem(x=x, y=y, top=high - y, bottom=y - low, beam=0.12, pen=pen))
        out.plot(x, y, pen=None, symbol="o", symbolSize=8, symbolBrush=theme.ACCENT, symbolPen=theme.TEXT)
    out.getAxis("bottom").setTicks([list(enumerate(names))])
    lines = max((name.count("\n") + 1 for name in names), default=1)
    out.getAxis("bottom").setHeight(theme.px(10 + 15 * lines))
    out.setXRange(-0.5, max(len(names) - 0.5, 0.5), padding=0)
    out.setYRange(0, 100, padding=0.04)
    out.getAxis("left").setLabel(tr("per cent"), color=theme.QUIET)


def reliability(figures: Sequence[ReliabilityFigure], names: Sequence[str], *, paper: bool, width: int) -> QImage:
    """Share of films with the finding against the mean score, with intervals; the diagonal is right. As a picture."""
    ground, ink = ("#ffffff", "#222222") if paper else (theme.PANEL, theme.QUIET)
    out = plot(ground, ink)
    out.addLegend(offset=(8, 8), labelTextColor=ink, brush=ground)
    out.plot([0, 1], [0, 1], pen=pyqtgraph.mkPen(ink, width=1, style=Qt.PenStyle.DashLine))
    for place, (figure, name) in enumerate(zip(figures, names, strict=True)):
        _curve(out, figure, name, (_ON_PAPER if paper else _COLOURS)[place % len(_COLOURS)], place)
    out.setXRange(0, 1, padding=0.02)
    out.setYRange(0, 1, padding=0.02)
    out.getAxis("bottom").setLabel(tr("mean score"), color=ink)
    out.getAxis("left").setLabel(tr("share with the finding"), color=ink)
    out.resize(width, round(width * 0.62))
    image: QImage = out.grab().toImage()
    out.close()
    return image


def _curve(out: pyqtgraph.PlotWidget, figure: ReliabilityFigure, name: str, colour: str, place: int) -> None:
    if not figure.bins:
        return
    x = np.array([item.score for item in figure.bins])
    y, low, high = (np.array([item.observed[part] for item in figure.bins]) for part in range(3))
    pen = pyqtgraph.mkPen(colour, width=1.5)
    out.addItem(pyqtgraph.ErrorBarItem(x=x, y=y, top=high - y, bottom=y - low, beam=0.01, pen=pen))
    symbol = _SHAPES[place % len(_SHAPES)]
    out.plot(x, y, pen=pen, symbol=symbol, symbolSize=8, symbolBrush=colour, symbolPen=colour, name=name)
