"""A second start hands its paths to the first: real sockets, real processes."""

from __future__ import annotations

import json
import os
import shutil
import stat
import struct
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtNetwork import QLocalSocket
from pytestqt.qtbot import QtBot

from spcxr_desktop.ui.single_instance import MAX_BYTES, Instance, decode, encode, socket_name
from tests.ui.verbs import WAIT_MS, Desk, FilmWriter

REPOSITORY = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="these tests look at Unix sockets")


@pytest.fixture
def name() -> Iterator[str]:
    """A socket of this test alone; pytest's own folders have longer paths than a socket may."""
    folder = Path(tempfile.mkdtemp(prefix="spcxr"))
    yield str(folder / "socket")
    shutil.rmtree(folder)


@pytest.fixture
def first(name: str, qtbot: QtBot) -> Iterator[Instance]:
    instance = Instance(name)
    assert instance.listen()
    yield instance
    instance.close()


def _second_start(name: str, *paths: str) -> subprocess.Popen[bytes]:
    """Another process that hands over; exits 0 where it was taken, 3 where nobody listens."""
    code = (
        "import sys; from pathlib import Path; from spcxr_desktop.ui.single_instance import Instance\n"
        "sys.exit(0 if Instance(sys.argv[1]).hand_over([Path(p) for p in sys.argv[2:]]) else 3)"
    )
    return subprocess.Popen([sys.executable, "-c", code, name, *paths], cwd=REPOSITORY)


def test_paths_arrive_whatever_they_are_called(first: Instance, name: str, qtbot: QtBot) -> None:
    paths = ["/films/a b.dcm", "/films/ä\n'\".zip", os.fsdecode(b"/films/\xff.dcm")]
    with qtbot.waitSignal(first.received, timeout=WAIT_MS) as heard:
        second = _second_start(name, *paths)
    assert heard.args == [[Path(path) for path in paths]]
    assert second.wait(20) == 0


def test_without_paths_the_window_is_asked_for(first: Instance, name: str, qtbot: QtBot) -> None:
    with qtbot.waitSignal(first.received, timeout=WAIT_MS) as heard:
        second = _second_start(name)
    assert heard.args == [[]] and second.wait(20) == 0


def test_nobody_listens(name: str) -> None:
    assert _second_start(name, "/a").wait(20) == 3


def test_only_the_user_may_connect(first: Instance, name: str) -> None:
    assert stat.S_IMODE(Path(name).stat().st_mode) & 0o077 == 0


def test_a_second_window_does_not_take_the_socket_away(first: Instance, name: str) -> None:
    other = Instance(name)
    assert not other.listen()
    other.close()
    assert Path(name).exists()


def test_what_a_crash_left_behind_is_cleared_away(name: str, qtbot: QtBot) -> None:
    code = (
        "import os, sys; from spcxr_desktop.ui.single_instance import Instance\n"
        "from PySide6.QtCore import QCoreApplication; app = QCoreApplication([])\n"
        "one = Instance(sys.argv[1]); assert one.listen(); os._exit(9)"
    )
    assert subprocess.run([sys.executable, "-c", code, name], cwd=REPOSITORY, check=False).returncode == 9
    assert Path(name).is_socket()
    assert _second_start(name, "/a").wait(20) == 3
    instance = Instance(name)
    assert instance.listen()
    with qtbot.waitSignal(instance.received, timeout=WAIT_MS):
        second = _second_start(name, "/a")
    assert second.wait(20) == 0
    instance.close()


def test_a_file_in_the_socket_s_place_is_left_alone(name: str, qtbot: QtBot) -> None:
    Path(name).write_text("mine")
    instance = Instance(name)
    assert not instance.hand_over([]) and not instance.listen()
    assert Path(name).read_text() == "mine"


@pytest.mark.parametrize(
    "message",
    [
        b"GET / HTTP/1.1\r\n\r\n",
        struct.pack(">I", MAX_BYTES + 1),
        struct.pack(">I", 2) + b"{}",
        struct.pack(">I", 2) + b"[]" + b"more",
        struct.pack(">I", 4) + b"nope",
        struct.pack(">I", 9) + b'["a.dcm"]',
        struct.pack(">I", 7) + b'[1, 2]\n',
    ],
)  # fmt: skip
def test_whatever_else_is_sent_is_hung_up_on(first: Instance, name: str, qtbot: QtBot, message: bytes) -> None:
    heard: list[object] = []
    first.received.connect(heard.append)
    socket = QLocalSocket()
    socket.connectToServer(name)
    socket.write(message)
    qtbot.waitUntil(lambda: socket.state() == QLocalSocket.LocalSocketState.UnconnectedState, timeout=WAIT_MS)
    assert heard == [] and first._unfinished == {}


@given(st.lists(st.text(st.characters(exclude_characters="\0"), max_size=40)))
def test_a_message_says_what_was_put_in(names: list[str]) -> None:
    paths = [Path("/", name) for name in names]
    message = encode(paths)
    assert message is not None and decode(message[4:]) == paths


@given(st.binary(max_size=200))
def test_no_message_is_ever_taken_for_anything_but_paths(body: bytes) -> None:
    paths = decode(body)
    assert paths is None or all(path.is_absolute() for path in paths)


def test_a_message_that_is_too_long_is_not_sent() -> None:
    assert encode([Path("/" + "x" * 200)] * 6000) is None
    assert decode(json.dumps(["/a\0b"]).encode()) is None
    assert decode(b"[" * 100_000) is None


def test_each_screen_has_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":1")
    one = socket_name()
    monkeypatch.setenv("DISPLAY", ":2")
    assert socket_name() != one
    monkeypatch.setenv("XDG_RUNTIME_DIR", "/tmp/" + "long" * 30)
    assert len(os.fsencode(socket_name())) <= 100


def test_the_window_opens_what_a_second_start_names(
    desk: Desk, film: FilmWriter, first: Instance, name: str, qtbot: QtBot
) -> None:
    path = film("later.dcm")
    first.received.connect(desk.window.open_from_another_start)
    desk.window.showMinimized()
    with qtbot.waitSignal(first.received, timeout=WAIT_MS):
        second = _second_start(name, str(path))
    assert second.wait(20) == 0
    desk.settle()
    assert [entry.path for entry in desk.session.entries] == [path]
    assert not desk.window.isMinimized() and desk.window.isActiveWindow()


def test_the_program_started_twice_ends_at_once_the_second_time(film: FilmWriter, name: str, qtbot: QtBot) -> None:
    """The verb itself: the first start keeps its window, the second gives it a file and ends; with --new-window not."""
    folder = Path(name).parent
    environment = os.environ | {
        "QT_QPA_PLATFORM": "offscreen", "XDG_RUNTIME_DIR": str(folder), "SPCXR_DATA_DIR": str(folder / "data"),
        "PYTHONPATH": str(REPOSITORY),
    }  # fmt: skip
    command = [sys.executable, "-m", "spcxr_desktop", "open"]
    first = subprocess.Popen(command, env=environment)
    try:
        qtbot.waitUntil(lambda: any(path.is_socket() for path in folder.iterdir()), timeout=WAIT_MS)
        second = subprocess.run([*command, film().name], cwd=film().parent, env=environment, timeout=60, check=False)
        assert second.returncode == 0 and first.poll() is None
        third = subprocess.Popen([*command, "--new-window"], env=environment)
        with pytest.raises(subprocess.TimeoutExpired):
            third.wait(3)
        third.kill()
        third.wait()
    finally:
        first.kill()
        first.wait()
