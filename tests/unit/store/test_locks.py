"""Locks between processes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from spcxr_desktop.store.locks import FileLock

HOLD = """
import sys
from pathlib import Path
from spcxr_desktop.store.locks import FileLock
lock = FileLock(Path(sys.argv[1]))
print(lock.take(shared=sys.argv[2] == "shared"), flush=True)
sys.stdin.read()
"""


def hold(path: Path, kind: str = "whole") -> subprocess.Popen[str]:
    command = [sys.executable, "-c", HOLD, str(path), kind]
    other = subprocess.Popen(command, cwd=Path(__file__).parents[3], stdin=-1, stdout=-1, text=True)
    assert other.stdout is not None and other.stdout.readline() == "True\n"
    return other


def test_one_holder_at_a_time_until_it_dies(tmp_path: Path) -> None:
    other = hold(tmp_path / "lock")
    lock = FileLock(tmp_path / "lock")
    assert not lock.take() and not lock.held
    other.kill()
    other.communicate()
    assert lock.take(timeout=5)
    lock.release()


def test_two_locks_of_one_process_exclude_each_other(tmp_path: Path) -> None:
    with FileLock(tmp_path / "lock") as first:
        assert first.take() and not FileLock(tmp_path / "lock").take()
        with pytest.raises(RuntimeError):
            first.take()
    assert not first.held


@pytest.mark.skipif(sys.platform == "win32", reason="there is no sharing on Windows")
def test_sharing_excludes_whole_holders_only(tmp_path: Path) -> None:
    other = hold(tmp_path / "lock", "shared")
    mine, greedy = FileLock(tmp_path / "lock"), FileLock(tmp_path / "lock")
    assert mine.take(shared=True) and not greedy.take()
    mine.release()
    other.communicate("")
    assert greedy.take()
    greedy.release()


def test_a_removed_lock_file_is_not_taken_for_the_lock(tmp_path: Path) -> None:
    first, second = FileLock(tmp_path / "lock"), FileLock(tmp_path / "lock")
    assert first.take()
    first.release(remove=True)
    assert not (tmp_path / "lock").exists()
    assert second.take() and not FileLock(tmp_path / "lock").take()
    second.release(remove=True)
