"""What a terminal shows while ``spcxr-desktop analyze`` works."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from spcxr_desktop.app.analyze import rate
from spcxr_desktop.app.sample import write_sample


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_a_terminal_sees_how_many_how_fast_and_what_was_not_analysed(tmp_path: Path) -> None:
    import pty

    folder = tmp_path / "films"
    film = write_sample(folder)[0]
    for number in range(6):
        (folder / f"{number}.dcm").write_bytes(film.read_bytes())
    (folder / "notes.txt").write_text("nothing to see here, and long enough to be looked at")
    master, slave = pty.openpty()
    program = subprocess.Popen(
        [sys.executable, "-m", "spcxr_desktop", "analyze", str(folder), "--out", str(tmp_path / "out")],
        stdout=subprocess.PIPE, stderr=slave, env=os.environ | {"TERM": "xterm", "COLUMNS": "160"},
    )  # fmt: skip
    os.close(slave)
    seen = b""
    while piece := _read(master):
        seen += piece
    os.close(master)
    out, _ = program.communicate()
    text = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", seen.decode())
    total = len(list(folder.iterdir()))
    assert program.returncode == 0
    assert f"{total}/{total}" in text
    assert re.search(r"\d a second|\d s each", text)
    assert re.search(r"refused +\S+notes\.txt", text)
    assert out.decode().startswith(f"{total - 1} analysed, 1 refused, 0 failed.")


def test_slow_films_are_told_by_the_time_one_takes() -> None:
    assert (rate(12.34), rate(0.25)) == ("12.3 a second", "4.0 s each")


def _read(file: int) -> bytes:
    try:
        return os.read(file, 65536)
    except OSError:  # how Linux says that nobody writes any more
        return b""
