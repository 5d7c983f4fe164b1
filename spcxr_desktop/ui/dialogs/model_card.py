"""The card of each loaded model: read, searched by the keyboard, printed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QImage, QTextDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QComboBox, QDialog, QFileDialog, QHBoxLayout, QPushButton, QTextBrowser, QVBoxLayout

from spcxr_desktop.app.model_cards import Card
from spcxr_desktop.inference.manifest import Manifest
from spcxr_desktop.ui import theme
from spcxr_desktop.ui.dialogs import paper
from spcxr_desktop.ui.dialogs.model_card_text import labels, page, picture_url
from spcxr_desktop.ui.translation import tr

if TYPE_CHECKING:
    from spcxr_desktop.ui.main_window import MainWindow

_WIDTH, _HEIGHT, _PICTURE = 1000, 780, 620  # px at 100 %


class ModelCardDialog(QDialog):
    """Not modal. The card shown first is that of the first model that scores findings."""

    def __init__(self, window: MainWindow, cards: Sequence[Card]) -> None:
        super().__init__(window)
        self._window, self._cards = window, tuple(cards)
        self.setWindowTitle(tr("Model card"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(theme.px(_WIDTH), theme.px(_HEIGHT))
        self.models = QComboBox()
        self.models.setAccessibleName(tr("Models"))
        for card in self._cards:
            self.models.addItem(f"{card.manifest.id} {card.manifest.version}")
        self.text = QTextBrowser()
        self.text.setAccessibleName(tr("Model card"))
        self.text.setOpenLinks(False)
        self.text.setOpenExternalLinks(False)
        self._lay_out()
        self.models.currentIndexChanged.connect(self._show)
        self.models.setCurrentIndex(next((i for i, card in enumerate(cards) if labels(card.manifest)), 0))
        self._show(self.models.currentIndex())
        self.text.setFocus()

    def plain(self) -> str:
        """All that the card says."""
        return self.text.toPlainText()

    @property
    def _card(self) -> Card:
        return self._cards[self.models.currentIndex()]

    def _show(self, place: int) -> None:
        if not 0 <= place < len(self._cards):
            return
        manifest = self._cards[place].manifest
        document = self.text.document()
        for url, picture in _pictures(manifest, on_paper=False).items():
            document.addResource(QTextDocument.ResourceType.ImageResource.value, QUrl(url), picture)
        self.text.setHtml(page(self._cards[place]))
        document.setDocumentMargin(theme.px(18))
        self.text.moveCursor(self.text.textCursor().MoveOperation.Start)

    def _save(self) -> None:
        manifest = self._card.manifest
        proposed = f"{manifest.id}-{manifest.version}.pdf"
        name, _ = QFileDialog.getSaveFileName(self, tr("Save the model card"), proposed, "PDF (*.pdf)")
        if name:
            self._window.bridge.post(self._window.bench.write_file(Path(name).with_suffix(".pdf"), self.pdf()))

    def pdf(self) -> bytes:
        """The card as it would be printed."""
        return paper.pdf(page(self._card, paper=True), self._card.manifest.title, self._images())

    def _print(self) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setResolution(150)
        if QPrintDialog(printer, self).exec() == QDialog.DialogCode.Accepted:
            paper.draw(page(self._card, paper=True), printer, self._images())

    def _images(self) -> dict[str, QImage]:
        return _pictures(self._card.manifest, on_paper=True)

    def _lay_out(self) -> None:
        printed, saved, close = (QPushButton(tr(text)) for text in ("Print…", "Save as PDF…", "Close"))
        for button, act in ((printed, self._print), (saved, self._save), (close, self.close)):
            button.setAutoDefault(False)
            button.clicked.connect(act)
        foot = QHBoxLayout()
        foot.addWidget(self.models)
        foot.addStretch(1)
        for button in (printed, saved, close):
            foot.addWidget(button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(20, 18, 20, 16)
        whole.setSpacing(theme.SPACE + 4)
        whole.addWidget(self.text, 1)
        whole.addLayout(foot)


def _pictures(manifest: Manifest, *, on_paper: bool) -> dict[str, QImage]:
    """A reliability diagram per label, a curve per source and age, by the name that the page gives it."""
    figures = manifest.figures.reliability
    if not figures:
        return {}
    from spcxr_desktop.ui.dialogs.plots import reliability  # pyqtgraph: 0.2 s that no start should pay

    out = {}
    for name in dict.fromkeys(figure.label for figure in figures):
        own = [figure for figure in figures if figure.label == name]
        strata = [figure.stratum for figure in own]
        out[picture_url(name)] = reliability(own, strata, paper=on_paper, width=_PICTURE)
    return out
