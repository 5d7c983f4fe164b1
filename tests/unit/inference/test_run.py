from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import FrozenInstanceError, replace
from pathlib import Path

import numpy as np
import pytest

from spcxr_desktop.domain.grayscale import VoiWindow, default_greys, grey_table, render
from spcxr_desktop.domain.orientation import Orientation
from spcxr_desktop.domain.preparation import prepare
from spcxr_desktop.domain.radiograph import Radiograph
from spcxr_desktop.inference.package import Calibration, ModelPackage, OperatingPoint
from spcxr_desktop.inference.run import Cancelled, analyse

Make = Callable[..., Radiograph]
TURNS = [("L", "F"), ("R", "F"), ("L", "H"), ("R", "H"), ("F", "L"), ("F", "R"), ("H", "L"), ("H", "R")]


def test_scores_are_the_calibrated_output_of_the_graph(make_radiograph: Make, packages: list[ModelPackage]) -> None:
    radiograph = make_radiograph()
    results = analyse(radiograph, packages)
    mean = float(prepare(default_greys(radiograph), 64).film.mean())
    logits = [10 * mean - 5 + column for column in range(3)]
    assert [score.value for score in results.scores] == pytest.approx(
        [1 / (1 + np.exp(-logit)) for logit in logits], abs=1e-4
    )
    assert [score.flagged for score in results.scores] == [s.value >= s.threshold for s in results.scores]
    assert [score.exploratory for score in results.scores] == [False, False, True]
    assert results.status == "analysed"
    assert results.gates == ()
    assert results.not_assessed == ("pneumothorax", "nodule")  # the other package does assess pneumonia
    assert [(stamp.id, stamp.threshold_set, stamp.provider) for stamp in results.models] == [
        ("test-screen", "test-1", "CPUExecutionProvider"),
        ("test-lungs", "", "CPUExecutionProvider"),
    ]
    assert set(results.timings_ms) == {"load", "prepare", "run", "restore"}


def test_the_lungs_lie_where_the_film_is_dark(make_radiograph: Make, packages: list[ModelPackage]) -> None:
    radiograph = make_radiograph()
    lungs = analyse(radiograph, packages).lungs
    assert lungs is not None
    dark = radiograph.pixels == 500
    overlap = 2 * (dark & (lungs.labels > 0)).sum() / (dark.sum() + (lungs.labels > 0).sum())
    assert overlap > 0.97
    assert lungs.right_px > lungs.left_px > 0
    assert not lungs.sides_assumed
    with pytest.raises(ValueError, match="read-only"):
        lungs.labels[0, 0] = 1


@pytest.mark.parametrize("turn", TURNS)
def test_the_way_the_film_lies_changes_nothing(
    make_radiograph: Make, packages: list[ModelPackage], turn: tuple[str, str]
) -> None:
    upright = make_radiograph()
    orientation = Orientation(*turn, assumed=False)
    turned = replace(upright, pixels=orientation.from_upright(upright.pixels), orientation=orientation)
    expected, results = analyse(upright, packages), analyse(turned, packages)
    assert [s.value for s in results.scores] == [s.value for s in expected.scores]
    assert expected.lungs is not None
    assert results.lungs is not None
    assert results.lungs.labels.shape == turned.pixels.shape
    np.testing.assert_array_equal(orientation.to_upright(results.lungs.labels), expected.lungs.labels)


def test_the_readers_window_cannot_reach_a_score(make_radiograph: Make, packages: list[ModelPackage]) -> None:
    assert set(inspect.signature(analyse).parameters) == {"radiograph", "packages", "points", "progress", "cancel"}
    radiograph = make_radiograph()
    before = [score.value for score in analyse(radiograph, packages).scores]
    with pytest.raises(FrozenInstanceError):
        radiograph.grayscale = replace(radiograph.grayscale, invert=True)  # type: ignore[misc]
    render(radiograph.pixels, grey_table(radiograph.grayscale, VoiWindow(500, 100), invert=True))
    assert [score.value for score in analyse(radiograph, packages).scores] == before


def test_a_site_may_choose_another_operating_point(make_radiograph: Make, packages: list[ModelPackage]) -> None:
    strict = OperatingPoint("rule_in", 1.0, "by hand")
    screen, *others = packages
    (task,) = screen.classification
    labels = tuple(
        replace(label, operating_points=(*label.operating_points, strict), calibration=Calibration(supported=True))
        for label in task.labels
    )
    known = replace(screen, manifest=replace(screen.manifest, tasks=(replace(task, labels=labels),)))
    first = labels[0].id
    own, chosen = (analyse(make_radiograph(), [known, *others], points=points) for points in ({}, {first: "rule_in"}))
    assert [score.value for score in own.scores] == [score.value for score in chosen.scores]
    assert (chosen.scores[0].point, chosen.scores[0].threshold, chosen.scores[0].flagged) == ("rule_in", 1.0, False)
    assert [score.point for score in chosen.scores[1:]] == ["balanced", "balanced"]
    assert all(score.calibrated for score in own.scores)
    other = analyse(make_radiograph(), [known, *others], points={first: "no such point"})
    assert other.scores == own.scores


def test_a_refused_radiograph_has_no_scores_and_no_mask(make_radiograph: Make, packages: list[ModelPackage]) -> None:
    radiograph = make_radiograph()
    ct = replace(radiograph, identity=replace(radiograph.identity, modality="CT"))
    results = analyse(ct, packages)
    assert (results.status, results.scores, results.lungs, results.models) == ("refused", (), None, ())
    assert [gate.id for gate in results.gates] == ["modality"]
    assert results.not_assessed[:3] == ("Abnormal", "Pneumonia", "Covid19")


def test_a_tiny_image_is_refused_and_not_an_error(make_radiograph: Make, packages: list[ModelPackage]) -> None:
    results = analyse(make_radiograph(np.arange(100, dtype=np.uint16).reshape(10, 10)), packages)
    assert results.status == "refused"
    assert "too_small" in {gate.id for gate in results.gates}


def test_progress_rises_and_cancel_stops(make_radiograph: Make, packages: list[ModelPackage]) -> None:
    seen: list[tuple[float, str]] = []
    analyse(make_radiograph(), packages, progress=lambda done, step: seen.append((done, step)))
    fractions = [done for done, _ in seen]
    assert fractions == sorted(fractions)
    assert fractions[-1] == 1.0
    assert [step for _, step in seen] == ["Test screening", "Test lungs", "done"]
    with pytest.raises(Cancelled):
        analyse(make_radiograph(), packages, cancel=lambda: True)


def test_no_packages_is_a_bug_of_the_caller(make_radiograph: Make, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no model packages"):
        analyse(make_radiograph(), [])
