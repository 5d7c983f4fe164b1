"""The settings. Not modal, nothing to confirm: what is changed holds at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from spcxr_desktop.store.settings import LARGEST_QUOTA, LEAST_SCALE, LONGEST_IDLE, MOST_SCALE
from spcxr_desktop.ui import receiving_texts, strings, theme
from spcxr_desktop.ui.dialogs.controls import Choice, Control, Row
from spcxr_desktop.ui.dialogs.following import SurveyDialog
from spcxr_desktop.ui.dialogs.identity import IdentityBox
from spcxr_desktop.ui.dialogs.label_settings import LabelSettings
from spcxr_desktop.ui.dialogs.shortcut_editor import ShortcutEditor
from spcxr_desktop.ui.network_page import NodesBox, ReceivingBox
from spcxr_desktop.ui.panels.parts import heading, label
from spcxr_desktop.ui.translation import tr

if TYPE_CHECKING:
    from spcxr_desktop.ui.main_window import MainWindow

_SIZE = QSize(860, 620)  # px at 100 %
_LEFT, _ROW = 190, 34
_LANGUAGES = (Choice("system", "Language of the system"), Choice("en", "English"), Choice("de", "Deutsch"))
_LAYOUTS = (Choice("1x1", "One picture"), Choice("1x2", "Two pictures"), Choice("2x2", "Four pictures"))
_POINTS = (Choice("", "Each model's own choice"), Choice("rule_out", "Rule-out"), Choice("balanced", "Balanced"),
           Choice("rule_in", "Rule-in"))  # fmt: skip
_PROVIDERS = (Choice((), "The fastest that gives the right numbers"), Choice(("cpu",), "The processor only"))
_PAGES: tuple[tuple[str, tuple[Row, ...]], ...] = (
    (
        "Reading",
        (
            Row("analyse_on_open", "Analyse radiographs when they are opened",
                "The first of an opening at once, the others when they are looked at. Off: only when asked for."),
            Row("show_lungs", "Show the lungs",
                "The outlines that the model drew. A key of their own shows or hides them while reading."),
            Row("lung_opacity", "Opacity of the lungs", limits=(0, 100, 5, "%"), scale=100),
            Row("evidence_opacity", "Opacity of the evidence", limits=(0, 100, 5, "%"), scale=100),
            Row("default_layout", "Layout at the start", choices=_LAYOUTS),
        ),
    ),
    (
        "Findings",
        (
            Row("reader_first", "Hide results until I have read the film",
                "You say of each finding whether you see it; then the results are shown. Both are kept."),
            Row("operating_point", "Operating point",
                "Of every finding that has none of its own below. Another one needs no new analysis: flags are taken "
                "again from the scores, as a new result set beside the old.", choices=_POINTS),
            Row("providers", "Compute on",
                "Holds from the next start. Every result says what it was computed on.", choices=_PROVIDERS),
        ),
    ),
    (
        "Appearance",
        (
            Row("text_scale", "Size of texts", "Of all texts but the pixels of the radiograph.",
                limits=(LEAST_SCALE, MOST_SCALE, 10, "%")),
            Row("language", "Language", "Holds from the next start.", choices=_LANGUAGES),
        ),
    ),
    (
        "Record",
        (
            Row("daily_backup", "Back up the record every day",
                "A checked copy beside it on each day of use; the last seven are kept."),
            Row("record_quota_gib", "Warn before the record takes more than",
                "The room left on its disk is watched in any case. Nothing is ever deleted by itself.",
                limits=(0, LARGEST_QUOTA, 5, "GiB")),
        ),
    ),
    (
        "Signing",
        (
            Row("system_account_signs", "The login of this computer may prove who signs",
                "Only where each reader has an account of their own. It is asked for with every signature where no PIN "
                "is set; without it a signature says UNVERIFIED."),
            Row("export_after_signing", "Ask for an export after signing"),
            Row("next_after_signing", "Show the next study after signing"),
        ),
    ),
    ("Network", (Row("receiver", receiving_texts.RECEIVE, receiving_texts.RECEIVE_WHY),)),
    (
        "Privacy",
        (
            Row("privacy", "Hide names",
                "No names, ids, dates of birth, descriptions and file names on screen; patients are numbered instead. "
                "What is burnt into the pixels stays in view, and nothing in the files is changed."),
            Row("keep_recent", "Remember recent cases",
                "Paths of what was opened last, in the File menu. None are remembered while names are hidden."),
            Row("auto_lock_minutes", "Lock when nothing was touched for",
                "Hides pictures and names until a key is pressed. No password: it keeps glances off, not people.",
                limits=(0, LONGEST_IDLE, 5, "min")),
        ),
    ),
)  # fmt: skip
_KEYS = "Keys"


class PreferencesDialog(SurveyDialog):
    """Categories at the left, their settings at the right, a search above."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.setWindowTitle(tr("Preferences"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(min(theme.px(_SIZE.width()), 1500), min(theme.px(_SIZE.height()), 950))
        self._window = window
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("Search the settings"))
        self.search.setAccessibleName(tr("Search the settings"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._find)
        self.categories = QListWidget()
        self.categories.setObjectName("categories")
        self.categories.setAccessibleName(tr("Categories"))
        self.pages = QStackedWidget()
        self.keys = ShortcutEditor(window.action_set, lambda chosen: self._change(shortcuts=chosen))
        labels = [known.label for known in window.bench.assessing.labels.values()]
        self.labels = LabelSettings(labels, self._change)
        self.identity = IdentityBox(window)
        self.nodes, self.receiving = NodesBox(window), ReceivingBox(window, self._change)
        self.controls: list[list[Control]] = []
        for title, rows in _PAGES:
            self._add_page(title, self._page(rows, title))
        self._add_page(_KEYS, self.keys)
        self.categories.currentRowChanged.connect(self.pages.setCurrentIndex)
        self._lay_out()
        self.categories.setCurrentRow(0)
        self.follow()
        self.search.setFocus()

    def follow(self) -> None:
        """Show the settings as they are, whoever changed them."""
        settings = self._window.bench.preferences.settings
        self._give_rows_room()
        for control in (control for page in self.controls for control in page):
            control.follow(settings)
        self.labels.follow(settings)
        self.identity.follow()
        self.follow_network()
        self.keys.follow(settings.shortcuts)

    def follow_network(self) -> None:
        """Nodes, the receiver, the watched folder."""
        self.nodes.follow()
        self.receiving.follow()

    def turn_to(self, title: str) -> None:
        """Show a page by its title."""
        self.categories.setCurrentRow([name for name, _ in _PAGES].index(title))

    def _change(self, **values: object) -> None:
        self._window.bridge.post(self._window.bench.change_settings(**values))

    def _lay_out(self) -> None:
        reset = QPushButton(tr("Reset all settings"))
        reset.clicked.connect(lambda: self._window.bridge.post(self._window.bench.reset_settings()))
        close = QPushButton(tr("Close"))
        close.clicked.connect(self.close)
        for button in (reset, close):
            button.setAutoDefault(False)  # Enter in a field closes nothing
        theme.fix(self.categories, _LEFT)
        middle = QHBoxLayout()
        middle.setSpacing(theme.SPACE * 2)
        middle.addWidget(self.categories)
        middle.addWidget(self.pages, 1)
        foot = QHBoxLayout()
        foot.addWidget(reset)
        foot.addStretch(1)
        foot.addWidget(close)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(20, 20, 20, 20)
        whole.setSpacing(theme.SPACE * 2)
        whole.addWidget(self.search)
        whole.addLayout(middle, 1)
        whole.addLayout(foot)

    def _add_page(self, title: str, page: QWidget) -> None:
        self.categories.addItem(tr(title))
        self.pages.addWidget(page)

    def _give_rows_room(self) -> None:
        for place in range(self.categories.count()):
            self.categories.item(place).setSizeHint(QSize(0, theme.px(_ROW)))

    def _page(self, rows: tuple[Row, ...], title: str) -> QWidget:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 12, 0)
        column.setSpacing(theme.SPACE * 3)
        column.addWidget(label(title, "big", wrap=False))
        controls = [Control(row, self._change) for row in rows]
        for control in controls:
            if control.row.name == "system_account_signs":
                column.addWidget(self.identity)
            if control.row.name == "receiver":
                column.addWidget(self.nodes)
                column.addWidget(heading("Receiving"))
            column.addWidget(control)
            if control.row.name == "keep_recent":
                column.addWidget(self._forget(), 0, Qt.AlignmentFlag.AlignLeft)
            if control.row.name == "operating_point":
                column.addWidget(self.labels)
            if control.row.name == "receiver":
                column.addWidget(self.receiving)
        column.addStretch(1)
        self.controls.append(controls)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inside)
        return scroll

    def _forget(self) -> QPushButton:
        out = QPushButton(tr("Forget recent cases"))
        out.setAutoDefault(False)
        out.clicked.connect(lambda: self._window.action_set.trigger("file.forget_recent"))
        return out

    def _find(self, query: str) -> None:
        """Show what fits, and the first category that holds any of it."""
        fitting = []
        for place, controls in enumerate(self.controls):
            for control in controls:
                control.setVisible(control.fits(query))
            fitting.append(any(control.fits(query) for control in controls))
            self.categories.item(place).setHidden(not fitting[place])
        fitting.append(self.keys.seek(query))
        self.categories.item(len(self.controls)).setHidden(not fitting[-1])
        now = self.categories.currentRow()
        if True in fitting and not (0 <= now < len(fitting) and fitting[now]):
            self.categories.setCurrentRow(fitting.index(True))
        self.pages.setVisible(True in fitting)
        self.search.setToolTip("" if True in fitting else tr(strings.NO_SETTING))
