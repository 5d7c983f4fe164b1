"""Compressed pixels: imagecodecs as a decoder plugin of pydicom (``Decoder.add_plugin``).

imagecodecs releases the GIL while it works, so a decoding thread does not freeze the window; nothing GPL is needed.
"""

from __future__ import annotations

import os
from typing import Any

import imagecodecs
import numpy as np
from numpy.typing import NDArray
from pydicom import uid
from pydicom.pixels.decoders.base import Decoder, DecodeRunner, get_decoder

from spcxr_desktop.dicom.codestream import frame_size

PLUGIN = "imagecodecs"
_END_OF_IMAGE = b"\xff\xd9"
_JPEG = (uid.JPEGBaseline8Bit, uid.JPEGExtended12Bit, uid.JPEGLossless, uid.JPEGLosslessSV1)
_JPEG_LS = (uid.JPEGLSLossless, uid.JPEGLSNearLossless)
_JPEG_2000 = (uid.JPEG2000Lossless, uid.JPEG2000)
_HTJ2K = (uid.HTJ2KLossless, uid.HTJ2KLosslessRPCL, uid.HTJ2K)
LOSSY = (uid.JPEGBaseline8Bit, uid.JPEGExtended12Bit, uid.JPEGLSNearLossless)  # lossy whatever the header says

# the name is pydicom's: it looks the dependencies of a plugin up under it
DECODER_DEPENDENCIES = {syntax: ("imagecodecs",) for syntax in (*_JPEG, *_JPEG_LS, *_JPEG_2000, *_HTJ2K)}


def is_available(syntax: str) -> bool:
    """Asked by pydicom when the plugin is added."""
    return syntax in DECODER_DEPENDENCIES


def decoder(syntax: str) -> tuple[Decoder, str]:
    """pydicom's decoder for a transfer syntax and the plugin to ask for; "" for raw data.

    Raises NotImplementedError for a transfer syntax without decoder.
    """
    found = get_decoder(uid.UID(syntax))
    if syntax == uid.RLELossless:
        return found, "pydicom"
    if not found.is_encapsulated:
        return found, ""
    if PLUGIN not in found.available_plugins:
        found.add_plugin(PLUGIN, (__name__, "decode_frame"))
    return found, PLUGIN


def decode_frame(src: bytes, runner: DecodeRunner) -> bytes:
    """Decode one frame for pydicom. The codestream must have the size the header declares.

    Raises ValueError where it has not, and whatever imagecodecs raises for a damaged stream.
    """
    declared = frame_size(src)
    wanted = (runner.rows, runner.columns, runner.samples_per_pixel)
    if declared is None or (declared.rows, declared.columns, declared.components) != wanted:
        raise ValueError("the size in the compressed stream is not the size in the header")
    pixels = _decode(src, runner.transfer_syntax)
    # pydicom reads the bytes back with this item size: the codestream's, not the header's
    runner.set_option("bits_allocated", 8 * pixels.dtype.itemsize)
    return pixels.tobytes()


def _decode(src: bytes, syntax: str) -> NDArray[Any]:
    """One frame as an array [rows, columns]."""
    if syntax in _JPEG:
        if _END_OF_IMAGE not in src:  # libjpeg would fill the rest with grey and say nothing
            raise ValueError("the compressed stream ends early")
        return np.asarray(imagecodecs.jpeg8_decode(src))
    if syntax in _JPEG_LS:
        return np.asarray(imagecodecs.jpegls_decode(src))
    # OpenJPEG for HTJ2K as well: OpenJPH is three times as fast but takes streams that end early
    return np.asarray(imagecodecs.jpeg2k_decode(src, numthreads=min(4, os.cpu_count() or 1)))
