"""Our greys beside those of DCMTK's dcmj2pnm on real radiographs. docs/greyscale.md holds the table."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from spcxr_desktop.dicom.read import read_radiograph
from spcxr_desktop.domain.grayscale import default_greys, grey_table, render, value_range, window_between

FILES = (
    "fuji_cr_mono1_10b_440",
    "fuji_cr_pa_mono1_10b_modlut_jpll",
    "nih_nhsx_8b",
    "nih_test1_8b",
    "nih_test2_8b",
    "philips_rg1_pa_mono1_15b_j2ki",
    "rsna_ap_viral2_8b_jpeg",
    "rsna_pa_normal2_8b_jpeg",
    "rsna_pa_normal3_8b_jpeg",
    "siim_pa_8b_jpeg",
)
WINDOWED = [name for name in FILES if "8b" not in name]
WINDOWLESS = [name for name in FILES if "8b" in name]


def dcmtk_greys(path: Path, folder: Path, *options: str) -> NDArray[np.uint8]:
    """What dcmj2pnm makes of a file. It reads no JPEG 2000, so gdcmconv makes that raw first."""
    if "j2k" in path.name:
        subprocess.run([_tool("gdcmconv"), "-w", path, folder / "raw.dcm"], check=True, capture_output=True)
        path = folder / "raw.dcm"
    out = folder / "dcmtk.png"
    subprocess.run([_tool("dcmj2pnm"), "+on", *options, path, out], check=True, capture_output=True)
    return np.asarray(cv2.imread(str(out), cv2.IMREAD_UNCHANGED))


def _tool(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"{name} is not installed (Debian: dcmtk, libgdcm-tools)")
    return found


def assert_alike(ours: NDArray[np.uint8], theirs: NDArray[np.uint8]) -> None:
    """At most one grey level apart on 99.9 % of the pixels."""
    assert ours.shape == theirs.shape
    apart = np.abs(ours.astype(int) - theirs)
    assert float(np.mean(apart <= 1)) >= 0.999, f"largest difference {apart.max()}"


def source(shared: Path, name: str) -> Path:
    """One of the ten radiographs, or a skip."""
    path = shared / "data" / "dicom" / "cxr" / f"{name}.dcm"
    if not path.is_file():
        pytest.skip(f"{path} is not there")
    return path


@pytest.mark.parametrize("name", WINDOWED)
def test_first_window_of_the_header(shared: Path, tmp_path: Path, name: str) -> None:
    path = source(shared, name)
    radiograph = read_radiograph(path)
    assert not radiograph.grayscale.voi_auto
    assert_alike(default_greys(radiograph), dcmtk_greys(path, tmp_path, "+Wi", "1"))


@pytest.mark.parametrize("name", FILES)
def test_window_from_least_to_greatest_value(shared: Path, tmp_path: Path, name: str) -> None:
    path = source(shared, name)
    radiograph = read_radiograph(path)
    window = window_between(*value_range(radiograph.grayscale))
    ours = render(radiograph.pixels, grey_table(radiograph.grayscale, window))
    assert_alike(ours, dcmtk_greys(path, tmp_path, "+Wm"))


@pytest.mark.parametrize("name", WINDOWLESS)
def test_8_bit_films_without_window_are_shown_as_stored(shared: Path, tmp_path: Path, name: str) -> None:
    path = source(shared, name)
    radiograph = read_radiograph(path)
    assert radiograph.grayscale.voi_auto
    assert np.array_equal(default_greys(radiograph), dcmtk_greys(path, tmp_path))
