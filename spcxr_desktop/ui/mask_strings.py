"""Texts about editing the lung mask, in the window's language."""

from __future__ import annotations

from spcxr_desktop.app.display import MaskTool
from spcxr_desktop.app.mask_numbers import LabelNumbers
from spcxr_desktop.app.mask_sheet import Proposal
from spcxr_desktop.app.mask_tools import MaskTools
from spcxr_desktop.domain.masks import Label
from spcxr_desktop.domain.radiograph import Radiograph
from spcxr_desktop.domain.turn import Turn
from spcxr_desktop.ui.translation import number, tr

STEPS: dict[str, str] = {
    "brush": "Brush", "eraser": "Eraser", "smart_brush": "Smart brush", "polygon": "Polygon", "lasso": "Lasso",
    "livewire": "Livewire", "fill": "Fill",
}  # fmt: skip
"""What undo calls a step of each tool."""

_HOW: dict[MaskTool, str] = {
    "brush": "[ and ] change the size, Ctrl takes away",
    "eraser": "[ and ] change the size",
    "smart_brush": "keeps to the grey under the first touch; Ctrl takes away",
    "polygon": "click the corners, Enter closes, Ctrl takes away",
    "lasso": "drag around it, Ctrl takes away",
    "livewire": "click along the edge, Enter closes, Ctrl takes away",
    "fill": "click what is to be filled, Ctrl takes away",
}
_TIPS = ("brush", "eraser", "smart_brush")


def hint(tool: MaskTool, label: Label | None, tools: MaskTools, film: Radiograph | None) -> str:
    """Tool, label, size and what to do."""
    if label is None or film is None:
        return tr("This frame has no mask to edit")
    name = tr(label.name)
    if label.locked:
        return tr(f"{name} is locked")
    if not label.visible:
        return tr(f"{name} is hidden")
    said = [tr(STEPS[tool])]
    if tool != "eraser":
        said.append(name)
    if tool in _TIPS:
        said.append(tr(number(tools.said(film))))
    return "  ·  ".join([*said, tr(_HOW[tool])])


def proposal(value: Proposal, label: Label | None) -> str:
    """What is proposed, of which label, and how to take it or leave it."""
    named = [tr(label.name)] if label is not None and value.operation != "refine" else []
    said = [tr(value.name), *named, tr("green is added, pink is taken away"), tr("Enter accepts, Esc leaves it")]
    return "  ·  ".join(said)


def numbers(right: LabelNumbers, left: LabelNumbers, film: Radiograph) -> str:
    """Heights, ratio of areas and what differs from the model's mask, one line each."""
    lines = [tr("Edited by the reader")]
    lines.append(tr(f"Height: right {_height(right, film)}, left {_height(left, film)}"))
    if left.pixels:
        lines.append(tr(f"Area right to left: {right.pixels / left.pixels:.2f}"))
    for side, found in (("Right", right), ("Left", left)):
        if found.model_pixels and found.dice is not None:
            change = number(f"{100 * (found.pixels / found.model_pixels - 1):+.1f}")
            lines.append(tr(f"{side} against the model: {change} %, Dice {found.dice:.3f}"))
    return "\n".join(lines)


def _height(found: LabelNumbers, film: Radiograph) -> str:
    """Along the upright film, in cm where its spacing is known."""
    if film.spacing is None:
        return f"{found.lines} px"
    across = Turn.upright(film.orientation).swaps
    return f"{found.lines * (film.spacing.column_mm if across else film.spacing.row_mm) / 10:.1f} cm"
