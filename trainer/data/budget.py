"""A pack that fits a number of mebibytes: first the JPEG quality gives way, then the side, and it is said which."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from spcxr_desktop.domain.preparation import prepare
from trainer.data.films import read_film
from trainer.data.pack import JPEG_QUALITY, encode_film, packed_mask, write_pack

MIB = 1 << 20
SMALLEST = 64  # px: below that a lung is a few patches wide
_QUALITIES = (JPEG_QUALITY, 80, 70)
_SAMPLE = 64  # films that the size is estimated from
_MARGIN = 0.97  # of the budget: the estimate of 64 films is a few per cent off


@dataclass(frozen=True)
class Choice:
    """A side in px and a JPEG quality, and what a pack would weigh with them."""

    size: int
    quality: int
    estimate: int  # bytes


def write_pack_within(
    rows: list[dict[str, str]], root: Path, out: Path, size: int, max_mib: float
) -> dict[str, object]:
    """As ``write_pack``, at most ``max_mib`` MiB of films, masks and index: the largest and best pack that fits.

    What was chosen stands in pack.json under "budget". Raises ValueError where even the smallest does not fit, with
    nothing left behind.
    """
    limit = int(max_mib * MIB)
    smallest = 0
    for choice in _choices(rows, root, size):
        smallest = choice.estimate
        if choice.estimate > limit * _MARGIN:
            continue
        facts = write_pack(rows, root, out, choice.size, choice.quality)
        if int(str(facts["bytes"])) <= limit:
            budget = {"max_mib": max_mib, "asked_size": size, "size": choice.size, "jpeg_quality": choice.quality}
            facts |= {"budget": budget}
            (out / "pack.json").write_text(json.dumps(facts, indent=2))
            return facts
        for name in ("films.bin", "masks.bin", "index.csv", "pack.json"):
            (out / name).unlink()
    raise ValueError(
        f"{len(rows)} films do not fit {max_mib:g} MiB: at {SMALLEST} px and quality {_QUALITIES[-1]} they weigh about "
        f"{smallest / MIB:.1f} MiB; allow more, or pack fewer films"
    )


def _choices(rows: list[dict[str, str]], root: Path, size: int) -> Iterator[Choice]:
    """From the best to the smallest, each with its estimated weight. Raises ValueError where no film is readable."""
    films = _sample(rows, root)
    index = sum(len(",".join(row.values())) + 60 for row in rows)
    side = size
    while True:
        prepared = [prepare(film, side) for _, film in films]
        masks = [len(_mask(row, root, film, side)) for row, film in films]
        for quality in _QUALITIES:
            weights = [len(encode_film(one.film, quality)) + mask for one, mask in zip(prepared, masks, strict=True)]
            yield Choice(side, quality, int(np.mean(weights) * len(rows)) + index)
        if side <= SMALLEST:
            return
        side = max(SMALLEST, int(side * 0.875) // 16 * 16)


def _sample(rows: list[dict[str, str]], root: Path) -> list[tuple[dict[str, str], NDArray[np.uint8]]]:
    """Films spread evenly over the rows, none larger than an estimate needs."""
    films = []
    for i in np.unique(np.linspace(0, len(rows) - 1, _SAMPLE).astype(int)) if rows else []:
        try:
            films.append((rows[i], read_film(root / rows[i]["path"])))
        except ValueError:
            continue  # write_pack lists it with the reason
    if not films:
        raise ValueError(f"none of the {len(rows)} films of {root} is readable; look at `spcxr-trainer data index`")
    return films


def _mask(row: dict[str, str], root: Path, film: NDArray[np.uint8], side: int) -> bytes:
    try:
        return packed_mask(row, root, prepare(film, side).box, film.shape, side)
    except (ValueError, cv2.error):
        return b""  # write_pack lists it with the reason
