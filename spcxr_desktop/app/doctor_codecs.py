"""A trial of every codec: a small film is compressed, decoded as a file's would be, and compared."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydicom import uid
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.encaps import encapsulate

Film = NDArray[Any]
_BITS = 12


@dataclass(frozen=True)
class Trial:
    """``encode``: [rows, columns] or [rows, columns, 3] -> one frame. ``bound``: levels a working codec is off by."""

    encode: Callable[[Film], bytes | bytearray]
    bound: int = 0
    colour: bool = False


def _trials() -> dict[uid.UID, Trial]:
    """What is tried for each transfer syntax."""
    import imagecodecs as codecs
    from pydicom.pixels.encoders.base import get_encoder

    from spcxr_desktop.dicom.syntaxes import DEFLATED_FRAMES, JPEG_XL

    def run_length(film: Film) -> bytes:
        frame = get_encoder(uid.RLELossless).encode(
            film, rows=film.shape[0], columns=film.shape[1], samples_per_pixel=1, bits_allocated=16,
            bits_stored=_BITS, pixel_representation=0, photometric_interpretation="MONOCHROME2", number_of_frames=1,
        )  # fmt: skip
        return bytes(frame)

    def deflate(film: Film) -> bytes:
        engine = zlib.compressobj(wbits=-zlib.MAX_WBITS)
        return engine.compress(film.tobytes()) + engine.flush()

    return {
        uid.RLELossless: Trial(run_length),
        uid.JPEGBaseline8Bit: Trial(lambda film: codecs.jpeg8_encode(film, level=98), 12, colour=True),
        uid.JPEGExtended12Bit: Trial(lambda film: codecs.jpeg8_encode(film, bitspersample=_BITS, level=95), 40),
        uid.JPEGLosslessSV1: Trial(
            lambda film: codecs.jpeg8_encode(film, lossless=True, predictor=1, bitspersample=16)
        ),
        uid.JPEGLSLossless: Trial(codecs.jpegls_encode),
        uid.JPEG2000Lossless: Trial(lambda film: codecs.jpeg2k_encode(film, codecformat="j2k", reversible=True)),
        uid.HTJ2KLossless: Trial(codecs.htj2k_encode),
        JPEG_XL[0]: Trial(lambda film: codecs.jpegxl_encode(film, lossless=True)),
        DEFLATED_FRAMES: Trial(deflate),
    }


def try_codecs() -> dict[str, str]:
    """Short name of each transfer syntax -> "" where it works, else what went wrong."""
    from spcxr_desktop.dicom.syntaxes import short_name

    outcome = {}
    for syntax, trial in _trials().items():
        try:
            film = _film(trial)
            difference = int(np.abs(_decode(syntax, bytes(trial.encode(film)), film) - film.astype(np.int64)).max())
            outcome[short_name(syntax)] = "" if difference <= trial.bound else f"off by {difference} grey levels"
        except Exception as error:  # a codec that is missing or broken may fail in any way; this is where it is told
            outcome[short_name(syntax)] = f"{type(error).__name__}: {error}"
    return outcome


def _film(trial: Trial) -> Film:
    """A ramp within the bits of the trial, which lossy codecs keep closely."""
    rows, columns = np.mgrid[0:48, 0:64]
    if trial.colour:
        return np.stack([rows * 5, columns * 4, 255 - rows * 5], axis=2).astype(np.uint8)
    return np.asarray(rows * 40 + columns * 25, np.uint16)


def _decode(syntax: uid.UID, frame: bytes, film: Film) -> NDArray[Any]:
    """Pixels like ``film``, as the reader of files would get them."""
    from spcxr_desktop.dicom.codecs import decoder

    dataset = Dataset()
    dataset.file_meta = FileMetaDataset()
    dataset.file_meta.TransferSyntaxUID = syntax
    dataset.Rows, dataset.Columns = film.shape[:2]
    dataset.SamplesPerPixel, dataset.PhotometricInterpretation = 1, "MONOCHROME2"
    if film.ndim == 3:
        dataset.SamplesPerPixel, dataset.PhotometricInterpretation, dataset.PlanarConfiguration = 3, "YBR_FULL_422", 0
    dataset.PixelRepresentation = 0
    dataset.BitsAllocated = 8 * film.dtype.itemsize
    dataset.BitsStored = min(_BITS, dataset.BitsAllocated)
    dataset.HighBit = dataset.BitsStored - 1
    dataset.PixelData = encapsulate([frame])
    dataset["PixelData"].VR = "OB"
    found, plugin = decoder(syntax)
    pixels, _ = found.as_array(dataset, decoding_plugin=plugin)
    return np.asarray(pixels)
