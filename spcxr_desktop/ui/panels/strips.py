"""What is always in view at the foot of the window, and the notice at its head."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
)

from spcxr_desktop.app.session import Entry, Notice
from spcxr_desktop.app.workbench import Progress
from spcxr_desktop.ui import icons, strings, theme
from spcxr_desktop.ui.panels.not_assessed import not_assessed
from spcxr_desktop.ui.panels.parts import label, picture
from spcxr_desktop.ui.translation import tr

_MOST_LINES = 8  # of a notice's details: it must never push the picture out of the window


class StatementStrip(QFrame):
    """ "Research use only", what was not assessed where the panel that lists it is hidden, and progress."""

    def __init__(self, cancel: QToolButton, outbox: QPushButton) -> None:
        super().__init__()
        self.setObjectName("strip")
        theme.fix(self, height=30)
        self._statement = label(strings.RESEARCH_LONG, "statement", 9, wrap=False)
        self._not_assessed = label("", "quiet", 9, wrap=False)
        self._not_assessed.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._room = label("", "warned", 9, wrap=False)
        self._room.hide()
        self._doing = label("", "quiet", 9, wrap=False)
        self._bar = QProgressBar(textVisible=False)
        self._bar.setFixedWidth(140)
        self._bar.setAccessibleName(tr("Progress"))
        self._cancel = cancel
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 0, 8, 0)
        row.setSpacing(theme.SPACE * 2)
        row.addWidget(self._statement)
        row.addWidget(self._not_assessed, 1)
        row.addWidget(self._room)
        row.addWidget(outbox)
        row.addWidget(self._doing)
        row.addWidget(self._bar, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(cancel)
        self.show_progress(None)

    def show_entry(self, entry: Entry | None, panel_hidden: bool) -> None:
        """The statement on what was not assessed moves here when its panel is hidden."""
        text = not_assessed(entry)
        if text and entry is not None and entry.results is not None:
            text = strings.not_assessed_line(entry.results.not_assessed)
        self._not_assessed.setText(text if panel_hidden else "")
        self._not_assessed.setToolTip(text)

    def show_progress(self, progress: Progress | None) -> None:
        """What runs, or nothing."""
        for widget in (self._doing, self._bar, self._cancel):
            widget.setVisible(progress is not None)
        if progress is None:
            return
        self._doing.setText(strings.progress(progress))
        self._bar.setRange(0, 0 if progress.fraction is None else 1000)
        if progress.fraction is not None:
            self._bar.setValue(round(progress.fraction * 1000))

    def show_room(self, room: Notice | None) -> None:
        """That the disk or the quota is nearly used up."""
        self._room.setVisible(room is not None)
        if room is not None:
            self._room.setText(room.text)
            self._room.setToolTip("\n".join(map(tr, room.details)))

    def texts(self) -> list[str]:
        """Every text that is shown."""
        return [found.text() for found in self.findChildren(QLabel) if found.text()]


class NoticeBar(QFrame):
    """Something to know, until it is put away; details on demand. Not a dialog: nothing waits for it."""

    dismissed = Signal()
    acted = Signal()  # the notice's own button

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName("notice")
        self.setAccessibleName(tr(name))
        self._shown: Notice | None = None
        self._text = label("")
        self._details = label("", "quiet", 9)
        self._details.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._more = QPushButton()
        self._more.setObjectName("disclosure")
        self._more.clicked.connect(lambda: self._unfold(self._details.isHidden()))
        self._act = QPushButton()
        self._act.clicked.connect(self.acted)
        close = QToolButton()
        close.setIcon(icons.icon("close"))
        close.setAccessibleName(tr("Dismiss"))
        close.clicked.connect(self.dismissed)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(picture("warn", theme.WARN))
        row.addWidget(self._text, 1)
        row.addWidget(self._more)
        row.addWidget(self._act)
        row.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 6, 8, 6)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self._details)
        self._details.setContentsMargins(28, 0, 0, 4)
        self.hide()

    def show_notice(self, notice: Notice | None) -> None:
        """Show or hide; folded up again whenever it says something new."""
        notice = strings.notice(notice) if notice is not None else None
        if notice == self._shown:
            return
        folded = self._shown is None or self._details.isHidden()
        self._shown = notice
        self.setVisible(notice is not None)
        if notice is None:
            return
        self._text.setText(notice.text)
        self._text.setAccessibleName(tr(notice.text))
        lines = tuple(map(strings.detail, notice.details[:_MOST_LINES]))
        if len(notice.details) > len(lines):
            lines = (*lines, tr(f"and {len(notice.details) - len(lines):,} more"))
        self._details.quote("\n".join(lines))
        self._more.setVisible(bool(notice.details))
        self._act.setText(tr(notice.action))
        self._act.setVisible(bool(notice.action))
        self._unfold(bool(notice.details) and not folded)

    def text(self) -> str:
        """The notice as shown, with its details where they are unfolded."""
        return self._text.text() if self._details.isHidden() else f"{self._text.text()}\n{self._details.text()}"

    def _unfold(self, unfolded: bool) -> None:
        self._details.setVisible(unfolded)
        self._more.setText(tr("Hide" if unfolded else "Show"))
