"""The doctor finds what is wrong, names it, and goes on with the other checks."""

from __future__ import annotations

import importlib.metadata
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from spcxr_desktop.app import doctor, doctor_codecs
from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.store import paths


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(paths.DATA_FOLDER_VARIABLE, str(tmp_path / "data"))


def pretend_installed(monkeypatch: pytest.MonkeyPatch, wheels: dict[str, str]) -> None:
    def version(name: str) -> str:
        if name not in wheels:
            raise importlib.metadata.PackageNotFoundError(name)
        return wheels[name]

    monkeypatch.setattr(importlib.metadata, "version", version)


def test_two_runtime_wheels_are_an_error_that_names_both(monkeypatch: pytest.MonkeyPatch) -> None:
    pretend_installed(monkeypatch, {"onnxruntime": "1.20.0", "onnxruntime-gpu": "1.20.0"})
    with pytest.raises(UserError, match="onnxruntime, onnxruntime-gpu") as caught:
        doctor.check_runtime_wheels()
    assert "pip uninstall onnxruntime onnxruntime-gpu" in caught.value.remedy


def test_no_runtime_wheel_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    pretend_installed(monkeypatch, {})
    with pytest.raises(UserError, match="not installed"):
        doctor.check_runtime_wheels()


def test_this_installation_has_one_runtime_wheel() -> None:
    doctor.check_runtime_wheels()
    assert len(doctor.runtime_wheels()) == 1


def test_every_codec_works_here() -> None:
    outcome = doctor_codecs.try_codecs()
    assert {"RLE Lossless", "JPEG Lossless", "JPEG-LS Lossless", "JPEG 2000"} <= set(outcome)
    assert set(outcome.values()) == {""}


def test_a_codec_that_gives_other_pixels_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    true_decode: Callable[..., np.ndarray] = doctor_codecs._decode
    monkeypatch.setattr(doctor_codecs, "_decode", lambda *args: true_decode(*args) + 50)
    assert doctor_codecs.try_codecs()["JPEG 2000"] == "off by 50 grey levels"


def test_a_codec_that_cannot_run_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise OSError("libjpeg is gone")

    monkeypatch.setattr(doctor_codecs, "_decode", broken)
    assert doctor_codecs.try_codecs()["RLE Lossless"] == "OSError: libjpeg is gone"


def test_models_are_loaded_and_self_tested(
    make_package: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = make_package("screen")
    monkeypatch.setattr(paths, "resources_dir", lambda: tmp_path / "resources")
    (good,) = doctor._guarded(doctor._models)
    assert (good.name, good.status) == ("Model test-screen", "ok")
    model = folder / "model.onnx"
    model.write_bytes(model.read_bytes() + b"\0")
    (bad,) = doctor._guarded(doctor._models)
    assert bad.status == "fault"
    assert "sha256" in bad.detail


def test_no_model_at_all_is_a_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paths, "resources_dir", lambda: tmp_path)
    assert [check.status for check in doctor._guarded(doctor._models)] == ["fault"]


def test_a_broken_check_is_a_fault_and_the_others_still_run(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def _broken() -> Iterator[doctor.Check]:
        yield doctor.Check("First half", "ok", "fine")
        raise ImportError("libEGL.so.1")

    monkeypatch.setattr(doctor, "_libraries", _broken)
    assert doctor.doctor_command() == 1
    printed = capsys.readouterr().out
    assert "First half" in printed
    assert "ImportError: libEGL.so.1" in printed
    assert "Data folder" in printed


def test_without_faults_the_exit_code_is_zero(
    make_package: Callable[..., Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    make_package("screen")
    monkeypatch.setattr(paths, "resources_dir", lambda: tmp_path / "resources")
    monkeypatch.setenv("DISPLAY", "")
    monkeypatch.setenv("WAYLAND_DISPLAY", "")
    assert doctor.doctor_command() == 0
    printed = capsys.readouterr().out
    assert not [line for line in printed.splitlines() if line.startswith("fault")]
    assert f"{tmp_path / 'data'} can be written" in printed
