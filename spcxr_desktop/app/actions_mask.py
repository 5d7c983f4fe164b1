"""Rows about editing the lung mask: tools that paint, operations on a whole label, what to compare with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Literal

from spcxr_desktop.app.action import Action, Context
from spcxr_desktop.app.changes import Changes
from spcxr_desktop.app.display import MASKING, MaskTool
from spcxr_desktop.app.mask_operations import OPERATIONS
from spcxr_desktop.app.workbench import Workbench

OUTLINES = ("polygon", "lasso", "livewire")
TIPS = ("brush", "eraser", "smart_brush")
Switch = Literal["with_zoom", "keep_others", "only_inside", "compare"]


def has_mask(bench: Workbench) -> bool:
    """Whether there is a mask that may be edited: pixels, in grey, on the frame that is analysed."""
    return bench.masks.sheet is not None


def masking(bench: Workbench) -> bool:
    """Whether a tool that paints is at hand."""
    return bench.session.display.tool in MASKING and has_mask(bench)


def _has_tip(bench: Workbench) -> bool:
    return bench.session.display.tool in TIPS and has_mask(bench)


def _has_label(bench: Workbench) -> bool:
    sheet = bench.masks.sheet if has_mask(bench) else None
    if sheet is None:
        return False
    value = bench.masks.tools.label
    if sheet.edited:
        return sheet.numbers(value).pixels > 0
    known = {1: sheet.lungs.right_px, 2: sheet.lungs.left_px} if sheet.lungs is not None else {}
    return known.get(value, 0) > 0


def _edited(bench: Workbench) -> bool:
    sheet = bench.masks.sheet if has_mask(bench) else None
    return sheet is not None and sheet.edited and sheet.lungs is not None


def _modelled(bench: Workbench) -> bool:
    sheet = bench.masks.sheet if has_mask(bench) else None
    return sheet is not None and sheet.lungs is not None


def _can_refine(bench: Workbench) -> bool:
    return has_mask(bench) and bench.refiner.possible


def _can_accept(bench: Workbench) -> bool:
    sheet = bench.masks.sheet if has_mask(bench) else None
    waits = sheet is not None and sheet.proposal is not None
    return waits or bench.session.display.tool in OUTLINES


def _take(tool: MaskTool, context: Context) -> Changes:
    return context.bench.set_tool(tool)


def _at_hand(tool: MaskTool, bench: Workbench) -> bool:
    return bench.session.display.tool == tool


def _swap(context: Context) -> Changes:
    """Between brush and eraser; from any other tool to the brush."""
    return context.bench.set_tool("eraser" if context.bench.session.display.tool == "brush" else "brush")


def _step(steps: float, context: Context) -> Changes:
    sheet, masks = context.bench.masks.sheet, context.bench.masks
    return masks.set_tools(masks.tools.larger(sheet.film, steps)) if sheet is not None else Changes()


def _flip(switch: Switch, context: Context) -> Changes:
    masks = context.bench.masks
    changed = {switch: not getattr(masks.tools, switch)}
    return masks.set_tools(replace(masks.tools, **changed))


def _is_on(switch: Switch, bench: Workbench) -> bool:
    return bool(getattr(bench.masks.tools, switch))


def _operate(name: str, context: Context) -> Changes:
    return OPERATIONS[name](context.bench.masks)


def _tool(tool: MaskTool, title: str, key: str, icon: str, toolbar: bool = False, separator: bool = False) -> Action:
    return Action(
        f"mask.{tool}", title, "Lungs", partial(_take, tool), (key,), icon, has_mask, partial(_at_hand, tool),
        separator=separator, toolbar=toolbar,
    )  # fmt: skip


def _switch(switch: Switch, title: str, keys: tuple[str, ...], enabled: Callable[[Workbench], bool]) -> Action:
    return Action(
        f"mask.{switch}", title, "Lungs", partial(_flip, switch), keys, enabled=enabled, checked=partial(_is_on, switch)
    )


def _whole(name: str, title: str, separator: bool = False) -> Action:
    return Action(
        f"mask.{name}", title, "Lungs", partial(_operate, name), enabled=_has_label, separator=separator
    )


MASK_ROWS: tuple[Action, ...] = (
    _tool("brush", "Brush", "B", "brush", toolbar=True, separator=True),
    _tool("eraser", "Eraser", "E", "eraser", toolbar=True),
    Action("mask.swap", "Swap brush and eraser", "Lungs", _swap, ("X",), enabled=has_mask),
    _tool("smart_brush", "Smart brush", "Shift+B", "smart_brush"),
    _tool("polygon", "Polygon", "P", "polygon", toolbar=True),
    _tool("lasso", "Freehand outline", "Shift+P", "lasso"),
    _tool("livewire", "Outline along edges", "Shift+W", "livewire"),
    _tool("fill", "Fill", "F", "fill"),
    Action("mask.smaller", "Smaller tip", "Lungs", partial(_step, -1), ("[",), enabled=_has_tip),
    Action("mask.larger", "Larger tip", "Lungs", partial(_step, 1), ("]",), enabled=_has_tip),
    _switch("with_zoom", "Tip scales with zoom", (), has_mask),
    _switch("keep_others", "Paint over no other label", ("L",), has_mask),
    _switch("only_inside", "Paint only inside the model's lungs", (), _modelled),
    Action(
        "mask.accept", "Accept what is proposed, close the outline", "Lungs", lambda c: c.shell.accept(),
        ("Return", "Enter"), enabled=_can_accept, in_picture=True,
    ),
    _whole("fill_holes", "Fill holes", separator=True),
    _whole("keep_largest", "Keep the largest piece"),
    _whole("remove_islands", "Remove small pieces"),
    _whole("smooth", "Smooth…"),
    _whole("grow", "Grow…"),
    _whole("shrink", "Shrink…"),
    Action(
        "mask.refine", "Refine here: ask the model around your correction", "Lungs",
        lambda c: c.bench.refiner.refine(), ("Ctrl+R",), enabled=_can_refine, separator=True,
    ),
    Action(
        "mask.compare", "Compare with the model", "Lungs", partial(_flip, "compare"), ("Shift+C",), enabled=_edited,
        checked=partial(_is_on, "compare"),
    ),
    Action(
        "mask.back_to_model", "Back to the model's lungs", "Lungs", lambda c: c.bench.masks.back_to_model(),
        enabled=_edited,
    ),
)  # fmt: skip

MASK_REASONS: dict[object, str] = {
    has_mask: "There is no mask to edit on this picture",
    _has_tip: "Take up a brush first",
    _has_label: "The label has no pixels",
    _edited: "The lungs are the model's own",
    _modelled: "No model has outlined these lungs",
    _can_accept: "Nothing is proposed",
    _can_refine: "Correct the model's lungs first",
}
"""Why a row cannot be done, by what asks."""
