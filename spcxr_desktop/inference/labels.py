"""Tasks of a model package: what each graph output means, label by label (docs/model-package.md)."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from spcxr_desktop.domain.findings import Code, OperatingPoint
from spcxr_desktop.inference.node import Node

_ID = re.compile(r"[a-z0-9]([a-z0-9._-]{0,62}[a-z0-9])?")
_LUNG_VALUES = {"right_lung": 1, "left_lung": 2}  # the mask values of domain.findings.LungMask


@dataclass(frozen=True)
class Calibration:
    """Platt scaling: score = sigmoid(slope * logit + intercept).

    ``supported``: the score was measured to be a probability, in every source it was checked on; ``why`` it is or not.
    """

    slope: float = 1.0
    intercept: float = 0.0
    method: str = "platt"
    supported: bool = False
    why: str = ""

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
        """The default operating point."""
        return self.at(self.default_point)

    def at(self, point: str) -> OperatingPoint:
        """The operating point of that id; the default one where this label has none of that id."""
        points = {item.id: item for item in self.operating_points}
        return points.get(point) or points[self.default_point]


@dataclass(frozen=True)
class RegionLabel:
    """One mask value of a segmentation output."""

    id: str
    value: int
    title: str
    code: Code | None = None


@dataclass(frozen=True)
class ClassificationTask:
    """Graph output float32 logits [B, K].

    ``evidence``: graph output float32 [B, K, n, n] with logit[k] = evidence_bias[k] + evidence[k].sum().
    """

    output: str
    labels: tuple[ClassLabel, ...]
    kind: str = "classification"
    evidence: str | None = None
    evidence_bias: tuple[float, ...] | None = None


@dataclass(frozen=True)
class SegmentationTask:
    """Graph output float32 logits [B, 3, S, S]; channel = mask value."""

    output: str
    labels: tuple[RegionLabel, ...]
    kind: str = "segmentation"


def parse_task(node: Node) -> ClassificationTask | SegmentationTask:
    """Check and build. Raises ManifestError naming the place."""
    kind, output, items = node.text("kind"), node.text("output"), node.nodes("labels")
    if kind == "classification":
        labels = tuple(_class_label(item) for item in items)
        check_unique(node, "labels", [str(label.column) for label in labels])
        return _with_evidence(node, ClassificationTask(output, labels))
    if kind != "segmentation":
        raise node.fail("kind", "classification or segmentation")
    regions = tuple(_region_label(item) for item in items)
    if {region.id: region.value for region in regions} != _LUNG_VALUES:
        raise node.fail("labels", "right_lung with value 1 and left_lung with value 2")
    return SegmentationTask(output, regions)


def parse_slug(node: Node) -> str:
    """The ``id``, which may become a folder's name. Raises ManifestError."""
    value = node.text("id")
    if not _ID.fullmatch(value):
        raise node.fail("id", "lower-case letters, digits, '.', '_' and '-', at most 64, the first and last no sign")
    return value


def check_unique(node: Node, key: str, values: list[str]) -> None:
    """Raise ManifestError where one value stands twice."""
    if len(set(values)) != len(values):
        raise node.fail(key, "no name or column twice")


def _with_evidence(node: Node, task: ClassificationTask) -> ClassificationTask:
    bias = node.numbers("evidence_bias")
    if not node.has("evidence"):
        if bias is not None:
            raise node.fail("evidence", "the output that evidence_bias belongs to")
        return task
    columns = max(label.column for label in task.labels) + 1
    if bias is None or len(bias) < columns:
        raise node.fail("evidence_bias", f"one number per column, at least {columns}")
    return ClassificationTask(task.output, task.labels, evidence=node.text("evidence"), evidence_bias=bias)


def _class_label(node: Node) -> ClassLabel:
    points = tuple(_operating_point(item) for item in node.nodes("operating_points"))
    check_unique(node, "operating_points", [point.id for point in points])
    default = node.text("default_point")
    if default not in {point.id for point in points}:
        raise node.fail("default_point", "the id of one of the operating points")
    return ClassLabel(
        id=parse_slug(node), title=node.text("title"), column=node.integer("column", 0, 10_000),
        calibration=_calibration(node.node("calibration")), threshold_set=node.text("threshold_set"),
        default_point=default, operating_points=points, code=_code(node), exploratory=node.flag("exploratory"),
    )  # fmt: skip


def _calibration(node: Node) -> Calibration:
    if node.text("method") != "platt":
        raise node.fail("method", "platt, the only one this program knows")
    slope = node.number("slope")
    if slope <= 0:
        raise node.fail("slope", "a number above 0: a higher logit must not mean a lower score")
    return Calibration(
        slope, node.number("intercept"), supported=node.flag("supported"), why=node.text("why", default="")
    )


def _operating_point(node: Node) -> OperatingPoint:
    return OperatingPoint(
        node.text("id"), node.share("threshold"), node.text("rule"),
        node.numbers("sensitivity", 3), node.numbers("specificity", 3),
    )  # fmt: skip


def _region_label(node: Node) -> RegionLabel:
    return RegionLabel(parse_slug(node), node.integer("value", 1, 255), node.text("title"), _code(node))


def _code(node: Node) -> Code | None:
    if not node.has("code"):
        return None
    code = node.node("code")
    return Code(code.text("value"), code.text("scheme"), code.text("meaning"))
