"""Sending results and the outbox: what nobody signed is marked, what is refused is seen, what waits goes by itself."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from spcxr_desktop.ui.dialogs.send import SendDialog
from spcxr_desktop.ui.panels.outbox import OutboxDialog
from tests.ui.judging.verbs import press
from tests.ui.network.archive import OUT_OF_ROOM, STRANGE_CLASS, Archive
from tests.ui.network.verbs import add_node, until, view
from tests.ui.signing.conftest import *  # noqa: F403
from tests.ui.signing.conftest import Start
from tests.ui.signing.verbs import open_dialog, ready, sign
from tests.ui.verbs import Desk, FilmWriter

pytestmark = pytest.mark.filterwarnings("ignore:.*unlikely to represent")  # highdicom, of names in test data


@pytest.fixture
def analysed(start: Start, path: Path, archive: Archive) -> Iterator[Desk]:
    """A film is analysed, its review open, and the archive is among the nodes."""
    with start() as desk:
        add_node(desk, archive.node())
        desk.open(path)
        ready(desk)
        yield desk


def send(desk: Desk, kinds: tuple[str, ...] = ("seg", "sr")) -> SendDialog:
    """Through the dialog, until the objects are in the outbox."""
    dialog = open_dialog(desk, "network.send", SendDialog)
    for kind, tick in dialog.kinds.items():
        tick.setChecked(kind in kinds)
    dialog.act.click()
    until(desk, lambda: not view(desk).job.running and bool(dialog.said() or dialog.refusal()))
    return dialog


def states(desk: Desk) -> list[str]:
    return [row.state for row in view(desk).outbox.rows]


def texts(dialog: SendDialog | OutboxDialog) -> str:
    return " | ".join(" ".join(row) for row in dialog.table.texts())


def test_what_nobody_signed_is_sent_as_unverified_and_says_so(analysed: Desk, archive: Archive) -> None:
    press(analysed, "abnormal/reject")  # a draft: none of it leaves
    dialog = send(analysed)
    assert "Nobody has signed this" in " ".join(label.text() for label in dialog.findChildren(type(dialog._said)))
    until(analysed, lambda: states(analysed) == ["sent", "sent"])
    assert texts(dialog).count("UNVERIFIED") == 2 and "Sent" in texts(dialog)
    assert {film.Modality for film in archive.stored} == {"SEG", "SR"}
    (report,) = [film for film in archive.stored if film.Modality == "SR"]
    assert report.VerificationFlag == "UNVERIFIED" and "reject" not in str(report).casefold()
    assert not analysed.window.outbox.isVisible()


def test_what_was_signed_is_sent_and_not_called_unverified(analysed: Desk, archive: Archive) -> None:
    press(analysed, "abnormal/accept")
    sign(analysed)
    assert not analysed.window.signature.send.isHidden()
    analysed.window.signature.send.click()
    dialog = send(analysed, ("sr",))
    until(analysed, lambda: states(analysed) == ["sent"])
    assert all(row.signed for row in view(analysed).outbox.rows) and "Signed by" in " ".join(
        label.text() for label in dialog.findChildren(type(dialog._said))
    )
    assert len(archive.stored) == 1 and "accept" in str(archive.stored[0])


def test_what_is_refused_is_seen_in_the_strip_and_goes_when_it_is_tried_again(
    analysed: Desk, archive: Archive
) -> None:
    archive.store_status = STRANGE_CLASS
    send(analysed, ("sr",)).reject()
    until(analysed, lambda: states(analysed) == ["refused"])
    badge = analysed.window.outbox
    assert badge.isVisible() and "1 refused" in badge.text() and "1 refused" in badge.accessibleName()
    badge.click()
    outbox = open_dialog(analysed, "network.outbox", OutboxDialog)
    assert "Refused" in texts(outbox) and "0122" in texts(outbox)
    archive.store_status = 0
    outbox.again.click()
    until(analysed, lambda: states(analysed) == ["sent"])
    assert not badge.isVisible() and len(archive.stored) == 1 and "Nothing waits" in outbox._said.text()


def test_what_cannot_be_sent_now_waits_and_goes_once_the_node_is_back(analysed: Desk, archive: Archive) -> None:
    archive.stop()
    send(analysed, ("sr",)).reject()
    until(analysed, lambda: bool(view(analysed).outbox.pauses))
    outbox = open_dialog(analysed, "network.outbox", OutboxDialog)
    assert states(analysed) == ["waiting"] and "1 to be sent" in analysed.window.outbox.text()
    (box,) = outbox._boxes
    assert "Sending to Archive rests." in " ".join(label.text() for label in box.findChildren(type(outbox._said)))
    archive.start()
    next(button for button in box.findChildren(type(outbox.again))).click()
    until(analysed, lambda: states(analysed) == ["sent"])
    assert outbox._boxes == [] and len(archive.stored) == 1


def test_what_is_removed_is_not_sent(analysed: Desk, archive: Archive) -> None:
    archive.store_status = OUT_OF_ROOM
    send(analysed, ("sr",)).reject()
    until(analysed, lambda: bool(view(analysed).outbox.rows) and view(analysed).outbox.rows[0].attempts > 0)
    outbox = open_dialog(analysed, "network.outbox", OutboxDialog)
    outbox.remove.click()
    until(analysed, lambda: view(analysed).outbox.rows == ())
    assert archive.stored == [] and not analysed.window.outbox.isVisible()


def test_the_same_is_not_sent_twice(analysed: Desk, archive: Archive) -> None:
    sign(analysed)
    send(analysed, ("sr",)).reject()
    until(analysed, lambda: states(analysed) == ["sent"])
    dialog = send(analysed, ("sr",))
    assert "there already" in dialog.said() and len(archive.stored) == 1


def test_a_picture_without_a_dicom_file_is_not_offered(analysed: Desk) -> None:
    from PIL import Image

    picture = Path(analysed.entry.path).with_name("picture.png")
    Image.new("L", (200, 200), 90).save(picture)
    analysed.open(picture)
    assert not analysed.window.action_set.qt["network.send"].isEnabled()


def test_without_a_node_nothing_is_sent_and_the_way_to_one_is_shown(start: Start, film: FilmWriter) -> None:
    with start() as desk:
        desk.open(film(StudyInstanceUID="1.2.3", SeriesInstanceUID="1.2.3.4"))
        ready(desk)
        dialog = open_dialog(desk, "network.send", SendDialog)
        assert not dialog.act.isEnabled() and dialog.none.isVisible()
