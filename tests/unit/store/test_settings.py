"""Settings: what was saved comes back, what is wrong is set aside and said."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.store.settings import FILE_NAME, Settings, load_settings, save_settings


def test_no_file_means_defaults(tmp_path: Path) -> None:
    assert load_settings(tmp_path) == (Settings(), [])


@given(
    st.builds(
        Settings,
        lung_opacity=st.floats(0, 1),
        show_lungs=st.booleans(),
        threads=st.integers(0, 64),
        cases_kept_in_memory=st.integers(1, 64),
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
    [("lung_opacity", 1.5), ("lung_opacity", "0.5"), ("show_lungs", 1), ("threads", True), ("from_the_future", 1)],
)
def test_an_odd_value_is_named_and_the_good_ones_are_kept(tmp_path: Path, name: str, value: object) -> None:
    (tmp_path / FILE_NAME).write_text(json.dumps({"cases_kept_in_memory": 9, name: value}))
    settings, notes = load_settings(tmp_path)
    assert settings == Settings(cases_kept_in_memory=9)
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
    save_settings(tmp_path, Settings(threads=2))
    (tmp_path / "settings.part").mkdir()
    with pytest.raises(UserError, match="cannot be written"):
        save_settings(tmp_path, Settings(threads=3))
    assert load_settings(tmp_path)[0].threads == 2
