"""Whatever lies in a folder: each file opens or is refused with a reason; no crash, no hang, no gigabyte.

A folder is read in a process of its own, so that a crash in a codec is a failed test and not the end of them all.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from spcxr_desktop.dicom.read import read_radiograph

REPOSITORY = Path(__file__).resolve().parents[2]
HANG_S = 280  # far above the slowest folder, so that a busy machine does not fail the test
MAX_KIB = 1 << 20
FOLDERS = ("transfer_syntax", "robust", "fuzz", "gate", "charset", "lut", "overlay_aspect_frames", "dicomdir")
LOSSLESS_CT = (
    "CTImage.dcm",
    "CTImage.dcm_DeflatedExplicitVRLittleEndianTransferSyntax_1.2.840.10008.1.2.1.99.dcm",
    "CTImage.dcm_JPEGLSLosslessTransferSyntax_1.2.840.10008.1.2.4.80.dcm",
    "CTImage.dcm_JPEGProcess14SV1TransferSyntax_1.2.840.10008.1.2.4.70.dcm",
    "CTImage.dcm_LittleEndianExplicitTransferSyntax_1.2.840.10008.1.2.1.dcm",
)

# names each file before it is read, so that the last name printed is the one that crashed or hung
READ_ALL = """
import json, pathlib, sys
from spcxr_desktop.dicom.read import read_radiograph
from spcxr_desktop.dicom.scan import find_files
from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.domain.grayscale import default_greys
for path in find_files([pathlib.Path(sys.argv[1])]):
    print(json.dumps({"file": str(path)}), flush=True)
    try:
        default_greys(read_radiograph(path))
        outcome = "open"
    except UserError:
        outcome = "refused"
    except BaseException as error:
        outcome = repr(error)
    print(json.dumps({"outcome": outcome}), flush=True)
# Not ru_maxrss: that starts from what the process that ran the tests weighed.
peak = next(line for line in open("/proc/self/status") if line.startswith("VmHWM:")).split()[1]
print(json.dumps({"peak_kib": int(peak)}), flush=True)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="memory is read from /proc")
@pytest.mark.parametrize("folder", FOLDERS)
def test_every_file_opens_or_is_refused(shared: Path, folder: str) -> None:
    root = shared / "data" / "dicom" / folder
    if not root.is_dir():
        pytest.skip(f"{root} is not there")
    command = [sys.executable, "-c", READ_ALL, str(root)]
    done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, timeout=HANG_S, check=False)
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 0, (lines[-1:], done.stderr[-2000:])
    peak_kib = lines.pop()["peak_kib"]
    outcomes = dict(zip((line["file"] for line in lines[::2]), (line["outcome"] for line in lines[1::2]), strict=True))
    assert {path: outcome for path, outcome in outcomes.items() if outcome not in ("open", "refused")} == {}
    assert "open" in outcomes.values()
    assert peak_kib < MAX_KIB
    assert done.stderr == ""


def test_lossless_syntaxes_hold_the_same_slice(shared: Path) -> None:
    root = shared / "data" / "dicom" / "transfer_syntax"
    if not root.is_dir():
        pytest.skip(f"{root} is not there")
    slices = [read_radiograph(root / name).pixels for name in LOSSLESS_CT]
    assert all(np.array_equal(slices[0], other) for other in slices[1:])
