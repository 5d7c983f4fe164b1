"""A job table for workers that go wrong on purpose: the name of a file says how. Anything else is read as usual.

With "pixels_" before it, only reading the picture goes wrong and the header is sound.

It stands in the place of ``spcxr_desktop.dicom.jobs`` by ``Door(jobs="tests.faulty_jobs")``.
"""

from __future__ import annotations

import ctypes
import gc
import os
import re
import signal
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from multiprocessing.connection import Connection
from pathlib import Path

import numpy as np

from spcxr_desktop.dicom import jobs
from spcxr_desktop.dicom.header import Header
from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.domain.radiograph import Identity, Radiograph

MIB = 1 << 20


def killed() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def stopped() -> None:
    os.kill(os.getpid(), signal.SIGSTOP)


def segfault() -> None:
    ctypes.string_at(8)


def exits() -> None:
    os._exit(0)


def hangs() -> None:
    time.sleep(3600)


def spins() -> None:
    """Holds the GIL for longer than anybody waits."""
    re.match(r"(a|aa)+$", "a" * 80 + "b")


def bloats() -> None:
    """Eats memory in bites that the system grants."""
    eaten = []
    for _ in range(4096):
        eaten.append(np.ones(4 * MIB, np.uint8))
        time.sleep(0.002)


def gulps() -> None:
    """Asks for more memory than the system grants."""
    bytearray(1 << 42)


def gulps_in_a_parser() -> None:
    """The same, where it is taken for damage in the file."""
    try:
        gulps()
    except Exception as error:
        raise UserError("This file is damaged.", "A sound one.", "Export it again.") from error


def garbage() -> None:
    """Half a message of nothing, and then silence."""
    _write(b"\x00\x00\x10\x00 half of a message")
    hangs()


def endless() -> None:
    """Claims to send a message of two gigabytes."""
    _write(b"\x7f\xff\xff\xff")
    hangs()


def no_json() -> None:
    _write(b"\x00\x00\x00\x07" + b"no json")
    hangs()


def bug() -> None:
    raise KeyError("Doe^Jane")


def noise() -> None:
    for stream in (1, 2):
        os.write(stream, b"Doe^Jane\n")
    print("Doe^Jane", file=sys.stderr, flush=True)


FAULTS: Mapping[str, Callable[[], None]] = {
    function.__name__: function
    for function in (
        killed, stopped, segfault, exits, hangs, spins, bloats, gulps, gulps_in_a_parser, garbage, endless, no_json,
        bug, noise,
    )
}  # fmt: skip


def read(path: str, frame: int) -> object:
    name = Path(path).stem.removeprefix("pixels_")
    if name == "other_type":
        return Header(Identity(), dicom=True)
    if name in FAULTS:
        FAULTS[name]()
    if name == "slow":
        time.sleep(0.3)
    return lie(name, jobs.read(path, frame))


def lie(name: str, radiograph: Radiograph) -> Radiograph:
    """Answers of the right types that nobody may rely on."""
    if name == "vast_range":
        return replace(radiograph, grayscale=replace(radiograph.grayscale, stored_max=1 << 40))
    if name == "other_size":
        return replace(radiograph, colour=np.zeros((3, 3, 3), np.uint8))
    if name == "other_frame":
        return replace(radiograph, frame=1, frames=2)
    return radiograph


def header(path: str) -> Header:
    if Path(path).stem in FAULTS:
        FAULTS[Path(path).stem]()
    return jobs.header(path)


def _write(data: bytes) -> None:
    """Into the pipe to the program, past everything that would make it a message."""
    (connection,) = (found for found in gc.get_objects() if isinstance(found, Connection))
    os.write(connection.fileno(), data)


JOBS: Mapping[str, Callable[..., object]] = {**jobs.JOBS, "read": read, "header": header}
