"""The labels panel: colour, eye, outline, lock, own labels, opacity; each one step that undo takes back."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QColorDialog, QMenu

from tests.ui.drawing.verbs import at, key, pull
from tests.ui.masks.verbs import brush, mask, model, sheet, steps, without_tip
from tests.ui.verbs import Desk


def test_the_panel_is_there_while_masks_are_edited(bench: Desk) -> None:
    panel = bench.window.labels
    assert not panel.isVisible()
    brush(bench)
    assert panel.isVisible() and list(panel.rows) == [1, 2] and panel.rows[1].name.isChecked()
    assert not panel.rows[2].visibleRegion().isEmpty(), "it is scrolled into view"
    panel.rows[2].name.click()
    bench.draw()
    assert bench.bench.masks.tools.label == 2 and not panel.rows[1].name.isChecked()
    key(bench, Qt.Key.Key_Escape)
    assert not panel.isVisible()
    brush(bench)
    pull(bench, (120, 40))
    key(bench, Qt.Key.Key_Escape)
    assert panel.isVisible(), "the mask is the reader's"


@pytest.mark.parametrize(("button", "field", "name"), [
    ("visible", "visible", "Hide label"), ("outline", "outline", "Outline label"), ("lock", "locked", "Lock label"),
])  # fmt: skip
def test_each_switch_is_one_step_and_is_seen(bench: Desk, button: str, field: str, name: str) -> None:
    brush(bench)
    pull(bench, (120, 40))
    bench.do("view.corner_texts")
    shown, label = without_tip(bench), sheet(bench).labels[1]
    getattr(bench.window.labels.rows[1], button).click()
    bench.draw()
    assert getattr(sheet(bench).labels[1], field) is not getattr(label, field)
    assert bench.bench.review.undo_name == name and bench.bench.review.view.dirty
    y, x = (int(v) for v in np.argwhere(model(bench) == 1).mean(axis=0))
    spot = at(bench, x, y)
    changed = tuple(without_tip(bench)[spot.y(), spot.x()]) != tuple(shown[spot.y(), spot.x()])
    assert changed is (button != "lock")
    bench.do("review.undo")
    assert sheet(bench).labels[1] == label and getattr(bench.window.labels.rows[1], button).isChecked() is (
        button == "visible"
    )
    np.testing.assert_array_equal(without_tip(bench), shown)


def test_a_locked_label_is_not_painted_and_the_hint_says_so(bench: Desk) -> None:
    brush(bench)
    bench.window.labels.rows[1].lock.click()
    bench.draw()
    assert bench.canvas.scene.hint == "Right lung is locked"
    pull(bench, (120, 40))
    key(bench, Qt.Key.Key_2)
    y, x = (int(v) for v in np.argwhere(model(bench) == 1).mean(axis=0))
    pull(bench, (x, y))
    np.testing.assert_array_equal(mask(bench), model(bench))
    assert steps(bench) == ["Lock label"]


def test_a_label_of_ones_own_with_its_code_and_colour(bench: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    brush(bench)
    menu = bench.window.labels._add.menu()
    assert isinstance(menu, QMenu)
    findings = menu.actions()[0].menu()
    assert isinstance(findings, QMenu)
    nodule = next(action for action in findings.actions() if action.text() == "Nodule")
    nodule.trigger()
    bench.draw()
    label = sheet(bench).labels[3]
    assert label.code is not None and label.code.value == "27925004" and bench.bench.masks.tools.label == 3
    pull(bench, (120, 40))
    assert mask(bench)[40, 120] == 3 and mask(bench)[150, 60] == model(bench)[150, 60]
    monkeypatch.setattr(QColorDialog, "getColor", lambda *_: QColor(10, 20, 30))
    bench.window.labels.rows[3]._pick()
    bench.draw()
    assert sheet(bench).labels[3].colour == (10, 20, 30)
    bench.do("review.undo")
    assert sheet(bench).labels[3].colour == label.colour
    bench.bench.masks.delete_label(3)
    bench.window.bridge.post(bench.bench.masks.choose(2))
    bench.draw()
    assert not (mask(bench) == 3).any() and list(bench.window.labels.rows) == [1, 2]
    bench.do("review.undo")
    assert (mask(bench) == 3).any() and list(bench.window.labels.rows) == [1, 2, 3]


def test_opacity_is_one_step_however_far_the_slider_goes(bench: Desk) -> None:
    brush(bench)
    slider = bench.window.labels._slider
    assert slider.value() == 40
    slider.setSliderDown(True)
    for value in range(40, 81, 5):
        slider.setSliderPosition(value)
    slider.setSliderDown(False)
    bench.draw()
    assert sheet(bench).labels[1].opacity == 0.8 and steps(bench) == ["Label opacity"]


def test_compare_draws_the_models_outline_and_what_differs(bench: Desk) -> None:
    bench.do("view.corner_texts")
    brush(bench, px=20)
    pull(bench, (120, 40))
    y, x = (int(v) for v in np.argwhere(model(bench) == 2).mean(axis=0))
    key(bench, Qt.Key.Key_X)
    pull(bench, (x, y))
    added, removed = at(bench, 120, 40), at(bench, x, y)
    plain = without_tip(bench)
    bench.do("mask.compare")
    shown = without_tip(bench)
    green, pink = shown[added.y(), added.x()].astype(int), shown[removed.y(), removed.x()].astype(int)
    assert green[1] > green[0] + 40 and pink[0] > pink[1] + 40 and pink[2] > pink[1] + 30
    pull(bench, (x + 25, y))
    again = without_tip(bench)[at(bench, x + 25, y).y(), at(bench, x + 25, y).x()].astype(int)
    assert again[0] > again[1] + 40, "it follows the stroke"
    bench.do("review.undo")
    bench.do("mask.compare")
    np.testing.assert_array_equal(without_tip(bench), plain)
    assert any("Dice 0.9" in text for text in bench.window.lungs.texts())


def test_the_panel_of_the_lungs_tells_the_readers_numbers(bench: Desk) -> None:
    texts = bench.window.lungs.texts()
    brush(bench, px=20)
    pull(bench, (120, 40))
    said = " ".join(bench.window.lungs.texts())
    right = int((mask(bench) == 1).sum())
    assert f"{right:,}".replace(",", "\u202f") in said and "Edited by the reader" in said
    assert "Height: right" in said and "cm" in said and "Right against the model: +" in said
    bench.do("review.undo")
    assert [text for text in bench.window.lungs.texts() if "against" not in text and "Edited" not in text] == texts
