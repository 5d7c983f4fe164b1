"""At any density of the screen the picture is drawn one value per device pixel: Qt resamples nothing."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("ratio", [1.0, 1.25, 1.5, 2.0])
def test_every_grey_arrives_on_its_own_device_pixel(ratio: float) -> None:
    """The density is fixed when Qt starts, hence a process for each."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": str(ratio)}
    environment["QT_SCALE_FACTOR_ROUNDING_POLICY"] = "PassThrough"
    ended = subprocess.run(
        [sys.executable, "-m", "tests.ui.density"],
        cwd=REPOSITORY, env=environment, capture_output=True, text=True, timeout=120, check=True,
    )  # fmt: skip
    found = json.loads(ended.stdout.splitlines()[-1])
    size = [round(230 * ratio), round(190 * ratio)]
    drawn = dict.fromkeys(("alone", "in a window", "after a part", "after windows"), True)
    assert found == {"ratio": ratio, **drawn, "size": size}
