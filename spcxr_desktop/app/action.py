"""What an action is: a row with an id, a title, keys, and what to do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, Protocol

from spcxr_desktop.app.changes import Changes
from spcxr_desktop.app.workbench import Workbench

Menu = Literal["File", "Edit", "View", "Tools", "Layout", "Window", "Lungs", "Analysis", "Help"]
MENUS: tuple[Menu, ...] = ("File", "Edit", "View", "Tools", "Layout", "Window", "Lungs", "Analysis", "Help")


SigningWindow = Literal["sign", "amend", "give up", "signatures", "export", "identity"]
NetworkWindow = Literal["query", "send", "outbox", "settings"]


class Shell(Protocol):
    """What only a window can do: ask, and change how it looks. Geometry of the picture is its own business."""

    def open_files(self) -> Changes: ...
    def open_folder(self) -> Changes: ...
    def fit(self) -> Changes: ...
    def actual_size(self) -> Changes: ...
    def zoom(self, factor: float) -> Changes: ...
    def escape(self) -> Changes: ...
    def full_screen(self) -> Changes: ...
    def other_screen(self) -> Changes: ...
    def panels(self) -> Changes: ...
    def next_pane(self) -> Changes: ...
    def search_worklist(self) -> Changes: ...
    def corner_texts(self) -> Changes: ...
    def edit_text(self) -> Changes: ...
    def accept(self) -> Changes: ...
    def test_pattern(self) -> Changes: ...
    def palette(self) -> Changes: ...
    def show_survey(self, which: Literal["disagreements", "monitoring"]) -> Changes: ...
    def compare_versions(self) -> Changes: ...
    def model_card(self) -> Changes: ...
    def signing(self, which: SigningWindow) -> Changes: ...
    def network(self, which: NetworkWindow) -> Changes: ...
    def preferences(self) -> Changes: ...
    def lock(self) -> Changes: ...
    def help(self) -> Changes: ...
    def save_keys(self) -> Changes: ...
    def about(self) -> Changes: ...
    def quit(self) -> Changes: ...


@dataclass(frozen=True)
class Context:
    """What a handler may use."""

    bench: Workbench
    shell: Shell


@dataclass(frozen=True)
class Action:
    """One row.

    ``hold``: the key acts when pressed, and is taken back when it was held and let go ("peek"). ``in_picture``:
    the key acts only while the picture has the focus. ``separator``: the menu draws a line above it. ``label``: a
    title that depends on what is shown; None hides the row. ``quotes``: whether that title is now a header's or a
    file's name, which is not translated.
    """

    id: str
    title: str
    menu: Menu
    handler: Callable[[Context], Changes]
    keys: tuple[str, ...] = ()
    icon: str = ""
    enabled: Callable[[Workbench], bool] = lambda bench: True
    checked: Callable[[Workbench], bool] | None = None
    label: Callable[[Workbench], str | None] | None = None
    quotes: Callable[[Workbench], bool] = lambda bench: False
    hold: bool = False
    in_picture: bool = False
    separator: bool = False
    toolbar: bool = False


@dataclass(frozen=True)
class Gesture:
    """Something done with the mouse or a held key in the picture; listed in the help.

    ``action``: the row whose first key ``how`` names.
    """

    title: str
    how: str
    action: str = ""
