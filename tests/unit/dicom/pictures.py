"""Data sets with one picture or several, in any transfer syntax, as they come out of a file."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any

import numpy as np
import pydicom
from numpy.typing import NDArray
from pydicom.dataset import Dataset, FileDataset, FileMetaDataset
from pydicom.encaps import encapsulate
from pydicom.uid import UID, ExplicitVRLittleEndian, SecondaryCaptureImageStorage, generate_uid


def picture(
    array: NDArray[Any],
    syntax: str = ExplicitVRLittleEndian,
    frames: Sequence[bytes] | None = None,
    fragments: int = 1,
    offsets: bool = True,
    **elements: object,
) -> FileDataset:
    """Write and read back ``array`` [rows, columns], [rows, columns, 3], or with frames in front of either.

    ``frames``: encoded ones, for encapsulated syntaxes, each in so many ``fragments``, with or without offset
    table. ``elements``: keyword=value; None removes the element.
    """
    colour = array.ndim >= 3 and array.shape[-1] == 3
    dataset = Dataset()
    dataset.SOPClassUID = SecondaryCaptureImageStorage
    dataset.SOPInstanceUID = generate_uid()
    dataset.Modality = "OT"
    dataset.Rows, dataset.Columns = array.shape[-3:-1] if colour else array.shape[-2:]
    dataset.SamplesPerPixel = 3 if colour else 1
    dataset.PhotometricInterpretation = "RGB" if colour else "MONOCHROME2"
    if colour:
        dataset.PlanarConfiguration = 0
    dataset.BitsAllocated = dataset.BitsStored = 8 * array.dtype.itemsize
    dataset.HighBit = dataset.BitsStored - 1
    dataset.PixelRepresentation = int(array.dtype.kind == "i")
    if frames is None:
        raw = array.tobytes()
        dataset.PixelData = raw + b"\0" * (len(raw) % 2)
    else:
        dataset.PixelData = encapsulate(list(frames), fragments_per_frame=fragments, has_bot=offsets)
    dataset["PixelData"].VR = "OW" if frames is None and array.dtype.itemsize > 1 else "OB"
    dataset["PixelData"].is_undefined_length = frames is not None
    for keyword, value in elements.items():
        if value is None:
            delattr(dataset, keyword)
        else:
            setattr(dataset, keyword, value)
    return _written(dataset, syntax)


def _written(dataset: Dataset, syntax: str) -> FileDataset:
    meta = FileMetaDataset()
    meta.TransferSyntaxUID = UID(syntax)
    meta.MediaStorageSOPClassUID = dataset.SOPClassUID
    meta.MediaStorageSOPInstanceUID = dataset.SOPInstanceUID
    dataset.file_meta = meta
    file = BytesIO()
    pydicom.dcmwrite(file, dataset, enforce_file_format=True)
    file.seek(0)
    return pydicom.dcmread(file)


def palette(red: Sequence[int], green: Sequence[int], blue: Sequence[int], bits: int, first: int = 0) -> dict[str, Any]:
    """Elements of a palette: entries of 8 bits, packed two to a word, or of 16 bits."""
    elements: dict[str, Any] = {}
    for name, entries in (("Red", red), ("Green", green), ("Blue", blue)):
        data = np.asarray(entries, "u1" if bits == 8 else "<u2").tobytes()
        elements[f"{name}PaletteColorLookupTableDescriptor"] = [len(entries) & 0xFFFF, first, bits]
        elements[f"{name}PaletteColorLookupTableData"] = data + b"\0" * (len(data) % 2)
    return elements
