"""Files in the transfer syntaxes that no test file exists for, made of the computed film of ``film.py``."""

from __future__ import annotations

import shutil
import subprocess
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import cv2
import imagecodecs
import numpy as np
import pydicom
from film import BITS, film
from numpy.typing import NDArray
from pydicom import uid
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.encaps import encapsulate

from spcxr_desktop.dicom import syntaxes

_SIDE = 1000


def made_films(folder: Path) -> Iterator[Path]:
    """Write one file after the other into ``folder``: a grey film of 14 bits, one of 8, and a colour picture."""
    deep = np.ascontiguousarray(film()[1000 : 1000 + _SIDE, 1000 : 1000 + _SIDE])
    small = np.right_shift(deep, BITS - 8).astype(np.uint8)
    colour = np.ascontiguousarray(cv2.applyColorMap(small, cv2.COLORMAP_JET)[..., ::-1])
    jpeg = bytes(imagecodecs.jpeg8_encode(colour, level=90))
    lossless, recompressed, lossy = syntaxes.JPEG_XL
    engine = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    yield _write(folder, "grey, 14 bits", deep, lossless, imagecodecs.jpegxl_encode(deep, lossless=True))
    yield _write(folder, "colour", colour, lossless, imagecodecs.jpegxl_encode(colour, lossless=True))
    yield _write(folder, "colour, a JPEG inside", colour, recompressed, imagecodecs.jpegxl_encode_jpeg(jpeg))
    yield _write(folder, "grey, 8 bits, lossy", small, lossy, imagecodecs.jpegxl_encode(small, distance=1.0))
    for syntax in (uid.HTJ2KLossless, uid.HTJ2KLosslessRPCL, uid.HTJ2K):
        yield _write(folder, "grey, 14 bits", deep, syntax, imagecodecs.htj2k_encode(deep, reversible=True))
    inflated = engine.compress(deep.tobytes()) + engine.flush()
    yield _write(folder, "grey, 14 bits", deep, syntaxes.DEFLATED_FRAMES, inflated)
    yield _write(folder, "grey, 14 bits", deep, syntaxes.ENCAPSULATED_UNCOMPRESSED, deep.tobytes())
    if shutil.which("cjpeg"):
        for syntax, options in zip(syntaxes.JPEG_DCT[2::2], ([], ["-progressive"], ["-progressive"]), strict=True):
            yield _write(folder, "grey, 8 bits, arithmetic", small, syntax, _arithmetic(small, options, folder))


def _arithmetic(film_of_8_bits: NDArray[np.uint8], options: list[str], folder: Path) -> bytes:
    cv2.imwrite(str(folder / "film.pgm"), film_of_8_bits)
    command = ["cjpeg", "-arithmetic", "-quality", "95", *options, "-outfile", str(folder / "film.jpg")]
    subprocess.run([*command, str(folder / "film.pgm")], check=True)
    return (folder / "film.jpg").read_bytes()


def _write(folder: Path, name: str, array: NDArray[Any], syntax: str, stream: bytes | bytearray) -> Path:
    dataset = Dataset()
    dataset.SOPClassUID, dataset.SOPInstanceUID = uid.SecondaryCaptureImageStorage, uid.generate_uid()
    dataset.Modality = "OT"
    dataset.Rows, dataset.Columns = array.shape[:2]
    dataset.SamplesPerPixel = 3 if array.ndim == 3 else 1
    dataset.PhotometricInterpretation = "RGB" if array.ndim == 3 else "MONOCHROME2"
    if array.ndim == 3:
        dataset.PlanarConfiguration = 0
    dataset.BitsAllocated = 8 * array.itemsize
    dataset.BitsStored = 8 if array.itemsize == 1 else BITS
    dataset.HighBit = dataset.BitsStored - 1
    dataset.PixelRepresentation = 0
    dataset.PixelData = encapsulate([bytes(stream)])
    dataset["PixelData"].VR, dataset["PixelData"].is_undefined_length = "OB", True
    dataset.file_meta = FileMetaDataset()
    dataset.file_meta.TransferSyntaxUID = uid.UID(syntax)
    path = folder / f"{name} ({syntax.removeprefix('1.2.840.10008.1.2')})"
    pydicom.dcmwrite(path, dataset, enforce_file_format=True)
    return path
