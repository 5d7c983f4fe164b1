"""A package with an outlier model in a whole run: near, far, farther; the warning first, no score beyond."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from spcxr_desktop.domain.radiograph import Radiograph
from spcxr_desktop.inference import package as pk
from spcxr_desktop.inference.outliers import OUTLYING, OutlierModel, outlier_model
from spcxr_desktop.inference.run import analyse

Make = Callable[..., Radiograph]
MakePackage = Callable[..., Path]


@pytest.fixture
def judged(make_package: MakePackage, tmp_path: Path) -> Callable[..., list[pk.ModelPackage]]:
    """Both test packages; the screening one measures how far its three logits lie from ``centre``."""

    def make(centre: float, warn_above: float = 1.0, refuse_above: float | None = 10.0) -> list[pk.ModelPackage]:
        for old in tmp_path.glob("resources/models/*/outliers.npz"):
            old.unlink()
        folder = make_package("screen")
        manifest = pk.load_package(folder).manifest
        model = OutlierModel("test", np.full((1, 3), centre, np.float32), np.eye(3, dtype=np.float32)[:1])
        pk.write_arrays(folder / "outliers.npz", model.arrays())
        entry = pk.OutlierEntry("logits", "outliers.npz", "test", warn_above, refuse_above)
        pk.write_manifest(folder, replace(manifest, outliers=entry))
        pk.pin_package(folder)
        return [pk.load_package(folder), pk.load_package(make_package("lungs"))]

    return make


@pytest.fixture
def logit(make_radiograph: Make, judged: Callable[..., list[pk.ModelPackage]]) -> float:
    """The first logit of the drawn chest."""
    outlier = analyse(make_radiograph(), judged(100.0, 1000.0, None)).outlier
    assert outlier is not None
    return 100.0 - outlier.distance


def test_a_film_like_the_others(
    make_radiograph: Make, judged: Callable[..., list[pk.ModelPackage]], logit: float
) -> None:
    results = analyse(make_radiograph(), judged(logit))
    assert results.outlier is not None
    assert results.outlier.distance == pytest.approx(0, abs=1e-3)
    assert not results.outlier.unusual
    assert results.gates == ()


def test_an_unusual_film_warns_first_of_all(
    make_radiograph: Make, judged: Callable[..., list[pk.ModelPackage]], logit: float
) -> None:
    radiograph = make_radiograph()
    empty = replace(radiograph, identity=replace(radiograph.identity, view_position=""))
    results = analyse(empty, judged(logit + 5))
    assert [gate.id for gate in results.gates] == [OUTLYING, "view_unknown"]
    assert results.status == "analysed"
    assert results.scores
    assert results.driving == ()  # its flags decide no order


def test_a_picture_far_from_all_gets_no_score(
    make_radiograph: Make, judged: Callable[..., list[pk.ModelPackage]], logit: float
) -> None:
    results = analyse(make_radiograph(), judged(logit + 50))
    assert results.status == "refused"
    assert (results.scores, results.evidence, results.lungs) == ((), (), None)
    assert [(gate.id, gate.severity) for gate in results.gates] == [(OUTLYING, "refuse")]
    assert results.outlier is not None
    assert results.not_assessed[:3] == ("Abnormal", "Pneumonia", "Covid19")


def test_without_a_far_limit_it_only_warns(
    make_radiograph: Make, judged: Callable[..., list[pk.ModelPackage]], logit: float
) -> None:
    results = analyse(make_radiograph(), judged(logit + 50, refuse_above=None))
    assert (results.status, results.gates[0].severity) == ("analysed", "warn")


def test_a_package_without_outlier_model(packages: list[pk.ModelPackage]) -> None:
    assert outlier_model(packages[0]) is None
