"""The window: puts the parts together, hears one signal, tells every part to draw."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFrame, QMainWindow, QPushButton, QScrollArea, QSplitter, QVBoxLayout, QWidget

from spcxr_desktop.app.actions import BY_ID, Context
from spcxr_desktop.app.changes import Changes
from spcxr_desktop.app.workbench import Services, Workbench
from spcxr_desktop.ui import icons, strings, theme
from spcxr_desktop.ui.bridge import Bridge
from spcxr_desktop.ui.collector import Collector
from spcxr_desktop.ui.menus import ActionSet, HoldKeys
from spcxr_desktop.ui.panels.findings import FindingsPanel
from spcxr_desktop.ui.panels.histogram import HistogramPanel
from spcxr_desktop.ui.panels.lungs import LungsPanel
from spcxr_desktop.ui.panels.not_assessed import NotAssessedPanel
from spcxr_desktop.ui.panels.stage import Stage
from spcxr_desktop.ui.panels.strips import NoticeBar, StatementStrip
from spcxr_desktop.ui.panels.studies import StudiesPanel
from spcxr_desktop.ui.shell import WindowShell
from spcxr_desktop.ui.view.canvas import Canvas

_LEFT, _RIGHT = 268, 332  # px


class MainWindow(QMainWindow):
    """List, picture, findings; a strip that says what this is not."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.setWindowTitle(f"{strings.PRODUCT} · {strings.RESEARCH_ONLY}")
        self.setWindowIcon(icons.icon("app"))
        self.setAcceptDrops(True)
        self.resize(1600, 1000)
        self.collector = Collector(self)
        self.bridge = Bridge(self)
        self.bench = Workbench(services, self.bridge.post)
        self.canvas = Canvas()
        self.action_set = ActionSet(self, self.canvas, Context(self.bench, WindowShell(self)), self.bridge.post)
        self.hold_keys = HoldKeys(self, self.action_set)
        self.panels_shown = True
        self._make_parts()
        self._lay_out()
        self.bridge.changed.connect(self._draw)
        self.canvas.window_dragged.connect(lambda voi: self.bridge.post(self.bench.set_voi(voi)))
        self.studies.chosen.connect(lambda entry_id: self.bridge.post(self.bench.select(entry_id)))
        self.lungs.opacity_changed.connect(lambda opacity: self.bridge.post(self.bench.set_opacity(opacity)))
        self.studies.in_view.connect(self.bench.show_rows)
        self.histogram.window_chosen.connect(lambda voi: self.bridge.post(self.bench.set_voi(voi)))
        self.notice.dismissed.connect(lambda: self.bridge.post(self.bench.dismiss_notice()))
        self.hints.dismissed.connect(lambda: self.bridge.post(self.bench.dismiss_hints()))
        self._draw(Changes(True, True, True, True, True))
        self.stage.setFocus()

    def open(self, paths: Sequence[Path]) -> None:
        """Open files, folders and archives."""
        if paths:
            self.bridge.post(self.bench.open(paths))

    def open_from_another_start(self, paths: Sequence[Path]) -> None:
        """The program was started once more: show this window, with the keyboard, and open what was asked for."""
        if self.isMinimized():
            self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()
        self.open(paths)

    def set_panels(self, shown: bool) -> None:
        """Show or hide both sides."""
        self.panels_shown = shown
        self.studies.setVisible(shown)
        self._right.setVisible(shown)

    def set_full_screen(self, full: bool) -> None:
        """Nothing but panels, picture and strip."""
        self.menuBar().setVisible(not full)
        self._toolbar.setVisible(not full)
        self.showFullScreen() if full else self.showNormal()

    def focus_next_pane(self) -> None:
        """List -> picture -> findings -> list."""
        panes: list[QWidget] = [self.studies, self.canvas, self._scores]
        panes = [pane for pane in panes if pane.isVisible()]
        focused = next((i for i, pane in enumerate(panes) if pane.hasFocus()), -1)
        if panes:
            panes[(focused + 1) % len(panes)].setFocus(Qt.FocusReason.ShortcutFocusReason)

    # ---- making ------------------------------------------------------------------------------------------

    def _make_parts(self) -> None:
        self.studies = StudiesPanel(self.bench.session)
        self._scores = QPushButton()
        self._scores.setObjectName("disclosure")
        self._scores.clicked.connect(lambda: self.action_set.trigger("analysis.scores"))
        self.findings = FindingsPanel(self._scores)
        self.lungs = LungsPanel()
        self.histogram = HistogramPanel()
        self.not_assessed = NotAssessedPanel()
        self.stage = Stage(self.canvas, [self._begin(row) for row in ("file.open", "file.open_folder")])
        self.strip = StatementStrip(self.action_set.button("analysis.cancel"))
        self.notice = NoticeBar("What could not be opened")
        self.hints = NoticeBar("What does not agree")

    def _begin(self, action_id: str) -> QPushButton:
        button = QPushButton(BY_ID[action_id].title)
        button.setObjectName("primary" if action_id == "file.open" else "")
        button.clicked.connect(lambda: self.action_set.trigger(action_id))
        return button

    def _lay_out(self) -> None:
        self._toolbar = self.action_set.toolbar(self)
        self.addToolBar(self._toolbar)
        self._right = self._right_side()
        split = QSplitter(Qt.Orientation.Horizontal)
        for part in (self.studies, self.stage, self._right):
            split.addWidget(part)
        split.setHandleWidth(1)
        split.setCollapsible(1, False)
        split.setStretchFactor(1, 1)
        split.setSizes([_LEFT, self.width() - _LEFT - _RIGHT, _RIGHT])
        self.studies.setMinimumWidth(200)
        self._right.setMinimumWidth(280)
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.notice)
        column.addWidget(self.hints)
        column.addWidget(split, 1)
        column.addWidget(self.strip)
        self.setCentralWidget(whole)

    def _right_side(self) -> QWidget:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(16, 16, 16, 8)
        column.setSpacing(theme.SPACE * 3)
        column.addWidget(self.findings)
        column.addWidget(self.lungs)
        column.addWidget(self.histogram)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setObjectName("panel")
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        side = QWidget()
        side.setObjectName("panel")
        whole = QVBoxLayout(side)
        whole.setContentsMargins(0, 0, 0, 14)
        whole.setSpacing(0)
        whole.addWidget(scroll, 1)
        foot = QVBoxLayout()
        foot.setContentsMargins(16, 0, 16, 0)
        foot.addWidget(self.not_assessed)
        whole.addLayout(foot)
        return side

    # ---- drawing -----------------------------------------------------------------------------------------

    def _draw(self, changes: Changes) -> None:
        session, bench = self.bench.session, self.bench
        if changes.entries or changes.current:
            self.studies.refresh()
            self.notice.show_notice(session.notice)
            self.hints.show_notice(session.hint_notice)
        if changes.current or changes.results or changes.view:
            current = session.current
            entry = current.as_shown() if current is not None else None
            self.canvas.show_entry(entry, session.overlay, session.display)
            self.histogram.show_entry(entry, session.display)
            self.stage.show_entry(entry, session)
            self.findings.show_entry(entry, session, bench.package_fault)
            self._scores.setText("Hide scores" if session.show_scores else "Show scores")
            self.lungs.show_entry(entry)
            self.lungs.show_overlay(session.overlay)
            self.not_assessed.show_entry(entry)
            self.strip.show_entry(entry, not self.panels_shown)
        self.strip.show_progress(bench.progress())
        self.action_set.sync()

    # ---- events ------------------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.open([Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()])
        event.acceptProposedAction()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.hide()  # a decode that is under way is waited for, out of sight
        self.bench.close()
        self.collector.stop()
        event.accept()
