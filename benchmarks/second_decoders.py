"""Second decoders for ``transfer_syntaxes.py``: the pixels of a DICOM file by programs other than ours.

GDCM and DCMTK bring OpenJPEG and CharLS of their own, which is other builds of what we use rather than other code:
``SAME_PICTURE`` of the benchmark compares those with other syntaxes instead.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import cv2
import imagecodecs
import numpy as np
import pydicom
from numpy.typing import NDArray
from pydicom import uid
from pydicom.dataset import FileDataset
from pydicom.encaps import encapsulate, get_frame

from spcxr_desktop.dicom import syntaxes

Frames = NDArray[Any]  # [frames, rows, columns] or [frames, rows, columns, 3], stored values or RGB
CONVERTERS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys((*syntaxes.JPEG_DCT, *syntaxes.JPEG_LOSSLESS), ("dcmdjpeg",)),
    **dict.fromkeys(syntaxes.JPEG_LS, ("dcmdjpls",)),
    **dict.fromkeys(syntaxes.JPEG_2000, ("gdcmconv", "-w")),
    uid.RLELossless: ("dcmdrle",),
}
ARITHMETIC = syntaxes.JPEG_DCT[2::2]  # .52, .54, .56: DCMTK has no arithmetic decoder


class Missing(Exception):
    """The program is not installed, or cannot read the file."""


def second_decoder(path: Path, dataset: FileDataset, folder: Path) -> tuple[str, Frames]:
    """Name of a second decoder and every frame by it. Raises Missing."""
    syntax = str(dataset.file_meta.TransferSyntaxUID)
    if dataset.PhotometricInterpretation == "PALETTE COLOR":
        return "dcmj2pnm (DCMTK)", _picture(_run(["dcmj2pnm", path], folder / "second.ppm"))
    raw = (syntaxes.DEFLATED_FRAMES, syntaxes.ENCAPSULATED_UNCOMPRESSED)
    if syntax in (*syntaxes.HTJ2K, *syntaxes.JPEG_XL, *ARITHMETIC, *raw):
        name, decode = _stream_decoder(syntax, folder)
        return name, np.stack([decode(frame, dataset) for frame in _streams(dataset)])
    command = CONVERTERS.get(syntax, ("dcmconv", "+te"))
    package = "GDCM" if command[0].startswith("gdcm") else "DCMTK"
    try:
        return f"{command[0]} ({package})", _raw(_run([*command, path], folder / "second.dcm"))
    except Missing:
        mended = _wrapped_again(dataset, folder)
        return f"{command[0]} ({package}), stream in a mended file", _raw(_run([*command, mended], folder / "2.dcm"))


def _run(command: list[str | Path], out: Path) -> Path:
    """Run a converter that takes the output last."""
    if shutil.which(str(command[0])) is None:
        raise Missing(f"{command[0]} is not installed")
    out.unlink(missing_ok=True)
    done = subprocess.run([*command, out], capture_output=True, check=False)
    if done.returncode != 0 or not out.is_file():
        raise Missing(f"{command[0]} cannot read it")
    return out


def _raw(path: Path) -> Frames:
    """Raw Pixel Data by the header alone, without a decoder of pydicom."""
    dataset = pydicom.dcmread(path)
    if dataset.file_meta.TransferSyntaxUID.is_encapsulated:
        raise Missing("it stays compressed")
    count = int(dataset.get("NumberOfFrames") or 1)
    kind = f"<{'i' if dataset.PixelRepresentation else 'u'}{dataset.BitsAllocated // 8}"
    shape: tuple[int, ...] = (count, dataset.Rows, dataset.Columns)
    planes = dataset.SamplesPerPixel == 3 and dataset.PlanarConfiguration == 1
    if dataset.SamplesPerPixel == 3:
        shape = (count, 3, *shape[1:]) if planes else (*shape, 3)
    array = np.frombuffer(dataset.PixelData, kind)[: int(np.prod(shape))].reshape(shape)
    return array.transpose(0, 2, 3, 1) if planes else array


def _picture(path: Path) -> Frames:
    array = cv2.imread(str(path), cv2.IMREAD_UNCHANGED)
    if array is None:
        raise Missing("it wrote no picture")
    return np.asarray(array[..., ::-1] if array.ndim == 3 else array)[None]


def _streams(dataset: FileDataset) -> list[bytes]:
    count = int(dataset.get("NumberOfFrames") or 1)
    return [get_frame(dataset.PixelData, index, number_of_frames=count) for index in range(count)]


def _wrapped_again(dataset: FileDataset, folder: Path) -> Path:
    """The same streams in items of even length."""
    if not dataset.file_meta.TransferSyntaxUID.is_encapsulated:
        raise Missing("no second decoder reads it")
    mended = dataset.group_dataset(0x0028)
    mended.SOPClassUID, mended.SOPInstanceUID = dataset.SOPClassUID, dataset.SOPInstanceUID
    mended.file_meta = dataset.file_meta
    mended.PixelData = encapsulate(_streams(dataset))
    mended["PixelData"].VR, mended["PixelData"].is_undefined_length = "OB", True
    mended.save_as(folder / "mended.dcm", enforce_file_format=True)
    return folder / "mended.dcm"


def _stream_decoder(syntax: str, folder: Path) -> tuple[str, Callable[[bytes, FileDataset], Frames]]:
    """Decoders that take the stream of one frame instead of a DICOM file."""
    if syntax in syntaxes.HTJ2K:
        return "OpenJPH (imagecodecs)", lambda stream, _: np.asarray(imagecodecs.htj2k_decode(stream))
    if syntax in syntaxes.JPEG_XL:
        return "djxl (libjxl-tools)", lambda stream, dataset: _by_program(["djxl"], "jxl", stream, dataset, folder)
    if syntax in ARITHMETIC:
        command = ["djpeg", "-outfile"]
        return "djpeg (libjpeg-turbo)", lambda stream, dataset: _by_program(command, "jpg", stream, dataset, folder)
    if syntax == syntaxes.DEFLATED_FRAMES:
        return "libdeflate (imagecodecs)", _inflated
    return "numpy", _unpacked


def _by_program(command: list[str], ending: str, stream: bytes, dataset: FileDataset, folder: Path) -> Frames:
    (folder / f"stream.{ending}").write_bytes(stream)
    source, out = folder / f"stream.{ending}", folder / ("out.ppm" if dataset.SamplesPerPixel == 3 else "out.pgm")
    out.unlink(missing_ok=True)
    if shutil.which(command[0]) is None:
        raise Missing(f"{command[0]} is not installed")
    order = [source, out] if len(command) == 1 else [out, source]
    subprocess.run([*command, *order], capture_output=True, check=False)
    return np.asarray(_picture(out)[0])


def _inflated(stream: bytes, dataset: FileDataset) -> Frames:
    pixels = dataset.Rows * dataset.Columns
    length = -(-pixels * dataset.BitsAllocated // 8)
    return _unpacked(bytes(imagecodecs.deflate_decode(stream, raw=True, out=length + length % 2)), dataset)


def _unpacked(data: bytes, dataset: FileDataset) -> Frames:
    pixels = dataset.Rows * dataset.Columns
    if dataset.BitsAllocated == 1:
        bits = np.unpackbits(np.frombuffer(data, np.uint8), bitorder="little")[:pixels]
        return bits.reshape(dataset.Rows, dataset.Columns)
    array = np.frombuffer(data, f"<u{dataset.BitsAllocated // 8}")[:pixels]
    return array.reshape(dataset.Rows, dataset.Columns)
