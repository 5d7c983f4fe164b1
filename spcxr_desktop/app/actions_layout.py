"""Rows about pictures side by side: layouts, hanging, linking, the other screen."""

from __future__ import annotations

from functools import partial

from spcxr_desktop.app.action import Action, Context
from spcxr_desktop.app.changes import Changes
from spcxr_desktop.app.panes import Hanging, Layout
from spcxr_desktop.app.workbench import Workbench


def _has_entry(bench: Workbench) -> bool:
    return bench.session.current is not None


def _has_panes(bench: Workbench) -> bool:
    return len(bench.session.panes.ids) > 1


def _has_screen(bench: Workbench) -> bool:
    return bench.session.panes.screens > 1 or bench.session.panes.away


def _is_layout(layout: Layout, bench: Workbench) -> bool:
    return bench.session.panes.layout == layout


def _is_hung(hanging: Hanging, bench: Workbench) -> bool:
    return bench.session.panes.hanging == hanging


def _arrange(layout: Layout, context: Context) -> Changes:
    return context.bench.layouts.arrange(layout)


def _hang(hanging: Hanging, context: Context) -> Changes:
    return context.bench.layouts.hang(hanging)


def _layout(layout: Layout, title: str, key: str, icon: str) -> Action:
    return Action(
        f"layout.{layout}", title, "Layout", partial(_arrange, layout), (key,), icon,
        checked=partial(_is_layout, layout),
    )  # fmt: skip


LAYOUT_ROWS: tuple[Action, ...] = (
    _layout("1x1", "One picture", "Alt+1", "layout1"),
    _layout("1x2", "Two pictures", "Alt+2", "layout2"),
    _layout("2x2", "Four pictures", "Alt+4", "layout4"),
    Action(
        "layout.prior", "Compare with prior", "Layout", partial(_hang, "prior"), ("Alt+C",), "prior",
        enabled=_has_entry, checked=partial(_is_hung, "prior"), separator=True, toolbar=True,
    ),
    Action(
        "layout.views", "PA + lateral", "Layout", partial(_hang, "views"), ("Alt+V",), "views",
        enabled=_has_entry, checked=partial(_is_hung, "views"),
    ),
    Action(
        "layout.swap", "Swap pictures", "Layout", lambda c: c.bench.layouts.swap(), ("Alt+X",), "swap",
        enabled=_has_panes,
    ),
    Action(
        "layout.next", "Next picture of the layout", "Layout", lambda c: c.bench.layouts.next_pane(), ("Ctrl+F6",),
        enabled=_has_panes,
    ),
    Action(
        "layout.link", "Link zoom, place and window", "Layout", lambda c: c.bench.layouts.toggle_link(), ("Alt+K",),
        "link", enabled=_has_panes, checked=lambda b: b.session.panes.linked, separator=True,
    ),
    Action(
        "layout.screen", "Picture on the other screen", "Layout", lambda c: c.shell.other_screen(), ("Shift+F11",),
        "screen", enabled=_has_screen, checked=lambda b: b.session.panes.away, separator=True,
    ),
)  # fmt: skip

LAYOUT_REASONS: dict[object, str] = {
    _has_panes: "Choose a layout with more than one picture first",
    _has_screen: "There is only one screen",
}
