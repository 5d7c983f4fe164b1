"""Getting studies from a node: search, answers, and what is on its way."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from spcxr_desktop.app.changes import Changes
from spcxr_desktop.app.network.views import TransferRow
from spcxr_desktop.app.privacy import SCREEN
from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.ui import network_texts as texts
from spcxr_desktop.ui import theme
from spcxr_desktop.ui.dialogs.following import SurveyDialog
from spcxr_desktop.ui.dialogs.query_form import QueryForm
from spcxr_desktop.ui.network_model import (
    DATE,
    DESCRIPTION,
    HERE,
    ID,
    IMAGES,
    MODALITY,
    PATIENT,
    AnswersModel,
    ProgressCell,
)
from spcxr_desktop.ui.panels.parts import boxed, label, picture
from spcxr_desktop.ui.panels.transfers import TransfersPanel
from spcxr_desktop.ui.translation import tr

if TYPE_CHECKING:
    from spcxr_desktop.ui.main_window import MainWindow

_WIDTHS = {PATIENT: 228, ID: 96, DATE: 110, DESCRIPTION: 96, MODALITY: 78, IMAGES: 72, HERE: 170}  # px at 100 %
_SIZE = (1080, 700)


class QueryDialog(SurveyDialog):
    """Not modal: what was got is read while the rest is coming."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window, self._network = window, window.bench.network
        self._seen: object = None
        self.setWindowTitle(tr("Get from the archive"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        room = self.screen().availableSize() * 0.92
        self.resize(min(theme.px(_SIZE[0]), room.width()), min(theme.px(_SIZE[1]), room.height()))
        self.form = QueryForm()
        self.form.asked.connect(self._search)
        self.model = AnswersModel()
        self.table = _Answers(self.model, self._get)
        self.transfers = TransfersPanel(window)
        self._said = label("", "quiet")
        self._why = label("")
        self._fault: QFrame = boxed("refused", self._why, icon=picture("warn", theme.WARN))
        self._fault.hide()
        self.hidden = label(texts.NAMES_HIDDEN, "quiet", 9)
        self.no_nodes = self._no_nodes()
        self.get, self.stop = self._button("Get", self._get), self._button("Stop the search", self._stop)
        self.stop.hide()
        self._lay_out()
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._ready())
        self.follow()
        self.follow_network()
        self.form.name.setFocus()

    def follow(self) -> None:
        """The settings changed: names may be hidden, texts larger."""
        self.form.follow_privacy()
        self.hidden.setVisible(SCREEN.on)
        self.model.redraw()
        self.table.give_room()
        self.transfers.follow()

    def follow_network(self) -> None:
        """Answers came, or something got on."""
        view = self._network.view
        names = [row.node.name for row in view.nodes]
        default = view.default
        self.form.show_nodes(names, default.node.name if default is not None else "")
        self.no_nodes.setVisible(not names)
        self.form.setEnabled(bool(names))
        if view.query is not self._seen:
            self._seen = view.query
            if self.model.show(view.query.matches) and view.query.matches:
                self.table.selectRow(0)
            self._refuse(texts.three(view.query.fault) if view.query.fault is not None else "")
            self._said.quote(texts.found(view.query))
            if view.query.phase == "done" and view.query.matches and self.form.isAncestorOf(self.focusWidget() or self):
                self.table.setFocus()
        searching = view.query.phase == "running"
        self.stop.setVisible(searching)
        self.form.search.setEnabled(not searching)
        self.model.follow(self._of_answers(view.transfers))
        self.transfers.follow()
        self._ready()

    def fault(self) -> str:
        """Why there are no answers, as shown."""
        return "" if self._fault.isHidden() else self._why.text()

    def said(self) -> str:
        """What is said of the answers."""
        return self._said.text()

    # ---- doing -------------------------------------------------------------------------------------------

    def _search(self) -> None:
        self._refuse("")
        if not self.form.node.currentText() or self._network.view.query.phase == "running":
            return
        try:
            query = self.form.query()
        except UserError as error:
            self._refuse(texts.three(error))
            return
        self._post(self._network.search(self.form.node.currentText(), query))

    def _stop(self) -> None:
        self._post(self._network.cancel_search())

    def _get(self) -> None:
        """Those that are chosen; what is here already is shown instead."""
        rows = sorted(index.row() for index in self.table.selectionModel().selectedRows())
        if len(rows) == 1:
            transfer = self.model.transfer(rows[0])
            if transfer is not None and transfer.state == "whole":
                self._show(transfer.study)
                return
        wanted = [row for row in rows if not _under_way(self.model.transfer(row))]
        matches = [match for row in wanted if (match := self.model.answer(row)) is not None]
        if matches:
            self._post(self._network.retrieve(self._network.view.query.node, matches))

    def _show(self, study: str) -> None:
        show_study(self._window, study)

    def _post(self, changes: Changes) -> None:
        self._window.bridge.post(changes)

    def _of_answers(self, transfers: Sequence[TransferRow]) -> dict[str, TransferRow]:
        """The last transfer of each study from the node that was asked."""
        node = self._network.view.query.node
        return {row.study: row for row in sorted(transfers, key=lambda row: row.id) if row.node == node}

    def _ready(self) -> None:
        rows = [index.row() for index in self.table.selectionModel().selectedRows()]
        known = [self.model.transfer(row) for row in rows]
        one_here = len(known) == 1 and known[0] is not None and known[0].state == "whole"
        self.get.setText(tr("Show" if one_here else "Get"))
        self.get.setEnabled(one_here or any(not _under_way(row) for row in known))

    def _refuse(self, why: str) -> None:
        self._fault.setVisible(bool(why))
        self._why.quote(why)

    # ---- making ------------------------------------------------------------------------------------------

    def _no_nodes(self) -> QFrame:
        button = QPushButton(tr("Set up a node…"))
        button.setAutoDefault(False)
        button.clicked.connect(lambda: self._window.action_set.trigger("network.settings"))
        row = QHBoxLayout()
        row.addWidget(button)
        row.addStretch(1)
        return boxed("gate", label(texts.NO_NODES), row, icon=picture("warn", theme.WARN), spacing=theme.SPACE)

    def _button(self, title: str, act: object) -> QPushButton:
        button = QPushButton(tr(title))
        button.setAutoDefault(False)
        button.clicked.connect(act)
        return button

    def _lay_out(self) -> None:
        self.get.setObjectName("primary")
        close = self._button("Close", self.close)
        foot = QHBoxLayout()
        foot.addWidget(self._said, 1)
        foot.addWidget(self.stop)
        foot.addWidget(self.get)
        end = QHBoxLayout()
        end.addWidget(self.hidden, 1)
        end.addStretch(1)
        end.addWidget(close)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(20, 18, 20, 16)
        whole.setSpacing(theme.SPACE + 2)
        parts: tuple[QWidget, ...] = (self.no_nodes, self.form, self._fault)
        for part in parts:
            whole.addWidget(part)
        whole.addWidget(self.table, 3)
        whole.addLayout(foot)
        whole.addWidget(self.transfers, 2)
        whole.addLayout(end)


def show_study(window: MainWindow, study: str) -> bool:
    """Show a study that is open by its UID. False where it is not open yet."""
    bench = window.bench
    entries = (entry for entry in bench.session.entries if entry.identity.study_instance_uid == study)
    entry = next(entries, None)
    if entry is None:
        return False
    back = bench.show_worklist(False) if bench.session.worklist_page else Changes()
    window.bridge.post(back | bench.select(entry.id))
    return True


def _under_way(row: TransferRow | None) -> bool:
    return row is not None and row.state in ("waiting", "running", "pausing", "whole")


class _Answers(QTableView):
    """Enter gets on every system."""

    def __init__(self, model: AnswersModel, get: object) -> None:
        super().__init__()
        self.setObjectName("survey")
        self.setAccessibleName(tr("Studies found"))
        self.setModel(model)
        self.setItemDelegate(ProgressCell(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.setSortIndicatorClearable(True)
        self.setSortingEnabled(True)
        self.doubleClicked.connect(get)
        self._get = get
        self.give_room()

    def give_room(self) -> None:
        """Columns and rows as large as the texts are."""
        self.verticalHeader().setDefaultSectionSize(theme.px(34))
        header = self.horizontalHeader()
        for column, width in _WIDTHS.items():
            title = self.model().headerData(column, Qt.Orientation.Horizontal)
            least = header.fontMetrics().horizontalAdvance(str(title)) + theme.px(34)
            header.resizeSection(column, max(theme.px(width), least))
        others = header.length() - header.sectionSize(DESCRIPTION)
        header.resizeSection(DESCRIPTION, max(self.viewport().width() - others, theme.px(_WIDTHS[DESCRIPTION])))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.give_room()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._get()  # type: ignore[operator]
        else:
            super().keyPressEvent(event)
