"""Our receiver: DCMTK's storescu and C-MOVE of real servers store to it; who may not, may not; nothing half is seen."""

from __future__ import annotations

import shutil
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.pacs.dimse_get import dimse_move
from spcxr_desktop.pacs.limits import DEFAULT
from spcxr_desktop.pacs.meta import identify
from spcxr_desktop.pacs.node import Node
from spcxr_desktop.pacs.receiver import Listen, Received, Receiver
from spcxr_desktop.pacs.syntaxes import UNCOMPRESSED
from spcxr_desktop.pacs.transfer import never
from spcxr_desktop.pacs.verbs import echo, send
from tests.system.pacs.conftest import body, same
from tests.system.pacs.servers import OURS, Server


class Heard(list[Received]):
    """What a receiver told."""

    def __init__(self) -> None:
        super().__init__()
        self._more = threading.Condition()

    def __call__(self, received: Received) -> None:
        with self._more:
            self.append(received)
            self._more.notify_all()

    def wait(self, count: int) -> None:
        with self._more:
            assert self._more.wait_for(lambda: len(self) >= count, 60), f"{len(self)} of {count} studies were told"


@pytest.fixture
def heard() -> Heard:
    return Heard()


@pytest.fixture
def receiver(heard: Heard, tmp_path: Path) -> Iterator[Receiver]:
    before = set(threading.enumerate())
    made = Receiver(Listen(tmp_path / "in", port=0, ae_titles=(OURS,)), heard)
    made.start()
    yield made
    made.stop()
    assert not [thread.name for thread in set(threading.enumerate()) - before if "Acceptor" in thread.name]


def node_of(receiver: Receiver, calling: str = OURS) -> Node:
    return Node("ours", "dimse", "127.0.0.1", receiver.port, receiver.listen.ae_title, calling)


def test_films_arrive_byte_for_byte_and_each_study_is_told_once(
    receiver: Receiver, heard: Heard, films: list[Path]
) -> None:
    assert send(node_of(receiver), films).whole
    studies = {identify(path).study for path in films}
    heard.wait(len(studies))
    assert sorted(one.study for one in heard) == sorted(studies)
    assert all(one.whole for one in heard)
    first: dict[str, Path] = {}
    for path in films:
        first[identify(path).uid] = path
    for one in heard:
        for item in one.objects:
            assert body(item.path) == body(first[item.uid])
    assert not list((receiver.listen.folder / ".incoming").iterdir())


def test_storescu_is_understood(receiver: Receiver, heard: Heard, films: list[Path]) -> None:
    program = shutil.which("storescu")
    if program is None:
        pytest.skip("storescu is not installed (Debian: dcmtk)")
    plain = next(path for path in films if identify(path).syntax == "1.2.840.10008.1.2.1")
    command = [program, "-aet", OURS, "-aec", OURS, "127.0.0.1", str(receiver.port), str(plain)]
    subprocess.run(command, check=True, timeout=60)
    heard.wait(1)
    assert body(heard[0].objects[0].path) == body(plain)


def test_a_title_that_is_not_listed_is_not_let_in(receiver: Receiver, films: list[Path]) -> None:
    with pytest.raises(UserError) as told:
        echo(node_of(receiver, "STRANGER"))
    assert told.value.code == "not_let_in"


def test_a_receiver_for_others_needs_lists(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="anybody"):
        Listen(tmp_path, address="0.0.0.0")


def test_what_is_sent_again_does_no_harm(receiver: Receiver, heard: Heard, films: list[Path]) -> None:
    for times in (1, 2):
        assert send(node_of(receiver), films[:1]).whole
        heard.wait(times)
    assert len(list(heard[0].folder.iterdir())) == 1


def test_c_move_stores_to_us(server: Server, heard: Heard, films: list[Path], tmp_path: Path) -> None:
    receiver = Receiver(Listen(tmp_path / "in", port=server.move_port), heard)
    receiver.start()
    try:
        send(server.dimse, films)
        chosen = [path for path in films if server.web or identify(path).syntax in UNCOMPRESSED]  # all dcmqrscp moves
        for number, path in enumerate(chosen):
            done = dimse_move(server.dimse, identify(path).study, OURS, DEFAULT, never)
            assert done >= 1
            heard.wait(number + 1)
    finally:
        receiver.stop()
    copies = {item.uid: item.path for one in heard for item in one.objects}
    for path in chosen:
        same(copies[identify(path).uid], path, encoding=server.web is not None)


def test_a_quota_is_kept(heard: Heard, films: list[Path], tmp_path: Path) -> None:
    receiver = Receiver(Listen(tmp_path / "in", port=0, quota=2_000_000), heard)
    receiver.start()
    try:
        large = [path for path in films if path.stat().st_size > 2_200_000][:1]
        sent = send(node_of(receiver), large)
        assert [item.state for item in sent.objects] == ["failed"]
        assert sent.objects[0].code == 0xA700
    finally:
        receiver.stop()
    assert not [path for path in (tmp_path / "in").rglob("*") if path.is_file()]
