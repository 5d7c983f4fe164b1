"""What the program is made of: itself, libraries, models, each with version and licence."""

from __future__ import annotations

import json
import platform
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution, version
from pathlib import Path
from typing import Literal

from spcxr_desktop.store.paths import resources_dir

Kind = Literal["program", "library", "model"]
_NAME = "spcxr"
LIBRARIES = (
    "appdirs", "cryptography", "dicognito", "dicomweb-client", "highdicom", "imagecodecs", "keyring", "numpy",
    "onnxruntime", "onnxruntime-gpu", "opencv-python", "pillow", "psutil", "pydicom", "pynetdicom", "pyqtgraph",
    "PySide6-Essentials", "reportlab", "rich", "shiboken6",
)  # fmt: skip
"""What the window runs on, as far as it is installed: of the two onnxruntimes one."""
_LICENSE_CLASSIFIER = "License :: "
_LONGEST = 60  # characters of a licence; some packages put the whole text there


@dataclass(frozen=True)
class Part:
    """One line of the page about the program. ``licence``: as its maker states it, "" where it does not."""

    kind: Kind
    name: str
    version: str
    licence: str


def program_parts() -> tuple[Part, ...]:
    """Program, Python, libraries in use, model packages. Reads files."""
    try:
        own = version(_NAME)
    except PackageNotFoundError:
        own = "run from source"
    program = Part("program", "SPCXR", own, "Apache-2.0")
    python = Part("library", "Python", platform.python_version(), "PSF-2.0")
    return (program, python, *_libraries(), *_models(resources_dir() / "models"))


def licence_of(found: Distribution) -> str:
    """The licence expression, else the licence's name, else what the classifiers say."""
    about = found.metadata
    for field in ("License-Expression", "License"):
        stated = about[field] if field in about else ""  # noqa: SIM401 (an e-mail message, no dictionary)
        if stated and "\n" not in stated and len(stated) <= _LONGEST:
            return stated
    rows = [row for row in about.get_all("Classifier") or [] if row.startswith(_LICENSE_CLASSIFIER)]
    return ", ".join(row.rsplit(" :: ", 1)[-1] for row in rows)


def _libraries() -> list[Part]:
    out = []
    for name in LIBRARIES:
        try:
            found = distribution(name)
        except PackageNotFoundError:
            continue
        out.append(Part("library", name, found.version, licence_of(found)))
    return out


def _models(folder: Path) -> list[Part]:
    out = []
    for file in sorted(folder.glob("*/model.json")):
        try:
            manifest = json.loads(file.read_text(encoding="utf-8"))
            out.append(Part("model", manifest["id"], manifest["version"], manifest["licence"]))
        except (OSError, ValueError, KeyError, TypeError):
            out.append(Part("model", file.parent.name, "cannot be read", ""))
    return out
