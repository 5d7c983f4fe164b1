"""Model packages on disk: the one definition that the viewer reads and the trainer writes by.

Nothing here imports ONNX Runtime, so that looking at packages costs nothing.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.domain.findings import OperatingPoint
from spcxr_desktop.domain.preparation import PREPARATION_VERSION
from spcxr_desktop.inference.manifest import (
    FORMAT,
    Calibration,
    ClassificationTask,
    ClassLabel,
    InputContract,
    Manifest,
    RegionLabel,
    SegmentationTask,
    SelfTest,
    parse_manifest,
)
from spcxr_desktop.inference.node import ManifestError

__all__ = [
    "FORMAT", "Calibration", "ClassLabel", "ClassificationTask", "InputContract", "Manifest", "ModelPackage",
    "OperatingPoint", "RegionLabel", "SegmentationTask", "SelfTest", "bundled_packages", "load_package",
    "write_manifest", "write_self_test",
]  # fmt: skip

MODEL_FILE = "model.onnx"
MANIFEST_FILE = "model.json"
# A key "location" of onnx.StringStringEntryProto: how TensorProto.external_data names another file. ONNX Runtime
# would open that file wherever it lies, so a graph that has one is refused unread.
_EXTERNAL_DATA = b"\x0a\x08location"


@dataclass(frozen=True)
class ModelPackage:
    """A checked package: where it lies and what its manifest says."""

    folder: Path
    manifest: Manifest

    @property
    def classification(self) -> tuple[ClassificationTask, ...]:
        """Tasks that give scores."""
        return tuple(task for task in self.manifest.tasks if isinstance(task, ClassificationTask))

    @property
    def segmentation(self) -> tuple[SegmentationTask, ...]:
        """Tasks that give masks."""
        return tuple(task for task in self.manifest.tasks if isinstance(task, SegmentationTask))

    def read_model(self) -> bytes:
        """The graph's bytes, after their sha256 was compared: what runs is what was hashed. Raises UserError."""
        try:
            data = (self.folder / MODEL_FILE).read_bytes()
        except OSError as error:
            raise _broken(self.folder, f"{MODEL_FILE} cannot be read ({error.strerror}).") from error
        if hashlib.sha256(data).hexdigest() != self.manifest.sha256:
            raise _broken(self.folder, f"{MODEL_FILE} is not the file that {MANIFEST_FILE} was written for (sha256).")
        if _EXTERNAL_DATA in data:
            raise _broken(self.folder, f"{MODEL_FILE} keeps weights in other files.")
        return data

    def read_self_test(self) -> dict[str, NDArray[np.float32]]:
        """``film`` [1, 1, S, S] and one array per graph output. Raises UserError."""
        name = self.manifest.self_test.file
        try:
            with np.load(self.folder / name, allow_pickle=False) as arrays:
                values = {key: np.asarray(arrays[key], np.float32) for key in arrays.files}
        except (OSError, ValueError, EOFError, KeyError) as error:
            raise _broken(self.folder, f"{name} cannot be read.") from error
        size = self.manifest.input.size
        expected = {task.output for task in self.manifest.tasks} | {"film"}
        if not expected <= set(values) or values["film"].shape != (1, 1, size, size):
            raise _broken(self.folder, f"{name} does not hold a film of {size} px and every output.")
        return values


def load_package(folder: Path) -> ModelPackage:
    """Read and check one package: manifest, preparation version, hash of the graph. Raises UserError."""
    try:
        manifest = parse_manifest(json.loads((folder / MANIFEST_FILE).read_text(encoding="utf-8")))
    except OSError as error:
        raise _broken(folder, f"{MANIFEST_FILE} cannot be read ({error.strerror}).") from error
    except ManifestError as error:
        raise _broken(folder, f"{MANIFEST_FILE}: {error}.") from error
    except ValueError as error:
        raise _broken(folder, f"{MANIFEST_FILE} is not JSON.") from error
    if manifest.input.preparation != PREPARATION_VERSION:
        raise UserError(
            f"The model package '{folder.name}' was made for pixel preparation {manifest.input.preparation}.",
            f"Preparation {PREPARATION_VERSION}, the one of this program.",
            "Install the package that belongs to this version of the program.",
        )
    package = ModelPackage(folder, manifest)
    package.read_model()
    return package


def bundled_packages(resources: Path) -> list[Path]:
    """Folders of the packages under ``resources/models``, by name; empty where there are none."""
    return sorted(path.parent for path in (resources / "models").glob(f"*/{MANIFEST_FILE}"))


def write_manifest(folder: Path, manifest: Manifest) -> Manifest:
    """Write ``model.json`` beside an existing ``model.onnx`` and return the manifest with that file's sha256.

    The text is read back through the viewer's own checks first, so that no package is written that the viewer
    refuses. Raises ManifestError, FileNotFoundError.
    """
    digest = hashlib.sha256((folder / MODEL_FILE).read_bytes()).hexdigest()
    complete = replace(manifest, sha256=digest)
    text = json.dumps(complete.to_dict(), indent=2, ensure_ascii=False) + "\n"
    parse_manifest(json.loads(text))
    temporary = folder / f".{MANIFEST_FILE}.part"
    temporary.write_text(text, encoding="utf-8")
    temporary.replace(folder / MANIFEST_FILE)
    return complete


def write_self_test(folder: Path, film: NDArray[np.float32], outputs: Mapping[str, NDArray[np.float32]]) -> None:
    """Write ``self_test.npz``: ``film`` [1, 1, S, S] and what ONNX Runtime's CPU provider gave for it."""
    arrays = {"film": film, **outputs}
    np.savez_compressed(folder / SelfTest().file, **{name: np.asarray(a, np.float32) for name, a in arrays.items()})  # type: ignore[arg-type]


def _broken(folder: Path, found: str) -> UserError:
    return UserError(
        f"The model package '{folder.name}' cannot be used: {found}",
        "A complete model package, format 1.",
        "Install the package again.",
    )
