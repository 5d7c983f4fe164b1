"""The head on a frozen encoder: who teaches a label, the optimum it is fitted to, and a run from pack to model."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import torch
from sklearn.linear_model import LogisticRegression

from trainer.checkpoint import load_encoder, load_model
from trainer.data.augment import plain
from trainer.data.pack import Pack
from trainer.heads import ScreeningModel
from trainer.recipes.finetune import screening_logits, training_films
from trainer.recipes.pretrain import PretrainConfig, pretrain
from trainer.recipes.probe import ProbeConfig, cell_weights, fit_linear, probe, teaching_films
from trainer.vit import standardise


def test_a_source_of_one_class_does_not_teach() -> None:
    sources = np.array(["both"] * 50 + ["ill"] * 30 + ["nearly"] * 50)
    truth = np.array([0, 1] * 25 + [1] * 30 + [1] * 49 + [0], np.int8)
    truth[0] = -1
    assert np.flatnonzero(teaching_films(truth, sources)).tolist() == list(range(1, 50))


def test_without_such_a_source_every_known_film_teaches() -> None:
    truth = np.array([1] * 30 + [0] * 30 + [-1] * 5, np.int8)
    assert teaching_films(truth, np.array(["ill"] * 30 + ["well"] * 35)).sum() == 60


def test_cells_weigh_by_the_root_of_their_size() -> None:
    weights = cell_weights(np.array(["large"] * 100 + ["small"] * 4), 0.5)
    assert weights.mean() == pytest.approx(1)
    assert weights[:100].sum() / weights[100:].sum() == pytest.approx(10 / 2)
    assert cell_weights(np.array(["a", "b", "b"]), 1.0).tolist() == [1, 1, 1]


def test_the_fit_is_the_optimum_on_standardised_patches() -> None:
    rng = np.random.default_rng(0)
    patches = rng.normal(3, [1, 10, 0.1], (1, 200, 3)).astype(np.float32)
    truth = (patches[0, :, 1] + rng.normal(0, 5, 200) > 3).astype(np.int8)
    slope, bias = fit_linear(patches, truth, np.ones(200), 0.5)
    x = patches[0].astype(np.float64)
    unit = (x - x.mean(0)) / (x.std(0) + 1e-6)
    reference = LogisticRegression(C=0.5).fit(unit, truth)
    assert np.abs(patches[0] @ slope + bias - reference.decision_function(unit)).max() < 0.01
    twice = fit_linear(np.concatenate([patches, patches]), truth, np.ones(200), 0.5)
    assert twice[0] == pytest.approx(slope, abs=1e-4)  # two views of a film are one film


def test_from_pack_to_model(
    pack_path: Path, pack: Pack, tiny_vit: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pretrain(pack_path, tmp_path / "pre", PretrainConfig(vit=tiny_vit, image_size=64, epochs=1, batch_size=8))
    config = ProbeConfig(vit=tiny_vit, image_size=64, views=1, strength=1.0)
    monkeypatch.setattr("trainer.recipes.probe._OF_EACH_CLASS", 1)  # two dozen films
    probe(pack_path, tmp_path / "run", config, init_from=tmp_path / "pre" / "encoder.pt")
    model, kind, size = load_model(tmp_path / "run" / "model.pt")
    assert (kind, size) == ("screening", 64) and isinstance(model, ScreeningModel)
    frozen = load_encoder(tmp_path / "pre" / "encoder.pt").state_dict()
    assert all(torch.equal(value, frozen[name]) for name, value in model.encoder.state_dict().items())
    record = json.loads((tmp_path / "run" / "run.json").read_text())
    assert record["recipe"] == "probe" and record["init_from"] == "pre/encoder.pt"
    train = training_films(pack, ship_only=True)
    logits, truth = screening_logits(model, pack.films[train], 64), pack.targets[train]
    for column in (0, 1):
        ill, well = (logits[truth[:, column] == value, column] for value in (1, 0))
        assert ill.mean() > well.mean() + 0.3
        # the bias is the mean logit of negatives, of which half precision of the pooling keeps some digits
        assert model.head.bias[column].item() == pytest.approx(float(well.mean()), abs=0.3)
    with torch.no_grad():
        found = model(standardise(plain(torch.from_numpy(pack.films[:3]), 64)))
    torch.testing.assert_close(model.head.bias + found.evidence.sum((2, 3)), found.logits)
    kept = list(tmp_path.glob("patches-*.npy"))
    assert len(kept) == 1
    probe(pack_path, tmp_path / "again", config, init_from=tmp_path / "pre" / "encoder.pt")
    assert list(tmp_path.glob("patches-*.npy")) == kept  # read, not computed again
    again, _, _ = load_model(tmp_path / "again" / "model.pt")
    assert all(torch.equal(value, again.state_dict()[name]) for name, value in model.state_dict().items())
