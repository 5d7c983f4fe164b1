"""The log: what is listed is written, nothing else is."""

from __future__ import annotations

import enum
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spcxr_desktop.store import logs, paths

logger = logging.getLogger("spcxr_desktop.test_logs")


class Status(enum.Enum):
    REFUSED = "it was refused"


@pytest.fixture
def log_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv(paths.DATA_FOLDER_VARIABLE, str(tmp_path))
    root = logging.getLogger(logs.ROOT)
    before, propagate, level = list(root.handlers), root.propagate, root.level
    yield logs.start_log()
    for handler in [handler for handler in root.handlers if handler not in before]:
        handler.close()
        root.removeHandler(handler)
    root.propagate = propagate
    root.setLevel(level)


def test_an_event_is_one_line_of_facts(log_file: Path) -> None:
    uid = logs.short_hash("1.2.840.99.1")
    logs.log_event(logger, "analysis.done", films=3, ok=True, ms=12.5, status=Status.REFUSED, sop=uid)
    (line,) = log_file.read_text().splitlines()
    assert line.endswith(f"INFO spcxr_desktop.test_logs analysis.done films=3 ok=yes ms=12.5 status=refused sop={uid}")


@pytest.mark.parametrize(
    "value", ["DOE^JOHN", "Doe", "SMITH", "19610203", "1.2.840.10008.5", "/films/doe.dcm", "C:\\films", "a b", "é", ""]
)
def test_names_ids_uids_dates_and_paths_are_refused(value: str) -> None:
    with pytest.raises(ValueError, match="'patient' is not") as caught:
        logs.log_event(logger, "film.opened", patient=value)
    assert not value or value not in str(caught.value)


def test_an_object_is_no_fact() -> None:
    with pytest.raises(ValueError, match="'file' is not"):
        logs.log_event(logger, "film.opened", file=Path("x"))  # type: ignore[arg-type]


@given(st.text(max_size=40))
def test_an_accepted_word_never_holds_white_space_or_capitals(text: str) -> None:
    try:
        written = logs._fact("word", text)
    except ValueError:
        return
    assert written == text == text.lower()
    assert text.isascii()
    assert not any(sign in text for sign in " ^/\\\n")
    assert not text[0].isdigit()


def test_a_failure_is_written_without_its_text(log_file: Path) -> None:
    try:
        int("DOE^JOHN")
    except ValueError as error:
        logs.log_failure(logger, "read.failed", error, attempt=1)
    text = log_file.read_text()
    assert "read.failed attempt=1 ValueError at test_logs.py:" in text
    assert "DOE" not in text


def test_any_other_record_keeps_its_origin_and_loses_its_text(log_file: Path) -> None:
    try:
        raise RuntimeError("DOE^JANE")
    except RuntimeError:
        logger.exception("could not read the film of %s", "DOE^JOHN", stack_info=True)
    (line,) = log_file.read_text().splitlines()
    assert "text withheld, from test_logs.py:" in line
    assert "DOE" not in line


def test_records_of_other_libraries_are_not_written(log_file: Path) -> None:
    logging.getLogger("pydicom").error("Invalid value for VR PN: DOE^JOHN")
    logs.log_event(logger, "still.alive")
    assert "PN" not in log_file.read_text()


def test_starting_twice_writes_once(log_file: Path) -> None:
    assert logs.start_log() == log_file
    logs.log_event(logger, "once")
    assert len(log_file.read_text().splitlines()) == 1


def test_the_log_rotates_and_is_bounded(log_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (handler,) = (h for h in logging.getLogger(logs.ROOT).handlers if getattr(h, "baseFilename", "") == str(log_file))
    monkeypatch.setattr(handler, "maxBytes", 500)
    for number in range(100):
        logs.log_event(logger, "tick", number=number)
    files = sorted(log_file.parent.iterdir())
    assert len(files) == 6
    assert all(file.stat().st_size <= 500 for file in files)


@pytest.mark.parametrize("event", ["Film opened", "film/opened", "", "x" * 49, "1st"])
def test_an_event_id_is_a_word(event: str) -> None:
    with pytest.raises(ValueError, match="event id"):
        logs.log_event(logger, event)


def test_a_hash_is_stable_and_hides_the_uid() -> None:
    assert logs.short_hash("1.2.3") == logs.short_hash("1.2.3") != logs.short_hash("1.2.4")
    assert "1.2.3" not in logs.short_hash("1.2.3")
