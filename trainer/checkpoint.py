"""Weights in and out: encoders from pretraining at any resolution or fresh, fine-tuned models."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch

from trainer.heads import LungModel, ScreeningModel
from trainer.vit import VisionTransformer, ViTConfig, resample_positions, vit_config


def init_name(init_from: Path | None) -> str:
    """How a run record names where its encoder came from, without a path of this machine."""
    return f"{init_from.parent.name}/{init_from.name}" if init_from else "scratch"


def build_encoder(size: str, image_size: int, drop_path: float, init_from: Path | None) -> VisionTransformer:
    """A fresh encoder, or one with the weights of ``init_from``, positions resampled.

    ``init_from``: the ``encoder.pt`` of a pretraining, or the ``model.pt`` of a fine-tuning, whose head is left out.
    Raises ValueError when the checkpoint is of another width or depth than ``size``, or holds no encoder.
    """
    config = vit_config(size, image_size, drop_path)
    encoder = VisionTransformer(config)
    if init_from is None:
        return encoder
    saved = _encoder_part(init_from)
    theirs = ViTConfig(**saved["vit"])
    if (theirs.dim, theirs.depth, theirs.patch_size) != (config.dim, config.depth, config.patch_size):
        raise ValueError(
            f"{init_from} holds a ViT of width {theirs.dim} and depth {theirs.depth}; expected {config.dim} and "
            f"{config.depth}. Set vit= to the size it was trained with."
        )
    state = dict(saved["encoder"])
    state["pos_embed"] = resample_positions(state["pos_embed"], config.grid)
    encoder.load_state_dict(state)
    return encoder


def _encoder_part(path: Path) -> dict[str, Any]:
    """``vit`` and ``encoder`` of either kind of checkpoint. Raises ValueError where it is neither."""
    saved: dict[str, Any] = torch.load(path, map_location="cpu", weights_only=True)
    if "encoder" in saved:
        return saved
    if "kind" not in saved:
        raise ValueError(f"{path} holds no encoder; expected the encoder.pt of pretrain or the model.pt of finetune")
    inner = {name: value for name, value in saved["model"].items() if name.startswith("encoder.")}
    return {"vit": saved["vit"], "encoder": {name.removeprefix("encoder."): value for name, value in inner.items()}}


def load_encoder(path: Path) -> VisionTransformer:
    """A pretrained encoder as it was trained, from a run's encoder.pt."""
    saved = _read(path, "encoder", "pretrain")
    encoder = VisionTransformer(ViTConfig(**saved["vit"]))
    encoder.load_state_dict(saved["encoder"])
    return encoder.eval()


def load_model(path: Path) -> tuple[ScreeningModel | LungModel, str, int]:
    """A fine-tuned model, its kind ("screening" or "lungs") and its image side, from a run's model.pt."""
    saved = _read(path, "kind", "finetune or segment")
    kinds: dict[str, type[ScreeningModel] | type[LungModel]] = {"screening": ScreeningModel, "lungs": LungModel}
    config = ViTConfig(**saved["vit"])
    model = kinds[saved["kind"]](VisionTransformer(config))
    model.load_state_dict(saved["model"])
    return model.eval(), saved["kind"], config.image_size


def _read(path: Path, key: str, recipe: str) -> dict[str, Any]:
    saved: dict[str, Any] = torch.load(path, map_location="cpu", weights_only=True)
    if key not in saved:
        name = "encoder.pt" if key == "encoder" else "model.pt"
        raise ValueError(f"{path} is another kind of checkpoint; expected the {name} of a run of {recipe}")
    return saved
