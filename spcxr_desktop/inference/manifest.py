"""``model.json`` as frozen dataclasses, read and written by the same definitions (docs/model-package.md)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field

from spcxr_desktop.domain.preparation import PREPARATION_VERSION
from spcxr_desktop.inference.figures import Figures, parse_figures
from spcxr_desktop.inference.labels import (
    Calibration,
    ClassificationTask,
    ClassLabel,
    RegionLabel,
    SegmentationTask,
    check_unique,
    parse_slug,
    parse_task,
)
from spcxr_desktop.inference.node import Node

__all__ = [
    "FORMAT", "MANIFEST_FILE", "MODEL_FILE", "SIGNATURE_FILE", "Calibration", "ClassLabel", "ClassificationTask",
    "InputContract", "Manifest", "OutlierEntry", "RegionLabel", "SegmentationTask", "SelfTest", "parse_manifest",
]  # fmt: skip

FORMAT = 2
MODEL_FILE, MANIFEST_FILE, SIGNATURE_FILE = "model.onnx", "model.json", "signature.json"
_SHA256 = re.compile(r"[0-9a-f]{64}")
_FILE = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,63}")
_VERSION = re.compile(r"[A-Za-z0-9]([A-Za-z0-9._+-]{0,62}[A-Za-z0-9])?")  # becomes a folder's name


@dataclass(frozen=True)
class InputContract:
    """The one graph input float32 [B, 1, size, size], 0..1. ``age_years``: patients the model may be used on."""

    size: int
    name: str = "film"
    preparation: int = PREPARATION_VERSION
    age_years: tuple[float, ...] | None = None


@dataclass(frozen=True)
class SelfTest:
    """Known input and outputs; ``tolerance`` is the largest absolute difference allowed on any output value."""

    file: str = "self_test.npz"
    tolerance: float = 1e-3


@dataclass(frozen=True)
class OutlierEntry:
    """Graph output float32 [B, D] and the file that says where it usually lies.

    From ``warn_above`` on a film is unusual; above ``refuse_above``, where there is one, its scores are withheld.
    """

    output: str
    file: str
    method: str
    warn_above: float
    refuse_above: float | None = None
    measured: Mapping[str, object] = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class Manifest:
    """Everything ``model.json`` says. ``files``: sha256 of every file beside itself, the graph and the signature."""

    id: str
    version: str
    title: str
    licence: str
    intended_use: str
    input: InputContract
    tasks: tuple[ClassificationTask | SegmentationTask, ...]
    sha256: str = ""
    files: Mapping[str, str] = field(default_factory=dict, hash=False)
    outliers: OutlierEntry | None = None
    figures: Figures = field(default_factory=Figures)
    not_assessed: tuple[str, ...] = ()
    limits: tuple[str, ...] = ()
    known_failures: tuple[str, ...] = ()
    not_evaluable: tuple[str, ...] = ()
    training: Mapping[str, object] = field(default_factory=dict, hash=False)
    measured: Mapping[str, object] = field(default_factory=dict, hash=False)
    self_test: SelfTest = field(default_factory=SelfTest)

    @property
    def outputs(self) -> tuple[str, ...]:
        """Names of every graph output that is used: of each task, its evidence, then the embedding."""
        names = [task.output for task in self.tasks]
        names += [task.evidence for task in self.tasks if isinstance(task, ClassificationTask) and task.evidence]
        return tuple(dict.fromkeys([*names, *([self.outliers.output] if self.outliers else [])]))

    def to_dict(self) -> dict[str, object]:
        """As JSON holds it. Keys that say nothing (None) are left out."""
        return {"format": FORMAT, **_without_none(asdict(self))}


def parse_manifest(value: object) -> Manifest:
    """Check and build. Raises ManifestError naming the place."""
    node = Node(value)
    if node.integer("format", 0, 1_000_000) != FORMAT:
        raise node.fail("format", f"{FORMAT}, the only one this program knows")
    tasks = tuple(parse_task(item) for item in node.nodes("tasks"))
    check_unique(node, "tasks", [label.id for task in tasks for label in task.labels])
    files = _files(node)
    return Manifest(
        id=parse_slug(node), version=_matching(node, "version", _VERSION, "letters, digits, '.', '_', '+', '-'"),
        title=node.text("title"), licence=node.text("licence"), intended_use=node.text("intended_use"),
        input=_input(node.node("input")), tasks=tasks,
        sha256=_matching(node, "sha256", _SHA256, "64 hexadecimal digits"), files=files,
        outliers=_outliers(node.node("outliers"), files) if node.has("outliers") else None,
        figures=parse_figures(node.node("figures")), not_assessed=node.texts("not_assessed"),
        limits=node.texts("limits"), known_failures=node.texts("known_failures"),
        not_evaluable=node.texts("not_evaluable"), training=node.mapping("training"),
        measured=node.mapping("measured"), self_test=_self_test(node.node("self_test"), files),
    )  # fmt: skip


def _is_file_name(name: str) -> bool:
    """Whether a package may hold an extra file of this name: no folder, no hidden file, none of the fixed three."""
    return bool(_FILE.fullmatch(name)) and name.lower() not in (MODEL_FILE, MANIFEST_FILE, SIGNATURE_FILE)


def _files(node: Node) -> dict[str, str]:
    files = {}
    for name, digest in node.mapping("files").items():
        if not _is_file_name(name):
            raise node.fail("files", "plain names of files in the same folder")
        if not isinstance(digest, str) or not _SHA256.fullmatch(digest):
            raise node.fail(f"files.{name}", "64 hexadecimal digits")
        files[name] = digest
    check_unique(node, "files", [name.lower() for name in files])
    return files


def _input(node: Node) -> InputContract:
    return InputContract(
        size=node.integer("size", 32, 4096),
        name=node.text("name"),
        preparation=node.integer("preparation", 1, 1_000_000),
        age_years=node.numbers("age_years", 2),
    )


def _self_test(node: Node, files: Mapping[str, str]) -> SelfTest:
    tolerance = node.number("tolerance")
    if not 0 < tolerance <= 0.1:
        raise node.fail("tolerance", "a number above 0 and at most 0.1")
    return SelfTest(_arrays_file(node, files), tolerance)


def _outliers(node: Node, files: Mapping[str, str]) -> OutlierEntry:
    warn_above, refuse_above = node.number("warn_above"), node.optional_number("refuse_above")
    if refuse_above is not None and refuse_above < warn_above:
        raise node.fail("refuse_above", "a number not below warn_above")
    return OutlierEntry(
        node.text("output"), _arrays_file(node, files), node.text("method"), warn_above, refuse_above,
        node.mapping("measured"),
    )  # fmt: skip


def _arrays_file(node: Node, files: Mapping[str, str]) -> str:
    file = node.text("file")
    if not file.endswith(".npz") or file not in files:
        raise node.fail("file", "the name of an .npz file that 'files' lists")
    return file


def _matching(node: Node, key: str, pattern: re.Pattern[str], expected: str) -> str:
    value = node.text(key)
    if not pattern.fullmatch(value):
        raise node.fail(key, expected)
    return value


def _without_none(value: object) -> dict[str, object]:
    cleaned = _clean(value)
    if not isinstance(cleaned, dict):
        raise TypeError("a manifest is an object")
    return cleaned


def _clean(value: object) -> object:
    if isinstance(value, Mapping):
        return {key: _clean(item) for key, item in value.items() if item is not None}
    if isinstance(value, list | tuple):
        return [_clean(item) for item in value]
    return value
