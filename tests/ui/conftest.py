"""The real window on real files: ``desk`` with answers made to order, ``real_desk`` with the bundled models."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from spcxr_desktop.ui.environment import prepare_process

prepare_process()

import numpy as np  # noqa: E402
import pytest  # noqa: E402
from pydicom.dataset import Dataset, FileMetaDataset  # noqa: E402
from pydicom.uid import ExplicitVRLittleEndian, generate_uid  # noqa: E402
from PySide6.QtCore import QEvent  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402
from pytestqt.qtbot import QtBot  # noqa: E402

from spcxr_desktop.app.preferences import Preferences  # noqa: E402
from spcxr_desktop.app.services import real_services  # noqa: E402
from spcxr_desktop.app.workbench import Services  # noqa: E402
from spcxr_desktop.dicom.door import Door, Limits  # noqa: E402
from spcxr_desktop.ui import theme  # noqa: E402
from spcxr_desktop.ui.main_window import MainWindow  # noqa: E402
from tests.ui.packages import made_package  # noqa: E402
from tests.ui.verbs import Desk, FilmWriter, Models  # noqa: E402


@pytest.fixture
def models() -> Models:
    return Models()


@pytest.fixture
def packages() -> Sequence[object]:
    """What stands for the loaded packages: the built result sets name it."""
    return (made_package(),)


@pytest.fixture
def desk(qtbot: QtBot, models: Models, packages: Sequence[object]) -> Iterator[Desk]:
    services = replace(real_services(), analyse=models.analyse, load_packages=lambda: packages, same_models=models.same)
    yield from _desk(qtbot, services, models)


@pytest.fixture
def faulty_desk(qtbot: QtBot, models: Models, packages: Sequence[object]) -> Iterator[Desk]:
    """Like ``desk``, with readers that go wrong on purpose, by the names of files (``tests/faulty_jobs.py``)."""
    door = Door(limits=Limits(read_s=1.5, header_s=1.5, memory_bytes=300 << 20), jobs="tests.faulty_jobs")
    services = replace(
        real_services(door), analyse=models.analyse, load_packages=lambda: packages, same_models=models.same
    )
    yield from _desk(qtbot, services, models)


@pytest.fixture
def real_desk(qtbot: QtBot, models: Models) -> Iterator[Desk]:
    yield from _desk(qtbot, real_services(), models)


@pytest.fixture
def settings_folder(tmp_path: Path) -> Path:
    folder = tmp_path / "kept"
    folder.mkdir()
    return folder


@pytest.fixture
def personal_desk(
    qtbot: QtBot, models: Models, packages: Sequence[object], settings_folder: Path
) -> Iterator[Desk]:
    """Like ``desk``, with settings that are kept in ``settings_folder``."""
    services = replace(real_services(), analyse=models.analyse, load_packages=lambda: packages, same_models=models.same)
    yield from _desk(qtbot, services, models, Preferences(settings_folder))


def _desk(
    qtbot: QtBot, services: Services, models: Models, preferences: Preferences | None = None
) -> Iterator[Desk]:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    theme.apply(application)
    window = MainWindow(services, preferences)
    window.resize(1280, 800)
    with qtbot.waitActive(window):  # keys reach only the active window
        window.show()
        window.activateWindow()
    desk = Desk(window, models, qtbot)
    desk.draw()
    yield desk
    models.go.set()
    window.close()
    assert window.bench.tasks.faults == []
    assert not [thread.name for thread in threading.enumerate() if thread.name.startswith("spcxr-")]
    window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # later, it would take the next window's focus


@pytest.fixture
def film(tmp_path: Path) -> FilmWriter:
    """Writes a small DX file and returns its path; keywords set header elements."""

    def write(name: str = "film.dcm", shape: tuple[int, int] = (300, 240), **elements: object) -> Path:
        dataset = Dataset()
        dataset.file_meta = FileMetaDataset()
        dataset.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
        dataset.file_meta.MediaStorageSOPClassUID = dataset.SOPClassUID = "1.2.840.10008.5.1.4.1.1.1.1"
        dataset.file_meta.MediaStorageSOPInstanceUID = dataset.SOPInstanceUID = generate_uid()
        dataset.Modality, dataset.PhotometricInterpretation = "DX", "MONOCHROME2"
        dataset.PatientName, dataset.PatientID, dataset.ViewPosition = "Doe^Jane", "P1", "PA"
        dataset.SamplesPerPixel, dataset.PixelRepresentation = 1, 0
        dataset.BitsAllocated, dataset.BitsStored, dataset.HighBit = 16, 12, 11
        dataset.Rows, dataset.Columns = shape
        dataset.WindowCenter, dataset.WindowWidth = [2048, 1000], [4096, 500]
        for key, value in elements.items():
            setattr(dataset, key, value)
        ramp = np.linspace(0, 4095, shape[0] * shape[1]).reshape(shape)
        dataset.PixelData = ramp.astype("<u2").tobytes()
        path = tmp_path / name
        dataset.save_as(path, enforce_file_format=True)
        return path

    return write
