"""The session: entries, selection, what is kept in memory."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from spcxr_desktop.app.outlines import Lungs
from spcxr_desktop.app.session import KEEP_PIXELS, Session
from spcxr_desktop.domain.findings import LungMask, ResultSet
from spcxr_desktop.domain.grayscale import GrayscaleRule
from spcxr_desktop.domain.orientation import Orientation
from spcxr_desktop.domain.radiograph import Identity, Radiograph


def radiograph(path: Path) -> Radiograph:
    pixels = np.arange(48, dtype=np.uint16).reshape(6, 8)
    return Radiograph(pixels, GrayscaleRule(), Orientation(), None, Identity(), path)


@pytest.fixture
def session() -> Session:
    return Session()


def test_a_file_is_opened_once(session: Session) -> None:
    a, b = Path("/a"), Path("/b")
    assert session.add([a, b, a]) == session.add([a, b, a])
    assert [entry.path for entry in session.entries] == [a, b]


def test_an_update_replaces_the_entry_and_leaves_snapshots_alone(session: Session) -> None:
    (first,) = session.add([Path("/a")])
    before = session.entries
    session.update(first, state="ready", invert=True)
    assert before[0].state == "waiting" and not before[0].invert
    assert session.entries[0].state == "ready" and session.entries[0].invert


def test_updating_a_closed_entry_does_nothing(session: Session) -> None:
    (first,) = session.add([Path("/a")])
    session.close(first)
    assert session.update(first, state="ready") is None
    assert session.entries == ()


def test_closing_the_shown_entry_shows_its_neighbour(session: Session) -> None:
    ids = session.add([Path(f"/{i}") for i in range(3)])
    session.select(ids[1])
    session.close(ids[1])
    assert session.current is not None and session.current.id == ids[2]
    session.close(ids[2])
    assert session.current is not None and session.current.id == ids[0]
    session.close(ids[0])
    assert session.current is None and session.index == -1


def test_pixels_are_kept_for_few_and_always_for_the_shown_and_its_neighbours(session: Session) -> None:
    ids = session.add([Path(f"/{i}") for i in range(20)])
    session.select(ids[10])
    for entry_id in ids:
        film = radiograph(Path("/x"))
        session.update(entry_id, radiograph=film, upright=film.pixels)
        session.let_go()
    kept = {entry.id for entry in session.entries if entry.radiograph is not None}
    assert {ids[9], ids[10], ids[11]} <= kept
    assert len(kept) <= KEEP_PIXELS
    assert all((entry.upright is None) == (entry.radiograph is None) for entry in session.entries)


def test_a_film_that_is_let_go_keeps_its_mask_exactly(session: Session) -> None:
    ids = session.add([Path(f"/{i}") for i in range(5)])
    labels = np.zeros((40, 60), np.uint8)
    labels[5:30, 5:25], labels[5:30, 35:55] = 1, 2
    mask = LungMask(labels, True)
    results = ResultSet("analysed", (), (), mask, (), (), "")
    film = radiograph(Path("/x"))
    lungs = Lungs.of(mask, Orientation())
    session.update(ids[4], radiograph=film, upright=film.pixels, results=results, lungs=lungs)
    session.select(ids[0])
    session.let_go()
    entry = session.entries[4]
    assert entry.radiograph is None and entry.results is not None and entry.results.lungs is None
    assert entry.lungs is not None
    np.testing.assert_array_equal(entry.lungs.mask().labels, labels)
    assert (entry.lungs.right_px, entry.lungs.left_px) == (500, 500)


@pytest.mark.parametrize("orientation", [Orientation(), Orientation("R", "F", False), Orientation("F", "L", False)])
def test_outlines_are_those_of_the_upright_mask(orientation: Orientation) -> None:
    upright = np.zeros((50, 80), np.uint8)
    upright[10:40, 10:30], upright[10:40, 50:70] = 1, 2
    upright[20:25, 15:20] = 0  # a hole is an outline of its own
    lungs = Lungs.of(LungMask(orientation.from_upright(upright), False), orientation)
    outer = max(lungs.right, key=len if len(lungs.right) == 1 else lambda p: float(np.ptp(p[:, 0])))
    assert len(lungs.right) == 2 and len(lungs.left) == 1
    assert (outer.min(0) == (10.5, 10.5)).all() and (outer.max(0) == (29.5, 39.5)).all()
