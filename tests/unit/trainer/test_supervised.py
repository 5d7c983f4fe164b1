"""Fine-tuning: what each layer learns with, what is averaged, what gives no gradient, and going on after a stop."""

from __future__ import annotations

import json
import os
import shutil
import signal
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from torch import nn

from trainer.checkpoint import build_encoder, init_name, load_encoder, load_model
from trainer.data.labels import UNKNOWN
from trainer.data.pack import IGNORE, Pack
from trainer.heads import LungModel, ScreeningModel
from trainer.optim import Average, cosine, layer_of, parameter_groups, set_lr
from trainer.recipes.finetune import FinetuneConfig, finetune, masked_bce, screening_logits
from trainer.recipes.pretrain import PretrainConfig, pretrain
from trainer.recipes.segment import SegmentConfig, dice_ce_loss, lung_maps, segment
from trainer.run import Run
from trainer.supervised import Learner
from trainer.vit import VisionTransformer, ViTConfig

FINETUNE = FinetuneConfig(vit="tiny", image_size=64, epochs=2, films_per_epoch=16, batch_size=8, warmup_epochs=0)
SEGMENT = SegmentConfig(vit="tiny", image_size=64, epochs=2, films_per_epoch=16, batch_size=8, warmup_epochs=0)


def tiny(depth: int = 12) -> VisionTransformer:
    torch.manual_seed(0)
    return VisionTransformer(ViTConfig(image_size=64, dim=32, depth=depth, heads=2))


def test_warm_up_then_cosine() -> None:
    scale = [cosine(step, 10, 2) for step in range(11)]
    assert scale[0] == pytest.approx(1 / 3)
    assert scale[2] == 1
    assert scale[6] == pytest.approx((1 + 0.01) / 2)
    assert scale[10] == pytest.approx(0.01)
    assert scale[2:] == sorted(scale[2:], reverse=True)
    assert cosine(0, 10, 0) == 1


@pytest.mark.parametrize("kind", [ScreeningModel, LungModel])
def test_layers_learn_slower_towards_the_stem(kind: type[ScreeningModel] | type[LungModel]) -> None:
    model = kind(tiny())
    groups = parameter_groups(model, 0.05, 0.75, 12)
    names = {id(parameter): name for name, parameter in model.named_parameters()}
    scale: dict[str, float] = {}
    for group in groups:
        for parameter in group["params"]:  # type: ignore[attr-defined]
            scale[names[id(parameter)]] = group["scale"]  # type: ignore[assignment]
    assert scale.keys() == dict(model.named_parameters()).keys()  # each parameter in exactly one group
    assert sum(len(group["params"]) for group in groups) == len(scale)  # type: ignore[arg-type]
    stem = {"encoder.patch_embed.proj.weight", "encoder.cls_token", "encoder.pos_embed"}
    assert {scale[name] for name in stem} == {0.75**13} == {min(scale.values())}
    for block in range(12):
        assert scale[f"encoder.blocks.{block}.mlp.fc1.weight"] == pytest.approx(0.75 ** (12 - block))
    heads = {name for name in scale if not name.startswith("encoder.")} | {"encoder.norm.weight"}
    assert {scale[name] for name in heads} == {1.0}


def test_vectors_and_position_tables_do_not_decay() -> None:
    model = ScreeningModel(tiny())
    decays = {
        id(parameter): group["weight_decay"]
        for group in parameter_groups(model, 0.05, 0.75, 12)
        for parameter in group["params"]  # type: ignore[attr-defined]
    }
    free = {name for name, parameter in model.named_parameters() if decays[id(parameter)] == 0}
    assert {"encoder.cls_token", "encoder.pos_embed", "encoder.norm.weight", "head.bias", "head.offset"} <= free
    assert "encoder.blocks.3.attn.qkv.weight" not in free
    assert "encoder.patch_embed.proj.weight" not in free
    assert all(name.endswith(("bias", "offset", "cls_token", "pos_embed")) or "norm" in name for name in free)


def test_frozen_parameters_are_in_no_group() -> None:
    model = ScreeningModel(tiny())
    model.encoder.requires_grad_(False)
    groups = parameter_groups(model, 0.05, 0.75, 12)
    assert sum(len(group["params"]) for group in groups) == 3  # type: ignore[arg-type]


def test_layers_of_the_pretraining_model_have_the_same_numbers() -> None:
    assert layer_of("encoder.pos_embed", 12) == 0
    assert layer_of("encoder.blocks.0.norm1.weight", 12) == 1
    assert layer_of("encoder.blocks.11.norm1.weight", 12) == 12
    assert layer_of("head.paint.weight", 12) == 13


def test_set_lr_gives_each_group_its_share() -> None:
    optimizer = torch.optim.SGD(
        [{"params": [nn.Parameter(torch.ones(1))], "scale": 0.5}, {"params": [nn.Parameter(torch.ones(1))]}], lr=1.0
    )
    set_lr(optimizer, 0.1)
    assert [group["lr"] for group in optimizer.param_groups] == [0.05, 0.1]


def test_the_average_forgets_its_start_and_then_moves_slowly() -> None:
    model = nn.Linear(1, 1, bias=False)
    nn.init.zeros_(model.weight)
    average = Average(model, 0.9)
    nn.init.ones_(model.weight)
    expected, values = 0.0, []
    for step in range(1, 201):
        average.update(model)
        decay = min(0.9, (1 + step) / (10 + step))
        expected = decay * expected + 1 - decay
        values.append(average.state["weight"].item())
        assert values[-1] == pytest.approx(expected, abs=1e-5)
    assert values[0] == pytest.approx(1 - 2 / 11, abs=1e-6)
    resumed = Average(model, 0.9)
    resumed.load({"weight": torch.full((1, 1), 0.25)}, 200)
    nn.init.zeros_(model.weight)
    resumed.update(model)
    assert resumed.state["weight"].item() == pytest.approx(0.225)


def test_unknown_labels_give_no_gradient() -> None:
    logits = torch.randn(4, 3, generator=torch.Generator().manual_seed(0), requires_grad=True)
    wanted = torch.tensor([[1, UNKNOWN, 0], [UNKNOWN] * 3, [0, 0, UNKNOWN], [1, 1, 0]]).float()
    loss = masked_bce(logits, wanted)
    (gradient,) = torch.autograd.grad(loss, logits)
    known = wanted != UNKNOWN
    assert (gradient[~known] == 0).all()
    torch.testing.assert_close(gradient[known], (logits.sigmoid() - wanted)[known] / known.sum())
    by_hand = -torch.where(wanted == 1, logits.sigmoid(), 1 - logits.sigmoid()).log()[known].mean()
    torch.testing.assert_close(loss, by_hand)


def test_a_batch_without_a_known_label_gives_nothing() -> None:
    logits = torch.randn(2, 3, requires_grad=True)
    loss = masked_bce(logits, torch.full((2, 3), float(UNKNOWN)))
    (gradient,) = torch.autograd.grad(loss, logits)
    assert loss.item() == 0
    assert (gradient == 0).all()


def test_ignored_pixels_give_no_gradient() -> None:
    masks = torch.tensor([0, 1, 2, IGNORE], dtype=torch.uint8).repeat(2, 8, 2)
    logits = torch.randn(2, 3, 8, 8, generator=torch.Generator().manual_seed(0), requires_grad=True)
    (gradient,) = torch.autograd.grad(dice_ce_loss(logits, masks), logits)
    ignored = (masks == IGNORE).unsqueeze(1).expand_as(logits)
    assert (gradient[ignored] == 0).all()
    assert (gradient[~ignored] != 0).all()


def test_lung_loss_of_right_exchanged_and_half_right_masks() -> None:
    masks = torch.tensor([0, 1, 2, 0], dtype=torch.uint8).repeat(2, 8, 2)

    def loss(classes: torch.Tensor, sure: float) -> float:
        one_hot = nn.functional.one_hot(classes.long(), 3).permute(0, 3, 1, 2).float()
        return dice_ce_loss(sure * one_hot, masks).item()

    exchanged = torch.tensor([0, 2, 1, 0], dtype=torch.uint8).repeat(2, 8, 2)
    assert loss(masks, 30) == pytest.approx(0, abs=1e-4)
    assert loss(exchanged, 30) == pytest.approx(1 + 30 / 2, abs=0.01)  # Dice 0; half the pixels wrong by 30
    # all probabilities 1/3: cross-entropy ln 3; Dice 2 (16/3) / (64/3 + 32) per lung of 32 of 128 pixels
    assert loss(masks, 0) == pytest.approx(np.log(3) + 1 - 2 * (32 / 3) / (128 / 3 + 32), abs=1e-4)


def test_a_film_that_comes_twice_comes_as_two_views(tmp_path: Path) -> None:
    """Small cells are drawn many times an epoch: the same view each time would be learnt by heart."""
    seen: list[tuple[int, float]] = []

    def loss_of(batch: NDArray[np.int64], rngs: list[np.random.Generator]) -> torch.Tensor:
        seen.extend((int(film), rng.random()) for film, rng in zip(batch, rngs, strict=True))
        return learner.model.head.bias.sum()

    config = replace(FINETUNE, epochs=1, films_per_epoch=24, batch_size=8)
    learner = Learner(ScreeningModel(tiny(1)), config, np.array([3, 7, 9]), np.array(["few", "many", "many"]))
    learner.fit(Run(tmp_path / "run", config, {}, resume=False), "screening", loss_of)
    assert {film for film, _ in seen} == {3, 7, 9}
    assert len(set(seen)) == len(seen) == 24


def read(folder: Path, name: str) -> dict[str, Any]:
    saved: dict[str, Any] = torch.load(folder / name, weights_only=True)
    return saved


def same(one: dict[str, torch.Tensor], other: dict[str, torch.Tensor]) -> bool:
    return one.keys() == other.keys() and all(torch.equal(value, other[name]) for name, value in one.items())


def test_what_is_kept_are_the_averaged_weights(pack_path: Path, pack: Pack, tiny_vit: str, tmp_path: Path) -> None:
    finetune(pack_path, tmp_path / "run", FINETUNE, init_from=None)
    last, kept = read(tmp_path / "run", "last.pt"), read(tmp_path / "run", "model.pt")
    moved = {"head.bias", "head.offset"}  # a constant went from one to the other, see centre_evidence
    inner = {name: value for name, value in kept["model"].items() if name not in moved}
    assert same(inner, {name: last["average"][name] for name in inner})
    assert not same(inner, {name: last["model"][name] for name in inner})
    torch.testing.assert_close(*(sum(part[name] for name in moved) for part in (kept["model"], last["average"])))
    assert last["updates"] == 4
    model, kind, image_size = load_model(tmp_path / "run" / "model.pt")
    assert (kind, image_size) == ("screening", 64)
    assert isinstance(model, ScreeningModel)
    logits = screening_logits(model, pack.films, 64, batch_size=5)
    assert logits.shape == (len(pack.rows), 3)
    assert logits.dtype == np.float32
    np.testing.assert_allclose(logits, screening_logits(model, pack.films, 64), atol=1e-5)


def test_the_record_names_data_and_start(pack_path: Path, pack: Pack, tiny_vit: str, tmp_path: Path) -> None:
    pretrained = PretrainConfig(vit="tiny", image_size=48, epochs=1, batch_size=8, warmup_epochs=0)
    pretrain(pack_path, tmp_path / "pre", pretrained)
    finetune(pack_path, tmp_path / "run", FINETUNE, init_from=tmp_path / "pre" / "encoder.pt")
    text = (tmp_path / "run" / "run.json").read_text()
    record = json.loads(text)
    assert record["init_from"] == "pre/encoder.pt"
    assert str(tmp_path) not in text
    assert record["pack_sha256"] == pack.sha256
    # folds 0-6, ship=1, at least one known label
    assert record["sources"] == {"covid-chestxray-dataset": 7, "mendeley-tb": 1, "nih": 9}
    assert record["films"] == 17
    assert init_name(None) == "scratch"


def stop_after(epoch: int, patch: pytest.MonkeyPatch) -> None:
    """A SIGTERM to this process while the given epoch is logged."""
    log = Run.log

    def log_and_stop(run: Run, **metrics: Any) -> None:  # noqa: ANN401
        log(run, **metrics)
        if metrics.get("epoch") == epoch:
            os.kill(os.getpid(), signal.SIGTERM)

    patch.setattr(Run, "log", log_and_stop)


def test_an_interrupted_fine_tuning_resumes_bit_for_bit(
    pack_path: Path, tiny_vit: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    finetune(pack_path, tmp_path / "whole", FINETUNE, init_from=None)
    with monkeypatch.context() as patch:
        stop_after(0, patch)
        finetune(pack_path, tmp_path / "parts", FINETUNE, init_from=None)
    assert read(tmp_path / "parts", "last.pt")["epoch"] == 0
    killed = shutil.copytree(tmp_path / "parts", tmp_path / "killed")
    finetune(pack_path, tmp_path / "parts", FINETUNE, init_from=None, resume=True)
    for name, key in (("model.pt", "model"), ("last.pt", "model"), ("last.pt", "average")):
        assert same(read(tmp_path / "whole", name)[key], read(tmp_path / "parts", name)[key])
    # killed after the last model.pt, before last.pt: the epoch is repeated and the model is the right one
    shutil.copy(tmp_path / "parts" / "model.pt", killed / "model.pt")
    finetune(pack_path, killed, FINETUNE, init_from=None, resume=True)
    assert same(read(killed, "model.pt")["model"], read(tmp_path / "whole", "model.pt")["model"])


def test_an_interrupted_segmentation_resumes_bit_for_bit(
    pack_path: Path, pack: Pack, tiny_vit: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    segment(pack_path, tmp_path / "whole", SEGMENT, init_from=None)
    with monkeypatch.context() as patch:
        stop_after(0, patch)
        segment(pack_path, tmp_path / "parts", SEGMENT, init_from=None)
    segment(pack_path, tmp_path / "parts", SEGMENT, init_from=None, resume=True)
    assert same(read(tmp_path / "whole", "model.pt")["model"], read(tmp_path / "parts", "model.pt")["model"])
    model, kind, _ = load_model(tmp_path / "parts" / "model.pt")
    assert kind == "lungs"
    assert isinstance(model, LungModel)
    maps = lung_maps(model, pack.films[:5], 64, 72, batch_size=2)
    assert maps.shape == (5, 72, 72)
    assert maps.dtype == np.uint8
    assert maps.max() <= 2


def test_nothing_to_learn_from_is_said() -> None:
    with pytest.raises(ValueError, match=r"no film of folds 0-6 .*data index"):
        Learner(ScreeningModel(tiny()), FINETUNE, np.zeros(0, np.int64), np.zeros(0, np.str_))


def test_an_encoder_starts_from_pretrained_weights_at_another_size(
    pack_path: Path, tiny_vit: str, tmp_path: Path
) -> None:
    pretrain(pack_path, tmp_path / "pre", PretrainConfig(vit="tiny", image_size=48, epochs=1, batch_size=8))
    saved = read(tmp_path / "pre", "encoder.pt")["encoder"]
    encoder = build_encoder("tiny", 64, 0.2, tmp_path / "pre" / "encoder.pt")
    loaded = encoder.state_dict()
    assert same({k: v for k, v in loaded.items() if k != "pos_embed"}, {k: saved[k] for k in saved if k != "pos_embed"})
    assert loaded["pos_embed"].shape == (1, 17, 32)
    assert torch.equal(loaded["pos_embed"][:, 0], saved["pos_embed"][:, 0])
    assert same(load_encoder(tmp_path / "pre" / "encoder.pt").state_dict(), saved)
    with pytest.raises(ValueError, match=r"holds a ViT of width 32 and depth 12; expected 192 and 12.*Set vit="):
        build_encoder("ti", 64, 0.1, tmp_path / "pre" / "encoder.pt")
    with pytest.raises(ValueError, match=r"expected the model\.pt of a run of finetune or segment"):
        load_model(tmp_path / "pre" / "encoder.pt")
    finetune(pack_path, tmp_path / "run", replace(FINETUNE, epochs=1), init_from=None)
    tuned = build_encoder("tiny", 64, 0.1, tmp_path / "run" / "model.pt").state_dict()
    assert same(tuned, {k: read(tmp_path / "run", "model.pt")["model"][f"encoder.{k}"] for k in tuned})
    with pytest.raises(ValueError, match=r"expected the encoder\.pt of pretrain or the model\.pt of finetune"):
        build_encoder("tiny", 64, 0.1, tmp_path / "run" / "last.pt")
