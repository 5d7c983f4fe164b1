"""Objects and films find each other in any order; switches; what is told instead of drawn."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from spcxr_desktop.app.derived import DerivedShelf
from spcxr_desktop.app.derived_marks import MOST_TEXTS, outlines_of, voi_for
from spcxr_desktop.app.session import Session
from spcxr_desktop.domain.derived import (
    Area,
    DerivedObject,
    Drawing,
    Greys,
    Plane,
    Reference,
    Segment,
    Spatial,
)
from spcxr_desktop.domain.grayscale import GrayscaleRule, Lut, VoiLut, VoiWindow, grey_table
from spcxr_desktop.domain.orientation import Orientation
from spcxr_desktop.domain.radiograph import Identity, Radiograph
from spcxr_desktop.domain.turn import FLIP_ACROSS, Turn

ROWS, COLUMNS = 40, 30
WINDOW = VoiWindow(500, 400)


def seg(uid: str = "9.1", image: str = "1.1", shape: tuple[int, int] = (ROWS, COLUMNS)) -> DerivedObject:
    mask = np.zeros((1, *shape), np.uint8)
    mask[0, 5:9, 3:7] = 255
    return DerivedObject(
        "SEG", Identity(sop_instance_uid=uid, patient_id="P1"), "S", references=(Reference(image),),
        segments=(Segment(1, "lung"), Segment(2, "nothing")), planes=(Plane(1, image),), masks=mask,
    )  # fmt: skip


def sr(uid: str = "9.2", image: str = "1.1") -> DerivedObject:
    drawing = Drawing("polyline", ((1, 2), (3, 4)), (Reference(image, (0,)),), "Length 3 mm")
    return DerivedObject(
        "SR", Identity(sop_instance_uid=uid, study_instance_uid="5"), "R", references=(Reference(image),),
        drawings=(drawing,),
    )  # fmt: skip


def gsps(uid: str = "9.3", image: str = "1.1", spatial: Spatial = Spatial(1, True)) -> DerivedObject:  # noqa: B008
    return DerivedObject(
        "GSPS", Identity(sop_instance_uid=uid), "P", references=(Reference(image),),
        greys=(Greys((), voi=WINDOW),), spatial=spatial,
    )  # fmt: skip


def film(session: Session, uid: str = "1.1", name: str = "film.dcm", **identity: str) -> int:
    (entry_id,) = session.add([Path(name)])
    radiograph = Radiograph(
        np.zeros((ROWS, COLUMNS), np.uint16), GrayscaleRule(), Orientation(), None,
        Identity(sop_instance_uid=uid, patient_id="P1", **identity), Path(name),
    )  # fmt: skip
    session.update(entry_id, identity=radiograph.identity, radiograph=radiograph, state="ready")
    session.select(entry_id)
    return entry_id


@given(st.permutations(["film", "other", "seg", "sr", "gsps", "lost"]))
def test_what_belongs_together_does_not_depend_on_the_order_of_opening(order: list[str]) -> None:
    session = Session()
    shelf = DerivedShelf(session)
    things = {"seg": seg(), "sr": sr(), "gsps": gsps(), "lost": seg("9.9", "7.7")}
    for name in order:
        if name == "film":
            film(session)
        elif name == "other":
            film(session, "1.2", "other.dcm")
        else:
            shelf.take(things[name], Path(f"{name}.dcm"))
        shelf.orphans()  # asked in between, as the window does
    entries = {entry.identity.sop_instance_uid: entry for entry in session.entries}
    assert [kept.uid for kept in shelf.of(entries["1.1"])] == ["9.1", "9.2", "9.3"]
    assert shelf.of(entries["1.2"]) == ()
    assert [kept.uid for kept in shelf.orphans()] == ["9.9"]


@given(st.permutations([("b.dcm", "second"), ("a.dcm", "first"), ("c.dcm", "third")]))
def test_of_two_files_with_one_uid_the_same_one_counts_in_any_order(order: list[tuple[str, str]]) -> None:
    shelf = DerivedShelf(Session())
    for name, label in order:
        shelf.take(replace(seg(), label=label), Path(name))
    assert [kept.found.label for kept in shelf.orphans()] == ["first"]


def test_an_object_waits_again_when_its_film_is_closed() -> None:
    session = Session()
    shelf = DerivedShelf(session)
    shelf.take(sr(), Path("sr.dcm"))
    entry_id = film(session)
    assert shelf.orphans() == ()
    session.close(entry_id)
    assert [kept.uid for kept in shelf.orphans()] == ["9.2"]


def test_a_report_without_any_image_belongs_to_the_films_of_its_study() -> None:
    session = Session()
    shelf = DerivedShelf(session)
    shelf.take(replace(sr(), references=()), Path("sr.dcm"))
    film(session, study_instance_uid="5")
    assert [kept.uid for kept in shelf.of(session.current)] == ["9.2"]
    film(session, "1.2", "other.dcm", study_instance_uid="6")
    assert shelf.of(session.current) == ()


def test_nothing_is_drawn_before_it_is_asked_for_and_segments_have_switches_of_their_own() -> None:
    session = Session()
    shelf = DerivedShelf(session)
    shelf.take(seg(), Path("seg.dcm"))
    film(session)
    assert shelf.marks(session.current) == ()
    shelf.show("9.1", True)
    assert len(shelf.marks(session.current)) == 1
    shelf.show_segment("9.1", 1, False)
    assert shelf.marks(session.current) == ()
    shelf.show_segment("9.1", 1, True)
    shelf.show("9.1", False)
    assert shelf.marks(session.current) == ()


def test_another_size_is_told_and_not_drawn() -> None:
    session = Session()
    shelf = DerivedShelf(session)
    shelf.take(seg(shape=(16, 16)), Path("seg.dcm"))
    film(session)
    shelf.show("9.1", True)
    assert shelf.marks(session.current) == ()
    (row,) = shelf.listed(session.current)
    assert row.warnings == (
        "It has 16 x 16 pixels and this film 30 x 40: how the one lies on the other is not said, so it is not drawn.",
    )


def test_another_patient_id_is_told() -> None:
    session = Session()
    shelf = DerivedShelf(session)
    shelf.take(replace(seg(), identity=Identity(sop_instance_uid="9.1", patient_id="P2")), Path("seg.dcm"))
    film(session)
    assert "Its header names another patient ID than the film's." in shelf.listed(session.current)[0].warnings


def test_what_is_of_another_frame_is_not_drawn() -> None:
    session = Session()
    shelf = DerivedShelf(session)
    shelf.take(replace(seg(), planes=(Plane(1, "1.1", 3),)), Path("seg.dcm"))
    entry_id = film(session)
    shelf.show("9.1", True)
    entry = session.entry(entry_id)
    assert entry is not None and entry.radiograph is not None
    assert shelf.marks(entry) == ()
    assert len(shelf.marks(replace(entry, radiograph=replace(entry.radiograph, frame=3, frames=5)))) == 1


def test_a_presentation_state_sets_window_and_turn_and_takes_them_back() -> None:
    session = Session()
    shelf = DerivedShelf(session)
    shelf.take(gsps(), Path("pr.dcm"))
    entry_id = film(session)
    shelf.show("9.3", True)
    shown = session.entry(entry_id)
    assert shown is not None and shown.voi == WINDOW and shown.turn == Turn(1).then(FLIP_ACROSS)
    shelf.show("9.3", False)
    after = session.entry(entry_id)
    assert after is not None and (after.voi, after.invert, after.turn) == (None, False, Turn())


def test_what_the_reader_changed_after_a_presentation_state_stays_when_it_goes() -> None:
    session = Session()
    shelf = DerivedShelf(session)
    shelf.take(gsps(), Path("pr.dcm"))
    entry_id = film(session)
    shelf.show("9.3", True)
    session.update(entry_id, voi=VoiWindow(1, 2))
    shelf.show("9.3", False)
    after = session.entry(entry_id)
    assert after is not None and after.voi == VoiWindow(1, 2)


def test_one_presentation_state_at_a_time() -> None:
    session = Session()
    shelf = DerivedShelf(session)
    shelf.take(gsps(spatial=Spatial()), Path("a.dcm"))
    shelf.take(replace(gsps("9.4"), greys=(Greys((), voi=VoiWindow(7, 8)),)), Path("b.dcm"))
    entry_id = film(session)
    shelf.show("9.3", True)
    shelf.show("9.4", True)
    assert [row.shown for row in shelf.listed(session.current)] == [False, True]
    shelf.show("9.4", False)
    after = session.entry(entry_id)
    assert after is not None and (after.voi, after.turn) == (None, Turn())


def test_the_key_shows_all_with_one_presentation_state_and_hides_all() -> None:
    session = Session()
    shelf = DerivedShelf(session)
    for number, found in enumerate((seg(), sr(), gsps(), gsps("9.4"))):
        shelf.take(found, Path(f"{number}.dcm"))
    film(session)
    shelf.toggle()
    assert [row.shown for row in shelf.listed(session.current)] == [True, True, True, False]
    shelf.toggle()
    assert not shelf.any_shown()


def test_nothing_is_drawn_while_results_are_hidden_from_who_reads_first() -> None:
    session = Session()
    shelf = DerivedShelf(session)
    shelf.take(seg(), Path("seg.dcm"))
    film(session)
    shelf.show("9.1", True)
    assert session.current is not None
    assert shelf.marks(replace(session.current, veiled=True)) == ()


@given(st.integers(1, 20), st.integers(1, 20))
def test_the_pixels_of_a_segmentation_are_kept_byte_by_byte(rows: int, columns: int) -> None:
    rng = np.random.default_rng(rows * 100 + columns)
    mask = rng.integers(0, 256, (2, rows, columns)).astype(np.uint8)
    found = replace(seg(), planes=(Plane(1, "1.1"), Plane(2, "1.1")), masks=mask)
    for place, outline in enumerate(outlines_of(found)):
        assert np.array_equal(outline.mask(), mask[place])


def test_a_single_pixel_has_an_outline_around_it() -> None:
    mask = np.zeros((1, 5, 5), np.uint8)
    mask[0, 2, 3] = 255
    (outline,) = outlines_of(replace(seg(), masks=mask))
    assert outline.polygons[0].tolist() == [[3, 2], [4, 2], [4, 3], [3, 3]]


@given(
    st.sampled_from([1.0, 2.0, 0.5, -1.0]), st.integers(-2000, 2000), st.sampled_from([1.0, 2.0, -4.0]),
    st.integers(-500, 500), st.integers(-1000, 5000), st.integers(2, 5000), st.booleans(), st.booleans(),
    st.sampled_from(["LINEAR", "LINEAR_EXACT", "SIGMOID"]),
)  # fmt: skip
def test_the_window_of_a_state_shows_the_greys_it_asks_for_whatever_the_images_own_values_are(
    slope: float, intercept: int, theirs: float, plus: int, centre: int, width: int, invert: bool, inverse: bool,
    function: str,
) -> None:  # fmt: skip
    rule = GrayscaleRule(slope=slope, intercept=intercept, invert=invert, stored_max=4095)
    window = VoiWindow(centre, width, function=function)  # type: ignore[arg-type]
    said = voi_for(rule, Greys((), theirs, plus, voi=window, inverse=inverse))
    assert said is not None
    own = GrayscaleRule(slope=theirs, intercept=plus, voi=(window,), invert=inverse, stored_max=4095)
    meant, shown = grey_table(own)[:4096].astype(int), grey_table(rule, *said)[:4096].astype(int)
    assert np.abs(meant - shown).max() <= 1


def test_a_presentation_table_is_folded_into_what_is_shown() -> None:
    rule = GrayscaleRule(invert=True, stored_max=1023)
    curve = Lut(0, (np.linspace(0, 1, 256) ** 2 * 65535).astype(np.uint16), 16)
    greys = Greys((), voi=VoiWindow(512, 1024), presentation=curve)
    said = voi_for(rule, greys)
    assert said is not None and isinstance(said[0], VoiLut)
    own = GrayscaleRule(voi=(VoiWindow(512, 1024),), presentation_lut=curve, stored_max=1023)
    assert np.abs(grey_table(own)[:1024].astype(int) - grey_table(rule, *said)[:1024].astype(int)).max() <= 1


def test_a_state_for_part_of_the_picture_says_which() -> None:
    session = Session()
    shelf = DerivedShelf(session)
    shelf.take(replace(gsps(), areas=(Area((), (0, 0), (COLUMNS, 30)),)), Path("pr.dcm"))
    film(session)
    (row,) = shelf.listed(session.current)
    assert row.warnings == ("It asks for a part of the picture: columns 1 to 30, rows 1 to 30.",)


def test_noise_is_kept_and_not_traced() -> None:
    mask = (np.random.default_rng(0).random((1, 2000, 2000)) < 0.5).astype(np.uint8) * 255
    (outline,) = outlines_of(replace(seg(), masks=mask))
    assert outline.polygons == () and outline.cut and np.array_equal(outline.mask(), mask[0])


def test_more_texts_than_can_be_told_apart_are_not_drawn_which_is_told() -> None:
    session = Session()
    shelf = DerivedShelf(session)
    shelf.take(replace(sr(), drawings=sr().drawings * 500), Path("sr.dcm"))
    film(session)
    shelf.show("9.2", True)
    marks = shelf.marks(session.current)
    assert len(marks) == 500 and sum(bool(mark.drawing and mark.drawing.text) for mark in marks) == MOST_TEXTS
    assert "Only 200 of its 500 texts are drawn." in shelf.listed(session.current)[0].warnings
