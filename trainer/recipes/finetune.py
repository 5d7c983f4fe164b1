"""Fine-tuning for screening: multi-label, unknown labels masked, sources and labels balanced."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from torch import Tensor

from trainer.checkpoint import build_encoder
from trainer.data.augment import Augmentation, augment, plain
from trainer.data.labels import LABELS, UNKNOWN
from trainer.data.pack import Pack, load_pack
from trainer.evaluation.metrics import auroc
from trainer.heads import ScreeningModel
from trainer.run import Run, device
from trainer.supervised import Generators, Learner, SupervisedConfig, run_facts
from trainer.vit import standardise


@dataclass(frozen=True)
class FinetuneConfig(SupervisedConfig):
    """Defaults are the CPU recipe."""

    augmentation: Augmentation = field(default_factory=Augmentation)


def finetune(
    pack_path: Path, out: Path, config: FinetuneConfig, *, init_from: Path | None, resume: bool = False
) -> None:
    """Train a screening model; ``out`` gets model.pt (averaged weights), last.pt (resume) and metrics.jsonl."""
    pack = load_pack(pack_path)
    train = training_films(pack, config.ship_only)
    where = device()
    torch.manual_seed(config.seed)
    model = ScreeningModel(build_encoder(config.vit, config.image_size, config.drop_path, init_from)).to(where)
    films = torch.from_numpy(pack.films).to(where)
    wanted = torch.from_numpy(pack.targets.astype(np.float32)).to(where)

    def loss_of(batch: NDArray[np.int64], rngs: Generators) -> Tensor:
        x, _ = augment(films[batch], rngs, config.image_size, config.augmentation)
        with torch.autocast(where.type, torch.bfloat16):
            logits = model(standardise(x)).logits
        return masked_bce(logits.float(), wanted[batch])

    cells = np.char.add(pack.column("source")[train], pack.column("label")[train])
    learner = Learner(model, config, train, cells)
    run = Run(out, config, run_facts("finetune", pack, train, init_from), resume=resume)
    learner.fit(run, "screening", loss_of)
    centre_evidence(model, pack, train)
    run.save("model.pt", {"model": model.state_dict(), "vit": asdict(model.encoder.config), "kind": "screening"})
    run.log(**quick_look(model, pack, config.image_size))


def training_films(pack: Pack, ship_only: bool) -> NDArray[np.int64]:
    """Films of folds 0-6 with at least one known label."""
    films = pack.select(folds=range(7), ship_only=ship_only)
    return films[(pack.targets[films] != UNKNOWN).any(1)]


@torch.no_grad()
def centre_evidence(model: ScreeningModel, pack: Pack, train: NDArray[np.int64]) -> None:
    """Each label's bias becomes the mean logit of its negative training films; no logit changes."""
    logits = screening_logits(model, pack.films[train], model.encoder.config.image_size)
    negative = pack.targets[train] == 0
    typical = [logits[negative[:, k], k].mean() if negative[:, k].any() else 0.0 for k in range(len(LABELS))]
    bias = model.head.bias
    model.head.move_to_bias(torch.tensor(typical, dtype=bias.dtype, device=bias.device))


def masked_bce(logits: Tensor, wanted: Tensor) -> Tensor:
    """Binary cross-entropy over known labels only: logits, wanted [B, 3], wanted in {0, 1, -1 unknown}."""
    known = wanted != UNKNOWN
    loss = F.binary_cross_entropy_with_logits(logits, wanted.clamp(min=0), reduction="none")
    return (loss * known).sum() / known.sum().clamp(min=1)


@torch.no_grad()
def screening_logits(
    model: ScreeningModel, films: NDArray[np.uint8], image_size: int, batch_size: int = 128
) -> NDArray[np.float32]:
    """Logits [M, 3] of packed films uint8 [M, P, P]; float32 arithmetic, as in the exported graph."""
    model.eval()
    where = next(model.parameters()).device
    out = []
    for start in range(0, len(films), batch_size):
        x = plain(torch.from_numpy(films[start : start + batch_size]).to(where), image_size)
        out.append(model(standardise(x)).logits.float().cpu())
    return torch.cat(out).numpy()


def quick_look(model: ScreeningModel, pack: Pack, image_size: int) -> dict[str, float]:
    """AUROC per label and source on folds 7-8, for the log; ``evaluate`` gives the honest table."""
    rows = pack.select(folds=(7, 8), ship_only=False)
    logits = screening_logits(model, pack.films[rows], image_size)
    sources, found = pack.column("source")[rows], {}
    for column, label in enumerate(LABELS):
        truth = pack.targets[rows, column]
        for source in np.unique(sources):
            here = (sources == source) & (truth != UNKNOWN)
            if len(np.unique(truth[here])) == 2:
                found[f"auroc/{label}/{source}"] = float(auroc(truth[here], logits[here, column]))
    return found
