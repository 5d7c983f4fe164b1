"""Judgements: which result set they hang on, what is undone, and what must not be said before results are shown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from spcxr_desktop.app.judging import Judging, outline
from spcxr_desktop.app.record import Record
from spcxr_desktop.app.review_desk import ReviewDesk
from spcxr_desktop.app.session import Session
from spcxr_desktop.app.tasks import Tasks
from spcxr_desktop.domain.annotations import Length, Region
from spcxr_desktop.domain.findings import ModelStamp, ResultSet, Score
from spcxr_desktop.domain.grayscale import GrayscaleRule
from spcxr_desktop.domain.judgements import Judgement
from spcxr_desktop.domain.orientation import Orientation
from spcxr_desktop.domain.radiograph import Identity, Radiograph

STAMP = ModelStamp("screen", "1.0", "c" * 64, "set", "cpu")
ELLIPSE = Region((10, 5), (30, 25), "ellipse")


def results(*, lower: bool = False) -> ResultSet:
    scores = (
        Score("pneumonia", "Pneumonia", 0.2, 0.5, False),
        Score("abnormal", "Abnormal", 0.4 if lower else 0.8, 0.5, not lower),
        Score("covid19", "Covid-19", 0.9, 0.5, True, True),
    )
    return ResultSet("analysed", (), scores, None, (), (STAMP,), "2026-01-01T00:00:00+00:00")


class World:
    """One analysed film, no record."""

    def __init__(self) -> None:
        self.session = Session()
        self.tasks = Tasks(lambda changes: None)
        record = Record(None, lambda results, packages: True, self.session, self.tasks, lambda changes: None)
        (self.entry,) = self.session.add([Path("/a")])
        film = Radiograph(
            np.zeros((40, 60), np.uint16), GrayscaleRule(), Orientation(), None, Identity(), Path("/a")
        )
        self.session.update(self.entry, radiograph=film)
        self.analyse(results(), "1" * 64)
        self.session.select(self.entry)
        self.session.panes = replace(self.session.panes, ids=(self.entry,))
        self.desk = ReviewDesk(self.session)
        self.desk.sync()
        self.judging = Judging(self.session, self.desk, record)

    def analyse(self, made: ResultSet, sha256: str) -> None:
        self.session.update(self.entry, state="analysed", results=made, results_sha256=sha256)

    def kept(self) -> dict[str, Judgement]:
        assert self.desk.document is not None
        return dict(self.desk.document.judgements)


@pytest.fixture
def world() -> Iterator[World]:
    made = World()
    yield made
    made.tasks.close()


def test_flagged_findings_come_first(world: World) -> None:
    assert [score.label for score in world.judging.scores] == ["covid19", "abnormal", "pneumonia"]


def test_a_judgement_says_who_when_and_on_which_result_set(world: World) -> None:
    world.judging.judge("accept", "abnormal")
    (made,) = world.kept().values()
    assert (made.label, made.verdict, made.results, made.model) == ("abnormal", "accept", "1" * 64, "screen 1.0")
    assert made.reader and made.at.startswith("20") and made.stage == "with results"
    assert world.desk.undo_name == "Accept (Abnormal)"
    world.desk.undo()
    assert world.kept() == {}
    world.desk.redo()
    assert world.kept() == {made.key: made}


def test_said_once_more_it_is_taken_back(world: World) -> None:
    world.judging.judge("reject", "abnormal")
    world.judging.judge("reject", "abnormal")
    assert world.kept() == {}
    assert world.desk.undo_name == "Take back (Abnormal)"


def test_another_verdict_keeps_the_reasons(world: World) -> None:
    world.judging.judge("reject", "abnormal")
    world.judging.explain("abnormal", ["device", "device"], " a tube ")
    world.judging.judge("uncertain", "abnormal")
    (made,) = world.kept().values()
    assert (made.verdict, made.reasons, made.text) == ("uncertain", ("device",), "a tube")


def test_other_needs_a_text(world: World) -> None:
    world.judging.judge("reject", "abnormal")
    world.judging.explain("abnormal", ["other", "artefact"], "  ")
    assert world.judging.said("abnormal").now is not None
    assert world.judging.said("abnormal").now.reasons == ("artefact",)  # type: ignore[union-attr]
    world.judging.explain("abnormal", ["other"], "a button")
    assert world.judging.said("abnormal").now.reasons == ("other",)  # type: ignore[union-attr]
    assert not world.judging.explain("abnormal", ["other"], "a button")


def test_what_was_not_flagged_can_be_called_missed(world: World) -> None:
    world.judging.judge("accept", "pneumonia")
    assert world.judging.said("pneumonia").now is not None


def test_a_rerun_inherits_nothing_and_overwrites_nothing(world: World) -> None:
    world.judging.judge("accept", "abnormal")
    world.analyse(results(lower=True), "2" * 64)
    said = world.judging.said("abnormal")
    assert said.now is None and said.older is not None and said.older.results == "1" * 64
    world.judging.judge("reject", "abnormal")
    assert {j.results: j.verdict for j in world.kept().values()} == {"1" * 64: "accept", "2" * 64: "reject"}


def test_elsewhere_waits_for_a_place(world: World) -> None:
    world.judging.judge("relocate", "abnormal")
    assert world.kept() == {} and world.judging.placing == "abnormal"
    assert world.session.display.tool == "ellipse"
    assert world.judging.place(ELLIPSE)
    (made,) = world.kept().values()
    assert made.verdict == "relocate" and made.place == outline(ELLIPSE)
    assert world.judging.placing is None
    assert [drawn.annotation for drawn in world.desk.view.places] == [ELLIPSE]
    assert world.desk.view.drawn == ()


def test_a_first_opinion_hides_no_place(world: World) -> None:
    world.judging.judge("relocate", "abnormal")
    world.judging.place(ELLIPSE)
    world.session.read_first(True)
    world.judging.judge("reject", "abnormal")
    assert len(world.kept()) == 2 and len(world.desk.view.places) == 1


def test_what_is_drawn_unasked_or_is_no_region_is_no_place(world: World) -> None:
    assert world.judging.place(ELLIPSE) is None
    world.judging.judge("relocate", "abnormal")
    assert world.judging.place(Length((0, 0), (5, 5))) is None
    assert world.kept() == {} and world.judging.placing is None


def test_another_finding_or_verdict_leaves_the_place(world: World) -> None:
    world.judging.judge("relocate", "abnormal")
    world.judging.judge("accept", "abnormal")
    assert world.judging.placing is None and world.session.display.tool == "window"
    world.judging.judge("relocate", "abnormal")
    world.judging.step(1)
    assert world.judging.placing is None


def test_the_keys_walk_round_and_round(world: World) -> None:
    seen = []
    for _ in range(4):
        world.judging.step(1)
        seen.append(world.judging.label)
    assert seen == ["covid19", "abnormal", "pneumonia", "covid19"]
    world.judging.step(-1)
    assert world.judging.label == "pneumonia"


def test_a_choice_is_for_one_film(world: World) -> None:
    world.judging.step(1)
    world.judging.judge("relocate", "abnormal")
    (other,) = world.session.add([Path("/b")])
    world.session.update(other, state="analysed", results=results(), results_sha256="4" * 64)
    world.session.select(other)
    assert world.judging.label is None and world.judging.placing is None
    assert not world.judging.judge("accept")


def test_a_tool_that_was_put_down_asks_for_no_place(world: World) -> None:
    world.judging.judge("relocate", "abnormal")
    world.session.display = replace(world.session.display, tool="window")
    assert world.judging.placing is None and world.judging.place(ELLIPSE) is None


def test_the_evidence_that_is_drawn_follows_the_choice(world: World) -> None:
    world.judging.step(1)
    assert world.session.display.evidence is None
    world.session.display = replace(world.session.display, evidence="")
    world.judging.step(1)
    assert world.session.display.evidence == "abnormal"


def test_nothing_is_judged_where_nothing_was_assessed(world: World) -> None:
    world.analyse(replace(results(), status="refused", scores=()), "3" * 64)
    assert world.judging.scores == () and not world.judging.judge("accept", "abnormal")
    assert not world.judging.step(1)


class TestBeforeResults:
    """Results are hidden until the reader has said something of every finding."""

    @pytest.fixture
    def world(self, world: World) -> World:
        world.session.read_first(True)
        return world

    def test_findings_stand_in_the_models_order(self, world: World) -> None:
        assert world.judging.veiled
        assert [score.label for score in world.judging.scores] == ["pneumonia", "abnormal", "covid19"]

    def test_nothing_leaks_into_what_is_shown(self, world: World) -> None:
        entry = world.session.current
        assert entry is not None and entry.flags == 0
        shown = entry.as_shown().results
        assert shown is not None and (shown.scores, shown.evidence, shown.gates) == ((), (), ())

    def test_an_opinion_names_no_result_set(self, world: World) -> None:
        world.judging.judge("accept", "abnormal")
        (made,) = world.kept().values()
        assert (made.stage, made.results, made.model) == ("before results", "", "")
        assert world.judging.said("abnormal").now is None

    def test_no_finding_fills_what_is_left_in_one_step(self, world: World) -> None:
        world.judging.judge("uncertain", "abnormal")
        world.judging.no_finding()
        verdicts = {label: world.judging.said(label).first.verdict for label in ("abnormal", "pneumonia", "covid19")}  # type: ignore[union-attr]
        assert verdicts == {"abnormal": "uncertain", "pneumonia": "reject", "covid19": "reject"}
        world.desk.undo()
        assert len(world.kept()) == 1
        assert world.judging.no_finding() and not world.judging.no_finding()

    def test_results_are_revealed_after_the_last_opinion_and_not_before(self, world: World) -> None:
        world.judging.judge("accept", "abnormal")
        assert not world.judging.can_reveal and not world.judging.reveal()
        world.judging.no_finding()
        assert world.judging.reveal()
        entry = world.session.current
        assert entry is not None and entry.flags == 1 and not world.judging.veiled
        world.judging.judge("reject", "abnormal")
        assert sorted(j.stage for j in world.kept().values() if j.label == "abnormal") == [
            "before results", "with results",
        ]  # fmt: skip

    def test_an_opinion_stays_once_results_were_revealed(self, world: World) -> None:
        world.judging.judge("accept", "abnormal")
        world.judging.no_finding()
        world.desk.undo()
        assert len(world.kept()) == 1
        world.desk.redo()
        world.judging.reveal()
        before = world.kept()
        assert world.desk.undo().entries and world.kept() == before
        assert world.session.notice is not None and "stays as it is" in world.session.notice.text
        world.judging.judge("reject", "abnormal")
        world.desk.undo()
        assert world.kept() == before

    def test_no_place_and_no_reason_before(self, world: World) -> None:
        world.judging.judge("relocate", "abnormal")
        assert world.judging.placing is None
        world.judging.judge("reject", "abnormal")
        assert not world.judging.explain("abnormal", ["device"], "")

    def test_another_film_is_hidden_until_it_is_read_as_well(self, world: World) -> None:
        world.judging.no_finding()
        world.judging.reveal()
        (other,) = world.session.add([Path("/b")])
        world.session.update(other, state="analysed", results=results(), results_sha256="1" * 64)
        entry = world.session.entry(other)
        assert entry is not None and entry.veiled
        world.session.read_first(False)
        entry = world.session.entry(other)
        assert entry is not None and not entry.veiled and entry.flags == 1


def test_an_ellipse_becomes_its_outline() -> None:
    points = outline(ELLIPSE)
    assert len(points) == 36
    assert all(abs(((x - 20) / 10) ** 2 + ((y - 15) / 10) ** 2 - 1) < 1e-2 for x, y in points)
    assert outline(Region((0, 0), (4, 2))) == ((0, 0), (4, 0), (4, 2), (0, 2))
