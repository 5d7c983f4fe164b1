"""The picture on another screen: the same panes in a window of their own, list and findings stay where they are."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QScreen
from PySide6.QtWidgets import QPushButton, QStackedWidget, QVBoxLayout, QWidget

from spcxr_desktop.ui import captions, icons, strings, theme
from spcxr_desktop.ui.panels.parts import label
from spcxr_desktop.ui.translation import tr


class PictureWindow(QWidget):
    """Holds the picture. Closing it brings the picture back."""

    closed = Signal()

    def __init__(self, picture: QWidget) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self.setWindowTitle(f"{strings.PRODUCT} · {tr(strings.RESEARCH_ONLY)}")
        self.setWindowIcon(icons.icon("app"))
        statement = label(tr(strings.RESEARCH_LONG), "statement", 9, wrap=False)
        statement.setContentsMargins(14, 6, 14, 6)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(picture, 1)
        column.addWidget(statement)

    def closeEvent(self, event: QCloseEvent) -> None:
        event.accept()
        self.closed.emit()


class Middle(QStackedWidget):
    """The middle of the window: the picture, or a word on where it is."""

    moved = Signal()

    def __init__(self, picture: QWidget) -> None:
        super().__init__()
        self._picture = picture
        self.window_away: PictureWindow | None = None
        self.addWidget(self._page())
        self.addWidget(picture)
        self.setCurrentWidget(picture)

    def move_to(self, screen: QScreen, beside: QWidget) -> PictureWindow:
        """Show the picture on this screen, as large as it is. ``beside``: the window whose keys work there too."""
        away = self.window_away = PictureWindow(self._picture)
        away.addActions(beside.actions())
        away.closed.connect(self.bring_back)
        away.setScreen(screen)
        away.setGeometry(screen.availableGeometry())
        self.setCurrentIndex(0)
        self._picture.show()
        away.showMaximized()
        return away

    def bring_back(self) -> None:
        """The picture is in its place again."""
        away, self.window_away = self.window_away, None
        if away is None:
            return
        self.addWidget(self._picture)
        self.setCurrentWidget(self._picture)
        away.close()
        away.deleteLater()
        self.moved.emit()

    def _page(self) -> QWidget:
        page = QWidget()
        button = QPushButton(tr(captions.BRING_BACK))
        button.clicked.connect(self.bring_back)
        column = QVBoxLayout(page)
        column.setSpacing(theme.SPACE * 2)
        column.addStretch(1)
        column.addWidget(label(tr(captions.AWAY), "quiet", wrap=False), 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        return page


def other_screen(window: QWidget) -> QScreen | None:
    """The largest screen that the window is not on; None where there is no other."""
    here = window.screen()
    others = [screen for screen in QGuiApplication.screens() if screen is not here]
    return max(others, key=lambda screen: screen.size().width() * screen.size().height(), default=None)
