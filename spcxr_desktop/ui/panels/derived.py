"""What other systems say of the shown film: one block for each object, with its switch, and what still waits."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from spcxr_desktop.app.changes import Changes
from spcxr_desktop.app.derived import Kept, Listed
from spcxr_desktop.app.derived_marks import colour_of
from spcxr_desktop.app.entry import Entry
from spcxr_desktop.app.privacy import SCREEN
from spcxr_desktop.app.workbench import Workbench
from spcxr_desktop.ui import derived_strings, theme
from spcxr_desktop.ui.panels.parts import Swatch, heading, label
from spcxr_desktop.ui.translation import tr

_INDENT = 34  # logical px, of what stands below a switch
_MOST_SEGMENTS = 40  # listed one by one
_MOST_WAITING = 8
_TEXT_LINES = 14


class DerivedPanel(QWidget):
    """Hidden while nothing was opened that is not a picture. ``publish`` gets what the switches change."""

    def __init__(self, bench: Workbench, publish: Callable[[Changes], None]) -> None:
        super().__init__()
        self.setAccessibleName(tr(derived_strings.TITLE))
        self._bench, self._publish = bench, publish
        self._key: object = None
        self._reading: set[str] = set()  # objects whose text is unfolded
        self.blocks: list[Block] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE)
        column.addWidget(heading(derived_strings.TITLE))
        self._note = label(derived_strings.NOT_OURS, "faint", 9)
        column.addWidget(self._note)
        self._list = QVBoxLayout()
        self._list.setSpacing(theme.SPACE)
        column.addLayout(self._list)
        self._waiting = label("", "faint", 9)
        column.addWidget(self._waiting)
        self.hide()

    def refresh(self) -> None:
        """List what belongs to the current film; built anew only where something differs."""
        shelf, entry = self._bench.derived, self._bench.session.current
        if not len(shelf):
            self.hide()
            return
        orphans = shelf.orphans()
        veiled = entry is not None and entry.veiled
        key = (shelf.version, _form(entry), veiled, tuple(kept.uid for kept in orphans), SCREEN.on)
        if key == self._key:
            return
        self._key = key
        rows = () if veiled else shelf.listed(entry)
        self._fill(rows)
        self._note.setText(derived_strings.VEILED if veiled else derived_strings.NOT_OURS)
        self._note.setVisible(veiled or bool(rows))
        names = [_told(kept) for kept in orphans[:_MOST_WAITING]]
        self._waiting.quote("\n".join([tr(derived_strings.waiting(len(orphans))), *names]))
        self._waiting.setVisible(bool(orphans))
        self.setVisible(veiled or bool(rows or orphans))

    def texts(self) -> list[str]:
        """Every text that is shown."""
        found = [one.text() for one in self.findChildren(QLabel) if one.text() and one.isVisibleTo(self)]
        return found + [block.reading.toPlainText() for block in self.blocks if block.reading is not None]

    def _fill(self, rows: tuple[Listed, ...]) -> None:
        for block in self.blocks:
            self._list.removeWidget(block)
            block.hide()
            block.deleteLater()
        self.blocks = []
        for row in rows:
            block = Block(row, row.kept.uid in self._reading)
            uid = row.kept.uid  # in defaults: a name would mean the last block to all of them
            block.switch.clicked.connect(lambda shown=False, uid=uid: self._switch(uid, shown))
            for number, box in block.segments.items():
                box.clicked.connect(lambda shown=False, uid=uid, n=number: self._switch_segment(uid, n, shown))
            if block.read is not None:
                block.read.clicked.connect(lambda _=False, uid=uid: self._read(uid))
            self.blocks.append(block)
            self._list.addWidget(block)

    def _switch(self, uid: str, shown: bool) -> None:
        self._publish(self._bench.derived.show(uid, shown) or Changes(view=True))
        self._key = None  # what Qt has checked by itself may have to be told again

    def _switch_segment(self, uid: str, number: int, shown: bool) -> None:
        self._publish(self._bench.derived.show_segment(uid, number, shown))

    def _read(self, uid: str) -> None:
        self._reading ^= {uid}
        self._key = None
        self.refresh()


class Block(QWidget):
    """One object: what it is, who made it, whether somebody stands behind it, its parts, its text."""

    def __init__(self, row: Listed, unfolded: bool) -> None:
        super().__init__()
        found = row.kept.found
        self.segments: dict[int, QCheckBox] = {}
        self.read: QPushButton | None = None
        self.reading: QPlainTextEdit | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(3)
        self.switch = _box(derived_strings.kind(found), row.shown)
        self.switch.setVisible(found.has_picture)
        self.switch.setEnabled(row.able or row.shown)
        self._column.addLayout(_beside(self.switch, derived_strings.kind(found)))
        for text, quoted in derived_strings.facts(found, SCREEN.on):
            said = label("", "quiet" if quoted else "faint", 9)
            said.quote(text)
            self._column.addLayout(_indented(said))
        for warning in row.warnings:
            self._column.addLayout(_indented(label(warning, "warned", 9)))
        self._add_segments(row)
        if found.lines:
            self._add_text(row.kept, unfolded)

    def _add_segments(self, row: Listed) -> None:
        found = row.kept.found
        for place, segment in enumerate(found.segments[:_MOST_SEGMENTS]):
            colour = segment.colour or colour_of(row.number + place)
            said = derived_strings.segment(segment)
            box = _box(segment.label, segment.number not in row.hidden)
            box.setEnabled(row.shown and row.able)
            box.setAccessibleDescription(said)
            self.segments[segment.number] = box
            self._column.addLayout(_beside(box, segment.label, Swatch("#{:02x}{:02x}{:02x}".format(*colour))))
            if said:
                note = label("", "faint", 8.5)
                note.quote(said)
                self._column.addLayout(_indented(note, _INDENT + 54))
        if len(found.segments) > _MOST_SEGMENTS:
            more = label(derived_strings.more_segments(len(found.segments) - _MOST_SEGMENTS), "faint", 9)
            self._column.addLayout(_indented(more))

    def _add_text(self, kept: Kept, unfolded: bool) -> None:
        self.read = QPushButton(tr("Hide the text") if unfolded else tr("Read the text"))
        self.read.setObjectName("disclosure")
        line = QHBoxLayout()
        line.setContentsMargins(_INDENT - 8, 0, 0, 0)
        line.addWidget(self.read)
        line.addStretch(1)
        self._column.addLayout(line)
        if not unfolded:
            return
        self.reading = QPlainTextEdit()
        self.reading.setReadOnly(True)
        self.reading.setTabChangesFocus(True)
        self.reading.setAccessibleName(tr("Text of the report"))
        theme.set_points(self.reading, 9)
        self.reading.setPlainText(derived_strings.report(kept.found, SCREEN.on))
        height = QFontMetricsF(theme.font(9)).lineSpacing() * _TEXT_LINES
        self.reading.setFixedHeight(round(height))
        self._column.addWidget(self.reading)


def _box(name: str, checked: bool) -> QCheckBox:
    """A switch whose words stand beside it, where they can be broken into lines."""
    box = QCheckBox()
    box.setAccessibleName(name)
    box.setChecked(checked)
    return box


def _beside(box: QCheckBox, words: str, swatch: QWidget | None = None) -> QHBoxLayout:
    """``words`` are a header's, or were translated before."""
    line = QHBoxLayout()
    line.setContentsMargins(0 if swatch is None else _INDENT, 0, 0, 0)
    line.setSpacing(theme.SPACE // 2)
    for part in (swatch, box):
        if part is not None:
            line.addWidget(part, 0, Qt.AlignmentFlag.AlignVCenter)
    said = label("")
    said.quote(words)
    line.addWidget(said, 1)
    return line


def _indented(widget: QWidget, by: int = _INDENT) -> QHBoxLayout:
    line = QHBoxLayout()
    line.setContentsMargins(by, 0, 0, 0)
    line.addWidget(widget, 1, Qt.AlignmentFlag.AlignTop)
    return line


def _told(kept: Kept) -> str:
    """A waiting object; the file's name only while names may be shown."""
    name = "" if SCREEN.on else f" · {kept.path.name}"
    return f"{derived_strings.kind(kept.found)}{name}"


def _form(entry: Entry | None) -> object:
    """What of an entry decides what is listed."""
    if entry is None:
        return None
    film = entry.radiograph
    return entry.id, entry.identity.sop_instance_uid, None if film is None else (film.rows, film.columns, film.frame)
