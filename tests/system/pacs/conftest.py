"""Servers of a whole session, real films to send, and their data sets byte by byte."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pydicom
import pytest

from spcxr_desktop.pacs.meta import identify
from tests.system.pacs.servers import Server, dcmqrscp, orthanc


@pytest.fixture(scope="session")
def orthanc_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with orthanc(tmp_path_factory.mktemp("orthanc")) as server:
        yield server


@pytest.fixture(scope="session")
def dcmqrscp_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with dcmqrscp(tmp_path_factory.mktemp("dcmqrscp")) as server:
        yield server


@pytest.fixture(scope="session", params=["orthanc", "dcmqrscp"])
def server(request: pytest.FixtureRequest) -> Server:
    found: Server = request.getfixturevalue(f"{request.param}_server")
    return found


@pytest.fixture(scope="session")
def films(shared: Path) -> list[Path]:
    """The real chest radiographs, every encoding they come in; of two with one UID the first."""
    files = sorted((shared / "data/dicom/cxr").glob("*.dcm"), reverse=True)
    found = list({identify(path).uid: path for path in files}.values())
    if not found:
        pytest.skip("no chest radiographs in data/dicom/cxr")
    return found


def same(copy: Path, original: Path, encoding: bool = True) -> None:
    """Byte for byte the same data set, or, where the server writes sequences anew, each element and all pixel bytes.

    ``encoding``: in the same transfer syntax.
    """
    if encoding:
        assert identify(copy).syntax == identify(original).syntax
    if body(copy) == body(original):
        return
    ours, theirs = pydicom.dcmread(copy), pydicom.dcmread(original)
    assert ours == theirs
    assert ours.PixelData == theirs.PixelData
    rewritten = identify(copy).syntax != identify(original).syntax
    assert rewritten or any(element.VR == "SQ" for element in theirs), "other bytes, and no sequence to explain it"


def body(path: Path) -> bytes:
    """Everything after file meta information."""
    return path.read_bytes()[identify(path).offset :]
