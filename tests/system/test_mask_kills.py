"""A hand that draws is killed at any moment: every finished stroke that was on the disk is back, with undo and redo.

Fifteen kills; SPCXR_KILLS=200 for more.
"""

from __future__ import annotations

import multiprocessing
import os
import random
import shutil
import sys
import tempfile
import time
from multiprocessing.context import BaseContext
from pathlib import Path

import pytest

from spcxr_desktop.store.library import Library
from tests.system import scripted_masks as scripted

KILLS = int(os.environ.get("SPCXR_KILLS", "15"))
MEMORY = Path("/dev/shm")  # a disk in memory, on Linux

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL and fork servers are a matter of Unix")


@pytest.fixture(scope="module")
def processes() -> BaseContext:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.system.scripted_masks"])
    return context


@pytest.fixture(scope="module")
def states(tmp_path_factory: pytest.TempPathFactory) -> list[scripted.State]:
    found = scripted.expected_states(tmp_path_factory.mktemp("calm") / "record")
    assert len({state[0] for state in found}) > len(found) * 0.5  # most actions change the mask or its labels
    assert max(len(state[1]) for state in found) > 20 and any(state[2] for state in found)
    return found


@pytest.mark.slow
@pytest.mark.timeout(1200)
def test_a_hand_killed_at_any_moment_loses_nothing_that_was_on_the_disk(
    tmp_path: Path, processes: BaseContext, states: list[scripted.State]
) -> None:
    dice, cut_short, lost = random.Random(6), 0, []
    with tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as memory:
        places = [(tmp_path, KILLS // 3), (Path(memory), KILLS - KILLS // 3)]  # on a disk most kills hit a wait for it
        for place, kills in places:
            lasted = killed_after(None, place / "timed", processes, states)[0]
            for _ in range(kills):
                _, done, behind = killed_after(dice.uniform(0, lasted), place / "killed", processes, states)
                cut_short += done < len(states) - 1
                lost.append(behind)
    assert cut_short > KILLS / 2  # else the sessions were too short for the kills
    print(f"{KILLS} kills, {cut_short} within the session; actions not yet on the disk: at most {max(lost)}")


def killed_after(
    seconds: float | None, folder: Path, processes: BaseContext, states: list[scripted.State]
) -> tuple[float, int, int]:
    """Kill a session (None: let it end) and check what it left. Seconds it lasted, actions done, actions lost."""
    folder.mkdir()
    process = processes.Process(target=scripted.run, args=(folder / "record", folder / "acknowledged"))
    process.start()
    end = time.monotonic() + 60
    while not (folder / "acknowledged").exists():
        assert time.monotonic() < end, "the session did not begin"
        time.sleep(0.001)
    start = time.monotonic()
    if seconds is not None:
        time.sleep(seconds)
        process.kill()
    process.join()
    lasted = time.monotonic() - start
    did, kept = scripted.read_acknowledged(folder / "acknowledged")
    found = recovered(folder / "record")
    possible = states[kept : did + 2]
    assert found in possible, f"{kept} actions were on the disk, {did} done"
    newest = max(number for number, state in enumerate(possible) if state == found)
    shutil.rmtree(folder)
    return lasted, did, max(did - kept - newest, 0)


def recovered(folder: Path) -> scripted.State:
    """What the next start finds; every step of it can be taken back and again."""
    with Library.open(folder) as library:
        assert library.notices == ()
        (image,) = (image.id for row in library.worklist.rows() for image in library.images.of_study(row.id))
        review = library.reviews.open(image, scripted.document)
        assert not review.recovered.set_aside
        state = scripted.state_of(review)
        done = len(review.history.done)
        while review.undo() is not None:
            pass
        assert review.review.document.sha256 == scripted.document().sha256
        for _ in range(done):
            review.redo()
        assert review.review.document.sha256 == state[0]
        review.close()
        assert library.verify().intact
    return state
