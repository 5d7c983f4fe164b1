"""Small real model packages and a small drawn chest, for everything that runs ONNX Runtime without trained models."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from spcxr_desktop.domain.findings import Code
from spcxr_desktop.domain.grayscale import GrayscaleRule, window_between
from spcxr_desktop.domain.orientation import Orientation
from spcxr_desktop.domain.radiograph import Identity, Radiograph
from spcxr_desktop.inference import package as pk

SIZE = 64
LABELS = ("abnormal", "pneumonia", "covid19")
MakePackage = Callable[..., Path]
MakeRadiograph = Callable[..., Radiograph]

CR_HEADER = Identity(
    sop_class_uid="1.2.840.10008.5.1.4.1.1.1",
    sop_instance_uid="2.25.1",
    modality="CR",
    body_part="CHEST",
    view_position="PA",
    patient_age_years=40.0,
)


def write_classifier(path: Path, columns: int = len(LABELS)) -> None:
    """logit[k] = 10 * mean(film) - 5 + k: brightness decides, so that its values can be worked out by hand."""
    onnx = pytest.importorskip("onnx")
    helper = onnx.helper
    tensors: dict[str, NDArray[Any]] = {
        "offset": np.arange(columns, dtype=np.float32)[None] - 5,
        "gain": np.full((1, columns), 10, np.float32),
        "axes": np.array([2, 3], np.int64),
    }
    nodes = [
        helper.make_node("ReduceMean", ["film", "axes"], ["mean"], keepdims=0),
        helper.make_node("Mul", ["mean", "gain"], ["scaled"]),
        helper.make_node("Add", ["scaled", "offset"], ["logits"]),
    ]
    _save(path, nodes, tensors, ("logits", ["B", columns]))


def write_segmenter(path: Path) -> None:
    """Dark pixels (below 0.25) away from the edges: right lung in the image's left half, left lung in the other."""
    onnx = pytest.importorskip("onnx")
    helper = onnx.helper
    middle = np.zeros((SIZE, SIZE), np.float32)
    middle[SIZE // 10 : -SIZE // 10, SIZE // 10 : -SIZE // 10] = 1
    sides = [np.zeros_like(middle), middle * (np.arange(SIZE) < SIZE // 2), middle * (np.arange(SIZE) >= SIZE // 2)]
    tensors = {
        "gain": np.stack([-40 * side for side in sides])[None].astype(np.float32),
        "offset": np.stack([sides[0], *(30 * side - 20 for side in sides[1:])])[None].astype(np.float32),
    }
    nodes = [
        helper.make_node("Mul", ["film", "gain"], ["scaled"]),
        helper.make_node("Add", ["scaled", "offset"], ["lungs"]),
    ]
    _save(path, nodes, tensors, ("lungs", ["B", 3, SIZE, SIZE]))


def class_label(label: str, column: int, threshold: float = 0.5) -> pk.ClassLabel:
    return pk.ClassLabel(
        id=label,
        title=label.title(),
        column=column,
        calibration=pk.Calibration(1.0, 0.0),
        threshold_set="test-1",
        default_point="balanced",
        operating_points=(pk.OperatingPoint("balanced", threshold, "by hand"),),
        code=Code("000", "99TEST", label),
        exploratory=label == "covid19",
    )


def screen_manifest() -> pk.Manifest:
    return pk.Manifest(
        id="test-screen", version="0.0.1", title="Test screening", licence="Apache-2.0", intended_use="Tests only.",
        input=pk.InputContract(SIZE), not_assessed=("pneumothorax", "nodule"), limits=("knows nothing",),
        tasks=(pk.ClassificationTask("logits", tuple(class_label(name, k) for k, name in enumerate(LABELS))),),
    )  # fmt: skip


def lungs_manifest() -> pk.Manifest:
    regions = (pk.RegionLabel("right_lung", 1, "Right lung"), pk.RegionLabel("left_lung", 2, "Left lung"))
    return replace(
        screen_manifest(), id="test-lungs", title="Test lungs", not_assessed=("nodule", "pneumonia"),
        tasks=(pk.SegmentationTask("lungs", regions),),
    )  # fmt: skip


@pytest.fixture
def make_package(tmp_path: Path) -> MakePackage:
    """Writes a package under tmp_path/resources/models and returns its folder."""

    def make(kind: str = "screen", manifest: pk.Manifest | None = None) -> Path:
        import onnxruntime

        manifest = manifest or (screen_manifest() if kind == "screen" else lungs_manifest())
        folder = tmp_path / "resources" / "models" / manifest.id
        folder.mkdir(parents=True, exist_ok=True)
        (write_classifier if kind == "screen" else write_segmenter)(folder / pk.MODEL_FILE)
        film = np.random.default_rng(0).random((1, 1, SIZE, SIZE), np.float32)
        session = onnxruntime.InferenceSession(folder / pk.MODEL_FILE, providers=["CPUExecutionProvider"])
        outputs = {tensor.name: session.run([tensor.name], {"film": film})[0] for tensor in session.get_outputs()}
        pk.write_self_test(folder, film, outputs)
        pk.write_manifest(folder, manifest)
        pk.pin_package(folder)
        return folder

    return make


@pytest.fixture
def packages(make_package: MakePackage) -> list[pk.ModelPackage]:
    """One screening and one lung package, loaded."""
    return [pk.load_package(make_package(kind)) for kind in ("screen", "lungs")]


def chest(rows: int = 400, columns: int = 360) -> NDArray[np.uint16]:
    """A bright trunk with two dark lungs, 12 bits, uint16 [rows, columns]; the right lung (image left) is larger."""
    y, x = np.mgrid[:rows, :columns]
    y, x = y / rows, x / columns
    film = 2600 + 900 * np.sin(9 * y) * np.cos(7 * x)
    film[((y - 0.5) / 0.32) ** 2 + ((x - 0.29) / 0.15) ** 2 < 1] = 500
    film[((y - 0.5) / 0.30) ** 2 + ((x - 0.71) / 0.13) ** 2 < 1] = 500
    return np.asarray(film, np.uint16)


@pytest.fixture
def make_radiograph() -> MakeRadiograph:
    """A Radiograph of the drawn chest; keywords replace its fields."""

    def make(pixels: NDArray[np.uint16] | None = None, **fields: object) -> Radiograph:
        radiograph = Radiograph(
            pixels=chest() if pixels is None else pixels,
            grayscale=GrayscaleRule(voi=(window_between(0, 4095),), stored_min=0, stored_max=4095),
            orientation=Orientation("L", "F", assumed=False),
            spacing=None,
            identity=CR_HEADER,
            path=Path("/films/chest.dcm"),
        )
        return replace(radiograph, **fields)  # type: ignore[arg-type]

    return make


def _save(
    path: Path, nodes: list[Any], tensors: dict[str, NDArray[Any]], output: tuple[str, list[str | int | None]]
) -> None:
    import onnx
    import onnx.numpy_helper

    helper, kind = onnx.helper, onnx.TensorProto
    graph = helper.make_graph(
        nodes,
        "test",
        [helper.make_tensor_value_info("film", kind.FLOAT, ["B", 1, SIZE, SIZE])],
        [helper.make_tensor_value_info(output[0], kind.FLOAT, output[1])],
        [onnx.numpy_helper.from_array(values, name) for name, values in tensors.items()],
    )
    onnx.save(helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)], ir_version=9), path)
