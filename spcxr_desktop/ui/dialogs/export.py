"""Exports: which kinds, where to; what was written, and why the rest was not."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QCheckBox, QFileDialog, QHBoxLayout, QLineEdit, QProgressBar, QPushButton, QVBoxLayout

from spcxr_desktop.app.export import KINDS
from spcxr_desktop.app.signing_export import ExportJob, ExportOrder, Plan
from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.ui import signing_texts, theme
from spcxr_desktop.ui.dialogs.sheet import FormDialog
from spcxr_desktop.ui.panels.parts import label
from spcxr_desktop.ui.translation import tr

if TYPE_CHECKING:
    from spcxr_desktop.ui.main_window import MainWindow


class ExportDialog(FormDialog):
    """Of the radiograph that was shown when it was opened."""

    def __init__(self, window: MainWindow, plan: Plan) -> None:
        super().__init__(window, "Export", "Export", 640)
        self._bench, self._plan = window.bench, plan
        self._job: ExportJob | None = None
        self._asked_to_overwrite = False
        settings = window.bench.preferences.settings
        self._tell_plan()
        self.kinds = {kind: QCheckBox(tr(signing_texts.KINDS[kind])) for kind in KINDS}
        self.labelmap = QCheckBox(tr("Outlines as a label map (few programs read it)"))
        self._add_kinds(settings.export_kinds)
        self.folder = QLineEdit(settings.export_folder)
        self._add_folder()
        self.bar = QProgressBar(textVisible=False)
        self.bar.setAccessibleName(tr("Progress"))
        self.bar.hide()
        self.written = label("")
        self.written.hide()
        self.open_folder = QPushButton(tr("Open the folder"))
        self.open_folder.setAutoDefault(False)
        self.open_folder.clicked.connect(self._open_folder)
        self.open_folder.hide()
        self.body.addWidget(self.written)
        self.body.addWidget(self.open_folder, 0, Qt.AlignmentFlag.AlignLeft)
        self.below.addWidget(self.bar)
        self.below.addWidget(label(signing_texts.STATEMENT, "statement"))
        self.body.addStretch(1)
        self.act.clicked.connect(lambda: self._export(overwrite=self._asked_to_overwrite))
        self.leave.clicked.disconnect()
        self.leave.clicked.connect(self._leave)
        self._ready()
        self.settle_size()
        (self.act if self.act.isEnabled() else self.folder).setFocus()

    def follow(self) -> None:
        """It got on, or has ended."""
        job = self._job
        if job is None:
            return
        self.bar.setValue(round(job.fraction * 100))
        if not job.done:
            return
        self._job = None
        self.bar.hide()
        self._tell(job)
        self._ready()

    def reject(self) -> None:
        """Esc and the window's own button: what is under way is stopped first."""
        if self._job is not None:
            self._bench.exporting.cancel()
        super().reject()

    # ---- what is shown -----------------------------------------------------------------------------------

    def _tell_plan(self) -> None:
        revision = self._plan.revision
        if revision is None:
            self.warn(tr(signing_texts.NOBODY_SIGNED))
            return
        self.row("What is signed", f"{signing_texts.signed_line(revision)}  ·  {revision.reader.verification}")
        if self._plan.amending:
            self.warn(tr(signing_texts.NOT_IN_IT))

    def _add_kinds(self, chosen: tuple[str, ...]) -> None:
        column = QVBoxLayout()
        column.setSpacing(2)
        for kind, tick in self.kinds.items():
            tick.setChecked(kind in chosen)
            tick.toggled.connect(lambda _on: self._changed())
            column.addWidget(tick)
            if kind == "seg":
                column.addWidget(self.labelmap)
                self.labelmap.setContentsMargins(theme.px(26), 0, 0, 0)
        self.labelmap.toggled.connect(lambda _on: self._changed())
        self.body.addLayout(column)

    def _add_folder(self) -> None:
        name = label("Folder", wrap=False)
        name.setBuddy(self.folder)
        self.folder.setAccessibleName(tr("Folder"))
        self.folder.textChanged.connect(lambda _text: self._changed())
        browse = QPushButton(tr("Choose…"))
        browse.setAutoDefault(False)
        browse.clicked.connect(self._browse)
        row = QHBoxLayout()
        row.addWidget(self.folder, 1)
        row.addWidget(browse)
        self.body.addWidget(name)
        self.body.addLayout(row)
        note = "The names of the files say nothing of the patient; the files themselves do."
        self.body.addWidget(label(note, "quiet", 9))

    def _tell(self, job: ExportJob) -> None:
        lines = [f"{kind.upper()}: {signing_texts.reason(reason)}" for kind, reason in job.reasons.items()]
        if job.written:
            count = len(job.written)
            head = tr("1 file was written." if count == 1 else f"{count:d} files were written.")
            lines = [head, *(path.name for path in job.written), *lines]
        elif job.cancelled:
            lines = [tr("Stopped. Nothing was written.")]
        elif not job.error and not job.there:
            lines = [tr("Nothing was written."), *lines]
        self.written.quote("\n".join(lines))
        self.written.setVisible(bool(lines))
        self.open_folder.setVisible(bool(job.written))
        self._asked_to_overwrite = bool(job.there)
        if job.there:
            job.error = UserError(
                "Files of these names are there already.", "Free names.", "Replace them, or choose another folder."
            )
        self.refuse(job.error)
        self.settle_size()

    # ---- what is done ------------------------------------------------------------------------------------

    @property
    def _chosen(self) -> tuple[str, ...]:
        return tuple(kind for kind, tick in self.kinds.items() if tick.isChecked())

    def _changed(self) -> None:
        """Another order: what was said of the one before no longer holds."""
        self._asked_to_overwrite = False
        self.refuse(None)
        self._ready()

    def _ready(self) -> None:
        running = self._job is not None
        self.act.setEnabled(bool(self._chosen) and bool(self.folder.text().strip()) and not running)
        self.act.setText(tr("Replace them" if self._asked_to_overwrite else "Export"))
        self.leave.setText(tr("Stop" if running else "Close"))
        self.labelmap.setEnabled(self.kinds["seg"].isChecked())

    def _export(self, overwrite: bool) -> None:
        folder = Path(self.folder.text().strip()).expanduser()
        self.refuse(None)
        if not folder.is_absolute():
            self.refuse(UserError("This is no whole path.", "A folder, from its root.", "Choose a folder."))
            return
        self.window_.bridge.post(self._bench.change_settings(export_folder=str(folder), export_kinds=self._chosen))
        order = ExportOrder(self._chosen, folder, self.labelmap.isChecked(), overwrite)
        self._job = self._bench.exporting.start(self._plan, order)
        if self._job is None:
            self.refuse(UserError("Another export is still running.", "One at a time.", "Wait for it."))
            return
        self.bar.setValue(0)
        self.bar.show()
        self._ready()

    def _leave(self) -> None:
        if self._job is not None:
            self._bench.exporting.cancel()
        else:
            self.reject()

    def _browse(self) -> None:
        name = QFileDialog.getExistingDirectory(self, tr("Export into"), self.folder.text())
        if name:
            self.folder.setText(name)

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(self.folder.text().strip()))
