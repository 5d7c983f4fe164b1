"""Every file of the test data through the door: no worker dies, and what comes is what is read without a door."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from spcxr_desktop.dicom.door import Door
from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.domain.grayscale import grey_table
from spcxr_desktop.domain.radiograph import Radiograph

REPOSITORY = Path(__file__).resolve().parents[2]
HANG_S = 280
MAX_PEAK_MIB = 1024

# In a process of its own, so that what crashes there is a failed test and not the end of them all.
WITHOUT_A_DOOR = """
import json, sys
from pathlib import Path
from spcxr_desktop.dicom.read import read_radiograph
from spcxr_desktop.dicom.scan import find_files
from spcxr_desktop.domain.errors import UserError
from tests.system.test_door import fingerprint
for path in find_files([Path(sys.argv[1])]):
    try:
        outcome = fingerprint(read_radiograph(path))
    except UserError as error:
        outcome = str(error)
    print(json.dumps([str(path), outcome]), flush=True)
"""


def fingerprint(radiograph: Radiograph) -> str:
    """Of everything that is shown: pixels, greys, layers, texts."""
    digest = hashlib.sha256()
    layers = [plane.bits for plane in radiograph.overlays]
    optional = [radiograph.colour, radiograph.shutter.covered if radiograph.shutter is not None else None]
    for array in (radiograph.pixels, grey_table(radiograph.grayscale), *layers, *optional):
        digest.update(b"none" if array is None else f"{array.shape}{array.dtype}".encode())
        digest.update(b"" if array is None else np.ascontiguousarray(array).tobytes())
    texts = (radiograph.identity, radiograph.spacing, radiograph.orientation, radiograph.notes, radiograph.path)
    state = (radiograph.aspect, radiograph.frame, radiograph.frames, radiograph.lossy, radiograph.burned_in_annotation)
    digest.update(repr((texts, state)).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def peak_mib(pid: int) -> int:
    """The most memory that a process has occupied so far."""
    status = Path(f"/proc/{pid}/status").read_text()
    return int(next(line for line in status.splitlines() if line.startswith("VmHWM:")).split()[1]) >> 10


@pytest.mark.skipif(sys.platform != "linux", reason="memory is read from /proc")
@pytest.mark.parametrize(
    "folder",
    [
        "cxr", "gate", "lut", "charset", "transfer_syntax", "overlay_aspect_frames", "robust", "fuzz", "seg_sr_pr",
        "dicomdir",
    ],
)  # fmt: skip
def test_every_file_comes_through_as_it_is(
    shared: Path, folder: str, record_property: Callable[[str, object], None]
) -> None:
    root = shared / "data" / "dicom" / folder
    if not root.is_dir():
        pytest.skip(f"{root} is not there")
    command = [sys.executable, "-c", WITHOUT_A_DOOR, str(root)]
    done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, timeout=HANG_S, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    expected = dict(json.loads(line) for line in done.stdout.splitlines())
    outcomes, codes = {}, set()
    with closing(Door(workers=1)) as door:
        for batch in door.find([root], pictures_only=False):
            for path in batch:
                try:
                    outcomes[str(path)] = fingerprint(door.read(path))
                except UserError as error:
                    outcomes[str(path)] = str(error)
                    codes.add(error.code)
        (worker,) = door._pool._idle
        assert worker.pid is not None
        peak = peak_mib(worker.pid)
    record_property("worker_peak_mib", peak)
    print(f"{folder}: {len(outcomes)} files, worker's peak {peak} MiB")
    assert {path: told for path, told in outcomes.items() if expected.get(path) != told} == {}
    assert outcomes.keys() == expected.keys()
    assert not {code for code in codes if code.startswith("reader_")}
    assert peak < MAX_PEAK_MIB
