"""The histogram panel: its handles are the window, both ways."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt

from spcxr_desktop.domain.grayscale import VoiWindow, as_window, grey_table
from spcxr_desktop.ui.panels.histogram_plot import HistogramPlot
from tests.ui.verbs import Desk, FilmWriter

REPOSITORY = Path(__file__).resolve().parents[2]
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def plotted(desk: Desk, film: FilmWriter) -> tuple[Desk, HistogramPlot]:
    desk.open(film())
    assert desk.window.histogram.plot is None, "made when it is first opened"
    desk.do("window.histogram")
    plot = desk.window.histogram.plot
    assert plot is not None and plot.isVisible()
    return desk, plot


def test_no_start_pays_for_pyqtgraph() -> None:
    code = (
        "from spcxr_desktop.ui.environment import prepare_process\nprepare_process()\n"
        "import sys, spcxr_desktop.ui.main, spcxr_desktop.ui.main_window\n"
        "print([name for name in sys.modules if name.startswith('pyqtgraph')])"
    )
    ended = subprocess.run([sys.executable, "-c", code], cwd=REPOSITORY, capture_output=True, text=True, check=True)
    assert ended.stdout.strip() == "[]"


def test_the_handles_stand_at_the_ends_of_the_window(plotted: tuple[Desk, HistogramPlot]) -> None:
    desk, plot = plotted
    assert plot.region.getRegion() == pytest.approx((2048 - 0.5 - 4095 / 2, 2048 - 0.5 + 4095 / 2))
    desk.do("window.preset.2")
    assert plot.region.getRegion() == pytest.approx((1000 - 0.5 - 499 / 2, 1000 - 0.5 + 499 / 2))


def test_moving_the_handles_moves_the_window(plotted: tuple[Desk, HistogramPlot]) -> None:
    desk, plot = plotted
    before = desk.canvas.table.copy()
    plot.region.setRegion((1200, 2200))
    desk.draw()
    assert isinstance(desk.entry.voi, VoiWindow)
    assert (desk.entry.voi.center, desk.entry.voi.width) == pytest.approx((1700.5, 1001))
    assert (desk.canvas.table != before).any()
    assert plot.region.getRegion() == pytest.approx((1200, 2200))


def test_a_drag_in_the_picture_moves_the_handles(plotted: tuple[Desk, HistogramPlot]) -> None:
    desk, plot = plotted
    before = plot.region.getRegion()
    desk.drag(LEFT, (300, 300), (330, 350))
    after = plot.region.getRegion()
    assert after != before
    window = desk.entry.voi
    assert isinstance(window, VoiWindow)
    assert sum(after) / 2 == pytest.approx(window.center - 0.5)
    assert after[1] - after[0] == pytest.approx(window.width - 1)


def test_handles_cannot_be_dragged_into_a_window_without_width(plotted: tuple[Desk, HistogramPlot]) -> None:
    desk, plot = plotted
    plot.region.setRegion((1500, 1500))
    desk.draw()
    assert isinstance(desk.entry.voi, VoiWindow) and desk.entry.voi.width >= 1


def test_the_curve_is_the_table_that_draws_the_picture(plotted: tuple[Desk, HistogramPlot]) -> None:
    desk, plot = plotted
    radiograph = desk.entry.radiograph
    assert radiograph is not None
    for action in ("window.invert", "window.preset.2"):
        desk.do(action)
        table = grey_table(radiograph.grayscale, desk.entry.voi, desk.entry.invert)
        values, greys = plot.curve.getData()
        np.testing.assert_allclose(greys * 255, table[values.astype(int)])
        assert plot.region.getRegion()[0] == pytest.approx(_low(desk))


def test_the_bars_are_the_films_values_on_either_scale(plotted: tuple[Desk, HistogramPlot]) -> None:
    desk, plot = plotted
    edges, logarithmic = plot.bars.getData()
    desk.window.histogram.log.click()
    _, plain = plot.bars.getData()
    assert edges[0] < 200 and edges[-1] > 3900
    assert plain.max() == logarithmic.max() == 1.0 and (plain <= logarithmic + 1e-9).all()


def test_it_closes_again_and_is_not_offered_without_a_picture(desk: Desk, film: FilmWriter) -> None:
    assert not desk.window.action_set.qt["window.histogram"].isEnabled()
    desk.open(film())
    desk.do("window.histogram")
    assert desk.window.histogram.isVisible() and desk.window.action_set.qt["window.histogram"].isChecked()
    desk.do("window.histogram")
    assert not desk.window.histogram.isVisible()


def test_another_radiograph_brings_its_own_values(plotted: tuple[Desk, HistogramPlot], film: FilmWriter) -> None:
    desk, plot = plotted
    before, _ = plot.bars.getData()
    desk.open(film("other.dcm", RescaleSlope=2, RescaleIntercept=-1000))
    desk.do("view.next")
    desk.settle()
    after, _ = plot.bars.getData()
    assert after[0] < before[0] - 500 and after[-1] > before[-1] + 2000


def _low(desk: Desk) -> float:
    radiograph = desk.entry.radiograph
    assert radiograph is not None
    window = as_window(radiograph.grayscale, desk.entry.voi)
    return window.center - 0.5 - (window.width - 1) / 2
