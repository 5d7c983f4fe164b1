"""What of a file's own additions is shown, how enlarged pixels are drawn, whether the histogram is open."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Display:
    """``planes``: the file's overlay planes are drawn. ``shutter``: what the file wants covered is covered; each
    radiograph begins that way. ``sharp``: enlarged pixels are blocks. ``histogram``: its panel is open."""

    planes: bool = True
    shutter: bool = True
    sharp: bool = False
    histogram: bool = False
