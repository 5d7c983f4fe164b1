"""What of a file's own additions is shown, how enlarged pixels are drawn, which panels and tools are at hand."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Literal, get_args

# What dragging with the left button does.
BaseTool = Literal["window", "pan", "zoom"]
DrawingTool = Literal["length", "angle", "rectangle", "ellipse", "text", "arrow", "ratio"]
# What a press in the picture does to the lung mask.
MaskTool = Literal["brush", "eraser", "smart_brush", "polygon", "lasso", "livewire", "fill"]
Tool = BaseTool | DrawingTool | MaskTool
Switch = Literal["planes", "shutter", "sharp", "histogram", "lens", "probe"]
DRAWING: tuple[DrawingTool, ...] = get_args(DrawingTool)
MASKING: tuple[MaskTool, ...] = get_args(MaskTool)


@dataclass(frozen=True)
class Display:
    """``planes``: the file's overlay planes are drawn. ``shutter``: what the file wants covered is covered; each
    radiograph begins that way. ``sharp``: enlarged pixels are blocks. ``histogram``: its panel is open. ``lens``: the
    magnifier follows the pointer. ``probe``: the value under the pointer is told. ``evidence``: None, none is drawn;
    "", that of the first flagged finding; else that of this label, until another radiograph is shown."""

    planes: bool = True
    shutter: bool = True
    sharp: bool = False
    histogram: bool = False
    tool: Tool = "window"
    lens: bool = False
    probe: bool = False
    evidence: str | None = None

    def flipped(self, switch: Switch) -> Display:
        """With one switch the other way."""
        changed: dict[str, Any] = {switch: not getattr(self, switch)}
        return replace(self, **changed)
