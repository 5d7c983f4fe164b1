"""GMML pretraining: hide groups of patches, paint them back, keep the encoder. No labels are read."""

from __future__ import annotations

import time
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import torch
from torch import Tensor

from trainer.data.augment import Augmentation, augment, film_rngs, plain
from trainer.data.pack import Pack, load_pack
from trainer.gmml import GMML, Corruption, corrupt, draw_corruption, reconstruction_loss, to_pixels
from trainer.optim import cosine, parameter_groups, set_lr
from trainer.run import Run, device
from trainer.vit import VisionTransformer, standardise, vit_config


@dataclass(frozen=True)
class PretrainConfig:
    """Defaults are the CPU recipe; a GPU takes image_size=224, batch_size=512."""

    vit: str = "ti"
    image_size: int = 112
    epochs: int = 60
    batch_size: int = 128
    views: int = 1
    lr: float = 1e-3  # for a batch of 256; scaled linearly
    warmup_epochs: int = 4
    weight_decay: float = 0.05
    clip: float = 1.0
    seed: int = 0
    ship_only: bool = True
    corruption: Corruption = field(default_factory=Corruption)
    augmentation: Augmentation = field(
        default_factory=lambda: Augmentation(scale_low=0.6, gamma=1.2, blur_probability=0.1, erase_probability=0.0)
    )


def pretrain(pack_path: Path, out: Path, config: PretrainConfig, *, resume: bool = False) -> None:
    """Train for ``config.epochs`` epochs; ``out`` gets encoder.pt (weights), last.pt (resume) and panels."""
    pack = load_pack(pack_path)
    train = pack.select(folds=range(7), ship_only=config.ship_only)
    if len(train) < config.batch_size:
        raise ValueError(
            f"{len(train)} films of folds 0-6 are fewer than one batch; set batch_size={max(1, len(train))} or less, "
            "or ship_only=false for films whose licence forbids giving the model away"
        )
    where = device()
    torch.manual_seed(config.seed)
    vit = vit_config(config.vit, config.image_size)
    model = GMML(VisionTransformer(vit)).to(where)
    optimizer = torch.optim.AdamW(parameter_groups(model, config.weight_decay, 1.0, vit.depth), lr=config.lr)
    run = Run(out, config, {"pack_sha256": pack.sha256, "films": len(train), "recipe": "pretrain"}, resume=resume)
    first = 0
    if (saved := run.load("last.pt")) is not None:
        model.load_state_dict(saved["model"])
        optimizer.load_state_dict(saved["optimizer"])
        first = saved["epoch"] + 1
    films = torch.from_numpy(pack.films).to(where)
    for epoch in range(first, config.epochs):
        metrics = _epoch(model, optimizer, films, train, epoch, config)
        run.log(epoch=epoch, **metrics)
        # last.pt last: whoever is killed between the two repeats the epoch instead of keeping an older encoder
        run.save("encoder.pt", {"encoder": model.encoder.state_dict(), "vit": asdict(vit), "epoch": epoch})
        run.save("last.pt", {"model": model.state_dict(), "optimizer": optimizer.state_dict(), "epoch": epoch})
        _panel(model, pack, config, out / "panel.png")
        if run.stop_asked:
            run.log(stopped_after=epoch)
            return


def _epoch(
    model: GMML, optimizer: torch.optim.Optimizer, films: Tensor, train: np.ndarray, epoch: int, config: PretrainConfig
) -> dict[str, Any]:
    """One pass over the training films in an order drawn from (seed, epoch)."""
    model.train()
    torch.manual_seed(hash((config.seed, epoch)))  # drop path; films have their own generators
    order = np.random.default_rng((config.seed, epoch)).permutation(train)
    steps = len(order) // config.batch_size
    start, losses = time.time(), []
    for step in range(steps):
        set_lr(
            optimizer,
            config.lr * config.batch_size / 256 * cosine(epoch + step / steps, config.epochs, config.warmup_epochs),
        )
        batch = order[step * config.batch_size : (step + 1) * config.batch_size]
        loss = torch.stack(
            [_view_loss(model, films, batch, epoch, view, config) for view in range(config.views)]
        ).mean()
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), config.clip)
        optimizer.step()
        losses.append(loss.detach())
    seconds = time.time() - start
    return {"loss": float(torch.stack(losses).mean()), "films_per_s": round(steps * config.batch_size / seconds, 1)}


def _view_loss(model: GMML, films: Tensor, batch: np.ndarray, epoch: int, view: int, config: PretrainConfig) -> Tensor:
    """Crop, corrupt, paint back, compare."""
    vit = model.encoder.config
    rngs = film_rngs(config.seed, epoch, batch, view)
    augmented, _ = augment(films[batch], rngs, config.image_size, config.augmentation)
    clean = standardise(augmented)  # [B, 1, S, S]
    mask, donors, noise = draw_corruption(rngs, vit.grid, config.image_size, config.corruption)
    mask, donors, noise = mask.to(clean.device), donors.to(clean.device), noise.to(clean.device)
    pixels = to_pixels(mask, vit.patch_size)
    with torch.autocast(clean.device.type, torch.bfloat16):
        painted = model(corrupt(clean, pixels, donors, noise))
    return reconstruction_loss(painted, clean, pixels)


@torch.no_grad()
def _panel(model: GMML, pack: Pack, config: PretrainConfig, path: Path) -> None:
    """Six validation films: clean, corrupted, painted. The quickest way to see whether anything is learnt."""
    held = pack.select(folds=[7], ship_only=True)
    if not len(held):
        return
    model.eval()
    chosen = held[:: max(1, len(held) // 6)][:6]
    where = next(model.parameters()).device
    clean = standardise(plain(torch.from_numpy(pack.films[chosen]).to(where), config.image_size))
    rngs = film_rngs(config.seed, 0, chosen)
    mask, donors, noise = draw_corruption(rngs, model.encoder.config.grid, config.image_size, config.corruption)
    pixels = to_pixels(mask.to(where), model.encoder.config.patch_size)
    corrupted = corrupt(clean, pixels, donors.to(where), noise.to(where))
    rows = torch.stack([clean, corrupted, model(corrupted).float()], 1)  # [6, 3, 1, S, S]
    picture = rows.squeeze(2).permute(1, 2, 0, 3).flatten(0, 1).flatten(1)  # [3 S, 6 S]
    cv2.imwrite(str(path), ((picture * 0.25 + 0.5).clamp(0, 1) * 255).byte().cpu().numpy())
