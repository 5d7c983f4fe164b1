"""The session: entries, selection, what is kept in memory."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from spcxr_desktop.app.outlines import Lungs
from spcxr_desktop.app.session import KEEP_PIXELS, KEEP_THUMBNAILS, Session
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


def test_a_list_that_follows_the_changes_shows_what_is_open(session: Session) -> None:
    followed: list[int] = []
    ids = session.add([Path(f"/{i}") for i in range(5)])
    delta = session.changes_since(0)
    assert sorted(delta.touched) == list(ids) and not delta.closed
    followed = sorted(delta.touched)
    session.update(ids[2], state="ready")
    session.add([Path("/5")])
    delta = session.changes_since(delta.revision)
    assert delta.touched == (6, ids[2]) and not delta.closed
    session.close(ids[0])
    after = session.changes_since(delta.revision)
    assert after.closed and ids[0] not in after.touched
    assert session.changes_since(after.revision).touched == ()
    assert [entry.id for entry in session.entries] == [*followed[1:], 6]


def test_the_place_of_an_entry_is_known_after_others_were_closed(session: Session) -> None:
    ids = session.add([Path(f"/{i}") for i in range(10)])
    session.select(ids[7])
    for entry_id in ids[:3]:
        session.close(entry_id)
    assert session.index == 4 and session.id_at(4) == ids[7] and session.id_at(7) is None
    assert len(session) == 7
    assert session.add([Path("/0")]) == (11,)  # a closed file opens anew


def test_thumbnails_are_kept_for_some_and_those_in_use_longest(session: Session) -> None:
    ids = session.add([Path(f"/{i}") for i in range(KEEP_THUMBNAILS + 50)])
    grey = np.zeros((4, 4), np.uint8)
    for entry_id in ids[:KEEP_THUMBNAILS]:
        session.update(entry_id, thumbnail=grey)
    session.use_thumbnails(ids[:10])
    for entry_id in ids[KEEP_THUMBNAILS:]:
        session.update(entry_id, thumbnail=grey)
    kept = [entry.id for entry in session.entries if entry.thumbnail is not None]
    assert len(kept) == KEEP_THUMBNAILS and set(ids[:10]) <= set(kept) and set(ids[-50:]) <= set(kept)


def test_the_line_for_analysis_keeps_its_order_and_loses_what_cannot_be_analysed(session: Session) -> None:
    ids = session.add([Path(f"/{i}") for i in range(4)])
    session.want(ids[1:3])
    session.want(ids[:1], when_shown=True)
    assert session.wanted == ids[1:3] and session.can_want_more
    session.select(ids[0])
    assert session.wanted == (*ids[1:3], ids[0])
    session.update(ids[1], state="unreadable")
    session.update(ids[2], in_colour=True)
    assert session.wanted == (ids[0],) and session.unanalysed == (ids[0], ids[3])
    session.want(ids)
    assert session.wanted == (ids[0], ids[3]) and not session.can_want_more
    session.unwant()
    session.select(ids[3])
    assert session.wanted == ()


@given(st.lists(st.tuples(st.sampled_from(("add", "select", "update", "close", "want")), st.integers(1, 12))))
def test_the_sets_beside_the_entries_stay_true(steps: list[tuple[str, int]]) -> None:
    session, revision, followed = Session(), 0, set[int]()
    for number, (verb, entry_id) in enumerate(steps):
        if verb == "add":
            session.add([Path(f"/{number % 5}")])
        elif verb == "select":
            session.select(entry_id)
        elif verb == "update":
            session.update(entry_id, state="unreadable" if number % 3 else "ready")
        elif verb == "close":
            session.close(entry_id)
        else:
            session.want([entry_id])
        delta = session.changes_since(revision)
        revision, followed = delta.revision, (followed | set(delta.touched)) & {e.id for e in session.entries}
        assert followed == {entry.id for entry in session.entries}
        current = session.current
        assert (current is None) == (session.index == -1)
        assert current is None or session.entries[session.index] is current
        assert set(session.wanted) <= {e.id for e in session.entries if e.analysable}
        assert session.unanalysed == tuple(e.id for e in session.entries if e.analysable)


def test_what_is_decoded_first_is_the_shown_one_then_the_next_two_then_the_one_before(session: Session) -> None:
    ids = session.add([Path(f"/{i}") for i in range(6)])
    assert session.near() == ()
    session.select(ids[2])
    assert [entry.id for entry in session.near()] == [ids[2], ids[3], ids[4], ids[1]]
    session.select(ids[5])
    assert [entry.id for entry in session.near()] == [ids[5], ids[4]]
