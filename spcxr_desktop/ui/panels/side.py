"""The left side: what is open, and the worklist."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from spcxr_desktop.ui import theme
from spcxr_desktop.ui.panels.studies import StudiesPanel
from spcxr_desktop.ui.panels.worklist import WorklistView
from spcxr_desktop.ui.translation import number, tr


class Side(QWidget):
    """Two lists behind two buttons. Emits which one is asked for: the worklist or not."""

    asked = Signal(bool)

    def __init__(self, studies: StudiesPanel, worklist: WorklistView) -> None:
        super().__init__()
        self.setObjectName("panel")
        self.open_button, self.worklist_button = _tab("Opened"), _tab("Worklist")
        self._group = QButtonGroup(self)
        row = QHBoxLayout()
        row.setContentsMargins(8, 6, 8, 0)
        row.setSpacing(4)
        for button, worklists in ((self.open_button, False), (self.worklist_button, True)):
            self._group.addButton(button)
            button.clicked.connect(lambda _=False, asked=worklists: self.asked.emit(asked))
            row.addWidget(button)
        self._stack = QStackedWidget()
        self._stack.addWidget(studies)
        self._stack.addWidget(worklist)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(self._stack, 1)
        self.show_worklist(False)

    def show_worklist(self, shown: bool) -> None:
        """The one list or the other."""
        self._stack.setCurrentIndex(int(shown))
        (self.worklist_button if shown else self.open_button).setChecked(True)

    def count_unread(self, unread: int) -> None:
        """Beside the worklist's name."""
        self.worklist_button.setText(f"{tr('Worklist')}  {number(f'{unread:,}')}" if unread else tr("Worklist"))


def _tab(title: str) -> QPushButton:
    out = QPushButton(tr(title))
    out.setObjectName("tab")
    out.setCheckable(True)
    out.setAccessibleName(tr(title))
    out.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    theme.set_points(out, 9.5)
    return out
