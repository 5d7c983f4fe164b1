"""The wheel alone, installed outside the checkout, analyses the phantom: models and all travel inside it."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.slow


def run(command: list[str | Path], cwd: Path) -> str:
    """Run a program as a user would, without this checkout on its path; its output."""
    environment = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "PYTHONHOME")}
    environment |= {"SPCXR_DATA_DIR": str(cwd / "data"), "QT_QPA_PLATFORM": "offscreen"}
    ended = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False, timeout=280)
    assert ended.returncode == 0, f"{command} ended with {ended.returncode}\n{ended.stdout}\n{ended.stderr}"
    return ended.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("dist")
    run([sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", out, REPOSITORY], out)
    (built,) = out.glob("spcxr-*.whl")
    return built


@pytest.fixture(scope="module")
def programs(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder of the programs of a new environment with the wheel and, for speed, this environment's libraries."""
    venv = tmp_path_factory.mktemp("elsewhere") / "venv"
    run([sys.executable, "-m", "venv", venv], venv.parent)
    scripts = Path(sysconfig.get_path("scripts", "venv", {"base": str(venv)}))
    site = Path(sysconfig.get_path("purelib", "venv", {"base": str(venv)}))
    libraries = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    pip = [scripts / "python", "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    run([*pip, "--no-deps", "--no-index", wheel], venv.parent)
    # plain path lines: .pth files in those folders, such as this checkout's editable install, are not followed
    (site / "libraries.pth").write_text("\n".join(sorted(libraries)))
    return scripts


def test_the_wheel_holds_both_packages_and_the_resources(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert {"spcxr_desktop/__main__.py", "trainer/cli.py"} <= set(names)
    bundled = [path for path in (REPOSITORY / "resources").rglob("*") if path.is_file()]
    inside = {f"spcxr_desktop/_resources/{path.relative_to(REPOSITORY / 'resources').as_posix()}" for path in bundled}
    assert inside
    assert inside <= set(names)
    assert not [name for name in names if name.startswith(("tests", "runs", "packs", "out", "resources"))]


def test_the_installed_program_is_the_wheels(programs: Path, tmp_path: Path) -> None:
    script = "import spcxr_desktop; from spcxr_desktop.store.paths import resources_dir; print(resources_dir())"
    found = Path(run([programs / "python", "-c", script], tmp_path).strip())
    assert found.name == "_resources"
    assert found.is_relative_to(programs.parent)
    assert not found.is_relative_to(REPOSITORY)


def test_the_installed_program_analyses_the_phantom(programs: Path, tmp_path: Path) -> None:
    run([programs / "spcxr-desktop", "sample", "--out", tmp_path / "sample"], tmp_path)
    run([programs / "spcxr-desktop", "analyze", tmp_path / "sample", "--out", tmp_path / "results"], tmp_path)
    with (tmp_path / "results" / "results.csv").open(newline="", encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    assert rows
    assert {row["status"] for row in rows} == {"analysed"}
    for row in rows:
        assert int(row["right_lung_px"]) > 100_000
        assert int(row["left_lung_px"]) > 100_000
        assert 0 <= float(row["abnormal"]) <= 1
