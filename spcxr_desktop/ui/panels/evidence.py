"""The evidence that is drawn: for which finding, where it lies, how strongly it is drawn."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from spcxr_desktop.app.session import Entry, Session
from spcxr_desktop.ui import evidence_strings, theme
from spcxr_desktop.ui.panels.opacity import OpacityRow
from spcxr_desktop.ui.panels.parts import boxed, heading, label, picture
from spcxr_desktop.ui.translation import tr


class EvidencePanel(QWidget):
    """Hidden while no evidence is drawn."""

    opacity_changed = Signal(float)  # 0..1

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr("Evidence"))
        self._title, self._place = label(""), label("", "quiet")
        self._warning_text = label("")
        self._warning: QFrame = boxed("gate", self._warning_text, icon=picture("warn", theme.WARN))
        self.opacity = OpacityRow(tr("Opacity of the evidence"))
        self.opacity.changed.connect(self.opacity_changed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE)
        for part in (heading("Evidence"), self._title, self._place, self._warning):
            column.addWidget(part)
        column.addWidget(self.opacity)
        note = label(evidence_strings.WHAT_IT_IS, "faint", 9)
        column.addWidget(note)
        self.hide()

    def show_entry(self, entry: Entry | None, session: Session) -> None:
        """What is drawn on this entry."""
        evidence = evidence_strings.shown(entry, session.display) if entry is not None else None
        self.setVisible(evidence is not None)
        if entry is None or evidence is None:
            return
        place, warning = evidence_strings.place(evidence), evidence_strings.warning(evidence)
        self._title.setText(evidence_strings.title(entry, evidence))
        self._place.setText(place)
        self._place.setVisible(bool(place))
        self._warning_text.setText(warning)
        self._warning.setVisible(bool(warning))
        self.opacity.follow(session.overlay.evidence)

    def texts(self) -> list[str]:
        """Every text that is shown."""
        return [found.text() for found in self.findChildren(QLabel) if found.text() and found.isVisibleTo(self)]
