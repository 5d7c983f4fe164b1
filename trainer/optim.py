"""Learning-rate schedule, parameter groups, weight averaging."""

from __future__ import annotations

import math
from collections.abc import Mapping

import torch
from torch import Tensor, nn


def cosine(step: float, total: float, warmup: float) -> float:
    """Linear warm-up to 1, then cosine to 0.01. Any unit of time."""
    if step < warmup:
        return (step + 1) / (warmup + 1)
    share = (step - warmup) / max(1.0, total - warmup)
    return 0.01 + 0.99 * 0.5 * (1 + math.cos(math.pi * min(1.0, share)))


def parameter_groups(model: nn.Module, weight_decay: float, layer_decay: float, depth: int) -> list[dict[str, object]]:
    """Groups with ``scale`` (learning-rate factor): layer ``l`` of ``depth`` gets layer_decay**(depth + 1 - l).

    Vectors (biases, norms) and position tables are not decayed, as in the recipe of DeiT and MAE.
    """
    groups: dict[tuple[int, bool], dict[str, object]] = {}
    for name, parameter in model.named_parameters():
        if not parameter.requires_grad:
            continue
        layer = layer_of(name, depth)
        decays = parameter.ndim > 1 and not name.endswith(("pos_embed", "cls_token"))
        scale = layer_decay ** (depth + 1 - layer)
        group = groups.setdefault(
            (layer, decays), {"params": [], "scale": scale, "weight_decay": weight_decay if decays else 0.0}
        )
        members = group["params"]
        assert isinstance(members, list)
        members.append(parameter)
    return list(groups.values())


def layer_of(name: str, depth: int) -> int:
    """0 for the stem, 1..depth for blocks, depth + 1 for the final norm and heads."""
    inner = name.removeprefix("encoder.")
    if inner.startswith(("patch_embed", "cls_token", "pos_embed")) and inner != name:
        return 0
    if inner.startswith("blocks."):
        return int(inner.split(".")[1]) + 1
    return depth + 1


def set_lr(optimizer: torch.optim.Optimizer, lr: float) -> None:
    """Give every group its share of ``lr``."""
    for group in optimizer.param_groups:
        group["lr"] = lr * group.get("scale", 1.0)


class Average:
    """Exponential moving average of a model's weights; what is evaluated and exported."""

    def __init__(self, model: nn.Module, decay: float) -> None:
        self.decay = decay
        self.state: dict[str, Tensor] = {k: v.detach().clone() for k, v in model.state_dict().items()}
        self.updates = 0

    def update(self, model: nn.Module) -> None:
        """Move towards the model; early on faster, so that the start is forgotten."""
        self.updates += 1
        decay = min(self.decay, (1 + self.updates) / (10 + self.updates))
        for name, value in model.state_dict().items():
            self.state[name].lerp_(value.detach(), 1 - decay)

    def load(self, state: Mapping[str, Tensor], updates: int) -> None:
        """Resume; the averages stay on the model's device, wherever the saved ones lie."""
        for name, value in state.items():
            self.state[name].copy_(value)
        self.updates = updates
