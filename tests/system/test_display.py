"""The program on a window system: an X server is started, the window opens a film, the models answer, it is seen."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from spcxr_desktop.app.sample import write_sample

REPOSITORY = Path(__file__).resolve().parents[2]
SESSION = Path(__file__).with_name("displayed_session.py")
HANG_S = 200


@pytest.fixture
def display() -> Iterator[str]:
    server = shutil.which("Xvfb")
    if server is None:
        pytest.skip("Xvfb is not installed (Debian: xvfb)")
    told, tell = os.pipe()
    command = [server, "-displayfd", str(tell), "-screen", "0", "1400x900x24", "-nolisten", "tcp"]
    process = subprocess.Popen(command, pass_fds=[tell], stderr=subprocess.DEVNULL)
    os.close(tell)
    try:
        with os.fdopen(told) as stream:
            yield f":{stream.readline().strip()}"
    finally:
        process.terminate()
        process.wait()


@pytest.mark.skipif(sys.platform != "linux", reason="Xvfb is an X server")
def test_the_window_shows_a_film_on_an_x_server(display: str, tmp_path: Path) -> None:
    film = write_sample(tmp_path / "sample")[0]
    environment = {**os.environ, "DISPLAY": display, "SPCXR_DATA_DIR": str(tmp_path / "data")}
    command = [sys.executable, str(SESSION), str(film)]
    done = subprocess.run(
        command,
        cwd=REPOSITORY,
        env={**environment, "PYTHONPATH": str(REPOSITORY)},
        capture_output=True,
        text=True,
        timeout=HANG_S,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    said = json.loads(done.stdout.splitlines()[-1])
    assert said["platform"] == "xcb"
    assert said["state"] == "analysed"
    assert said["greys"] > 100  # a film is on the screen, not an empty canvas
