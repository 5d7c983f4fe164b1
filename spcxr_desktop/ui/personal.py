"""What the user's settings do to the window, and what of the window is kept in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QObject, QSize
from PySide6.QtWidgets import QApplication, QSplitter, QToolBar

from spcxr_desktop.ui import theme
from spcxr_desktop.ui.dialogs.following import Following
from spcxr_desktop.ui.dialogs.palette import Palette
from spcxr_desktop.ui.lock import IdleWatch, LockPage

if TYPE_CHECKING:
    from spcxr_desktop.store.settings import Settings
    from spcxr_desktop.ui.main_window import MainWindow

_ICON = 20  # px at 100 %


class Personal(QObject):
    """Of one window: palette, lock page, size of texts, keys, place on the screen."""

    def __init__(self, window: MainWindow, split: QSplitter) -> None:
        super().__init__(window)
        self._window, self._split = window, split
        self._applied: Settings | None = None
        self.palette = Palette(window, window.action_set)
        self.lock_page = LockPage(window, self._set_locked)
        self.idle = IdleWatch(self, self.lock_page.lock)
        self._restore()
        self.apply()

    def apply(self) -> None:
        """Follow the settings as they are now."""
        settings, before = self._window.bench.preferences.settings, self._applied
        self._applied = settings
        if before is None or settings.text_scale != before.text_scale:
            self._scale(settings.text_scale)
        if before is None or settings.auto_lock_minutes != before.auto_lock_minutes:
            self.idle.set_minutes(settings.auto_lock_minutes)
        for dialog in self._window.findChildren(Following):
            dialog.follow()
        if self._window.action_set.set_keys(settings.shortcuts):
            self._window.hold_keys.renew()

    def keep(self) -> None:
        """Put the window's place into the settings. Full screen is no place to come back to."""
        window = self._window
        values: dict[str, object] = {"panels_shown": window.panels_shown, "corner_texts": window.canvas.corners}
        if not window.isFullScreen():
            values["window_geometry"] = _text(window.saveGeometry())
        if window.panels_shown:
            values["splitter"] = _text(self._split.saveState())
        window.bench.preferences.change(**values)

    def _restore(self) -> None:
        """What cannot be restored (another screen, another version) leaves the window as it begins."""
        settings, window = self._window.bench.preferences.settings, self._window
        if settings.window_geometry:
            window.restoreGeometry(_bytes(settings.window_geometry))
        if settings.splitter:
            self._split.restoreState(_bytes(settings.splitter))
        if not settings.panels_shown:
            window.set_panels(False)
        window.panes.set_corners(settings.corner_texts)

    def _scale(self, percent: int) -> None:
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        if percent != theme.percent():
            theme.rescale(application, percent)
        for bar in self._window.findChildren(QToolBar):
            bar.setIconSize(QSize(theme.px(_ICON), theme.px(_ICON)))

    def _set_locked(self, locked: bool) -> None:
        self._window.action_set.locked = locked
        self._window.setAcceptDrops(not locked)


def _text(data: QByteArray) -> str:
    return bytes(data.toBase64().data()).decode("ascii")


def _bytes(text: str) -> QByteArray:
    return QByteArray.fromBase64(text.encode("ascii", "ignore"))
