""""Not assessed" is a state of its own: nothing that is written of a refused film looks like a negative one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from spcxr_desktop.app.batch_film import Film, analyse_film
from spcxr_desktop.app.results import document, table_row
from spcxr_desktop.domain.radiograph import Radiograph
from spcxr_desktop.inference.package import ModelPackage

Make = Callable[..., Radiograph]


def test_a_refused_film_is_not_assessed_in_every_file(make_radiograph: Make, packages: list[ModelPackage]) -> None:
    radiograph = make_radiograph()
    ribs = replace(radiograph, identity=replace(radiograph.identity, body_part="RIBCAGE"))
    outcome = analyse_film(Film(ribs.path, None, 0.0, ribs), packages, {}, lambda: False)
    row, detail = table_row(outcome), document(outcome)
    assert (row["status"], row["flags"], row["gates"]) == ("refused", "not assessed", "body_part")
    assert "abnormal" not in row
    assert (detail["status"], detail["scores"], detail["lungs"]) == ("refused", [], None)
    assert detail["reason"] == "The header says body part 'RIBCAGE': films of the ribs are exposed and angled for bone."
    assert set(detail["not_assessed"]) >= {"Abnormal", "Pneumonia", "Covid19"}  # type: ignore[call-overload]
    assert not outcome.pictures  # no overlay that would show a film without flags


def test_an_analysed_film_without_flags_says_so_otherwise(make_radiograph: Make, packages: list[ModelPackage]) -> None:
    radiograph = make_radiograph()
    row = table_row(analyse_film(Film(radiograph.path, None, 0.0, radiograph), packages, {}, lambda: False))
    assert row["status"] == "analysed"
    assert row["flags"] != "not assessed"
