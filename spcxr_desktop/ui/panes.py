"""Panes: each a canvas of its own, under a head that says what the film is beside the others."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QStyle, QStyleOption, QVBoxLayout, QWidget

from spcxr_desktop.app.entry import Entry
from spcxr_desktop.app.session import Session
from spcxr_desktop.domain.pairing import Kinship, Role
from spcxr_desktop.ui import captions, icons, theme
from spcxr_desktop.ui.dragging import entry_of
from spcxr_desktop.ui.panels.stage import Stage
from spcxr_desktop.ui.translation import tr
from spcxr_desktop.ui.view.canvas import Canvas

_RING = 2  # px
_HEAD = 24


class Elided(QLabel):
    """One line that is cut with an ellipsis where there is no room for all of it; whole in its tool tip."""

    def __init__(self, name: str, points: float, pad: int = 0) -> None:
        """``pad``: px at both ends, on the ground that the style sheet gives it."""
        super().__init__()
        self.setObjectName(name)
        self._pad = pad
        self.setTextFormat(Qt.TextFormat.PlainText)
        across = QSizePolicy.Policy.Maximum if pad else QSizePolicy.Policy.Ignored
        self.setSizePolicy(across, QSizePolicy.Policy.Preferred)
        theme.set_points(self, points)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        option = QStyleOption()
        option.initFrom(self)
        self.style().drawPrimitive(QStyle.PrimitiveElement.PE_Widget, option, painter, self)
        inside = self.rect().adjusted(self._pad, 0, -self._pad, 0)
        text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, inside.width())
        painter.setPen(self.palette().windowText().color())
        across = Qt.AlignmentFlag.AlignHCenter if self._pad else Qt.AlignmentFlag.AlignLeft
        painter.drawText(inside, across | Qt.AlignmentFlag.AlignVCenter, text)


class PaneHead(QWidget):
    """Whose film of which day, what it is beside the others, and whether it goes along with them."""

    def __init__(self) -> None:
        super().__init__()
        self._film, self._role = Elided("quiet", 9), Elided("role", 9, pad=7)
        self._drawn: tuple[object, ...] = ()
        self._link = QLabel()
        self._link.setAccessibleName(tr("Linked"))
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 0, 8, 0)
        row.setSpacing(theme.SPACE)
        row.addWidget(self._film, 1)
        row.addWidget(self._role)
        row.addWidget(self._link)

    def show_film(self, entry: Entry | None, role: Role | None, company: Kinship, link: str) -> None:
        """``link``: what goes along with the active pane; "" nothing."""
        film = "" if entry is None else captions.film(entry, named=company != "one")
        text, height = captions.role(role), theme.px(_HEAD)
        if (film, text, link, height) == self._drawn:  # while a window is dragged this is asked sixty times a second
            return
        self._drawn = film, text, link, height
        self.setFixedHeight(height)
        self._film.setText(film)
        self._film.setToolTip(film)
        self._role.setText(text)
        self._role.setToolTip(text)
        self._role.setVisible(bool(text))
        alarm = role is not None and role.kind in ("different", "unclear")
        if self._role.property("alarm") != alarm:
            self._role.setProperty("alarm", alarm)
            self._role.style().polish(self._role)
        self._link.setVisible(bool(link))
        self._link.setPixmap(icons.pixmap("link", theme.ACCENT, 14, 2.0))
        self._link.setToolTip(link)
        self._link.setAccessibleDescription(link)

    def texts(self) -> list[str]:
        """What it says, left to right."""
        shown = [part.text() for part in (self._film, self._role) if part.text()]
        return [*shown, self._link.toolTip()] if self._link.isVisibleTo(self) else shown


class Pane(QWidget):
    """One place for a film. The active one has a ring."""

    activated = Signal()
    dropped = Signal(int)  # entry id

    def __init__(self, canvas: Canvas, buttons: Sequence[QPushButton]) -> None:
        super().__init__()
        self.setAcceptDrops(True)
        self.canvas = canvas
        self.stage = Stage(canvas, list(buttons))
        self.head = PaneHead()
        self._ring = False
        self._drawn: tuple[object, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setSpacing(0)
        self._column.addWidget(self.head)
        self._column.addWidget(self.stage, 1)
        canvas.installEventFilter(self)

    def show_entry(self, entry: Entry | None, session: Session, active: bool, empty: str) -> None:
        """Draw this entry; ``empty``: why nothing is shown, "" for the first page of the program."""
        shown = entry.as_shown() if entry is not None else None
        key = (entry, session.overlay, session.display, entry is None or session.is_wanted(entry.id), active, empty)
        if key != self._drawn:
            self._drawn = key
            self.canvas.show_entry(shown, session.overlay, session.display)
            self.stage.show_entry(shown, session, active, empty)

    def set_ring(self, among_others: bool, active: bool) -> None:
        """The head and the ring are for panes that have neighbours."""
        self.head.setVisible(among_others)
        margin = _RING if among_others else 0
        self._column.setContentsMargins(margin, margin, margin, margin)
        self._ring = among_others and active
        self.setAccessibleName(tr("Active picture" if self._ring else "Picture"))
        self.update()

    # ---- events ------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(theme.ACCENT if self._ring else theme.LINE))
        painter.fillRect(self.rect().adjusted(_RING, _RING, -_RING, -_RING), QColor(theme.PANEL))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.MouseButtonPress):
            self.activated.emit()
        return False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.activated.emit()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if entry_of(event.mimeData()) is not None:
            event.acceptProposedAction()
        else:
            event.ignore()  # files are the window's

    def dropEvent(self, event: QDropEvent) -> None:
        entry_id = entry_of(event.mimeData())
        if entry_id is not None:
            event.acceptProposedAction()
            self.dropped.emit(entry_id)
