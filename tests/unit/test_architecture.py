"""The arrows of the house: who may import whom, and what must never be loaded."""

from __future__ import annotations

import ast
import csv
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
DOMAIN, APP, UI = "spcxr_desktop.domain", "spcxr_desktop.app", "spcxr_desktop.ui"
MIDDLE = tuple(f"spcxr_desktop.{room}" for room in ("dicom", "pacs", "inference", "store"))
PACKAGE_FORMAT = tuple(
    f"spcxr_desktop.inference.{module}"
    for module in (
        "package", "manifest", "node", "labels", "figures", "arrays", "outliers", "pose", "signing", "graph_check"
    )
)
MAY_IMPORT = {
    DOMAIN: (DOMAIN,),
    **{room: (room, DOMAIN) for room in MIDDLE},
    APP: (APP, DOMAIN, *MIDDLE),
    UI: (UI, APP, DOMAIN, *MIDDLE),
    "trainer": ("trainer", DOMAIN, "spcxr_desktop.dicom", *PACKAGE_FORMAT),
}
ONLY_IN = {"PySide6": UI, "pyqtgraph": UI, "shiboken6": UI, "appdirs": "spcxr_desktop.store.paths", "torch": "trainer"}

BLOCK = """
import importlib.abc, sys
class Block(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {blocked!r}:
            raise ImportError("blocked by the test: " + name)
sys.meta_path.insert(0, Block())
"""


def modules() -> dict[str, Path]:
    files = [file for package in ("spcxr_desktop", "trainer") for file in (REPOSITORY / package).rglob("*.py")]
    return {".".join(file.relative_to(REPOSITORY).with_suffix("").parts): file for file in files}


def imports(file: Path) -> Iterator[str]:
    """Every absolute name that a file imports, inside functions too."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}: imports are absolute in this house"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def within(name: str, rooms: tuple[str, ...]) -> bool:
    return any(f"{name}.".startswith(f"{room}.") for room in rooms)


def test_arrows_point_down() -> None:
    wrong = []
    for module, file in modules().items():
        room = next((room for room in MAY_IMPORT if within(module, (room,))), None)
        if room is None:  # __main__, cli: they may see every room of the program
            wrong += [f"{module} -> {name}" for name in imports(file) if within(name, ("trainer",))]
        else:
            own = [name for name in imports(file) if within(name, ("spcxr_desktop", "trainer"))]
            wrong += [f"{module} -> {name}" for name in own if not within(name, MAY_IMPORT[room])]
    assert not wrong


def test_libraries_stay_in_their_rooms() -> None:
    wrong = [
        f"{module} -> {name}"
        for module, file in modules().items()
        for name in imports(file)
        for library, room in ONLY_IN.items()
        if within(name, (library,)) and not within(module, (room,))
    ]
    assert not wrong


def test_domain_is_numpy_and_opencv_only() -> None:
    known = {"numpy", "cv2", "spcxr_desktop", *sys.stdlib_module_names}
    inside = {name: file for name, file in modules().items() if within(name, (DOMAIN,))}
    assert {name.partition(".")[0] for file in inside.values() for name in imports(file)} <= known


def run_blocked(script: str, blocked: set[str]) -> subprocess.CompletedProcess[str]:
    """Run a script in a new interpreter in which the named packages cannot be imported."""
    code = BLOCK.format(blocked=blocked) + script
    return subprocess.run(
        [sys.executable, "-c", code], cwd=REPOSITORY, capture_output=True, text=True, timeout=240, check=False
    )


def test_the_block_blocks() -> None:
    assert "blocked by the test: torch" in run_blocked("import torch", {"torch"}).stderr


def test_the_viewer_never_imports_torch_or_the_trainer() -> None:
    viewer = sorted(name for name in modules() if name.startswith("spcxr_desktop") and "__main__" not in name)
    script = "".join(f"import {name}\n" for name in (*viewer, "spcxr_desktop.__main__"))
    ended = run_blocked(script, {"torch", "trainer", "onnx", "sklearn", "scipy"})
    assert ended.returncode == 0, ended.stderr


@pytest.mark.parametrize(
    "module",
    [
        "trainer.cli",
        "trainer.data.pack",
        "trainer.recipes.pretrain",
        "trainer.recipes.finetune",
        "trainer.recipes.segment",
    ],
)
def test_training_modules_import_without_the_viewers_libraries(module: str) -> None:
    ended = run_blocked(f"import {module}", {"pydicom", "PySide6", "appdirs", "imagecodecs", "pyqtgraph"})
    assert ended.returncode == 0, ended.stderr


def test_packing_and_pretraining_run_without_the_viewers_libraries(tmp_path: Path) -> None:
    write_films(tmp_path / "films", count=8)
    pack = ["data", "pack", str(tmp_path / "films"), "--out", str(tmp_path / "pack"), "--size", "48"]
    settings = ["image_size=32", "epochs=1", "batch_size=4", "warmup_epochs=0"]
    train = ["pretrain", "--pack", str(tmp_path / "pack"), "--out", str(tmp_path / "run"), *settings]
    script = f"from trainer.cli import main\nsys.exit(main({pack!r}) or main({train!r}))"
    ended = run_blocked(script, {"pydicom", "PySide6", "appdirs", "imagecodecs", "pyqtgraph"})
    assert ended.returncode == 0, ended.stderr
    assert (tmp_path / "run" / "encoder.pt").stat().st_size > 1_000_000


def write_films(folder: Path, count: int) -> None:
    """Grey films with two dark lungs and noise, and their manifest."""
    folder.mkdir()
    rng = np.random.default_rng(0)
    rows = []
    for number in range(count):
        film = np.full((96, 80), 180, np.uint8)
        for column in (24, 56):
            cv2.ellipse(film, (column, 48), (12, 30), 0, 0, 360, 60, -1)
        noisy = np.clip(film + rng.normal(0, 8, film.shape), 0, 255).astype(np.uint8)
        cv2.imwrite(str(folder / f"{number}.png"), noisy)
        rows.append({"path": f"{number}.png", "source": "drawn", "label": "normal", "sublabel": "", "group": number,
                     "fold": number % 8, "ship": 1, "licence": "Apache-2.0", "mask": "", "mask_kind": ""})  # fmt: skip
    with (folder / "index.csv").open("w", newline="", encoding="utf-8") as stream:
        writer = csv.DictWriter(stream, fieldnames=list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
