"""Every user action, one row each. Menus, toolbar, shortcuts, the help page and the tests are derived from it.

Keys are in Qt's portable spelling ("Ctrl+O"), which is text and needs no Qt here.
"""

from __future__ import annotations

from functools import partial
from typing import Literal

from spcxr_desktop.app.action import MENUS, Action, Context, Gesture, Menu, Shell
from spcxr_desktop.app.actions_derived import DERIVED_REASONS, DERIVED_ROWS
from spcxr_desktop.app.actions_evidence import EVIDENCE_REASONS, EVIDENCE_ROWS, has_evidence
from spcxr_desktop.app.actions_findings import CARD_ROW, FINDING_REASONS, FINDING_ROWS
from spcxr_desktop.app.actions_layout import LAYOUT_REASONS, LAYOUT_ROWS
from spcxr_desktop.app.actions_mask import MASK_REASONS, MASK_ROWS, masking
from spcxr_desktop.app.actions_network import NETWORK_REASONS, NETWORK_ROWS
from spcxr_desktop.app.actions_program import FILE_ROWS, PROGRAM_REASONS, VIEW_ROWS
from spcxr_desktop.app.actions_queue import QUEUE_REASONS, QUEUE_ROWS
from spcxr_desktop.app.actions_record import STEP_ROWS, WORKLIST_ROWS
from spcxr_desktop.app.actions_review import EDIT_ROWS, REASONS, TOOL_ROWS, TURN_ROWS
from spcxr_desktop.app.actions_signing import SIGNING_REASONS, SIGNING_ROWS
from spcxr_desktop.app.changes import Changes
from spcxr_desktop.app.workbench import Workbench
from spcxr_desktop.domain.grayscale import VoiLut

__all__ = ["ACTIONS", "BY_ID", "GESTURES", "MENUS", "Action", "Context", "Gesture", "Menu", "Shell", "reason"]

DisplayField = Literal["planes", "shutter", "sharp", "histogram"]


GESTURES: tuple[Gesture, ...] = (
    Gesture("Window and level", "Drag with the left button: right widens, down raises the centre"),
    Gesture("Zoom at the pointer", "Wheel, Ctrl+wheel (fine), or drag up and down with the right button"),
    Gesture("Move the picture", "Drag with the middle button, or hold Space and drag"),
    Gesture("Peek without lungs and evidence", "Hold S", "lungs.toggle"),
    Gesture("Magnifier", "Hold M, or press it to keep it", "tools.lens"),
    Gesture("Take hold of what was drawn", "Drag it, or one of its points; double-click a text to write it anew"),
    Gesture("Size of the brush", "Shift+wheel, [ and ]"),
    Gesture("Take away instead of adding", "Hold Ctrl while painting or closing an outline"),
    Gesture("Which label is painted", "1-9 while a tool that paints is at hand"),
    Gesture("What can be done here", "Click with the right button"),
    Gesture("Fit to the window", "Double-click"),
    Gesture("Choose the film of a picture", "Drag its row from the list onto the picture"),
    Gesture("Open", "Drop files, folders, a DICOMDIR or ZIP archives on the window"),
)


def _has_picture(bench: Workbench) -> bool:
    current = bench.session.current
    return current is not None and current.upright is not None


def _is_grey(bench: Workbench) -> bool:
    current = bench.session.current
    return current is not None and current.upright is not None and current.colour is None


def _has_planes(bench: Workbench) -> bool:
    current = bench.session.current
    return current is not None and bool(current.planes)


def _has_shutter(bench: Workbench) -> bool:
    current = bench.session.current
    return current is not None and current.shutter is not None


def _flip(field: DisplayField, context: Context) -> Changes:
    session = context.bench.session
    session.display = session.display.flipped(field)
    return Changes(view=True)


def _has_entry(bench: Workbench) -> bool:
    return bench.session.current is not None


def _has_frame(by: int, bench: Workbench) -> bool:
    current = bench.session.current
    return current is not None and 0 <= current.frame + by < current.frames


def _has_lungs(bench: Workbench) -> bool:
    current = bench.session.current
    return current is not None and current.lungs is not None


def _has_overlay(bench: Workbench) -> bool:
    return _has_lungs(bench) or has_evidence(bench)


def _can_analyse(bench: Workbench) -> bool:
    current = bench.session.current
    if current is None or bench.session.models == 0 or not current.analysable:  # None: not yet looked for
        return False
    return current.state != "analysing" and not bench.session.is_wanted(current.id)


def _can_analyse_all(bench: Workbench) -> bool:
    return bench.session.models != 0 and bench.session.can_want_more


def _has_preset(number: int, bench: Workbench) -> bool:
    current = bench.session.current
    radiograph = current.radiograph if current is not None else None
    return radiograph is not None and number < len(radiograph.grayscale.voi)


def _has_number(number: int, bench: Workbench) -> bool:
    """Whether a key 1-9 does something: a label while painting, else a window of the file."""
    sheet = bench.masks.sheet if masking(bench) else None
    return number + 1 in sheet.labels if sheet is not None else _has_preset(number, bench)


def _preset_title(number: int, bench: Workbench) -> str | None:
    """What the header calls its window or VOI LUT, or its centre and width; while painting, the label."""
    sheet = bench.masks.sheet if masking(bench) else None
    if sheet is not None:
        return sheet.labels[number + 1].name if number + 1 in sheet.labels else None
    current = bench.session.current
    if current is None or current.radiograph is None or not _has_preset(number, bench):
        return None
    voi = current.radiograph.grayscale.voi[number]
    if isinstance(voi, VoiLut):
        return voi.explanation or f"LUT {number + 1}"
    size = f"C {voi.center:.0f}  W {voi.width:.0f}"
    return f"{voi.explanation}  ({size})" if voi.explanation else size


def _preset(number: int, context: Context) -> Changes:
    bench = context.bench
    return bench.masks.choose(number + 1) if masking(bench) else bench.set_preset(number)


def _presets() -> tuple[Action, ...]:
    """Keys 1-9 for the file's own windows and VOI LUTs, in the header's order."""
    return tuple(
        Action(
            f"window.preset.{number + 1}",
            f"Window {number + 1} of the file",
            "Window",
            partial(_preset, number),
            keys=(str(number + 1),),
            enabled=partial(_has_number, number),
            label=partial(_preset_title, number),
            quotes=lambda bench: not masking(bench),
            separator=number == 0,
        )
        for number in range(9)
    )


def _opacity(by: float, context: Context) -> Changes:
    return context.bench.set_opacity(context.bench.session.overlay.opacity + by)


ACTIONS: tuple[Action, ...] = (
    Action("file.open", "Open files…", "File", lambda c: c.shell.open_files(), ("Ctrl+O",), "open", toolbar=True),
    Action(
        "file.open_folder", "Open folder…", "File", lambda c: c.shell.open_folder(), ("Ctrl+Shift+O",), "folder",
        toolbar=True,
    ),
    Action("file.open_sample", "Open the sample phantom", "File", lambda c: c.bench.open_sample()),
    Action(
        "file.close", "Close this radiograph", "File", lambda c: c.bench.close_current(), ("Ctrl+W",),
        enabled=_has_entry, separator=True,
    ),
    *SIGNING_ROWS,
    *NETWORK_ROWS,
    *FILE_ROWS,
    Action("file.quit", "Quit", "File", lambda c: c.shell.quit(), ("Ctrl+Q",)),
    *EDIT_ROWS,
    Action(
        "view.previous", "Previous radiograph", "View", lambda c: c.bench.step(-1), ("Up",), "previous",
        enabled=lambda b: b.session.index > 0, toolbar=True,
    ),
    Action(
        "view.next", "Next radiograph", "View", lambda c: c.bench.step(1), ("Down",), "next",
        enabled=lambda b: b.session.index + 1 < len(b.session), toolbar=True,
    ),
    *STEP_ROWS,
    Action(
        "view.previous_frame", "Previous frame", "View", lambda c: c.bench.step_frame(-1), ("PgUp",),
        enabled=partial(_has_frame, -1), in_picture=True,
    ),
    Action(
        "view.next_frame", "Next frame", "View", lambda c: c.bench.step_frame(1), ("PgDown",),
        enabled=partial(_has_frame, 1), in_picture=True,
    ),
    Action(
        "view.fit", "Fit to window", "View", lambda c: c.shell.fit(), ("=",), "fit",
        enabled=_has_picture, separator=True, toolbar=True,
    ),
    Action(
        "view.actual_size", "One image pixel per screen pixel", "View", lambda c: c.shell.actual_size(), ("Ctrl+1",),
        "actual", enabled=_has_picture, toolbar=True,
    ),
    Action("view.zoom_in", "Zoom in", "View", lambda c: c.shell.zoom(1.25), ("+", "Ctrl++"), enabled=_has_picture),
    Action("view.zoom_out", "Zoom out", "View", lambda c: c.shell.zoom(0.8), ("-", "Ctrl+-"), enabled=_has_picture),
    Action(
        "view.reset", "Reset picture", "View",
        lambda c: c.bench.reset_grey() | c.shell.fit(), ("Home",), "reset", enabled=_has_picture, toolbar=True,
    ),
    Action("view.escape", "Let go; twice: reset picture", "View", lambda c: c.shell.escape(), ("Esc",)),
    Action(
        "view.corner_texts", "Corner texts", "View", lambda c: c.shell.corner_texts(), ("O",), separator=True,
    ),
    Action(
        "view.sharp", "Sharp pixels", "View", partial(_flip, "sharp"), ("N",), "pixels",
        enabled=_has_picture, checked=lambda b: b.session.display.sharp,
    ),
    Action(
        "view.planes", "File overlays", "View", partial(_flip, "planes"), ("G",),
        enabled=_has_planes, checked=lambda b: b.session.display.planes,
    ),
    *DERIVED_ROWS,
    Action(
        "view.shutter", "Shutter of the file", "View", partial(_flip, "shutter"), ("U",),
        enabled=_has_shutter, checked=lambda b: b.session.display.shutter,
    ),
    *WORKLIST_ROWS,
    Action(
        "view.panels", "Hide or show panels", "View", lambda c: c.shell.panels(), ("Tab",), "panels",
        in_picture=True, toolbar=True,
    ),
    Action("view.next_pane", "Next part of the window", "View", lambda c: c.shell.next_pane(), ("F6",)),
    Action("view.full_screen", "Full screen", "View", lambda c: c.shell.full_screen(), ("F11",)),
    *TURN_ROWS,
    *VIEW_ROWS,
    *TOOL_ROWS,
    *LAYOUT_ROWS,
    Action(
        "window.default", "Default window of the file", "Window", lambda c: c.bench.set_voi(None), ("Ctrl+0",),
        enabled=_is_grey,
    ),
    Action(
        "window.full_range", "Full range of values", "Window", lambda c: c.bench.full_range(), ("0",),
        enabled=_is_grey,
    ),
    Action(
        "window.invert", "Invert", "Window", lambda c: c.bench.toggle_invert(), ("I",), "invert",
        enabled=_is_grey, toolbar=True,
        checked=lambda b: b.session.current is not None and b.session.current.invert,
    ),
    Action(
        "window.histogram", "Histogram", "Window", partial(_flip, "histogram"), ("Ctrl+H",), "histogram",
        enabled=_is_grey, checked=lambda b: b.session.display.histogram, toolbar=True,
    ),
    *_presets(),
    Action(
        "lungs.toggle", "Show lungs and evidence", "Lungs", lambda c: c.bench.toggle_overlay(), ("S",), "lungs",
        enabled=_has_overlay, hold=True, toolbar=True,
        checked=lambda b: b.session.overlay.visible or b.session.display.evidence is not None,
    ),
    Action("lungs.stronger", "Stronger", "Lungs", partial(_opacity, 0.1), ("Shift+Up",), enabled=_has_lungs),
    Action("lungs.fainter", "Fainter", "Lungs", partial(_opacity, -0.1), ("Shift+Down",), enabled=_has_lungs),
    *MASK_ROWS,
    Action(
        "analysis.run", "Analyse this radiograph", "Analysis", lambda c: c.bench.analyse_current(), ("F5",), "analyse",
        enabled=_can_analyse, toolbar=True,
    ),
    Action(
        "analysis.run_all", "Analyse all that have no result set", "Analysis", lambda c: c.bench.analyse_all(),
        ("Shift+F5",), enabled=_can_analyse_all,
    ),
    Action(
        "analysis.cancel", "Stop searching and analysing", "Analysis", lambda c: c.bench.cancel(), ("Ctrl+.",), "stop",
        enabled=lambda b: b.progress() is not None,
    ),
    *QUEUE_ROWS,
    Action(
        "analysis.scores", "Show scores", "Analysis", lambda c: c.bench.toggle_scores(), ("Ctrl+Shift+S",),
        enabled=lambda b: b.session.current is not None and b.session.current.results is not None,
        checked=lambda b: b.session.show_scores, separator=True,
    ),
    *EVIDENCE_ROWS,
    *FINDING_ROWS,
    Action(
        "help.palette", "Find an action…", "Help", lambda c: c.shell.palette(), ("Ctrl+K",), "search", toolbar=True
    ),
    Action("help.keys", "Keys and gestures", "Help", lambda c: c.shell.help(), ("F1",), "help", toolbar=True),
    CARD_ROW,
    Action("help.save_keys", "Save the keys as PDF or HTML…", "Help", lambda c: c.shell.save_keys()),
    Action("help.test_pattern", "Display test pattern", "Help", lambda c: c.shell.test_pattern()),
    Action("help.about", "About SPCXR", "Help", lambda c: c.shell.about()),
)  # fmt: skip

BY_ID = {action.id: action for action in ACTIONS}

_OPEN_FIRST = "Open a radiograph first"
_REASONS: dict[object, str] = {
    _has_entry: _OPEN_FIRST,
    _has_picture: _OPEN_FIRST,
    _is_grey: "Needs a grey-scale picture",
    _has_planes: "The file has no overlays",
    _has_shutter: "The file has no shutter",
    _has_frame: "There is no such frame",
    _has_lungs: "The lungs are not outlined",
    _has_number: "The file has no such window",
    _can_analyse: "Nothing here can be analysed now",
    _can_analyse_all: "Nothing is left to analyse",
    _has_overlay: "The lungs are not outlined",
    **DERIVED_REASONS,
    **EVIDENCE_REASONS,
    **FINDING_REASONS,
    **LAYOUT_REASONS,
    **MASK_REASONS,
    **NETWORK_REASONS,
    **PROGRAM_REASONS,
    **QUEUE_REASONS,
    **REASONS,
    **SIGNING_REASONS,
}


def reason(action: Action, bench: Workbench) -> str:
    """Why an action cannot be done now, as far as that is known; "" where it can."""
    if action.enabled(bench):
        return ""
    asks = action.enabled.func if isinstance(action.enabled, partial) else action.enabled
    known = _REASONS.get(asks, "")
    return _OPEN_FIRST if known and not _has_entry(bench) else known
