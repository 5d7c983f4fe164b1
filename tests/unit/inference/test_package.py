from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.inference import package as pk
from spcxr_desktop.inference.manifest import parse_manifest
from spcxr_desktop.inference.signing import make_key, sign, verify
from spcxr_desktop.store.paths import resources_dir

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
    assert data["format"] == 2
    assert [label.id for label in package.classification[0].labels] == ["abnormal", "pneumonia", "covid19"]


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
        (lambda d: d.update(format=1), "format"),
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
    with pytest.raises(UserError, match="weights in other files"):
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


def test_a_file_that_is_not_listed_is_refused(make_package: Make) -> None:
    folder = make_package()
    (folder / ".DS_Store").write_bytes(b"left by a file manager")
    pk.load_package(folder)
    (folder / "weights.bin").write_bytes(b"x")
    with pytest.raises(UserError, match=r"weights\.bin"):
        pk.load_package(folder)


def test_a_changed_file_is_refused(make_package: Make) -> None:
    folder = make_package()
    pk.write_self_test(folder, np.zeros((1, 1, 64, 64), np.float32), {"logits": np.zeros((1, 3), np.float32)})
    with pytest.raises(UserError, match=r"self_test\.npz is not the file"):
        pk.load_package(folder)


def test_sizes_are_bounded(make_package: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = make_package()
    for name in ("MAX_MANIFEST", "MAX_GRAPH", "MAX_FILE"):
        with monkeypatch.context() as patch:
            patch.setattr(pk, name, 10)
            with pytest.raises(UserError, match="MiB"):
                pk.load_package(folder)
    monkeypatch.setattr(pk, "MAX_FILES", 0)
    with pytest.raises(UserError, match="more than 0 files"):
        pk.load_package(folder)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes")
def test_a_pipe_is_not_waited_for(make_package: Make) -> None:
    folder = make_package()
    (folder / pk.MODEL_FILE).unlink()
    os.mkfifo(folder / pk.MODEL_FILE)
    with pytest.raises(UserError, match="is not a file"):
        pk.load_package(folder)


def test_a_self_test_of_texts_or_without_an_output_is_refused(make_package: Make) -> None:
    folder = make_package()
    manifest = pk.load_package(folder).manifest
    film = np.zeros((1, 1, 64, 64), np.float32)
    for arrays, found in (({"film": np.array(["x"])}, "numbers"), ({"film": film}, "every output")):
        pk.write_arrays(folder / "self_test.npz", arrays)
        pk.write_manifest(folder, manifest)
        with pytest.raises(UserError, match=found):
            pk.load_package(folder).read_self_test()


def test_a_bundled_package_must_be_the_pinned_one(make_package: Make) -> None:
    folder = make_package()
    assert pk.load_bundled(folder).manifest.id == "test-screen"
    manifest = pk.load_package(folder).manifest
    pk.write_manifest(folder, replace(manifest, version="0.0.2"))
    assert pk.load_bundled(folder).manifest.version == "0.0.2"  # written by the program's own maker: the pin follows
    edit(folder, lambda d: d.update(title="Another"))
    pk.load_package(folder)
    with pytest.raises(UserError, match=r"pinned\.json"):
        pk.load_bundled(folder)
    (folder.parent / pk.PINS_FILE).unlink()
    with pytest.raises(UserError, match=r"pinned\.json"):
        pk.load_bundled(folder)


@pytest.mark.parametrize("text", ["{", "[]", '{"test-screen": 1}'])
def test_a_broken_list_of_pins_is_a_user_error(make_package: Make, text: str) -> None:
    folder = make_package()
    (folder.parent / pk.PINS_FILE).write_text(text)
    with pytest.raises(UserError, match=r"pinned\.json"):
        pk.load_bundled(folder)


def test_the_programs_own_packages_are_pinned_as_they_are() -> None:
    """Out of step: spcxr-trainer publish --pin PACKAGE."""
    folders = pk.bundled_packages(resources_dir())
    assert [folder.name for folder in folders] == sorted(pk.read_pins(resources_dir() / "models"))
    for folder in folders:
        package = pk.load_bundled(folder)
        assert package.manifest.id == folder.name
        assert set(package.manifest.outputs) <= set(package.read_self_test())


def test_writing_drops_a_signature_of_before(make_package: Make, tmp_path: Path) -> None:
    folder = make_package()
    make_key(tmp_path / "key")
    sign(folder, tmp_path / "key")
    pk.write_manifest(folder, pk.load_package(folder).manifest)
    assert verify(folder, ()) is None
