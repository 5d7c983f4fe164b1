"""A disk that takes nothing: drawing goes on, the window says so, and says when all of it has been written."""

from __future__ import annotations

import errno
import os

import pytest

from spcxr_desktop.store import journal
from spcxr_desktop.store.open_review import OpenReview
from tests.ui.drawing.verbs import Start, pull, ready
from tests.ui.masks.verbs import brush, mask, model, steps
from tests.ui.verbs import Desk, FilmWriter


def draft(desk: Desk) -> OpenReview:
    sheet = desk.bench.review._sheet
    assert sheet is not None and isinstance(sheet.draft, OpenReview)
    return sheet.draft


def told(desk: Desk) -> str:
    notice = desk.bench.record.lane.notice
    shown = desk.window.records.notice
    return notice.text if notice is not None and shown.isVisible() else ""


def test_strokes_wait_in_memory_and_the_window_says_so(bench: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.write

    def no_room(file: int, data: bytes) -> int:
        raise OSError(errno.ENOSPC, "no room")

    brush(bench)
    for _ in range(2):
        monkeypatch.setattr(journal.os, "write", no_room)
        pull(bench, (120, 40), (150, 60))
        bench.qtbot.waitUntil(lambda: "wait in memory" in told(bench))
        assert not draft(bench).durable and mask(bench)[40, 120] == 1
        monkeypatch.setattr(journal.os, "write", real)
        bench.qtbot.waitUntil(lambda: "on the disk now" in told(bench))
        assert draft(bench).durable and "wait in memory" not in told(bench)
        bench.do("review.undo")
    assert (mask(bench) == model(bench)).all()


def test_a_damaged_journal_is_said_and_what_is_whole_is_back(start: Start, film: FilmWriter) -> None:
    path = film(ImagerPixelSpacing=[0.2, 0.2])
    with start() as desk:
        desk.open(path)
        ready(desk)
        brush(desk)
        pull(desk, (120, 40), (150, 60))
        after_one = mask(desk)
        pull(desk, (120, 80), (150, 90))
        review = draft(desk)
        review.flush()
        place = review._journal.path
        data = bytearray(place.read_bytes())
        review.save = lambda *rest, **named: None  # type: ignore[method-assign]
        review.close = review.abandon  # type: ignore[method-assign]  # the computer dies: nothing is sealed
    data[-40:] = b"\xa5" * 40
    place.write_bytes(data)
    with start() as desk:
        desk.open(path)
        ready(desk)
        assert "later ones may be missing" in told(desk)
        assert (mask(desk) == after_one).all() and steps(desk) == ["Brush"]
