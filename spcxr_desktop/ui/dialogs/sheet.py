"""A form over the window: a title, what there is to know, one thing to do. Scrolls where texts are large."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.ui import signing_texts, theme
from spcxr_desktop.ui.dialogs.following import SurveyDialog
from spcxr_desktop.ui.panels.parts import boxed, label, picture
from spcxr_desktop.ui.translation import tr

if TYPE_CHECKING:
    from spcxr_desktop.ui.main_window import MainWindow

_MARGIN = 80  # px that a dialog leaves free of the screen


class FormDialog(SurveyDialog):
    """``body`` takes widgets and scrolls, ``below`` takes what must stay in view; ``act`` is the button that does it.

    ``refuse`` shows why it was not done.
    """

    def __init__(self, window: MainWindow, title: str, act: str, width: int = 600) -> None:
        super().__init__(window)
        self.window_ = window
        self._width = width
        self.setWindowTitle(tr(title))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.act, self.leave = QPushButton(tr(act)), QPushButton(tr("Cancel"))
        self.act.setObjectName("primary")
        self.act.setDefault(True)
        self.leave.setAutoDefault(False)
        self.leave.clicked.connect(self.reject)
        self._why = label("")
        self._refusal: QFrame = boxed("refused", self._why, icon=picture("warn", theme.WARN))
        self._refusal.hide()
        inside = QWidget()
        self.body = QVBoxLayout(inside)
        self.body.setContentsMargins(0, 0, 10, 0)
        self.body.setSpacing(theme.SPACE + 2)
        self._inside = inside
        self._facts: QGridLayout | None = None
        self.below = QVBoxLayout()
        self.below.setContentsMargins(0, 0, 10, 0)
        self.below.setSpacing(theme.SPACE)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(inside)
        self._foot = QHBoxLayout()
        self._foot.addStretch(1)
        self._foot.addWidget(self.leave)
        self._foot.addWidget(self.act)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(20, 18, 14, 16)
        whole.setSpacing(theme.SPACE + 4)
        whole.addWidget(label(title, "big"))
        whole.addWidget(self._scroll, 1)
        whole.addLayout(self.below)
        whole.addWidget(self._refusal)
        whole.addLayout(self._foot)

    def settle_size(self) -> None:
        """As high as its content, as far as the screen goes."""
        screen = self.screen().availableSize()
        width = min(theme.px(self._width), screen.width() - _MARGIN)
        self._inside.setMinimumWidth(1)
        wanted = self.body.totalHeightForWidth(width - theme.px(60))
        others = theme.px(118) + max(self.below.totalHeightForWidth(width - theme.px(60)), 0)
        if not self._refusal.isHidden():
            others += self._refusal.heightForWidth(width - theme.px(60)) + theme.SPACE
        most = screen.height() - _MARGIN
        self.resize(width, min(max(wanted, 40) + others, most))
        self.layout().activate()  # type: ignore[union-attr]
        missing = self.body.totalHeightForWidth(self._scroll.viewport().width()) - self._scroll.viewport().height()
        if missing > 0:
            self.resize(width, min(self.height() + missing, most))

    def showEvent(self, event: QShowEvent) -> None:
        """Only now is it known how large its texts are."""
        super().showEvent(event)
        self.settle_size()

    def hideEvent(self, event: QHideEvent) -> None:
        """Locked, closed, out of sight: no PIN stays in a field for whoever comes next."""
        super().hideEvent(event)
        for line in self.findChildren(QLineEdit):
            if line.echoMode() == QLineEdit.EchoMode.Password:
                line.clear()

    def refuse(self, error: UserError | None) -> None:
        """Why it was not done; None takes that away."""
        self._refusal.setVisible(error is not None)
        if error is not None:
            self._why.quote(signing_texts.error(error))
            self._why.setAccessibleName(self._why.text())
            if self.isVisible():
                self.settle_size()

    def refusal(self) -> str:
        """What ``refuse`` shows."""
        return "" if self._refusal.isHidden() else self._why.text()

    def row(self, title: str, text: str) -> None:
        """A fact: its name at the left of it."""
        if self._facts is None:
            self._facts = QGridLayout()
            self._facts.setColumnStretch(1, 1)
            self._facts.setHorizontalSpacing(theme.SPACE * 2)
            self._facts.setVerticalSpacing(theme.SPACE)
            self.body.addLayout(self._facts)
        said = label("")
        said.quote(text)
        name = label(title, "faint")
        theme.fix(name, 150)
        place = self._facts.rowCount()
        self._facts.addWidget(name, place, 0, Qt.AlignmentFlag.AlignTop)
        self._facts.addWidget(said, place, 1, Qt.AlignmentFlag.AlignTop)

    def warn(self, text: str) -> None:
        """Something to think of first, in the window's language already."""
        said = label("")
        said.quote(text)
        self.body.addWidget(boxed("gate", said, icon=picture("warn", theme.WARN)))

    def field(self, title: str, *, secret: bool = False, text: str = "", below: bool = False) -> QLineEdit:
        """A line to write in, its name above it. ``below``: it does not scroll away."""
        line = QLineEdit(text)
        name = label(title, wrap=False)
        name.setBuddy(line)
        line.setAccessibleName(tr(title))
        if secret:
            line.setEchoMode(QLineEdit.EchoMode.Password)
        where = self.below if below else self.body
        where.addWidget(name)
        where.addWidget(line)
        return line

    def follow(self) -> None:
        """Nothing to follow but what a kind of it does."""
