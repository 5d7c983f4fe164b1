"""The entry point: a spoiled installation is refused, a bug is logged without its text."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from spcxr_desktop import __main__ as entry
from spcxr_desktop import cli
from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.store import logs, paths


@pytest.fixture
def log_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv(paths.DATA_FOLDER_VARIABLE, str(tmp_path))
    root = logging.getLogger(logs.ROOT)
    before = list(root.handlers)
    yield tmp_path / "log" / logs.FILE_NAME
    for handler in [handler for handler in root.handlers if handler not in before]:
        handler.close()
        root.removeHandler(handler)
    root.propagate = True


def test_a_spoiled_runtime_stops_every_verb_but_the_doctor(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def spoiled() -> None:
        raise UserError("Two wheels.", "One.", "Uninstall both.")

    monkeypatch.setattr(entry, "check_runtime_wheels", spoiled)
    monkeypatch.setattr(cli, "main", lambda argv: 7)
    assert entry.main(["analyze", "x"]) == 2
    assert "Uninstall both." in capsys.readouterr().err
    assert entry.main(["doctor"]) == 7


def test_a_bug_is_logged_by_its_place_and_still_seen(
    monkeypatch: pytest.MonkeyPatch, log_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(argv: list[str]) -> int:
        raise KeyError("DOE^JOHN")

    monkeypatch.setattr(cli, "main", broken)
    with pytest.raises(KeyError):
        entry.main(["analyze"])
    assert str(log_file) in capsys.readouterr().err
    text = log_file.read_text()
    assert "program.failed KeyError at test_main.py:" in text
    assert "DOE" not in text
