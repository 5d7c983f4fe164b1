"""A painted mask outlasts another film, a restart and a kill, with its labels and its undo stack."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import numpy as np
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from spcxr_desktop.app.services import real_services
from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.store.library import Library
from tests.ui.conftest import _desk
from tests.ui.drawing.verbs import LEFT, Start, at, pull, ready
from tests.ui.masks.verbs import brush, kept, mask, model, sheet, steps
from tests.ui.verbs import FilmWriter, Models


def test_mask_labels_and_undo_are_there_after_another_film_and_after_a_restart(start: Start, film: FilmWriter) -> None:
    one, other = film("one.dcm", ImagerPixelSpacing=[0.2, 0.2]), film("other.dcm")
    with start() as desk:
        desk.open(one)
        ready(desk)
        desk.window.bridge.post(desk.bench.masks.add_label("Nodule"))
        brush(desk)
        pull(desk, (120, 40), (130, 40))
        painted, names = mask(desk), steps(desk)
        QTest.mousePress(desk.canvas, LEFT, pos=at(desk, 120, 200))
        desk.open(other)
        desk.do("view.next") if desk.entry.path != other else None
        desk.settle()
        desk.qtbot.waitUntil(lambda: desk.entry.path == other and desk.bench.review.view.kept)
        QTest.mouseRelease(desk.canvas, LEFT, pos=at(desk, 120, 200))
        desk.draw()
        assert steps(desk) == [] and not desk.canvas.scene.masks.stands
        desk.do("view.previous")
        desk.settle()
        desk.qtbot.waitUntil(lambda: len(steps(desk)) == 3)
        assert mask(desk)[200, 120] == 3, "the stroke that was under way is kept as far as it went"
        desk.do("review.undo")
        np.testing.assert_array_equal(mask(desk), painted)
    with start() as desk:
        desk.open(one)
        desk.qtbot.waitUntil(lambda: desk.bench.review.view.kept)
        np.testing.assert_array_equal(mask(desk), painted)
        assert steps(desk) == names == ["Add label", "Brush"] and sheet(desk).labels[3].name == "Nodule"
        assert desk.canvas.scene.masks.stands
        desk.do("review.redo")
        assert mask(desk)[200, 120] == 3
        for _ in range(3):
            desk.do("review.undo")
        assert not kept(desk).any() and not sheet(desk).edited
        np.testing.assert_array_equal(mask(desk), model(desk))


def test_a_window_that_is_closed_in_the_middle_of_a_stroke_keeps_it(start: Start, film: FilmWriter) -> None:
    path = film("one.dcm")
    with start() as desk:
        desk.open(path)
        ready(desk)
        brush(desk)
        QTest.mousePress(desk.canvas, LEFT, pos=at(desk, 120, 200))
        desk.draw()
    with start() as desk:
        desk.open(path)
        desk.qtbot.waitUntil(lambda: desk.bench.review.view.kept)
        assert steps(desk) == ["Brush"] and mask(desk)[200, 120] == 1


def test_finished_strokes_survive_a_kill(start: Start, film: FilmWriter, tmp_path: Path) -> None:
    path = film("one.dcm", ImagerPixelSpacing=[0.2, 0.2])
    script = Path(__file__).with_name("killed_session.py")
    ended = subprocess.run(
        [sys.executable, str(script), str(tmp_path / "record"), str(path)],
        capture_output=True, text=True, timeout=120, check=False, cwd=Path(__file__).parents[3],
    )  # fmt: skip
    assert ended.returncode == -signal.SIGKILL, ended.stderr
    assert "painted" in ended.stdout
    with start() as desk:
        desk.open(path)
        desk.qtbot.waitUntil(lambda: desk.bench.review.view.kept)
        assert steps(desk) == ["Brush"] and mask(desk)[50, 130] == 1 and mask(desk)[210, 130] == 0
        desk.do("review.undo")
        assert not kept(desk).any()


def test_where_nothing_can_be_kept_painting_works_all_the_same(
    qtbot: QtBot, models: Models, packages: Sequence[object], film: FilmWriter
) -> None:
    def refuse() -> Library:
        raise UserError("The folder cannot be written to.", "A folder.", "Free some room.")

    services = replace(
        real_services(), analyse=models.analyse, load_packages=lambda: packages, open_record=refuse,
        same_models=lambda results, known: True,
    )  # fmt: skip
    with contextmanager(_desk)(qtbot, services, models) as desk:
        desk.open(film())
        desk.do("view.actual_size")
        brush(desk)
        pull(desk, (120, 40))
        assert mask(desk)[40, 120] == 1 and steps(desk) == ["Brush"] and not desk.bench.review.view.kept
        desk.do("review.undo")
        np.testing.assert_array_equal(mask(desk), model(desk))
