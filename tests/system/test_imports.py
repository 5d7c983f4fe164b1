"""What each process of the program may have imported: the start is as fast as what it does not load.

Everything third-party is on a list, and of the standard library what is dear. A new name here is a decision: it must
be worth its milliseconds at every start. No times are asserted; ``benchmarks/startup.py`` measures them.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import imagecodecs
import numpy as np
import pytest
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.encaps import encapsulate
from pydicom.uid import JPEG2000Lossless, generate_uid

REPOSITORY = Path(__file__).resolve().parents[2]

# Of the standard library: 5 ms and more each, or the sign of something that does not belong into a viewer's start.
DEAR = {
    "asyncio", "concurrent.futures.process", "doctest", "http", "multiprocessing.managers",
    "multiprocessing.pool", "pdb", "pydoc", "sqlite3", "ssl", "statistics", "tkinter", "unittest", "urllib.request",
    "xml", "xmlrpc",
}  # fmt: skip

ALWAYS = {"spcxr_desktop", "__main__", "__mp_main__", "_distutils_hack", "sitecustomize", "usercustomize"}
PYSIDE = {"PySide6", "shiboken6", "shibokensupport", "signature_bootstrap", "__feature__"}

CLI: set[str] = set()
ENTRY = {"appdirs"}  # __main__: where the log is, whatever fails
WINDOW = {*ENTRY, *PYSIDE, "cv2", "numpy", "psutil", "sqlite3"}  # sqlite3: the record, opened in its own thread
READER = {
    *ENTRY,
    "cv2",
    "imagecodecs",
    "numpy",
    "pydicom",
    "http",
    "ssl",
    "urllib.request",
}  # the last three: pydicom.data
OF_PYDICOM = {
    "PIL",
    "_CharLS",
    "gdcm",
    "jpeg_ls",
    "libjpeg",
    "openjpeg",
    "pylibjpeg",
    "rle",
    "tqdm",
}  # if there
CYTHON = {"_shared_cython", "cython_runtime"}  # of imagecodecs
QT = {"QtCore", "QtGui", "QtNetwork", "QtSvg", "QtWidgets"}

WINDOW_UNTIL_SHOWN = """
import sys
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

def until_shown():
    (window,) = (widget for widget in QApplication.topLevelWidgets() if widget.inherits("QMainWindow"))
    assert QTest.qWaitForWindowExposed(window)
    del sys.modules["PySide6.QtTest"]
    report()
    window.close()
    return 0

QApplication.exec = staticmethod(until_shown)
from spcxr_desktop.__main__ import main
assert main(["open"]) == 0
"""

# Without model packages: the analysis starts by itself and would have ONNX Runtime come at some moment.
WINDOW_WITH_A_FILM = """
import time
from dataclasses import replace
from PySide6.QtWidgets import QApplication
from spcxr_desktop.app import services

real_services = services.real_services
services.real_services = lambda *given: replace(real_services(*given), load_packages=lambda: ())

def until_read():
    (window,) = (widget for widget in QApplication.topLevelWidgets() if widget.inherits("QMainWindow"))
    session, latest = window.bench.session, time.monotonic() + 60
    while not (session.current and session.current.decoded) and time.monotonic() < latest:
        QApplication.processEvents()
    assert session.current.decoded
    window.canvas.grab()
    report()
    window.close()
    return 0

QApplication.exec = staticmethod(until_read)
from spcxr_desktop.__main__ import main
assert main(["open", FILE]) == 0
"""


# The worker is told what the program's main module is and imports it, as it does behind the installed program.
WORKER_AFTER_A_FILM = """
from pathlib import Path
import spcxr_desktop.__main__
from spcxr_desktop.dicom.door import Door
from spcxr_desktop.domain.errors import UserError

sys.modules["__main__"].__spec__ = spcxr_desktop.__main__.__spec__
door = Door(workers=1, jobs="tests.system.reading_jobs")
try:
    door.read(Path(FILE))
except UserError as answer:
    print("modules", answer.found)
finally:
    door.close()
"""


def imported(code: str, folder: Path) -> set[str]:
    """The modules that ``code`` reports from a fresh process, by calling ``report()`` or in its words."""
    prelude = """
import sys
def report():
    names = sorted(name for name, module in sys.modules.items() if module)
    import json
    print("modules", json.dumps(names))
"""
    own = {name: str(folder) for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "TMPDIR")}
    done = subprocess.run(
        [sys.executable, "-c", f"{prelude}\n{code}"],
        env=os.environ | own | {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(REPOSITORY)},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    (line,) = (line for line in done.stdout.splitlines() if line.startswith("modules "))
    return set(json.loads(line.removeprefix("modules ")))


def noticed(modules: set[str]) -> set[str]:
    """Of these, top-level names from outside the standard library, and what is dear inside it."""
    own = sys.stdlib_module_names
    outside = {name.partition(".")[0] for name in modules} - own
    return {name for name in outside | (modules & DEAR) if not name.startswith("_cython_")} - ALWAYS - CYTHON


def test_the_command_line_imports_nothing_heavy(tmp_path: Path) -> None:
    assert noticed(imported("import spcxr_desktop.cli; report()", tmp_path)) == CLI


def test_the_entry_point_imports_nothing_heavy(tmp_path: Path) -> None:
    assert noticed(imported("import spcxr_desktop.__main__; report()", tmp_path)) <= ENTRY


def test_the_window_is_shown_without_decoders_models_and_plots(tmp_path: Path) -> None:
    modules = imported(WINDOW_UNTIL_SHOWN, tmp_path)
    assert "spcxr_desktop.ui.main_window" in modules  # it was there
    assert noticed(modules) <= WINDOW
    assert {name.partition(".")[2] for name in modules if name.startswith("PySide6.Qt")} <= QT
    assert not {name for name in modules if name.startswith("spcxr_desktop.dicom.")} & {
        f"spcxr_desktop.dicom.{room}" for room in ("codecs", "dataset", "pixels", "read", "jobs")
    }  # what parses is for workers


def test_the_window_shows_a_film_without_what_decodes_it(tmp_path: Path) -> None:
    modules = imported(f"FILE = {str(_film(tmp_path / 'film.dcm'))!r}\n{WINDOW_WITH_A_FILM}", tmp_path)
    assert noticed(modules) <= WINDOW


def test_the_reading_worker_has_decoders_but_no_window_and_no_models(tmp_path: Path) -> None:
    modules = imported(f"FILE = {str(_film(tmp_path / 'film.dcm'))!r}\n{WORKER_AFTER_A_FILM}", tmp_path)
    assert {"spcxr_desktop.dicom.read", "imagecodecs"} <= modules  # it has read it
    assert noticed(modules) - {"tests"} - OF_PYDICOM <= READER


def _film(path: Path) -> Path:
    """A small JPEG 2000 film."""
    dataset = Dataset()
    dataset.file_meta = FileMetaDataset()
    dataset.file_meta.TransferSyntaxUID = JPEG2000Lossless
    dataset.file_meta.MediaStorageSOPClassUID = dataset.SOPClassUID = "1.2.840.10008.5.1.4.1.1.1.1"
    dataset.file_meta.MediaStorageSOPInstanceUID = dataset.SOPInstanceUID = generate_uid()
    dataset.Modality, dataset.PhotometricInterpretation, dataset.PatientID = "DX", "MONOCHROME2", "1"
    dataset.SamplesPerPixel, dataset.PixelRepresentation = 1, 0
    dataset.BitsAllocated, dataset.BitsStored, dataset.HighBit = 16, 12, 11
    dataset.Rows, dataset.Columns = 64, 48
    pixels = np.linspace(0, 4095, 64 * 48).reshape(64, 48).astype(np.uint16)
    stream = imagecodecs.jpeg2k_encode(pixels, level=0, reversible=True, codecformat="j2k", bitspersample=12)
    dataset.PixelData = encapsulate([bytes(stream)])
    dataset["PixelData"].VR = "OB"
    dataset.save_as(path, enforce_file_format=True)
    return path


@pytest.mark.parametrize("late", ["pyqtgraph", "pydicom", "imagecodecs", "highdicom", "scipy", "onnxruntime", "torch"])
def test_the_lists_do_not_allow_what_must_come_later(late: str) -> None:
    assert late not in WINDOW | CLI | ENTRY
    assert late in READER or late not in {"pydicom", "imagecodecs"}
