"""Studies on their way here: how far each is, to be stopped, tried again, shown, or taken off the list."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from spcxr_desktop.app.changes import Changes
from spcxr_desktop.app.network.views import TransferRow
from spcxr_desktop.pacs.query import Match
from spcxr_desktop.ui import network_texts as texts
from spcxr_desktop.ui import theme
from spcxr_desktop.ui.dialogs.survey_table import SurveyTable
from spcxr_desktop.ui.panels.parts import heading
from spcxr_desktop.ui.translation import tr

if TYPE_CHECKING:
    from spcxr_desktop.ui.main_window import MainWindow

_HEADS = ("Patient", "Study", "From", "State")
_ENDED = ("failed", "cancelled", "whole")


class TransfersPanel(QWidget):
    """Hidden while nothing was asked for."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self._window, self._network = window, window.bench.network
        self._rows: tuple[TransferRow, ...] = ()
        self._drawn: object = None
        self._listed: tuple[Match, ...] = ()
        self._matches: dict[str, Match] = {}
        self.table = SurveyTable("Studies on their way", self._open)
        self.table.setMinimumHeight(theme.px(96))
        self.table.currentCellChanged.connect(lambda *_: self._ready())
        self.show_it = self._button("Show", lambda: self._open(self.table.currentRow()))
        self.stop = self._button("Stop", lambda: self._network.cancel_transfers(self._chosen()))
        self.again = self._button("Try again", lambda: self._network.retry_transfers(self._chosen()))
        self.remove = self._button("Take off the list", lambda: self._network.remove_transfers(self._chosen()))
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        for button in (self.remove, self.again, self.stop, self.show_it):
            buttons.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE)
        column.addWidget(heading("On their way"))
        column.addWidget(self.table, 1)
        column.addLayout(buttons)

    def follow(self) -> None:
        """Something got on, or names are hidden now."""
        rows = self._network.view.transfers
        self.setVisible(bool(rows))
        drawn = [
            (texts.transfer_name(row, self._match(row)), texts.transfer_what(row), row.node, texts.here_in_full(row))
            for row in rows
        ]
        same = [row.id for row in rows] == [row.id for row in self._rows]
        self._rows = rows
        if drawn == self._drawn:
            return
        self._drawn = drawn
        if same:  # only what is said changed: nothing is laid out anew, nothing loses the keyboard
            self.table.say(drawn)
        else:
            self.table.fill(_HEADS, drawn)
        self._ready()

    def _match(self, row: TransferRow) -> Match | None:
        """The answer that a study was asked for by: it says more of the patient."""
        matches = self._network.view.query.matches
        if matches is not self._listed:
            self._listed, self._matches = matches, {match.study: match for match in matches}
        return self._matches.get(row.study)

    def _chosen(self) -> tuple[int, ...]:
        place = self.table.currentRow()
        return (self._rows[place].id,) if 0 <= place < len(self._rows) else ()

    def _open(self, place: int) -> None:
        from spcxr_desktop.ui.dialogs.query import show_study

        if 0 <= place < len(self._rows) and self._rows[place].state == "whole":
            show_study(self._window, self._rows[place].study)

    def _ready(self) -> None:
        place = self.table.currentRow()
        state = self._rows[place].state if 0 <= place < len(self._rows) else None
        self.stop.setEnabled(state is not None and state not in _ENDED)
        self.again.setEnabled(state in ("failed", "cancelled", "pausing"))
        self.remove.setEnabled(state in _ENDED)
        self.show_it.setEnabled(state == "whole")

    def _button(self, title: str, act: Callable[[], Changes | None]) -> QPushButton:
        button = QPushButton(tr(title))
        button.setAutoDefault(False)
        button.clicked.connect(lambda: self._window.bridge.post(act() or Changes()))
        return button

