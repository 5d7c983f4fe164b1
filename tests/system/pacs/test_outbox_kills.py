"""A program that is killed again and again while it sends.

Everything arrives, and nothing that was known to be there is sent again.
"""

from __future__ import annotations

import io
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.uid import ExplicitVRLittleEndian, generate_uid
from pynetdicom import AE, evt

from spcxr_desktop.pacs.node import Node
from spcxr_desktop.store.network import NetworkStore
from spcxr_desktop.store.nodes import StoredNode, StoredNodes, change_nodes
from spcxr_desktop.store.outbox import GONE, Order, Outbox

KILLS = int(os.environ.get("SPCXR_KILLS", "10"))
OBJECTS = 400
SR = "1.2.840.10008.5.1.4.1.1.88.11"
REPOSITORY = Path(__file__).resolve().parents[3]


class Archive:
    """A real SCP that counts. ``known``: what the sender has on its disk as sent; none of that may come again."""

    def __init__(self) -> None:
        self.came: dict[str, int] = {}
        self.known: set[str] = set()
        self.again: list[str] = []
        self.first = threading.Event()
        entity = AE(ae_title="ARCHIVE")
        entity.add_supported_context(SR, ExplicitVRLittleEndian)
        self.server = entity.start_server(("127.0.0.1", 0), block=False, evt_handlers=[(evt.EVT_C_STORE, self._store)])
        self.port = int(self.server.server_address[1])

    def _store(self, event: Any) -> int:  # noqa: ANN401
        uid = str(event.request.AffectedSOPInstanceUID)
        self.came[uid] = self.came.get(uid, 0) + 1
        if uid in self.known:
            self.again.append(uid)
        self.first.set()
        return 0x0000


@pytest.fixture
def archive() -> Iterator[Archive]:
    made = Archive()
    yield made
    made.server.shutdown()


def report(number: int) -> Order:
    made = Dataset()
    made.SOPClassUID, made.SOPInstanceUID = SR, generate_uid()
    made.StudyInstanceUID, made.SeriesInstanceUID = generate_uid(), generate_uid()
    made.Modality, made.InstanceNumber = "SR", number
    made.file_meta = FileMetaDataset()
    made.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
    made.file_meta.MediaStorageSOPClassUID, made.file_meta.MediaStorageSOPInstanceUID = SR, made.SOPInstanceUID
    stream = io.BytesIO()
    made.save_as(stream, enforce_file_format=True)
    return Order(str(made.SOPInstanceUID), SR, stream.getvalue(), "sr", "ab" * 16, "me", True)


def begin(data: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "tests.system.pacs.sending_session", str(data)]
    return subprocess.Popen(command, cwd=REPOSITORY, stderr=subprocess.PIPE, start_new_session=True)


def test_a_sender_that_is_killed_loses_nothing_and_repeats_nothing_that_it_knew(
    archive: Archive, tmp_path: Path
) -> None:
    orders = [report(number) for number in range(OBJECTS)]
    node = Node("Archive", "dimse", "127.0.0.1", archive.port, "ARCHIVE", "SPCXR")
    change_nodes(tmp_path, lambda now: StoredNodes((StoredNode(node.to_dict()),), node.name))
    store = NetworkStore.open(tmp_path / "network")
    Outbox(store).put("Archive", orders)
    draw = random.Random(7)
    amid = 0
    for _ in range(KILLS):
        archive.first.clear()
        child = begin(tmp_path)
        assert archive.first.wait(60) or child.poll() is not None
        time.sleep(draw.uniform(0.0, 0.05))
        os.killpg(child.pid, signal.SIGKILL)
        child.communicate()
        items = Outbox(store).items()
        amid += any(item.state == "sending" for item in items)
        archive.known = {item.uid for item in items if item.state in GONE}
        assert len(items) == OBJECTS
    child = begin(tmp_path)
    _, said = child.communicate(timeout=120)
    assert child.returncode == 0, said.decode()
    assert {item.state for item in Outbox(store).items()} == {"sent"}
    assert archive.came.keys() == {order.uid for order in orders}
    assert archive.again == []
    assert amid, "no kill hit a conversation"
    assert not list(store.objects.iterdir())
    assert len(list((tmp_path / "network" / "owners").iterdir())) == 1
    store.close()
    print(f"{KILLS} kills, {amid} amid a conversation, {sum(archive.came.values()) - OBJECTS} objects sent twice")
