"""CheXmask: outlines by a network for films of NIH, CheXpert, MIMIC, PadChest and VinDr, as run lengths in a table.

Gaggion N et al. CheXmask: a large-scale dataset of anatomical segmentation masks for multi-center chest x-ray images.
Sci Data 2024, CC BY 4.0 (the films stay under their own licences). Its own advice is to use masks whose Dice RCA (Mean)
is at least 0.7. A run is "start length", counted from 1, row after row.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import numpy as np
from numpy.typing import NDArray

from trainer.data.indexing import write_mask
from trainer.data.lungs import two_lungs
from trainer.data.sets.base import DataSetError, LeftOut, open_text

LEAST_DICE = 0.7
_NAMES = ("Image Index", "Image ID", "ImageID", "image_id", "dicom_id", "Path")
_COLUMNS = ("Dice RCA (Mean)", "Left Lung", "Right Lung", "Height", "Width")
_LARGEST = 1 << 28  # pixels: a table must not make us ask for more memory than any film takes


def encode_rle(mask: NDArray[np.bool_]) -> str:
    """A mask [rows, columns] as "start length start length ...", counted from 1, row after row."""
    flat = np.concatenate([[False], mask.ravel(), [False]])
    edges = np.flatnonzero(flat[1:] != flat[:-1])
    starts, ends = edges[::2], edges[1::2]
    return " ".join(f"{start + 1} {end - start}" for start, end in zip(starts, ends, strict=True))


def decode_rle(text: str, shape: tuple[int, int]) -> NDArray[np.bool_]:
    """The other way round. Raises ValueError for runs that are no numbers, overlap, or leave the image."""
    words = text.split()
    if len(words) % 2 or not all(word.isdecimal() and len(word) < 12 for word in words):
        raise ValueError("run lengths are pairs of whole numbers")
    runs = np.array(words, np.int64).reshape(-1, 2)
    starts, ends = runs[:, 0] - 1, runs[:, 0] - 1 + runs[:, 1]
    size = shape[0] * shape[1]
    if not 0 < size <= _LARGEST:
        raise ValueError(f"an image of {shape[0]} x {shape[1]} px")
    if len(runs) and (starts[0] < 0 or ends[-1] > size or (runs[:, 1] < 1).any() or (starts[1:] < ends[:-1]).any()):
        raise ValueError("run lengths overlap or leave the image")
    steps = np.zeros(size + 1, np.int8)
    np.add.at(steps, starts, 1)
    np.add.at(steps, ends, -1)
    return np.cumsum(steps[:-1], dtype=np.int8).astype(np.bool_).reshape(shape)


@dataclass(frozen=True)
class Attached:
    """How many rows got a mask, and why others did not."""

    masks: int
    left_out: list[LeftOut]


def attach_chexmask(rows: list[dict[str, str]], table: Path, base: Path, masks: Path) -> Attached:
    """Write the masks of ``table`` for films of ``rows`` that have none, into ``masks`` below ``base``.

    The table is read once from end to end and never held in memory. Raises DataSetError where it is no CheXmask table.
    """
    wanted = {key: row for row in rows if not row["mask"] for key in _keys(row["path"])}
    done, left_out = 0, []
    for name, cells in _entries(table):
        row = next((wanted[key] for key in _keys(name) if key in wanted), None)
        if row is None or row["mask"]:
            continue
        try:
            if float(cells["Dice RCA (Mean)"]) < LEAST_DICE:
                raise ValueError(f"Dice RCA {cells['Dice RCA (Mean)']} is below {LEAST_DICE}")
            shape = int(float(cells["Height"])), int(float(cells["Width"]))
            labels = two_lungs(*(decode_rle(cells[side], shape) for side in ("Left Lung", "Right Lung")))
            film = int(row["height"]), int(row["width"])
            row |= {"mask": write_mask(labels, film, masks / f"{row['path']}.png", base), "mask_kind": "chexmask"}
        except (ValueError, OverflowError) as error:
            left_out.append(LeftOut(name, f"CheXmask: {error}"))
            continue
        done += 1
    return Attached(done, left_out)


def _entries(table: Path) -> Iterator[tuple[str, dict[str, str]]]:
    csv.field_size_limit(64 << 20)
    with open_text(table) as stream:
        reader = csv.DictReader(stream, restval="", restkey="+")
        columns = reader.fieldnames or []
        name = next((column for column in _NAMES if column in columns), None)
        missing = [column for column in _COLUMNS if column not in columns]
        if name is None or missing:
            raise DataSetError(f"{table.name} is no CheXmask table: it lacks {', '.join(missing or [_NAMES[0]])}")
        try:
            for row in reader:
                yield row[name].strip(), row
        except csv.Error as error:
            raise DataSetError(f"{table.name} is not a table: {error}") from error


def _keys(name: str) -> list[str]:
    """File name without its ending, and for sets that call every film view1_frontal the folders before it."""
    path = PurePosixPath(name)
    stem = path.name.rpartition(".")[0] or path.name
    return ["/".join((*path.parts[-3:-1], stem))] if stem.startswith("view") else [stem]
