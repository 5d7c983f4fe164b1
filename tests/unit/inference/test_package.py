from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.inference import package as pk
from spcxr_desktop.inference.manifest import parse_manifest

Make = Callable[..., Path]


def edit(folder: Path, change: Callable[[dict[str, Any]], object]) -> Path:
    path = folder / pk.MANIFEST_FILE
    data = json.loads(path.read_text())
    change(data)
    path.write_text(json.dumps(data))
    return folder


def test_what_is_written_is_what_is_read(make_package: Make) -> None:
    folder = make_package()
    package = pk.load_package(folder)
    data = json.loads((folder / pk.MANIFEST_FILE).read_text())
    assert package.manifest.to_dict() == data
    assert parse_manifest(data) == package.manifest
    assert data["format"] == 1
    assert [label.id for label in package.classification[0].labels] == ["abnormal", "pneumonia", "covid19"]


def test_the_example_of_the_contract_is_accepted() -> None:
    text = (Path(__file__).parents[3] / "docs" / "model-package.md").read_text()
    example = json.loads(text.split("```json")[1].split("```")[0])
    example["sha256"] = "0" * 64
    code = {"value": "1", "scheme": "SCT", "meaning": "x"}
    for region in example["tasks"][1]["labels"]:
        region["code"] = code  # the example leaves these open
    manifest = parse_manifest(example)
    assert manifest.tasks[0].labels[0].point.sensitivity == (0.9, 0.88, 0.92)  # type: ignore[union-attr]


def test_writing_refuses_what_reading_would_refuse(make_package: Make) -> None:
    folder = make_package()
    before = (folder / pk.MANIFEST_FILE).read_text()
    manifest = pk.load_package(folder).manifest
    object.__setattr__(manifest, "version", "")
    with pytest.raises(ValueError, match="version"):
        pk.write_manifest(folder, manifest)
    assert (folder / pk.MANIFEST_FILE).read_text() == before


def first_label(data: dict[str, Any]) -> dict[str, Any]:
    label: dict[str, Any] = data["tasks"][0]["labels"][0]
    return label


@pytest.mark.parametrize(
    ("change", "place"),
    [
        (lambda d: d.update(format=2), "format"),
        (lambda d: d.update(id="../evil"), "id"),
        (lambda d: d.update(sha256="abc"), "sha256"),
        (lambda d: d.update(tasks=[]), "tasks"),
        (lambda d: d["tasks"][0].update(kind="oracle"), "tasks[0].kind"),
        (lambda d: d["input"].update(size=True), "input.size"),
        (lambda d: first_label(d)["calibration"].update(slope=-1), "calibration.slope"),
        (lambda d: first_label(d)["calibration"].update(method="isotonic"), "calibration.method"),
        (lambda d: first_label(d)["operating_points"][0].update(threshold=1.5), "threshold"),
        (lambda d: first_label(d)["operating_points"][0].update(threshold="0.5"), "threshold"),
        (lambda d: first_label(d).update(default_point="other"), "default_point"),
        (lambda d: first_label(d).update(column=1), "labels"),
        (lambda d: first_label(d).update(id="covid19"), "tasks"),
        (lambda d: d["self_test"].update(file="../x.npz"), "self_test.file"),
        (lambda d: d["self_test"].update(tolerance=0), "self_test.tolerance"),
        (lambda d: d.update(not_assessed="all"), "not_assessed"),
    ],
)
def test_a_wrong_manifest_is_refused_by_place(
    make_package: Make, change: Callable[[dict[str, Any]], object], place: str
) -> None:
    folder = edit(make_package(), change)
    with pytest.raises(UserError) as caught:
        pk.load_package(folder)
    assert place in caught.value.found


def test_another_preparation_is_refused(make_package: Make) -> None:
    folder = edit(make_package(), lambda d: d["input"].update(preparation=99))
    with pytest.raises(UserError, match="preparation 99"):
        pk.load_package(folder)


def test_a_changed_graph_is_refused(make_package: Make) -> None:
    folder = make_package()
    with (folder / pk.MODEL_FILE).open("ab") as graph:
        graph.write(b"\0")
    with pytest.raises(UserError, match="sha256"):
        pk.load_package(folder)


def test_weights_in_other_files_are_refused(make_package: Make) -> None:
    import onnx

    folder = make_package()
    manifest = pk.load_package(folder).manifest
    model = onnx.load(folder / pk.MODEL_FILE)
    onnx.save(model, folder / pk.MODEL_FILE, save_as_external_data=True, location="w.bin", size_threshold=0)
    pk.write_manifest(folder, manifest)
    with pytest.raises(UserError, match="other files"):
        pk.load_package(folder)


@pytest.mark.parametrize("text", ["", "{", "[]", "\x00"])
def test_a_broken_file_is_refused(make_package: Make, text: str) -> None:
    folder = make_package()
    (folder / pk.MANIFEST_FILE).write_text(text)
    with pytest.raises(UserError):
        pk.load_package(folder)


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError):
        pk.load_package(tmp_path)


def test_bundled_packages_are_listed_by_name(make_package: Make, tmp_path: Path) -> None:
    assert pk.bundled_packages(tmp_path / "resources") == []
    folders = [make_package("screen"), make_package("lungs")]
    (tmp_path / "resources" / "models" / "not-a-package").mkdir()
    assert pk.bundled_packages(tmp_path / "resources") == sorted(folders)
