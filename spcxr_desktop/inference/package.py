"""Model packages on disk: the one definition that the viewer reads and the trainer writes by.

Nothing here imports ONNX Runtime, so that looking at packages costs nothing.
"""

from __future__ import annotations

import hashlib
import json
import stat
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.domain.findings import OperatingPoint
from spcxr_desktop.domain.preparation import PREPARATION_VERSION
from spcxr_desktop.inference.arrays import ArraysError, read_arrays
from spcxr_desktop.inference.graph_check import GraphError, check_graph
from spcxr_desktop.inference.manifest import (
    FORMAT,
    MANIFEST_FILE,
    MODEL_FILE,
    SIGNATURE_FILE,
    Calibration,
    ClassificationTask,
    ClassLabel,
    InputContract,
    Manifest,
    OutlierEntry,
    RegionLabel,
    SegmentationTask,
    SelfTest,
    parse_manifest,
)
from spcxr_desktop.inference.node import ManifestError, parse_json

__all__ = [
    "FORMAT", "MANIFEST_FILE", "MODEL_FILE", "PINS_FILE", "Calibration", "ClassLabel", "ClassificationTask",
    "InputContract", "Manifest", "ModelPackage", "OperatingPoint", "OutlierEntry", "RegionLabel", "SegmentationTask",
    "SelfTest", "bundled_packages", "load_bundled", "load_package", "pin_package", "read_pins", "write_arrays",
    "write_manifest", "write_self_test",
]  # fmt: skip

PINS_FILE = "pinned.json"  # beside the folders of the program's own packages
MAX_MANIFEST = 8 * 2**20  # bytes; ours have some 100 kB
MAX_GRAPH = 1024 * 2**20
MAX_FILE = 64 * 2**20
MAX_FILES = 16
_OF_THE_SYSTEM = {".DS_Store", "Thumbs.db", "desktop.ini"}  # what file managers leave in any folder


@dataclass(frozen=True)
class ModelPackage:
    """A checked package: where it lies and what its manifest says.

    ``digest``: sha256 of model.json, which pins every other file. ``note``: what a reader of its results should know
    about how it came to be used, e.g. that it stands in for one that is broken; travels into every ``ModelStamp``.
    """

    folder: Path
    manifest: Manifest
    digest: str = ""
    note: str = ""

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
        return _read_pinned(self.folder, MODEL_FILE, MAX_GRAPH, self.manifest.sha256)

    def read_arrays(self, name: str) -> dict[str, NDArray[Any]]:
        """The arrays of one of the package's .npz files, after its sha256 was compared. Raises UserError."""
        data = _read_pinned(self.folder, name, MAX_FILE, self.manifest.files[name])
        try:
            return read_arrays(data)
        except ArraysError as error:
            raise _broken(self.folder, f"{name} cannot be read: {error}.") from error

    def read_self_test(self) -> dict[str, NDArray[np.float32]]:
        """``film`` [1, 1, S, S] and one array per graph output. Raises UserError."""
        name, size = self.manifest.self_test.file, self.manifest.input.size
        try:
            values = {key: np.asarray(array, np.float32) for key, array in self.read_arrays(name).items()}
        except ValueError as error:  # texts
            raise _broken(self.folder, f"{name} holds something other than numbers.") from error
        if not {"film", *self.manifest.outputs} <= set(values) or values["film"].shape != (1, 1, size, size):
            raise _broken(self.folder, f"{name} does not hold a film of {size} px and every output.")
        return values


def load_package(folder: Path) -> ModelPackage:
    """Read and check one package: manifest, preparation version, every file's hash, the graph. Raises UserError."""
    data = _read_bounded(folder, MANIFEST_FILE, MAX_MANIFEST)
    manifest = _manifest(folder, data)
    if manifest.input.preparation != PREPARATION_VERSION:
        raise UserError(
            f"The model package '{folder.name}' was made for pixel preparation {manifest.input.preparation}.",
            f"Preparation {PREPARATION_VERSION}, the one of this program.",
            "Install the package that belongs to this version of the program.",
        )
    unlisted = _extra_files(folder) - set(manifest.files)
    if unlisted:
        raise _broken(folder, f"it holds files that {MANIFEST_FILE} does not list: {', '.join(sorted(unlisted)[:3])}.")
    if len(manifest.files) > MAX_FILES:
        raise _broken(folder, f"it has more than {MAX_FILES} files.")
    package = ModelPackage(folder, manifest, hashlib.sha256(data).hexdigest())
    for name, digest in manifest.files.items():
        _read_pinned(folder, name, MAX_FILE, digest)
    try:
        check_graph(package.read_model(), manifest)
    except GraphError as error:
        raise _broken(folder, f"the graph has {error}.") from error
    return package


def bundled_packages(resources: Path) -> list[Path]:
    """Folders of the packages under ``resources/models``, by name; empty where there are none."""
    return sorted(path.parent for path in (resources / "models").glob(f"*/{MANIFEST_FILE}"))


def load_bundled(folder: Path) -> ModelPackage:
    """As ``load_package``, for one of the program's own: it must be the one the program was made with.

    Raises UserError.
    """
    package = load_package(folder)
    if read_pins(folder.parent).get(folder.name) != package.digest:
        raise _broken(folder, f"it is not the package that {PINS_FILE} names: it, or that list, was changed.")
    return package


def read_pins(models: Path) -> dict[str, str]:
    """Folder name -> sha256 of its model.json, of the packages that the program was made with. Raises UserError."""
    try:
        pins = parse_json((models / PINS_FILE).read_bytes())
    except FileNotFoundError:
        return {}
    except (OSError, ManifestError) as error:
        raise _broken(models, f"{PINS_FILE} cannot be read.") from error
    if not isinstance(pins, dict) or not all(isinstance(value, str) for value in pins.values()):
        raise _broken(models, f"{PINS_FILE} cannot be read.")
    return {str(name): str(digest) for name, digest in pins.items()}


def pin_package(folder: Path) -> None:
    """Name the package as it is now in the list beside it: it becomes one of the program's own. Raises UserError."""
    _pin(folder, load_package(folder).digest)


def write_manifest(folder: Path, manifest: Manifest) -> Manifest:
    """Write ``model.json`` beside the package's other files and return the manifest with the sha256 of all of them.

    The text is read back through the viewer's own checks first, so that no package is written that the viewer
    refuses. A signature of an earlier manifest goes; where the package is one of the program's own, its pin follows.
    Raises ManifestError, FileNotFoundError.
    """
    digest = hashlib.sha256((folder / MODEL_FILE).read_bytes()).hexdigest()
    extra = sorted(_extra_files(folder))
    files = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in extra}
    complete = replace(manifest, sha256=digest, files=files)
    text = _json(complete.to_dict())
    parse_manifest(parse_json(text))
    _write_text(folder / MANIFEST_FILE, text)
    (folder / SIGNATURE_FILE).unlink(missing_ok=True)
    if folder.name in read_pins(folder.parent):
        _pin(folder, hashlib.sha256(text.encode()).hexdigest())
    return complete


def write_self_test(folder: Path, film: NDArray[np.float32], outputs: Mapping[str, NDArray[np.float32]]) -> None:
    """Write ``self_test.npz``: ``film`` [1, 1, S, S] and what ONNX Runtime's CPU provider gave for it.

    Before ``write_manifest``, which pins it.
    """
    arrays = {"film": film, **outputs}
    write_arrays(folder / SelfTest().file, {name: np.asarray(a, np.float32) for name, a in arrays.items()})


def write_arrays(path: Path, arrays: Mapping[str, NDArray[Any]]) -> None:
    """Write an .npz that ``ModelPackage.read_arrays`` reads."""
    np.savez_compressed(path, **arrays)  # type: ignore[arg-type]


def _pin(folder: Path, digest: str) -> None:
    _write_text(folder.parent / PINS_FILE, _json({**read_pins(folder.parent), folder.name: digest}))


def _json(value: object) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False, allow_nan=False) + "\n"


def _write_text(path: Path, text: str) -> None:
    """Whole or not at all. The temporary file lies outside the package, which may hold only what is listed."""
    temporary = path.parent.parent / f".{path.parent.name}.{path.name}.part"
    temporary.write_text(text, encoding="utf-8", newline="\n")
    temporary.replace(path)


def _manifest(folder: Path, data: bytes) -> Manifest:
    try:
        return parse_manifest(parse_json(data))
    except ManifestError as error:
        raise _broken(folder, f"{MANIFEST_FILE}: {error}.") from error


def _extra_files(folder: Path) -> set[str]:
    """Names of everything in the folder beside the fixed three files and what file managers leave."""
    fixed = {MODEL_FILE, MANIFEST_FILE, SIGNATURE_FILE, *_OF_THE_SYSTEM}
    return {path.name for path in folder.iterdir()} - fixed


def _read_pinned(folder: Path, name: str, limit: int, digest: str) -> bytes:
    data = _read_bounded(folder, name, limit)
    if hashlib.sha256(data).hexdigest() != digest:
        raise _broken(folder, f"{name} is not the file that {MANIFEST_FILE} was written for (sha256).")
    return data


def _read_bounded(folder: Path, name: str, limit: int) -> bytes:
    """The file's bytes. Never waits for a pipe or a device, never reads more than ``limit``. Raises UserError."""
    path = folder / name
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            raise _broken(folder, f"{name} is not a file.")
        if found.st_size > limit:
            raise _broken(folder, f"{name} has more than {limit // 2**20} MiB.")
        with path.open("rb") as file:
            return file.read(found.st_size)
    except OSError as error:
        raise _broken(folder, f"{name} cannot be read ({error.strerror}).") from error


def _broken(folder: Path, found: str) -> UserError:
    return UserError(
        f"The model package '{folder.name}' cannot be used: {found}",
        f"A complete model package, format {FORMAT}.",
        "Install the package again.",
    )
