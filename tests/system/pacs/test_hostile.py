"""Peers that break off, lie, drip or flood: clear words, bounded time and memory, nothing half on the disk."""

from __future__ import annotations

import os
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

import psutil
import pytest
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.uid import ExplicitVRLittleEndian, generate_uid
from pynetdicom import AE, build_context, evt

from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.pacs.limits import DEFAULT, Limits
from spcxr_desktop.pacs.node import Node
from spcxr_desktop.pacs.query import Query
from spcxr_desktop.pacs.quiet import quiet
from spcxr_desktop.pacs.receiver import Listen, Received, Receiver
from spcxr_desktop.pacs.verbs import echo, find, get, send
from spcxr_desktop.pacs.web_get import ACCEPT

SHORT = Limits(connect_s=2, silence_s=2, message_s=4, attempts=1, free=0)
CR, FIND = "1.2.840.10008.5.1.4.1.1.1", "1.2.840.10008.5.1.4.1.2.2.1"
VERIFICATION = "1.2.840.10008.1.1"
BOUND_S = 30  # far above what any bound of SHORT allows, far below a hang


@contextmanager
def peer(speak: Callable[[socket.socket], None]) -> Iterator[int]:
    """A server on loopback that says what ``speak`` does to each that connects."""
    door = socket.create_server(("127.0.0.1", 0))
    over = threading.Event()

    def serve() -> None:
        while not over.is_set():
            try:
                line, _ = door.accept()
            except OSError:
                return
            with line:
                try:
                    speak(line)
                except OSError:
                    continue

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield int(door.getsockname()[1])
    finally:
        over.set()
        door.shutdown(socket.SHUT_RDWR)
        door.close()
        thread.join(BOUND_S)


def node(port: int) -> Node:
    return Node("hostile", "dimse", "127.0.0.1", port, "ANY", "SPCXR")


def web_node(port: int) -> Node:
    return Node("hostile", "dicomweb", url=f"http://127.0.0.1:{port}/dicom-web")


def closes(line: socket.socket) -> None:
    line.recv(10)


def garbage(line: socket.socket) -> None:
    line.recv(4096)
    line.sendall(os.urandom(4096))


def silent(line: socket.socket) -> None:
    while line.recv(4096):
        pass


def huge(line: socket.socket) -> None:
    line.recv(4096)
    line.sendall(b"\x02\x00" + struct.pack(">I", 0xFFFFFFF0) + b"\0" * 65536)
    silent(line)


def drips(line: socket.socket) -> None:
    line.recv(4096)
    line.sendall(b"\x02\x00" + struct.pack(">I", 2000))
    for _ in range(200):
        line.sendall(b"\0")
        time.sleep(0.1)


def http(line: socket.socket) -> None:
    line.recv(4096)
    line.sendall(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")


@pytest.mark.parametrize("speak", [closes, garbage, silent, huge, drips, http])
def test_what_is_no_dicom_server_is_told_in_words(speak: Callable[[socket.socket], None]) -> None:
    before = psutil.Process().memory_info().rss
    begun = time.monotonic()
    with peer(speak) as port, pytest.raises(UserError) as told:
        echo(node(port), limits=SHORT)
    assert time.monotonic() - begun < BOUND_S
    assert told.value.code in ("silent", "lost", "protocol", "unreachable")
    assert psutil.Process().memory_info().rss - before < 100 << 20
    assert_no_threads()


def assert_no_threads() -> None:
    until = time.monotonic() + BOUND_S
    while time.monotonic() < until:
        left = [thread.name for thread in threading.enumerate() if "RequestorThread" in thread.name]
        if not left:
            return
        time.sleep(0.05)
    assert not left


def test_nobody_there_is_told() -> None:
    with socket.create_server(("127.0.0.1", 0)) as door:
        port = int(door.getsockname()[1])
    for one in (node(port), web_node(port)):
        with pytest.raises(UserError) as told:
            echo(one, limits=SHORT)
        assert told.value.code == "unreachable"


@contextmanager
def scp(handlers: list[object], contexts: list[str], title: str = "ANY") -> Iterator[int]:
    quiet()
    entity = AE(title)
    for one in contexts:
        entity.add_supported_context(one, scu_role=True, scp_role=True)
    server = entity.start_server(("127.0.0.1", 0), block=False, evt_handlers=handlers)  # type: ignore[arg-type]
    try:
        yield int(server.server_address[1])
    finally:
        server.shutdown()


def answers(count: int, then: Callable[[evt.Event], None] | None = None) -> Callable[[evt.Event], Iterator[object]]:
    def found(event: evt.Event) -> Iterator[object]:
        for number in range(count):
            match = Dataset()
            match.QueryRetrieveLevel, match.StudyInstanceUID = "STUDY", f"1.2.3.{number}"
            match.PatientName, match.PatientID = f"Test^{number}", str(number)
            yield 0xFF00, match
        if then is not None:
            then(event)
        yield 0x0000, None

    return found


def test_two_thousand_studies_are_taken() -> None:
    with scp([(evt.EVT_C_FIND, answers(2000))], [FIND]) as port:
        found = find(node(port), Query("study"), limits=replace(SHORT, message_s=60))
    assert len(found.matches) == 2000
    assert not found.cut


def test_an_endless_answer_is_cut() -> None:
    with scp([(evt.EVT_C_FIND, answers(100_000))], [FIND]) as port:
        found = find(node(port), Query("study"), limits=replace(SHORT, answers=500))
    assert len(found.matches) == 500
    assert found.cut


def test_a_break_in_the_middle_of_an_answer_is_told() -> None:
    with scp([(evt.EVT_C_FIND, answers(5, lambda event: event.assoc.abort()))], [FIND]) as port, \
            pytest.raises(UserError) as told:  # fmt: skip
        find(node(port), Query("study"), limits=SHORT)
    assert told.value.code == "lost"


def test_a_service_that_is_not_offered_is_told() -> None:
    with scp([], [CR]) as port, pytest.raises(UserError) as told:
        find(node(port), Query("study"), limits=SHORT)
    assert told.value.code == "no_context"


def test_the_user_can_end_a_search_that_does_not_answer() -> None:
    def slow(event: evt.Event) -> Iterator[object]:
        while not event.is_cancelled and event.assoc.is_established:
            time.sleep(0.05)
        yield 0xFE00, None

    over = threading.Event()
    threading.Timer(0.5, over.set).start()
    begun = time.monotonic()
    with scp([(evt.EVT_C_FIND, slow)], [FIND]) as port, pytest.raises(UserError) as told:
        find(node(port), Query("study"), limits=DEFAULT, cancel=over.is_set)
    assert told.value.code == "cancelled"
    assert time.monotonic() - begun < BOUND_S


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return write(tmp_path / "film.dcm", 400_000)


def write(path: Path, size: int, study: str = "1.2.3.4") -> Path:
    made = Dataset()
    made.SOPClassUID, made.SOPInstanceUID, made.StudyInstanceUID = CR, generate_uid(), study
    made.SeriesInstanceUID, made.PatientName, made.Modality = f"{study}.1", "Test^Hostile", "CR"
    made.BitsAllocated, made.Rows, made.Columns = 8, 1, 1
    made.add_new(0x7FE00010, "OB", b"\1" * size)
    made.file_meta = FileMetaDataset()
    made.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
    made.save_as(path, enforce_file_format=True)
    return path


def test_each_object_has_its_own_status(file: Path, tmp_path: Path) -> None:
    many = [write(tmp_path / f"{number}.dcm", 2000) for number in range(3)]
    seen = iter((0x0000, 0xA700, 0xC000))
    with scp([(evt.EVT_C_STORE, lambda event: next(seen))], [CR]) as port:
        (tmp_path / "no.dcm").write_bytes(b"no DICOM")
        sent = send(node(port), [*many, tmp_path / "no.dcm"], limits=SHORT)
    assert [item.state for item in sent.objects] == ["done", "failed", "refused", "refused"]
    assert [item.code for item in sent.objects] == [0, 0xA700, 0xC000, 0]


def test_what_was_not_sent_when_the_connection_broke_is_known(tmp_path: Path) -> None:
    many = [write(tmp_path / f"{number}.dcm", 2000) for number in range(4)]
    count = iter(range(10))

    def store(event: evt.Event) -> int:
        if next(count) == 2:
            event.assoc.abort()
        return 0

    with scp([(evt.EVT_C_STORE, store)], [CR]) as port:
        sent = send(node(port), many, limits=SHORT)
    assert [item.state for item in sent.objects] == ["done", "done", "unsent", "unsent"]


@pytest.fixture
def receiver(tmp_path: Path) -> Iterator[Receiver]:
    told: list[Received] = []
    made = Receiver(Listen(tmp_path / "in", port=0, most=4, hold_s=0.5), told.append, SHORT)
    made.start()
    made.told = told  # type: ignore[attr-defined]
    yield made
    made.stop()
    assert not [path for path in (tmp_path / "in").rglob("*.part")]


def greeting() -> bytes:
    """A-ASSOCIATE-RQ as pynetdicom writes it, for CR in Explicit VR Little Endian."""
    taken: list[bytes] = []

    def listen(line: socket.socket) -> None:
        taken.append(line.recv(65536))

    with peer(listen) as port:
        entity = AE("SPCXR")
        entity.acse_timeout = entity.connection_timeout = 2
        entity.associate("127.0.0.1", port, [build_context(CR, ExplicitVRLittleEndian)], ae_title="SPCXR")
    return taken[0]


def command(size_of_uid: str) -> bytes:
    """The command set of a C-STORE request."""
    uid = size_of_uid.encode() + b"\0" * (len(size_of_uid) % 2)
    parts = [
        (0x0002, CR.encode() + b"\0" * (len(CR) % 2)), (0x0100, struct.pack("<H", 1)), (0x0110, struct.pack("<H", 1)),
        (0x0700, struct.pack("<H", 2)), (0x0800, struct.pack("<H", 1)), (0x1000, uid),
    ]  # fmt: skip
    body = b"".join(struct.pack("<HHI", 0, tag, len(value)) + value for tag, value in parts)
    body = struct.pack("<HHII", 0, 0, 4, len(body)) + body
    return pdata(3, body)


def pdata(control: int, body: bytes) -> bytes:
    value = struct.pack(">I", len(body) + 2) + bytes((1, control)) + body
    return b"\x04\x00" + struct.pack(">I", len(value)) + value


def half(line: socket.socket) -> None:
    line.sendall(command("1.2.3.4.5") + pdata(0, b"\1" * 20_000))


def wrong_length(line: socket.socket) -> None:
    line.sendall(command("1.2.3.4.5") + b"\x04\x00" + struct.pack(">I", 90_000) + b"\0" * 100)


def huge_unit(line: socket.socket) -> None:
    line.sendall(command("1.2.3.4.5") + b"\x04\x00" + struct.pack(">I", 0xFFFFFF00) + b"\0" * 100_000)


def random_bytes(line: socket.socket) -> None:
    line.sendall(os.urandom(10_000))


def endless_command(line: socket.socket) -> None:
    for _ in range(100):
        line.sendall(pdata(1, b"\0" * 10_000))


def another_object(line: socket.socket) -> None:
    line.sendall(command("1.2.3.4.5") + pdata(2, b"\x08\x00\x18\x00UI\x04\x001.9\0"))
    line.recv(4096)


def climbs_out(line: socket.socket) -> None:
    line.sendall(command("../../../x") + pdata(2, b"\x08\x00\x18\x00UI\x04\x001.9\0"))
    line.recv(4096)


def slow_drip(line: socket.socket) -> None:
    line.sendall(command("1.2.3.4.5"))
    for _ in range(300):
        line.sendall(pdata(0, b"\1\1"))
        time.sleep(0.1)


@pytest.mark.parametrize(
    "attack",
    [half, wrong_length, huge_unit, random_bytes, endless_command, another_object, climbs_out, slow_drip],
)
def test_nothing_half_stays_of_a_hostile_sender(
    receiver: Receiver, attack: Callable[[socket.socket], None], file: Path
) -> None:
    before = psutil.Process().memory_info().rss
    with socket.create_connection(("127.0.0.1", receiver.port)) as line:
        line.settimeout(BOUND_S)
        line.sendall(greeting())
        assert line.recv(65536)[:1] == b"\x02"
        with suppress(OSError):  # the receiver hangs up, as it should
            attack(line)
    assert psutil.Process().memory_info().rss - before < 100 << 20
    until = time.monotonic() + BOUND_S
    while (left := [path for path in receiver.listen.folder.rglob("*") if path.is_file()]) and time.monotonic() < until:
        time.sleep(0.05)
    assert not left
    assert not receiver.told  # type: ignore[attr-defined]
    ours = Node("ours", "dimse", "127.0.0.1", receiver.port, "SPCXR", "SPCXR")
    assert send(ours, [file], limits=SHORT).whole  # it goes on


def test_twenty_associations_at_once_are_let_in_or_told_to_wait(receiver: Receiver, tmp_path: Path) -> None:
    files = [write(tmp_path / f"{number}.dcm", 50_000, f"1.2.3.{number + 10}") for number in range(20)]
    ours = Node("ours", "dimse", "127.0.0.1", receiver.port, "SPCXR", "SPCXR")
    ended: dict[int, object] = {}

    def one(number: int) -> None:
        for _ in range(200):
            try:
                ended[number] = send(ours, [files[number]], limits=DEFAULT).whole
            except UserError as error:
                ended[number] = error.code
            if ended[number] is True:
                return
            time.sleep(0.1)

    threads = [threading.Thread(target=one, args=(number,)) for number in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    assert set(ended.values()) == {True}
    until = time.monotonic() + BOUND_S
    told: list[Received] = receiver.told  # type: ignore[attr-defined]
    while len(told) < 20 and time.monotonic() < until:
        time.sleep(0.05)
    assert sorted(item.study for item in told) == sorted(f"1.2.3.{number + 10}" for number in range(20))


def test_what_was_acknowledged_survives_the_receiver(tmp_path: Path, file: Path) -> None:
    listen = Listen(tmp_path / "in", port=0, hold_s=1000)
    first = Receiver(listen, lambda _: None, SHORT)
    first.start()
    entity = AE("SPCXR")
    association = entity.associate(
        "127.0.0.1", first.port, [build_context(CR, ExplicitVRLittleEndian)], ae_title="SPCXR"
    )
    assert association.send_c_store(file).Status == 0
    association.abort()
    first._publish = lambda visit, whole: None  # type: ignore[method-assign]  # as if the process had been killed
    first.stop()
    told: list[Received] = []
    second = Receiver(listen, told.append, SHORT)
    second.start()
    second.stop()
    assert [(item.study, item.whole, len(item.objects)) for item in told] == [("1.2.3.4", False, 1)]


def replies(head: bytes, body: bytes, pause: float = 0) -> Callable[[socket.socket], None]:
    def speak(line: socket.socket) -> None:
        asked = line.recv(65536).decode("ascii", "replace")
        if ACCEPT.split(";")[0] not in asked:  # the search before the retrieval
            found = b'[{"0020000D":{"vr":"UI","Value":["1.2.3.4"]},"0020000E":{"vr":"UI","Value":["1.2.3.4.1"]},' \
                    b'"00080018":{"vr":"UI","Value":["1.2.3.4.5"]}}]'  # fmt: skip
            line.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: application/dicom+json\r\nConnection: close\r\n"
                         b"Content-Length: %d\r\n\r\n" % len(found) + found)  # fmt: skip
            return
        line.sendall(head)
        for place in range(0, len(body), 50):
            line.sendall(body[place : place + 50])
            time.sleep(pause)

    return speak


MULTIPART = b'HTTP/1.1 200 OK\r\nContent-Type: multipart/related; boundary="b"\r\nConnection: close\r\n'
PART = b"--b\r\nContent-Type: application/dicom\r\n\r\n"


@pytest.mark.parametrize(
    ("head", "body", "pause"),
    [
        (MULTIPART + b"Content-Length: 9000\r\n\r\n", PART + b"DICM" * 50, 0),
        (MULTIPART + b"\r\n", PART + b"\0" * 500, 0),
        (MULTIPART + b"\r\n", PART + b"\0" * 500 + b"\r\n--b--\r\n", 0),
        (MULTIPART + b"\r\n", b"no part" * 10_000, 0),
        (b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n", b"<html>", 0),
        (b"HTTP/1.1 503 Busy\r\nContent-Length: 0\r\nConnection: close\r\n\r\n", b"", 0),
        (b"HTTP/1.1 302 Elsewhere\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n", b"", 0),
        (b"garbage\r\n\r\n", b"garbage", 0),
        (MULTIPART + b"\r\n", PART + b"\0" * 20_000, 0.1),
    ],
    ids=["short", "cut", "no-dicom", "no-parts", "page", "busy", "elsewhere", "garbage", "drip"],
)
def test_a_hostile_web_server_leaves_nothing(head: bytes, body: bytes, pause: float, tmp_path: Path) -> None:
    begun = time.monotonic()
    with peer(replies(head, body, pause)) as port:
        try:
            got = get(web_node(port), "1.2.3.4", tmp_path / "got", limits=SHORT)
            assert not got.whole
            assert got.reason
        except UserError as told:
            assert told.code in ("silent", "lost", "protocol", "unreachable", "rejected")
    assert time.monotonic() - begun < BOUND_S
    assert not [path for path in (tmp_path / "got").rglob("*") if path.is_file()]
