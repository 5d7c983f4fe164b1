"""What the models did not look for. In view whenever a radiograph is."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from spcxr_desktop.app.session import Entry
from spcxr_desktop.ui import finding_texts, strings, theme
from spcxr_desktop.ui.panels.parts import heading, label, line
from spcxr_desktop.ui.translation import tr


def not_assessed(entry: Entry | None) -> str:
    """The list as a sentence; without a result set, everything."""
    if entry is None or entry.results is None:
        return tr(strings.NOTHING_ASSESSED) if entry is not None else ""
    return strings.not_assessed_list(entry.results.not_assessed)


class NotAssessedPanel(QWidget):
    """Stays put below what scrolls, with the model's stamp."""

    def __init__(self, card: QPushButton | None = None) -> None:
        """``card``: what opens the model card."""
        super().__init__()
        self.setAccessibleName(tr(strings.NOT_ASSESSED))
        self._list = label("", "quiet")
        self._stamps = label("", "faint", 9)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE - 2)
        column.addWidget(line())
        column.addSpacing(4)
        column.addWidget(heading(strings.NOT_ASSESSED))
        column.addWidget(self._list)
        column.addSpacing(4)
        column.addWidget(self._stamps)
        self._notes = label("", "warned", 9)
        column.addWidget(self._notes)
        self._card = card
        if card is not None:
            column.addWidget(card, 0, Qt.AlignmentFlag.AlignLeft)

    def show_entry(self, entry: Entry | None) -> None:
        """List and stamp of this entry."""
        self.setVisible(entry is not None)
        self._list.setText(not_assessed(entry))
        models = entry.results.models if entry is not None and entry.results is not None else ()
        self._stamps.setText("\n".join(strings.stamp(model) for model in models))
        self._stamps.setToolTip("\n".join(f"{m.id} {m.version}\nsha256 {m.sha256}\n{m.threshold_set}" for m in models))
        self._stamps.setVisible(bool(models))
        notes = finding_texts.notes(models)
        self._notes.quote("\n".join(notes))
        self._notes.setVisible(bool(notes))
        if self._card is not None:
            self._card.setVisible(bool(models))

    def text(self) -> str:
        """The list as shown."""
        return self._list.text()

    def stamp(self) -> str:
        """The stamps as shown."""
        return self._stamps.text()
