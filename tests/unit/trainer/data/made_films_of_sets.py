"""What the made sets are made of: films with lungs, tables, DICOM files."""

from __future__ import annotations

import csv
import gzip
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pydicom
from numpy.typing import NDArray
from pydicom.dataset import FileMetaDataset
from pydicom.uid import ExplicitVRLittleEndian, generate_uid

from tests.made_films import draw_film


def film(seed: int) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """A made-up film and its lungs (0/1/2)."""
    return draw_film(np.random.default_rng(seed), "normal")


def table(path: Path, rows: Sequence[dict[str, str]], delimiter: str = ",") -> None:
    """A CSV file; packed where its name says so."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with gzip.open(path, "wt", newline="") if path.suffix == ".gz" else path.open("w", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]), delimiter=delimiter)
        writer.writeheader()
        writer.writerows(rows)


def dicom(path: Path, pixels: NDArray[np.uint8], photometric: str = "MONOCHROME2") -> None:
    """A DX film of 12 bits of these greys, written by pydicom."""
    path.parent.mkdir(parents=True, exist_ok=True)
    data = pydicom.Dataset()
    data.SOPClassUID, data.SOPInstanceUID = "1.2.840.10008.5.1.4.1.1.1.1", generate_uid()
    data.Modality, data.PhotometricInterpretation = "DX", photometric
    data.Rows, data.Columns = pixels.shape
    data.SamplesPerPixel, data.BitsAllocated, data.BitsStored, data.HighBit = 1, 16, 12, 11
    data.PixelRepresentation = 0
    stored = pixels.astype(np.uint16) * 16
    data.PixelData = (stored if photometric == "MONOCHROME2" else 4080 - stored).astype("<u2").tobytes()
    data.WindowCenter, data.WindowWidth = 2048, 4096
    data.file_meta = FileMetaDataset()
    data.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
    data.file_meta.MediaStorageSOPClassUID = data.SOPClassUID
    data.file_meta.MediaStorageSOPInstanceUID = data.SOPInstanceUID
    data.save_as(path, enforce_file_format=True)
