"""Rows about the review and the tools: undo, drawing, turning, lens and probe."""

from __future__ import annotations

from functools import partial
from typing import Literal

from spcxr_desktop.app.action import Action, Context
from spcxr_desktop.app.changes import Changes
from spcxr_desktop.app.display import Tool
from spcxr_desktop.app.workbench import Workbench
from spcxr_desktop.domain.annotations import Arrow, Text
from spcxr_desktop.domain.turn import FLIP_ACROSS, FLIP_DOWN, LEFT, RIGHT, Turn


def has_picture(bench: Workbench) -> bool:
    """Whether pixels are shown."""
    current = bench.session.current
    return current is not None and current.upright is not None


def _has_selection(bench: Workbench) -> bool:
    return bench.review.selected is not None


def _has_words(bench: Workbench) -> bool:
    return isinstance(bench.review.selected, Text | Arrow)


def _can_undo(bench: Workbench) -> bool:
    return bool(bench.review.undo_name)


def _can_redo(bench: Workbench) -> bool:
    return bool(bench.review.redo_name)


def _undo_title(bench: Workbench) -> str:
    name = bench.review.undo_name
    return f"Undo: {name}" if name else "Undo"


def _redo_title(bench: Workbench) -> str:
    name = bench.review.redo_name
    return f"Redo: {name}" if name else "Redo"


def _take(tool: Tool, context: Context) -> Changes:
    return context.bench.set_tool(tool)


def _at_hand(tool: Tool, bench: Workbench) -> bool:
    return bench.session.display.tool == tool


def _turn(step: Turn, context: Context) -> Changes:
    return context.bench.turn(step)


def _flip(field: Literal["lens", "probe"], context: Context) -> Changes:
    session = context.bench.session
    session.display = session.display.flipped(field)
    return Changes(view=True)


def _tool(
    tool: Tool, title: str, keys: tuple[str, ...], icon: str = "", separator: bool = False, toolbar: bool = False
) -> Action:
    return Action(
        f"tools.{tool}", title, "Tools", partial(_take, tool), keys, icon or tool, has_picture,
        partial(_at_hand, tool), separator=separator, toolbar=toolbar,
    )  # fmt: skip


EDIT_ROWS: tuple[Action, ...] = (
    Action(
        "review.undo", "Undo", "Edit", lambda c: c.bench.review.undo(), ("Ctrl+Z",), "undo", _can_undo,
        label=_undo_title, toolbar=True,
    ),
    Action(
        "review.redo", "Redo", "Edit", lambda c: c.bench.review.redo(), ("Ctrl+Y", "Ctrl+Shift+Z"), "redo", _can_redo,
        label=_redo_title, toolbar=True,
    ),
    Action(
        "review.delete", "Delete", "Edit", lambda c: c.bench.review.delete_selected(), ("Del",), "delete",
        _has_selection, separator=True,
    ),
    Action("review.edit_text", "Edit the text", "Edit", lambda c: c.shell.edit_text(), ("F2",), enabled=_has_words),
    Action(
        "review.key_image", "Key image", "Edit", lambda c: c.bench.review.toggle_key_image(), ("K",), "star",
        has_picture, lambda b: b.review.key_image, separator=True, toolbar=True,
    ),
)  # fmt: skip

TOOL_ROWS: tuple[Action, ...] = (
    _tool("window", "Window and level", ("W",)),
    _tool("pan", "Move the picture", ("T",)),
    _tool("zoom", "Zoom", ("Z",)),
    _tool("length", "Length", ("D",), separator=True, toolbar=True),
    _tool("angle", "Angle", ("A",), toolbar=True),
    _tool("ellipse", "Ellipse with statistics", ("R",), toolbar=True),
    _tool("rectangle", "Rectangle with statistics", ("Shift+R",)),
    _tool("ratio", "Cardiothoracic ratio", ("C",), toolbar=True),
    _tool("arrow", "Arrow", ("Shift+A",), toolbar=True),
    _tool("text", "Text", ("Shift+T",), toolbar=True),
    Action(
        "tools.lens", "Magnifier", "Tools", partial(_flip, "lens"), ("M",), "lens", has_picture,
        lambda b: b.session.display.lens, hold=True, separator=True, toolbar=True,
    ),
    Action(
        "tools.probe", "Value under the pointer", "Tools", partial(_flip, "probe"), ("Q",), "probe", has_picture,
        lambda b: b.session.display.probe,
    ),
)  # fmt: skip

TURN_ROWS: tuple[Action, ...] = (
    Action(
        "view.rotate_left", "Rotate left", "View", partial(_turn, LEFT), ("Alt+L",), "rotate_left", has_picture,
        separator=True,
    ),
    Action("view.rotate_right", "Rotate right", "View", partial(_turn, RIGHT), ("Alt+R",), "rotate_right", has_picture),
    Action("view.flip_across", "Flip left to right", "View", partial(_turn, FLIP_ACROSS), ("H",), "flip_across",
           has_picture),
    Action("view.flip_down", "Flip upside down", "View", partial(_turn, FLIP_DOWN), ("V",), "flip_down", has_picture),
)  # fmt: skip

PICTURE_MENU = (
    "tools.length", "tools.angle", "tools.ellipse", "tools.rectangle", "tools.ratio", "tools.arrow", "tools.text", "",
    "tools.lens", "tools.probe", "review.key_image", "",
    "view.fit", "view.actual_size", "view.reset", "window.default", "window.full_range", "window.invert", "",
    "view.rotate_left", "view.rotate_right", "view.flip_across", "view.flip_down",
)  # fmt: skip
"""Rows of the picture's context menu, "" for a line."""

ANNOTATION_MENU = ("review.edit_text", "review.delete", "", "review.undo", "review.redo")
"""Rows of a drawn annotation's context menu."""

REASONS: dict[object, str] = {
    _can_undo: "There is nothing to undo",
    _can_redo: "There is nothing to redo",
    _has_selection: "Select an annotation first",
    _has_words: "Select a text or an arrow first",
}
"""Why a row cannot be done, by what asks."""
