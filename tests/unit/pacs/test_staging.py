"""Objects on their way to the disk: whole or not there, found where their UIDs say."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydicom.dataset import Dataset, FileMetaDataset

from spcxr_desktop.pacs.limits import Limits
from spcxr_desktop.pacs.meta import Unsound, identify
from spcxr_desktop.pacs.staging import Full, Staging, tree_size

CR, EXPLICIT = "1.2.840.10008.5.1.4.1.1.1", "1.2.840.10008.1.2.1"
SYNTAXES = (EXPLICIT, "1.2.840.10008.1.2", "1.2.840.10008.1.2.2", "1.2.840.10008.1.2.1.99")
FREE = Limits(free=0)


def data_set(folder: Path, uid: str = "1.2.3", study: str = "1.2", syntax: str = EXPLICIT) -> bytes:
    made = Dataset()
    made.SOPClassUID, made.SOPInstanceUID, made.StudyInstanceUID = CR, uid, study
    made.PatientName, made.PixelData = "Test^Staging", b"\1" * 5000
    made["PixelData"].VR = "OB"
    made.file_meta = FileMetaDataset()
    made.file_meta.TransferSyntaxUID = syntax  # type: ignore[assignment]
    path = folder / "source.dcm"
    made.save_as(path, enforce_file_format=True)
    return path.read_bytes()[identify(path).offset :]


@pytest.mark.parametrize("syntax", SYNTAXES)
def test_bytes_stay_as_they_came(tmp_path: Path, syntax: str) -> None:
    body = data_set(tmp_path, syntax=syntax)
    batch = Staging(tmp_path / "in", FREE).batch("one")
    incoming = batch.object(CR, "1.2.3", syntax)
    for place in range(0, len(body), 100):
        incoming.write(body[place : place + 100])
    incoming.finish()
    assert not (tmp_path / "in" / "1.2").exists()  # not to be seen yet
    (item,) = batch.publish()["1.2"]
    assert item.path == tmp_path / "in" / "1.2" / "1.2.3.dcm"
    names = identify(item.path)
    assert (names.uid, names.study, names.syntax) == ("1.2.3", "1.2", syntax)
    assert item.path.read_bytes()[names.offset :] == body
    assert not list((tmp_path / "in" / ".incoming").iterdir())


@pytest.mark.parametrize("uid", ["1.2.4", "../x", "", "1..2", "1.2.3\0", "9" * 65])
def test_another_object_than_was_announced_leaves_nothing(tmp_path: Path, uid: str) -> None:
    body = data_set(tmp_path)
    batch = Staging(tmp_path / "in", FREE).batch("one")
    with pytest.raises(Unsound):
        incoming = batch.object(CR, uid, EXPLICIT)
        incoming.write(body)
        incoming.finish()
    assert tree_size(tmp_path / "in") == 0


def test_a_quota_and_the_size_of_one_object_are_kept(tmp_path: Path) -> None:
    for limits, quota in ((Limits(free=0, object=3000), 0), (FREE, 3000), (Limits(free=1 << 60), 0)):
        batch = Staging(tmp_path / "in", limits, quota).batch("one")
        with pytest.raises(Full):
            incoming = batch.object(CR, "1.2.3", EXPLICIT)
            incoming.write(b"\0" * 4000)
        if limits.object == 3000:
            incoming.drop()
        assert tree_size(tmp_path / "in") == 0


@given(st.binary(max_size=400))
def test_no_bytes_break_the_look_at_a_file(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "any.dcm"
    path.write_bytes(b"\0" * 128 + b"DICM" + data)
    with pytest.raises(Unsound):
        identify(path)
