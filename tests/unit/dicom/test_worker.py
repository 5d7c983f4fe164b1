"""The worker's side, without the program's: what becomes of a job, and what the process may not do."""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import sys
import threading
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import pytest

from spcxr_desktop.dicom import worker
from spcxr_desktop.dicom.limits import Limits
from spcxr_desktop.domain.errors import UserError

LIMITS = Limits(memory_bytes=200 << 20, array_bytes=1 << 20)


def answer(job: worker.Job) -> dict[str, Any]:
    message, _ = worker._answer(job, [])
    document = json.loads(message)
    assert isinstance(document, dict)
    return document


def test_a_user_error_is_told_whole() -> None:
    def job() -> None:
        raise UserError("found", "expected", "remedy", code="code")

    assert answer(job) == {"error": ["found", "expected", "remedy", "code"]}


def test_a_bug_is_told_by_its_place_without_its_text() -> None:
    def job() -> None:
        raise KeyError("Doe^Jane")

    message, _ = worker._answer(job, [])
    kind, place = json.loads(message)["fault"]
    assert (kind, place.partition(":")[0]) == ("KeyError", "test_worker.py")
    assert b"Doe" not in message


def test_an_answer_that_cannot_be_written_is_a_bug() -> None:
    assert answer(lambda: threading.Lock())["fault"][0] == "TypeError"
    assert answer(lambda: float("nan"))["fault"][0] == "ValueError"


def test_want_of_memory_is_seen_behind_what_parsers_make_of_it() -> None:
    def taken_for_damage(first: Exception) -> Exception:
        try:
            raise first
        except Exception as error:
            damage = UserError("This file is damaged.", "A sound one.", "Export it again.")
            damage.__cause__ = error
            return damage

    assert worker._for_want_of_memory(MemoryError())
    assert worker._for_want_of_memory(taken_for_damage(taken_for_damage(MemoryError())))
    assert not worker._for_want_of_memory(taken_for_damage(OSError()))
    loop, other = ValueError(), ValueError()
    loop.__context__, other.__context__ = other, loop
    assert not worker._for_want_of_memory(loop)


def test_the_programs_own_table_is_the_one_that_packagers_see() -> None:
    assert set(worker._table(worker.OWN_JOBS)) == {"read", "header", "source", "find", "derived", "deidentify", "index"}


@pytest.mark.skipif(sys.platform != "linux", reason="limits and signals")
def test_a_worker_is_bounded_and_ends_with_its_pipe() -> None:
    """The real process, talked to by hand."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=worker.main, args=(theirs, None, __name__, LIMITS), daemon=True)
    process.start()
    theirs.close()
    assert ours.recv_bytes() == worker.READY
    facts = ask(ours, "facts")
    assert facts["core"] == [0, 0]
    assert facts["file"] == [LIMITS.array_bytes] * 2
    assert 0 < facts["address"] - facts["vms"] < LIMITS.memory_bytes + (32 << 20)  # pages come and go
    assert facts["streams"] == [os.devnull] * 3
    assert facts["threads"] == "1"
    assert facts["interrupt"] == "SIG_IGN"
    assert 0 < facts["alarm"] <= 7.0
    ours.close()
    process.join(30)
    assert process.exitcode == 0


def ask(connection: Connection, job: str) -> dict[str, Any]:
    connection.send_bytes(json.dumps({"job": job, "calls": [[]], "seconds": 5.0}).encode())
    assert connection.recv_bytes() == worker.BEGUN
    found, _, _, _ = json.loads(connection.recv_bytes())["error"]
    facts = json.loads(found)
    assert isinstance(facts, dict)
    return facts


def facts() -> None:
    """In the worker: how its process is bounded, as the text of an error."""
    import resource

    found = {
        "core": resource.getrlimit(resource.RLIMIT_CORE),
        "file": resource.getrlimit(resource.RLIMIT_FSIZE),
        "address": resource.getrlimit(resource.RLIMIT_AS)[0],
        "vms": int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize(),
        "streams": [str(Path(f"/proc/self/fd/{stream}").readlink()) for stream in range(3)],
        "threads": os.environ["OPENBLAS_NUM_THREADS"],
        "interrupt": signal.Handlers(signal.getsignal(signal.SIGINT)).name,  # type: ignore[arg-type]
        "alarm": signal.getitimer(signal.ITIMER_REAL)[0],
    }
    raise UserError(json.dumps(found), "", "")


JOBS = {"facts": facts}
