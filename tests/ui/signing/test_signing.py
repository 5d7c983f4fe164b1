"""Signing through the window: what is frozen, who signs, what is refused afterwards, and what is there again later."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from spcxr_desktop.store import identity as identities
from spcxr_desktop.store import open_review
from spcxr_desktop.store.library import Library
from spcxr_desktop.ui import worklist_texts
from spcxr_desktop.ui.dialogs.amend import AmendDialog, GiveUpDialog
from spcxr_desktop.ui.dialogs.sign import SignDialog
from spcxr_desktop.ui.dialogs.signatures import SignaturesDialog
from tests.ui.drawing.verbs import pull
from tests.ui.judging.verbs import press
from tests.ui.masks.verbs import brush, mask
from tests.ui.signing.conftest import Start
from tests.ui.signing.verbs import PIN, amend, answered, chain, open_dialog, panel, ready, set_pin, shown, sign
from tests.ui.verbs import Desk, FilmWriter


def paint(desk: Desk) -> None:
    desk.do("view.actual_size")
    brush(desk)
    pull(desk, (120, 40), (150, 60))
    desk.do("tools.window")


def test_an_unproved_reader_signs_unverified(bench: Desk) -> None:
    press(bench, "abnormal/accept")
    paint(bench)
    painted = mask(bench).copy()
    revision = sign(bench)
    assert (revision.reader.verification, revision.statement) == (
        "UNVERIFIED", "Research use, not for primary diagnosis"
    )  # fmt: skip
    assert revision.results is not None and revision.results.sha256 == bench.entry.results_sha256
    assert [said.verdict for said in revision.document.judgements.values()] == ["accept"]
    assert np.array_equal(revision.document.painted()["lungs"], painted)
    assert f"Signed by {bench.bench.signing.reader.name}" in panel(bench) and "UNVERIFIED" in panel(bench)
    bench.bench.show_worklist(True)
    bench.settle()
    assert [row.status for row in bench.bench.record.worklist.listing.rows] == ["signed"]


def test_the_dialog_says_what_is_frozen_and_what_is_missing(bench: Desk) -> None:
    press(bench, "covid19/reject")
    dialog = open_dialog(bench, "review.sign", SignDialog)
    texts = " | ".join(text for text in dialog_texts(dialog))
    assert "Flagged, and you said nothing of it: Abnormal" in texts
    assert "You and the model disagree, and no reason is given: Covid-19" in texts
    assert "The model's own, unchanged" in texts and "spcxr-screen 0.1.0" in texts and "UNVERIFIED" in texts
    assert "Research use, not for primary diagnosis" in texts
    dialog.reject()
    bench.draw()
    assert chain(bench) == () and bench.bench.signing.draft is not None


def dialog_texts(dialog: SignDialog) -> list[str]:
    from PySide6.QtWidgets import QLabel

    return [found.text() for found in dialog.findChildren(QLabel) if found.isVisibleTo(dialog)]


def test_the_right_pin_signs_verified_and_a_wrong_one_does_not(bench: Desk) -> None:
    set_pin(bench)
    dialog = open_dialog(bench, "review.sign", SignDialog)
    assert dialog.pin is not None and not dialog.act.isEnabled()
    dialog.pin.setText("271828")
    dialog.act.click()
    bench.qtbot.waitUntil(lambda: "not the PIN" in dialog.refusal(), timeout=60_000)
    assert dialog.pin.text() == "" and chain(bench) == () and bench.bench.signing.draft is not None
    dialog.pin.setText(PIN)
    dialog.act.click()
    bench.qtbot.waitUntil(lambda: bench.bench.signing.signed is not None, timeout=60_000)
    bench.settle()
    reader = chain(bench)[0].reader
    assert (reader.id, reader.name, reader.verification) == ("aberg", "Dr. Anna Berg", "VERIFIED")
    assert "VERIFIED" in panel(bench) and "proved by PIN" in panel(bench)


def test_too_many_wrong_pins_make_one_wait_also_after_a_new_start(start: Start, path: Path) -> None:
    with start() as desk:
        desk.open(path)
        ready(desk)
        set_pin(desk)
        dialog = open_dialog(desk, "review.sign", SignDialog)
        assert dialog.pin is not None
        for _ in range(identities.FREE_TRIES):
            dialog.pin.setText("271828")
            dialog.act.click()
            desk.qtbot.waitUntil(lambda: dialog.pin is not None and dialog.pin.text() == "", timeout=60_000)
    with start() as desk:
        desk.open(path)
        ready(desk)
        dialog = open_dialog(desk, "review.sign", SignDialog)
        assert dialog.pin is not None
        dialog.pin.setText(PIN)  # the right one, too early
        dialog.act.click()
        desk.qtbot.waitUntil(lambda: "Too many wrong PINs" in dialog.refusal(), timeout=60_000)
        assert chain(desk) == ()


def test_a_pin_that_was_typed_is_gone_when_the_window_is_locked(bench: Desk) -> None:
    set_pin(bench)
    dialog = open_dialog(bench, "review.sign", SignDialog)
    assert dialog.pin is not None
    dialog.pin.setText(PIN)
    bench.do("file.lock")
    bench.window.personal.lock_page.unlock()
    bench.draw()
    assert dialog.isVisible() and dialog.pin.text() == "" and not dialog.act.isEnabled()


def test_the_login_proves_only_where_the_site_allows_it_and_it_is_said_each_time(bench: Desk) -> None:
    dialog = open_dialog(bench, "review.sign", SignDialog)
    assert dialog.account is None
    dialog.reject()
    bench.bench.change_settings(system_account_signs=True)
    dialog = open_dialog(bench, "review.sign", SignDialog)
    assert dialog.account is not None and not dialog.account.isChecked()
    dialog.account.setChecked(True)
    dialog.act.click()
    bench.qtbot.waitUntil(lambda: bench.bench.signing.signed is not None, timeout=60_000)
    bench.settle()
    reader = chain(bench)[0].reader
    assert (reader.id, reader.authenticated_by) == (bench.bench.signing.account.id, "system account")


def test_what_is_signed_is_not_changed_and_the_notice_offers_to_amend(bench: Desk) -> None:
    press(bench, "abnormal/accept")
    revision = sign(bench)
    press(bench, "abnormal/reject")
    assert [said.verdict for said in revision.document.judgements.values()] == ["accept"]
    assert bench.window.findings.row("abnormal").isEnabled()
    assert "signed" in bench.window.notice.text()
    bench.window.notice.acted.emit()
    assert shown(bench, AmendDialog).isVisible()


def test_no_stroke_changes_a_signed_mask(bench: Desk) -> None:
    paint(bench)
    sign(bench)
    before = mask(bench).copy()
    brush(bench)
    pull(bench, (120, 80), (150, 90))
    assert np.array_equal(mask(bench), before)
    assert not bench.window.action_set.qt["review.undo"].isEnabled()


def test_an_amendment_names_what_it_replaces_and_both_can_be_looked_at(bench: Desk, record: Path) -> None:
    press(bench, "abnormal/accept")
    first = sign(bench)
    amend(bench, "seen again with the prior")
    assert "Amending what" in panel(bench) and "seen again with the prior" in panel(bench)
    press(bench, "abnormal/reject")
    second = sign(bench)
    assert (second.replaces, second.reason) == (first.sha256, "seen again with the prior")
    dialog = open_dialog(bench, "review.signatures", SignaturesDialog)
    rows = dialog.table.texts()
    assert [row[4] for row in rows] == [second.sha256[:12], first.sha256[:12]]
    assert rows[0][5] == "seen again with the prior"
    dialog.table.activated.emit(dialog.table.model().index(1, 0))
    bench.draw()
    assert "A later revision replaces this one." in panel(bench)
    assert not bench.window.action_set.qt["review.amend"].isEnabled()
    document = bench.bench.review.document
    assert document is not None and [said.verdict for said in document.judgements.values()] == ["accept"]
    dialog.table.activated.emit(dialog.table.model().index(0, 0))
    bench.draw()
    assert bench.window.action_set.qt["review.amend"].isEnabled()
    with Library.open(record) as library:
        assert library.verify().intact


def test_an_amendment_given_up_leaves_what_was_signed(bench: Desk) -> None:
    press(bench, "abnormal/accept")
    first = sign(bench)
    amend(bench, "by mistake")
    press(bench, "abnormal/reject")
    dialog = open_dialog(bench, "review.give_up", GiveUpDialog)
    dialog.act.click()
    bench.qtbot.waitUntil(lambda: bench.bench.signing.signed is not None, timeout=60_000)
    bench.settle()
    assert [one.sha256 for one in chain(bench)] == [first.sha256]
    document = bench.bench.review.document
    assert document is not None and [said.verdict for said in document.judgements.values()] == ["accept"]


def test_a_signed_case_shows_its_document_when_it_is_opened_again(start: Start, path: Path) -> None:
    with start() as desk:
        desk.open(path)
        ready(desk)
        press(desk, "abnormal/accept")
        paint(desk)
        painted, first = mask(desk).copy(), sign(desk)
    with start() as desk:
        desk.open(path)
        ready(desk)
        assert np.array_equal(mask(desk), painted)
        assert [one.sha256 for one in chain(desk)] == [first.sha256] and "Signed by" in panel(desk)
        assert "Accepted" in " ".join(desk.window.findings.texts())
        amend(desk, "on another day")
        press(desk, "abnormal/uncertain")
    with start() as desk:  # the amendment goes on, with its reason
        desk.open(path)
        ready(desk)
        assert "on another day" in panel(desk)
        assert sign(desk).reason == "on another day"


def test_signed_before_results_are_revealed_it_names_none(bench: Desk) -> None:
    bench.do("findings.reader_first")
    bench.settle()
    assert bench.entry.veiled
    bench.do("findings.none")
    revision = sign(bench)
    assert revision.results is None and bench.entry.veiled
    assert {said.stage for said in revision.document.judgements.values()} == {"before results"}


def test_a_forgotten_pin_begins_a_new_identity_and_never_the_old_one(bench: Desk) -> None:
    set_pin(bench)
    first = sign(bench, PIN)
    signing = bench.bench.signing
    assert answered(bench, signing.identify(lambda store: store.begin("aberg", "Somebody"))).error is not None
    assert answered(bench, signing.identify(lambda store: store.begin("aberg-2", "Dr. Anna Berg"))).error is None
    assert signing.proof == "none" and chain(bench)[0].sha256 == first.sha256
    assert answered(bench, signing.identify(lambda store: store.name("aberg", "Somebody"))).error is not None


def test_judgements_carry_the_id_of_who_reads(bench: Desk) -> None:
    set_pin(bench)
    press(bench, "abnormal/accept")
    document = bench.bench.review.document
    assert document is not None and {said.reader for said in document.judgements.values()} == {"aberg"}


def test_what_changed_behind_the_dialog_is_not_signed(bench: Desk, film: FilmWriter) -> None:
    dialog = open_dialog(bench, "review.sign", SignDialog)
    bench.open(film("another.dcm"))  # the program was started once more with another film
    ready(bench)
    dialog.act.click()
    bench.draw()
    assert "has changed" in dialog.refusal() and chain(bench) == ()


def test_a_bug_while_signing_is_said_and_the_draft_stays(bench: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    press(bench, "abnormal/accept")
    with monkeypatch.context() as wrong:
        wrong.setattr(open_review, "insert_revision", broken)
        dialog = open_dialog(bench, "review.sign", SignDialog)
        dialog.act.click()
        bench.qtbot.waitUntil(lambda: "made an error" in dialog.refusal(), timeout=60_000)
        bench.settle()
    assert [fault.split()[-1] for fault in bench.bench.tasks.faults] == ["ZeroDivisionError"]
    bench.bench.tasks.faults.clear()
    dialog.reject()
    assert len(sign(bench).document.judgements) == 1


def test_the_next_study_comes_where_that_is_wanted(bench: Desk, film: FilmWriter) -> None:
    first = bench.entry.id
    bench.open(film("another.dcm", PatientID="P2", PatientName="Roe^Rita", StudyInstanceUID="1.2.9"))
    bench.choose(0)
    ready(bench)
    bench.bench.change_settings(next_after_signing=True)
    open_dialog(bench, "review.sign", SignDialog).act.click()
    bench.qtbot.waitUntil(lambda: bench.entry.id != first, timeout=60_000)


def test_the_worklist_tells_an_amended_signature_from_a_first_one(bench: Desk) -> None:
    sign(bench)
    row = bench.bench.record.worklist.listing.rows[0]
    assert worklist_texts.status(row) == "Signed"
    amend(bench, "seen again")
    assert bench.bench.record.worklist.listing.rows[0].status == "in review"
    sign(bench)
    assert worklist_texts.status(bench.bench.record.worklist.listing.rows[0]) == "Signed, amended"


@pytest.mark.parametrize("action", ["review.amend", "review.give_up", "review.signatures"])
def test_a_draft_has_nothing_to_amend(bench: Desk, action: str) -> None:
    assert not bench.window.action_set.qt[action].isEnabled()
