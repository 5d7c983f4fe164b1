"""Search, filters and order of the worklist: narrow above the side list, on one line above the wide table."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import cast

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from spcxr_desktop.app.worklist import Listing
from spcxr_desktop.app.worklist_rows import Filters, Order, When
from spcxr_desktop.store.rows import StudyStatus
from spcxr_desktop.ui import icons, theme
from spcxr_desktop.ui import worklist_texts as texts
from spcxr_desktop.ui.translation import tr

_ONLY = {"Flagged": "Only studies with a flag", "Unread": "Only studies that are not all read"}


class SearchField(QLineEdit):
    """Down goes to the rows, Esc empties it."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setPlaceholderText(tr(texts.SEARCH))
        self.setAccessibleName(tr("Search the worklist"))
        self.setClearButtonEnabled(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left.emit()
        else:
            super().keyPressEvent(event)


class Count(QLabel):
    """The first to give way where there is little room: cut off with a sign of it."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("quiet")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        theme.set_points(self, 9)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self.palette().windowText().color())
        text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.rect(), self.alignment(), text)


class WorklistBar(QWidget):
    """Emits the filters that are asked for; ``left`` when the keyboard wants to go on to the rows."""

    asked = Signal(object)  # Filters
    left = Signal()

    def __init__(self, wide: bool) -> None:
        super().__init__()
        self._filters = Filters()
        self.search = SearchField()
        self.search.left.connect(self.left)
        self.search.textChanged.connect(lambda text: self._ask(text=text))  # the lane skips what is no longer asked for
        self.status = _choice("Status", (("", texts.ANY_STATUS), *texts.STATUS.items()))
        self.when = _choice("Date of the study", texts.WHENS.items())
        self.order = _choice("Order", texts.ORDERS.items())
        self.order.setToolTip(tr(texts.PRIORITY_WHY))
        self.flagged = _switch("Flagged", "flag", wide)
        self.unread = _switch("Unread", "", wide)
        self.count = Count()
        self.status.activated.connect(lambda _: self._ask(status=cast(StudyStatus, self.status.currentData())))
        self.when.activated.connect(lambda _: self._ask(when=cast(When, self.when.currentData())))
        self.order.activated.connect(self._ask_order)
        self.flagged.clicked.connect(lambda on: self._ask(flagged=on))
        self.unread.clicked.connect(lambda on: self._ask(unread=on))
        self._lay_out_wide() if wide else self._lay_out_narrow()

    def show_listing(self, listing: Listing, filters: Filters) -> None:
        """Follow what is listed without answering it."""
        self._filters = filters
        self.count.setText(texts.count(listing))
        with QSignalBlocker(self.search):
            if self.search.text().strip() != filters.text.strip():
                self.search.setText(filters.text)
        for box, value in ((self.status, filters.status), (self.when, filters.when), (self.order, filters.order)):
            box.setCurrentIndex(box.findData(value))
        self.flagged.setChecked(filters.flagged)
        self.unread.setChecked(filters.unread)

    def focus_search(self) -> None:
        """Type here now."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _ask_order(self) -> None:
        self._filters = replace(self._filters, order=cast(Order, self.order.currentData()), descending=False)
        self.asked.emit(self._filters)

    def _ask(
        self,
        text: str | None = None,
        status: StudyStatus | None = None,
        when: When | None = None,
        flagged: bool | None = None,
        unread: bool | None = None,
    ) -> None:
        given = {"text": text, "status": status, "when": when, "flagged": flagged, "unread": unread}
        changed = {name: value for name, value in given.items() if value is not None}
        self._filters = replace(self._filters, **changed)  # type: ignore[arg-type]
        self.asked.emit(self._filters)

    def _lay_out_wide(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 12, 16, 12)
        row.setSpacing(theme.SPACE)
        theme.fix(self.search, least=130)
        self.search.setMaximumWidth(520)
        row.addWidget(self.search, 1)
        for part in (self.status, self.when, self.flagged, self.unread, self.order):
            row.addWidget(part)
        self.count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.count, 2)

    def _lay_out_narrow(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 10, 10, 6)
        column.setSpacing(theme.SPACE)
        column.addWidget(self.search)
        for parts in ((self.status, self.when), (self.order, self.flagged, self.unread)):
            row = QHBoxLayout()
            row.setSpacing(theme.SPACE // 2)
            for part in parts:
                row.addWidget(part, 1 if isinstance(part, QComboBox) else 0)
            column.addLayout(row)
        column.addWidget(self.count)


def _choice(name: str, rows: Iterable[tuple[str, str]]) -> QComboBox:
    out = QComboBox()
    out.setAccessibleName(tr(name))
    out.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    out.setMinimumContentsLength(5)  # with larger texts it may be narrower than what it says
    for value, title in rows:
        out.addItem(tr(title), value)
    return out


def _switch(title: str, icon: str, wide: bool) -> QToolButton:
    out = QToolButton()
    out.setObjectName("menu")
    out.setCheckable(True)
    out.setText(tr(title))
    out.setAccessibleName(tr(_ONLY[title]))
    out.setToolTip(out.accessibleName())
    if icon:
        out.setIcon(icons.icon(icon))
        beside = Qt.ToolButtonStyle.ToolButtonTextBesideIcon
        out.setToolButtonStyle(beside if wide else Qt.ToolButtonStyle.ToolButtonIconOnly)
    return out
