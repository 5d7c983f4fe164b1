"""Two networks that others screen and outline chest radiographs with, for timing alone: random weights.

DenseNet-121 (Huang et al., arXiv 1608.06993) at 224 px with 18 outputs, and PSPNet (Zhao et al., arXiv 1612.01105) on a
dilated ResNet-50 (He et al., arXiv 1512.03385; Yu et al., arXiv 1705.09914) at 512 px with 14: the architectures of
torchxrayvision's classifier and of its anatomical segmentation (Cohen et al., arXiv 2111.00595).
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor, nn


def densenet121(outputs: int = 18) -> nn.Sequential:
    """Grey films [B, 1, 224, 224] -> logits [B, outputs]. Growth 32, blocks of 6, 12, 24, 16, compression 1/2."""
    width, layers = 64, [nn.Conv2d(1, 64, 7, 2, 3, bias=False), nn.BatchNorm2d(64), nn.ReLU(), nn.MaxPool2d(3, 2, 1)]
    for number, depth in enumerate((6, 12, 24, 16)):
        if number:
            layers += [nn.BatchNorm2d(width), nn.ReLU(), nn.Conv2d(width, width // 2, 1, bias=False), nn.AvgPool2d(2)]
            width //= 2
        layers += [_Dense(width + 32 * i) for i in range(depth)]
        width += 32 * depth
    return nn.Sequential(
        *layers, nn.BatchNorm2d(width), nn.ReLU(), nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(width, outputs)
    )


class _Dense(nn.Module):
    """One layer of a dense block: 32 more channels beside what came in."""

    def __init__(self, inputs: int, growth: int = 32) -> None:
        super().__init__()
        self.new = nn.Sequential(
            nn.BatchNorm2d(inputs), nn.ReLU(), nn.Conv2d(inputs, 4 * growth, 1, bias=False),
            nn.BatchNorm2d(4 * growth), nn.ReLU(), nn.Conv2d(4 * growth, growth, 3, padding=1, bias=False),
        )  # fmt: skip

    def forward(self, x: Tensor) -> Tensor:
        return torch.cat([x, self.new(x)], 1)


class PSPNet(nn.Module):
    """Films [B, 3, S, S] -> logits [B, outputs, S, S]: features at S/8, pooled at four scales, three doublings."""

    def __init__(self, outputs: int = 14) -> None:
        super().__init__()
        self.features = nn.Sequential(
            _conv(3, 64, 7, 2), nn.MaxPool2d(3, 2, 1), *_stage(64, 64, 3), *_stage(256, 128, 4, stride=2),
            *_stage(512, 256, 6, dilation=2), *_stage(1024, 512, 3, dilation=4),
        )  # fmt: skip
        self.scales = nn.ModuleList(
            nn.Sequential(nn.AdaptiveAvgPool2d(bins), nn.Conv2d(2048, 2048, 1, bias=False)) for bins in (1, 2, 3, 6)
        )
        self.merge = nn.Sequential(nn.Conv2d(5 * 2048, 1024, 1), nn.ReLU())
        self.up = nn.Sequential(*map(_Double, (1024, 256, 64), (256, 64, 64)))
        self.last = nn.Conv2d(64, outputs, 1)

    def forward(self, films: Tensor) -> Tensor:
        x = self.features(films)
        pooled = [F.interpolate(scale(x), x.shape[2:], mode="bilinear", align_corners=False) for scale in self.scales]
        return self.last(self.up(self.merge(torch.cat([*pooled, x], 1))))


class _Double(nn.Module):
    """Twice the size, then a convolution."""

    def __init__(self, inputs: int, outputs: int) -> None:
        super().__init__()
        self.layers = nn.Sequential(nn.Conv2d(inputs, outputs, 3, padding=1), nn.BatchNorm2d(outputs), nn.PReLU())

    def forward(self, x: Tensor) -> Tensor:
        return self.layers(F.interpolate(x, scale_factor=2.0, mode="bilinear", align_corners=False))


class _Bottleneck(nn.Module):
    """A residual block of ResNet-50."""

    def __init__(self, inputs: int, width: int, stride: int, dilation: int) -> None:
        super().__init__()
        self.body = nn.Sequential(
            _conv(inputs, width, 1), _conv(width, width, 3, stride, dilation),
            nn.Conv2d(width, 4 * width, 1, bias=False), nn.BatchNorm2d(4 * width),
        )  # fmt: skip
        same = inputs == 4 * width and stride == 1
        self.short = nn.Identity() if same else _conv(inputs, 4 * width, 1, stride)[:2]

    def forward(self, x: Tensor) -> Tensor:
        return F.relu(self.body(x) + self.short(x))


def _stage(inputs: int, width: int, depth: int, stride: int = 1, dilation: int = 1) -> list[nn.Module]:
    first = _Bottleneck(inputs, width, stride, dilation)
    return [first, *(_Bottleneck(4 * width, width, 1, dilation) for _ in range(depth - 1))]


def _conv(inputs: int, outputs: int, side: int, stride: int = 1, dilation: int = 1) -> nn.Sequential:
    padding = dilation * (side - 1) // 2
    layer = nn.Conv2d(inputs, outputs, side, stride, padding, dilation, bias=False)
    return nn.Sequential(layer, nn.BatchNorm2d(outputs), nn.ReLU())
