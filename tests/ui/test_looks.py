"""What can be measured of how it looks: contrast, colour-blind-safe colours, focus, names, room for larger texts."""

from __future__ import annotations

import re
from itertools import product
from xml.etree import ElementTree

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPalette
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QApplication,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QScrollBar,
    QWidget,
)

from spcxr_desktop.app.actions import ACTIONS
from spcxr_desktop.store.paths import resources_dir
from spcxr_desktop.ui import icons, style, theme
from spcxr_desktop.ui.view import blocks
from tests.ui.colour_blind import MATRICES, contrast, difference, seen
from tests.ui.verbs import Desk, FilmWriter

LEAST_CONTRAST, LEAST_RING = 4.5, 3.0  # WCAG 2.2, 1.4.3 and 1.4.11
LEAST_APART = 20.0  # CIE76; 2 is just noticeable
COLOUR = re.compile(r"#[0-9a-f]{6}\b")


@pytest.mark.parametrize(("text", "ground"), list(product(theme.TEXTS, theme.GROUNDS)))
def test_every_text_can_be_read_on_every_ground(text: str, ground: str) -> None:
    assert contrast(text, ground) >= LEAST_CONTRAST


@pytest.mark.parametrize("ground", theme.STRONG_GROUNDS)
def test_plain_text_can_be_read_on_the_strong_grounds(ground: str) -> None:
    assert contrast(theme.TEXT, ground) >= LEAST_CONTRAST


@pytest.mark.parametrize("ground", theme.GROUNDS)
def test_the_focus_ring_is_seen_on_every_ground(ground: str) -> None:
    assert contrast(theme.ACCENT, ground) >= LEAST_RING


def test_the_style_sheet_uses_no_text_or_ground_that_is_not_tested() -> None:
    sheet = style.sheet(1.0)
    used = {value for rule in re.findall(r"(?<![-\w])color: (#[0-9a-f]{6})", sheet) for value in (rule,)}
    grounds = set(re.findall(r"background: (#[0-9a-f]{6})", sheet))
    not_for_text = {theme.LINE, theme.ACCENT, theme.TEXT, theme.FAINT, "#4a4f55"}  # handles, chunks, hairlines
    assert used <= set(theme.TEXTS)
    assert grounds <= {*theme.GROUNDS, *theme.STRONG_GROUNDS, *not_for_text}


def test_the_palette_uses_tested_pairs_alone() -> None:
    palette, roles, groups = theme.palette(), QPalette.ColorRole, QPalette.ColorGroup
    pairs = (
        (roles.WindowText, roles.Window), (roles.Text, roles.Base), (roles.ButtonText, roles.Button),
        (roles.HighlightedText, roles.Highlight), (roles.ToolTipText, roles.ToolTipBase),
        (roles.PlaceholderText, roles.Base), (roles.Link, roles.Base), (roles.Text, roles.AlternateBase),
    )  # fmt: skip
    for group, (text, ground) in product((groups.Active, groups.Disabled), pairs):
        assert contrast(palette.color(group, text).name(), palette.color(group, ground).name()) >= LEAST_CONTRAST


@pytest.mark.parametrize("ink", [blocks.INK, blocks.SOFT, theme.FLAG])
@pytest.mark.parametrize("below", ["#000000", "#808080", "#ffffff"])
def test_texts_over_the_picture_can_be_read_on_any_grey(ink: str, below: str) -> None:
    """They stand on a veil; what shows through it is mixed in."""
    veil = blocks._GROUND
    alpha = veil.alphaF()
    parts = zip((veil.red(), veil.green(), veil.blue()), (int(below[place : place + 2], 16) for place in (1, 3, 5)),
                strict=True)  # fmt: skip
    mixed = "#" + "".join(f"{round(top * alpha + bottom * (1 - alpha)):02x}" for top, bottom in parts)
    assert contrast(ink, mixed) >= LEAST_RING


@pytest.mark.parametrize("kind", [None, *MATRICES])
def test_colours_that_tell_things_apart_do_so_for_every_eye(kind: str | None) -> None:
    """Right and left lung from each other and from any grey of the picture beside them."""
    right, left = seen(theme.RIGHT_LUNG, kind), seen(theme.LEFT_LUNG, kind)
    assert difference(right, left) >= LEAST_APART
    for level in range(0, 256, 15):
        grey = seen(f"#{level:02x}{level:02x}{level:02x}", kind)
        assert min(difference(right, grey), difference(left, grey)) >= LEAST_APART


@pytest.mark.parametrize("kind", [None, *MATRICES])
def test_overlays_of_the_file_are_not_taken_for_lungs(kind: str | None) -> None:
    for plane, lung in product(theme.PLANES, (theme.RIGHT_LUNG, theme.LEFT_LUNG)):
        assert difference(seen(plane, kind), seen(lung, kind)) >= LEAST_APART / 2


def test_the_simulation_leaves_white_and_black_and_moves_red_and_green_together() -> None:
    for kind in MATRICES:
        assert difference(seen("#ffffff", kind), seen("#ffffff", None)) < 1
        assert difference(seen("#000000", kind), seen("#000000", None)) < 1
    plain = difference(seen("#c04040", None), seen("#408040", None))
    assert difference(seen("#c04040", "deuteranopia"), seen("#408040", "deuteranopia")) < plain / 2


# ---- icons -------------------------------------------------------------------------------------------------


def test_every_icon_of_a_row_is_ours_and_draws_something(qapp: QApplication) -> None:
    for name in {action.icon for action in ACTIONS if action.icon}:
        text = (resources_dir() / "icons" / f"{name}.svg").read_text()
        ElementTree.fromstring(text)
        assert icons.INK in text
        image = icons.pixmap(name, theme.TEXT, 20).toImage()
        assert any(image.pixelColor(x, y).alpha() > 100 for x in range(20) for y in range(20))


def test_icons_are_drawn_twice_as_fine_on_a_dense_screen(qapp: QApplication) -> None:
    fine = icons.pixmap("lungs", theme.TEXT, 20, 2.0)
    assert (fine.width(), fine.devicePixelRatio()) == (40, 2.0)


# ---- the real window ---------------------------------------------------------------------------------------

INTERACTIVE = (QAbstractButton, QAbstractItemView, QAbstractSlider, QComboBox, QLineEdit)


@pytest.fixture
def full_desk(desk: Desk, film: FilmWriter) -> Desk:
    """A film is open, scores, histogram and dialogs are shown: as many widgets as there are."""
    desk.open(film("a.dcm"), film("b.dcm"))
    for action in ("analysis.scores", "window.histogram", "file.preferences", "help.keys", "help.about"):
        desk.do(action)
    return desk


def widgets(desk: Desk, *kinds: type[QWidget]) -> list[QWidget]:
    """Of the window and its dialogs, without what Qt makes inside its own widgets."""
    found = [widget for widget in desk.window.findChildren(QWidget) if isinstance(widget, kinds)]
    return [widget for widget in found if not widget.objectName().startswith("qt_")]


def named(widget: QWidget) -> bool:
    if widget.accessibleName():
        return True
    if isinstance(widget, QAbstractButton):
        return bool(widget.text())
    return isinstance(widget, QScrollBar | QHeaderView)  # parts of what has a name


def test_everything_one_can_act_on_has_a_name(full_desk: Desk) -> None:
    full_desk.do("help.palette")
    shown = [widget for widget in widgets(full_desk, *INTERACTIVE) if widget.isVisible()]
    nameless = [
        f"{type(widget).__name__} in {type(widget.parentWidget()).__name__}"
        for widget in shown
        if not named(widget) and not isinstance(widget.parentWidget(), QComboBox | QLineEdit)
    ]
    assert len(shown) > 40
    assert nameless == []


def pixels(widget: QWidget) -> np.ndarray:
    """What lies where the widget is, with a margin: rings may be drawn outside."""
    window = widget.window()
    corner = widget.mapTo(window, widget.rect().topLeft())
    image = window.grab(widget.rect().translated(corner).adjusted(-3, -3, 3, 3)).toImage()
    image = image.convertToFormat(QImage.Format.Format_RGB32)
    data = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.width(), 4)
    return data[..., :3].astype(np.int16)


def scroll_to(widget: QWidget) -> None:
    """As Tab does."""
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QScrollArea):
            parent.ensureWidgetVisible(widget)
        parent = parent.parentWidget()


def test_the_focus_is_seen_on_everything_that_takes_it(full_desk: Desk) -> None:
    desk = full_desk
    policies = (Qt.FocusPolicy.StrongFocus, Qt.FocusPolicy.TabFocus, Qt.FocusPolicy.WheelFocus)
    found = [w for w in widgets(desk, QWidget) if w.focusPolicy() in policies and w.isVisible() and w.isEnabled()]
    assert len(found) > 10
    unseen = []
    for widget in found:
        if isinstance(widget.parentWidget(), QComboBox) or widget.focusProxy() is not None:
            continue
        widget.window().activateWindow()
        scroll_to(widget)
        desk.draw()
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        desk.draw()
        focused = pixels(widget)
        widget.clearFocus()
        desk.draw()
        if np.abs(focused - pixels(widget)).max() < 40:
            unseen.append(f"{type(widget).__name__} {widget.objectName()} {widget.accessibleName()}")
    assert unseen == []


# ---- size of texts -----------------------------------------------------------------------------------------


def clipped(root: QWidget) -> list[str]:
    """Labels and buttons that are given less room than their text takes. What is made to be elided is left out."""
    out = []
    for widget in root.findChildren(QWidget):
        if not isinstance(widget, QLabel | QPushButton) or not widget.isVisible() or not widget.text():
            continue
        hint = widget.sizeHint()
        if isinstance(widget, QLabel) and widget.wordWrap():
            short = widget.heightForWidth(widget.width()) > widget.height()
            short = short or widget.minimumSizeHint().width() > widget.width()
        else:
            elided = widget.sizePolicy().horizontalPolicy() == widget.sizePolicy().Policy.Ignored
            short = (hint.width() > widget.width() and not elided) or hint.height() > widget.height()
        if short:
            out.append(f"{type(widget).__name__} “{widget.text()[:40]}” {hint.toTuple()} in {widget.size().toTuple()}")
    return out


@pytest.mark.parametrize("percent", [80, 100, 150, 200])
def test_no_text_is_clipped_at_any_size(desk: Desk, film: FilmWriter, percent: int) -> None:
    desk.window.resize(1600, 1000)
    desk.open(film("a.dcm"), film("b.dcm"))
    desk.do("analysis.scores")
    desk.window.bridge.post(desk.bench.change_settings(text_scale=percent))
    for _ in range(3):
        desk.draw()
    assert desk.window.size().toTuple() == (1600, 1000)
    assert clipped(desk.window) == []
    desk.do("view.panels")
    assert clipped(desk.window) == []


@pytest.mark.parametrize("percent", [100, 200])
def test_no_text_of_the_first_page_and_the_dialogs_is_clipped(desk: Desk, percent: int) -> None:
    desk.window.resize(1600, 1000)
    desk.window.bridge.post(desk.bench.change_settings(text_scale=percent))
    desk.draw()
    assert clipped(desk.window) == []
    for action in ("file.preferences", "help.keys", "help.about"):
        desk.do(action)
        desk.draw()
        dialog = QApplication.activeWindow()
        assert dialog is not None and dialog is not desk.window
        assert clipped(dialog) == []
        dialog.close()
        desk.window.activateWindow()


def test_texts_grow_and_shrink_wherever_they_are(desk: Desk, film: FilmWriter) -> None:
    desk.open(film())
    label, menu = desk.window.not_assessed._stamps, desk.window.menuBar()
    before = label.font().pointSizeF(), menu.font().pointSizeF(), desk.canvas.grab().toImage()
    desk.window.bridge.post(desk.bench.change_settings(text_scale=200))
    desk.draw()
    assert (label.font().pointSizeF(), menu.font().pointSizeF()) == (before[0] * 2, before[1] * 2)
    assert desk.canvas.grab().toImage() != before[2]  # the corner texts as well
    for _ in range(20):
        desk.do("view.text_smaller")
    assert desk.bench.preferences.settings.text_scale == 80
    assert label.font().pointSizeF() == pytest.approx(before[0] * 0.8)


