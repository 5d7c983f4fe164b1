"""The header that exports repeat comes through the door, from a worker, or there is a reason why not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from spcxr_desktop.dicom.door import Door
from spcxr_desktop.dicom.read_source import read_source_header
from spcxr_desktop.domain.errors import UserError

MakeDicom = Callable[..., Path]


@pytest.fixture
def door() -> Iterator[Door]:
    with closing(Door(1)) as opened:
        yield opened


def test_a_worker_reads_what_the_function_reads(door: Door, make_dicom: MakeDicom, film: NDArray[np.uint16]) -> None:
    path = make_dicom(
        film, PatientName="Müller^Eva", PatientID="P1", SpecificCharacterSet="ISO_IR 100", PatientComments="secret",
        PatientOrientation=["L", "F"], ImagerPixelSpacing=[0.2, 0.1],
    )  # fmt: skip
    header = door.source_header(path)
    assert header == read_source_header(path)
    said = dict(header.values)
    assert (said["PatientName"], said["PatientID"], said["PatientOrientation"]) == ("Müller^Eva", "P1", "L\\F")
    assert "PatientComments" not in said and "secret" not in str(header)
    assert (header.rows, header.columns, header.frames, header.samples, header.aspect) == (48, 40, 1, 1, 2.0)


def test_a_picture_and_a_damaged_file_have_a_reason(door: Door, tmp_path: Path) -> None:
    cv2.imwrite(str(tmp_path / "a.png"), np.zeros((20, 20), np.uint8))
    with pytest.raises(UserError, match="not DICOM") as told:
        door.source_header(tmp_path / "a.png")
    assert told.value.code == "not_dicom"
    (tmp_path / "b.dcm").write_bytes(b"\0" * 128 + b"DICM" + b"\x02\0\0\0UL\4\0\xff\xff")
    for name in ("b.dcm", "missing.dcm"):
        with pytest.raises(UserError):
            door.source_header(tmp_path / name)
