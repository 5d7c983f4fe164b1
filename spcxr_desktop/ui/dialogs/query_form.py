"""What to look for on a node: the fields above the answers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from spcxr_desktop.app.privacy import SCREEN
from spcxr_desktop.pacs.query import Query
from spcxr_desktop.ui import network_texts as texts
from spcxr_desktop.ui import theme
from spcxr_desktop.ui.panels.parts import label
from spcxr_desktop.ui.translation import tr


class QueryForm(QWidget):
    """Emits ``asked`` when Enter is pressed in a field, or the button."""

    asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.name, self.patient_id, self.accession = (
            self._line(title) for title in ("Patient", "Patient ID", "Accession number")
        )
        self.name.setPlaceholderText(tr(texts.WILDCARDS))
        self.since, self.until = self._line("From"), self._line("Until")
        for field in (self.since, self.until):
            field.setPlaceholderText(texts.write_day(date(2025, 12, 31)))
            theme.fix(field, 146)
        self.modality = QComboBox()
        self.modality.setAccessibleName(tr("Modality"))
        for value in texts.MODALITIES:
            self.modality.addItem(value or tr("Any"), value)
        self.node = QComboBox()
        self.node.setAccessibleName(tr("Node"))
        self.node.setMinimumContentsLength(14)
        self.spans = {span: self._span(span) for span in texts.SPANS}
        self.search = QPushButton(tr("Search"))
        self.search.setObjectName("primary")
        self.search.setAutoDefault(False)
        self.search.clicked.connect(self.asked)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE + 2)
        column.addLayout(_row((self.name, 3), (self.patient_id, 2), (self.accession, 2)))
        dates = _row((self.since, 0), (self.until, 0))
        for span in self.spans.values():
            dates.addWidget(span)
        dates.addStretch(1)
        column.addLayout(dates)
        where = _row((self.node, 0), (self.modality, 0))
        where.addStretch(1)
        where.addWidget(self.search)
        column.addLayout(where)
        self.follow_privacy()

    def query(self) -> Query:
        """As it stands in the fields. Raises UserError."""
        since, until = texts.parse_day(self.since.text()), texts.parse_day(self.until.text())
        return Query(
            patient_id=self.patient_id.text().strip(), name=self.name.text().strip(), since=since, until=until,
            accession=self.accession.text().strip(), modality=self.modality.currentData() or "",
        )  # fmt: skip

    def show_nodes(self, names: Sequence[str], chosen: str) -> None:
        """The nodes to choose from; what was chosen stays, where it is still there."""
        if [self.node.itemText(place) for place in range(self.node.count())] == list(names):
            return
        kept = self.node.currentText() or chosen
        self.node.clear()
        self.node.addItems(list(names))
        self.node.setCurrentIndex(max(self.node.findText(kept), 0) if names else -1)

    def span(self, span: texts.Span) -> None:
        """Dates up to today."""
        days, today = texts.DAYS[span], date.today()
        self.since.setText("" if days is None else texts.write_day(today - timedelta(days)))
        self.until.setText("" if days is None else texts.write_day(today))

    def follow_privacy(self) -> None:
        """What is typed here names a patient too."""
        mode = QLineEdit.EchoMode.Password if SCREEN.on else QLineEdit.EchoMode.Normal
        for field in (self.name, self.patient_id, self.accession):
            field.setEchoMode(mode)

    def _line(self, title: str) -> QLineEdit:
        field = QLineEdit()
        field.setAccessibleName(tr(title))
        field.setClearButtonEnabled(True)
        field.returnPressed.connect(self.asked)
        return field

    def _span(self, span: texts.Span) -> QPushButton:
        button = QPushButton(tr(texts.SPANS[span]))
        button.setAutoDefault(False)
        button.clicked.connect(lambda: self.span(span))
        return button


def _row(*fields: tuple[QLineEdit | QComboBox, int]) -> QHBoxLayout:
    """Each field with its name beside it."""
    row = QHBoxLayout()
    row.setSpacing(theme.SPACE)
    for field, stretch in fields:
        name = label("", "quiet", wrap=False)
        name.quote(field.accessibleName())
        name.setBuddy(field)
        row.addWidget(name)
        row.addWidget(field, stretch)
        row.addSpacing(theme.SPACE)
    return row
