"""The table of actions itself: complete, without clashes, and safe when nothing is open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from spcxr_desktop.app.actions import ACTIONS, BY_ID, MENUS, Action, Context
from spcxr_desktop.app.changes import Changes
from spcxr_desktop.app.services import real_services
from spcxr_desktop.app.workbench import Workbench
from spcxr_desktop.ui.icons import INK

ICONS = Path(__file__).parents[3] / "resources" / "icons"


class RecordingShell:
    """A shell that writes down what it was asked."""

    def __init__(self) -> None:
        self.calls: list[str] = []

    def __getattr__(self, name: str) -> object:
        def call(*_: object) -> Changes:
            self.calls.append(name)
            return Changes()

        return call


@pytest.fixture
def bench() -> Iterator[Workbench]:
    def no_sample() -> Sequence[Path]:
        raise AssertionError("no test here opens the sample")

    def nothing(paths: Sequence[Path], cancel: object = None) -> Iterator[Sequence[Path]]:
        return iter(())

    services = replace(real_services(), find=nothing, load_packages=lambda: (), make_sample=no_sample)
    made = Workbench(services, lambda changes: None)
    yield made
    made.close()


def test_ids_are_unique_and_keys_do_not_clash() -> None:
    assert len(BY_ID) == len(ACTIONS)
    keys = Counter(key.casefold() for action in ACTIONS for key in action.keys)
    assert [key for key, count in keys.items() if count > 1] == []


def test_every_action_lies_in_a_menu_and_every_menu_has_some() -> None:
    assert {action.menu for action in ACTIONS} == set(MENUS)
    assert all(action.title for action in ACTIONS)


@pytest.mark.parametrize("action", [action for action in ACTIONS if action.icon], ids=lambda action: action.id)
def test_every_icon_exists_and_can_be_tinted(action: Action) -> None:
    assert INK in (ICONS / f"{action.icon}.svg").read_text(encoding="utf-8")


def test_every_action_in_the_toolbar_has_an_icon() -> None:
    assert all(action.icon for action in ACTIONS if action.toolbar)


@pytest.mark.parametrize("action", [a for a in ACTIONS if a.id != "file.open_sample"], ids=lambda action: action.id)
def test_every_handler_is_harmless_when_nothing_is_open(action: Action, bench: Workbench) -> None:
    outcome = action.handler(Context(bench, RecordingShell()))  # type: ignore[arg-type]
    assert isinstance(outcome, Changes)
    assert bench.session.entries == ()


def test_what_needs_a_radiograph_is_disabled_without_one(bench: Workbench) -> None:
    able = {action.id for action in ACTIONS if action.enabled(bench)}
    assert not able & {"view.fit", "window.invert", "lungs.toggle", "analysis.run", "window.preset.1", "file.close"}
    assert {"file.open", "file.open_folder", "help.keys", "view.full_screen"} <= able


def test_the_sample_action_asks_for_the_sample(tmp_path: Path) -> None:
    asked: list[bool] = []

    def sample() -> Sequence[Path]:
        asked.append(True)
        return [tmp_path / "nothing"]

    services = replace(real_services(), load_packages=lambda: (), make_sample=sample)
    bench = Workbench(services, lambda changes: None)
    BY_ID["file.open_sample"].handler(Context(bench, RecordingShell()))  # type: ignore[arg-type]
    bench.tasks._executors["scan"].shutdown(wait=True)
    bench.close()
    assert asked == [True]
