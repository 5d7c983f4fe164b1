"""Our greys and overlays beside DCMTK's, over every file of the test data. docs/greyscale.md holds the table."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from spcxr_desktop.dicom.read import read_radiograph
from spcxr_desktop.domain.grayscale import default_greys
from tests.golden import dcmtk
from tests.golden.dcmtk import AS_STORED, INVERSE, LAST_FRAME, LUT, NO_MODALITY, RANGE, WINDOW, Row, Skipped
from tests.golden.made import table, write

pytestmark = pytest.mark.skipif(
    bool(dcmtk.missing_tool()), reason=f"{dcmtk.missing_tool()} is not installed (Debian: dcmtk, libgdcm-tools)"
)

# every pixel of every other comparison is within one level; why these are not: dcmtk.CAUSES
KNOWN = {
    ("gate/GH133.dcm", RANGE): "padding and function",
    ("gate/GH133.dcm", INVERSE): "padding and function",
    ("gate/vet_dx_thorax_mono1_inverse.dcm", RANGE): "filling",
    ("gate/vet_dx_thorax_mono1_inverse.dcm", INVERSE): "filling",
    ("lut/SignedCT.dcm", INVERSE): "padding",
    ("robust/GH177_D_CLUNIE_CT1_IVRLE_BigEndian_ELE_undefinded_length.dcm", INVERSE): "padding",
    ("seg_sr_pr/seg_image_sm_control_labelmap.dcm", INVERSE): "padding",
    ("transfer_syntax/693_J2KI.dcm", RANGE): "padding",
    ("transfer_syntax/693_J2KI.dcm", INVERSE): "padding",
    ("transfer_syntax/693_J2KI.dcm", NO_MODALITY): "padding",
    ("transfer_syntax/CT1_J2KR", INVERSE): "padding",
    ("transfer_syntax/RG3_JPLY.dcm", RANGE): "bits stored",
    ("transfer_syntax/RG3_JPLY.dcm", WINDOW): "bits stored",
    ("transfer_syntax/RG3_JPLY.dcm", INVERSE): "bits stored",
}


Compared = Callable[[str], list[Row | Skipped]]


@pytest.fixture(scope="module")
def compared(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Compared:
    """All comparisons in a folder, made once."""
    return cache(
        lambda name: list(dcmtk.compare_folder(shared / "data" / "dicom" / name, tmp_path_factory.mktemp(name)))
    )


@pytest.mark.slow
@pytest.mark.parametrize("folder", dcmtk.FOLDERS)
def test_every_grey_file_of_the_folder(compared: Compared, folder: str) -> None:
    apart = {(row.file, row.option): row.cause for row in compared(folder) if isinstance(row, Row) and row.largest > 1}
    assert apart == {key: cause for key, cause in KNOWN.items() if key[0].startswith(f"{folder}/")}
    assert set(apart.values()) <= set(dcmtk.CAUSES)


@pytest.mark.slow
def test_nothing_drops_out_of_the_comparison_unseen(compared: Compared) -> None:
    """Each option occurs, hundreds of comparisons are made, and gdcmconv made all JPEG 2000 raw."""
    found = [row for folder in dcmtk.FOLDERS for row in compared(folder)]
    rows = [row for row in found if isinstance(row, Row)]
    options = {LAST_FRAME if row.option.startswith(LAST_FRAME) else row.option for row in rows}
    assert options == {WINDOW, LUT, RANGE, AS_STORED, INVERSE, NO_MODALITY, LAST_FRAME}
    assert len(rows) >= 550
    assert not [row for row in found if isinstance(row, Skipped) and row.why == dcmtk.NOT_RAW]


@pytest.mark.parametrize("name", ["fuji_cr_mono1_10b_440", "fuji_cr_pa_mono1_10b_modlut_jpll", "nih_test1_8b"])
def test_what_is_shown_by_default(shared: Path, tmp_path: Path, name: str) -> None:
    """Not only a chosen window: the file's own default is the first window, or the stored values of 8-bit films."""
    path = shared / "data" / "dicom" / "cxr" / f"{name}.dcm"
    radiograph = read_radiograph(path)
    option = AS_STORED if radiograph.grayscale.voi_auto else WINDOW
    theirs = dcmtk.dcmtk_greys(path, tmp_path, *option.split())
    assert theirs is not None
    assert np.abs(default_greys(radiograph).astype(int) - theirs).max() <= 1


RAMP, SIGNED_RAMP = list(range(4096)), list(range(-2048, 2048))
CURVE = [round(4095 * (v / 4095) ** 2) for v in range(4096)]
WHOLE = {"WindowCenter": 2048, "WindowWidth": 4096}


@pytest.mark.parametrize(
    ("signed", "option", "elements"),
    [
        (False, WINDOW, {"WindowCenter": 70.5, "WindowWidth": 141.25}),
        (False, WINDOW, {"WindowCenter": 2048, "WindowWidth": 1}),
        (False, WINDOW, {**WHOLE, "WindowWidth": 1024, "VOILUTFunction": "SIGMOID"}),
        (False, WINDOW, {"RescaleSlope": -10, "RescaleIntercept": 40950, "WindowCenter": 9000, "WindowWidth": 8000}),
        (False, WINDOW, {**WHOLE, "PhotometricInterpretation": "MONOCHROME1"}),
        (False, WINDOW, {**WHOLE, "PhotometricInterpretation": "MONOCHROME1", "PresentationLUTShape": "INVERSE"}),
        (False, WINDOW, {**WHOLE, "PresentationLUTShape": "IDENTITY"}),
        (True, WINDOW, {"WindowCenter": -100, "WindowWidth": 700, "RescaleSlope": 2, "RescaleIntercept": -1024}),
        (False, RANGE, {"ModalityLUTSequence": table(0, CURVE, 12)}),
        (True, RANGE, {"ModalityLUTSequence": table(-2048, CURVE[::-1], 12)}),
        (False, WINDOW, {"ModalityLUTSequence": table(1000, CURVE[:3000], 12), **WHOLE}),
        (False, LUT, {"VOILUTSequence": table(0, CURVE, 12)}),
        (False, LUT, {"VOILUTSequence": table(0, CURVE[::-1], 12)}),
        (False, LUT, {"VOILUTSequence": table(1000, CURVE[:2000], 12)}),
        (True, LUT, {"VOILUTSequence": table(-2048, CURVE, 12)}),
    ],
)
def test_made_files(tmp_path: Path, signed: bool, option: str, elements: dict[str, object]) -> None:
    """What the real files have too little of: VOI LUTs, falling ones too, sigmoid, negative slope, thresholds."""
    path = write(tmp_path, SIGNED_RAMP if signed else RAMP, signed, 12, **elements)
    theirs = dcmtk.dcmtk_greys(path, tmp_path, *option.split())
    assert theirs is not None
    assert np.abs(dcmtk.our_greys(path, option).astype(int) - theirs).max() <= 1


@pytest.mark.parametrize("name", ["ovly_p01.dcm", "examples_overlay.dcm", "TEST_1_study_1234.dcm"])
def test_overlays(shared: Path, tmp_path: Path, name: str) -> None:
    """Where DCMTK draws overlay n white once and black once, there and nowhere else its bits are set."""
    path = shared / "data" / "dicom" / "overlay_aspect_frames" / name
    radiograph = read_radiograph(path)
    assert radiograph.overlays
    for number, plane in enumerate(radiograph.overlays, 1):
        white, black = (_drawn(path, tmp_path, number, density) for density in ("1", "0"))
        assert np.array_equal((white == 255) & (black == 0), plane.bits)


def _drawn(path: Path, work: Path, number: int, density: str) -> dcmtk.Greys:
    """The picture with overlay ``number`` replaced by a foreground of ``density``."""
    options = ("+O", str(number), "+Omr", "+Osf", density, "+Wm")
    drawn = dcmtk.dcmtk_greys(path, work, *options, overlays=True)
    assert drawn is not None
    return drawn
