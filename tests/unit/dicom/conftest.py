"""Small DICOM files made on the spot."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pydicom
import pytest
from numpy.typing import NDArray
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.encaps import encapsulate
from pydicom.uid import DigitalXRayImageStorageForPresentation, ExplicitVRLittleEndian, generate_uid

MakeDicom = Callable[..., Path]


@pytest.fixture
def make_dicom(tmp_path: Path) -> MakeDicom:
    """Write a DX file: ``make_dicom(array, syntax=..., stream=..., **elements)`` -> its path.

    ``stream``: an encoded frame for compressed syntaxes. ``elements``: keyword=value; None removes the element.
    """

    def make(
        array: NDArray[Any], syntax: str = ExplicitVRLittleEndian, stream: bytes | None = None, **elements: object
    ) -> Path:
        dataset = Dataset()
        dataset.SOPClassUID = DigitalXRayImageStorageForPresentation
        dataset.SOPInstanceUID = generate_uid()
        dataset.Modality = "DX"
        dataset.Rows, dataset.Columns = array.shape[-2:]
        dataset.SamplesPerPixel = 1
        dataset.PhotometricInterpretation = "MONOCHROME2"
        dataset.BitsAllocated = dataset.BitsStored = 8 * array.dtype.itemsize
        dataset.HighBit = dataset.BitsStored - 1
        dataset.PixelRepresentation = int(array.dtype.kind == "i")
        dataset.PixelData = array.tobytes() if stream is None else encapsulate([stream])
        dataset["PixelData"].VR = "OB" if stream is not None or array.dtype.itemsize == 1 else "OW"
        dataset["PixelData"].is_undefined_length = stream is not None
        for keyword, value in elements.items():
            if value is None:
                delattr(dataset, keyword)
            else:
                setattr(dataset, keyword, value)
        meta = FileMetaDataset()
        meta.TransferSyntaxUID = syntax
        meta.MediaStorageSOPClassUID = dataset.SOPClassUID
        meta.MediaStorageSOPInstanceUID = dataset.SOPInstanceUID
        dataset.file_meta = meta
        path = tmp_path / f"{dataset.SOPInstanceUID}"
        pydicom.dcmwrite(path, dataset, enforce_file_format=True)
        return path

    return make


@pytest.fixture
def film() -> NDArray[np.uint16]:
    """A 12-bit picture, uint16 [48, 40], with detail in every line."""
    rows, columns = np.mgrid[0:48, 0:40]
    noise = np.random.default_rng(0).integers(0, 50, (48, 40))
    return (rows * 60 + columns * 25 + noise).astype(np.uint16)
