"""Preferences: what is changed holds at once, is kept, and every control can be found and named."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QComboBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QSlider,
    QWidget,
)

from spcxr_desktop.app.actions import BY_ID
from spcxr_desktop.app.preferences import Preferences
from spcxr_desktop.app.services import real_services
from spcxr_desktop.app.workbench import Workbench
from spcxr_desktop.store.settings import FILE_NAME, Settings
from spcxr_desktop.ui.dialogs.controls import Control
from spcxr_desktop.ui.dialogs.preferences import PreferencesDialog
from spcxr_desktop.ui.help import AboutDialog, HelpDialog
from spcxr_desktop.ui.main_window import MainWindow
from tests.ui.verbs import Desk, FilmWriter


def opened(desk: Desk) -> PreferencesDialog:
    desk.do("file.preferences")
    (dialog,) = desk.window.findChildren(PreferencesDialog)
    assert dialog.isVisible() and not dialog.isModal()
    return dialog


def field(dialog: PreferencesDialog, name: str) -> QWidget:
    return next(control.field for page in dialog.controls for control in page if control.row.name == name)


def settings(desk: Desk) -> Settings:
    return desk.bench.preferences.settings


def press(desk: Desk, widget: QWidget, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> None:
    desk.qtbot.keyClick(widget, key, modifiers)
    desk.draw()


NONE = Qt.KeyboardModifier.NoModifier
CONTROL = Qt.KeyboardModifier.ControlModifier


def test_every_setting_of_the_user_has_a_control(desk: Desk) -> None:
    dialog = opened(desk)
    shown = {control.row.name for page in dialog.controls for control in page}
    shown |= {"watched_folder", "receiver_host", "receiver_port", "receiver_ae", "receiver_peers"}  # tests/ui/network
    shown |= {"label_points", "prevalences"}  # a row per finding of the loaded models: see tests/ui/judging
    kept_by_itself = {"recent", "shortcuts", "window_geometry", "splitter", "panels_shown", "corner_texts"}
    kept_by_itself |= {"export_kinds", "export_folder"}
    assert shown == set(vars(Settings())) - kept_by_itself


def test_every_control_has_a_name_and_a_label_that_leads_to_it(desk: Desk) -> None:
    dialog = opened(desk)
    buddies = {label.buddy() for label in dialog.findChildren(QLabel) if label.buddy() is not None}
    for control in dialog.findChildren(Control):
        assert control.field.accessibleName()
        assert control.field in buddies or (isinstance(control.field, QAbstractButton) and control.field.text())


def test_ticks_and_sliders_act_at_once(desk: Desk, film: FilmWriter) -> None:
    desk.open(film())
    dialog = opened(desk)
    lungs, opacity = field(dialog, "show_lungs"), field(dialog, "lung_opacity")
    assert isinstance(lungs, QCheckBox) and isinstance(opacity, QSlider)
    lungs.click()
    opacity.setValue(70)
    desk.draw()
    assert (desk.session.overlay.visible, desk.session.overlay.opacity) == (False, 0.7)


def test_the_controls_follow_what_is_changed_elsewhere(desk: Desk, film: FilmWriter) -> None:
    desk.open(film())
    dialog = opened(desk)
    lungs = field(dialog, "show_lungs")
    assert isinstance(lungs, QCheckBox) and lungs.isChecked()
    desk.do("lungs.toggle")
    assert not lungs.isChecked() and not settings(desk).show_lungs


def test_nothing_is_analysed_on_opening_when_that_is_not_wanted(desk: Desk, film: FilmWriter) -> None:
    tick = field(opened(desk), "analyse_on_open")
    assert isinstance(tick, QCheckBox)
    tick.click()
    desk.open(film("a.dcm"), film("b.dcm"))
    desk.do("view.next")
    desk.settle()
    assert desk.models.calls == 0 and desk.entry.state == "ready"
    desk.do("analysis.run")
    desk.settle()
    assert desk.models.calls == 1 and desk.entry.state == "analysed"


def test_what_was_changed_is_there_at_the_next_start(personal_desk: Desk, settings_folder: Path) -> None:
    dialog = opened(personal_desk)
    language = field(dialog, "language")
    assert isinstance(language, QComboBox)
    language.setCurrentIndex(2)
    file = settings_folder / FILE_NAME
    personal_desk.qtbot.waitUntil(file.exists)  # it is saved while the window is open
    assert json.loads(file.read_text())["language"] == "de"
    assert Preferences(settings_folder).settings.language == "de"


def test_place_and_panels_of_the_window_are_kept(personal_desk: Desk, settings_folder: Path) -> None:
    personal_desk.do("view.panels")
    personal_desk.do("view.corner_texts")
    personal_desk.window.close()
    kept = Preferences(settings_folder).settings
    assert not kept.panels_shown and not kept.corner_texts and kept.window_geometry


def test_a_broken_file_is_told_in_the_notice_bar(desk: Desk, settings_folder: Path) -> None:
    (settings_folder / FILE_NAME).write_text("{")
    bench = Workbench(desk.bench._services, lambda changes: None, Preferences(settings_folder))
    assert bench.session.notice is not None and "settings.set-aside-1.json" in bench.session.notice.text
    bench.tasks.close()


def test_the_search_finds_settings_by_title_and_help(desk: Desk) -> None:
    dialog = opened(desk)
    dialog.search.setText("opacity")
    assert dialog.categories.currentRow() == 0 and dialog.categories.item(1).isHidden()
    assert not field(dialog, "lung_opacity").isHidden() and not field(dialog, "lung_opacity").parentWidget().isHidden()
    assert field(dialog, "show_lungs").parentWidget().isHidden()
    dialog.search.setText("burnt")
    assert dialog.categories.currentItem().text() == "Privacy"
    dialog.search.setText("invert")
    assert dialog.categories.currentItem().text() == "Keys" and dialog.keys.table.rowCount() == 1
    dialog.search.setText("")
    assert not any(dialog.categories.item(row).isHidden() for row in range(dialog.categories.count()))


def test_there_is_one_dialog_however_often_it_is_asked_for(desk: Desk) -> None:
    dialog = opened(desk)
    assert opened(desk) is dialog


def test_reset_brings_everything_back(desk: Desk) -> None:
    desk.window.bridge.post(desk.bench.change_settings(text_scale=120, shortcuts={"view.fit": ("Q",)}, privacy=True))
    desk.draw()
    dialog = opened(desk)
    button = next(b for b in dialog.findChildren(QAbstractButton) if b.text() == "Reset all settings")
    button.click()
    desk.draw()
    assert settings(desk) == Settings()
    assert desk.window.action_set.qt["view.fit"].shortcuts() == [QKeySequence("=")]


# ---- keys --------------------------------------------------------------------------------------------------


def record(desk: Desk, dialog: PreferencesDialog, action_id: str, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> None:
    """As a user would: choose the row, press the button, press the key."""
    dialog.categories.setCurrentRow(dialog.categories.count() - 1)
    dialog.keys.choose(action_id)
    dialog.keys.record.click()
    assert dialog.keys.field.hasFocus()
    press(desk, dialog.keys.field, key, modifiers)


def test_a_recorded_key_acts_at_once_and_the_old_one_no_more(desk: Desk, film: FilmWriter) -> None:
    desk.open(film())
    dialog = opened(desk)
    record(desk, dialog, "window.invert", Qt.Key.Key_J, CONTROL)
    assert settings(desk).shortcuts == {"window.invert": ("Ctrl+J",)}
    dialog.close()
    desk.window.activateWindow()
    desk.canvas.setFocus()
    press(desk, desk.canvas, Qt.Key.Key_I, NONE)
    assert not desk.entry.invert
    press(desk, desk.canvas, Qt.Key.Key_J, CONTROL)
    assert desk.entry.invert


def test_a_key_that_is_taken_is_told_with_the_others_name_and_can_be_taken_over(desk: Desk) -> None:
    dialog = opened(desk)
    record(desk, dialog, "view.fit", Qt.Key.Key_I, NONE)
    keys = dialog.keys
    assert keys.conflict.isVisible() and "The key I belongs to “Invert”." in keys._said.text()
    assert settings(desk).shortcuts == {}  # nothing happens before the user says so
    keys.take.click()
    desk.draw()
    assert not keys.conflict.isVisible()
    assert settings(desk).shortcuts == {"view.fit": ("I",), "window.invert": ()}
    assert desk.window.action_set.qt["window.invert"].shortcuts() == []
    assert desk.window.action_set.qt["view.fit"].shortcuts() == [QKeySequence("I")]


def test_a_conflict_can_be_left_as_it_is(desk: Desk) -> None:
    dialog = opened(desk)
    record(desk, dialog, "view.fit", Qt.Key.Key_I, NONE)
    dialog.keys.leave.click()
    desk.draw()
    assert not dialog.keys.conflict.isVisible() and settings(desk).shortcuts == {}


def test_esc_leaves_the_key_as_it_is_and_tab_can_be_a_key(desk: Desk) -> None:
    dialog = opened(desk)
    record(desk, dialog, "view.fit", Qt.Key.Key_Escape, NONE)
    assert settings(desk).shortcuts == {} and not dialog.keys.field.waiting and dialog.isVisible()
    record(desk, dialog, "view.fit", Qt.Key.Key_Tab, CONTROL)
    assert settings(desk).shortcuts == {"view.fit": ("Ctrl+Tab",)}


def test_one_and_all_are_reset(desk: Desk) -> None:
    chosen = {"view.fit": ("I",), "window.invert": (), "file.open": ("Ctrl+J",)}
    desk.window.bridge.post(desk.bench.change_settings(shortcuts=chosen))
    desk.draw()
    dialog = opened(desk)
    dialog.categories.setCurrentRow(dialog.categories.count() - 1)
    dialog.keys.choose("window.invert")
    dialog.keys.reset.click()
    assert "The key I belongs to “Fit to window”." in dialog.keys._said.text()
    dialog.keys.take.click()
    desk.draw()
    assert settings(desk).shortcuts == {"view.fit": (), "file.open": ("Ctrl+J",)}
    dialog.keys.reset_all.click()
    desk.draw()
    assert settings(desk).shortcuts == {}


def test_keys_can_be_taken_away(desk: Desk) -> None:
    dialog = opened(desk)
    dialog.keys.choose("view.zoom_in")
    dialog.keys.remove.click()
    desk.draw()
    assert desk.window.action_set.qt["view.zoom_in"].shortcuts() == []


def test_a_key_that_is_held_takes_no_modifiers_and_can_be_another(desk: Desk, film: FilmWriter) -> None:
    desk.open(film())
    dialog = opened(desk)
    record(desk, dialog, "lungs.toggle", Qt.Key.Key_F7, CONTROL)
    assert dialog.keys.conflict.isVisible() and not dialog.keys.take.isVisible() and settings(desk).shortcuts == {}
    record(desk, dialog, "lungs.toggle", Qt.Key.Key_F7, NONE)
    dialog.close()
    seen: list[bool] = []
    desk.hold(Qt.Key.Key_F7, 1000, lambda: seen.append(desk.session.overlay.visible))
    assert seen == [False] and desk.session.overlay.visible
    desk.hold(Qt.Key.Key_S, 1000, lambda: seen.append(desk.session.overlay.visible))
    assert seen == [False, True]


def test_a_conflict_that_came_from_elsewhere_is_marked(desk: Desk) -> None:
    desk.window.bridge.post(desk.bench.change_settings(shortcuts={"view.fit": ("I",)}))
    desk.draw()
    dialog = opened(desk)
    dialog.categories.setCurrentRow(dialog.categories.count() - 1)
    assert dialog.keys.warning.isVisible()


def test_letters_can_be_typed_into_a_field_of_the_window(desk: Desk, film: FilmWriter) -> None:
    """S is held to peek: not while it is being typed."""
    desk.open(film())
    field = QLineEdit(desk.window)
    field.show()
    field.setFocus()
    desk.qtbot.keyClicks(field, "ski")
    assert field.text() == "ski" and desk.session.overlay.visible and not desk.entry.invert
    field.deleteLater()


# ---- recent cases, keys on paper, about --------------------------------------------------------------------


def test_recent_cases_are_in_the_menu_until_they_are_forgotten(desk: Desk, film: FilmWriter) -> None:
    first, second = film("a.dcm"), film("b.dcm")
    desk.open(first)
    desk.open(second)
    rows = desk.window.action_set.qt
    assert rows["file.recent.1"].isVisible() and rows["file.recent.1"].text().endswith("b.dcm")
    assert rows["file.recent.2"].text().endswith("a.dcm") and not rows["file.recent.3"].isVisible()
    desk.do("file.close")
    desk.do("file.close")
    desk.do("file.recent.2")
    desk.settle()
    assert desk.entry.path == first
    desk.do("file.forget_recent")
    assert not rows["file.recent.1"].isVisible() and settings(desk).recent == ()


@pytest.mark.parametrize(("name", "begins"), [("keys.pdf", b"%PDF"), ("keys.html", b"<html>")])
def test_the_keys_are_saved_as_they_are_now(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, begins: bytes
) -> None:
    desk.window.bridge.post(desk.bench.change_settings(shortcuts={"view.fit": ("Ctrl+J",)}))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / name), ""))
    desk.do("help.save_keys")
    desk.qtbot.waitUntil(lambda: (tmp_path / name).exists() and desk.bench.tasks.running("settings") is None)
    data = (tmp_path / name).read_bytes()
    assert data.startswith(begins)
    if name.endswith("html"):
        assert "Ctrl+J" in data.decode() and BY_ID["view.fit"].title in data.decode()


def test_the_page_of_keys_shows_the_users_own(desk: Desk) -> None:
    chosen = {"view.fit": ("Ctrl+J",), "lungs.toggle": ("J",)}
    desk.window.bridge.post(desk.bench.change_settings(shortcuts=chosen))
    desk.draw()
    desk.do("help.keys")
    (dialog,) = desk.window.findChildren(HelpDialog)
    assert {"Ctrl+J", "Hold J"} <= {label.text() for label in dialog.findChildren(QLabel)}
    dialog.close()


def test_about_names_versions_and_licences(desk: Desk) -> None:
    desk.do("help.about")
    (dialog,) = desk.window.findChildren(AboutDialog)
    desk.qtbot.waitUntil(lambda: "spcxr-screen" in dialog.texts())
    assert {"SPCXR", "numpy", "pydicom", "spcxr-lungs", "Apache-2.0"} <= set(dialog.texts())
    dialog.close()


def test_a_menu_of_rows_acts_and_greys_like_the_menus(desk: Desk, film: FilmWriter) -> None:
    menu = desk.window.action_set.context_menu(["window.invert", "", "view.fit"], desk.canvas)
    assert [action.isSeparator() for action in menu.actions()] == [False, True, False]
    assert not menu.actions()[0].isEnabled()
    desk.open(film())
    menu.popup(desk.canvas.mapToGlobal(QPoint(10, 10)))
    menu.actions()[0].trigger()
    desk.draw()
    assert desk.entry.invert
    menu.close()


def test_the_layout_of_the_start_is_the_one_that_was_chosen(desk: Desk) -> None:
    preferences = Preferences()
    preferences.change(default_layout="1x2")
    bench = Workbench(desk.bench._services, lambda changes: None, preferences)
    assert bench.session.panes.layout == "1x2"
    assert desk.session.panes.layout == "1x1"
    bench.tasks.close()


def test_the_next_window_begins_as_the_last_one_ended(personal_desk: Desk, settings_folder: Path) -> None:
    personal_desk.window._split.setSizes([350, 600, 330])
    personal_desk.draw()
    sizes = personal_desk.window._split.sizes()
    personal_desk.do("view.corner_texts")
    personal_desk.window.close()
    kept = Preferences(settings_folder)
    assert kept.settings.window_geometry
    kept.change(window_geometry="")  # the test's screen is smaller than the window
    window = MainWindow(real_services(), kept)
    window.show()
    personal_desk.draw()
    assert (window._split.sizes()[0], window._split.sizes()[2]) == (sizes[0], sizes[2])
    assert not window.canvas.corners
    window.close()
    window.deleteLater()
