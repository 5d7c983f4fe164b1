"""Evidence in the real window: drawn for the finding asked for, hidden while S is held, turned with the film."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import Qt

from spcxr_desktop.domain.evidence import FULL_HEAT
from spcxr_desktop.domain.findings import EvidenceMap, Gate, ResultSet
from spcxr_desktop.domain.radiograph import Radiograph
from spcxr_desktop.ui import evidence_strings
from spcxr_desktop.ui.view import evidence as layer
from tests.ui.verbs import Desk, FilmWriter, Models, result_set, scores

PLACES = {"abnormal": (0.45, 0.25), "pneumonia": (0.65, 0.75), "covid19": (0.85, 0.55)}  # of the upright film
SHAPE = (300, 240)
_VIOLET = np.array([1.0, -2.0, 1.0])  # of red, green, blue: no grey has any


def evidence_map(label: str, shape: tuple[int, int], height: float = 0.5, n: int = 10) -> EvidenceMap:
    """A bump of heat at the label's place."""
    y, x = np.mgrid[:n, :n] + 0.5
    down, across = PLACES[label]
    away = (y - down * n) ** 2 + (x - across * n) ** 2
    values = np.asarray(height * np.exp(-away / 1.5) - 0.002, np.float32)
    return EvidenceMap(label, values, -1.0, (0, 0, *shape), shape)


def answer(radiograph: Radiograph) -> ResultSet:
    """Pneumonia flagged and left below, abnormal not, covid-19 flagged, more likely, exploratory, below the lungs."""
    shape = radiograph.orientation.to_upright(radiograph.pixels).shape
    maps = tuple(evidence_map(label, (shape[0], shape[1])) for label in PLACES)
    return replace(result_set(radiograph, scores(0.3, 0.8, 0.9)), evidence=maps)


@pytest.fixture
def sure(film: FilmWriter, models: Models) -> Iterator[FilmWriter]:
    """Films whose header tells the sides, and models that give evidence."""
    models.answer = answer

    def write(name: str = "film.dcm", **elements: object) -> object:
        return film(name, SHAPE, **{"PatientOrientation": ["L", "F"], **elements})

    yield write


def drawn(desk: Desk) -> NDArray[np.float64]:
    """How much violet the evidence adds to the picture, [height, width]: whatever grey lies under it."""
    desk.draw()
    desk.window.canvas.scene.annotated = False
    display = desk.session.display
    with_it = desk.shown().astype(float) @ _VIOLET
    desk.window._draw(desk.bench.show_evidence(None))
    desk.draw()
    without = desk.shown().astype(float) @ _VIOLET
    desk.session.display = display
    desk.window.canvas.scene.annotated = True
    desk.window._draw(desk.bench.show_evidence(display.evidence))
    desk.draw()
    change = np.abs(with_it - without)
    change[[0, 1, -2, -1]] = change[:, [0, 1, -2, -1]] = 0  # the ring of the focus, which may come and go
    return np.asarray(change)


def middle(desk: Desk) -> tuple[float, float]:
    """Where the strongest heat lies, as fractions (down, across) of the shown film."""
    change = drawn(desk)
    assert change.max() > 60
    rows, columns = np.nonzero(change > 0.3 * change.max())
    view = desk.canvas.viewport.placed()
    width, height = view.size
    return (rows.mean() - view.y) / height, (columns.mean() - view.x) / width


def test_shown_for_the_first_finding_that_is_not_exploratory(desk: Desk, sure: FilmWriter) -> None:
    desk.open(sure())
    assert drawn(desk).max() == 0  # not until it is asked for
    desk.do("view.evidence")
    assert middle(desk) == pytest.approx(PLACES["pneumonia"], abs=0.03)
    assert "Evidence for Pneumonia" in desk.window.evidence.texts()
    assert any("left" in text and "within the lungs" in text for text in desk.window.evidence.texts())
    assert desk.window.action_set.qt["view.evidence"].isChecked()
    desk.do("view.evidence")
    assert drawn(desk).max() == 0 and not desk.window.evidence.isVisible()


def test_one_finding_after_the_other(desk: Desk, sure: FilmWriter) -> None:
    desk.open(sure())
    seen = []
    for _ in range(4):
        desk.do("view.evidence_next")
        seen.append(desk.session.display.evidence)
        assert middle(desk) == pytest.approx(PLACES[str(seen[-1])], abs=0.03)
    assert seen == ["abnormal", "pneumonia", "covid19", "abnormal"]


def test_a_label_is_chosen_for_one_radiograph(desk: Desk, sure: FilmWriter) -> None:
    desk.open(sure("a.dcm"), sure("b.dcm"))
    desk.choose(0)
    desk.window.bridge.post(desk.bench.show_evidence("covid19"))
    desk.draw()
    assert "Evidence for Covid-19" in desk.window.evidence.texts()
    assert "Most of this evidence lies outside the lungs." in desk.window.evidence.texts()
    desk.choose(1)
    assert "Evidence for Pneumonia" in desk.window.evidence.texts()


def test_holding_s_hides_lungs_and_evidence(desk: Desk, sure: FilmWriter) -> None:
    desk.open(sure())
    desk.do("view.evidence")
    during: list[tuple[bool, str | None]] = []
    desk.hold(
        Qt.Key.Key_S, 900,
        lambda: during.append((desk.session.overlay.visible, desk.session.display.evidence)),
    )  # fmt: skip
    assert during == [(False, None)]
    assert desk.session.overlay.visible and desk.session.display.evidence == ""
    desk.hold(Qt.Key.Key_S, 50)  # pressed, not held: they stay hidden
    assert not desk.session.overlay.visible and desk.session.display.evidence is None
    desk.do("view.evidence")  # the evidence alone
    assert middle(desk) == pytest.approx(PLACES["pneumonia"], abs=0.03) and not desk.session.overlay.visible
    desk.hold(Qt.Key.Key_S, 900, lambda: during.append((False, desk.session.display.evidence)))
    assert during[-1] == (False, None) and desk.session.display.evidence == ""


def test_it_turns_with_the_film(desk: Desk, sure: FilmWriter) -> None:
    desk.open(sure())
    desk.do("view.evidence")
    down, across = PLACES["pneumonia"]
    for action, place in (
        ("view.flip_across", (down, 1 - across)),
        ("view.flip_across", (down, across)),
        ("view.rotate_right", (across, 1 - down)),
        ("view.flip_down", (1 - across, 1 - down)),
    ):
        desk.do(action)
        assert middle(desk) == pytest.approx(place, abs=0.03), action


@pytest.mark.parametrize("orientation", [["L", "F"], ["R", "F"], ["F", "R"], ["P", "F"]])
def test_it_lies_on_the_upright_film_however_the_file_does(
    desk: Desk, sure: FilmWriter, orientation: list[str]
) -> None:
    desk.open(sure(PatientOrientation=orientation))
    desk.do("view.evidence")
    assert middle(desk) == pytest.approx(PLACES["pneumonia"], abs=0.03)
    said = " ".join(desk.window.evidence.texts())
    assert ("left" in said) == (orientation[0] != "P")  # where the sides are assumed no side is said
    assert "one lung" in said if orientation[0] == "P" else "zone" in said


def test_zooming_shows_the_same_place(desk: Desk, sure: FilmWriter) -> None:
    desk.open(sure())
    desk.do("view.evidence")
    desk.wheel((desk.canvas.width() // 2, desk.canvas.height() // 2), 1)
    desk.canvas._refine.stop()  # stay as it is in the middle of a zoom
    assert desk.canvas._zooming
    assert middle(desk) == pytest.approx(PLACES["pneumonia"], abs=0.04)


def test_every_pane_shows_its_own(desk: Desk, sure: FilmWriter) -> None:
    desk.open(sure("a.dcm"), sure("b.dcm"))
    desk.do("layout.1x2")
    desk.drag_row(desk.session.id_at(1), 1)  # type: ignore[arg-type]
    desk.do("view.evidence")
    layers = [pane.canvas.scene._evidence for pane in desk.window.panes.panes]
    assert [found._evidence.label for found in layers if found._evidence is not None] == ["pneumonia", "pneumonia"]
    assert layers[0]._evidence is not layers[1]._evidence


def test_nothing_flagged_draws_nothing_until_asked_by_name(desk: Desk, sure: FilmWriter, models: Models) -> None:
    models.answer = lambda radiograph: replace(answer(radiograph), scores=scores(0.1, 0.1, 0.1))
    desk.open(sure())
    desk.do("view.evidence")
    assert drawn(desk).max() == 0 and not desk.window.evidence.isVisible()
    desk.do("view.evidence_next")
    assert middle(desk) == pytest.approx(PLACES["abnormal"], abs=0.03)


def test_without_evidence_there_is_nothing_to_do(desk: Desk, film: FilmWriter) -> None:
    desk.open(film())
    assert not desk.window.action_set.qt["view.evidence"].isEnabled()
    desk.window.bridge.post(desk.bench.show_evidence(""))
    desk.draw()
    assert drawn(desk).max() == 0


def test_doubtful_sides_are_not_said(desk: Desk, sure: FilmWriter, models: Models) -> None:
    gate = Gate("sides_doubtful", "warn", "The heart lies on the unexpected side.")
    models.answer = lambda radiograph: replace(answer(radiograph), gates=(gate,))
    desk.open(sure())
    desk.do("view.evidence")
    said = " ".join(desk.window.evidence.texts())
    assert "of one lung" in said and "left" not in said and "right" not in said


def test_weak_evidence_stays_pale(desk: Desk, sure: FilmWriter, models: Models) -> None:
    def weak(radiograph: Radiograph) -> ResultSet:
        found = answer(radiograph)
        scaled = tuple(replace(item, values=item.values * np.float32(0.01)) for item in found.evidence)
        return replace(found, evidence=scaled)

    models.answer = weak
    desk.open(sure())
    desk.do("view.evidence")
    assert drawn(desk).max() < 10
    assert desk.entry.evidence[1].outline == ()


def test_opacity_by_keys_and_slider_is_remembered(desk: Desk, sure: FilmWriter) -> None:
    desk.open(sure())
    desk.do("view.evidence")
    strong = drawn(desk).max()
    for _ in range(3):
        desk.do("view.evidence_fainter")
    assert drawn(desk).max() < strong
    assert desk.bench.preferences.settings.evidence_opacity == pytest.approx(0.2)
    desk.window.evidence.opacity.slider.setValue(90)
    desk.draw()
    assert desk.session.overlay.evidence == pytest.approx(0.9)


def test_the_legend_stands_in_a_corner_and_stays_without_corner_texts(desk: Desk, sure: FilmWriter) -> None:
    from spcxr_desktop.ui.view.corner_lines import texts_of

    desk.open(sure())
    desk.do("view.evidence")
    for corners in (True, False):
        lines = texts_of(desk.entry, 1.0, corners, desk.session.display).corners[3]
        assert lines[0].text == "Evidence for Pneumonia; sums to the score"
    whole = texts_of(desk.entry, 1.0, True, desk.session.display).corners[3]
    assert any(line.ramp and f"{FULL_HEAT:g}" in line.text for line in whole)
    desk.window.bridge.post(desk.bench.show_evidence("covid19"))
    desk.draw()
    marks = texts_of(desk.entry, 1.0, False, desk.session.display).marks
    assert any("outside the lungs" in line.text for line in marks)


def test_another_frame_has_no_evidence(desk: Desk, sure: FilmWriter) -> None:
    desk.open(sure())
    entry = desk.entry
    assert entry.evidence and entry.as_shown().evidence
    assert replace(entry, result_frame=1).as_shown().evidence == ()
    assert evidence_strings.shown(replace(entry, result_frame=1).as_shown(), desk.session.display) is None


def test_what_is_let_go_is_shown_again(desk: Desk, sure: FilmWriter) -> None:
    desk.open(sure())
    before = desk.entry.evidence
    let_go = desk.entry.without_pixels()
    assert let_go.upright is None and let_go.evidence == before
    held = sum(item.map.values.nbytes + sum(p.nbytes for p in item.outline) for item in before)
    assert held < 20_000  # all three maps and their outlines, bytes


def test_tiles_without_heat_are_skipped() -> None:
    words = np.zeros((200, 300), np.int32)
    words[70, 10], words[70, 290], words[199, 150] = 1, 1, 1
    tiles = layer._filled(words)
    covered = np.zeros(words.shape, np.bool_)
    for tile in tiles:
        covered[tile.top() : tile.bottom() + 1, tile.left() : tile.right() + 1] = True
    assert covered[words != 0].all() and covered.sum() < words.size / 4


def test_evidence_comes_back_from_the_record(desk: Desk, sure: FilmWriter, models: Models) -> None:
    path = sure()
    desk.open(path)
    before = desk.entry.evidence
    desk.do("file.close")
    desk.open(path)
    assert models.calls == 1 and desk.entry.evidence[0] is not before[0]
    for mine, theirs in zip(before, desk.entry.evidence, strict=True):
        np.testing.assert_array_equal(mine.map.values, theirs.map.values)
        assert (mine.where, mine.site, mine.label) == (theirs.where, theirs.site, theirs.label)
    desk.do("view.evidence")
    assert middle(desk) == pytest.approx(PLACES["pneumonia"], abs=0.03)
