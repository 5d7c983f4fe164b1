"""A checkpoint's figures: beside file facts, thumbnails, an untrained network and the same one from scratch."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from numpy.typing import ArrayLike

from trainer.checkpoint import load_encoder, load_model
from trainer.data.pack import Pack, load_pack
from trainer.evaluation.evaluate import evaluate_screening, evaluate_segmentation, write
from trainer.evaluation.floors import Floor, probe_floor
from trainer.evaluation.random_features import encoder_features, random_features
from trainer.heads import LungModel, ScreeningModel
from trainer.recipes.finetune import screening_logits
from trainer.recipes.finetune import training_films as labelled_films
from trainer.recipes.segment import lung_maps, training_films


def evaluate(pack_path: Path, run: Path, out: Path, *, scratch: Path | None, pretrained: Path | None) -> dict[str, Any]:
    """Validate ``run`` on folds 7-8 of the pack; write report.json and report.md into ``out``."""
    pack = load_pack(pack_path)
    model, _, image_size = load_model(run / "model.pt")
    record = json.loads((run / "run.json").read_text())
    ship_only = bool(record["config"]["ship_only"])
    if isinstance(model, LungModel):
        result = _lungs(model, pack, image_size, ship_only)
    else:
        result = _screening(model, pack, image_size, ship_only, scratch, pretrained)
    result["run"] = {key: record[key] for key in ("recipe", "config", "init_from", "revision", "started")}
    write(result, out, "report")
    return result


def _screening(
    model: ScreeningModel, pack: Pack, image_size: int, ship_only: bool, scratch: Path | None, pretrained: Path | None
) -> dict[str, Any]:
    train = labelled_films(pack, ship_only)
    held = pack.select(folds=(7, 8), ship_only=False)
    features = random_features(pack.films, config=model.encoder.config)
    extra: dict[str, ArrayLike | Floor] = {"untrained probe": probe_floor(features, pack, train, held)}
    if pretrained is not None:
        encoder = load_encoder(pretrained)
        extra["pretrained probe"] = probe_floor(encoder_features(encoder, pack.films), pack, train, held)
    if scratch is not None:
        rival, _, rival_size = load_model(scratch / "model.pt")
        assert isinstance(rival, ScreeningModel)
        extra["trained from scratch"] = screening_logits(rival, pack.films[held], rival_size)
    logits = screening_logits(model, pack.films[held], image_size)
    return evaluate_screening(logits, pack, train, held, extra)


def _lungs(model: LungModel, pack: Pack, image_size: int, ship_only: bool) -> dict[str, Any]:
    held = pack.select(folds=(7, 8), ship_only=False, with_mask=True)
    predicted = lung_maps(model, pack.films[held], image_size, pack.size)
    return evaluate_segmentation(predicted, pack, training_films(pack, ship_only), held)
