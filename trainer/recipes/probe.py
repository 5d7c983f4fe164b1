"""Screening on an encoder that stays as it is: the evidence head is fitted to its optimum.

The head is linear in the patches, so its best weights are those of a logistic regression on the mean patch: a convex
problem, solved by Newton's method, with no learning rate and no early stopping to choose. The encoder may be a
pretrained or a fine-tuned one.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from trainer.checkpoint import build_encoder
from trainer.config import ConfigError
from trainer.data.augment import Augmentation
from trainer.data.labels import LABELS, UNKNOWN
from trainer.data.pack import load_pack
from trainer.heads import ScreeningModel
from trainer.pooled import pooled_patches
from trainer.recipes.finetune import quick_look, training_films
from trainer.run import Run, device
from trainer.supervised import run_facts

_LEAST_SPREAD = 1e-6
_OF_EACH_CLASS = 20


@dataclass(frozen=True)
class ProbeConfig:
    """``views``: augmented views of every film, beside the film itself. ``strength``: scikit-learn's C, 1 / L2."""

    vit: str = "ti"
    image_size: int = 160
    views: int = 0
    strength: float = 0.003
    balance: float = 0.5  # 0: every cell of the data alike, 1: as they come
    seed: int = 0
    ship_only: bool = True
    augmentation: Augmentation = field(default_factory=Augmentation)

    def __post_init__(self) -> None:
        if self.strength <= 0 or self.views < 0:
            raise ConfigError(f"strength={self.strength} must be above 0, views={self.views} not below")


def probe(pack_path: Path, out: Path, config: ProbeConfig, *, init_from: Path, resume: bool = False) -> None:
    """Fit the head on the frozen encoder ``init_from``; ``out`` gets model.pt and metrics.jsonl.

    What the encoder makes of the films lies in a file beside ``out``, which another run with the same encoder reads.
    """
    pack = load_pack(pack_path)
    train = training_films(pack, config.ship_only)
    run = Run(out, config, run_facts("probe", pack, train, init_from), resume=resume)
    encoder = build_encoder(config.vit, config.image_size, 0.0, init_from).eval()
    model = ScreeningModel(encoder).to(device())
    patches = pooled_patches(
        encoder, pack, train, views=config.views, seed=config.seed, augmentation=config.augmentation, folder=out.parent
    )
    sources, cells = (
        pack.column("source")[train],
        np.char.add(pack.column("source")[train], pack.column("label")[train]),
    )
    for column, label in enumerate(LABELS):
        truth = pack.targets[train, column]
        used = teaching_films(truth, sources)
        if len(np.unique(truth[used])) < 2:
            raise ValueError(f"the training films hold only one class of {label}; look at `spcxr-trainer data index`")
        weight = cell_weights(cells[used], config.balance)
        slope, bias = fit_linear(patches[:, used], truth[used], weight, config.strength)
        typical = float((patches[0] @ slope + bias)[truth == 0].mean())
        with torch.no_grad():  # as ``EvidenceHead.move_to_bias`` would leave it
            model.head.value.weight[column] = torch.from_numpy(slope)
            model.head.bias[column], model.head.offset[column] = typical, bias - typical
        run.log(label=label, films=int(used.sum()), sources=sorted(set(sources[used].tolist())))
    run.save("model.pt", {"model": model.state_dict(), "vit": asdict(encoder.config), "kind": "screening"})
    run.log(**quick_look(model, pack, config.image_size))


def teaching_films(truth: NDArray[np.int8], sources: NDArray[np.str_]) -> NDArray[np.bool_]:
    """Which films [M] teach a label: those of sources with 20 films of each class, for others teach the source.

    Where no source is of that kind, every film with a known label.
    """
    both = [
        name for name in np.unique(sources)
        if min((truth[sources == name] == value).sum() for value in (0, 1)) >= _OF_EACH_CLASS
    ]  # fmt: skip
    known = truth != UNKNOWN
    return known & np.isin(sources, both) if both else known


def cell_weights(cells: NDArray[np.str_], power: float) -> NDArray[np.float64]:
    """Weights [M] of mean 1 that give each cell a say in proportion to its size**power."""
    _, inverse, sizes = np.unique(cells, return_inverse=True, return_counts=True)
    weights = (sizes.astype(float) ** (power - 1))[inverse]
    return np.asarray(weights / weights.mean(), np.float64)


def fit_linear(
    patches: NDArray[np.float32], truth: NDArray[np.int8], weight: NDArray[np.float64], strength: float
) -> tuple[NDArray[np.float32], float]:
    """Weights [F] and bias of a logistic regression on views of films: patches [V, M, F], truth and weight [M]."""
    views, films, width = patches.shape
    x = patches.reshape(views * films, width).astype(np.float64)
    y, w = np.tile(truth, views), np.tile(weight / views, views)
    middle = np.average(x, axis=0, weights=w)
    spread = np.sqrt(np.average((x - middle) ** 2, axis=0, weights=w)) + _LEAST_SPREAD
    fit = LogisticRegression(C=strength, solver="newton-cholesky", max_iter=200)
    fit.fit((x - middle) / spread, y, sample_weight=w)
    slope = fit.coef_[0] / spread
    return slope.astype(np.float32), float(fit.intercept_[0] - slope @ middle)
