"""Pictures side by side in the real window: hanging, linking, whose they are, the other screen."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QGuiApplication, QPaintEvent, QRegion, QScreen, QWheelEvent
from PySide6.QtWidgets import QApplication

from spcxr_desktop.domain.grayscale import VoiWindow
from spcxr_desktop.ui import captions, main_window, strings
from spcxr_desktop.ui.dragging import ENTRY_MIME, entry_of
from spcxr_desktop.ui.panes import Pane
from spcxr_desktop.ui.view.canvas import Canvas
from tests.ui.verbs import Desk, FilmWriter

JANE = {"PatientID": "P1", "PatientName": "Doe^Jane", "PatientBirthDate": "19600304", "Manufacturer": "Maker"}
NOW = {**JANE, "StudyDate": "20250620", "StudyInstanceUID": "1.2.1", "ViewPosition": "PA"}
SIDE = {**NOW, "ViewPosition": "LL"}
PRIOR = {**JANE, "StudyDate": "20240504", "StudyInstanceUID": "1.2.2", "ViewPosition": "PA"}
ROE = {"PatientID": "P2", "PatientName": "Roe^Mary", "PatientBirthDate": "19711111"}
MARY = {**NOW, **ROE, "StudyInstanceUID": "1.2.3"}
MARYS_PRIOR = {**MARY, "StudyDate": "20250301", "StudyInstanceUID": "1.2.4"}


class Paints(QObject):
    """What of canvases was painted anew."""

    def __init__(self, watched: list[Canvas]) -> None:
        super().__init__()
        self.seen = {canvas: QRegion() for canvas in watched}
        for canvas in watched:
            canvas.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent) and isinstance(watched, Canvas):
            self.seen[watched] = self.seen[watched].united(event.region())
        return False


def open_films(desk: Desk, film: FilmWriter, *films: dict[str, str]) -> None:
    desk.open(*(film(f"{number}.dcm", **elements) for number, elements in enumerate(films)))


def panes(desk: Desk) -> list[Pane]:
    return [pane for pane in desk.window.panes.panes if pane.isVisible()]


def canvases(desk: Desk) -> list[Canvas]:
    return [pane.canvas for pane in panes(desk)]


def names(desk: Desk) -> list[str]:
    """The file in each pane, by its stem; "" in an empty one."""
    return [entry.path.stem if entry is not None else "" for entry in desk.bench.layouts.entries()]


def wheel(desk: Desk, canvas: Canvas, notches: float) -> None:
    place, none = QPointF(canvas.width() / 2, canvas.height() / 2), Qt.MouseButton.NoButton
    event = QWheelEvent(
        place, canvas.mapToGlobal(place), QPoint(), QPoint(0, round(120 * notches)), none,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(canvas, event)
    desk.draw()


def test_layouts_show_one_two_and_four_pictures_of_equal_size(desk: Desk, film: FilmWriter) -> None:
    open_films(desk, film, NOW, SIDE, PRIOR)
    for action, count in (("layout.1x2", 2), ("layout.2x2", 4), ("layout.1x1", 1)):
        desk.do(action)
        desk.settle()
        shown = panes(desk)
        assert len(shown) == count
        assert max(p.width() for p in shown) - min(p.width() for p in shown) <= 1
        assert max(p.height() for p in shown) - min(p.height() for p in shown) <= 1
        assert desk.window.width() == 1280
        assert all(pane.head.isVisible() == (count > 1) for pane in shown)
    assert desk.window.canvas is desk.canvas and desk.window.panes.texts() == []


def test_every_pane_draws_its_own_film(desk: Desk, film: FilmWriter) -> None:
    open_films(desk, film, NOW, {**SIDE, "WindowCenter": 300, "WindowWidth": 100})
    desk.do("layout.1x2")
    desk.settle()
    one, two = canvases(desk)
    assert (one.table != two.table).any()
    assert desk.window.panes.texts() == ["2025-06-20  ·  PA", captions.LINKED, "2025-06-20  ·  LL", "SAME STUDY",
                                         captions.LINKED]  # fmt: skip


def test_compare_with_prior_names_the_days_and_stays_for_the_next_case(desk: Desk, film: FilmWriter) -> None:
    open_films(desk, film, NOW, PRIOR, MARY, MARYS_PRIOR)
    desk.do("layout.prior")
    desk.settle()
    assert names(desk) == ["0", "1"]
    assert {"LATEST", "PRIOR, 412 days earlier", "2024-05-04  ·  PA"} <= set(desk.window.panes.texts())
    desk.choose(2)
    assert names(desk) == ["2", "3"] and not desk.window.panes.banner.isVisible()
    assert "PRIOR, 111 days earlier" in desk.window.panes.texts()
    desk.do("layout.prior")
    desk.settle()
    assert names(desk) == ["2"] and not desk.window.action_set.qt["layout.prior"].isChecked()


def test_without_a_prior_the_pane_says_so(desk: Desk, film: FilmWriter) -> None:
    open_films(desk, film, NOW, MARY)
    desk.do("layout.prior")
    desk.settle()
    assert names(desk) == ["0", ""]
    assert panes(desk)[1].stage.texts() == [captions.empty_pane("prior")]


def test_a_prior_that_is_not_open_comes_from_the_record(desk: Desk, film: FilmWriter) -> None:
    open_films(desk, film, NOW, PRIOR, MARY)
    desk.choose(1)
    desk.do("file.close")
    desk.choose(0)
    assert [entry.path.stem for entry in desk.session.entries] == ["0", "2"]
    desk.do("layout.prior")
    desk.qtbot.waitUntil(lambda: names(desk) == ["0", "1"], timeout=10_000)
    desk.settle()
    assert desk.entry.path.stem == "0" and canvases(desk)[1].entry_id is not None
    assert "PRIOR, 412 days earlier" in desk.window.panes.texts()


def test_pa_and_lateral_of_one_study(desk: Desk, film: FilmWriter) -> None:
    open_films(desk, film, SIDE, PRIOR, NOW)
    desk.do("layout.views")
    desk.settle()
    assert names(desk) == ["2", "0"] and desk.entry.path.stem == "0"
    assert desk.window.canvas is canvases(desk)[1]


def test_a_click_makes_a_pane_active_and_the_panels_follow(desk: Desk, film: FilmWriter) -> None:
    open_films(desk, film, NOW, PRIOR)
    desk.do("layout.prior")
    desk.settle()
    desk.do("analysis.scores")
    desk.click_pane(1)
    assert desk.entry.path.stem == "1" and desk.window.canvas is canvases(desk)[1]
    assert desk.window.studies.currentIndex().row() == 1
    assert [pane.accessibleName() for pane in panes(desk)] == ["Picture", "Active picture"]
    assert canvases(desk)[1].hasFocus()
    desk.do("window.invert")
    assert [entry.invert for entry in desk.session.entries] == [True, True]  # linked
    desk.do("layout.link")
    desk.do("window.invert")
    assert [entry.invert for entry in desk.session.entries] == [True, False]


def test_keys_walk_through_the_panes_and_act_on_the_active_one(desk: Desk, film: FilmWriter) -> None:
    open_films(desk, film, NOW, PRIOR)
    desk.do("layout.prior")
    desk.do("layout.link")
    desk.settle()
    canvases(desk)[0].setFocus()
    desk.do("layout.next")
    desk.settle()
    assert canvases(desk)[1].hasFocus() and desk.entry.path.stem == "1"
    before = [canvas.viewport.scale for canvas in canvases(desk)]
    desk.qtbot.keyClick(canvases(desk)[1], Qt.Key.Key_Plus)
    desk.draw()
    after = [canvas.viewport.scale for canvas in canvases(desk)]
    assert after[0] == before[0] and after[1] > before[1]
    desk.qtbot.keyClick(canvases(desk)[1], Qt.Key.Key_Tab)  # a key that acts in the picture alone
    desk.draw()
    assert not desk.window.panels_shown


def test_zoom_and_place_go_along_until_unlinked(desk: Desk, film: FilmWriter) -> None:
    open_films(desk, film, NOW, PRIOR)
    desk.do("layout.prior")
    desk.settle()
    one, two = canvases(desk)
    wheel(desk, two, 3)  # over the one that is not active
    assert two.viewport.scale > two.viewport.fit_scale
    assert one.viewport.scale == pytest.approx(two.viewport.scale, rel=0.01)  # a pixel of width lies between them
    one.pan(QPointF(-25, 10))
    assert (one.viewport.x, one.viewport.y) == pytest.approx((two.viewport.x, two.viewport.y), abs=3)
    desk.do("view.fit")
    assert one.viewport.fitted and two.viewport.fitted
    desk.do("layout.link")
    wheel(desk, one, 2)
    assert two.viewport.fitted
    desk.do("layout.link")  # linked again: the others come to where the active one is
    assert two.viewport.scale == pytest.approx(one.viewport.scale, rel=0.01)


def test_a_millimetre_is_as_long_on_both(desk: Desk, film: FilmWriter) -> None:
    fine = {**PRIOR, "ImagerPixelSpacing": [0.1, 0.1]}
    open_films(desk, film, {**NOW, "ImagerPixelSpacing": [0.2, 0.2]}, fine)
    desk.do("layout.prior")
    desk.settle()
    wheel(desk, canvases(desk)[0], 4)
    one, two = (canvas.viewport.scale for canvas in canvases(desk))
    assert two / 0.1 == pytest.approx(one / 0.2)


def test_dragging_the_window_goes_along_only_between_the_same_units(desk: Desk, film: FilmWriter) -> None:
    other = {**PRIOR, "StudyDate": "20200101", "StudyInstanceUID": "1.9", "Manufacturer": "X"}
    open_films(desk, film, NOW, PRIOR, other)
    desk.do("layout.2x2")
    desk.settle()
    assert desk.window.panes.texts().count(captions.LINKED_PLACE) == 3
    desk.drag(Qt.MouseButton.LeftButton, (100, 100), (140, 130), (160, 140))
    voi = [entry.voi for entry in desk.session.entries]
    assert isinstance(voi[0], VoiWindow) and voi[1] == voi[0] and voi[2] is None


def test_two_patients_stand_under_a_red_banner_and_are_never_linked(desk: Desk, film: FilmWriter) -> None:
    open_films(desk, film, NOW, MARY)
    desk.do("layout.1x2")
    desk.click_pane(1)
    desk.choose(1)
    banner = desk.window.panes.banner
    assert names(desk) == ["0", "1"] and banner.isVisible()
    assert banner.text() == "TWO DIFFERENT PATIENTS: Doe, Jane  |  Roe, Mary. They are not linked."
    colour = banner.grab().toImage().pixelColor(3, banner.height() // 2)
    assert colour.red() > 100 and colour.green() < 60 and colour.blue() < 60
    heads = desk.window.panes.texts()
    assert "ANOTHER PATIENT" in heads and "Roe, Mary  ·  2025-06-20  ·  PA" in heads and captions.LINKED not in heads
    wheel(desk, canvases(desk)[1], 3)
    desk.do("window.invert")
    assert canvases(desk)[0].viewport.fitted and [entry.invert for entry in desk.session.entries] == [False, True]
    desk.do("layout.1x1")
    assert not banner.isVisible()


def test_films_that_nothing_confirms_as_one_patients_stand_under_the_banner_too(desk: Desk, film: FilmWriter) -> None:
    bare = {"PatientName": "", "PatientBirthDate": ""}
    open_films(desk, film, {**NOW, **bare}, {**PRIOR, **bare})
    desk.do("layout.prior")
    desk.settle()
    assert names(desk) == ["0", ""]
    desk.drag_row(desk.session.entries[1].id, 1)
    assert desk.window.panes.banner.isVisible()
    assert desk.window.panes.banner.text().startswith("MAYBE DIFFERENT PATIENTS")
    assert not any("PRIOR" in text for text in desk.window.panes.texts())


def test_swap_changes_places_and_keeps_each_films_view(desk: Desk, film: FilmWriter) -> None:
    open_films(desk, film, NOW, PRIOR)
    desk.do("layout.prior")
    desk.do("layout.link")
    desk.settle()
    wheel(desk, canvases(desk)[0], 3)
    left, right = (canvas.viewport.scale for canvas in canvases(desk))
    desk.do("layout.swap")
    desk.settle()
    assert names(desk) == ["1", "0"] and desk.entry.path.stem == "0"
    assert [canvas.viewport.scale for canvas in canvases(desk)] == pytest.approx([right, left], rel=0.01)
    assert desk.window.panes.texts()[1] == "PRIOR, 412 days earlier"


def test_a_row_is_dragged_onto_a_pane(desk: Desk, film: FilmWriter) -> None:
    open_films(desk, film, NOW, SIDE, PRIOR)
    desk.do("layout.1x2")
    desk.settle()
    model = desk.window.studies.model()
    index = model.index(2, 0)
    assert index.flags() & Qt.ItemFlag.ItemIsDragEnabled
    mime = model.mimeData([index])
    assert entry_of(mime) == desk.session.entries[2].id
    desk.drag_row(desk.session.entries[2].id, 1)
    assert names(desk) == ["0", "2"] and desk.entry.path.stem == "2"


def test_what_is_no_row_is_not_taken_by_a_pane(desk: Desk, film: FilmWriter) -> None:
    for data in (b"", b"x", b"-1"):
        mime = QMimeData()
        mime.setData(ENTRY_MIME, data)
        enter = QDragEnterEvent(QPoint(9, 9), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton,
                                Qt.KeyboardModifier.NoModifier)  # fmt: skip
        QApplication.sendEvent(desk.window.panes.panes[0], enter)
        assert not enter.isAccepted()


def test_a_film_closed_in_another_pane_leaves_it_empty(desk: Desk, film: FilmWriter) -> None:
    open_films(desk, film, NOW, PRIOR)
    desk.do("layout.prior")
    desk.settle()
    desk.click_pane(1)
    desk.do("file.close")
    desk.settle()
    assert names(desk) == ["0", ""] and desk.entry.path.stem == "0"


def test_hiding_names_draws_every_picture_and_head_again(desk: Desk, film: FilmWriter) -> None:
    open_films(desk, film, NOW, MARY)
    desk.do("layout.1x2")
    desk.click_pane(1)
    desk.choose(1)
    before = [canvas.grab().toImage() for canvas in canvases(desk)]
    paints = Paints(canvases(desk))
    desk.do("view.privacy")
    desk.qtbot.waitUntil(lambda: all(region.contains(canvas.rect()) for canvas, region in paints.seen.items()))
    assert all(canvas.grab().toImage() != old for canvas, old in zip(canvases(desk), before, strict=True))
    texts = " ".join(desk.window.panes.texts())
    assert "Doe" not in texts and "Roe" not in texts and "TWO DIFFERENT PATIENTS" in texts


def test_corner_texts_go_in_all_pictures_and_in_new_ones(desk: Desk, film: FilmWriter) -> None:
    open_films(desk, film, NOW, PRIOR)
    desk.do("layout.1x2")
    desk.do("view.corner_texts")
    desk.do("layout.2x2")
    assert [canvas.corners for canvas in canvases(desk)] == [False] * 4


def test_with_one_screen_the_picture_stays_and_the_action_says_why(desk: Desk, film: FilmWriter) -> None:
    open_films(desk, film, NOW)
    assert len(QGuiApplication.screens()) == 1
    action = desk.window.action_set
    assert not action.qt["layout.screen"].isEnabled()
    assert action.reason("layout.screen") == "There is only one screen"


@pytest.fixture
def second_screen(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """The one screen stands for the other too: windows, keys and the way back are real."""
    screens: list[QScreen] = QGuiApplication.screens() * 2
    monkeypatch.setattr(main_window.QGuiApplication, "screens", lambda: screens)
    monkeypatch.setattr(main_window, "other_screen", lambda window: screens[0])
    desk.window.count_screens()
    desk.draw()
    return desk


def test_the_picture_moves_to_the_other_screen_and_back(second_screen: Desk, film: FilmWriter) -> None:
    desk = second_screen
    open_films(desk, film, NOW, PRIOR)
    desk.do("layout.screen")
    desk.draw()
    away = desk.window.middle.window_away
    assert away is not None and desk.canvas.window() is away and desk.canvas.isVisible()
    assert desk.window.action_set.qt["layout.screen"].isChecked()
    assert strings.RESEARCH_LONG in [found.text() for found in away.findChildren(type(desk.window.panes.banner))]
    desk.qtbot.waitUntil(lambda: desk.canvas.viewport.view_width == desk.canvas.width())
    away.activateWindow()
    desk.canvas.setFocus()
    desk.qtbot.keyClick(desk.canvas, Qt.Key.Key_I)
    desk.draw()
    assert desk.entry.invert
    visible = desk.session.overlay.visible
    desk.hold(Qt.Key.Key_S, 20)
    assert desk.session.overlay.visible is not visible
    desk.do("layout.prior")
    desk.settle()
    assert names(desk) == ["0", "1"] and canvases(desk)[1].window() is away
    away.close()
    desk.draw()
    assert desk.canvas.window() is desk.window and desk.canvas.isVisible()
    assert not desk.window.action_set.qt["layout.screen"].isChecked()


def test_a_screen_that_goes_brings_the_picture_back(
    second_screen: Desk, film: FilmWriter, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = second_screen
    open_films(desk, film, NOW)
    desk.do("layout.screen")
    assert desk.window.middle.window_away is not None
    alone = [desk.window.screen()]
    monkeypatch.setattr(main_window.QGuiApplication, "screens", lambda: alone)
    desk.window.count_screens()
    desk.draw()
    assert desk.window.middle.window_away is None and desk.canvas.window() is desk.window
    assert not desk.window.action_set.qt["layout.screen"].isEnabled()


def test_closing_the_window_closes_the_picture(second_screen: Desk, film: FilmWriter, tmp_path: Path) -> None:
    desk = second_screen
    open_films(desk, film, NOW)
    desk.do("layout.screen")
    away = desk.window.middle.window_away
    assert away is not None
    desk.window.close()
    assert not away.isVisible() and desk.window.middle.window_away is None
