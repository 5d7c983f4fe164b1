"""Numbers that stand for patients."""

from __future__ import annotations

from pathlib import Path

from spcxr_desktop.app.privacy import Privacy
from spcxr_desktop.domain.radiograph import Identity


def test_one_patient_has_one_number_and_another_another() -> None:
    privacy = Privacy()
    jane, joe = Identity(patient_id="1", patient_name="Doe^Jane"), Identity(patient_id="2", patient_name="Doe^Joe")
    assert privacy.number_of(jane, Path("a")) == privacy.number_of(jane, Path("b")) == 1
    assert privacy.number_of(joe, Path("c")) == 2
    assert privacy.number_of(jane, Path("d")) == 1


def test_films_without_any_name_are_not_taken_for_one_patient() -> None:
    privacy = Privacy()
    assert privacy.number_of(Identity(), Path("a")) != privacy.number_of(Identity(), Path("b"))
