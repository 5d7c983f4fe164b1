"""The picture grows with what has to be said, holds the film, and names nobody."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from spcxr_desktop.app import burned
from spcxr_desktop.app.burned import draw_burned
from spcxr_desktop.app.page_film import draw_film
from spcxr_desktop.domain.annotations import Text
from tests.exported import film, refused, signed, unattended


def test_the_film_stands_in_it_unstretched() -> None:
    whole = draw_burned(unattended(), film())
    inner, _ = draw_film(unattended(), film(), 1280, 2.0)
    left = (whole.shape[1] - inner.shape[1]) // 2
    column = whole[:, left : left + inner.shape[1]]
    tops = [top for top in range(len(whole) - len(inner) + 1) if np.array_equal(column[top], inner[0])]
    assert any(np.array_equal(column[top : top + len(inner)], inner) for top in tops)


def test_every_line_fits_the_width() -> None:
    long = Text((5, 5), "山田太郎" * 200 + " " + "x" * 700)
    picture = draw_burned(replace(signed(), annotations={"0000-00001-00000000": long}), film())
    assert picture.shape[1] == 1000 and not picture[:, -10:].any()


@pytest.mark.parametrize("words", ["Planted", "P1", "A7", "2026-01-01"])
def test_no_patient_is_written_in_it(words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    drawn = burned._write
    monkeypatch.setattr(burned, "_write", lambda draw, at, line, row: (said.append(line), drawn(draw, at, line, row)))
    draw_burned(signed(), film())
    draw_burned(unattended(refused()), film())
    text = " ".join(said)
    assert "Research use, not for primary diagnosis" in text and "AI" in text and "Not assessed" in text
    assert words not in text.split()
