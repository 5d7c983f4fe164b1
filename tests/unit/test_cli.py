from __future__ import annotations

import csv
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import pytest

from spcxr_desktop import cli
from spcxr_desktop.app.sample import write_sample
from spcxr_desktop.domain.radiograph import Radiograph
from spcxr_desktop.inference.package import ModelPackage
from spcxr_desktop.store import paths as store_paths

Make = Callable[..., Radiograph]


@pytest.fixture
def installed(packages: list[ModelPackage], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The program with the small test packages as its resources."""
    resources = tmp_path / "resources"
    monkeypatch.setattr(store_paths, "resources_dir", lambda: resources)
    return resources


@pytest.fixture
def film(tmp_path: Path, make_radiograph: Make) -> Path:
    path = tmp_path / "film.png"
    cv2.imwrite(str(path), (make_radiograph().pixels // 16).astype(np.uint8))
    return path


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ([], ["open"]),
        (["a.dcm", "b"], ["open", "a.dcm", "b"]),
        (["./analyze"], ["open", "./analyze"]),
        (["open", "a.dcm"], ["open", "a.dcm"]),
        (["analyze", "x", "--out", "y"], ["analyze", "x", "--out", "y"]),
        (["--help"], ["--help"]),
    ],
)
def test_paths_alone_open_the_window(given: list[str], meant: list[str]) -> None:
    assert cli._with_verb(given) == meant


def test_help_loads_nothing_heavy() -> None:
    code = """
import sys
from spcxr_desktop.cli import main
try:
    main(["--help"])
except SystemExit as end:
    assert not end.code
print("heavy:", *({"numpy", "cv2", "pydicom", "onnxruntime", "PySide6", "rich"} & set(sys.modules)))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1].strip() == "heavy:"
    assert "Research use only" in " ".join(done.stdout.split())
    for verb in cli.VERBS:
        assert f"\n    {verb}" in done.stdout


@pytest.mark.parametrize(
    "argv",
    [
        ["analyze"],
        ["analyze", "x"],
        ["render", "x", "--out", "y", "--window", "1"],
        ["models"],
        ["analyze", "x", "--out", "y", "--jobs", "0"],
    ],
)
def test_wrong_use_leaves_with_2(argv: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        cli.main(argv)
    assert left.value.code == 2
    assert "usage:" in capsys.readouterr().err


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        cli.main(["--version"])
    assert not left.value.code
    assert capsys.readouterr().out.startswith("SPCXR")


def test_analyze_says_how_many_and_where_the_table_is(
    installed: Path, film: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    assert cli.main(["analyze", str(film), "--out", str(out)]) == 0
    told = capsys.readouterr()
    assert told.out == f"1 analysed, 0 refused, 0 failed. Table: {out / 'results.csv'}\n"
    assert told.err == ""  # no terminal, no progress
    with (out / "results.csv").open(newline="") as table:
        (row,) = csv.DictReader(table)
    assert row["file"] == str(film)


def test_analyze_of_nothing_says_what_to_do(
    installed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["analyze", str(tmp_path / "nowhere"), "--out", str(tmp_path / "out")]) == 2
    lines = capsys.readouterr().err.splitlines()
    assert [line.split(":")[0] for line in lines[1:]] == ["Expected", "Next"]
    assert not (tmp_path / "out").exists()


def test_analyze_without_packages_is_a_user_error(
    film: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(store_paths, "resources_dir", lambda: tmp_path)
    assert cli.main(["analyze", str(film), "--out", str(tmp_path / "out")]) == 2
    assert "No model package" in capsys.readouterr().err


def test_a_failed_file_makes_the_exit_code_1(
    installed: Path, film: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setenv("SPCXR_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setattr("spcxr_desktop.app.batch_film.analyse", broken)
    assert cli.main(["analyze", str(film), "--out", str(tmp_path / "out")]) == 1


def test_models_are_listed_and_verified(installed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["models", "list"]) == 0
    listed = capsys.readouterr().out
    assert "test-screen 0.0.1" in listed
    assert "right_lung, left_lung" in listed
    assert cli.main(["models", "verify"]) == 0
    assert capsys.readouterr().out.count("ok ") == 2


def test_render_writes_the_greys(tmp_path: Path, film: Path) -> None:
    assert cli.main(["render", str(film), "--out", str(tmp_path / "greys.png")]) == 0
    picture = cv2.imread(str(tmp_path / "greys.png"), cv2.IMREAD_UNCHANGED)
    source = cv2.imread(str(film), cv2.IMREAD_UNCHANGED)
    assert picture is not None
    assert source is not None
    assert picture.shape == source.shape


def test_render_of_a_text_is_a_user_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "x.txt").write_text("no film")
    assert cli.main(["render", str(tmp_path / "x.txt"), "--out", str(tmp_path / "y.png")]) == 2
    assert "Expected:" in capsys.readouterr().err


def test_the_sample_study_is_written_and_read(tmp_path: Path) -> None:
    files = write_sample(tmp_path, opacity=False, scale=0.2)
    assert cli.main(["render", str(files[0]), "--out", str(tmp_path / "phantom.png")]) == 0
