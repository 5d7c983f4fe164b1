"""The keys as they are now, on one page: for the screen, as HTML, as PDF to print."""

from __future__ import annotations

import re
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QFileDialog

from spcxr_desktop.app.actions import ACTIONS, BY_ID, GESTURES, MENUS
from spcxr_desktop.app.changes import Changes
from spcxr_desktop.app.shortcuts import keys_of
from spcxr_desktop.store.settings import Keys
from spcxr_desktop.ui import strings
from spcxr_desktop.ui.dialogs import paper
from spcxr_desktop.ui.translation import tr

if TYPE_CHECKING:
    from spcxr_desktop.ui.main_window import MainWindow

_PRESET = "window.preset."
_STYLE = (
    "body { font-family: sans-serif; font-size: 9pt; color: #000000; } h1 { font-size: 14pt; } "
    "h2 { font-size: 10pt; margin-top: 12px; margin-bottom: 2px; } td { padding: 1px 18px 1px 0; }"
)


def key_text(keys: tuple[str, ...]) -> str:
    """Keys as this system writes them."""
    return "   ".join(QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText) for key in keys)


def rows(chosen: Keys | None = None) -> list[tuple[str, str, str]]:
    """(menu, title, keys) of every action that has a key; the nine windows of a file share a row while their keys
    are those of the table."""
    chosen = chosen or {}
    out: list[tuple[str, str, str]] = []
    own = any(action_id.startswith(_PRESET) for action_id in chosen)
    for action in ACTIONS:
        keys = keys_of(action, chosen)
        if action.id.startswith(_PRESET) and not own:
            if action.id == f"{_PRESET}1":
                out.append((action.menu, tr("Window of the file, by number"), "1 … 9"))
        elif keys:
            out.append((action.menu, tr(action.title), key_text(keys)))
    return out


def gestures(chosen: Keys) -> list[tuple[str, str]]:
    """(title, how) of what is done in the picture, with the keys as they are now."""
    out = []
    for gesture in GESTURES:
        how = tr(gesture.how)
        if gesture.action:
            row = BY_ID[gesture.action]
            now = key_text(keys_of(row, chosen)[:1]) or f"({tr(strings.KEYS_NONE)})"
            how = re.sub(rf"\b{re.escape(row.keys[0])}\b", lambda _, now=now: now, how, count=1)  # type: ignore[misc]
        out.append((tr(gesture.title), how))
    return out


def html(chosen: Keys) -> str:
    """The sheet as a page of its own, nothing fetched from anywhere."""
    table = rows(chosen)
    title = escape(f"{strings.PRODUCT}: {tr('Keys and gestures')}")
    parts = [f"<html><head><meta charset='utf-8'><title>{title}</title><style>{_STYLE}</style></head><body>"]
    parts.append(f"<h1>{title}</h1>")
    for menu in MENUS:
        group = [(name, keys) for of, name, keys in table if of == menu]
        if group:
            parts.append(_group(tr(menu), group))
    parts.append(_group(tr("In the picture"), gestures(chosen)))
    return "".join((*parts, "</body></html>"))


def pdf(chosen: Keys) -> bytes:
    """The sheet as PDF, A4."""
    return paper.pdf(html(chosen), tr("Keys and gestures"))


def ask_and_save(window: MainWindow) -> Changes:
    """Ask where to, and write the file off the GUI thread. The name's end says what kind."""
    name, _ = QFileDialog.getSaveFileName(window, tr("Save the keys"), "spcxr-keys.pdf", "PDF (*.pdf);;HTML (*.html)")
    if not name:
        return Changes()
    chosen = window.bench.preferences.settings.shortcuts
    path = Path(name)
    if path.suffix.casefold() in (".html", ".htm"):
        return window.bench.write_file(path, html(chosen).encode())
    return window.bench.write_file(path.with_suffix(".pdf"), pdf(chosen))


def _group(title: str, group: list[tuple[str, str]]) -> str:
    lines = ((escape(name), escape(keys.replace("   ", ", "))) for name, keys in group)
    cells = "".join(f"<tr><td width='40%'>{name}</td><td><b>{keys}</b></td></tr>" for name, keys in lines)
    return f"<h2>{escape(title)}</h2><table cellspacing='0' width='100%'>{cells}</table>"
