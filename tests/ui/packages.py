"""A package that stands for the models of ``verbs.py``: what it says of itself, without a graph to run."""

from __future__ import annotations

from pathlib import Path

from spcxr_desktop.domain.findings import OperatingPoint
from spcxr_desktop.inference import figures as f
from spcxr_desktop.inference.labels import Calibration, ClassificationTask, ClassLabel
from spcxr_desktop.inference.manifest import InputContract, Manifest
from spcxr_desktop.inference.package import ModelPackage

LABELS = (("abnormal", "Abnormal"), ("pneumonia", "Pneumonia"), ("covid19", "Covid-19"))
POINTS = (
    OperatingPoint("rule_out", 0.15, "sensitivity at least 0.95", (0.95, 0.93, 0.97), (0.55, 0.5, 0.6)),
    OperatingPoint("balanced", 0.5, "Youden", (0.85, 0.8, 0.9), (0.8, 0.76, 0.84)),
    OperatingPoint("rule_in", 0.85, "specificity at least 0.95", (0.5, 0.44, 0.56), (0.96, 0.94, 0.98)),
)


def made_package(folder: Path = Path("made-package")) -> ModelPackage:
    """spcxr-screen 0.1.0, three labels with three operating points each, the third exploratory."""
    labels = tuple(
        ClassLabel(
            name, title, column, Calibration(why="The slope differs between sources."), "screening-v1", "balanced",
            POINTS, exploratory=name == "covid19",
        )
        for column, (name, title) in enumerate(LABELS)
    )  # fmt: skip
    manifest = Manifest(
        "spcxr-screen", "0.1.0", "Screening", "CC-BY-4.0", "Research use only. Chest radiographs, frontal view.",
        InputContract(224, age_years=(18.0, 110.0)), (ClassificationTask("logits", labels),), "ab" * 32,
        figures=_figures(), not_assessed=("pneumothorax", "nodule", "fracture", "devices"),
        known_failures=("Supine films with tubes are flagged too often.",),
        not_evaluable=("Films of pregnant patients: none in the data.",), limits=("Adults only.",),
        training={"sources": {"nih": 1000, "kermany": 500}, "method": "group masked model learning"},
    )  # fmt: skip
    return ModelPackage(folder, manifest)


def _figures() -> f.Figures:
    bins = tuple(
        f.ReliabilityBin(x / 10 + 0.05, (x / 12 + 0.05, x / 12, min(x / 12 + 0.14, 1.0)), 100) for x in range(10)
    )
    return f.Figures(
        (
            f.ScreeningFigure("abnormal", "nih, adults", 400, 600, (0.86, 0.83, 0.88), "balanced", (0.8, 0.76, 0.84),
                              (0.78, 0.74, 0.81)),
            f.ScreeningFigure("pneumonia", "kermany, children", 100, 0),
        ),
        (f.CalibrationFigure("abnormal", "nih, adults", 1000, (0.7, 0.6, 0.8), (-0.4, -0.6, -0.2), False),),
        (f.ReliabilityFigure("abnormal", "nih, adults", bins),),
        (f.SegmentationFigure("montgomery, adults", 138, (0.96, 0.955, 0.965), 0.91),),
        (f.EvidenceFigure("abnormal", 300, (0.7, 0.66, 0.74), 0.3, 0.7, 0.5, 0.5, 0.4, 0.6),),
        (f.OutlierFigure("photographs", 500, (0.99, 0.98, 1.0), (0.01, 0.0, 0.02)),),
    )  # fmt: skip
