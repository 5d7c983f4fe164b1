"""Evidence as the window and ``analyze`` have it: which one is drawn, where it lies in the file, what is written."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import cv2
import jsonschema
import numpy as np
import pytest
from numpy.typing import NDArray

from spcxr_desktop.app.evidence import chosen_evidence, evidence_of, flagged_evidence
from spcxr_desktop.app.overlay import caption, draw_overlay
from spcxr_desktop.app.results import Outcome, document
from spcxr_desktop.domain.evidence import OUTLINE_COLOUR
from spcxr_desktop.domain.findings import EvidenceMap, Gate, LungMask, ModelStamp, ResultSet, Score
from spcxr_desktop.domain.orientation import Orientation
from spcxr_desktop.domain.turn import Turn

SCHEMA = json.loads((Path(__file__).parents[3] / "docs" / "result.schema.json").read_text())
SHAPE = (400, 360)
SURE = Orientation("L", "F", assumed=False)


def lungs() -> NDArray[np.uint8]:
    out = np.zeros(SHAPE, np.uint8)
    out[80:320, 60:150], out[80:320, 210:300] = 1, 2
    return out


def made_map(label: str, row: int, column: int) -> EvidenceMap:
    values = np.full((10, 10), -0.01, np.float32)
    values[row : row + 2, column : column + 2] = 0.6
    return EvidenceMap(label, values, -1.0, (0, 0, *SHAPE), SHAPE)


def results(orientation: Orientation = SURE, gates: tuple[Gate, ...] = ()) -> ResultSet:
    """Pneumonia left below, flagged; covid-19 outside, flagged and exploratory; abnormal not flagged."""
    rows = (("abnormal", 0.2, False), ("pneumonia", 0.7, False), ("covid19", 0.9, True))
    scores = tuple(Score(name, name.title(), value, 0.5, value >= 0.5, odd) for name, value, odd in rows)
    maps = made_map("abnormal", 2, 2), made_map("pneumonia", 6, 6), made_map("covid19", 8, 4)
    stamp = ModelStamp("screen", "1", "ab" * 32, "set", "cpu")
    mask = LungMask(orientation.from_upright(lungs()), orientation.assumed)
    return ResultSet("analysed", gates, scores, mask, (), (stamp,), "2026-01-01T00:00:00+00:00", evidence=maps)


def test_every_map_gets_its_place() -> None:
    found = {item.label: item for item in evidence_of(results(), SURE)}
    assert {name: item.where for name, item in found.items()} == {
        "abnormal": "right upper zone", "pneumonia": "left lower zone", "covid19": "outside the lungs",
    }  # fmt: skip
    assert found["covid19"].warning and not found["pneumonia"].warning
    assert evidence_of(replace(results(), evidence=()), SURE) == ()


@pytest.mark.parametrize(
    ("orientation", "gates"),
    [(SURE, (Gate("sides_doubtful", "warn", ""),)), (Orientation(), (Gate("not_dicom", "warn", ""),))],
)
def test_sides_that_are_not_sure_are_not_said(orientation: Orientation, gates: tuple[Gate, ...]) -> None:
    words = " ".join(item.where for item in evidence_of(results(orientation, gates), orientation))
    assert "one lung" in words and "left" not in words and "right" not in words


def test_without_lungs_there_is_an_outline_and_no_zone() -> None:
    found = evidence_of(replace(results(), lungs=None), SURE)
    assert all(item.outline and not item.where and item.site.inside is None and not item.warning for item in found)


def test_maps_that_point_at_no_places_name_none() -> None:
    said = results()
    placeless = replace(said, evidence=tuple(replace(item, tells_place=False) for item in said.evidence))
    for item in evidence_of(placeless, SURE):
        assert item.outline == () and item.where == "" and item.site.inside is None
        assert "not shown to tell where" in item.warning
    found = flagged_evidence(placeless, SURE)
    assert any("not shown to tell where" in line.text for line in caption(placeless, found))
    written = document(replace(outcome(), results=placeless, evidence=found))
    jsonschema.validate(written, SCHEMA, cls=jsonschema.Draft202012Validator)
    told = written["scores"][1]["evidence"]  # type: ignore[index]
    assert told == {
        "tells_place": False, "zone": None, "inside_lungs": None, "mostly_outside": False, "outline": [],
    }  # fmt: skip


def test_which_one_is_drawn() -> None:
    said = results()
    every = evidence_of(said, SURE)
    chosen = {asked: chosen_evidence(every, said, asked) for asked in (None, "", "abnormal", "nodule")}
    assert [item.label if item is not None else None for item in chosen.values()] == [
        None, "pneumonia", "abnormal", None,
    ]  # fmt: skip  - covid-19 is more likely, yet exploratory
    unflagged = replace(said, scores=tuple(replace(score, flagged=False) for score in said.scores))
    assert chosen_evidence(every, unflagged, "") is None and chosen_evidence(every, None, "") is None


@pytest.mark.parametrize("codes", ["LF", "RF", "LH", "FR", "HL"])
def test_outlines_in_the_file(codes: str) -> None:
    orientation = Orientation(codes[0], codes[1], assumed=False)
    found = flagged_evidence(results(orientation), orientation)
    assert [item.label for item in found] == ["pneumonia", "covid19"]
    assert [item.where for item in found] == ["left lower zone", "outside the lungs"]
    middle = np.concatenate(found[0].outline).mean(axis=0)  # x, y
    expected = Turn.upright(orientation).inverse.point((7 * 36.0, 7 * 40.0), SHAPE[1], SHAPE[0])
    assert middle == pytest.approx(expected, abs=4)


def outcome() -> Outcome:
    said = results()
    return Outcome(
        Path("/films/a.dcm"), "analysed", said.gates, (), said.created, results=said, sides="PatientOrientation",
        evidence=flagged_evidence(said, SURE),
    )  # fmt: skip


def test_result_json_says_where_flags_come_from() -> None:
    written = document(outcome())
    jsonschema.validate(written, SCHEMA, cls=jsonschema.Draft202012Validator)
    scores = {score["label"]: score["evidence"] for score in written["scores"]}  # type: ignore[index, attr-defined]
    assert scores["abnormal"] is None  # not flagged
    assert scores["pneumonia"]["zone"] == "left lower zone" and scores["pneumonia"]["inside_lungs"] > 0.9
    assert not scores["pneumonia"]["mostly_outside"] and scores["covid19"]["mostly_outside"]
    polygon = np.array(scores["pneumonia"]["outline"][0])
    assert polygon.shape[1] == 2 and 216 <= polygon[:, 0].min() < polygon[:, 0].max() <= 288


def test_the_overlay_shows_the_outline_and_says_the_zone() -> None:
    told = outcome()
    assert told.results is not None
    texts = [line.text for line in caption(told.results, told.evidence)]
    assert any(text.startswith("Evidence for Pneumonia: left lower zone, ") for text in texts), texts
    assert any("outside the lungs" in text and "Most of this evidence" in text for text in texts)
    greys = np.full(SHAPE, 60, np.uint8)
    with_it, without = draw_overlay(greys, told.results, told.evidence), draw_overlay(greys, told.results)
    orchid = np.array(OUTLINE_COLOUR[::-1])
    height = without.shape[0] - 24 * len(caption(told.results))
    drawn, bare = (np.abs(p[:height].astype(int) - orchid).max(axis=2) < 12 for p in (with_it, without))
    assert drawn.sum() > 100 and bare.sum() == 0
    left = (with_it.shape[1] - SHAPE[1]) // 2
    rows, columns = np.nonzero(drawn)
    inside = np.concatenate(told.evidence[0].outline)
    top = int(np.flatnonzero(without.any(axis=(1, 2)))[0])
    assert columns.min() - left < inside[:, 0].max() and rows.min() > top
    box = cv2.boundingRect(np.concatenate([np.concatenate(item.outline) for item in told.evidence]).astype(np.int32))
    assert columns.max() - left == pytest.approx(box[0] + box[2], abs=4)
