"""What the reader measured and marked: one row each, value and unit beside the name, what to mind below it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from spcxr_desktop.app.review_sheet import Drawn, ReviewView
from spcxr_desktop.domain.annotations import CardiothoracicRatio
from spcxr_desktop.domain.regions import RegionValues
from spcxr_desktop.ui import measure_strings, theme
from spcxr_desktop.ui.panels.parts import heading, label
from spcxr_desktop.ui.translation import number, tr


class MeasurementsPanel(QWidget):
    """Hidden while nothing is drawn; folds up. ``chosen``: the key of the row that was pressed."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr(measure_strings.MEASUREMENTS))
        self._view: ReviewView | None = None
        self._folded = False
        self.rows: list[Row] = []
        self._fold = QPushButton()
        self._fold.setObjectName("disclosure")
        self._fold.clicked.connect(self.fold)
        head = QHBoxLayout()
        title = heading(tr(measure_strings.MEASUREMENTS))
        title.setWordWrap(False)
        head.addWidget(title)
        head.addStretch(1)
        head.addWidget(self._fold)
        self._body = QWidget()
        self._list = QVBoxLayout(self._body)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(4)
        self._histogram = RegionHistogram()
        self._kept = label("", "faint", 9)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE // 2)
        column.addLayout(head)
        for part in (self._body, self._kept):
            column.addWidget(part)
        self.hide()

    def show_review(self, view: ReviewView) -> None:
        """List what is drawn on the shown frame."""
        before, self._view = self._view, view
        if view is before:
            return
        self.setVisible(bool(view.drawn))
        if before is not None and _alike(before, view):
            for row in self.rows:
                row.setChecked(row.key == view.selected)
        else:
            self._fill(view)
        self._kept.setText(measure_strings.kept(view))
        self._arrange()

    def fold(self) -> None:
        """Fold up, or unfold."""
        self._folded = not self._folded
        self._arrange()

    def texts(self) -> list[str]:
        """Every text that is shown."""
        return [found.text() for found in self.findChildren(QLabel) if found.text() and found.isVisibleTo(self)]

    def _fill(self, view: ReviewView) -> None:
        for row in self.rows:
            self._list.removeWidget(row)
            row.deleteLater()
        self.rows = [Row(drawn, drawn.key == view.selected) for drawn in view.drawn]
        for row in self.rows:
            row.clicked.connect(lambda _checked=False, key=row.key: self._press(key))
            self._list.addWidget(row)

    def _press(self, key: str) -> None:
        for row in self.rows:
            row.setChecked(row.key == key)  # a second press does not let go
        self.chosen.emit(key)

    def _arrange(self) -> None:
        view = self._view
        chosen = view.chosen if view is not None else None
        if chosen is not None:  # right below its row
            place = [row.key for row in self.rows].index(chosen.key)
            self._list.removeWidget(self._histogram)
            self._list.insertWidget(place + 1, self._histogram)
        self._histogram.show_values(chosen.measured.values if chosen is not None and not self._folded else None)
        self._body.setVisible(not self._folded)
        self._kept.setVisible(not self._folded)
        count = len(self.rows)
        self._fold.setText(tr(f"Show {count:d}") if self._folded else tr("Fold up"))


def _alike(one: ReviewView, other: ReviewView) -> bool:
    """Whether the same rows stand in the list."""
    pairs = zip(one.drawn, other.drawn, strict=False)
    return len(one.drawn) == len(other.drawn) and all(a.key == b.key and a.measured is b.measured for a, b in pairs)


class Row(QPushButton):
    """One annotation. Its accessible name says all that it shows."""

    def __init__(self, drawn: Drawn, chosen: bool) -> None:
        super().__init__()
        self.key = drawn.key
        self.setObjectName("measurement")
        self.setCheckable(True)
        self.setChecked(chosen)
        ratio = isinstance(drawn.annotation, CardiothoracicRatio)
        name, value = measure_strings.row(drawn.measured.title, drawn.measured, ratio)
        grid = QGridLayout(self)
        grid.setContentsMargins(10, 6, 10, 6)
        grid.setHorizontalSpacing(theme.SPACE)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(1, 1)
        grid.addWidget(label(name, wrap=False), 0, 0)
        said = label("", "quiet", wrap=drawn.measured.measurement is None)
        said.quote(value)  # it may be what the reader wrote
        grid.addWidget(said, 0, 1, Qt.AlignmentFlag.AlignRight)
        notes = measure_strings.region_lines(drawn.measured.values) if drawn.measured.values is not None else []
        measurement = drawn.measured.measurement
        warned = measure_strings.warnings(measurement.warning) if measurement is not None else []
        for number_, text in enumerate([*notes, *warned], 1):
            grid.addWidget(label(text, "warned" if text in warned else "faint", 9), number_, 0, 1, 2)
        for part in self.findChildren(QLabel):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleName("; ".join([f"{name} {value}".strip(), *notes, *warned]))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        layout = self.layout()
        assert layout is not None
        return layout.sizeHint()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())

    def heightForWidth(self, width: int) -> int:
        layout = self.layout()
        assert layout is not None
        return layout.heightForWidth(width)


class RegionHistogram(QWidget):
    """How often which value occurs in the selected region."""

    _HEIGHT, _FOOT = 84, 18  # logical px

    def __init__(self) -> None:
        super().__init__()
        self._values: RegionValues | None = None
        theme.fix(self, height=self._HEIGHT)
        self.setAccessibleName(tr("Histogram of the region"))
        self.hide()

    def show_values(self, values: RegionValues | None) -> None:
        """Draw these; None hides it."""
        self._values = values
        self.setVisible(values is not None)
        if values is not None:
            self.setAccessibleDescription("; ".join(measure_strings.region_lines(values)))
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._values is None:
            return
        painter = QPainter(self)
        foot = theme.px(self._FOOT)
        box = QRectF(0, 0, self.width(), self.height() - foot)
        painter.fillRect(box, QColor(theme.RAISED))
        counts = self._values.counts
        step, top = box.width() / len(counts), max(float(counts.max()), 1.0)
        for place, count in enumerate(counts):
            high = (box.height() - 6) * float(count) / top
            bar = QRectF(place * step, box.bottom() - high, max(step - (1 if step > 3 else 0), 1), high)
            painter.fillRect(bar, QColor(theme.ACCENT))
        painter.setPen(QColor(theme.FAINT))
        painter.setFont(theme.font(8.5))
        line = QRectF(0, box.bottom(), box.width(), foot)
        found = self._values.statistics
        least, most = number(f"{found.minimum:.0f}"), number(f"{found.maximum:.0f}")
        pixels = number(f"{found.count:,}")
        bottom = Qt.AlignmentFlag.AlignBottom
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft | bottom, least)
        painter.drawText(line, Qt.AlignmentFlag.AlignRight | bottom, most)
        painter.drawText(line, Qt.AlignmentFlag.AlignHCenter | bottom, tr(f"{pixels} pixels"))
