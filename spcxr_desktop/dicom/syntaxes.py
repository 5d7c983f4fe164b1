"""Transfer syntaxes (PS3.5 annex A, PS3.6 annex A): their families, names, and what to say of those nobody decodes."""

from __future__ import annotations

import re

from pydicom import uid
from pydicom._uid_dict import UID_dictionary
from pydicom.uid import UID

from spcxr_desktop.domain.errors import UserError

# Registered since pydicom's dictionary was made; it must know a UID to tell that it is an encapsulated syntax.
_NEWER_THAN_PYDICOM = {
    "1.2.840.10008.1.2.4.110": ("JPEG XL Lossless", "JPEGXLLossless"),
    "1.2.840.10008.1.2.4.111": ("JPEG XL JPEG Recompression", "JPEGXLJPEGRecompression"),
    "1.2.840.10008.1.2.4.112": ("JPEG XL", "JPEGXL"),
    "1.2.840.10008.1.2.8.1": ("Deflated Image Frame Compression", "DeflatedImageFrameCompression"),
}
for _known, (_name, _keyword) in _NEWER_THAN_PYDICOM.items():
    UID_dictionary.setdefault(_known, (_name, "Transfer Syntax", "", "", _keyword))


def _jpeg(*processes: int) -> tuple[UID, ...]:
    return tuple(UID(f"1.2.840.10008.1.2.4.{process}") for process in processes)


JPEG_DCT = _jpeg(50, 51, 52, 53, 54, 55, 56)  # baseline, extended, spectral, progressive; Huffman and arithmetic
JPEG_LOSSLESS = (uid.JPEGLossless, uid.JPEGLosslessSV1)
JPEG_LS = (uid.JPEGLSLossless, uid.JPEGLSNearLossless)
JPEG_2000 = (uid.JPEG2000Lossless, uid.JPEG2000)
HTJ2K = (uid.HTJ2KLossless, uid.HTJ2KLosslessRPCL, uid.HTJ2K)
JPEG_XL = _jpeg(110, 111, 112)
ENCAPSULATED_UNCOMPRESSED = UID("1.2.840.10008.1.2.1.98")
DEFLATED_FRAMES = UID("1.2.840.10008.1.2.8.1")
# codestreams that state their size and bits
SELF_DESCRIBED = (*JPEG_DCT, *JPEG_LOSSLESS, *JPEG_LS, *JPEG_2000, *HTJ2K, *JPEG_XL)
DECODED = (*SELF_DESCRIBED, uid.RLELossless, ENCAPSULATED_UNCOMPRESSED, DEFLATED_FRAMES)
LOSSY = (*JPEG_DCT, uid.JPEGLSNearLossless, JPEG_XL[1])  # lossy whatever the header says

_RETIRED_JPEG = _jpeg(58, 59, 60, 61, 62, 63, 64, 65, 66)  # lossless arithmetic, and everything hierarchical
_VIDEO = re.compile(r"MPEG|HEVC|SMPTE")
_EXPECTED = "A still picture, uncompressed or in JPEG, JPEG-LS, JPEG 2000, JPEG XL or RLE."


def short_name(syntax: str) -> str:
    """The name that PS3.6 gives a transfer syntax, up to the first bracket or comma: "JPEG Lossless"."""
    return re.split(r" \(|,| Image Compression", UID(syntax).name)[0][:80]


def refusal(syntax: str) -> UserError:
    """What to tell of a transfer syntax that has no decoder here."""
    found = UID(syntax)
    name = found.name[:80]
    if "JPIP" in name:
        return UserError(
            f"The pixels are not in this file but on a server ({name}).",
            "Pixels inside the file.",
            "Fetch the image itself from the archive instead of the reference to it.",
        )
    if _VIDEO.search(name):
        remedy = "Export the frame of interest as a single picture."
        return UserError(f"This is a video ({name}).", _EXPECTED, remedy)
    if found in _RETIRED_JPEG:
        remedy = "Ask the sender for it as JPEG Lossless or uncompressed."
        return UserError(f"The pixels are compressed as {name}, which DICOM retired.", _EXPECTED, remedy)
    if not re.fullmatch(r"[0-9.]{1,64}", found):
        return UserError("The header names no valid transfer syntax.", _EXPECTED, "Export the image again.")
    origin = "private" if found.is_private else "unknown" if name == str(found) else "unsupported"
    remedy = "Export the image again, uncompressed if possible."
    return UserError(f"The pixels are in the {origin} transfer syntax {name}.", _EXPECTED, remedy)
