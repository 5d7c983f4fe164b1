"""Writing on the picture: a line of text where it will stand. Return keeps it, Escape does not."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from spcxr_desktop.ui.translation import tr

_WIDTH, _MOST = 220, 200


class Note(QLineEdit):
    """Lives on the canvas until it is kept or dropped; ``keep`` gets the text, stripped."""

    def __init__(self, canvas: QWidget, at: QPoint, text: str, keep: Callable[[str], None]) -> None:
        super().__init__(text, canvas)
        self.setAccessibleName(tr("Text on the picture"))
        self.setPlaceholderText(tr("Text, then Return"))
        self.setMaxLength(_MOST)
        self._keep: Callable[[str], None] | None = keep
        self.resize(_WIDTH, self.sizeHint().height())
        room = canvas.rect().adjusted(0, 0, -_WIDTH, -self.height())
        self.move(min(max(at.x(), 0), max(room.right(), 0)), min(max(at.y(), 0), max(room.bottom(), 0)))
        self.selectAll()
        self.show()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.returnPressed.connect(self._done)

    def drop(self) -> None:
        """Away with it."""
        self._keep = None
        self._leave()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.drop()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._done()

    def _done(self) -> None:
        keep, self._keep = self._keep, None
        if keep is not None:
            keep(self.text().strip())
            self._leave()

    def _leave(self) -> None:
        parent = self.parentWidget()
        self.hide()
        self.deleteLater()
        if parent is not None and self.hasFocus():
            parent.setFocus()
