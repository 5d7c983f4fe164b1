"""A trial of every codec: a small film is compressed, decoded as a file's would be, and compared."""

from __future__ import annotations

import re
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from pydicom import uid
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.encaps import encapsulate

Film = NDArray[np.uint16]
Encoder = Callable[[Film], bytes | bytearray]
_BITS = 12


def _encoders() -> dict[uid.UID, tuple[Encoder, int]]:
    """Transfer syntax -> (encoder, largest difference in grey levels that a working codec leaves)."""
    import imagecodecs as codecs
    from pydicom.pixels.encoders.base import get_encoder

    def run_length(film: Film) -> bytes:
        frame = get_encoder(uid.RLELossless).encode(
            film, rows=film.shape[0], columns=film.shape[1], samples_per_pixel=1, bits_allocated=16,
            bits_stored=_BITS, pixel_representation=0, photometric_interpretation="MONOCHROME2", number_of_frames=1,
        )  # fmt: skip
        return bytes(frame)

    return {
        uid.RLELossless: (run_length, 0),
        uid.JPEGExtended12Bit: (lambda film: codecs.jpeg8_encode(film, bitspersample=_BITS, level=95), 40),
        uid.JPEGLosslessSV1: (lambda film: codecs.jpeg8_encode(film, lossless=True, predictor=1, bitspersample=16), 0),
        uid.JPEGLSLossless: (codecs.jpegls_encode, 0),
        uid.JPEG2000Lossless: (lambda film: codecs.jpeg2k_encode(film, codecformat="j2k", reversible=True), 0),
        uid.HTJ2KLossless: (codecs.htj2k_encode, 0),
    }


def try_codecs() -> dict[str, str]:
    """Short name of each transfer syntax -> "" where it works, else what went wrong."""
    rows, columns = np.mgrid[0:48, 0:64]
    film = (rows * 40 + columns * 25).astype(np.uint16)  # a ramp within 12 bits: lossy codecs keep it closely
    outcome = {}
    for syntax, (encode, bound) in _encoders().items():
        name = re.split(r" \(|,| Image", syntax.name)[0]
        try:
            decoded = _decode(syntax, bytes(encode(film)), film.shape)
            difference = int(np.abs(decoded.astype(np.int64) - film).max())
            outcome[name] = "" if difference <= bound else f"off by {difference} grey levels"
        except Exception as error:  # a codec that is missing or broken may fail in any way; this is where it is told
            outcome[name] = f"{type(error).__name__}: {error}"
    return outcome


def _decode(syntax: uid.UID, frame: bytes, shape: tuple[int, ...]) -> NDArray[np.integer]:
    """Pixels as the reader of files would get them."""
    from spcxr_desktop.dicom.codecs import decoder

    film = Dataset()
    film.file_meta = FileMetaDataset()
    film.file_meta.TransferSyntaxUID = syntax
    film.Rows, film.Columns = shape
    film.SamplesPerPixel, film.PhotometricInterpretation, film.PixelRepresentation = 1, "MONOCHROME2", 0
    film.BitsAllocated, film.BitsStored, film.HighBit = 16, _BITS, _BITS - 1
    film.PixelData = encapsulate([frame])
    film["PixelData"].VR = "OB"
    found, plugin = decoder(syntax)
    pixels, _ = found.as_array(film, decoding_plugin=plugin)
    return np.asarray(pixels)
