"""`spcxr-desktop doctor`: is everything here that the program needs, and what to do where it is not."""

from __future__ import annotations

import importlib.metadata
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from spcxr_desktop.domain.errors import UserError

Status = Literal["ok", "note", "fault"]
LIBRARIES = (
    "PySide6-Essentials", "appdirs", "cryptography", "imagecodecs", "numpy", "opencv-python", "pydicom", "pyqtgraph",
    "rich",
)  # fmt: skip
RUNTIME_WHEELS = ("onnxruntime", "onnxruntime-gpu", "onnxruntime-directml", "onnxruntime-openvino")


@dataclass(frozen=True)
class Check:
    """One line of the report. A "fault" keeps the program from its work; a "note" is worth knowing."""

    name: str
    status: Status
    detail: str


def runtime_wheels() -> dict[str, str]:
    """Installed wheels of ONNX Runtime -> version. There must be exactly one: they all write one folder."""
    return {name: version for name in RUNTIME_WHEELS if (version := _version(name))}


def check_runtime_wheels() -> None:
    """Raise UserError where not exactly one wheel of ONNX Runtime is installed."""
    wheels = runtime_wheels()
    if len(wheels) > 1:
        raise UserError(
            f"Several wheels of ONNX Runtime are installed: {', '.join(wheels)}. They overwrite one another's files.",
            "One of them: onnxruntime (extra 'cpu') or onnxruntime-gpu (extra 'gpu').",
            f"pip uninstall {' '.join(wheels)}, then install SPCXR with one of the two extras.",
        )
    if not wheels:
        raise UserError(
            "ONNX Runtime, which computes the findings, is not installed.",
            "One of its wheels: onnxruntime (extra 'cpu') or onnxruntime-gpu (extra 'gpu').",
            'pip install "spcxr[cpu]"',
        )


def doctor() -> list[Check]:
    """Every check, in the order of the report. A check that breaks is itself a fault, and the others still run."""
    checks: list[Check] = []
    for part in (_computer, _libraries, _window, _runtime, _codecs, _models, _data_folder):
        checks += _guarded(part)
    return checks


def doctor_command() -> int:
    """Print the report; 1 where there is a fault, else 0."""
    checks = doctor()
    width = max(len(check.name) for check in checks)
    for check in checks:
        print(f"{check.status:<5}  {check.name:<{width}}  {check.detail}")
    faults = sum(check.status == "fault" for check in checks)
    print(f"\n{faults} of {len(checks)} checks failed." if faults else f"\nAll {len(checks)} checks passed.")
    return 1 if faults else 0


def _guarded(part: Callable[[], Iterator[Check]]) -> list[Check]:
    checks: list[Check] = []
    name = part.__name__.strip("_").replace("_", " ")
    try:
        checks.extend(part())
    except UserError as error:
        checks.append(Check(name, "fault", str(error)))
    except Exception as error:  # a broken library may raise anything, and to report that is what this verb is for
        checks.append(Check(name, "fault", f"{type(error).__name__}: {error}"))
    return checks


def _computer() -> Iterator[Check]:
    supported = sys.version_info >= (3, 11)
    yield Check("Python", "ok" if supported else "fault", f"{platform.python_version()} on {platform.platform()}")
    memory = _memory_gib()
    status: Status = "ok" if memory is None or memory >= 3.5 else "note"
    size = "unknown" if memory is None else f"{memory:.1f} GiB"
    yield Check("Computer", status, f"{os.cpu_count() or 1} processor cores, memory {size} (4 GiB wanted)")


def _libraries() -> Iterator[Check]:
    for name in LIBRARIES:
        version = _version(name)
        yield Check(name, "ok" if version else "fault", version or "not installed: pip install spcxr")


def _runtime() -> Iterator[Check]:
    check_runtime_wheels()
    from spcxr_desktop.inference import providers

    ((wheel, version),) = runtime_wheels().items()
    there = providers.available(providers.order())
    names = ", ".join(name.removesuffix("ExecutionProvider") for name in there)
    yield Check("ONNX Runtime", "ok", f"{wheel} {version}, computes on: {names}; {providers.threads()} threads")


def _codecs() -> Iterator[Check]:
    from spcxr_desktop.app.doctor_codecs import try_codecs

    for name, trouble in try_codecs().items():
        yield Check(f"Codec {name}", "fault" if trouble else "ok", trouble or "compressed, decoded and compared")


def _models() -> Iterator[Check]:
    from spcxr_desktop.app.models import active_packages
    from spcxr_desktop.inference.session import open_session, self_test

    active = active_packages()
    for package in active.packages:
        session = open_session(package)
        provider, used = session.provider.removesuffix("ExecutionProvider"), package.manifest
        detail = f"version {used.version}, sha256 as stated, self-test on {provider} off by {self_test(session):.1g}"
        status: Status = "note" if session.note else "ok"
        yield Check(f"Model {used.id}", status, f"{detail}; {session.note}" if session.note else detail)


def _data_folder() -> Iterator[Check]:
    from spcxr_desktop.store.paths import user_data_dir

    folder = user_data_dir()
    with tempfile.NamedTemporaryFile(dir=folder, prefix=".doctor-") as trial:
        trial.write(b"trial")
        trial.flush()
    yield Check("Data folder", "ok", f"{folder} can be written")


def _window() -> Iterator[Check]:
    if not getattr(sys, "frozen", False):  # a frozen program has no interpreter to ask, and brings its libraries
        script = "import PySide6.QtWidgets as q; q.QApplication([])"
        # what opencv-python exports for its own Qt 5 is dropped here as the window drops it (ui/environment.py)
        kept = {k: v for k, v in os.environ.items() if not (k.startswith("QT_QPA_") and "cv2" in Path(v).parts)}
        environment = {**kept, "QT_QPA_PLATFORM": "offscreen"}
        trial = subprocess.run(
            [sys.executable, "-c", script], env=environment, capture_output=True, text=True, timeout=120, check=False
        )
        last_line = (trial.stderr.strip().splitlines() or [f"ended with {trial.returncode}"])[-1]
        trouble = f"{last_line} (Linux: installer/system-libraries.txt lists what to install)"
        yield Check("Qt", "fault" if trial.returncode else "ok", trouble if trial.returncode else "starts")
    shown = sys.platform != "linux" or any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))
    yield Check("Display", "ok" if shown else "note", "present" if shown else "none: analyze and render work, open not")


def _version(name: str) -> str:
    """Version of an installed distribution, "" where it is not installed."""
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return ""


def _memory_gib() -> float | None:
    """Memory of this computer; None where the system does not tell."""
    if sys.platform == "win32":
        import ctypes

        kilobytes = ctypes.c_ulonglong()
        known = ctypes.windll.kernel32.GetPhysicallyInstalledSystemMemory(ctypes.byref(kilobytes))
        return kilobytes.value / 2**20 if known else None
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
