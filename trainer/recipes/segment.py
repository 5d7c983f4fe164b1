"""Lung segmentation: right and left whole lung, Dice + cross-entropy, pixels marked "ignore" left out."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from torch import Tensor

from trainer.checkpoint import build_encoder
from trainer.data.augment import Augmentation, augment, plain
from trainer.data.pack import IGNORE, Pack, load_pack
from trainer.heads import LUNG_CLASSES, LungModel
from trainer.run import Run, device
from trainer.supervised import Generators, Learner, SupervisedConfig, run_facts
from trainer.vit import standardise

DOUBTFUL_MASKS = "v7-low"  # matched with low confidence; the catalogue says to look before use


@dataclass(frozen=True)
class SegmentConfig(SupervisedConfig):
    """Defaults are the CPU recipe. Adult masks are few, so they are drawn far above their share."""

    films_per_epoch: int = 2400
    batch_size: int = 32
    lr: float = 6e-4
    layer_decay: float = 0.85
    drop_path: float = 0.05
    average: float = 0.995
    balance: float = 0.35
    augmentation: Augmentation = field(default_factory=lambda: Augmentation(scale_low=0.7, rotation=12.0, gamma=1.6))


def segment(pack_path: Path, out: Path, config: SegmentConfig, *, init_from: Path | None, resume: bool = False) -> None:
    """Train a lung model; ``out`` gets model.pt (averaged weights), last.pt (resume) and metrics.jsonl."""
    pack = load_pack(pack_path)
    train = training_films(pack, config.ship_only)
    where = device()
    torch.manual_seed(config.seed)
    model = LungModel(build_encoder(config.vit, config.image_size, config.drop_path, init_from)).to(where)

    def loss_of(batch: NDArray[np.int64], rngs: Generators) -> Tensor:
        films = torch.from_numpy(pack.films[batch]).to(where)
        masks = torch.from_numpy(pack.masks[pack.mask_row[batch]]).to(where)
        x, y = augment(films, rngs, config.image_size, config.augmentation, masks)
        assert y is not None
        with torch.autocast(where.type, torch.bfloat16):
            logits = model(standardise(x))
        return dice_ce_loss(logits.float(), y)

    learner = Learner(model, config, train, pack.column("source")[train])
    run = Run(out, config, run_facts("segment", pack, train, init_from), resume=resume)
    learner.fit(run, "lungs", loss_of)


def training_films(pack: Pack, ship_only: bool) -> NDArray[np.int64]:
    """Films of folds 0-6 with a mask that can be trusted."""
    films = pack.select(folds=range(7), ship_only=ship_only, with_mask=True)
    trusted: NDArray[np.int64] = films[pack.column("mask_kind")[films] != DOUBTFUL_MASKS]
    return trusted


def dice_ce_loss(logits: Tensor, masks: Tensor) -> Tensor:
    """Soft Dice over the two lungs plus cross-entropy; logits [B, 3, S, S], masks uint8 [B, S, S], 255 ignored."""
    wanted = masks.long()
    known = (wanted != IGNORE).unsqueeze(1)  # [B, 1, S, S]
    ce = F.cross_entropy(logits, wanted, ignore_index=IGNORE)
    one_hot = F.one_hot(wanted.clamp(max=LUNG_CLASSES - 1), LUNG_CLASSES).permute(0, 3, 1, 2) * known
    shares = logits.softmax(1) * known
    overlap = (shares * one_hot).sum((0, 2, 3))[1:]
    total = (shares + one_hot).sum((0, 2, 3))[1:]
    return ce + 1 - (2 * overlap / total.clamp(min=1)).mean()


@torch.no_grad()
def lung_maps(
    model: LungModel, films: NDArray[np.uint8], image_size: int, side: int, batch_size: int = 64
) -> NDArray[np.uint8]:
    """Lung labels [M, side, side] (0, 1 right, 2 left) of packed films uint8 [M, P, P]."""
    model.eval()
    where = next(model.parameters()).device
    out = []
    for start in range(0, len(films), batch_size):
        x = plain(torch.from_numpy(films[start : start + batch_size]).to(where), image_size)
        logits = F.interpolate(model(standardise(x)), size=(side, side), mode="bilinear", align_corners=False)
        out.append(logits.argmax(1).to(torch.uint8).cpu())
    return torch.cat(out).numpy()
