"""What every fine-tuning recipe shares: balanced epochs, layer-wise learning rates, averaged weights, resumption."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from trainer.checkpoint import init_name
from trainer.config import ConfigError
from trainer.data.augment import film_rngs
from trainer.data.pack import Pack
from trainer.data.sampling import balanced_order, occurrences
from trainer.heads import LungModel, ScreeningModel
from trainer.optim import Average, cosine, parameter_groups, set_lr
from trainer.run import Run

Generators = list[np.random.Generator]
LossOf = Callable[[NDArray[np.int64], Generators], Tensor]  # (film indices [B], a generator for each) -> scalar


@dataclass(frozen=True)
class SupervisedConfig:
    """Settings of any fine-tuning; recipes give their own defaults."""

    vit: str = "ti"
    image_size: int = 160
    epochs: int = 12
    films_per_epoch: int = 4000
    batch_size: int = 64
    lr: float = 5e-4
    layer_decay: float = 0.75
    warmup_epochs: int = 1
    weight_decay: float = 0.05
    drop_path: float = 0.1
    clip: float = 1.0
    average: float = 0.998  # decay of the averaged weights, which are the ones kept
    balance: float = 0.5  # 0: every cell of the data alike, 1: as they come
    seed: int = 0
    ship_only: bool = True

    def __post_init__(self) -> None:
        if self.films_per_epoch < self.batch_size:
            raise ConfigError(
                f"films_per_epoch={self.films_per_epoch} is less than one batch; raise it, or lower "
                f"batch_size={self.batch_size}"
            )


class Learner:
    """A model in training on the films ``train`` of a pack, ``cells`` [M] saying what is to be balanced."""

    def __init__(
        self,
        model: ScreeningModel | LungModel,
        config: SupervisedConfig,
        train: NDArray[np.int64],
        cells: NDArray[np.str_],
    ) -> None:
        if not len(train):
            raise ValueError("no film of folds 0-6 has what is to be learnt; look at `spcxr-trainer data index`")
        self.model, self.config, self.train, self.cells = model, config, train, cells
        depth = model.encoder.config.depth
        groups = parameter_groups(model, config.weight_decay, config.layer_decay, depth)
        self.optimizer = torch.optim.AdamW(groups, lr=config.lr)
        self.average = Average(model, config.average)

    def fit(self, run: Run, kind: str, loss_of: LossOf) -> None:
        """Train to the end or to a signal; the model then holds the averaged weights.

        The last epoch is kept: choosing the best on validation would make the validation figures optimistic.
        """
        for epoch in range(self._resume(run), self.config.epochs):
            run.log(epoch=epoch, **self._epoch(epoch, loss_of))
            # last.pt last: whoever is killed between the two repeats the epoch instead of keeping an older model
            vit = asdict(self.model.encoder.config)
            run.save("model.pt", {"model": self.average.state, "vit": vit, "kind": kind})
            run.save("last.pt", self._state(epoch))
            if run.stop_asked:
                run.log(stopped_after=epoch)
                break
        self.model.load_state_dict(self.average.state)

    def _epoch(self, epoch: int, loss_of: LossOf) -> dict[str, Any]:
        config = self.config
        self.model.train()
        torch.manual_seed(hash((config.seed, epoch)))  # drop path; films have their own generators
        rng = np.random.default_rng((config.seed, epoch))
        order = self.train[balanced_order(self.cells, config.films_per_epoch, config.balance, rng)]
        views = occurrences(order)  # a film of a small cell comes several times, each time as another view
        steps = config.films_per_epoch // config.batch_size
        start, losses = time.time(), []
        for step in range(steps):
            set_lr(self.optimizer, config.lr * cosine(epoch + step / steps, config.epochs, config.warmup_epochs))
            part = slice(step * config.batch_size, (step + 1) * config.batch_size)
            loss = loss_of(order[part], film_rngs(config.seed, epoch, order[part], views[part]))
            self.optimizer.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(self.model.parameters(), config.clip)
            self.optimizer.step()
            self.average.update(self.model)
            losses.append(loss.detach())
        pace = steps * config.batch_size / (time.time() - start)
        return {"loss": float(torch.stack(losses).mean()), "films_per_s": round(pace, 1)}

    def _state(self, epoch: int) -> dict[str, Any]:
        return {
            "model": self.model.state_dict(), "optimizer": self.optimizer.state_dict(), "epoch": epoch,
            "average": self.average.state, "updates": self.average.updates,
        }  # fmt: skip

    def _resume(self, run: Run) -> int:
        saved = run.load("last.pt")
        if saved is None:
            return 0
        self.model.load_state_dict(saved["model"])
        self.optimizer.load_state_dict(saved["optimizer"])
        self.average.load(saved["average"], saved["updates"])
        return int(saved["epoch"]) + 1


def run_facts(recipe: str, pack: Pack, train: NDArray[np.int64], init_from: Path | None) -> dict[str, Any]:
    """What a run record says about its data and start."""
    return {
        "recipe": recipe, "pack_sha256": pack.sha256, "films": len(train), "sources": pack.sources(train),
        "init_from": init_name(init_from),
    }  # fmt: skip
