"""What is proposed where it is not known beforehand what will come: kinds of objects, and encodings."""

from __future__ import annotations

UNCOMPRESSED = ("1.2.840.10008.1.2.1", "1.2.840.10008.1.2")
ENCODINGS = (  # PS3.5 10: every one that a radiograph may be stored in
    *UNCOMPRESSED,
    "1.2.840.10008.1.2.4.70",  # JPEG lossless, first-order
    "1.2.840.10008.1.2.4.50",  # JPEG baseline
    "1.2.840.10008.1.2.4.90",  # JPEG 2000 lossless
    "1.2.840.10008.1.2.4.91",  # JPEG 2000
    "1.2.840.10008.1.2.4.80",  # JPEG-LS lossless
    "1.2.840.10008.1.2.5",  # RLE
    "1.2.840.10008.1.2.4.51",  # JPEG extended
    "1.2.840.10008.1.2.4.57",  # JPEG lossless
    "1.2.840.10008.1.2.4.81",  # JPEG-LS near-lossless
    "1.2.840.10008.1.2.1.99",  # deflated
    "1.2.840.10008.1.2.2",  # big endian
    "1.2.840.10008.1.2.4.201",  # HTJ2K lossless
    "1.2.840.10008.1.2.4.202",  # HTJ2K lossless RPCL
    "1.2.840.10008.1.2.4.203",  # HTJ2K
)
_STORAGE = "1.2.840.10008.5.1.4.1.1."
IMAGES = tuple(_STORAGE + tail for tail in ("1", "1.1", "7"))  # CR, DX for presentation, Secondary Capture
PICTURES = tuple(_STORAGE + tail for tail in ("1.1.1", "7.1", "7.2", "7.3", "7.4", "2", "4", "6.1", "66.4", "66.7"))
DOCUMENTS = tuple(  # SR basic, enhanced, comprehensive, 3D, KOS, GSPS, encapsulated PDF
    _STORAGE + tail for tail in ("88.11", "88.22", "88.33", "88.34", "88.59", "11.1", "104.1")
)
RESULTS_ENCODINGS = (*UNCOMPRESSED, "1.2.840.10008.1.2.1.99", "1.2.840.10008.1.2.5")


def encodings_of(sop_class: str) -> tuple[str, ...]:
    """The transfer syntaxes objects of this class may come in."""
    if sop_class in DOCUMENTS:
        return (*UNCOMPRESSED, "1.2.840.10008.1.2.1.99")
    return ENCODINGS
