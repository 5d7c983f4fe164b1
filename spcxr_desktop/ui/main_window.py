"""The window: puts the parts together, hears one signal, tells every part to draw."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QFrame, QMainWindow, QPushButton, QScrollArea, QSplitter, QVBoxLayout, QWidget

from spcxr_desktop.app.actions import BY_ID, Context
from spcxr_desktop.app.changes import Changes
from spcxr_desktop.app.preferences import Preferences
from spcxr_desktop.app.review_desk import AMEND
from spcxr_desktop.app.workbench import Services, Workbench
from spcxr_desktop.ui import icons, network, strings, theme
from spcxr_desktop.ui.bridge import Bridge
from spcxr_desktop.ui.collector import Collector
from spcxr_desktop.ui.dialogs.following import SurveyDialog
from spcxr_desktop.ui.finding_intents import intents
from spcxr_desktop.ui.menus import ActionSet, HoldKeys
from spcxr_desktop.ui.pane_grid import PaneGrid
from spcxr_desktop.ui.panels.derived import DerivedPanel
from spcxr_desktop.ui.panels.evidence import EvidencePanel
from spcxr_desktop.ui.panels.findings import FindingsPanel
from spcxr_desktop.ui.panels.histogram import HistogramPanel
from spcxr_desktop.ui.panels.labels import LabelsPanel
from spcxr_desktop.ui.panels.lungs import LungsPanel
from spcxr_desktop.ui.panels.measurements import MeasurementsPanel
from spcxr_desktop.ui.panels.not_assessed import NotAssessedPanel
from spcxr_desktop.ui.panels.outbox import OutboxBadge
from spcxr_desktop.ui.panels.signature import SignaturePanel
from spcxr_desktop.ui.panels.stage import Stage
from spcxr_desktop.ui.panels.strips import NoticeBar, StatementStrip
from spcxr_desktop.ui.panels.studies import StudiesPanel
from spcxr_desktop.ui.personal import Personal
from spcxr_desktop.ui.picture_window import Middle, other_screen
from spcxr_desktop.ui.records import RecordParts
from spcxr_desktop.ui.reviewing import Reviewing
from spcxr_desktop.ui.shell import WindowShell
from spcxr_desktop.ui.translation import tr
from spcxr_desktop.ui.view.canvas import Canvas

_LEFT, _RIGHT = 268, 332  # px


class MainWindow(QMainWindow):
    """List, picture, findings; a strip that says what this is not."""

    def __init__(self, services: Services, preferences: Preferences | None = None) -> None:
        super().__init__()
        self.setWindowTitle(f"{strings.PRODUCT} · {tr(strings.RESEARCH_ONLY)}[*]")
        self.setWindowIcon(icons.icon("app"))
        self.setAcceptDrops(True)
        self.resize(1600, 1000)
        self.collector = Collector(self)
        self.bridge = Bridge(self)
        self.bench = Workbench(services, self.bridge.post, preferences)
        first = Canvas()
        self.action_set = ActionSet(self, first, Context(self.bench, WindowShell(self)), self.bridge.post)
        self.hold_keys = HoldKeys(self, self.action_set)
        self._reviewing: list[Reviewing] = []  # one per canvas
        self.panels_shown = True
        self._make_parts(first)
        self._lay_out()
        self.bridge.changed.connect(self._draw)
        self.bench.layouts.set_screens(len(QGuiApplication.screens()), away=False)
        self.panes.made.connect(self._wire_canvas)
        self._wire_canvas(first)
        self.studies.chosen.connect(lambda entry_id: self.bridge.post(self.bench.select(entry_id)))
        self.lungs.opacity_changed.connect(lambda opacity: self.bridge.post(self.bench.set_opacity(opacity)))
        self.evidence.opacity_changed.connect(lambda part: self.bridge.post(self.bench.set_evidence_opacity(part)))
        self.studies.in_view.connect(self.bench.show_rows)
        self.measurements.chosen.connect(lambda key: self.bridge.post(self.bench.review.select(key)))
        self.histogram.window_chosen.connect(lambda voi: self.bridge.post(self.bench.set_voi(voi)))
        self.notice.acted.connect(self._act_on_notice)
        self.notice.dismissed.connect(lambda: self.bridge.post(self.bench.dismiss_notice()))
        self.hints.dismissed.connect(lambda: self.bridge.post(self.bench.dismiss_hints()))
        self.records.reading.connect(lambda: self.canvas.setFocus(Qt.FocusReason.OtherFocusReason))
        self.personal = Personal(self, self._split)
        self._draw(Changes(True, True, True, True, True))
        self.stage.setFocus()

    @property
    def canvas(self) -> Canvas:
        """The picture that the keys act on: the active pane's."""
        return self.panes.canvas

    @property
    def stage(self) -> Stage:
        """The inside of the active pane."""
        return self.panes.stage

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
        self.records.side.setVisible(shown)
        self._right.setVisible(shown)

    def set_full_screen(self, full: bool) -> None:
        """Nothing but panels, picture and strip."""
        self.menuBar().setVisible(not full)
        self._toolbar.setVisible(not full)
        self.showFullScreen() if full else self.showNormal()

    def move_picture(self) -> Changes:
        """To the other screen, or back."""
        if self.middle.window_away is not None:
            self.middle.bring_back()
            return Changes(view=True)
        screen = other_screen(self)
        if screen is not None:
            self.hold_keys.also_in(self.middle.move_to(screen, self))
        self.count_screens()
        return Changes(view=True)

    def count_screens(self) -> None:
        """A screen came or went, or the picture moved: without another screen it comes back."""
        screens = QGuiApplication.screens()
        away = self.middle.window_away
        if away is not None and len(screens) < 2:
            self.middle.bring_back()
            return
        self.bridge.post(self.bench.layouts.set_screens(len(screens), away is not None))

    def focus_next_pane(self) -> None:
        """List -> picture -> findings -> list."""
        panes: list[QWidget] = [self.studies, self.canvas, self._scores]
        panes = [pane for pane in panes if pane.isVisible()]
        focused = next((i for i, pane in enumerate(panes) if pane.hasFocus()), -1)
        if panes:
            panes[(focused + 1) % len(panes)].setFocus(Qt.FocusReason.ShortcutFocusReason)

    # ---- making ------------------------------------------------------------------------------------------

    def _wire_canvas(self, canvas: Canvas) -> None:
        """Every canvas, also those of further panes, which are made when a layout first needs them."""
        canvas.window_dragged.connect(lambda voi: self.bridge.post(self.bench.set_voi(voi)))
        self._reviewing.append(Reviewing(canvas, self.bench, self.action_set, self.bridge.post, self._tell_numbers))
        self.action_set.add_canvas(canvas)

    def _make_parts(self, first: Canvas) -> None:
        self.studies = StudiesPanel(self.bench.session)
        self.records = RecordParts(self.bench, self.studies, self.bridge.post)
        self._scores = QPushButton()
        self._scores.setObjectName("disclosure")
        self._scores.clicked.connect(lambda: self.action_set.trigger("analysis.scores"))
        self.findings = FindingsPanel(self._scores, self.bench.assessing, intents(self.bench, self.bridge.post))
        self.signature = SignaturePanel(self.action_set.trigger)
        self.evidence = EvidencePanel()
        self.lungs = LungsPanel()
        self.labels = LabelsPanel(self.bench, self.bridge.post)
        self.measurements = MeasurementsPanel()
        self.derived = DerivedPanel(self.bench, self.bridge.post)
        self.histogram = HistogramPanel()
        card = QPushButton(tr("Model card"))
        card.setObjectName("disclosure")
        card.clicked.connect(lambda: self.action_set.trigger("help.model_card"))
        self.not_assessed = NotAssessedPanel(card)
        begin = [self._begin(row) for row in ("file.open", "file.open_folder")]
        self.panes = PaneGrid(self.bench, self.bridge.post, first, begin)
        self.middle = Middle(self.panes)
        self.middle.moved.connect(self.count_screens)
        QGuiApplication.instance().screenAdded.connect(self.count_screens)  # type: ignore[union-attr]
        QGuiApplication.instance().screenRemoved.connect(self.count_screens)  # type: ignore[union-attr]
        self.outbox = OutboxBadge(lambda: self.action_set.trigger("network.outbox"))
        self.strip = StatementStrip(self.action_set.button("analysis.cancel"), self.outbox)
        self.notice = NoticeBar("What could not be opened")
        self.hints = NoticeBar("What does not agree")
        self.network_notice = NoticeBar("What the network tells")
        self.network_notice.dismissed.connect(lambda: self.bridge.post(self.bench.network.dismiss()))

    def _begin(self, action_id: str) -> QPushButton:
        button = QPushButton(tr(BY_ID[action_id].title))
        button.setObjectName("primary" if action_id == "file.open" else "")
        button.clicked.connect(lambda: self.action_set.trigger(action_id))
        return button

    def _lay_out(self) -> None:
        self._toolbar = self.action_set.toolbar(self)
        self.addToolBar(self._toolbar)
        self._right = self._right_side()
        self._split = split = QSplitter(Qt.Orientation.Horizontal)
        for part in (self.records.side, self.middle, self._right):
            split.addWidget(part)
        split.setHandleWidth(1)
        split.setCollapsible(1, False)
        split.setStretchFactor(1, 1)
        split.setSizes([_LEFT, self.width() - _LEFT - _RIGHT, _RIGHT])
        theme.fix(self.records.side, least=200)
        theme.fix(self._right, least=280)
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.notice)
        column.addWidget(self.hints)
        column.addWidget(self.records.notice)
        column.addWidget(self.network_notice)
        column.addWidget(self.records.add_reading(split), 1)
        column.addWidget(self.strip)
        self.setCentralWidget(whole)

    def _right_side(self) -> QWidget:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(16, 16, 16, 8)
        column.setSpacing(theme.SPACE * 3)
        column.addWidget(self.signature)
        column.addWidget(self.findings)
        column.addWidget(self.evidence)
        column.addWidget(self.lungs)
        column.addWidget(self.labels)
        column.addWidget(self.measurements)
        column.addWidget(self.derived)
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
            changes |= bench.layouts.follow()
        if changes.settings:
            self.personal.apply()
            self.panes.renew()
        bench.review.sync()
        if changes.entries or changes.current:
            self.studies.refresh()
            self.notice.show_notice(session.notice)
        if changes.entries or changes.current or changes.view:
            self.derived.refresh()
        if changes.entries or changes.current:
            self.hints.show_notice(session.hint_notice)
        if changes.current or changes.results or changes.view:
            current = session.current
            entry = current.as_shown() if current is not None else None
            self.panes.refresh()
            self.histogram.show_entry(entry, session.display)
            self._scores.setText(tr("Hide scores" if session.show_scores else "Show scores"))
            self.evidence.show_entry(entry, session)
            self.lungs.show_entry(entry)
            self.lungs.show_overlay(session.overlay)
            self.not_assessed.show_entry(entry)
            self.strip.show_entry(entry, not self.panels_shown)
        if changes.current or changes.results or changes.view or changes.review:
            self._draw_review()
        self.records.draw(changes)
        if changes.record or changes.settings:
            for dialog in self.findChildren(SurveyDialog):
                dialog.follow()
        if changes.network:
            network.draw(self)
        self.strip.show_room(bench.record.lane.room)
        self.strip.show_progress(bench.progress())
        self.action_set.sync()

    def _draw_review(self) -> None:
        """What the reader made, and what of it is signed."""
        session, bench = self.bench.session, self.bench
        for reviewing in self._reviewing:
            reviewing.draw()
        self.measurements.show_review(bench.review.view)
        self.signature.show_state(bench.signing.state)
        shown = session.current.as_shown() if session.current is not None else None
        self.findings.show_entry(shown, session, bench.package_fault)
        self.labels.show_masks(bench.masks)
        self.lungs.show_mask(bench.masks)
        self.setWindowModified(bench.review.view.dirty)

    def _act_on_notice(self) -> None:
        """Amending is all that a notice about what is open offers."""
        notice = self.bench.session.notice
        if notice is not None and notice.action == AMEND:
            self.action_set.trigger("review.amend")

    def _tell_numbers(self) -> None:
        """Of the mask, also in the middle of a stroke."""
        self.lungs.show_mask(self.bench.masks)

    # ---- events ------------------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.open([Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()])
        event.acceptProposedAction()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.personal.keep()
        self.middle.bring_back()
        self.records.stop()
        self.hide()  # a decode that is under way is waited for, out of sight
        self.bench.close()
        self.collector.stop()
        event.accept()
