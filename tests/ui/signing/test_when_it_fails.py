"""A disk that refuses, a window that closes, another window, a bug: signed whole, or still the draft it was."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from spcxr_desktop.app.signing_export import ExportOrder
from spcxr_desktop.store import open_review
from spcxr_desktop.store.library import Library
from spcxr_desktop.ui.dialogs.amend import AmendDialog
from spcxr_desktop.ui.dialogs.sign import SignDialog
from tests.ui.judging.verbs import press
from tests.ui.signing.conftest import Start
from tests.ui.signing.verbs import amend, chain, open_dialog, panel, ready, sign
from tests.ui.verbs import Desk

_KILLS = 6


def full(*_: object) -> None:
    error = sqlite3.OperationalError("database or disk is full")
    error.sqlite_errorcode = sqlite3.SQLITE_FULL
    raise error


def test_a_full_disk_leaves_the_draft_and_the_next_try_signs(bench: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    press(bench, "abnormal/accept")
    with monkeypatch.context() as broken:
        broken.setattr(open_review, "insert_revision", full)
        dialog = open_dialog(bench, "review.sign", SignDialog)
        dialog.act.click()
        bench.qtbot.waitUntil(lambda: "no room left" in dialog.refusal(), timeout=60_000)
    assert chain(bench) == () and bench.bench.signing.draft is not None
    dialog.reject()
    press(bench, "covid19/reject")  # the draft goes on
    assert len(sign(bench).document.judgements) == 2


def hold_signing(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """Signing stops just before the revision is stored, until this is set."""
    go, real = threading.Event(), open_review.insert_revision

    def held(*rest: object) -> None:
        assert go.wait(60)
        real(*rest)  # type: ignore[arg-type]

    monkeypatch.setattr(open_review, "insert_revision", held)
    return go


def test_nothing_is_changed_while_it_is_being_signed(bench: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    press(bench, "abnormal/accept")
    go = hold_signing(monkeypatch)
    dialog = open_dialog(bench, "review.sign", SignDialog)
    dialog.act.click()
    bench.draw()
    assert bench.bench.signing.busy and not dialog.act.isEnabled()
    press(bench, "abnormal/reject")
    assert "being signed" in bench.window.notice.text()
    go.set()
    bench.qtbot.waitUntil(lambda: bench.bench.signing.signed is not None, timeout=60_000)
    bench.settle()
    assert [said.verdict for said in chain(bench)[0].document.judgements.values()] == ["accept"]


def test_the_reader_may_move_on_while_it_is_being_signed(
    bench: Desk, monkeypatch: pytest.MonkeyPatch, record: Path
) -> None:
    go = hold_signing(monkeypatch)
    dialog = open_dialog(bench, "review.sign", SignDialog)
    dialog.act.click()
    bench.draw()
    dialog.reject()
    bench.do("file.close")
    go.set()
    bench.settle()
    with Library.open(record) as library:
        assert len(library.reviews.revisions(1)) == 1 and library.unfinished_reviews() == ()


def test_closing_the_window_in_the_middle_signs_whole(
    start: Start, path: Path, record: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    go, real = threading.Event(), open_review.insert_revision

    def held(*rest: object) -> None:
        assert go.wait(60)
        real(*rest)  # type: ignore[arg-type]

    monkeypatch.setattr(open_review, "insert_revision", held)
    with start() as desk:
        desk.open(path)
        ready(desk)
        press(desk, "abnormal/accept")
        open_dialog(desk, "review.sign", SignDialog).act.click()
        desk.draw()
        threading.Timer(0.2, go.set).start()
    with Library.open(record) as library:
        (revision,) = library.reviews.revisions(1)
        assert [said.verdict for said in revision.document.judgements.values()] == ["accept"]
        assert library.verify().intact and library.unfinished_reviews() == ()


def test_a_review_that_is_open_in_another_window_is_not_signed_here(start: Start, path: Path, record: Path) -> None:
    with start() as desk:
        desk.open(path)
        ready(desk)
        press(desk, "abnormal/accept")
    with Library.open(record) as other:
        theirs = other.reviews.open(1, lambda: pytest.fail("there is a draft"))
        with start() as desk:
            desk.open(path)
            desk.settle()
            assert not desk.window.action_set.qt["review.sign"].isEnabled()
            press(desk, "abnormal/reject")
            assert "open in another window" in desk.window.notice.text()
        theirs.close()


def test_an_amendment_that_is_open_elsewhere_is_said_and_what_is_signed_is_exported(
    start: Start, path: Path, record: Path, tmp_path: Path
) -> None:
    with start() as desk:
        desk.open(path)
        ready(desk)
        press(desk, "abnormal/accept")
        first = sign(desk)
    with Library.open(record) as other:
        theirs = other.reviews.amend(1, "other", reason="elsewhere")
        with start() as desk:
            desk.open(path)
            desk.settle()
            assert "open in another window" in panel(desk) and not desk.window.signature.give_up.isVisible()
            plan = desk.bench.exporting.plan()
            assert plan is not None and plan.revision is not None and plan.revision.sha256 == first.sha256
            theirs.sign(first.reader)
            job = desk.bench.exporting.start(plan, ExportOrder(("csv",), tmp_path))
            assert job is not None
            desk.qtbot.waitUntil(lambda: job.done, timeout=60_000)
            assert job.error is not None and "meanwhile" in job.error.found and not job.written


def test_an_amendment_of_another_window_is_shown_before_it_is_amended(bench: Desk, record: Path) -> None:
    press(bench, "abnormal/accept")
    first = sign(bench)
    with Library.open(record) as other:
        second = other.reviews.amend(1, "other", reason="elsewhere").sign(first.reader)
    dialog = open_dialog(bench, "review.amend", AmendDialog)
    dialog.reason.setText("here")
    dialog.act.click()
    bench.qtbot.waitUntil(lambda: "Another window has signed" in dialog.refusal(), timeout=60_000)
    dialog.reject()
    bench.draw()
    assert [one.sha256 for one in chain(bench)] == [first.sha256, second.sha256]
    amend(bench, "here")
    assert sign(bench).replaces == second.sha256


def test_a_kill_in_the_middle_leaves_a_draft_or_a_signature(path: Path, tmp_path: Path) -> None:
    """At another moment each time: before, within and after the transaction."""
    script = Path(__file__).with_name("killed_session.py")
    seen = set()
    for moment in range(_KILLS):
        record = tmp_path / f"record{moment}"
        done = subprocess.run(
            [sys.executable, script, record, path, str(moment)], capture_output=True, text=True, check=False
        )
        assert "signing" in done.stdout, done.stderr[-2000:]
        with Library.open(record) as library:
            revisions = library.reviews.revisions(1)
            if revisions:
                documents = [revisions[0].document]
            else:
                review = library.reviews.open(1, lambda: pytest.fail("the draft is gone"))
                documents = [review.review.document.frozen()]
                review.close()
            assert [len(document.annotations) for document in documents] == [1]
            assert library.verify().intact
        seen.add(bool(revisions))
    assert seen == {True, False}


