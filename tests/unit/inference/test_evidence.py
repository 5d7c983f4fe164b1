"""Evidence of a real small graph: it adds up to the score, lies where the film is, and goes with the film's turning."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.domain.orientation import Orientation
from spcxr_desktop.domain.preparation import Box, Prepared
from spcxr_desktop.inference import package as pk
from spcxr_desktop.inference.evidence import evidence_maps, points_at_places
from spcxr_desktop.inference.figures import EvidenceFigure, Figures
from spcxr_desktop.inference.run import analyse
from spcxr_desktop.store.evidence import evidence_bytes
from spcxr_desktop.store.evidence import evidence_maps as stored_maps
from tests.unit.conftest import LABELS, SIZE, MakeRadiograph, class_label, screen_manifest

PATCH, N = 8, SIZE // 8
BIAS = (-1.5, 0.25, 2.0)


def write_graph(path: Path) -> None:
    """evidence[k] = (k + 1) * (mean of the patch - 0.4) / 8, logits = bias + its sum: by hand, and real ONNX."""
    onnx = pytest.importorskip("onnx")
    helper, kind = onnx.helper, onnx.TensorProto
    tensors: dict[str, NDArray[Any]] = {
        "gain": np.arange(1, 4, dtype=np.float32).reshape(1, 3, 1, 1) / 8,
        "middle": np.full((1, 1, 1, 1), 0.4, np.float32),
        "bias": np.array(BIAS, np.float32),
        "axes": np.array([2, 3], np.int64),
    }
    nodes = [
        helper.make_node("AveragePool", ["film"], ["mean"], kernel_shape=[PATCH, PATCH], strides=[PATCH, PATCH]),
        helper.make_node("Sub", ["mean", "middle"], ["centred"]),
        helper.make_node("Mul", ["centred", "gain"], ["evidence"]),
        helper.make_node("ReduceSum", ["evidence", "axes"], ["sum"], keepdims=0),
        helper.make_node("Add", ["sum", "bias"], ["logits"]),
    ]
    graph = helper.make_graph(
        nodes, "test", [helper.make_tensor_value_info("film", kind.FLOAT, ["B", 1, SIZE, SIZE])],
        [helper.make_tensor_value_info("logits", kind.FLOAT, ["B", 3]),
         helper.make_tensor_value_info("evidence", kind.FLOAT, ["B", 3, N, N])],
        [onnx.numpy_helper.from_array(values, name) for name, values in tensors.items()],
    )  # fmt: skip
    onnx.save(helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)], ir_version=9), path)


def task(**fields: Any) -> pk.ClassificationTask:  # noqa: ANN401 - fields of the task
    labels = tuple(
        replace(class_label(name, k), calibration=pk.Calibration(0.5, 0.1 * k)) for k, name in enumerate(LABELS)
    )
    return replace(pk.ClassificationTask("logits", labels, evidence="evidence", evidence_bias=BIAS), **fields)


@pytest.fixture
def package(tmp_path: Path) -> pk.ModelPackage:
    """A package of format 2 with evidence."""
    import onnxruntime

    folder = tmp_path / "test-evidence"
    folder.mkdir()
    write_graph(folder / pk.MODEL_FILE)
    film = np.random.default_rng(0).random((1, 1, SIZE, SIZE), np.float32)
    session = onnxruntime.InferenceSession(folder / pk.MODEL_FILE, providers=["CPUExecutionProvider"])
    pk.write_self_test(folder, film, dict(zip(("logits", "evidence"), session.run(None, {"film": film}), strict=True)))
    pk.write_manifest(folder, replace(screen_manifest(), id="test-evidence", tasks=(task(),)))
    pk.pin_package(folder)
    return pk.load_package(folder)


def test_every_score_is_the_sum_of_its_map(package: pk.ModelPackage, make_radiograph: MakeRadiograph) -> None:
    results = analyse(make_radiograph(), [package])
    assert [evidence.label for evidence in results.evidence] == list(LABELS) == [s.label for s in results.scores]
    for score, evidence in zip(results.scores, results.evidence, strict=True):
        logit = evidence.bias + float(evidence.values.sum(dtype=np.float64))
        assert 1 / (1 + math.exp(-logit)) == pytest.approx(score.value, abs=1e-6)
        assert evidence.values.shape == (N, N) and not evidence.values.flags.writeable
        assert evidence.shape == (400, 360)
        top, left, bottom, right = evidence.box
        assert 0 <= top < bottom <= 400 and 0 <= left < right <= 360


def test_bright_places_are_where_the_film_is_bright(package: pk.ModelPackage, make_radiograph: MakeRadiograph) -> None:
    evidence = analyse(make_radiograph(), [package]).evidence[2]
    lungs = evidence.values[3:5, [2, 5]]  # dark
    assert lungs.max() < evidence.values[3:5, [0, 7]].min()


@pytest.mark.parametrize("turn", [("R", "F"), ("L", "H"), ("F", "L"), ("H", "R")])
def test_the_map_is_of_the_upright_film_however_the_file_lies(
    package: pk.ModelPackage, make_radiograph: MakeRadiograph, turn: tuple[str, str]
) -> None:
    upright = make_radiograph()
    orientation = Orientation(*turn, assumed=False)
    turned = replace(upright, pixels=orientation.from_upright(upright.pixels), orientation=orientation)
    for one, other in zip(
        analyse(upright, [package]).evidence, analyse(turned, [package]).evidence, strict=True
    ):
        np.testing.assert_array_equal(one.values, other.values)
        assert (one.box, one.shape) == (other.box, other.shape)


def test_packages_without_evidence_give_none(packages: list[pk.ModelPackage], make_radiograph: MakeRadiograph) -> None:
    assert analyse(make_radiograph(), packages).evidence == ()


def test_what_is_kept_is_what_was_computed(package: pk.ModelPackage, make_radiograph: MakeRadiograph) -> None:
    given = analyse(make_radiograph(), [package]).evidence
    data = evidence_bytes(given)
    assert data is not None and len(data) < 4000 and evidence_bytes(stored_maps(data)) == data


def figure(**areas: float) -> EvidenceFigure:
    known = dict(deletion=0.5, insertion=0.9, random_deletion=0.75, random_insertion=0.74,
                 occlusion_deletion=0.38, occlusion_insertion=0.92)  # fmt: skip
    return EvidenceFigure("pneumonia", 40, (0.8, 0.7, 0.9), **{**known, **areas})


def test_places_are_told_only_where_the_package_measured_that_its_maps_point_at_them(
    package: pk.ModelPackage, make_radiograph: MakeRadiograph
) -> None:
    assert points_at_places(figure())
    assert not points_at_places(figure(deletion=0.81, insertion=0.80))  # as good as a random order
    assert not points_at_places(figure(deletion=0.70, insertion=0.78))  # a fifth of what occlusion gains
    assert not points_at_places(figure(deletion=0.8, insertion=0.7, occlusion_deletion=0.8, occlusion_insertion=0.7))
    told = replace(package, manifest=replace(package.manifest, figures=Figures(evidence=(figure(),))))
    for known, expected in ((package, [False] * 3), (told, [False, True, False])):
        assert [item.tells_place for item in analyse(make_radiograph(), [known]).evidence] == expected


def prepared() -> Prepared:
    return Prepared(np.zeros((SIZE, SIZE), np.float32), Box(0, 0, 400, 360), (400, 360))


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda e: e[:, :2], "no map of numbers"),
        (lambda e: e[..., :-1], "no map of numbers"),
        (lambda e: np.full_like(e, np.nan), "no map of numbers"),
        (lambda e: e + 0.01, "does not add up"),
    ],
)
def test_a_graph_that_breaks_its_promise_is_refused(
    change: Callable[[NDArray[np.float32]], NDArray[np.float32]], says: str
) -> None:
    maps = np.random.default_rng(1).normal(size=(1, 3, N, N)).astype(np.float32)
    logits = maps.sum((2, 3)) + np.array(BIAS, np.float32)
    assert len(evidence_maps(screen_manifest(), task(), {"logits": logits, "evidence": maps}, prepared())) == 3
    with pytest.raises(UserError, match=says):
        evidence_maps(screen_manifest(), task(), {"logits": logits, "evidence": change(maps)}, prepared())
