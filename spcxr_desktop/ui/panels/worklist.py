"""The worklist in both its forms: a list in the side, a table with columns over the whole window."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QListView,
    QSplitter,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from spcxr_desktop.app.record_lane import RecordLane
from spcxr_desktop.app.worklist import Worklist
from spcxr_desktop.app.worklist_rows import Filters
from spcxr_desktop.store.rows import StudyRow
from spcxr_desktop.ui import theme
from spcxr_desktop.ui import worklist_texts as texts
from spcxr_desktop.ui.panels.parts import label
from spcxr_desktop.ui.panels.study_tree import StudyTree
from spcxr_desktop.ui.panels.worklist_bar import WorklistBar
from spcxr_desktop.ui.panels.worklist_cells import SIDE_HEIGHT, TABLE_HEIGHT, SideRow, TableCell
from spcxr_desktop.ui.panels.worklist_model import (
    AGE,
    DATE,
    DESCRIPTION,
    FLAGGED,
    MODALITY,
    ORDER_OF,
    PATIENT,
    ROW,
    STATUS,
    VIEW,
    WARNINGS,
    WorklistModel,
)
from spcxr_desktop.ui.translation import tr

_LOOK_MS = 60  # after rows came or were scrolled, until their thumbnails are asked for
_LEAST_PATIENT = 240
_WIDTHS = {AGE: 120, DATE: 100, VIEW: 84, MODALITY: 84, STATUS: 120, FLAGGED: 190, WARNINGS: 160, DESCRIPTION: 180}
_GIVE_WAY = (DESCRIPTION, MODALITY, VIEW, WARNINGS, AGE)  # columns that go, in this order, to leave that to the names


class WorklistView(QWidget):
    """Bar and rows. Emits the study that is to be opened or was chosen, those in view, and filters asked for."""

    opened = Signal(int)
    chosen = Signal(int)
    in_view = Signal(list)
    asked = Signal(object)  # Filters

    def __init__(self, worklist: Worklist, lane: RecordLane, wide: bool) -> None:
        super().__init__()
        self.setObjectName("panel")
        self._worklist, self._lane = worklist, lane
        self.model = WorklistModel(worklist)
        self.bar = WorklistBar(wide)
        self.rows: QListView | QTableView = _table(self.model) if wide else _list(self.model)
        self.rows.setAccessibleName(tr("Worklist"))
        self._nothing = label("", "quiet")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.rows)
        self._stack.addWidget(self._nothing)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self._stack, 1)
        self._look = QTimer(self, singleShot=True, interval=_LOOK_MS)
        self._look.timeout.connect(self._tell_rows)
        self._following = False
        self.rows.verticalScrollBar().valueChanged.connect(lambda _: self._look.start())
        self.rows.activated.connect(self._open)
        self.rows.selectionModel().currentChanged.connect(self._choose)
        self.bar.asked.connect(self.asked)
        self.bar.left.connect(self.focus_rows)

    def refresh(self) -> None:
        """Follow the worklist: the chosen study stays chosen, wherever it went. Done once it is shown."""
        if not self.isVisible():
            return
        study, place = self.current(), self.rows.verticalScrollBar().value()
        listing = self._worklist.listing
        self._following = True
        if self.model.refresh():
            row = self.model.place(study.id) if study is not None else -1
            if row >= 0 and self.rows.currentIndex().row() != row:
                self.rows.setCurrentIndex(self.model.index(row, 0))
            self.rows.verticalScrollBar().setValue(place)
            self._look.start()
        self._following = False
        self.bar.show_listing(listing, self._worklist.filters)
        self._show_nothing(not listing.rows)
        if isinstance(self.rows, QTableView):
            self._show_order(self.rows, listing.filters)
        self.rows.viewport().update()

    def current(self) -> StudyRow | None:
        """The chosen study."""
        row = self.rows.currentIndex().data(ROW)
        return row if isinstance(row, StudyRow) else None

    def focus_rows(self) -> None:
        """The keyboard to the rows, the first of them if none is chosen."""
        if not self.rows.currentIndex().isValid() and self.model.rowCount():
            self.rows.setCurrentIndex(self.model.index(0, 0))
        self.rows.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def rows_in_view(self) -> list[int]:
        """Ids of the studies that are at least partly seen; none while the worklist is hidden."""
        if not self.rows.isVisible():
            return []
        height = theme.px(TABLE_HEIGHT if isinstance(self.rows, QTableView) else SIDE_HEIGHT)
        top = self.rows.verticalScrollBar().value() // height
        return self.model.studies(range(top, top + self.rows.viewport().height() // height + 2))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._look.start()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()
        self._look.start()

    def _tell_rows(self) -> None:
        self.in_view.emit(self.rows_in_view())

    def _show_nothing(self, empty: bool) -> None:
        self._stack.setCurrentIndex(1 if empty else 0)
        if empty:
            text = texts.NOTHING_YET if self._lane.available or not self._lane.settled else texts.NOTHING_KEPT
            self._nothing.setText(tr(texts.NOTHING_FOUND if self._worklist.listing.total else text))

    def _show_order(self, table: QTableView, filters: Filters) -> None:
        column = next((column for column, order in ORDER_OF.items() if order == filters.order), -1)
        falling = Qt.SortOrder.DescendingOrder if filters.descending else Qt.SortOrder.AscendingOrder
        table.horizontalHeader().setSortIndicatorShown(column >= 0)
        table.horizontalHeader().setSortIndicator(column, falling)

    def _open(self, index: QModelIndex) -> None:
        row = index.data(ROW)
        if isinstance(row, StudyRow):
            self.opened.emit(row.id)

    def _choose(self, index: QModelIndex) -> None:
        row = index.data(ROW)
        if not self._following and isinstance(row, StudyRow):
            self.chosen.emit(row.id)


class WorklistPage(QSplitter):
    """Table and tree, over the whole window."""

    def __init__(self, worklist: Worklist, lane: RecordLane) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._worklist = worklist
        self.view = WorklistView(worklist, lane, wide=True)
        self.tree = StudyTree()
        self.addWidget(self.view)
        self.addWidget(self.tree)
        self.setHandleWidth(1)
        self.setStretchFactor(0, 1)
        theme.fix(self.tree, least=180)
        self.setSizes([1260, 320])
        assert isinstance(self.view.rows, QTableView)
        self.view.rows.horizontalHeader().sectionClicked.connect(self._sort)

    def refresh(self) -> None:
        """Follow the worklist."""
        self.view.refresh()
        self.tree.show_tree(self._worklist.tree)

    def _sort(self, column: int) -> None:
        """A click on a heading sorts by it, a second one turns the order round, a third one is as they arrived."""
        order, now = ORDER_OF.get(column), self._worklist.filters
        if order is None:
            return
        if now.order != order:
            asked = Filters(now.text, now.status, now.flagged, now.unread, now.when, order)
        elif order == "priority" or now.descending:
            asked = Filters(now.text, now.status, now.flagged, now.unread, now.when)
        else:
            asked = Filters(now.text, now.status, now.flagged, now.unread, now.when, order, True)
        self.view.asked.emit(asked)


class _Rows(QTableView):
    """Enter opens, as in the list; left and right do not wander over cells. Rows and columns follow the text size."""

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and self.model() is not None:
            _size(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        _stretch(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.activated.emit(self.currentIndex())
        elif event.key() not in (Qt.Key.Key_Left, Qt.Key.Key_Right) or event.modifiers():
            super().keyPressEvent(event)


class _List(QListView):
    """Enter opens on every system."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.activated.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)


def _table(model: QAbstractItemModel) -> QTableView:
    table = _Rows()
    table.setObjectName("worklist")
    table.setModel(model)
    table.setItemDelegate(TableCell(table))
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.setTabKeyNavigation(False)
    table.verticalHeader().hide()
    table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    table.verticalHeader().setDefaultSectionSize(theme.px(TABLE_HEIGHT))
    header = table.horizontalHeader()
    header.setHighlightSections(False)
    header.setSectionsClickable(True)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    _size(table)
    return table


def _size(table: QTableView) -> None:
    table.verticalHeader().setDefaultSectionSize(theme.px(TABLE_HEIGHT))
    for column, width in _WIDTHS.items():
        table.horizontalHeader().resizeSection(column, theme.px(width))
    _stretch(table)


def _stretch(table: QTableView) -> None:
    """The patient takes what the others leave, and is never squeezed to nothing by large texts."""
    header = table.horizontalHeader()
    left, room = dict(_WIDTHS), theme.px(_LEAST_PATIENT)
    for column in _GIVE_WAY:
        narrow = table.viewport().width() < theme.px(sum(left.values())) + room
        table.setColumnHidden(column, narrow)
        if narrow:
            del left[column]
    others = sum(header.sectionSize(column) for column in _WIDTHS)
    header.resizeSection(PATIENT, max(table.viewport().width() - others, theme.px(_LEAST_PATIENT)))


def _list(model: QAbstractItemModel) -> QListView:
    rows = _List()
    rows.setObjectName("panel")
    rows.setModel(model)
    rows.setItemDelegate(SideRow(rows))
    rows.setMouseTracking(True)
    rows.setUniformItemSizes(True)
    rows.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
    rows.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return rows
