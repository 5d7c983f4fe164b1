"""Pictures of findings, refusal, reading first, model card and monitoring: the real window with the bundled models.

    python benchmarks/window_pictures.py docs/images
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from spcxr_desktop.ui.environment import prepare_process

prepare_process()

import pydicom  # noqa: E402
from PySide6.QtGui import QImage, QPainter  # noqa: E402
from PySide6.QtWidgets import QApplication, QDialog, QScrollArea, QTextEdit, QWidget  # noqa: E402

from benchmarks.mask_frames import Film  # noqa: E402
from spcxr_desktop.app.sample import write_sample  # noqa: E402
from spcxr_desktop.ui import theme  # noqa: E402

_GAP, _CARD_STEP = 12, 560  # px


def panel(film: Film) -> QImage:
    """The right side of the window, as far as it is filled."""
    film.draw()
    scroll = next(area for area in film.window.findChildren(QScrollArea) if area.isAncestorOf(film.window.findings))
    return picture(scroll)


def picture(widget: QWidget) -> QImage:
    """What a widget shows."""
    return widget.grab().toImage()


def dialog(film: Film, action: str) -> QDialog:
    """The dialog that an action opens, when what it shows has been read."""
    film.do(action)
    film.wait(film.window.bench.idle)
    film.draw()
    return film.window.findChildren(QDialog)[-1]


def side_by_side(pictures: list[QImage]) -> QImage:
    """One row of pictures."""
    width = sum(each.width() for each in pictures) + _GAP * (len(pictures) - 1)
    out = QImage(width, max(each.height() for each in pictures), QImage.Format.Format_RGB32)
    out.fill(theme.CANVAS)
    painter, left = QPainter(out), 0
    for each in pictures:
        painter.drawImage(left, 0, each)
        left += each.width() + _GAP
    painter.end()
    return out


def open_film(film: Film, path: Path) -> None:
    """Open one more film and wait until the models have spoken."""
    film.window.open([path])
    session = film.window.bench.session
    film.wait(lambda: session.current is not None and session.current.path == path)
    film.wait(lambda: session.current is not None and session.current.state in ("analysed", "refused"))
    film.wait(film.window.bench.idle)


def lateral(source: Path, folder: Path) -> Path:
    """The phantom with a header that says lateral."""
    dataset = pydicom.dcmread(source)
    dataset.ViewPosition = "LL"
    dataset.SOPInstanceUID = dataset.file_meta.MediaStorageSOPInstanceUID = pydicom.uid.generate_uid()
    dataset.save_as(folder / "lateral.dcm")
    return folder / "lateral.dcm"


def take(film: Film, folder: Path, samples: list[Path]) -> dict[str, QImage]:
    """All pictures by name."""
    film.do("analysis.scores")
    film.do("findings.next")
    film.do("findings.accept")
    out = {"findings": panel(film)}
    open_film(film, lateral(samples[0], folder))
    film.draw()
    out["refused"] = picture(film.window.findings)
    film.do("findings.reader_first")
    open_film(film, samples[1])
    before = panel(film)
    film.do("findings.none")
    film.do("findings.reveal")
    film.wait(film.window.bench.idle)
    out["reader-first"] = side_by_side([before, panel(film)])
    out["monitoring"] = picture(dialog(film, "findings.monitoring"))
    card = dialog(film, "help.model_card")
    bar = card.findChildren(QTextEdit)[0].verticalScrollBar()
    pages = []
    for page in range(2):
        bar.setValue(page * _CARD_STEP * 2)
        film.draw()
        pages.append(picture(card))
    out["model-card"] = side_by_side(pages)
    return out


def main() -> None:
    """Write every picture into the folder that is named."""
    application = QApplication([])
    theme.apply(application)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        samples = sorted(write_sample(folder / "sample"))
        film = Film(application, folder / "record", samples[0])
        for name, taken in take(film, folder, samples).items():
            taken.save(str(Path(sys.argv[1]) / f"{name}.png"))
        film.window.close()


if __name__ == "__main__":
    main()
