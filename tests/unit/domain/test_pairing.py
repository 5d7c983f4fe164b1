"""Hanging rules: what is one patient's, what is earlier, and what is never taken for either."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from spcxr_desktop.domain.grayscale import GrayscaleRule, Lut
from spcxr_desktop.domain.orientation import Orientation
from spcxr_desktop.domain.pairing import (
    Distance,
    Role,
    companions,
    company,
    distance,
    kinship,
    other_view,
    priors,
    roles,
    same_units,
    study_day,
    view_of,
)
from spcxr_desktop.domain.radiograph import Identity, Radiograph

JANE = Identity("P1", "Doe^Jane", "19600304", "F", study_instance_uid="1.2", view_position="PA", study_date="20250620")


def jane(**fields: str) -> Identity:
    return replace(JANE, **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "other",
    [
        jane(),
        jane(patient_name="DOE^JANE^ANN"),
        jane(patient_name=""),
        jane(patient_birth_date=""),
        jane(patient_sex=""),
        jane(patient_id=" p1 "),
        jane(patient_birth_date="1960.03.04"),
    ],
)
def test_one_patient(other: Identity) -> None:
    assert kinship(JANE, other) == kinship(other, JANE) == "one"


@pytest.mark.parametrize(
    "other",
    [
        jane(patient_id="P2"),
        jane(patient_name="Roe^Mary"),
        jane(patient_birth_date="19600305"),
        jane(patient_sex="M"),
        Identity("P2"),
    ],
)
def test_different_patients(other: Identity) -> None:
    assert kinship(JANE, other) == kinship(other, JANE) == "different"


@pytest.mark.parametrize(
    "other",
    [
        jane(patient_id=""),
        jane(patient_id="ANONYMOUS"),
        jane(patient_name="", patient_birth_date=""),
        jane(patient_name="Anonymous^Patient", patient_birth_date="00000000"),
        Identity(),
    ],
)
def test_what_nothing_confirms_is_unclear(other: Identity) -> None:
    """A Patient ID alone is given twice by two hospitals, and by whoever removed the names."""
    assert kinship(JANE, other) == kinship(other, JANE) == "unclear"


def test_two_placeholders_are_nobody() -> None:
    nobody = Identity("7", "Anonymous")
    assert kinship(nobody, nobody) == "unclear"


def test_company_is_as_bad_as_its_worst_pair() -> None:
    unclear, other = jane(patient_id=""), jane(patient_id="P2")
    assert company([]) == company([JANE]) == company([JANE, JANE]) == "one"
    assert company([JANE, JANE, unclear]) == "unclear"
    assert company([JANE, unclear, other]) == "different"


@pytest.mark.parametrize(
    ("text", "view"),
    [("PA", "frontal"), (" ap ", "frontal"), ("LL", "lateral"), ("LATERAL", "lateral"), ("", "unknown"),
     ("LLO", "unknown"), ("PLATE", "unknown"), ("RLD", "unknown")],
)  # fmt: skip
def test_views(text: str, view: str) -> None:
    assert view_of(jane(view_position=text)) == view


@pytest.mark.parametrize("text", ["", "2025", "20250230", "00000000", "2025-13-01", "yesterday", "20250620 1200"])
def test_no_date_is_no_day(text: str) -> None:
    assert study_day(jane(study_date=text)) is None
    assert distance(JANE, jane(study_date=text)) == distance(jane(study_date=text), JANE) == Distance("unknown")


def test_distances_count_days() -> None:
    assert distance(JANE, jane(study_date="2024.05.04")) == Distance("earlier", 412)
    assert distance(jane(study_date="20240504"), JANE) == Distance("later", 412)
    assert distance(JANE, JANE) == Distance("same day")


def test_priors_are_earlier_frontal_films_of_the_same_patient_the_latest_first() -> None:
    others = [
        jane(study_date="20200101"),
        jane(study_date="20240504"),
        jane(study_date="20240504", view_position="AP"),
        jane(study_date="20240504", view_position="LL"),
        jane(study_date=""),
        jane(study_date="20250620"),
        jane(study_date="20260101"),
        jane(study_date="20250101", patient_id="P2"),
        jane(study_date="20250101", patient_name="", patient_birth_date=""),
        jane(study_date="20250101", view_position=""),
    ]
    assert priors(JANE, others) == (1, 2, 0)
    assert priors(jane(view_position="LL"), others) == (3,)
    assert priors(jane(study_date=""), others) == ()


def test_the_other_view_lies_in_the_same_study() -> None:
    lateral = jane(view_position="LL")
    others = [jane(view_position="LL", study_instance_uid="9"), jane(), lateral, jane(view_position="RL")]
    assert other_view(JANE, others) == 2
    assert other_view(lateral, others) == 1
    assert other_view(JANE, others[:2]) is None
    assert companions(JANE, others) == (1, 2, 3)
    assert companions(jane(study_instance_uid=""), [jane(study_instance_uid="")]) == ()
    assert other_view(JANE, [jane(view_position="LL", patient_id="P2")]) is None


def test_roles_are_seen_from_the_latest_film() -> None:
    prior = jane(study_date="20240504", study_instance_uid="7")
    assert roles([]) == () and roles([JANE]) == (None,)
    assert roles([JANE, prior]) == (Role("latest"), Role("prior", 412))
    assert roles([prior, JANE]) == (Role("prior", 412), Role("latest"))
    assert roles([JANE, jane(view_position="LL")]) == (None, Role("same study"))
    assert roles([JANE, jane(study_instance_uid="5")]) == (None, Role("same day"))
    assert roles([JANE, jane(study_instance_uid="5", study_date="")]) == (None, Role("undated"))
    assert roles([JANE, jane(patient_id="P2")]) == (None, Role("different"))
    assert roles([prior, JANE, jane(patient_id="")])[2] == Role("unclear")


TEXT = st.sampled_from(["", "P1", "p1 ", "P2", "ANON", "0"])
NAMES = st.sampled_from(["", "Doe^Jane", "DOE^JANE^A", "Doe", "Roe^Mary", "Anonymous", "Müller^Eva", "Mueller^Eva"])
DAYS = st.sampled_from(["", "00000000", "20240504", "20250620", "2025.06.20", "20250230", "19991231"])
IDENTITIES = st.builds(
    Identity,
    patient_id=TEXT,
    patient_name=NAMES,
    patient_birth_date=st.sampled_from(["", "19600304", "1960-03-04", "19610304"]),
    patient_sex=st.sampled_from(["", "F", "M", "O"]),
    study_instance_uid=st.sampled_from(["", "1.2", "1.3"]),
    view_position=st.sampled_from(["PA", "AP", "LL", "", "RL"]),
    study_date=DAYS,
)


@given(IDENTITIES, st.lists(IDENTITIES, max_size=8))
def test_nobody_elses_film_is_ever_hung_as_prior(current: Identity, others: list[Identity]) -> None:
    for position in priors(current, others):
        prior = others[position]
        assert prior.patient_id.strip().casefold() == current.patient_id.strip().casefold() in ("p1", "p2")
        assert {"F", "M"} != {prior.patient_sex, current.patient_sex}
        births = {one.patient_birth_date.replace("-", "") for one in (prior, current)} - {""}
        assert len(births) < 2
        here, there = study_day(current), study_day(prior)
        assert here is not None and there is not None and there < here
        assert view_of(prior) == ("lateral" if view_of(current) == "lateral" else "frontal")
    for position in companions(current, others):
        assert kinship(current, others[position]) == "one"


@given(st.lists(IDENTITIES, max_size=6))
def test_kinship_has_no_direction_and_roles_agree_with_it(found: list[Identity]) -> None:
    for one in found:
        for two in found:
            assert kinship(one, two) == kinship(two, one)
    told = roles(found)
    assert len(told) == len(found)
    if company(found) == "one":
        assert all(role is None or role.kind not in ("different", "unclear") for role in told)
    latest = [i for i, role in enumerate(told) if role == Role("latest")]
    for identity, role in zip(found, told, strict=True):
        if role is not None and role.kind == "prior":
            assert distance(found[latest[0]], identity) == Distance("earlier", role.days)


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(0, 40_000))
def test_the_days_between_are_the_calendars(start: date, days: int) -> None:
    late = start + timedelta(days)
    found = distance(jane(study_date=f"{late:%Y%m%d}"), jane(study_date=f"{start:%Y%m%d}"))
    assert found == (Distance("earlier", days) if days else Distance("same day"))


def film(rule: GrayscaleRule, **fields: str) -> Radiograph:
    identity = jane(modality="DX", manufacturer="Maker", **fields)
    return Radiograph(np.zeros((2, 2), np.uint16), rule, Orientation(), None, identity, Path("f"))


def test_units_are_the_same_only_where_everything_behind_them_is() -> None:
    one = film(GrayscaleRule())
    assert same_units(one, film(GrayscaleRule(stored_max=900), study_date=""))
    for rule in (GrayscaleRule(slope=2), GrayscaleRule(intercept=-1), GrayscaleRule(invert=True)):
        assert not same_units(one, film(rule))
    lut = GrayscaleRule(modality_lut=Lut(0, np.zeros(4, np.uint16), 8))
    assert not same_units(film(lut), film(lut))
    other = replace(one, identity=replace(one.identity, manufacturer="Another"))
    assert not same_units(one, other)
    assert not same_units(one, replace(one, colour=np.zeros((2, 2, 3), np.uint8)))
