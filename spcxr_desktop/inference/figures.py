"""What was measured about a model, as typed rows: the ``figures`` of ``model.json`` (docs/model-package.md).

Every interval is (point, low, high), 95 %. A ``stratum`` names the source and the age band, e.g. "nih, adults".
"""

from __future__ import annotations

from dataclasses import dataclass

from spcxr_desktop.domain.findings import Interval
from spcxr_desktop.inference.node import Node


@dataclass(frozen=True)
class ScreeningFigure:
    """Of one label in one stratum; AUROC None where a class has no film. ``point``: id of the operating point."""

    label: str
    stratum: str
    positive: int
    negative: int
    auroc: Interval | None = None
    point: str = ""
    sensitivity: Interval | None = None
    specificity: Interval | None = None


@dataclass(frozen=True)
class CalibrationFigure:
    """Slope (1 is right) and intercept (0 is right) of a logistic fit of the truth on the score's logit."""

    label: str
    stratum: str
    films: int
    slope: Interval
    intercept: Interval
    supported: bool


@dataclass(frozen=True)
class ReliabilityBin:
    """Films of about this mean ``score`` and the share of them that had the finding."""

    score: float
    observed: Interval
    films: int


@dataclass(frozen=True)
class ReliabilityFigure:
    """A reliability diagram of one label in one stratum."""

    label: str
    stratum: str
    bins: tuple[ReliabilityBin, ...]


@dataclass(frozen=True)
class SegmentationFigure:
    """Dice of the lung mask; ``worst_5_percent``: mean Dice of the worst 5 % of the films."""

    stratum: str
    films: int
    dice: Interval
    worst_5_percent: float


@dataclass(frozen=True)
class EvidenceFigure:
    """Share of evidence inside the lungs, and areas under deletion and insertion curves beside two references."""

    label: str
    films: int
    inside_lungs: Interval
    deletion: float
    insertion: float
    random_deletion: float
    random_insertion: float
    occlusion_deletion: float
    occlusion_insertion: float


@dataclass(frozen=True)
class OutlierFigure:
    """How well the distance tells films of ``set`` from the validation films."""

    set: str
    films: int
    auroc: Interval
    false_refusal_at_95_recall: Interval


@dataclass(frozen=True)
class Figures:
    """All of them; each list may be empty."""

    screening: tuple[ScreeningFigure, ...] = ()
    calibration: tuple[CalibrationFigure, ...] = ()
    reliability: tuple[ReliabilityFigure, ...] = ()
    segmentation: tuple[SegmentationFigure, ...] = ()
    evidence: tuple[EvidenceFigure, ...] = ()
    outliers: tuple[OutlierFigure, ...] = ()


def parse_figures(node: Node) -> Figures:
    """Check and build. Raises ManifestError naming the place."""
    return Figures(
        screening=tuple(_screening(item) for item in node.nodes("screening", least=0)),
        calibration=tuple(_calibration(item) for item in node.nodes("calibration", least=0)),
        reliability=tuple(_reliability(item) for item in node.nodes("reliability", least=0)),
        segmentation=tuple(_segmentation(item) for item in node.nodes("segmentation", least=0)),
        evidence=tuple(_evidence(item) for item in node.nodes("evidence", least=0)),
        outliers=tuple(_outlier(item) for item in node.nodes("outliers", least=0)),
    )


def _screening(node: Node) -> ScreeningFigure:
    return ScreeningFigure(
        node.text("label"), node.text("stratum"), node.count("positive"), node.count("negative"),
        node.numbers("auroc", 3), node.text("point", default="") if node.has("point") else "",
        node.numbers("sensitivity", 3), node.numbers("specificity", 3),
    )  # fmt: skip


def _calibration(node: Node) -> CalibrationFigure:
    return CalibrationFigure(
        node.text("label"), node.text("stratum"), node.count("films"), node.interval("slope"),
        node.interval("intercept"), node.flag("supported"),
    )  # fmt: skip


def _reliability(node: Node) -> ReliabilityFigure:
    bins = (
        ReliabilityBin(item.share("score"), item.interval("observed"), item.count("films"))
        for item in node.nodes("bins", least=0)
    )
    return ReliabilityFigure(node.text("label"), node.text("stratum"), tuple(bins))


def _segmentation(node: Node) -> SegmentationFigure:
    return SegmentationFigure(
        node.text("stratum"), node.count("films"), node.interval("dice"), node.share("worst_5_percent")
    )


def _evidence(node: Node) -> EvidenceFigure:
    return EvidenceFigure(
        node.text("label"), node.count("films"), node.interval("inside_lungs"),
        node.number("deletion"), node.number("insertion"), node.number("random_deletion"),
        node.number("random_insertion"), node.number("occlusion_deletion"), node.number("occlusion_insertion"),
    )  # fmt: skip


def _outlier(node: Node) -> OutlierFigure:
    return OutlierFigure(
        node.text("set"), node.count("films"), node.interval("auroc"), node.interval("false_refusal_at_95_recall")
    )
