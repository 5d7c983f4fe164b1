"""Compressed pixels: one decoder plugin of pydicom (``Decoder.add_plugin``) for every encapsulated transfer syntax.

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

from spcxr_desktop.dicom import frames
from spcxr_desktop.dicom.codestream import JPEG_LS_FRAME, LOSSLESS_FRAME, Codestream, read_codestream
from spcxr_desktop.dicom.syntaxes import DECODED, JPEG_XL, refusal
from spcxr_desktop.dicom.syntaxes import LOSSY as LOSSY  # read.py asks for it here

PLUGIN = "imagecodecs"
_END_OF_IMAGE = b"\xff\xd9"
_START_OF_SCAN = b"\xff\xda"
_MAX_SCANS = 500  # a progressive JPEG has about ten; each one more is another pass over the whole picture
_THREADS = min(4, os.cpu_count() or 1)

# the name is pydicom's: it looks the dependencies of a plugin up under it
DECODER_DEPENDENCIES = {syntax: ("imagecodecs",) for syntax in DECODED}


def is_available(syntax: str) -> bool:
    """Asked by pydicom when the plugin is added."""
    return syntax in DECODER_DEPENDENCIES


def decoder(syntax: str) -> tuple[Decoder, str]:
    """pydicom's decoder for a transfer syntax and the plugin to ask for; "" for raw data.

    Raises UserError, which names the syntax, where there is none.
    """
    if syntax in _DECODERS:
        return _DECODERS[syntax], PLUGIN
    try:
        found = get_decoder(uid.UID(syntax))
    except NotImplementedError as error:
        raise refusal(syntax) from error
    return found, ""


def decode_frame(src: bytes, runner: DecodeRunner) -> bytes:
    """Decode one frame for pydicom, and tell the runner what the bytes are where the header may say otherwise.

    Raises ValueError where the stream is not what the header declares or ends early, and whatever imagecodecs
    raises for a damaged one.
    """
    syntax = runner.transfer_syntax
    if syntax in frames.DECODE:
        return frames.DECODE[syntax](src, runner)
    pixels = _jpeg_xl(src, runner) if syntax in JPEG_XL else _codestream(src, runner)
    if 8 * pixels.dtype.itemsize > runner.bits_allocated:
        raise ValueError("the compressed stream has more bits than the header allocates")
    # pydicom reads the bytes back with this item size: the codestream's, not the header's
    runner.set_option("bits_allocated", 8 * pixels.dtype.itemsize)
    runner.set_option("planar_configuration", 0)
    return pixels.tobytes()


def _codestream(src: bytes, runner: DecodeRunner) -> NDArray[Any]:
    """JPEG, JPEG-LS or JPEG 2000, [rows, columns] or [rows, columns, 3]; the stream itself tells which of them."""
    stream = read_codestream(src)
    wanted = (runner.rows, runner.columns, runner.samples_per_pixel)
    if stream is None or (stream.rows, stream.columns, stream.components) != wanted:
        raise ValueError("the size in the compressed stream is not the size in the header")
    runner.set_option("bits_stored", stream.bits)
    # libjpeg would fill what is missing with grey, silently; CharLS looks for it for seconds
    if stream.process and (not stream.data or src.find(_END_OF_IMAGE, stream.data) < 0):
        raise ValueError("the compressed stream ends early")
    if stream.process == JPEG_LS_FRAME:
        _settle_colours(stream, runner)
        return np.asarray(imagecodecs.jpegls_decode(src))
    if stream.process:
        return _jpeg(src, stream, runner)
    _settle_colours(stream, runner)
    # OpenJPEG for HTJ2K as well: OpenJPH is three times as fast but takes streams that end early
    return np.asarray(imagecodecs.jpeg2k_decode(src, numthreads=_THREADS))


def _jpeg(src: bytes, stream: Codestream, runner: DecodeRunner) -> NDArray[Any]:
    """Any JPEG process that libjpeg-turbo has: DCT of 8 and 12 bits, progressive, arithmetic, lossless."""
    if src.count(_START_OF_SCAN, stream.data) >= _MAX_SCANS:
        raise ValueError("the compressed stream has too many scans")
    if stream.components == 1:
        return np.asarray(imagecodecs.jpeg8_decode(src))
    _settle_colours(stream, runner)
    if stream.process == LOSSLESS_FRAME or runner.photometric_interpretation == "RGB":
        return np.asarray(imagecodecs.jpeg8_decode(src, colorspace="RGB", outcolorspace="RGB"))
    runner.set_option("photometric_interpretation", "RGB")
    return np.asarray(imagecodecs.jpeg8_decode(src, colorspace="YCBCR", outcolorspace="RGB"))


def _settle_colours(stream: Codestream, runner: DecodeRunner) -> None:
    """Let the stream overrule the header's Photometric Interpretation, and YBR_RCT and YBR_ICT mean RGB.

    Those two name the transformation inside a JPEG 2000 stream, which the decoder undoes (PS3.5 8.2.4).
    """
    if runner.samples_per_pixel != 3:
        return
    if stream.rgb or runner.photometric_interpretation in ("YBR_RCT", "YBR_ICT"):
        runner.set_option("photometric_interpretation", "RGB")
    elif stream.rgb is False and runner.photometric_interpretation == "RGB":
        runner.set_option("photometric_interpretation", "YBR_FULL")


def _jpeg_xl(src: bytes, runner: DecodeRunner) -> NDArray[Any]:
    """[rows, columns] or [rows, columns, 3]: libjxl delivers RGB, whatever was stored.

    Decoding into an array of the header's size makes imagecodecs refuse any other before it decodes.
    """
    shape: tuple[int, ...] = (runner.rows, runner.columns)
    if runner.samples_per_pixel == 3:
        shape = (*shape, 3)
        runner.set_option("photometric_interpretation", "RGB")
    for kind in (np.uint16, np.uint8) if runner.bits_stored > 8 else (np.uint8, np.uint16):
        try:
            pixels = np.asarray(imagecodecs.jpegxl_decode(src, 0, numthreads=_THREADS, out=np.empty(shape, kind)))
        except ValueError:  # another size, or another depth
            continue
        if kind is np.uint8 or runner.bits_stored <= 8:
            runner.set_option("bits_stored", 8 * pixels.dtype.itemsize)
        return pixels
    raise ValueError("the size in the compressed stream is not the size in the header")


def _registered(syntax: uid.UID) -> Decoder:
    """pydicom's decoder with this plugin, or one made here for a syntax that pydicom has no plugin for."""
    try:
        found = get_decoder(syntax)
    except NotImplementedError:
        found = Decoder(syntax)
    found.add_plugin(PLUGIN, (__name__, "decode_frame"))
    return found


_DECODERS: dict[str, Decoder] = {syntax: _registered(syntax) for syntax in DECODED}
