"""What is always in view at the foot of the window, and the notice at its head."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QSizePolicy, QToolButton

from spcxr_desktop.app.session import Entry, Fault
from spcxr_desktop.app.workbench import Progress
from spcxr_desktop.ui import icons, strings, theme
from spcxr_desktop.ui.panels.not_assessed import not_assessed
from spcxr_desktop.ui.panels.parts import label, picture


class StatementStrip(QFrame):
    """ "Research use only", what was not assessed where the panel that lists it is hidden, and progress."""

    def __init__(self, cancel: QToolButton) -> None:
        super().__init__()
        self.setObjectName("strip")
        self.setFixedHeight(30)
        self._statement = label(strings.RESEARCH_LONG, "statement", 9, wrap=False)
        self._not_assessed = label("", "quiet", 9, wrap=False)
        self._not_assessed.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._doing = label("", "quiet", 9, wrap=False)
        self._bar = QProgressBar(textVisible=False)
        self._bar.setFixedWidth(140)
        self._bar.setAccessibleName("Progress")
        self._cancel = cancel
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 0, 8, 0)
        row.setSpacing(theme.SPACE * 2)
        row.addWidget(self._statement)
        row.addWidget(self._not_assessed, 1)
        row.addWidget(self._doing)
        row.addWidget(self._bar, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(cancel)
        self.show_progress(None)

    def show_entry(self, entry: Entry | None, panel_hidden: bool) -> None:
        """The statement on what was not assessed moves here when its panel is hidden."""
        text = not_assessed(entry)
        if text and entry is not None and entry.results is not None:
            text = f"{strings.NOT_ASSESSED}: {text[:1].lower()}{text[1:]}"
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

    def texts(self) -> list[str]:
        """Every text that is shown."""
        return [found.text() for found in self.findChildren(QLabel) if found.text()]


class NoticeBar(QFrame):
    """Why something could not be opened, until it is put away. Not a dialog: nothing waits for it."""

    dismissed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("notice")
        self._text = label("")
        close = QToolButton()
        close.setIcon(icons.icon("close"))
        close.setAccessibleName("Dismiss")
        close.clicked.connect(self.dismissed)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 6, 8, 6)
        row.setSpacing(10)
        row.addWidget(picture("warn", theme.WARN))
        row.addWidget(self._text, 1)
        row.addWidget(close)
        self.hide()

    def show_notice(self, notice: Fault | None) -> None:
        """Show or hide."""
        self.setVisible(notice is not None)
        if notice is not None:
            self._text.setText(f"{notice.found} {notice.expected} {notice.remedy}")

    def text(self) -> str:
        """The notice as shown."""
        return self._text.text()
