"""A pack: prepared films and masks in three files that train with numpy, OpenCV and torch alone.

``films.bin`` JPEG bytes end to end, ``masks.bin`` PNG bytes end to end, ``index.csv`` one row a film with
offsets and the manifest's columns, ``pack.json`` what made it. Films are already through
``domain.preparation`` at the pack's side, so training never sees size, aspect ratio or padding.
"""

from __future__ import annotations

import csv
import hashlib
import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from spcxr_desktop.domain.preparation import PREPARATION_VERSION, Box, prepare
from trainer.data.films import read_film
from trainer.data.labels import row_targets

IGNORE = 255
JPEG_QUALITY = 90
_FILES = ("films.bin", "masks.bin", "index.csv")


@dataclass(frozen=True, eq=False)
class Pack:
    """A pack in memory.

    ``films`` uint8 [M, P, P]; ``targets`` int8 [M, 3] (-1 unknown); ``masks`` uint8 [K, P, P] with
    0/1 right/2 left/255 ignore; ``mask_row`` int64 [M], the row in ``masks`` or -1; ``rows`` the manifest.
    """

    films: NDArray[np.uint8]
    masks: NDArray[np.uint8]
    mask_row: NDArray[np.int64]
    targets: NDArray[np.int8]
    rows: list[dict[str, str]]
    sha256: str

    @property
    def size(self) -> int:
        """Side of the films in pixels."""
        return int(self.films.shape[1])

    def column(self, name: str) -> NDArray[np.str_]:
        """One manifest column as an array of strings [M]."""
        return np.array([row[name] for row in self.rows])

    def sources(self, films: NDArray[np.int64]) -> dict[str, int]:
        """Films per source among the given ones, for the record."""
        return dict(sorted(Counter(self.rows[i]["source"] for i in films).items()))

    def select(self, *, folds: Iterable[int], ship_only: bool, with_mask: bool = False) -> NDArray[np.int64]:
        """Indices of the films in the given folds."""
        wanted = {str(fold) for fold in folds}
        keep = np.array(
            [row["fold"] in wanted and (row["ship"] == "1" or not ship_only) for row in self.rows], np.bool_
        )
        if with_mask:
            keep &= self.mask_row >= 0
        return np.flatnonzero(keep)


def write_pack(
    rows: list[dict[str, str]], root: Path, out: Path, size: int, quality: int = JPEG_QUALITY
) -> dict[str, object]:
    """Prepare and pack the films of ``rows`` (manifest of ``root``). A cache of an older pack in ``out`` is removed.

    Unreadable films are listed with the reason and not packed; so are unreadable masks, whose films are packed
    without one. Raises ValueError when no film is readable.
    """
    out.mkdir(parents=True, exist_ok=True)
    drop_cache(out)
    kept: list[dict[str, str]] = []
    unreadable: list[dict[str, str]] = []
    with (out / "films.bin").open("wb") as films, (out / "masks.bin").open("wb") as masks:
        for row in rows:
            try:
                film = read_film(root / row["path"])
                prepared = prepare(film, size)
            except ValueError as error:
                unreadable.append({"path": row["path"], "reason": str(error)})
                continue
            jpeg, mask = encode_film(prepared.film, quality), b""
            try:
                mask = packed_mask(row, root, prepared.box, film.shape, size)
            except ValueError as error:
                unreadable.append({"path": row["mask"], "reason": str(error)})
            kept.append({
                **row, "mean_grey": f"{film.mean():.3f}", "film_at": str(films.tell()), "film_bytes": str(len(jpeg)),
                "mask_at": str(masks.tell()), "mask_bytes": str(len(mask)),
            })  # fmt: skip
            films.write(jpeg)
            masks.write(mask)
    if not kept:
        raise ValueError(f"none of the {len(rows)} films of {root} is readable; look at `spcxr-trainer data index`")
    _write_index(out / "index.csv", kept)
    facts: dict[str, object] = {
        "format": 1, "films": len(kept), "size": size, "preparation": PREPARATION_VERSION, "bytes": _bytes(out),
        "jpeg_quality": quality, "unreadable": unreadable, "sha256": _hash(out),
    }  # fmt: skip
    (out / "pack.json").write_text(json.dumps(facts, indent=2))
    return facts


def load_pack(path: Path) -> Pack:
    """Read a whole pack into memory, or map its decoded cache where it has one that belongs to it.

    Raises FileNotFoundError, ValueError (another preparation version, files that are not those of pack.json).
    """
    if not (path / "pack.json").is_file():
        raise FileNotFoundError(f"no pack.json in {path}; name a folder written by `spcxr-trainer data pack`")
    facts = json.loads((path / "pack.json").read_text())
    if facts["preparation"] != PREPARATION_VERSION:
        raise ValueError(
            f"{path} was packed with preparation {facts['preparation']}, this program has {PREPARATION_VERSION}; "
            "run `spcxr-trainer data pack` again"
        )
    if _hash(path) != facts["sha256"]:
        raise ValueError(f"the files of {path} are not those its pack.json was written for; pack again")
    with (path / "index.csv").open(newline="", encoding="utf-8") as handle:
        rows = list(csv.DictReader(handle))
    with_mask = [i for i, row in enumerate(rows) if int(row["mask_bytes"])]
    mask_row = np.full(len(rows), -1, np.int64)
    mask_row[with_mask] = np.arange(len(with_mask))
    films, masks = _cached(path, facts["sha256"]) or _decoded(path, rows, with_mask)
    targets = np.array([row_targets(row) for row in rows], np.int8)
    return Pack(films=films, masks=masks, mask_row=mask_row, targets=targets, rows=rows, sha256=facts["sha256"])


def write_cache(path: Path) -> int:
    """Write the decoded films and masks beside the pack, to be mapped instead of decoded. Returns their bytes."""
    drop_cache(path)
    pack = load_pack(path)
    for name, pixels in (("films", pack.films), ("masks", pack.masks)):
        np.save(path / f"{name}.npy", pixels)
    (path / "cache.json").write_text(json.dumps({"sha256": pack.sha256}))  # last: a cache cut short is none
    return pack.films.nbytes + pack.masks.nbytes


def drop_cache(path: Path) -> None:
    """Remove the decoded cache, what there is of it."""
    for name in ("cache.json", "films.npy", "masks.npy"):
        (path / name).unlink(missing_ok=True)


def _cached(path: Path, sha256: str) -> tuple[NDArray[np.uint8], NDArray[np.uint8]] | None:
    if not (path / "cache.json").is_file() or json.loads((path / "cache.json").read_text())["sha256"] != sha256:
        return None
    films, masks = (np.asarray(np.load(path / f"{name}.npy", mmap_mode="r")) for name in ("films", "masks"))
    return films, masks


def _decoded(
    path: Path, rows: list[dict[str, str]], with_mask: list[int]
) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    film_bytes, mask_bytes = (path / "films.bin").read_bytes(), (path / "masks.bin").read_bytes()
    films = np.stack([_decode(film_bytes, row, "film") for row in rows])
    masks = [_decode(mask_bytes, rows[i], "mask") for i in with_mask]
    return films, np.stack(masks) if masks else np.zeros((0, *films.shape[1:]), np.uint8)


def packed_mask(row: dict[str, str], root: Path, box: Box, shape: tuple[int, ...], size: int) -> bytes:
    """The film's mask cut and squashed like the film, as PNG bytes; b"" when it has none. Raises ValueError."""
    if not row["mask"]:
        return b""
    mask = read_grey(root / row["mask"])
    if mask.shape != shape:
        raise ValueError(f"a mask of {mask.shape} for a film of {shape}; the film is packed without it")
    cut = mask[box.top : box.bottom, box.left : box.right]
    return _encode(".png", np.asarray(cv2.resize(cut, (size, size), interpolation=cv2.INTER_NEAREST_EXACT), np.uint8))


def _write_index(path: Path, rows: list[dict[str, str]]) -> None:
    with path.open("w", newline="", encoding="utf-8") as handle:
        writer = csv.DictWriter(handle, fieldnames=list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def read_grey(path: Path) -> NDArray[np.uint8]:
    """8-bit greys as stored: like the viewer, this ignores a camera's orientation tag. Raises ValueError."""
    greys = cv2.imread(str(path), cv2.IMREAD_GRAYSCALE | cv2.IMREAD_IGNORE_ORIENTATION)
    if greys is None:
        raise ValueError(f"{path.name} is not a readable image")
    return np.asarray(greys, np.uint8)


def encode_film(film: NDArray[np.float32], quality: int) -> bytes:
    """A prepared film in 0..1 as JPEG bytes."""
    return _encode(".jpg", (film * 255).round().astype(np.uint8), quality)


def _encode(kind: str, pixels: NDArray[np.uint8], quality: int = JPEG_QUALITY) -> bytes:
    options = [cv2.IMWRITE_JPEG_QUALITY, quality] if kind == ".jpg" else []
    done, data = cv2.imencode(kind, pixels, options)
    if not done:
        raise ValueError(f"OpenCV could not encode a {kind}")
    return bytes(data)


def _decode(data: bytes, row: dict[str, str], what: str) -> NDArray[np.uint8]:
    start, length = int(row[f"{what}_at"]), int(row[f"{what}_bytes"])
    pixels = cv2.imdecode(np.frombuffer(data, np.uint8, length, start), cv2.IMREAD_GRAYSCALE)
    if pixels is None:
        raise ValueError(f"the pack's {what} of {row['path']} does not decode; pack again")
    return np.asarray(pixels, np.uint8)


def _bytes(folder: Path) -> int:
    return sum((folder / name).stat().st_size for name in _FILES)


def _hash(folder: Path) -> str:
    digest = hashlib.sha256()
    for name in _FILES:
        digest.update((folder / name).read_bytes())
    return digest.hexdigest()
