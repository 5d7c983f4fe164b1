"""What the header says of the pixels: refused by it alone, or handed to pydicom without its lies."""

from __future__ import annotations

from typing import Any

from pydicom.dataset import FileDataset

from spcxr_desktop.dicom.dataset import number, text
from spcxr_desktop.dicom.syntaxes import SELF_DESCRIBED
from spcxr_desktop.domain.errors import UserError

MAX_PIXELS = 100_000_000  # samples: a third of it for colour
EXPECTED = "A picture of at most 100 megapixels and 16 bits."
EXPORT = "Export the image again, uncompressed if possible."
DERIVED = "Open the image this one was derived from."
PALETTE = "PALETTE COLOR"
_GREY = ("MONOCHROME1", "MONOCHROME2")
_COLOUR = ("RGB", "YBR_FULL", "YBR_FULL_422", "YBR_RCT", "YBR_ICT", "XYB")
_ALLOCATED = (1, 8, 16, 32, 64)


def check(dataset: FileDataset) -> None:
    """Raise UserError where the header alone shows that there is no picture, or none that can be shown."""
    for keyword, name in (("FloatPixelData", "Float"), ("DoubleFloatPixelData", "Double Float")):
        if keyword in dataset:
            found = f"This DICOM object holds fractional numbers ({name} Pixel Data), a map of measurements."
            raise UserError(found, EXPECTED, DERIVED, code="no_pixels")
    if "PixelData" not in dataset:
        kind = text(dataset, "Modality")[:16] or "unknown modality"
        found = f"This DICOM object holds no picture ({kind})."
        raise UserError(found, EXPECTED, "Choose an image of the study.", code="no_pixels")
    rows, columns = (int(number(dataset, keyword) or 0) for keyword in ("Rows", "Columns"))
    if rows < 1 or columns < 1:
        raise UserError("The header gives no image size.", EXPECTED, EXPORT)
    if rows * columns * samples(dataset) > MAX_PIXELS:
        raise UserError(f"The header claims {columns} x {rows} pixels.", EXPECTED, "Check where this file came from.")
    allocated = number(dataset, "BitsAllocated")
    if allocated is not None and allocated not in _ALLOCATED:
        raise UserError(f"The header gives {allocated:g} bits to each pixel.", "1, 8, 16 or 32 bits.", EXPORT)
    _check_colours(photometric(dataset), samples(dataset))


def _check_colours(kind: str, per_pixel: int) -> None:
    if not kind:
        raise UserError("The header does not say whether high values are bright or dark.", EXPECTED, EXPORT)
    if per_pixel not in (1, 3) or kind not in (*_GREY, PALETTE, *_COLOUR):
        found = f"This is a colour picture in an unusual colour space ({kind[:16]}, {per_pixel} per pixel)."
        raise UserError(found, "Grey, RGB, YBR or a palette.", "Export it again as RGB.", code="not_grey")
    if (per_pixel == 3) != (kind in _COLOUR):
        found = f"The header contradicts itself: {kind} with {per_pixel} sample(s) per pixel."
        raise UserError(found, EXPECTED, "Export the image again.")


def photometric(dataset: FileDataset) -> str:
    """Photometric Interpretation in capitals, "" where there is none."""
    return " ".join(text(dataset, "PhotometricInterpretation").upper().split())


def samples(dataset: FileDataset) -> int:
    """Samples per Pixel, 1 where the header does not say."""
    return max(1, int(number(dataset, "SamplesPerPixel") or 1))


def decode_options(dataset: FileDataset, syntax: str) -> dict[str, Any]:
    """What pydicom's decoder is told instead of reading it from the header, which may lie or say nothing."""
    allocated = int(number(dataset, "BitsAllocated") or 0)
    kind = photometric(dataset)
    options: dict[str, Any] = {
        # Bits Stored is wrong in many files: pydicom's masking by it is replaced by pixels.settle_unused_bits
        "correct_unused_bits": False,
        # XYB (PS3.3 C.7.6.3.1.2) lives inside JPEG XL streams only, of which libjxl makes RGB
        "photometric_interpretation": "RGB" if kind == "XYB" else kind,
        "planar_configuration": 1 if number(dataset, "PlanarConfiguration") == 1 else 0,
        "pixel_representation": 1 if number(dataset, "PixelRepresentation") == 1 else 0,
        "samples_per_pixel": samples(dataset),
    }
    if allocated and not 1 <= int(number(dataset, "BitsStored") or 0) <= allocated:
        options["bits_stored"] = allocated
    if syntax in SELF_DESCRIBED and 1 <= allocated < 16:
        options["bits_allocated"] = 16  # room for what the stream declares, which is asked afterwards
    return options
