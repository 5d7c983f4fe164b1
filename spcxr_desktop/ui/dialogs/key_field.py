"""A field that takes the next key pressed, Tab and Enter included."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit

from spcxr_desktop.ui import strings
from spcxr_desktop.ui.translation import tr

_ALONE = (
    Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr, Qt.Key.Key_CapsLock,
    Qt.Key.Key_unknown,
)  # fmt: skip


def spelled(event: QKeyEvent) -> str:
    """The key in Qt's portable spelling; "" for a modifier alone.

    A sign that takes Shift on this keyboard is spelled without it: the same sign needs none on another.
    """
    key = Qt.Key(event.key())
    if key in _ALONE:
        return ""
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    text = event.text()
    if len(text) == 1 and text.isprintable() and not text.isalpha() and not text.isspace():
        modifiers &= ~Qt.KeyboardModifier.ShiftModifier
    if key == Qt.Key.Key_Backtab:
        key = Qt.Key.Key_Tab
    return QKeySequence(modifiers.value | key.value).toString(QKeySequence.SequenceFormat.PortableText)


class KeyField(QLineEdit):
    """Waits from ``begin`` until a key is pressed, Esc is, or the keyboard goes elsewhere."""

    recorded = Signal(str)
    waiting = False  # of the class: Qt sends events while the widget is being made

    def __init__(self) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setAccessibleName(tr("New key"))

    def begin(self) -> None:
        """Take the next key."""
        self.waiting = True
        self.setText(tr(strings.KEYS_ASK))
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def stop(self) -> None:
        """Take none any more."""
        self.waiting = False
        self.clear()

    def event(self, event: QEvent) -> bool:
        if self.waiting and event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if self.waiting and event.type() == QEvent.Type.KeyPress:
            assert isinstance(event, QKeyEvent)
            self._take(event)
            return True
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if self.waiting:
            self.stop()

    def _take(self, event: QKeyEvent) -> None:
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        if Qt.Key(event.key()) == Qt.Key.Key_Escape and plain:
            self.stop()
            return
        key = spelled(event)
        if key:
            self.stop()
            self.recorded.emit(key)
