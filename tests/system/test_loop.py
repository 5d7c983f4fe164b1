"""The loop on 30 films: analysed, judged, signed, exported, trained on, packaged, run unseen, compared, activated.

Thirty films are no evidence of anything but that every step takes what the one before it gives.
"""

from __future__ import annotations

import csv
import os
import subprocess
import sys
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from spcxr_desktop.app.export_training import export_training_command
from spcxr_desktop.app.models import active_packages
from spcxr_desktop.app.record_command import record_folder
from spcxr_desktop.cli import main
from spcxr_desktop.dicom.door import Door
from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.store.library import Library
from tests.conftest import REPOSITORY
from tests.loop import NAME, NUMBER, cases, read_room

pytestmark = pytest.mark.timeout(600)
_KEY = f"{1:064x}"  # under which both kinds of films are among the validation folds
_TRAINED = "vit=ti image_size=96 epochs=3 warmup_epochs=1 films_per_epoch=192 batch_size=16 drop_path=0 average=0.95"


@dataclass(frozen=True)
class Loop:
    """Where it was run. ``data``: the user's folder."""

    root: Path
    data: Path


@pytest.fixture(scope="module")
def loop(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Loop:
    """30 signed reviews, and the data set made of them."""
    root, data = tmp_path_factory.mktemp("loop"), tmp_path_factory.mktemp("data")
    films = shared / "data" / "cxr"
    (root / "key").write_text(_KEY)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SPCXR_DATA_DIR", str(data))
        with Library.open(record_folder()) as library, closing(Door(1)) as door:
            with pytest.raises(UserError, match="no signed review"):
                export_training_command(root / "empty", root / "key", "")
            packages = list(active_packages().packages)
            assert read_room(library, door, cases(films, 15), films, root / "films", packages) == 30
        assert main(["export-training", "--out", str(root / "set"), "--key", str(root / "key")]) == 0
    return Loop(root, data)


@pytest.fixture
def here(loop: Loop, monkeypatch: pytest.MonkeyPatch) -> Loop:
    monkeypatch.setenv("SPCXR_DATA_DIR", str(loop.data))
    return loop


def rows_of(loop: Loop) -> list[dict[str, str]]:
    with (loop.root / "set" / "index.csv").open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def trainer(words: Sequence[str | Path]) -> None:
    """One call of spcxr-trainer in a process of its own: it takes signals over and keeps threads."""
    environment = {**os.environ, "OMP_NUM_THREADS": "1"}
    command = [sys.executable, "-m", "trainer.cli", *map(str, words)]
    done = subprocess.run(command, cwd=REPOSITORY, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{words}\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}"


def test_the_data_set_says_what_was_judged_and_nothing_of_who(loop: Loop) -> None:
    rows = rows_of(loop)
    assert len(rows) == 30 and len({row["group"] for row in rows}) == 30
    assert {row["findings"] for row in rows} == {"abnormal=0;covid19=0", "abnormal=1;covid19=1"}  # pneumonia: unknown
    assert sum(bool(row["mask"]) for row in rows) == 10  # the edited ones
    assert {row["ship"] for row in rows} == {"0"} and {row["verified"] for row in rows} == {"UNVERIFIED"}
    for path in (loop.root / "set").rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert not any(word.encode() in content for word in (*NAME.split("^"), NUMBER, "Jane", "2026"))


def test_from_signed_reviews_to_an_active_package(here: Loop, capsys: pytest.CaptureFixture[str]) -> None:
    root, version = here.root, ["spcxr-screen", "0.9.0"]
    trainer(["data", "index", root / "set"])
    trainer(["data", "pack", root / "set", "--out", root / "pack", "--size", "96"])
    trainer(["finetune", "--pack", root / "pack", "--out", root / "run", *_TRAINED.split(), "ship_only=false"])
    trainer([
        "export", "--run", root / "run", "--root", root / "set", "--pack", root / "pack", "--out", root / "package",
        "--id", version[0], "--version", version[1],
    ])  # fmt: skip
    trainer(["publish", "--new-key", root / "site.key"])
    trainer(["publish", "--sign", root / "site.key", root / "package"])
    assert main(["models", "trust", str(root / "site.key.pub")]) == 0
    assert main(["models", "install", str(root / "package")]) == 0

    before = listed(here)
    assert main(["shadow", "start", *version]) == 0
    assert main(["shadow", "run"]) == 0
    capsys.readouterr()
    assert main(["shadow", "report", "--out", str(root / "cases.csv")]) == 0
    told = capsys.readouterr().out
    assert "30 films" in told and "NOT ENOUGH" in told and "15 there, 15 not there" in told
    with (root / "cases.csv").open(newline="") as file:
        assert len(list(csv.DictReader(file))) == 60  # abnormal and covid19: no film was judged for pneumonia
    assert listed(here) == before  # what the candidate said is nowhere in what a reader sees
    assert {package.manifest.version for package in active_packages().packages} != {version[1]}

    assert main(["shadow", "stop"]) == 0
    assert version[1] not in {package.manifest.version for package in active_packages().packages}
    assert main(["models", "activate", *version]) == 0
    assert version[1] in {package.manifest.version for package in active_packages().packages}


def listed(loop: Loop) -> tuple[object, ...]:
    """What lists and views read of the record."""
    with Library.open(record_folder()) as library:
        return library.worklist.rows(), library.judged.runs(), library.judged.opinions()
