"""Panes without a window: layouts, hanging by rule, following, linking; and the pixels they keep."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from spcxr_desktop.app.changes import Changes
from spcxr_desktop.app.layouts import Layouts
from spcxr_desktop.app.panes import COUNT, Layout, Panes
from spcxr_desktop.app.session import KEEP_PIXELS, EntryFields, Session
from spcxr_desktop.domain.grayscale import GrayscaleRule, Lut, VoiLut, VoiWindow
from spcxr_desktop.domain.orientation import Orientation
from spcxr_desktop.domain.radiograph import Identity, Radiograph

JANE = Identity("P1", "Doe^Jane", "19600304", "F", study_instance_uid="1.2", view_position="PA", study_date="20250620")
LATERAL = replace(JANE, view_position="LL")
PRIOR = replace(JANE, study_date="20240504", study_instance_uid="1.1")
OLD = replace(JANE, study_date="20200101", study_instance_uid="1.0")
MARY = replace(JANE, patient_id="P2", patient_name="Roe^Mary", study_instance_uid="2.2")
MARYS_PRIOR = replace(MARY, study_date="20230101", study_instance_uid="2.1")


class Desk:
    """A session with these films open, and its panes."""

    def __init__(self, *identities: Identity) -> None:
        self.session, self.went = Session(), 0
        self.layouts = Layouts(self.session, self.go)
        self.ids: list[int] = []
        for identity in identities:
            self.open(identity)
        if self.ids:
            self.show(self.ids[0])

    def go(self) -> Changes:
        self.went += 1
        return Changes(work=True)

    def open(self, identity: Identity) -> int:
        path = Path(f"/{len(self.ids)}")
        (entry_id,) = self.session.add([path], {path: EntryFields(identity=identity)})
        self.ids.append(entry_id)
        return entry_id

    def read(self, entry_id: int, rule: GrayscaleRule | None = None) -> None:
        entry = self.session.entry(entry_id)
        assert entry is not None
        pixels = np.zeros((4, 4), np.uint16)
        film = Radiograph(pixels, rule or GrayscaleRule(), Orientation(), None, entry.identity, entry.path)
        self.session.update(entry_id, radiograph=film, upright=pixels)

    def show(self, entry_id: int) -> None:
        self.session.select(entry_id)
        self.layouts.follow()

    @property
    def panes(self) -> Panes:
        return self.session.panes

    @property
    def current(self) -> int | None:
        return self.session.current.id if self.session.current is not None else None

    def agrees(self) -> bool:
        """What the active pane shows is the current entry, and nothing is shown twice."""
        shown = self.panes.shown
        counted = len(self.panes.ids) == COUNT[self.panes.layout] and len(set(shown)) == len(shown)
        return counted and self.panes.ids[self.panes.active] == self.current


def test_one_picture_follows_the_list() -> None:
    desk = Desk(JANE, MARY)
    desk.show(desk.ids[1])
    assert desk.panes == Panes(ids=(desk.ids[1],)) and desk.agrees()


def test_new_panes_take_what_belongs_to_the_film_and_nobody_elses() -> None:
    desk = Desk(JANE, MARY, OLD, LATERAL, PRIOR)
    a, _, old, lateral, prior = desk.ids
    desk.layouts.arrange("2x2")
    assert desk.panes.ids == (a, lateral, prior, old) and desk.layouts.company() == "one"
    desk = Desk(JANE, MARY)
    desk.layouts.arrange("2x2")
    assert desk.panes.ids == (desk.ids[0], None, None, None)


def test_a_smaller_layout_keeps_what_the_active_pane_shows() -> None:
    desk = Desk(JANE, LATERAL, PRIOR, OLD)
    desk.layouts.arrange("2x2")
    desk.layouts.activate(3)
    last = desk.panes.ids[3]
    desk.layouts.arrange("1x2")
    assert desk.current == last and desk.panes.ids[0] == last and desk.agrees()
    desk.layouts.arrange("1x1")
    assert desk.panes.ids == (last,) and desk.agrees()


def test_compare_hangs_the_prior_at_the_right_and_again_for_the_next_patient() -> None:
    desk = Desk(JANE, OLD, PRIOR, MARY, MARYS_PRIOR)
    a, _, prior, mary, marys = desk.ids
    desk.layouts.hang("prior")
    assert desk.panes.ids == (a, prior) and desk.panes.active == 0 and desk.panes.layout == "1x2"
    desk.show(mary)
    assert desk.panes.ids == (mary, marys) and desk.layouts.company() == "one" and desk.agrees()
    desk.layouts.hang("prior")
    assert desk.panes.layout == "1x1" and desk.panes.ids == (mary,) and desk.panes.hanging == "free"


def test_compare_without_a_prior_leaves_the_pane_empty_until_one_is_opened() -> None:
    desk = Desk(JANE, MARY, LATERAL)
    desk.layouts.hang("prior")
    assert desk.panes.ids == (desk.ids[0], None)
    prior = desk.open(PRIOR)
    assert desk.layouts.follow() and desk.panes.ids == (desk.ids[0], prior)
    desk.open(OLD)
    assert not desk.layouts.follow()


def test_earlier_films_that_are_not_open_are_looked_for_once() -> None:
    desk, asked = Desk(JANE, MARY, MARYS_PRIOR), list[int]()
    desk.layouts.find_priors = asked.append
    desk.layouts.hang("prior")
    desk.open(LATERAL)
    desk.layouts.follow()
    desk.show(desk.ids[1])
    desk.show(desk.ids[0])
    assert asked == [desk.ids[0]]


def test_four_pictures_compare_with_three_priors() -> None:
    desk = Desk(JANE, OLD, PRIOR)
    desk.layouts.arrange("2x2")
    desk.layouts.hang("prior")
    assert desk.panes.ids == (desk.ids[0], desk.ids[2], desk.ids[1], None)


@pytest.mark.parametrize("first", [0, 1])
def test_frontal_stands_left_and_lateral_right_whichever_was_shown(first: int) -> None:
    desk = Desk(JANE, LATERAL)
    desk.show(desk.ids[first])
    desk.layouts.hang("views")
    assert desk.panes.ids == tuple(desk.ids) and desk.panes.active == first and desk.agrees()


def test_another_film_of_the_patient_goes_into_the_pane_beside() -> None:
    desk = Desk(JANE, OLD, PRIOR)
    a, old, _ = desk.ids
    desk.layouts.hang("prior")
    desk.layouts.activate(1)
    desk.show(old)
    assert desk.panes.ids == (a, old) and desk.panes.active == 1 and desk.panes.hanging == "prior"


def test_choosing_what_is_shown_already_goes_there() -> None:
    desk = Desk(JANE, LATERAL)
    desk.layouts.arrange("1x2")
    desk.show(desk.ids[1])
    assert desk.panes.active == 1 and desk.panes.ids == tuple(desk.ids)


def test_an_empty_pane_waits_for_a_film() -> None:
    desk = Desk(JANE, MARY)
    desk.layouts.arrange("1x2")
    desk.layouts.activate(1)
    assert desk.current is None and desk.agrees()
    desk.show(desk.ids[1])
    assert desk.panes.ids == tuple(desk.ids) and desk.layouts.company() == "different"


def test_a_dropped_film_changes_places_with_what_was_there() -> None:
    desk = Desk(JANE, LATERAL, MARY)
    desk.layouts.arrange("1x2")
    desk.layouts.put(0, desk.ids[1])
    assert desk.panes.ids == (desk.ids[1], desk.ids[0]) and desk.current == desk.ids[1]
    desk.layouts.put(1, desk.ids[2])
    assert desk.panes.ids == (desk.ids[1], desk.ids[2]) and desk.panes.active == 1
    assert not desk.layouts.put(1, 999) and not desk.layouts.put(7, desk.ids[0])


def test_swap_moves_the_films_and_the_keys_with_them() -> None:
    desk = Desk(JANE, PRIOR)
    a, prior = desk.ids
    desk.layouts.hang("prior")
    desk.layouts.swap()
    assert desk.panes.ids == (prior, a) and desk.panes.active == 1 and desk.current == a
    assert [role and role.kind for role in desk.layouts.roles()] == ["prior", "latest"]


def test_closing_a_film_empties_its_pane() -> None:
    desk = Desk(JANE, LATERAL)
    desk.layouts.arrange("1x2")
    desk.session.close(desk.ids[1])
    assert desk.layouts.follow() and desk.panes.ids == (desk.ids[0], None)
    desk.session.close(desk.ids[0])
    desk.layouts.follow()
    assert desk.panes.ids == (None, None) and desk.current is None


def test_only_films_of_one_patient_are_linked() -> None:
    desk = Desk(JANE, PRIOR, MARY, replace(JANE, patient_id=""))
    desk.layouts.arrange("2x2")
    desk.layouts.put(1, desk.ids[1])
    desk.layouts.put(2, desk.ids[2])
    desk.layouts.put(3, desk.ids[3])
    assert [desk.layouts.followers(pane) for pane in range(4)] == [(1,), (0,), (), ()]
    desk.layouts.toggle_link()
    assert desk.layouts.followers(0) == ()


def test_a_window_goes_along_only_where_values_mean_the_same() -> None:
    desk = Desk(JANE, PRIOR, OLD)
    a, prior, old = desk.ids
    desk.layouts.arrange("2x2")
    desk.read(a), desk.read(prior), desk.read(old, GrayscaleRule(slope=2.0))
    window = VoiWindow(10, 20)
    for fields in (EntryFields(voi=window), EntryFields(invert=True)):
        desk.session.update(a, **fields)
        desk.layouts.spread(fields)
    got = {i: desk.session.entry(i) for i in (prior, old)}
    assert got[prior] is not None and got[prior].voi == window and got[prior].invert
    assert got[old] is not None and got[old].voi is None and not got[old].invert
    desk.layouts.spread(EntryFields(voi=VoiLut(Lut(0, np.zeros(2, np.uint16), 8))))
    after = desk.session.entry(prior)
    assert after is not None and after.voi == window


def test_a_window_does_not_go_along_to_another_patient_nor_unlinked() -> None:
    desk = Desk(JANE, MARY, PRIOR)
    desk.layouts.arrange("2x2")
    desk.layouts.put(3, desk.ids[1])
    desk.layouts.activate(0)
    for entry_id in desk.ids:
        desk.read(entry_id)
    desk.layouts.spread(EntryFields(invert=True))
    found = [desk.session.entry(i) for i in desk.ids]
    assert [entry.invert for entry in found if entry is not None] == [False, False, True]
    desk.layouts.toggle_link()
    desk.layouts.spread(EntryFields(invert=False))
    still = desk.session.entry(desk.ids[2])
    assert still is not None and still.invert


def test_what_panes_show_is_near_and_never_more_than_keeps_its_pixels() -> None:
    desk = Desk(*[replace(JANE, study_instance_uid=str(i)) for i in range(20)])
    desk.show(desk.ids[10])
    desk.layouts.arrange("2x2")
    for pane, number in ((1, 0), (2, 19), (3, 15)):
        desk.layouts.put(pane, desk.ids[number])
    desk.layouts.activate(0)
    near = [entry.id for entry in desk.session.near()]
    assert near[0] == desk.ids[10] and set(desk.panes.shown) <= set(near) and len(near) == KEEP_PIXELS
    for entry_id in desk.ids:
        desk.read(entry_id)
    desk.session.let_go()
    decoded = {entry.id for entry in desk.session.entries if entry.radiograph is not None}
    assert decoded == set(near)


STEPS = st.one_of(
    st.tuples(st.just("show"), st.integers(0, 7)),
    st.tuples(st.just("arrange"), st.sampled_from(["1x1", "1x2", "2x2"])),
    st.tuples(st.just("hang"), st.sampled_from(["prior", "views"])),
    st.tuples(st.just("activate"), st.integers(0, 3)),
    st.tuples(st.just("close"), st.integers(0, 7)),
    st.tuples(st.just("swap"), st.none()),
    st.tuples(st.just("open"), st.sampled_from([JANE, PRIOR, MARY, LATERAL])),
)


@given(st.lists(STEPS, max_size=25))
def test_whatever_is_done_panes_and_current_agree_and_rules_hang_one_patient(steps: list[tuple[str, object]]) -> None:
    desk = Desk(JANE, PRIOR, LATERAL, OLD, MARY, MARYS_PRIOR, Identity(), replace(MARY, patient_id="P1"))
    for verb, what in steps:
        if verb == "show" and isinstance(what, int):
            desk.session.select(desk.ids[what])
        elif verb == "close" and isinstance(what, int):
            desk.session.close(desk.ids[what])
        elif verb == "open" and isinstance(what, Identity):
            desk.open(what)
        elif verb == "swap":
            desk.layouts.swap()
        else:
            getattr(desk.layouts, verb)(what)
        desk.layouts.follow()
        assert desk.agrees()
        if verb == "hang":
            assert desk.layouts.company() == "one" or desk.panes.hanging == "free"


def test_every_layout_has_its_count() -> None:
    layouts: list[Layout] = ["1x1", "1x2", "2x2"]
    assert [len(Panes().with_layout(layout).ids) for layout in layouts] == [1, 2, 4]
