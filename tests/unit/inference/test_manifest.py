"""``model.json``: whatever it holds, it is a manifest or an error that names the place."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spcxr_desktop.inference import figures as fg
from spcxr_desktop.inference.manifest import parse_manifest
from spcxr_desktop.inference.node import ManifestError, Node, parse_json

EXAMPLE_TEXT = (Path(__file__).parents[3] / "docs" / "model-package.md").read_text().split("```json")[1].split("```")[0]


def example() -> dict[str, Any]:
    data: dict[str, Any] = json.loads(EXAMPLE_TEXT.replace("<sha256>", "0" * 64))
    return data


def test_the_example_of_the_contract_is_accepted_and_written_as_it_was_read() -> None:
    manifest = parse_manifest(example())
    assert parse_manifest(parse_json(json.dumps(manifest.to_dict()))) == manifest
    assert manifest.outputs == ("logits", "lungs", "evidence", "embedding")
    task = manifest.tasks[0]
    assert task.evidence_bias == (-1.2,)  # type: ignore[union-attr]
    assert manifest.outliers is not None
    assert manifest.outliers.file in manifest.files
    assert manifest.figures.screening[0].auroc == (0.93, 0.91, 0.95)


@pytest.mark.parametrize(
    ("change", "place"),
    [
        (lambda d: d["files"].update({"../x": "0" * 64}), "files"),
        (lambda d: d["files"].update({"model.onnx": "0" * 64}), "files"),
        (lambda d: d["files"].update({".hidden": "0" * 64}), "files"),
        (lambda d: d["files"].update({"SELF_TEST.npz": "0" * 64}), "files"),
        (lambda d: d["files"].update({"a.npz": "none"}), "files.a.npz"),
        (lambda d: d["files"].pop("outliers.npz"), "outliers.file"),
        (lambda d: d["outliers"].update(warn_above="far"), "outliers.warn_above"),
        (lambda d: d["outliers"].update(refuse_above=0), "outliers.refuse_above"),
        (lambda d: d["tasks"][0].update(evidence_bias=[]), "tasks[0].evidence_bias"),
        (lambda d: d["tasks"][0].update(evidence_bias=[True]), "tasks[0].evidence_bias"),
        (lambda d: d["tasks"][0].pop("evidence"), "tasks[0].evidence"),
        (lambda d: d["tasks"][0]["labels"][0]["calibration"].update(supported="yes"), "calibration.supported"),
        (lambda d: d["figures"]["screening"][0].update(auroc=[0.9]), "figures.screening[0].auroc"),
        (lambda d: d["figures"]["screening"][0].update(positive=-1), "figures.screening[0].positive"),
        (lambda d: d["figures"]["calibration"][0].pop("slope"), "figures.calibration[0].slope"),
        (lambda d: d["figures"]["reliability"][0]["bins"][0].update(score=2), "reliability[0].bins[0].score"),
        (lambda d: d["figures"].update(segmentation=[1]), "figures.segmentation[0]"),
        (lambda d: d["figures"].update(evidence={}), "figures.evidence"),
        (lambda d: d.pop("figures"), "figures"),
        (lambda d: d.update(known_failures=[1]), "known_failures"),
        (lambda d: d.update(version="../1"), "version"),
        (lambda d: d.update(version="1."), "version"),
        (lambda d: d.update(id="a."), "id"),
        (lambda d: d["input"].update(age_years=[10**400, 1]), "input.age_years"),
    ],
)
def test_what_is_wrong_is_named_by_its_place(change: Callable[[dict[str, Any]], object], place: str) -> None:
    data = example()
    change(data)
    with pytest.raises(ManifestError) as caught:
        parse_manifest(data)
    assert str(caught.value).startswith(place) or place in str(caught.value)


@pytest.mark.parametrize("text", ["", "{", '{"a": NaN}', '{"a": -Infinity}', "[" * 100_000, "1" * 5000, b"\xff\xfe"])
def test_what_is_no_json_is_an_error(text: str | bytes) -> None:
    with pytest.raises(ManifestError, match="JSON"):
        parse_json(text)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


def places(value: object, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    found: list[tuple[str | int, ...]] = [path] if path else []
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in items:
        found += places(item, (*path, key))
    return found


PLACES = places(example())


@given(st.sampled_from(PLACES), json_values)
def test_any_value_at_any_place_is_taken_or_named(place: tuple[str | int, ...], value: object) -> None:
    data = copy.deepcopy(example())
    target: Any = data
    for key in place[:-1]:
        target = target[key]
    target[place[-1]] = value
    try:
        manifest = parse_manifest(data)
    except ManifestError as error:
        assert "expected" in str(error)
        return
    written = manifest.to_dict()  # free-form parts lose what is null
    assert parse_manifest(written).to_dict() == written


@given(json_values)
def test_any_json_is_a_manifest_or_an_error(value: object) -> None:
    with pytest.raises(ManifestError):
        parse_manifest(value)


interval = st.tuples(*[st.floats(-10, 10)] * 3)
share = st.floats(0, 1)
count = st.integers(0, 10**6)
name = st.text(min_size=1, max_size=20)
all_figures = st.builds(
    fg.Figures,
    screening=st.lists(
        st.builds(
            fg.ScreeningFigure, name, name, count, count, st.none() | interval, st.just("balanced"), interval, st.none()
        )
    ).map(tuple),
    calibration=st.lists(
        st.builds(fg.CalibrationFigure, name, name, count, interval, interval, st.booleans()), max_size=2
    ).map(tuple),
    reliability=st.lists(
        st.builds(
            fg.ReliabilityFigure, name, name,
            st.lists(st.builds(fg.ReliabilityBin, share, interval, count), max_size=2).map(tuple),
        ), max_size=2,
    ).map(tuple),
    segmentation=st.lists(st.builds(fg.SegmentationFigure, name, count, interval, share), max_size=2).map(tuple),
    evidence=st.lists(st.builds(fg.EvidenceFigure, name, count, interval, *[share] * 6), max_size=2).map(tuple),
    outliers=st.lists(st.builds(fg.OutlierFigure, name, count, interval, interval), max_size=2).map(tuple),
)  # fmt: skip


@given(all_figures)
def test_figures_are_read_as_they_were_written(figures: fg.Figures) -> None:
    assert fg.parse_figures(Node(json.loads(json.dumps(asdict(figures))))) == figures
