"""The command line: exit codes, remedies instead of tracebacks, and training without the viewer's libraries."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY
from tests.made_films import Made, two_dozen, write_films, write_index
from trainer.cli import main, parse
from trainer.data.manifest import read_manifest
from trainer.data.pack import load_pack

BLOCKED = {"pydicom", "PySide6", "shiboken6", "appdirs", "imagecodecs", "pyqtgraph"}
IN_A_WORLD_WITHOUT = """
import importlib.abc, sys
class Block(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {blocked!r}:
            raise ImportError("blocked by the test: " + name)
sys.meta_path.insert(0, Block())
import torch
torch.set_num_threads(1)
from trainer.cli import main
"""


def said(capsys: pytest.CaptureFixture[str]) -> str:
    """What went to standard error, which must be one line for the user and no traceback."""
    text = capsys.readouterr().err
    assert text.startswith("spcxr-trainer: ")
    assert "Traceback" not in text
    return text


def test_index_counts_and_is_content(films_root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["data", "index", str(films_root)]) == 0
    out = capsys.readouterr().out
    assert f"{len(two_dozen()):6d}  films, 0 problems" in out
    assert "     5  covid-chestxray-dataset/covid" in out


def test_index_with_problems_ends_with_1(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = write_films(tmp_path, [Made("nih", "normal", 0)])
    write_index(tmp_path, [{**rows[0], "licence": ""}])
    assert main(["data", "index", str(tmp_path)]) == 1
    captured = capsys.readouterr()
    assert "1 problems" in captured.out
    assert "line 2: source, licence and group are mandatory" in captured.err


def test_the_locked_fold_is_packed_only_when_opened_by_name(films_root: Path, tmp_path: Path) -> None:
    assert any(row["fold"] == "9" for row in read_manifest(films_root))
    pack = ["data", "pack", str(films_root), "--size", "40", "--out"]
    assert main([*pack, str(tmp_path / "closed")]) == 0
    assert "9" not in load_pack(tmp_path / "closed").column("fold")
    assert main([*pack, str(tmp_path / "open"), "--open-locked"]) == 0
    assert "9" in load_pack(tmp_path / "open").column("fold")


def test_a_pack_with_gaps_ends_with_1(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = write_films(tmp_path / "films", [Made("nih", "normal", 0)] * 2)
    (tmp_path / "films" / rows[0]["path"]).write_bytes(b"")
    assert main(["data", "pack", str(tmp_path / "films"), "--out", str(tmp_path / "pack")]) == 1
    assert json.loads(capsys.readouterr().out)["unreadable"] == [
        {"path": rows[0]["path"], "reason": "000.jpg is not a readable image"}
    ]


@pytest.mark.parametrize(
    ("words", "remedy"),
    [
        (["data", "index", "{tmp}"], "name the folder that holds the films"),
        (["data", "pack", "{tmp}", "--out", "{tmp}/pack"], "name the folder that holds the films"),
        (["pretrain", "--pack", "{tmp}", "--out", "{tmp}/run"], "written by `spcxr-trainer data pack`"),
        (["pretrain", "--pack", "{pack}", "--out", "{tmp}/run", "epoch=3"], "did you mean epochs?"),
        (["pretrain", "--pack", "{pack}", "--out", "{tmp}/run", "batch_size=4", "image_size=100"], "use 96 or 112"),
        (["pretrain", "--pack", "{pack}", "--out", "{pack}", "batch_size=4"], "add --resume to go on"),
        (["pretrain", "--pack", "{pack}", "--out", "{tmp}/run", "corruption.sampler=random"], "published, uniform"),
        (["finetune", "--pack", "{pack}", "--out", "{tmp}/run", "films_per_epoch=1"], "or lower batch_size"),
        (["finetune", "--pack", "{pack}", "--out", "{tmp}/run", "--init-from", "{tmp}/no.pt"], "no.pt"),
        (["segment", "--pack", "{pack}", "--out", "{tmp}/run", "vit=xxl"], "choose one of ti, s, b"),
    ],
)
def test_a_wrong_call_ends_with_2_and_a_remedy(
    words: list[str], remedy: str, pack_path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([word.format(tmp=tmp_path, pack=pack_path) for word in words]) == 2
    assert remedy in said(capsys)
    assert not (tmp_path / "run").exists()


def test_a_verb_that_does_not_exist_is_refused() -> None:
    with pytest.raises(SystemExit) as ended:
        main(["train"])
    assert ended.value.code == 2


def test_settings_may_stand_anywhere_among_the_options() -> None:
    words = ["a=1", "--pack", "p", "b=2", "c=3", "--out", "o", "d=4"]
    assert sorted(parse(["pretrain", *words]).settings) == ["a=1", "b=2", "c=3", "d=4"]


@pytest.mark.parametrize(
    "words", [["data", "index", "nih", "x", "a=1"], ["pretrain", "--pack", "p", "--out", "o", "--epochs=3"]]
)
def test_what_is_no_setting_is_not_taken_for_one(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        parse(words)
    assert ended.value.code == 2
    assert f"unrecognized arguments: {words[-1]}" in capsys.readouterr().err


def test_training_from_a_pack_needs_none_of_the_viewers_libraries(pack_path: Path, tmp_path: Path) -> None:
    pack, common = ["--pack", str(pack_path)], ["image_size=32", "epochs=1", "warmup_epochs=0"]
    encoder = ["--init-from", str(tmp_path / "pre" / "encoder.pt"), "films_per_epoch=8", "batch_size=8"]
    calls = [
        ["pretrain", *pack, "--out", str(tmp_path / "pre"), *common, "batch_size=8"],
        ["finetune", *pack, "--out", str(tmp_path / "fine"), *common, *encoder],
        ["segment", *pack, "--out", str(tmp_path / "lungs"), *common, *encoder],
    ]
    script = IN_A_WORLD_WITHOUT.format(blocked=BLOCKED) + f"sys.exit(any([main(call) for call in {calls!r}]))"
    ended = subprocess.run(
        [sys.executable, "-c", script], cwd=REPOSITORY, capture_output=True, text=True, timeout=240, check=False
    )
    assert ended.returncode == 0, ended.stderr
    for name in ("fine", "lungs"):
        assert (tmp_path / name / "model.pt").stat().st_size > 1_000_000
        assert json.loads((tmp_path / name / "run.json").read_text())["init_from"] == "pre/encoder.pt"


def test_the_block_blocks() -> None:
    script = IN_A_WORLD_WITHOUT.format(blocked=BLOCKED) + "import pydicom"
    ended = subprocess.run(
        [sys.executable, "-c", script], cwd=REPOSITORY, capture_output=True, text=True, timeout=240, check=False
    )
    assert "blocked by the test: pydicom" in ended.stderr
