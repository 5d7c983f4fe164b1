"""Sending results: where to, which objects, and what becomes of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QPushButton, QVBoxLayout

from spcxr_desktop.app.network.views import OutboxRow
from spcxr_desktop.app.signing_export import Plan
from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.ui import network_texts, outbox_texts, signing_texts, theme
from spcxr_desktop.ui.dialogs.sheet import FormDialog
from spcxr_desktop.ui.dialogs.survey_table import SurveyTable
from spcxr_desktop.ui.panels.parts import label
from spcxr_desktop.ui.translation import tr

if TYPE_CHECKING:
    from spcxr_desktop.ui.main_window import MainWindow

_FIRST = ("seg", "sr", "gsps")
_HEADS = ("Object", "State", "Reason")


class SendDialog(FormDialog):
    """Of the radiograph that was shown when it was opened."""

    def __init__(self, window: MainWindow, plan: Plan) -> None:
        super().__init__(window, "Send results", "Send", 640)
        self._network = window.bench.network
        self._before = 0  # the highest number in the outbox when it was ordered
        self._ordered = False
        self._tell_plan(plan)
        self.node = QComboBox()
        self._add_node()
        chosen = [kind for kind in window.bench.preferences.settings.export_kinds if kind in outbox_texts.SENDABLE]
        self.kinds = {kind: QCheckBox(outbox_texts.title(kind)) for kind in outbox_texts.SENDABLE}
        column = QVBoxLayout()
        column.setSpacing(2)
        for kind, tick in self.kinds.items():
            tick.setChecked(kind in (chosen or _FIRST))
            tick.toggled.connect(lambda _on: self._ready())
            column.addWidget(tick)
        self.body.addLayout(column)
        self._said = label("")
        self._said.hide()
        self.table = SurveyTable("What became of each object")
        self.table.setMinimumHeight(theme.px(150))
        self.table.hide()
        self.body.addWidget(self._said)
        self.body.addWidget(self.table, 1)
        self.body.addStretch(1)
        self.below.addWidget(label(signing_texts.STATEMENT, "statement"))
        self.outbox = QPushButton(tr("Outbox…"))
        self.outbox.setAutoDefault(False)
        self.outbox.clicked.connect(lambda: self._open("network.outbox"))
        self._foot.insertWidget(0, self.outbox)
        self.leave.setText(tr("Close"))
        self.act.clicked.connect(self._send)
        self._ready()
        self.settle_size()
        (self.act if self.act.isEnabled() else self.node).setFocus()

    def follow_network(self) -> None:
        """It is in the outbox, or got on from there."""
        view = self._network.view
        self._fill_nodes()
        if not self._ordered:
            return
        job = view.job
        if job.fault is not None:
            self.refuse(UserError(job.fault.found, job.fault.expected, job.fault.remedy))
        lines = outbox_texts.job(job) if not job.running else [tr("Being made…")]
        self._said.quote("\n".join(lines))
        self._said.setVisible(bool(lines))
        self._show_rows([row for row in view.outbox.rows if row.id > self._before and row.node == job.node])
        self._ready()

    def said(self) -> str:
        """What is said of the order."""
        return "" if self._said.isHidden() else self._said.text()

    def _show_rows(self, rows: list[OutboxRow]) -> None:
        drawn = [(outbox_texts.what(row), tr(outbox_texts.STATES[row.state]), tr(row.reason)) for row in rows]
        if len(drawn) == self.table.rowCount():
            self.table.say(drawn)
            return
        self.table.fill(_HEADS, drawn)
        self.table.setVisible(bool(drawn))
        self.table.give_rows_room()
        self.settle_size()

    def _tell_plan(self, plan: Plan) -> None:
        if plan.revision is None:
            self.warn(tr(outbox_texts.UNSIGNED))
            return
        revision = plan.revision
        self.row("What is signed", f"{signing_texts.signed_line(revision)}  ·  {revision.reader.verification}")
        if plan.amending:
            self.warn(tr(signing_texts.NOT_IN_IT))

    def _add_node(self) -> None:
        name = label("Send to", wrap=False)
        name.setBuddy(self.node)
        self.node.setAccessibleName(tr("Send to"))
        self._where = label("", "quiet", 9)
        self.none = QPushButton(tr("Set up a node…"))
        self.none.setAutoDefault(False)
        self.none.clicked.connect(lambda: self._open("network.settings"))
        row = QHBoxLayout()
        row.addWidget(self.node, 1)
        row.addWidget(self.none)
        self.body.addWidget(name)
        self.body.addLayout(row)
        self.body.addWidget(self._where)
        self.node.currentIndexChanged.connect(lambda _place: self._ready())
        self._fill_nodes()

    def _fill_nodes(self) -> None:
        view = self._network.view
        names = [row.node.name for row in view.nodes]
        self.none.setVisible(not names)
        if [self.node.itemText(place) for place in range(self.node.count())] == names:
            return
        kept = self.node.currentText() or (view.default.node.name if view.default is not None else "")
        self.node.clear()
        self.node.addItems(names)
        self.node.setCurrentIndex(max(self.node.findText(kept), 0) if names else -1)

    def _ready(self) -> None:
        if not hasattr(self, "kinds"):
            return  # still being made
        row = self._network.view.node(self.node.currentText())
        known = f"{network_texts.where(row.node)}  ·  {network_texts.protocol(row.node)}" if row is not None else ""
        self._where.quote(known or tr(network_texts.NO_NODES))
        running = self._network.view.job.running
        self.act.setEnabled(row is not None and any(tick.isChecked() for tick in self.kinds.values()) and not running)

    def _send(self) -> None:
        self.refuse(None)
        rows = self._network.view.outbox.rows
        self._before = max((row.id for row in rows), default=0)
        self._ordered = True
        kinds = tuple(kind for kind, tick in self.kinds.items() if tick.isChecked())
        self.window_.bridge.post(self._network.send(self.node.currentText(), kinds))

    def _open(self, action: str) -> None:
        """It is modal: it makes way."""
        self.reject()
        self.window_.action_set.trigger(action)
