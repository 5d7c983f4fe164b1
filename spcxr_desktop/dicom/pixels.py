"""Decoded pixels of the first frame as 16-bit indices, with bounds checked before anything is allocated."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydicom.dataset import FileDataset

from spcxr_desktop.dicom.codecs import decoder
from spcxr_desktop.dicom.dataset import number, text
from spcxr_desktop.domain.errors import UserError

MAX_PIXELS = 100_000_000
_EXPECTED = "One grey picture of at most 100 megapixels and 16 bits."
_EXPORT = "Export the image again, uncompressed if possible."


@dataclass(frozen=True, eq=False)
class Decoded:
    """``pixels`` uint16 [rows, columns] = stored value - ``bias``. ``eight_bit``: decoded from 8-bit samples."""

    pixels: NDArray[np.uint16]
    bias: int
    eight_bit: bool


def decode_first_frame(dataset: FileDataset) -> Decoded:
    """Decode frame 1 and drop Pixel Data from ``dataset``, which is of no use beside the decoded array.

    Raises UserError where there is no grey picture, it is out of bounds, or it cannot be decoded.
    """
    _check(dataset)
    syntax = str(dataset.file_meta.TransferSyntaxUID)
    try:
        found, plugin = decoder(syntax)
    except NotImplementedError as error:
        name = dataset.file_meta.TransferSyntaxUID.name
        raise UserError(f"The pixels are compressed as {name[:80]}.", _EXPECTED, _EXPORT) from error
    # Bits Stored is wrong in many files: pydicom's masking by it is replaced by _settle_unused_bits
    options: dict[str, Any] = {} if plugin and plugin != "pydicom" else {"correct_unused_bits": False}
    try:
        array, _ = found.as_array(dataset, index=0, raw=True, decoding_plugin=plugin, **options)
    except Exception as error:  # codecs and pydicom's checks raise whatever fits the damage
        raise UserError("The pixel data are damaged or incomplete.", _EXPECTED, _EXPORT) from error
    del dataset.PixelData
    native = array.astype(array.dtype.newbyteorder("="), copy=False)
    return to_indices(_settle_unused_bits(native, dataset))


def to_indices(array: NDArray[Any]) -> Decoded:
    """Any integer array [rows, columns] whose values span at most 16 bits -> uint16 indices and their bias."""
    if array.dtype == np.uint8:
        return Decoded(array.astype(np.uint16), 0, True)
    if array.dtype == np.uint16:
        return Decoded(np.ascontiguousarray(array), 0, False)
    if array.dtype == np.int16:  # flipping the sign bit is adding 32768
        return Decoded(np.ascontiguousarray(array).view(np.uint16) ^ np.uint16(0x8000), -32768, False)
    low, high = int(array.min()), int(array.max())
    if array.dtype.kind not in "iu" or high - low > 0xFFFF:
        raise UserError("The pixels have more than 16 bits.", _EXPECTED, "Open the image this one was derived from.")
    return Decoded((array - low).astype(np.uint16), low, False)


def _check(dataset: FileDataset) -> None:
    """Refuse by the header alone what cannot be shown as one grey picture."""
    if "PixelData" not in dataset:
        kind = text(dataset, "Modality")[:16] or "unknown modality"
        found = f"This DICOM object holds no picture ({kind})."
        raise UserError(found, _EXPECTED, "Choose an image of the study.", code="no_pixels")
    rows, columns = (int(number(dataset, keyword) or 0) for keyword in ("Rows", "Columns"))
    samples = int(number(dataset, "SamplesPerPixel") or 1)
    if samples != 1 or text(dataset, "PhotometricInterpretation").upper() not in ("MONOCHROME1", "MONOCHROME2", ""):
        kind = text(dataset, "PhotometricInterpretation")[:16]
        found = f"This is a colour picture ({kind}); they are not analysed."
        raise UserError(found, _EXPECTED, "Choose a grey one.", code="not_grey")
    if rows < 1 or columns < 1:
        raise UserError("The header gives no image size.", _EXPECTED, _EXPORT)
    if rows * columns * samples > MAX_PIXELS:
        raise UserError(f"The header claims {columns} x {rows} pixels.", _EXPECTED, "Check where this file came from.")
    if "PhotometricInterpretation" not in dataset:
        raise UserError("The header does not say whether high values are bright or dark.", _EXPECTED, _EXPORT)


def _settle_unused_bits(array: NDArray[Any], dataset: FileDataset) -> NDArray[Any]:
    """Clear bits above Bits Stored only where they are known not to belong to the picture (PS3.5 8.1.1).

    That is an overlay packed into them, or signed values that were not sign-extended. Otherwise values beyond
    Bits Stored mean that the header lies, and the picture is taken as it is.
    """
    stored = int(number(dataset, "BitsStored") or 0)
    spare = 8 * array.dtype.itemsize - stored
    if array.dtype.kind not in "iu" or not 0 < spare < 8 * array.dtype.itemsize:
        return array
    low, high = int(array.min()), int(array.max())
    unextended = array.dtype.kind == "i" and low >= -(2 ** (stored - 1)) and high < 2**stored
    if not unextended and not _overlay_in_pixels(dataset, stored):
        return array
    out: NDArray[Any] = np.right_shift(np.left_shift(array, spare), spare)
    return out


def _overlay_in_pixels(dataset: FileDataset, stored: int) -> bool:
    """An overlay of the old kind: Overlay Bit Position (60xx,0102) in the unused bits, no Overlay Data (60xx,3000)."""
    for group in range(0x6000, 0x6020, 2):
        position = dataset.get((group, 0x0102))
        if position is not None and (group, 0x3000) not in dataset and isinstance(position.value, int):
            return position.value >= stored
    return False
