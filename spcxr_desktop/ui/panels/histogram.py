"""The histogram of the shown radiograph. Its plot, and pyqtgraph with it, is made when it is first opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from spcxr_desktop.app.display import Display
from spcxr_desktop.app.entry import Entry
from spcxr_desktop.ui import theme
from spcxr_desktop.ui.panels.parts import heading, label
from spcxr_desktop.ui.translation import tr

if TYPE_CHECKING:
    from spcxr_desktop.ui.panels.histogram_plot import HistogramPlot


class HistogramPanel(QWidget):
    """Counts, window handles and the curve from value to grey."""

    window_chosen = Signal(object)  # VoiWindow

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr("Histogram"))
        self.plot: HistogramPlot | None = None
        self.log = QCheckBox(tr("Logarithmic"))
        self.log.setChecked(True)
        head = QHBoxLayout()
        head.addWidget(heading("Histogram"))
        head.addStretch(1)
        head.addWidget(self.log)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.SPACE // 2)
        self._column.addLayout(head)
        self._column.addWidget(label("Exposed field, values of the file. Drag the edges or the band.", "faint", 9))
        self.hide()

    def show_entry(self, entry: Entry | None, display: Display) -> None:
        """Follow the shown radiograph while open. Colour pictures have none."""
        grey = entry is not None and entry.radiograph is not None and entry.colour is None
        self.setVisible(display.histogram and grey)
        if entry is None or not display.histogram or not grey:
            return
        if self.plot is None:
            self.plot = self._make_plot()
        self.plot.show_entry(entry)

    def _make_plot(self) -> HistogramPlot:
        from spcxr_desktop.ui.panels.histogram_plot import HistogramPlot  # pyqtgraph: 0.2 s that no start should pay

        plot = HistogramPlot()
        plot.window_chosen.connect(self.window_chosen)
        self.log.toggled.connect(plot.set_log)
        self._column.insertWidget(1, plot)
        return plot
