"""The display test pattern is shown one value per device pixel, and claims nothing."""

from __future__ import annotations

import numpy as np
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLabel

from spcxr_desktop.domain.grayscale import grey_table
from spcxr_desktop.domain.test_pattern import PATTERN_RULE, display_pattern
from spcxr_desktop.ui.help import AboutDialog
from spcxr_desktop.ui.pattern import PatternDialog
from tests.ui.verbs import Desk


def test_every_grey_of_the_pattern_arrives(desk: Desk) -> None:
    desk.do("help.test_pattern")
    (dialog,) = desk.window.findChildren(PatternDialog)
    for width, height in ((900, 900), (1203, 811)):
        dialog.resize(width, height)
        desk.draw()
        canvas = dialog.canvas
        image = canvas.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
        data = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
        expected = grey_table(PATTERN_RULE)[display_pattern(canvas.height(), canvas.width())]
        np.testing.assert_array_equal(data[:, : image.width()], expected)
    dialog.close()


def test_the_pattern_is_no_entry_and_never_analysed(desk: Desk) -> None:
    desk.do("help.test_pattern")
    desk.settle()
    assert desk.session.entries == () and desk.models.calls == 0
    desk.window.findChildren(PatternDialog)[0].close()


def test_the_words_say_what_to_see_and_claim_nothing(desk: Desk) -> None:
    desk.do("help.test_pattern")
    (dialog,) = desk.window.findChildren(PatternDialog)
    words = " ".join(found.text() for found in dialog.findChildren(QLabel))
    assert "both inner squares" in words and "must be distinguishable" in words and "Display not verified" in words
    dialog.close()


def test_about_says_that_the_display_is_not_verified(desk: Desk) -> None:
    desk.do("help.about")
    (dialog,) = desk.window.findChildren(AboutDialog)
    assert "Display not verified." in [found.text() for found in dialog.findChildren(QLabel)]
    dialog.close()
