"""Rates by model version, device and month: films counted once, refusals and judgements where they belong."""

from __future__ import annotations

import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from spcxr_desktop.app.monitoring import DIMENSIONS, Rate, as_csv, device, films, groups
from spcxr_desktop.domain.predictive import wilson
from tests.unit.app.judged import opinion, run

WARNED = (("cut", "warn"),)


def test_rates_are_of_what_they_say() -> None:
    runs = [run(1, pneumonia=0.9), run(2, pneumonia=0.1, gates=WARNED), run(3, pneumonia=0.8), run(4)]
    opinions = [opinion(1, "accept", results="r1"), opinion(2, "accept", results="r2"),
                opinion(3, "uncertain", results="r3")]  # fmt: skip
    (group,) = groups(films(runs, opinions), ())
    assert group.films == 4
    assert (group.flagged, group.refused, group.warned) == (Rate(2, 3), Rate(1, 4), Rate(1, 3))
    assert group.agreed == Rate(1, 2)
    assert group.flagged.interval == wilson(2, 3) and Rate(0, 0).interval is None


def test_another_operating_point_does_not_make_another_film() -> None:
    runs = [run(1, sha256="a", number=1, pneumonia=0.9), run(1, sha256="b", number=2, pneumonia=0.1)]
    (group,) = groups(films(runs, []), ())
    assert (group.films, group.flagged) == (1, Rate(0, 1))


def test_another_model_version_does() -> None:
    runs = [run(1, pneumonia=0.9), run(1, sha256="b", number=2, models=("screen 2.0",), pneumonia=0.1)]
    found = groups(films(runs, [opinion(1, "accept", results="b")]), ("model",))
    assert [(g.model, g.flagged, g.agreed) for g in found] == [
        ("screen 1.0", Rate(1, 1), Rate(0, 0)), ("screen 2.0", Rate(0, 1), Rate(0, 1)),
    ]  # fmt: skip


def test_a_refusal_counts_with_the_models_before_it() -> None:
    runs = [run(1), run(2, pneumonia=0.9), run(3), run(4, models=("screen 2.0",), pneumonia=0.9), run(5)]
    found = groups(films(runs, []), ("model",))
    assert [(g.model, g.films, g.refused) for g in found] == [
        ("screen 1.0", 3, Rate(2, 3)), ("screen 2.0", 2, Rate(1, 2)),
    ]  # fmt: skip


def test_an_exploratory_flag_counts_nowhere() -> None:
    (group,) = groups(films([run(1, exploratory=True, pneumonia=0.9)], [opinion(1, "reject", results="r1")]), ())
    assert (group.flagged, group.agreed) == (Rate(0, 1), Rate(0, 0))


def test_months_and_devices_are_told_apart() -> None:
    runs = [run(1, pneumonia=0.9), run(2, created="2026-02-03T00:00:00+00:00", device="Two", pneumonia=0.9)]
    found = groups(films(runs, []), ("device", "month"))
    assert [(g.device, g.month, g.model) for g in found] == [("Maker One", "2026-01", ""), ("Maker Two", "2026-02", "")]


def test_a_device_is_named_once_and_a_station_stands_in_for_it() -> None:
    assert device(run(1, maker="Maker", device="Maker X1", pneumonia=0.1)) == "Maker X1"
    assert device(run(1, maker="", device="", station="ROOM3", pneumonia=0.1)) == "ROOM3"
    assert device(run(1, maker="", device="", pneumonia=0.1)) == ""


def test_the_file_has_no_patient_and_no_formula() -> None:
    runs = [run(1, maker="=cmd", device="x", pneumonia=0.9)]
    text = as_csv(groups(films(runs, []), DIMENSIONS)).decode()
    (row,) = csv.DictReader(io.StringIO(text))
    assert row["device"] == "'=cmd x" and row["flagged_count"] == "1" and row["agreed_rate"] == ""
    assert "key1" not in text and "jane" not in text


@given(st.lists(st.tuples(st.integers(1, 6), st.floats(0, 1), st.sampled_from(["m 1", "m 2"])), max_size=30))
def test_groups_hold_every_film_once(rows: list[tuple[int, float, str]]) -> None:
    runs = [
        run(image, number=number, sha256=f"s{number}", models=(model,), pneumonia=value)
        for number, (image, value, model) in enumerate(rows, 1)
    ]
    found = films(runs, [])
    assert len(found) == len({(image, model) for image, _, model in rows})
    for apart in ((), ("model",), DIMENSIONS):
        assert sum(group.films for group in groups(found, apart)) == len(found)
