"""What was drawn outlasts another film, a restart, a kill; and works where nothing can be kept."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from pytestqt.qtbot import QtBot

from spcxr_desktop.app.services import real_services
from spcxr_desktop.domain.annotations import Length
from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.store.library import Library
from tests.ui.conftest import _desk
from tests.ui.drawing.verbs import (
    Start,
    all_drawn,
    only,
    only_drawn,
    pull,
    ready,
)
from tests.ui.verbs import FilmWriter, Models


def test_what_was_drawn_is_there_after_another_film_and_after_a_restart(start: Start, film: FilmWriter) -> None:
    one, other = film("one.dcm", ImagerPixelSpacing=[0.2, 0.2]), film("other.dcm")
    with start() as desk:
        desk.open(one)
        ready(desk)
        desk.do("tools.length")
        pull(desk, (40, 50), (140, 50))
        desk.do("review.key_image")
        desk.open(other)
        desk.do("view.next") if desk.entry.path != other else None
        desk.settle()
        desk.qtbot.waitUntil(lambda: desk.entry.path == other and desk.bench.review.view.kept)
        assert all_drawn(desk) == []
        desk.do("view.previous")
        desk.settle()
        desk.qtbot.waitUntil(lambda: len(all_drawn(desk)) == 1)
        assert desk.bench.review.key_image
    with start() as desk:
        desk.open(one)
        desk.qtbot.waitUntil(lambda: desk.bench.review.view.kept)
        assert only(desk, Length) == Length((40, 50), (140, 50)) and desk.bench.review.undo_name == "Key image"
        desk.do("review.undo")
        desk.do("review.undo")
        assert all_drawn(desk) == []


def test_what_was_drawn_survives_a_kill(start: Start, film: FilmWriter, tmp_path: Path) -> None:
    path = film("one.dcm", ImagerPixelSpacing=[0.2, 0.2])
    script = Path(__file__).with_name("killed_session.py")
    ended = subprocess.run(
        [sys.executable, str(script), str(tmp_path / "record"), str(path)],
        capture_output=True, text=True, timeout=120, check=False, cwd=Path(__file__).parents[3],
    )  # fmt: skip
    assert ended.returncode == -signal.SIGKILL, ended.stderr
    assert "drawn" in ended.stdout
    with start() as desk:
        desk.open(path)
        desk.qtbot.waitUntil(lambda: desk.bench.review.view.kept)
        assert only(desk, Length) == Length((40, 50), (140, 50))
        assert only_drawn(desk).measured.measurement.text == "20.0 mm (detector plane)"  # type: ignore[union-attr]
        desk.do("review.undo")
        assert all_drawn(desk) == []


def test_where_nothing_can_be_kept_drawing_works_all_the_same(
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
        desk.do("tools.length")
        pull(desk, (40, 50), (140, 50))
        assert only(desk, Length) == Length((40, 50), (140, 50)) and not desk.bench.review.view.kept
        assert any("memory only" in text for text in desk.window.measurements.texts())
