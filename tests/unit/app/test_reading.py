"""The door of a process: a single file through it, and bugs of its workers in the log without a word of the file's."""

from __future__ import annotations

import logging
from pathlib import Path

import numpy as np
import pytest

from spcxr_desktop.app import reading
from spcxr_desktop.app.reading import log_fault, read_one, start_reading
from spcxr_desktop.app.sample import write_sample
from spcxr_desktop.dicom.door import ReaderFault
from spcxr_desktop.dicom.read import read_radiograph
from spcxr_desktop.domain.errors import UserError


def test_one_file_is_read_as_it_is(tmp_path: Path) -> None:
    path = write_sample(tmp_path, opacity=False, scale=0.1)[0]
    assert np.array_equal(read_one(path).pixels, read_radiograph(path).pixels)
    with pytest.raises(UserError):
        read_one(tmp_path)


def test_a_door_that_nobody_used_closes() -> None:
    door = start_reading()
    door.close()
    door.close()


@pytest.mark.parametrize(
    ("fault", "line"),
    [
        (ReaderFault("KeyError", "read.py:31"), "reader.fault kind=keyerror place=read.py-31"),
        (ReaderFault("Doe^Jane", "Doe^Jane.py:31"), "reader.fault kind=unknown place=unknown"),
        (ReaderFault("ValueError", "__init__.py:3"), "reader.fault kind=valueerror place=unknown"),
        (ReaderFault("", ""), "reader.fault kind=unknown place=unknown"),
        (ReaderFault("E" * 99, f"{'x' * 99}.py:1"), "reader.fault kind=unknown place=unknown"),
    ],
)
def test_a_fault_is_logged_by_kind_and_place(fault: ReaderFault, line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    records: list[logging.LogRecord] = []
    monkeypatch.setattr(reading.logger, "handle", records.append)
    log_fault(fault)
    assert [record.getMessage() for record in records] == [line]
