"""Which packages are in use, and how a site changes that: through the command line, as a site does."""

from __future__ import annotations

import json
import shutil
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from spcxr_desktop import cli
from spcxr_desktop.app import model_install, models, services
from spcxr_desktop.app.models import active_packages, model_store
from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.domain.radiograph import Radiograph
from spcxr_desktop.inference import package as pk
from spcxr_desktop.inference import providers
from spcxr_desktop.inference.run import analyse
from spcxr_desktop.inference.session import open_session
from spcxr_desktop.inference.signing import make_key, public_path, sign
from spcxr_desktop.store import paths
from spcxr_desktop.store.model_store import INSTALLED_FILE
from spcxr_desktop.store.settings import Settings, save_settings

Make = Callable[..., Path]


@pytest.fixture(autouse=True)
def bundled(make_package: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """A screening and a lung package of the program's own, version 0.0.1."""
    monkeypatch.setattr(paths, "resources_dir", lambda: tmp_path / "resources")
    return [make_package("screen"), make_package("lungs")]


@pytest.fixture
def newer(bundled: list[Path], tmp_path: Path) -> Path:
    """The screening package as version 2.0, to be installed."""
    folder = tmp_path / "delivery"
    shutil.copytree(bundled[0], folder)
    pk.write_manifest(folder, replace(pk.load_package(folder).manifest, version="2.0"))
    return folder


@pytest.fixture
def key(tmp_path: Path) -> Path:
    make_key(tmp_path / "site.key")
    return tmp_path / "site.key"


def run(*words: object) -> int:
    return cli.main(["models", *map(str, words)])


def versions() -> dict[str, str]:
    return {package.manifest.id: package.manifest.version for package in active_packages().packages}


def test_without_anything_installed_the_bundled_ones_run() -> None:
    assert versions() == {"test-lungs": "0.0.1", "test-screen": "0.0.1"}
    assert active_packages().notes == ()
    assert services._load_packages() == active_packages().packages


def test_a_signed_package_is_installed_activated_and_removed(
    newer: Path, key: Path, capsys: pytest.CaptureFixture[str], make_radiograph: Callable[..., Radiograph]
) -> None:
    public = sign(newer, key)
    assert run("trust", public_path(key)) == 0
    assert run("install", newer) == 0
    assert versions()["test-screen"] == "0.0.1"
    assert run("activate", "test-screen", "2.0") == 0
    assert versions() == {"test-lungs": "0.0.1", "test-screen": "2.0"}
    stamps = analyse(make_radiograph(), active_packages().packages).models
    assert {(stamp.id, stamp.version, stamp.note) for stamp in stamps} == {
        ("test-lungs", "0.0.1", ""), ("test-screen", "2.0", ""),
    }  # fmt: skip
    capsys.readouterr()
    assert run("list") == 0
    listed = capsys.readouterr().out
    assert "test-screen 2.0  Test screening  (installed)" in listed
    assert f"installed  test-screen 2.0  active, signed by {public[:16]}" in listed
    assert run("verify") == 0
    assert capsys.readouterr().out.count("ok ") == 3
    assert run("activate", "test-screen", "bundled") == 0
    assert versions()["test-screen"] == "0.0.1"
    assert run("activate", "test-screen", "2.0") == 0
    assert run("remove", "test-screen", "2.0") == 0
    assert "The bundled one is in use now." in capsys.readouterr().out
    assert versions()["test-screen"] == "0.0.1"
    assert not (model_store().folder / "test-screen" / "2.0").exists()


@pytest.mark.parametrize("signed", [False, True])
def test_without_a_trusted_key_it_takes_an_explicit_word(
    newer: Path, key: Path, signed: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    if signed:
        sign(newer, key)
    assert run("install", newer) == 2
    error = capsys.readouterr().err
    assert ("a key that is not trusted" if signed else "nobody signed it") in error
    assert "--accept-unsigned" in error
    assert model_store().installed() == ()
    assert run("install", newer, "--accept-unsigned", "--activate") == 0
    assert versions()["test-screen"] == "2.0"
    assert run("list") == 0
    assert "accepted without a trusted signature" in capsys.readouterr().out


def test_a_wrong_signature_is_refused_whatever_was_accepted(newer: Path, key: Path) -> None:
    sign(newer, key)
    text = (newer / "model.json").read_text()
    (newer / "model.json").write_text(text.replace("Test screening", "Best screening"))
    with pytest.raises(UserError, match="does not hold"):
        model_install.install(newer, model_store(), lambda warning: True)
    assert model_store().installed() == ()


def test_a_revoked_key_takes_its_packages_with_it(
    newer: Path, key: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    public = sign(newer, key)
    run("trust", public_path(key))
    run("install", newer, "--activate")
    capsys.readouterr()
    assert run("trust", "list") == 0
    assert capsys.readouterr().out == f"{public}  site.key.pub\n"
    assert run("trust", "revoke", public) == 0
    assert "No longer used: test-screen 2.0" in capsys.readouterr().out
    assert versions()["test-screen"] == "0.0.1"
    assert run("list") == 0
    assert "no longer trusted" in capsys.readouterr().err


def break_graph(folder: Path) -> None:
    (folder / "model.onnx").write_bytes(b"broken")


def edit_manifest(folder: Path) -> None:
    path = folder / "model.json"
    path.write_text(path.read_text().replace("Test screening", "Best screening"))


@pytest.mark.parametrize(
    ("damage", "reason"),
    [(break_graph, "sha256"), (edit_manifest, "was changed after it was installed"), (shutil.rmtree, "cannot be read")],
)
def test_a_broken_installed_package_is_skipped_with_a_note_in_every_result(
    newer: Path, damage: Callable[[Path], None], reason: str, make_radiograph: Callable[..., Radiograph]
) -> None:
    run("install", newer, "--accept-unsigned", "--activate")
    damage(model_store().folder / "test-screen" / "2.0")
    active = active_packages()
    assert versions()["test-screen"] == "0.0.1"
    (note,) = active.notes
    assert note.startswith("test-screen 2.0 is active but was skipped: ")
    assert reason in note
    stamps = {stamp.id: stamp for stamp in analyse(make_radiograph(), active.packages).models}
    assert stamps["test-screen"].note == note
    assert stamps["test-lungs"].note == ""
    assert run("verify") == 1


def test_a_damaged_list_leaves_the_bundled_ones_running(newer: Path) -> None:
    run("install", newer, "--accept-unsigned", "--activate")
    (model_store().folder / INSTALLED_FILE).write_text("{")
    active = active_packages()
    assert versions() == {"test-lungs": "0.0.1", "test-screen": "0.0.1"}
    assert "damaged" in active.packages[0].note


def test_a_bundled_package_that_was_changed_is_an_error_unless_replaced(newer: Path, bundled: list[Path]) -> None:
    edit_manifest(bundled[0])
    with pytest.raises(UserError, match=r"pinned\.json"):
        active_packages()
    model_install.install(newer, model_store(), lambda warning: True)
    model_store().activate("test-screen", "2.0")
    assert versions()["test-screen"] == "2.0"


def test_a_second_package_for_the_same_labels_is_not_activated(newer: Path) -> None:
    manifest = replace(pk.load_package(newer).manifest, id="other-screen")
    pk.write_manifest(newer, manifest)
    model_install.install(newer, model_store(), lambda warning: True)
    with pytest.raises(UserError, match="already comes from test-screen"):
        model_install.activate("other-screen", "2.0", model_store())
    model_store().activate("other-screen", "2.0")  # as if an update of the program had brought the labels
    assert versions() == {"test-lungs": "0.0.1", "test-screen": "0.0.1"}
    assert "already comes from" in active_packages().packages[0].note


def test_a_package_of_a_site_s_own_runs_beside_the_bundled_ones(newer: Path) -> None:
    manifest = pk.load_package(newer).manifest
    (task,) = manifest.tasks
    labels = tuple(replace(label, id=f"our-{label.id}") for label in task.labels)  # type: ignore[union-attr]
    pk.write_manifest(newer, replace(manifest, id="our-screen", tasks=(replace(task, labels=labels),)))
    assert run("install", newer, "--accept-unsigned", "--activate") == 0
    assert versions() == {"test-lungs": "0.0.1", "test-screen": "0.0.1", "our-screen": "2.0"}


def test_one_that_fails_its_self_test_is_not_activated(newer: Path) -> None:
    package = pk.load_package(newer)
    known = package.read_self_test()
    pk.write_self_test(newer, known["film"], {"logits": known["logits"] + 1})
    pk.write_manifest(newer, package.manifest)
    assert run("install", newer, "--accept-unsigned", "--activate") == 2
    assert versions()["test-screen"] == "0.0.1"


def zipped(folder: Path, target: Path, inside: str = "") -> Path:
    with zipfile.ZipFile(target, "w") as archive:
        for path in sorted(folder.iterdir()):
            archive.writestr(inside + path.name, path.read_bytes())
    return target


@pytest.mark.parametrize("inside", ["", "spcxr-screen/"])
def test_an_archive_is_installed(newer: Path, tmp_path: Path, inside: str) -> None:
    assert run("install", zipped(newer, tmp_path / "screen.zip", inside), "--accept-unsigned") == 0
    assert [item.version for item in model_store().installed()] == ["2.0"]


@pytest.mark.parametrize("inside", ["../", "a/b/", "/etc/"])
def test_an_archive_that_leads_elsewhere_writes_nothing(newer: Path, tmp_path: Path, inside: str) -> None:
    before = {path for path in tmp_path.rglob("*") if path.name != "evil.zip"}
    zipped(newer, tmp_path / "evil.zip", inside)
    assert run("install", tmp_path / "evil.zip", "--accept-unsigned") == 2
    outside = {path for path in tmp_path.rglob("*") if path.name != "evil.zip"} - before
    assert not outside
    assert not Path("/etc/model.json").exists()


@pytest.mark.parametrize("kind", ["text", "bytes", "nowhere", "empty", "names", "large", "nested", "many"])
def test_what_is_no_package_is_a_user_error(
    newer: Path, tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    source = newer
    if kind == "text":
        source = tmp_path / "x.zip"
        source.write_text("no archive")
    elif kind == "bytes":
        data = bytearray(zipped(newer, tmp_path / "x.zip").read_bytes())
        data[200:400] = bytes(200)
        source = tmp_path / "y.zip"
        source.write_bytes(data)
    elif kind == "nowhere":
        source = tmp_path / "nowhere"
    elif kind == "empty":
        source = tmp_path / "empty"
        source.mkdir()
    elif kind == "names":
        (newer / "-rf").write_text("x")
    elif kind == "large":
        monkeypatch.setattr(model_install, "MAX_GRAPH", 100)
    elif kind == "nested":
        (newer / "folder").mkdir()
    else:
        monkeypatch.setattr(model_install, "MAX_FILES", -2)
    assert run("install", source, "--accept-unsigned") == 2
    assert "Expected:" in capsys.readouterr().err
    assert model_store().installed() == ()
    assert not model_store().folder.exists() or list(model_store().folder.iterdir()) == []


def test_the_site_s_order_of_providers_is_used(capsys: pytest.CaptureFixture[str]) -> None:
    try:
        assert run("providers", "cpu") == 0
        assert capsys.readouterr().out == "cpu       there\n"
        providers.prefer([])
        active_packages()
        assert providers.order() == (providers.CPU,)
        assert run("providers", "default") == 0
        assert providers.order() == providers.PREFERENCE
        assert run("providers", "quantum") == 2
        assert "no provider: quantum" in capsys.readouterr().err
    finally:
        providers.prefer([])


def test_a_note_joins_the_session_s_own() -> None:
    package = replace(active_packages().packages[0], note="stands in")
    assert open_session(package).note == "stands in"
    assert models.clash(package, [package]) == ""


def test_settings_that_are_damaged_are_told(newer: Path) -> None:
    folder = paths.user_data_dir()
    save_settings(folder, Settings())
    stored = json.loads((folder / "settings.json").read_text())
    (folder / "settings.json").write_text(json.dumps(stored | {"providers": ["azure"]}))
    assert any("settings" in note for note in active_packages().notes)
