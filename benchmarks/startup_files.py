"""The film of ``film.py`` as DICOM files, uncompressed and JPEG 2000 lossless."""

from __future__ import annotations

from pathlib import Path

import imagecodecs
import numpy as np
from dx import dx_film
from film import BITS, film
from numpy.typing import NDArray
from pydicom.encaps import encapsulate
from pydicom.uid import JPEG2000Lossless

KINDS = ("raw", "JPEG 2000")


def make_files(folder: Path, count: int) -> dict[str, list[Path]]:
    """``count`` files of each kind; the same picture shifted, so that no two are duplicates."""
    made: dict[str, list[Path]] = {kind: [] for kind in KINDS}
    picture = film()
    for index in range(count):
        pixels = np.roll(picture, 37 * index, axis=0)
        packed = imagecodecs.jpeg2k_encode(pixels, level=0, reversible=True, codecformat="j2k", bitspersample=BITS)
        for kind, stored in (("raw", None), ("JPEG 2000", bytes(packed))):
            made[kind].append(_write(folder / f"{kind.replace(' ', '')}-{index}.dcm", pixels, stored))
    return made


def _write(path: Path, pixels: NDArray[np.uint16], compressed: bytes | None) -> Path:
    dataset = dx_film(path.stem, *pixels.shape, BITS)
    dataset.ImagerPixelSpacing = [0.143, 0.143]
    if compressed:
        dataset.file_meta.TransferSyntaxUID = JPEG2000Lossless
        dataset.PixelData = encapsulate([compressed])
        dataset["PixelData"].VR = "OB"
    else:
        dataset.PixelData = pixels.astype("<u2").tobytes()
    dataset.save_as(path, enforce_file_format=True)
    return path
