"""A run folder: says what made it, refuses to be mixed up, and goes on after an interruption as if there were none."""

from __future__ import annotations

import json
import os
import shutil
import signal
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import torch

from tests.made_films import Made, write_films
from trainer.data.augment import Augmentation
from trainer.data.pack import write_pack
from trainer.recipes.pretrain import PretrainConfig, pretrain
from trainer.run import Run, RunError

FACTS = {"pack_sha256": "abc", "recipe": "pretrain"}
CONFIG = PretrainConfig(
    vit="tiny", image_size=64, epochs=2, batch_size=5, warmup_epochs=1, augmentation=Augmentation(blur_probability=0.5)
)


def new_run(folder: Path, *, resume: bool = False, facts: dict[str, Any] = FACTS, **settings: Any) -> Run:  # noqa: ANN401
    return Run(folder, replace(CONFIG, **settings), facts, resume=resume)


def test_the_record_says_what_made_the_run(tmp_path: Path) -> None:
    new_run(tmp_path / "runs" / "one")
    record = json.loads((tmp_path / "runs" / "one" / "run.json").read_text())
    assert record["config"]["epochs"] == 2
    assert record["config"]["corruption"]["sampler"] == "uniform"
    assert record["pack_sha256"] == "abc"
    assert record["torch"] == torch.__version__
    assert record["revision"] == "unknown" or len(record["revision"]) == 40


def test_a_folder_in_use_names_both_remedies(tmp_path: Path) -> None:
    new_run(tmp_path)
    with pytest.raises(RunError, match="is not empty; add --resume to go on with it, or choose another --out"):
        new_run(tmp_path)


def test_a_folder_of_something_else_is_not_resumed(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("years of work")
    with pytest.raises(RunError, match="holds no run to resume; choose another --out"):
        new_run(tmp_path, resume=True)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_resuming_wants_the_same_settings(tmp_path: Path) -> None:
    new_run(tmp_path)
    new_run(tmp_path, resume=True)
    with pytest.raises(RunError, match=r"other settings \(corruption, lr\); resume with the same ones, or"):
        new_run(tmp_path, resume=True, lr=0.5, corruption=replace(CONFIG.corruption, donor_share=0.2))


@pytest.mark.parametrize("fact", sorted(FACTS))
def test_resuming_wants_the_same_data_and_recipe(tmp_path: Path, fact: str) -> None:
    new_run(tmp_path)
    with pytest.raises(RunError, match=rf"other settings \({fact}\)"):
        new_run(tmp_path, resume=True, facts=FACTS | {fact: "another"})


def test_metrics_are_one_json_line_each(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run = new_run(tmp_path)
    run.log(epoch=0, loss=0.5)
    run.log(epoch=1, loss=0.25)
    lines = [json.loads(line) for line in (tmp_path / "metrics.jsonl").read_text().splitlines()]
    assert [(line["epoch"], line["loss"]) for line in lines] == [(0, 0.5), (1, 0.25)]
    assert all(line["time"] > 1.6e9 for line in lines)
    assert "loss 0.25" in capsys.readouterr().out


def test_a_checkpoint_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    run = new_run(tmp_path)
    assert run.load("last.pt") is None
    run.save("last.pt", {"weights": torch.ones(3)})
    with pytest.raises(Exception, match=r"[Pp]ickle"):
        run.save("last.pt", {"weights": torch.zeros(1000), "cannot be written": lambda: None})
    saved = run.load("last.pt")
    assert saved is not None
    assert saved["weights"].tolist() == [1, 1, 1]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_the_first_signal_asks_and_the_second_kills(
    tmp_path: Path, number: signal.Signals, capfd: pytest.CaptureFixture[str]
) -> None:
    run = new_run(tmp_path)
    assert not run.stop_asked
    os.kill(os.getpid(), number)
    assert run.stop_asked
    assert "stopping after this epoch" in capfd.readouterr().err
    assert signal.getsignal(number) is signal.SIG_DFL


def weights(folder: Path) -> dict[str, torch.Tensor]:
    state: dict[str, torch.Tensor] = torch.load(folder / "encoder.pt", weights_only=True)["encoder"]
    return state


def epochs(folder: Path) -> list[int]:
    lines = [json.loads(line) for line in (folder / "metrics.jsonl").read_text().splitlines()]
    return [line["epoch"] for line in lines if "epoch" in line]


def same(one: dict[str, torch.Tensor], other: dict[str, torch.Tensor]) -> bool:
    return one.keys() == other.keys() and all(torch.equal(value, other[name]) for name, value in one.items())


@pytest.fixture
def interrupted(pack_path: Path, tiny_vit: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A pretraining of two epochs that got a SIGTERM during its first."""
    log = Run.log

    def log_and_be_told_to_stop(run: Run, **metrics: Any) -> None:  # noqa: ANN401
        log(run, **metrics)
        if metrics.get("epoch") == 0:
            os.kill(os.getpid(), signal.SIGTERM)

    with monkeypatch.context() as patch:
        patch.setattr(Run, "log", log_and_be_told_to_stop)
        pretrain(pack_path, tmp_path / "interrupted", CONFIG)
    assert epochs(tmp_path / "interrupted") == [0]
    return tmp_path / "interrupted"


def test_an_interrupted_pretraining_resumes_bit_for_bit(interrupted: Path, pack_path: Path, tmp_path: Path) -> None:
    pretrain(pack_path, tmp_path / "whole", CONFIG)
    killed = shutil.copytree(interrupted, tmp_path / "killed")
    pretrain(pack_path, interrupted, CONFIG, resume=True)
    assert epochs(interrupted) == epochs(tmp_path / "whole") == [0, 1]
    assert same(weights(interrupted), weights(tmp_path / "whole"))
    # killed between the two files of the last epoch: the epoch is repeated, the encoder is the right one
    shutil.copy(interrupted / "encoder.pt", killed / "encoder.pt")
    assert not same(weights(interrupted), torch.load(killed / "last.pt", weights_only=True)["model"])
    pretrain(pack_path, killed, CONFIG, resume=True)
    assert same(weights(killed), weights(tmp_path / "whole"))


def test_pretraining_learns_and_leaves_a_panel(pack_path: Path, tiny_vit: str, tmp_path: Path) -> None:
    pretrain(pack_path, tmp_path / "run", replace(CONFIG, epochs=8, lr=0.2, views=2))
    losses = [json.loads(line)["loss"] for line in (tmp_path / "run" / "metrics.jsonl").read_text().splitlines()]
    assert losses[-1] < 0.9 * losses[0]
    assert (tmp_path / "run" / "panel.png").stat().st_size > 1000


def test_a_batch_larger_than_the_data_is_refused(pack_path: Path, tiny_vit: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"17 films of folds 0-6 are fewer than one batch; set batch_size=17 or less"):
        pretrain(pack_path, tmp_path / "run", replace(CONFIG, batch_size=100))
    assert not (tmp_path / "run").exists()


def test_validation_films_are_not_needed(tiny_vit: str, tmp_path: Path) -> None:
    rows = write_films(tmp_path / "films", [Made("nih", "normal", 0)] * 5)
    write_pack(rows, tmp_path / "films", tmp_path / "pack", 64)
    pretrain(tmp_path / "pack", tmp_path / "run", replace(CONFIG, epochs=1))
    assert torch.isfinite(weights(tmp_path / "run")["pos_embed"]).all()


def test_an_unknown_encoder_names_those_there_are(pack_path: Path, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="unknown encoder vit=xl; choose one of ti, s, b"):
        pretrain(pack_path, tmp_path / "run", replace(CONFIG, vit="xl"))
