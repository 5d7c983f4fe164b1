"""The export dialog: what it writes, what it refuses, what it leaves behind when it cannot."""

from __future__ import annotations

import errno
import json
import shutil
import subprocess
from pathlib import Path

import cv2
import numpy as np
import pydicom
import pytest

from spcxr_desktop.app import signing_export
from spcxr_desktop.app.export import FILES, KINDS
from spcxr_desktop.store.library import Library
from spcxr_desktop.ui.dialogs.export import ExportDialog
from spcxr_desktop.ui.dialogs.sign import SignDialog
from tests.ui.judging.verbs import press
from tests.ui.signing.verbs import amend, chain, open_dialog, ready, set_pin, shown, sign
from tests.ui.verbs import Desk, FilmWriter

pytestmark = pytest.mark.filterwarnings("ignore:.*unlikely to represent")  # highdicom, of names in test data
DICOM = ("seg", "sr", "gsps")


@pytest.fixture
def out(tmp_path: Path) -> Path:
    folder = tmp_path / "out"
    folder.mkdir()
    return folder


def export(desk: Desk, out: Path, kinds: tuple[str, ...] = DICOM, labelmap: bool = False) -> ExportDialog:
    dialog = open_dialog(desk, "file.export", ExportDialog)
    for kind, tick in dialog.kinds.items():
        tick.setChecked(kind in kinds)
    dialog.labelmap.setChecked(labelmap)
    dialog.folder.setText(str(out))
    return go(desk, dialog)


def go(desk: Desk, dialog: ExportDialog) -> ExportDialog:
    dialog.act.click()
    desk.qtbot.waitUntil(lambda: not dialog.bar.isVisible(), timeout=60_000)
    desk.settle()
    return dialog


def names(out: Path) -> list[str]:
    return sorted(path.name for path in out.iterdir())


def audit(desk: Desk, record: Path, action: str) -> list[dict[str, object]]:
    with Library.open(record) as library:
        return [json.loads(entry.facts) for entry in library.audit.entries() if entry.action == action]


@pytest.mark.parametrize("labelmap", [False, True])
def test_the_signed_revision_is_written_and_the_trail_has_it(
    bench: Desk, out: Path, record: Path, labelmap: bool
) -> None:
    set_pin(bench)
    press(bench, "abnormal/accept")
    revision = sign(bench, "314159")
    dialog = export(bench, out, labelmap=labelmap)
    assert dialog.refusal() == "" and len(names(out)) == 3 and "3 files were written." in dialog.written.text()
    assert all("Doe" not in name and "P1" not in name for name in names(out))
    sr = pydicom.dcmread(next(out.glob("*-sr.dcm")))
    assert sr.VerificationFlag == "VERIFIED" and "Berg" in str(sr.VerifyingObserverSequence[0].VerifyingObserverName)
    seg = pydicom.dcmread(next(out.glob("*-seg.dcm")))
    assert seg.SegmentationType == ("LABELMAP" if labelmap else "BINARY")
    (facts,) = audit(bench, record, "export.written")
    assert facts["revision"] == revision.sha256 and facts["files"] == 3 and len(str(facts["head"])) == 64
    assert {kind for kind in KINDS if facts.get(kind)} == set(DICOM)


def test_dciodvfy_accepts_what_the_dialog_wrote(bench: Desk, out: Path) -> None:
    if shutil.which("dciodvfy") is None:
        pytest.skip("dciodvfy is not installed")
    press(bench, "abnormal/accept")
    sign(bench)
    export(bench, out, KINDS)
    objects = sorted(out.glob("*.dcm"))
    assert len(objects) == 5
    for path in objects:
        done = subprocess.run(["dciodvfy", path], capture_output=True, text=True, errors="replace", check=False)
        assert [line for line in (done.stdout + done.stderr).splitlines() if line.startswith("Error")] == []


def test_what_nobody_signed_is_unverified_and_says_so(bench: Desk, out: Path, record: Path) -> None:
    press(bench, "abnormal/reject")  # a draft: none of it leaves
    dialog = open_dialog(bench, "file.export", ExportDialog)
    assert "Nobody has signed this" in " ".join(label.text() for label in dialog.findChildren(type(dialog.written)))
    dialog.reject()
    export(bench, out, ("sr",))
    sr = pydicom.dcmread(next(out.glob("*-sr.dcm")))
    assert sr.VerificationFlag == "UNVERIFIED" and "reject" not in str(sr).casefold()
    (facts,) = audit(bench, record, "export.written")
    assert facts["revision"] == ""


def test_an_open_amendment_is_no_part_of_it(bench: Desk, out: Path) -> None:
    press(bench, "abnormal/accept")
    sign(bench)
    amend(bench, "seen again")
    press(bench, "abnormal/reject")
    dialog = export(bench, out, ("sr",))
    assert "An amendment is open" in " ".join(label.text() for label in dialog.findChildren(type(dialog.written)))
    assert "accept" in str(pydicom.dcmread(next(out.glob("*-sr.dcm"))))


def test_what_is_there_is_replaced_only_when_asked(bench: Desk, out: Path) -> None:
    sign(bench)
    dialog = export(bench, out)
    before = {path.name: path.stat().st_mtime_ns for path in out.iterdir()}
    go(bench, dialog)
    assert "are there already" in dialog.refusal() and dialog.act.text() == "Replace them"
    assert {path.name: path.stat().st_mtime_ns for path in out.iterdir()} == before
    go(bench, dialog)
    assert dialog.refusal() == "" and names(out) == sorted(before)
    assert all(path.stat().st_mtime_ns != before[path.name] for path in out.iterdir())


def test_a_full_disk_leaves_nothing_behind(
    bench: Desk, out: Path, record: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sign(bench)
    real, count = signing_export._write, 0

    def full(path: Path, data: bytes) -> None:
        nonlocal count
        count += 1
        if count == 2:
            raise OSError(errno.ENOSPC, "no room")
        real(path, data)

    monkeypatch.setattr(signing_export, "_write", full)
    dialog = export(bench, out)
    assert "no room left" in dialog.refusal() and names(out) == [] and audit(bench, record, "export.written") == []


def test_a_folder_that_is_none_is_said(bench: Desk, tmp_path: Path) -> None:
    sign(bench)
    dialog = export(bench, tmp_path / "missing")
    assert dialog.refusal() and chain(bench)
    dialog.folder.setText("not/a/whole/path")
    assert go(bench, dialog).refusal().startswith("This is no whole path")


def test_each_kind_that_cannot_be_written_says_why(bench: Desk, out: Path, film: FilmWriter) -> None:
    bench.open(film("no-uids.dcm", StudyInstanceUID="", SeriesInstanceUID=""))
    ready(bench)
    dialog = export(bench, out)
    assert names(out) == [] and all(f"{kind.upper()}: " in dialog.written.text() for kind in DICOM)


def test_a_picture_that_is_no_dicom_gets_pages_and_tables(bench: Desk, out: Path, tmp_path: Path) -> None:
    picture = np.linspace(0, 255, 300 * 240).reshape(300, 240).astype(np.uint8)
    path = tmp_path / "film.png"
    assert cv2.imwrite(str(path), picture)
    bench.open(path)
    ready(bench)
    press(bench, "abnormal/accept")
    sign(bench)
    dialog = export(bench, out, KINDS)
    kinds = {path.name.split("-")[-1] for path in out.iterdir()}
    assert {"report.pdf", "report.png", "findings.csv"} <= kinds
    assert not [name for name in kinds if name.endswith("dcm")]
    assert all(f"{kind.upper()}: " in dialog.written.text() for kind in DICOM)


def test_results_that_are_still_hidden_are_not_exported(bench: Desk) -> None:
    bench.do("findings.reader_first")
    bench.settle()
    assert not bench.window.action_set.qt["file.export"].isEnabled()


def test_signed_before_results_it_is_exported_without_them(bench: Desk, out: Path) -> None:
    bench.do("findings.reader_first")
    bench.settle()
    bench.do("findings.none")
    sign(bench)
    dialog = export(bench, out)
    assert [path.name.split("-")[-1] for path in sorted(out.iterdir())] == ["gsps.dcm", "sr.dcm"], dialog.written.text()
    assert "SEG: " in dialog.written.text()
    text = str(pydicom.dcmread(next(out.glob("*-sr.dcm"))))
    assert "0.8" not in text and "flagged" not in text.replace("not-flagged", "")


def test_export_follows_signing_where_it_was_asked_for(bench: Desk) -> None:
    dialog = open_dialog(bench, "review.sign", SignDialog)
    dialog.export.setChecked(True)
    dialog.act.click()
    bench.qtbot.waitUntil(lambda: bool(bench.window.findChildren(ExportDialog)), timeout=60_000)
    assert shown(bench, ExportDialog).act.isEnabled() is False  # no folder was ever chosen


def test_every_kind_has_a_title_and_files() -> None:
    from spcxr_desktop.store.settings import EXPORT_KINDS
    from spcxr_desktop.ui.signing_texts import KINDS as TITLES

    assert set(TITLES) == set(KINDS) == set(FILES) == set(EXPORT_KINDS)
