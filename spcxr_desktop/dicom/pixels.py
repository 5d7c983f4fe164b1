"""One frame decoded, grey as 16-bit indices or colour as RGB. Bounds are checked before anything is allocated."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydicom.dataset import FileDataset

from spcxr_desktop.dicom.codecs import decoder
from spcxr_desktop.dicom.colour import eight_bits, grey_of, luminance, used_bits, ybr_to_rgb
from spcxr_desktop.dicom.dataset import number
from spcxr_desktop.dicom.frames import single_bits
from spcxr_desktop.dicom.palette import apply_palette
from spcxr_desktop.dicom.pixel_header import DERIVED, EXPECTED, EXPORT, PALETTE, check, decode_options, photometric
from spcxr_desktop.dicom.syntaxes import SELF_DESCRIBED, short_name
from spcxr_desktop.domain.errors import UserError


@dataclass(frozen=True, eq=False)
class Decoded:
    """``pixels`` uint16 [rows, columns] = stored value - ``bias``. ``eight_bit``: decoded from 8-bit samples.

    ``colour``: uint8 [rows, columns, 3], RGB, of a colour picture; ``pixels`` is then its luminance. None for a
    grey one, also where that is stored as colour. ``frames``: how many the file says it has.
    """

    pixels: NDArray[np.uint16]
    bias: int
    eight_bit: bool
    colour: NDArray[np.uint8] | None = None
    frames: int = 1


def decode_frame(dataset: FileDataset, frame: int = 0) -> Decoded:
    """Decode one frame, counted from 0, and drop Pixel Data from ``dataset``, of no use beside the decoded array.

    Other frames are not decoded. Raises UserError where there is no picture or no such frame, it is out of bounds,
    or it cannot be decoded.
    """
    check(dataset)
    frames = max(1, int(number(dataset, "NumberOfFrames") or 1))
    if not 0 <= frame < frames:
        raise UserError(f"There is no frame {frame + 1} in this file.", f"1 to {frames}.", "Choose one of these.")
    array, colours, bits = _decode(dataset, frame)
    del dataset.PixelData
    if frames > 1 and not array.flags.owndata:
        array = array.copy()  # a view would keep every frame of the file in memory
    if colours == PALETTE:
        return replace(from_colour(_through_palette(array, dataset), 16), frames=frames)
    if array.ndim == 2:
        return replace(to_indices(_settle_unused_bits(array, dataset)), frames=frames)
    if array.dtype not in (np.uint8, np.uint16):
        found = f"The colours of this picture are stored as {array.dtype.name}."
        raise UserError(found, "8 or 16 bits, unsigned.", DERIVED)
    bits = used_bits(array, min(bits, int(number(dataset, "BitsStored") or 16)))
    rgb = ybr_to_rgb(array, bits) if colours.startswith("YBR_FULL") else array
    return replace(from_colour(rgb, bits), frames=frames)


def from_colour(rgb: NDArray[Any], bits: int) -> Decoded:
    """RGB [rows, columns, 3], uint8 or uint16 of ``bits`` bits; grey where its channels agree."""
    grey = grey_of(rgb)
    if grey is not None:
        return to_indices(grey)
    colour = eight_bits(rgb, used_bits(rgb, bits))
    return Decoded(luminance(colour).astype(np.uint16), 0, True, colour)


def to_indices(array: NDArray[Any]) -> Decoded:
    """Any integer array [rows, columns] whose values span at most 16 bits -> uint16 indices and their bias."""
    if array.dtype == np.uint8:
        return Decoded(array.astype(np.uint16), 0, True)
    if array.dtype == np.uint16:
        return Decoded(np.ascontiguousarray(array), 0, False)
    if array.dtype == np.int8:
        array = array.astype(np.int16)
    if array.dtype == np.int16:  # flipping the sign bit is adding 32768
        return Decoded(np.ascontiguousarray(array).view(np.uint16) ^ np.uint16(0x8000), -32768, False)
    low, high = int(array.min()), int(array.max())
    if array.dtype.kind not in "iu" or high - low > 0xFFFF:
        found = f"The pixels have more than 16 bits: values from {low} to {high}."
        raise UserError(found, "Values that span at most 65536 levels.", DERIVED)
    return Decoded((array - low).astype(np.uint16), low, False)


def _decode(dataset: FileDataset, frame: int) -> tuple[NDArray[Any], str, int]:
    """The array, what pydicom or the codec says its colours are, and the bits that count in each sample."""
    syntax = str(dataset.file_meta.TransferSyntaxUID)
    found, plugin = decoder(syntax)
    try:
        if not plugin and number(dataset, "BitsAllocated") == 1:
            return single_bits(dataset.PixelData, frame, dataset.Rows, dataset.Columns), photometric(dataset), 1
        options = decode_options(dataset, syntax)
        array, facts = found.as_array(dataset, index=frame, raw=True, decoding_plugin=plugin, **options)
    except Exception as error:  # codecs and pydicom's checks raise whatever fits the damage
        what = f"The pixel data ({short_name(syntax)})" if plugin else "The pixel data"
        raise UserError(f"{what} are damaged or incomplete.", EXPECTED, EXPORT) from error
    native = array.astype(array.dtype.newbyteorder("="), copy=False)
    bits = int(facts["bits_stored"])
    if syntax in SELF_DESCRIBED and bits <= 8:
        native = native.astype(f"{native.dtype.kind}1")
    return native, str(facts["photometric_interpretation"]), bits


def _through_palette(indices: NDArray[Any], dataset: FileDataset) -> NDArray[Any]:
    try:
        return apply_palette(indices, dataset)
    except Exception as error:  # elements of any type and length, and arithmetic on them
        found = "This is a colour picture whose palette is missing or damaged."
        raise UserError(found, EXPECTED, "Export it again as RGB.", code="not_grey") from error


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
