"""What waits to be sent, what was refused, and the sign of it in the strip at the foot of the window."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from spcxr_desktop.app.changes import Changes
from spcxr_desktop.app.network.views import OutboxRow, OutboxView, Pause
from spcxr_desktop.ui import icons, outbox_texts, theme
from spcxr_desktop.ui.dialogs.following import SurveyDialog
from spcxr_desktop.ui.dialogs.survey_table import SurveyTable
from spcxr_desktop.ui.panels.parts import boxed, label, picture
from spcxr_desktop.ui.translation import tr

if TYPE_CHECKING:
    from spcxr_desktop.ui.main_window import MainWindow

_HEADS = ("Object", "To", "State", "Tries", "Queued (UTC)", "Reason")
_AGAIN = ("waiting", "refused", "not committed")


class OutboxBadge(QPushButton):
    """Hidden while everything has arrived. ``open``: called when it is pressed."""

    def __init__(self, open: Callable[[], object]) -> None:
        super().__init__()
        self.setObjectName("strip")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        theme.set_points(self, 9)
        self.clicked.connect(open)
        self.hide()

    def show_outbox(self, view: OutboxView) -> None:
        """How many wait, how many were refused."""
        text = outbox_texts.badge(view)
        self.setVisible(bool(text))
        if text == self.text():
            return
        self.setText(text)
        self.setIcon(icons.icon("outbox"))
        self.setAccessibleName(f"{tr(outbox_texts.TITLE)}: {text}")
        self.setToolTip(self.accessibleName())
        self.setProperty("alarm", view.refused > 0)
        self.style().polish(self)
        theme.set_points(self, 9)  # which polishing takes back


class OutboxDialog(SurveyDialog):
    """Not modal. Newest first."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window, self._network = window, window.bench.network
        self._rows: tuple[OutboxRow, ...] = ()
        self._drawn: object = None
        self.setWindowTitle(tr(outbox_texts.TITLE))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        room = self.screen().availableSize() * 0.92
        self.resize(min(theme.px(1100), room.width()), min(theme.px(480), room.height()))
        self.table = SurveyTable(outbox_texts.TITLE)
        self.table.currentCellChanged.connect(lambda *_: self._ready())
        self._said = label("", "quiet")
        self._pauses = QVBoxLayout()
        self._pauses.setSpacing(theme.SPACE)
        self._paused: tuple[Pause, ...] = ()
        self._boxes: list[QWidget] = []
        self.again = self._button("Try again", lambda: self._network.retry_sending(self._chosen()))
        self.remove = self._button("Remove from the outbox", lambda: self._network.remove_from_outbox(self._chosen()))
        self._lay_out()
        self.follow()
        self.table.setFocus()

    def follow(self) -> None:
        """The settings changed: texts may be larger."""
        self.follow_network()

    def follow_network(self) -> None:
        """Something was sent, refused, or waits."""
        view = self._network.view.outbox
        rows, drawn = view.rows, [outbox_texts.row(row) for row in view.rows]
        same = [row.id for row in rows] == [row.id for row in self._rows]
        self._rows = rows
        if drawn != self._drawn:
            self._drawn = drawn
            self.table.say(drawn) if same else self.table.fill(_HEADS, drawn)
        self._said.quote(outbox_texts.summary(view))
        if view.pauses != self._paused:
            self._paused = view.pauses
            self._show_pauses(view.pauses)
        self._ready()

    def showEvent(self, event: QShowEvent) -> None:
        """Only now is it known how wide its columns are."""
        super().showEvent(event)
        self.table.give_rows_room()

    def _chosen(self) -> tuple[int, ...]:
        place = self.table.currentRow()
        return (self._rows[place].id,) if 0 <= place < len(self._rows) else ()

    def _ready(self) -> None:
        place = self.table.currentRow()
        state = self._rows[place].state if 0 <= place < len(self._rows) else None
        self.again.setEnabled(state in _AGAIN)
        self.remove.setEnabled(state is not None and state != "sending")

    def _show_pauses(self, pauses: tuple[Pause, ...]) -> None:
        """One box for each node that gets nothing for now."""
        for box in self._boxes:
            self._pauses.removeWidget(box)
            box.hide()
            box.deleteLater()
        self._boxes = []
        for pause in pauses:
            said = label("")
            said.quote(outbox_texts.pause(pause))
            button = self._button("Try this node now", partial(self._network.resume_node, pause.node))
            row = QHBoxLayout()
            row.addWidget(button)
            row.addStretch(1)
            box = boxed("gate", said, row, icon=picture("warn", theme.WARN), spacing=theme.SPACE)
            self._boxes.append(box)
            self._pauses.addWidget(box)

    def _button(self, title: str, act: Callable[[], Changes]) -> QPushButton:
        button = QPushButton(tr(title))
        button.setAutoDefault(False)
        button.clicked.connect(lambda: self._window.bridge.post(act()))
        return button

    def _lay_out(self) -> None:
        close = QPushButton(tr("Close"))
        close.setAutoDefault(False)
        close.clicked.connect(self.close)
        foot = QHBoxLayout()
        foot.addWidget(self._said, 1)
        for button in (self.remove, self.again, close):
            foot.addWidget(button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(20, 18, 20, 16)
        whole.setSpacing(theme.SPACE + 4)
        whole.addWidget(label(outbox_texts.TITLE, "big", wrap=False))
        whole.addWidget(label(outbox_texts.WHY, "quiet"))
        whole.addLayout(self._pauses)
        whole.addWidget(self.table, 1)
        whole.addLayout(foot)
