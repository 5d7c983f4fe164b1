"""``model.json`` as frozen dataclasses, read and written by the same definitions (docs/model-package.md)."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field

from spcxr_desktop.domain.findings import Code, OperatingPoint
from spcxr_desktop.domain.preparation import PREPARATION_VERSION
from spcxr_desktop.inference.node import Node

FORMAT = 1
_ID = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")
_LUNG_VALUES = {"right_lung": 1, "left_lung": 2}  # the mask values of domain.findings.LungMask


@dataclass(frozen=True)
class Calibration:
    """Platt scaling: score = sigmoid(slope * logit + intercept)."""

    slope: float = 1.0
    intercept: float = 0.0
    method: str = "platt"

    def score(self, logit: float) -> float:
        """Score 0..1 of one logit; a logit that is no number stays no number."""
        z = self.slope * logit + self.intercept
        return 1.0 / (1.0 + math.exp(-z)) if z >= 0 else math.exp(z) / (1.0 + math.exp(z))


@dataclass(frozen=True)
class ClassLabel:
    """One column of a classification output."""

    id: str
    title: str
    column: int
    calibration: Calibration
    threshold_set: str
    default_point: str
    operating_points: tuple[OperatingPoint, ...]
    code: Code | None = None
    exploratory: bool = False

    @property
    def point(self) -> OperatingPoint:
        """The operating point in use."""
        return next(point for point in self.operating_points if point.id == self.default_point)


@dataclass(frozen=True)
class RegionLabel:
    """One mask value of a segmentation output."""

    id: str
    value: int
    title: str
    code: Code | None = None


@dataclass(frozen=True)
class ClassificationTask:
    """Graph output float32 logits [B, K]."""

    output: str
    labels: tuple[ClassLabel, ...]
    kind: str = "classification"


@dataclass(frozen=True)
class SegmentationTask:
    """Graph output float32 logits [B, 3, S, S]; channel = mask value."""

    output: str
    labels: tuple[RegionLabel, ...]
    kind: str = "segmentation"


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
class Manifest:
    """Everything ``model.json`` says."""

    id: str
    version: str
    title: str
    licence: str
    intended_use: str
    input: InputContract
    tasks: tuple[ClassificationTask | SegmentationTask, ...]
    sha256: str = ""
    not_assessed: tuple[str, ...] = ()
    limits: tuple[str, ...] = ()
    training: Mapping[str, object] = field(default_factory=dict, hash=False)
    measured: Mapping[str, object] = field(default_factory=dict, hash=False)
    self_test: SelfTest = field(default_factory=SelfTest)

    def to_dict(self) -> dict[str, object]:
        """As JSON holds it. Keys that say nothing (None) are left out."""
        return {"format": FORMAT, **_without_none(asdict(self))}


def parse_manifest(value: object) -> Manifest:
    """Check and build. Raises ManifestError naming the place."""
    node = Node(value)
    if node.integer("format", 0, 1_000_000) != FORMAT:
        raise node.fail("format", f"{FORMAT}, the only one this program knows")
    sha256 = node.text("sha256")
    if not re.fullmatch(r"[0-9a-f]{64}", sha256):
        raise node.fail("sha256", "64 hexadecimal digits")
    tasks = tuple(_task(item) for item in node.nodes("tasks"))
    _unique(node, "tasks", [label.id for task in tasks for label in task.labels])
    return Manifest(
        id=_slug(node), version=node.text("version"), title=node.text("title"), licence=node.text("licence"),
        intended_use=node.text("intended_use"), input=_input(node.node("input")), tasks=tasks, sha256=sha256,
        not_assessed=node.texts("not_assessed"), limits=node.texts("limits"), training=node.mapping("training"),
        measured=node.mapping("measured"), self_test=_self_test(node.node("self_test")),
    )  # fmt: skip


def _input(node: Node) -> InputContract:
    return InputContract(
        size=node.integer("size", 32, 4096),
        name=node.text("name"),
        preparation=node.integer("preparation", 1, 1_000_000),
        age_years=node.numbers("age_years", 2),
    )


def _self_test(node: Node) -> SelfTest:
    file = node.text("file")
    if not re.fullmatch(r"[\w.-]+\.npz", file):
        raise node.fail("file", "the name of an .npz file in the same folder")
    tolerance = node.number("tolerance")
    if not 0 < tolerance <= 0.1:
        raise node.fail("tolerance", "a number above 0 and at most 0.1")
    return SelfTest(file, tolerance)


def _task(node: Node) -> ClassificationTask | SegmentationTask:
    kind, output, items = node.text("kind"), node.text("output"), node.nodes("labels")
    if kind == "classification":
        labels = tuple(_class_label(item) for item in items)
        _unique(node, "labels", [str(label.column) for label in labels])
        return ClassificationTask(output, labels)
    if kind != "segmentation":
        raise node.fail("kind", "classification or segmentation")
    regions = tuple(_region_label(item) for item in items)
    if {region.id: region.value for region in regions} != _LUNG_VALUES:
        raise node.fail("labels", "right_lung with value 1 and left_lung with value 2")
    return SegmentationTask(output, regions)


def _class_label(node: Node) -> ClassLabel:
    points = tuple(_operating_point(item) for item in node.nodes("operating_points"))
    _unique(node, "operating_points", [point.id for point in points])
    default = node.text("default_point")
    if default not in {point.id for point in points}:
        raise node.fail("default_point", "the id of one of the operating points")
    return ClassLabel(
        id=_slug(node), title=node.text("title"), column=node.integer("column", 0, 10_000),
        calibration=_calibration(node.node("calibration")), threshold_set=node.text("threshold_set"),
        default_point=default, operating_points=points, code=_code(node), exploratory=node.flag("exploratory"),
    )  # fmt: skip


def _calibration(node: Node) -> Calibration:
    if node.text("method") != "platt":
        raise node.fail("method", "platt, the only one this program knows")
    slope = node.number("slope")
    if slope <= 0:
        raise node.fail("slope", "a number above 0: a higher logit must not mean a lower probability")
    return Calibration(slope, node.number("intercept"))


def _operating_point(node: Node) -> OperatingPoint:
    threshold = node.number("threshold")
    if not 0 <= threshold <= 1:
        raise node.fail("threshold", "a probability from 0 to 1")
    return OperatingPoint(
        node.text("id"), threshold, node.text("rule"), node.numbers("sensitivity", 3), node.numbers("specificity", 3)
    )


def _region_label(node: Node) -> RegionLabel:
    return RegionLabel(_slug(node), node.integer("value", 1, 255), node.text("title"), _code(node))


def _code(node: Node) -> Code | None:
    if not node.has("code"):
        return None
    code = node.node("code")
    return Code(code.text("value"), code.text("scheme"), code.text("meaning"))


def _slug(node: Node) -> str:
    value = node.text("id")
    if not _ID.fullmatch(value):
        raise node.fail("id", "lower-case letters, digits, '.', '_' and '-', at most 64")
    return value


def _unique(node: Node, key: str, values: list[str]) -> None:
    if len(set(values)) != len(values):
        raise node.fail(key, "no name or column twice")


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
