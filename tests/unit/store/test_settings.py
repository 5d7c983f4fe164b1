"""Settings: what was saved comes back, what is wrong is set aside and said."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.store.settings import (
    FILE_NAME,
    LANGUAGES,
    MOST_RECENT,
    Settings,
    load_settings,
    save_settings,
    valid,
)


def test_no_file_means_defaults(tmp_path: Path) -> None:
    assert load_settings(tmp_path) == (Settings(), [])


paths = st.lists(st.text(max_size=20), max_size=MOST_RECENT).map(tuple)
keys = st.dictionaries(st.text(max_size=8), st.lists(st.text(max_size=8), max_size=4).map(tuple), max_size=4)


@given(
    st.builds(
        Settings,
        lung_opacity=st.floats(0, 1),
        show_lungs=st.booleans(),
        text_scale=st.integers(80, 200),
        auto_lock_minutes=st.integers(0, 240),
        language=st.sampled_from(LANGUAGES),
        recent=paths,
        shortcuts=keys,
        window_geometry=st.text(max_size=20),
    )
)
def test_what_was_saved_comes_back(tmp_path_factory: pytest.TempPathFactory, settings: Settings) -> None:
    folder = tmp_path_factory.mktemp("settings")
    save_settings(folder, settings)
    assert load_settings(folder) == (settings, [])
    assert [file.name for file in folder.iterdir()] == [FILE_NAME]


@pytest.mark.parametrize("content", ["{", "[1]", "\x00", '{"lung_opacity": '])
def test_a_damaged_file_is_set_aside(tmp_path: Path, content: str) -> None:
    (tmp_path / FILE_NAME).write_text(content)
    settings, notes = load_settings(tmp_path)
    assert settings == Settings()
    assert len(notes) == 1
    assert "settings.set-aside-1.json" in notes[0].found
    assert (tmp_path / "settings.set-aside-1.json").read_text() == content
    assert not (tmp_path / FILE_NAME).exists()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("lung_opacity", 1.5),
        ("lung_opacity", "0.5"),
        ("lung_opacity", float("nan")),
        ("show_lungs", 1),
        ("text_scale", True),
        ("text_scale", 79),
        ("text_scale", 100.0),
        ("language", "xx"),
        ("default_layout", "3x3"),
        ("auto_lock_minutes", -1),
        ("recent", ["a", 1]),
        ("recent", "a"),
        ("recent", ["a"] * 13),
        ("shortcuts", {"view.fit": "F"}),
        ("shortcuts", ["view.fit"]),
        ("window_geometry", "x" * 5000),
        ("from_the_future", 1),
    ],
)
def test_an_odd_value_is_named_and_the_good_ones_are_kept(tmp_path: Path, name: str, value: object) -> None:
    (tmp_path / FILE_NAME).write_text(json.dumps({"panels_shown": False, name: value}))
    settings, notes = load_settings(tmp_path)
    assert settings == Settings(panels_shown=False)
    assert name in notes[0].found


def test_a_second_damaged_file_does_not_overwrite_the_first(tmp_path: Path) -> None:
    for content in ("{1", "{2"):
        (tmp_path / FILE_NAME).write_text(content)
        load_settings(tmp_path)
    kept = [(tmp_path / f"settings.set-aside-{number}.json").read_text() for number in (1, 2)]
    assert kept == ["{1", "{2"]


def test_an_integer_will_do_for_a_float(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_text('{"lung_opacity": 1}')
    settings, notes = load_settings(tmp_path)
    assert (settings.lung_opacity, notes) == (1, [])


def test_a_failed_save_keeps_the_old_file(tmp_path: Path) -> None:
    save_settings(tmp_path, Settings(text_scale=120))
    (tmp_path / "settings.part").mkdir()
    with pytest.raises(UserError, match="cannot be written"):
        save_settings(tmp_path, Settings(text_scale=130))
    assert load_settings(tmp_path)[0].text_scale == 120


def test_a_file_of_a_newer_format_is_kept_beside_and_what_is_known_of_it_is_used(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_text('{"schema": 2, "text_scale": 150}')
    settings, notes = load_settings(tmp_path)
    assert settings == Settings(text_scale=150)
    assert "its format is 2" in notes[0].found
    assert (tmp_path / "settings.set-aside-1.json").exists()


def test_the_defaults_are_valid() -> None:
    assert all(valid(name, value) for name, value in vars(Settings()).items())
    assert not valid("nonsense", 1)
