"""What is told of transfer syntaxes that have no decoder."""

from __future__ import annotations

import numpy as np
import pytest
from pydicom import uid

from spcxr_desktop.dicom.pixels import decode_frame
from spcxr_desktop.dicom.syntaxes import DECODED, JPEG_XL, refusal, short_name
from spcxr_desktop.domain.errors import UserError
from tests.unit.dicom.pictures import picture


@pytest.mark.parametrize(
    ("syntax", "found", "remedy"),
    [
        (uid.MPEG2MPML, "This is a video .MPEG2 Main Profile / Main Level.", "single picture"),
        (uid.MPEG4HP41, "This is a video .MPEG-4 AVC/H.264", "single picture"),
        (uid.HEVCMP51, "This is a video .HEVC/H.265", "single picture"),
        ("1.2.840.10008.1.2.7.1", "This is a video .SMPTE ST 2110", "single picture"),
        ("1.2.840.10008.1.2.4.94", "not in this file but on a server .JPIP Referenced.", "Fetch the image itself"),
        (uid.JPIPHTJ2KReferenced, "on a server .JPIP HTJ2K Referenced.", "Fetch the image itself"),
        ("1.2.840.10008.1.2.4.59", "JPEG Extended, Hierarchical .Process 16 and 18., which DICOM retired", "Lossless"),
        ("1.2.840.10008.1.2.4.58", "Process 15", "JPEG Lossless or uncompressed"),
        ("1.2.840.10008.1.2.4.92", "unsupported transfer syntax JPEG 2000 Part 2", "uncompressed if possible"),
        ("1.2.840.10008.1.2.4.999", "unknown transfer syntax 1.2.840.10008.1.2.4.999", "uncompressed if possible"),
        ("1.3.46.670589.33.1.4.1", "private transfer syntax 1.3.46.670589.33.1.4.1", "uncompressed if possible"),
        ("rubbish<script>", "names no valid transfer syntax", "Export the image again"),
    ],
)
def test_the_syntax_and_the_remedy_are_named(syntax: str, found: str, remedy: str) -> None:
    error = refusal(syntax)
    with pytest.raises(UserError, match=found):
        raise error
    assert remedy in error.remedy


@pytest.mark.parametrize("syntax", [uid.MPEG2MPML, "1.2.840.10008.1.2.4.94", "1.2.840.10008.1.2.4.61"])
def test_a_file_in_such_a_syntax_says_so(syntax: str) -> None:
    dataset = picture(np.zeros((8, 8), np.uint8), syntax, [b"\x00\x00\x01\xb3"])
    with pytest.raises(UserError) as caught:
        decode_frame(dataset)
    assert str(caught.value) == str(refusal(syntax))


def test_names() -> None:
    assert short_name(uid.JPEGLosslessSV1) == "JPEG Lossless"
    assert short_name(uid.JPEG2000Lossless) == "JPEG 2000"
    assert short_name(JPEG_XL[1]) == "JPEG XL JPEG Recompression"
    assert all(uid.UID(syntax).is_encapsulated and uid.UID(syntax).keyword for syntax in DECODED)
