"""The network's page of the preferences: nodes with a test, the watched folder, receiving."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from spcxr_desktop.app.changes import Changes
from spcxr_desktop.app.network.views import NodeRow
from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.pacs.node import Node
from spcxr_desktop.ui import network_texts as texts
from spcxr_desktop.ui import receiving_texts, theme
from spcxr_desktop.ui.dialogs.nodes import NodeDialog, RemoveDialog
from spcxr_desktop.ui.dialogs.survey_table import SurveyTable
from spcxr_desktop.ui.panels.parts import boxed, heading, label, picture
from spcxr_desktop.ui.translation import tr

if TYPE_CHECKING:
    from spcxr_desktop.ui.main_window import MainWindow

_HEADS = ("Name", "Test", "Address")


class NodesBox(QWidget):
    """The nodes, a button for each change, and what came of the last test of the chosen one."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self._window, self._network = window, window.bench.network
        self._rows: tuple[NodeRow, ...] = ()
        self._drawn: object = None
        self.table = SurveyTable("Nodes", lambda _place: self._change())
        self.table.setMinimumHeight(theme.px(150))
        self.table.currentCellChanged.connect(lambda *_: self._ready())
        self.add = self._button("Add…", lambda: self._edit(None))
        self.change = self._button("Change…", self._change)
        self.remove = self._button("Remove…", self._remove)
        self.test = self._button("Test", self._test)
        self.first = self._button("Send results there", self._prefer)
        self._answer = label("")
        self._icons = {name: picture(icon, colour) for name, icon, colour in
                       (("ok", "accept", theme.ACCENT), ("failed", "warn", theme.WARN))}  # fmt: skip
        self.answer: QFrame = boxed("row", self._answer)
        for place, icon in enumerate(self._icons.values()):
            self.answer.layout().insertWidget(place, icon)  # type: ignore[union-attr]
        self._form: NodeDialog | None = None
        self._was = ""  # the name that the node in the form had
        self._asked: tuple[Node, object, bool] | None = None  # to be saved, the notice then, whether it is the same
        self._lay_out()
        self.follow()

    def follow(self) -> None:
        """The nodes, or what came of a test, are others."""
        view = self._network.view
        names = [row.node.name for row in self._rows]
        self._rows = view.nodes
        drawn = [_cells(row) for row in view.nodes]
        if drawn != self._drawn:
            self._drawn = drawn
            if names == [row.node.name for row in view.nodes]:
                self.table.say(drawn)
            else:
                self.table.fill(_HEADS, drawn)
        self.table.setVisible(bool(drawn))
        self.none.setVisible(not drawn)
        self._settle_form()
        self._ready()

    def said(self) -> str:
        """What is said of the last test."""
        return "" if self.answer.isHidden() else self._answer.text()

    def _chosen(self) -> NodeRow | None:
        place = self.table.currentRow()
        return self._rows[place] if 0 <= place < len(self._rows) else None

    def _ready(self) -> None:
        row = self._chosen()
        for button in (self.change, self.remove):
            button.setEnabled(row is not None)
        running = row is not None and row.test is not None and row.test.state == "running"
        self.test.setEnabled(row is not None and not running)
        self.first.setEnabled(row is not None and not row.default)
        tested = row is not None and row.test is not None
        self.answer.setVisible(tested)
        if row is not None and row.test is not None:
            self._answer.quote(texts.answer(row))
            self.answer.setAccessibleName(self._answer.text())
            for state, icon in self._icons.items():
                icon.setVisible(row.test.state == state)

    # ---- doing -------------------------------------------------------------------------------------------

    def _post(self, changes: Changes) -> None:
        self._window.bridge.post(changes)

    def _test(self) -> None:
        row = self._chosen()
        if row is not None:
            self._post(self._network.test_node(row.node.name))

    def _prefer(self) -> None:
        row = self._chosen()
        if row is not None:
            self._post(self._network.make_default(row.node.name))

    def _change(self) -> None:
        row = self._chosen()
        if row is not None:
            self._edit(row)

    def _edit(self, row: NodeRow | None) -> None:
        self._was = row.node.name if row is not None else ""

        def save(node: Node, secret: str | None, commit: bool) -> None:
            view = self._network.view
            before = view.node(self._was)
            same = before is not None and before.node == node and before.test is not None
            self._asked = node, view.notice, same
            self._post(self._network.save_node(node, was=self._was, secret=secret, commit=commit))

        self._form = NodeDialog(self._window, row, save)
        self._form.open()

    def _settle_form(self) -> None:
        """What was asked for is there, or a notice says why not; a node that was saved is tried at once."""
        if self._asked is None or self._form is None:
            return
        (node, noticed, same), view = self._asked, self._network.view
        row = view.node(node.name)
        if view.notice is not None and view.notice is not noticed:
            self._asked = None
            fault = view.notice
            if row is not None and row.node == node:  # all but its password or token was kept
                self._was = node.name
            self._form.done_with(UserError(fault.found, fault.expected, fault.remedy))
            self._post(self._network.dismiss())
        elif row is not None and row.node == node and not (same and row.test is not None):  # saving forgets the test
            self._asked = None
            self._form.done_with(None)
            self._form = None
            self.table.selectRow([known.node.name for known in self._rows].index(node.name))
            self._post(self._network.test_node(node.name))

    def _remove(self) -> None:
        row = self._chosen()
        if row is not None:
            name = row.node.name
            RemoveDialog(self._window, row.node, lambda: self._post(self._network.remove_node(name))).open()

    # ---- making ------------------------------------------------------------------------------------------

    def _button(self, title: str, act: Callable[[], object]) -> QPushButton:
        button = QPushButton(tr(title))
        button.setAutoDefault(False)
        button.clicked.connect(act)
        return button

    def _lay_out(self) -> None:
        self.none = boxed("gate", label(texts.NO_NODES))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE)
        column.addWidget(heading("Nodes"))
        column.addWidget(label(texts.NODES_WHY, "quiet", 9))
        column.addWidget(self.none)
        column.addWidget(self.table)
        for buttons in ((self.add, self.change, self.remove), (self.test, self.first)):
            row = QHBoxLayout()
            for button in buttons:
                row.addWidget(button)
            row.addStretch(1)
            column.addLayout(row)
        column.addWidget(self.answer)


class ReceivingBox(QWidget):
    """Where the receiver listens, who may send, and the folder that is watched. ``change`` changes settings."""

    def __init__(self, window: MainWindow, change: Callable[..., object]) -> None:
        super().__init__()
        self._window, self._change = window, change
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.SPACE)
        self.state = label("", "quiet")
        self._column.addWidget(self.state)
        self.ae, self.port, self.host = QLineEdit(), QLineEdit(), QLineEdit()
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE * 2)
        for title, field in (("Our AE title", self.ae), ("Port", self.port), ("Listens on", self.host)):
            row.addLayout(_titled(title, field))
        self._column.addLayout(row)
        self._column.addWidget(label(receiving_texts.HOST_WHY, "quiet", 9))
        self.peers = QLineEdit()
        self._column.addLayout(_titled("May send: AE titles and addresses, with commas between", self.peers))
        self._column.addWidget(label(receiving_texts.PEERS_WHY, "quiet", 9))
        self._why = label("", "warned", 9)
        self._why.hide()
        self._column.addWidget(self._why)
        self._add_folder()
        for field in (self.ae, self.port, self.host, self.peers):
            field.editingFinished.connect(self._take)
        self.follow()

    def follow(self) -> None:
        """Show the settings and how it stands; a field that is being written in is left alone."""
        settings, view = self._window.bench.preferences.settings, self._window.bench.network.view
        shown = ((self.ae, settings.receiver_ae), (self.port, str(settings.receiver_port)),
                 (self.host, settings.receiver_host), (self.peers, ", ".join(settings.receiver_peers)),
                 (self.folder, settings.watched_folder))  # fmt: skip
        for field, text in shown:
            if not field.hasFocus() and not self._why.text():
                field.setText(text)
        self.state.quote(receiving_texts.receiver(view.receiver))
        self.watching.quote(receiving_texts.watched(view.watched))
        self.off.setEnabled(bool(settings.watched_folder))

    def why(self) -> str:
        """What of the fields cannot be used."""
        return "" if self._why.isHidden() else self._why.text()

    def _add_folder(self) -> None:
        self.folder = QLineEdit()
        self.folder.setReadOnly(True)
        self.folder.setPlaceholderText(tr("None"))
        self.folder.setAccessibleName(tr("Watched folder"))
        browse, self.off = QPushButton(tr("Choose…")), QPushButton(tr("Watch none"))
        browse.clicked.connect(self._browse)
        self.off.clicked.connect(lambda: self._change(watched_folder=""))
        row = QHBoxLayout()
        row.addWidget(self.folder, 1)
        for button in (browse, self.off):
            button.setAutoDefault(False)
            row.addWidget(button)
        self.watching = label("", "quiet")
        self._column.addSpacing(theme.SPACE)
        self._column.addWidget(heading("Watched folder"))
        self._column.addWidget(label(receiving_texts.WATCH_WHY, "quiet", 9))
        self._column.addLayout(row)
        self._column.addWidget(self.watching)

    def _browse(self) -> None:
        name = QFileDialog.getExistingDirectory(self, tr("Watch this folder"), self.folder.text())
        if name:
            self._change(watched_folder=name)

    def _take(self) -> None:
        """Take over what is written, where all of it can be used."""
        peers = tuple(part.strip() for part in self.peers.text().split(",") if part.strip())
        wrong = receiving_texts.wrong(self.ae.text().strip(), self.port.text().strip(), self.host.text().strip(), peers)
        self._why.quote(wrong)
        self._why.setVisible(bool(wrong))
        settings = self._window.bench.preferences.settings
        values = {
            "receiver_ae": self.ae.text().strip(), "receiver_host": self.host.text().strip(), "receiver_peers": peers,
        } | ({"receiver_port": int(self.port.text())} if not wrong else {})  # fmt: skip
        if not wrong and any(getattr(settings, name) != value for name, value in values.items()):
            self._change(**values)


def _titled(title: str, field: QLineEdit) -> QVBoxLayout:
    name = label(title, wrap=False)
    name.setBuddy(field)
    field.setAccessibleName(tr(title))
    column = QVBoxLayout()
    column.setSpacing(2)
    column.addWidget(name)
    column.addWidget(field)
    return column


def _cells(row: NodeRow) -> tuple[str, ...]:
    name = f"{row.node.name}\n{tr('Results go there')}" if row.default else row.node.name
    return name, texts.tested(row), f"{texts.where(row.node)}\n{texts.protocol(row.node)}"
