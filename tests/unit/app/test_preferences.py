"""Settings while the program runs: valid, saved off the thread that changes them, told when they cannot be."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from spcxr_desktop.app import preferences as module
from spcxr_desktop.app.changes import Changes
from spcxr_desktop.app.preferences import Preferences
from spcxr_desktop.app.tasks import Tasks
from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.store.settings import FILE_NAME, MOST_RECENT, Settings, load_settings, save_settings


@pytest.fixture
def tasks() -> Iterator[Tasks]:
    tasks = Tasks(lambda changes: None)
    yield tasks
    tasks.close()


def saved(folder: Path) -> Settings:
    return load_settings(folder)[0]


def test_what_was_changed_is_there_the_next_time(tmp_path: Path, tasks: Tasks) -> None:
    preferences = Preferences(tmp_path)
    preferences.attach(tasks, preferences.notes.append)
    assert preferences.change(text_scale=150, privacy=True) == Changes(settings=True)
    tasks.close()
    preferences.close()
    assert Preferences(tmp_path).settings == Settings(text_scale=150, privacy=True)


def test_a_change_to_what_it_is_already_is_none(tmp_path: Path) -> None:
    assert not Preferences(tmp_path).change(text_scale=100)


@pytest.mark.parametrize("value", [79, 201, "100", None, True])
def test_a_value_that_is_none_is_refused_and_changes_nothing(value: object) -> None:
    preferences = Preferences()
    with pytest.raises(ValueError, match="text_scale"):
        preferences.change(text_scale=value, privacy=True)
    assert preferences.settings == Settings()


def test_it_is_saved_on_a_lane_and_changes_meanwhile_are_saved_after_it(
    tmp_path: Path, tasks: Tasks, monkeypatch: pytest.MonkeyPatch
) -> None:
    go, began, threads = threading.Event(), threading.Event(), []

    def slow(folder: Path, settings: Settings) -> None:
        threads.append(threading.current_thread().name)
        began.set()
        assert go.wait(30)
        save_settings(folder, settings)

    monkeypatch.setattr(module, "save_settings", slow)
    preferences = Preferences(tmp_path)
    preferences.attach(tasks, preferences.notes.append)
    preferences.change(text_scale=110)
    assert began.wait(30)
    for scale in (120, 130, 140):
        preferences.change(text_scale=scale)
    go.set()
    tasks.close()
    preferences.close()
    assert saved(tmp_path).text_scale == 140
    assert all(name.startswith("spcxr-settings") for name in threads[:1])
    assert len(threads) <= 3  # not one save per change


def test_a_save_that_fails_is_told_once_and_the_program_goes_on(
    tmp_path: Path, tasks: Tasks, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(folder: Path, settings: Settings) -> None:
        raise UserError("No room.", "Room.", "Make room.")

    monkeypatch.setattr(module, "save_settings", fail)
    preferences, told = Preferences(tmp_path), []
    preferences.attach(tasks, told.append)
    preferences.change(text_scale=110)
    tasks.close()
    preferences.close()
    assert [error.found for error in told] == ["No room."]
    assert preferences.settings.text_scale == 110


def test_recent_cases_are_bounded_unique_and_latest_first() -> None:
    preferences = Preferences()
    for number in range(MOST_RECENT + 5):
        preferences.remember([Path(f"/films/{number}")])
    preferences.remember([Path("/films/9")])
    assert preferences.settings.recent[0] == "/films/9"
    assert len(set(preferences.settings.recent)) == len(preferences.settings.recent) == MOST_RECENT


@pytest.mark.parametrize("values", [{"privacy": True}, {"keep_recent": False}])
def test_nothing_is_remembered_where_it_must_not_be(values: dict[str, bool]) -> None:
    preferences = Preferences()
    preferences.change(**values)
    assert not preferences.remember([Path("/films/doe_jane.dcm")])
    assert preferences.settings.recent == ()


def test_a_reset_leaves_the_place_of_the_window_and_the_recent_cases() -> None:
    preferences = Preferences()
    preferences.change(text_scale=150, shortcuts={"view.fit": ("Q",)}, recent=("/a",), splitter="abc")
    preferences.reset()
    assert preferences.settings == Settings(recent=("/a",), splitter="abc")


def test_a_broken_file_is_told(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_text(json.dumps({"text_scale": 999}))
    preferences = Preferences(tmp_path)
    assert preferences.settings == Settings()
    assert "text_scale" in preferences.notes[0].found


def test_jobs_run_on_the_lane_in_order_and_tell_what_the_user_must_know(tasks: Tasks) -> None:
    preferences, told, done = Preferences(), [], []
    preferences.attach(tasks, told.append)

    def job(number: int) -> Callable[[], Changes]:
        def run() -> Changes:
            if number == 1:
                raise UserError("No.", "Yes.", "Again.")
            done.append((number, threading.current_thread() is threading.main_thread()))
            return Changes()

        return run

    finished = threading.Event()
    for number in range(3):
        preferences.aside(job(number))
    preferences.aside(lambda: (finished.set(), Changes())[1])
    assert finished.wait(30)
    assert done == [(0, False), (2, False)]
    assert [error.found for error in told] == ["No."]
