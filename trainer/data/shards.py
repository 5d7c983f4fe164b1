"""A pack as tar shards that many machines stream, in the naming that WebDataset reads: KEY.jpg, KEY.json, KEY.mask.png.

The JPEG bytes are those of the pack, so a film decodes to the same pixels from either. Members of one film follow each
other; shards.json says how many films each shard holds and its SHA-256.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from trainer.data.labels import row_targets
from trainer.data.pack import load_pack

SHARD_MIB = 256


@dataclass(frozen=True, eq=False)
class Sample:
    """One film of a shard: uint8 [P, P], targets int8 [3] (-1 unknown), mask uint8 [P, P] or None, manifest row."""

    key: str
    film: NDArray[np.uint8]
    targets: NDArray[np.int8]
    mask: NDArray[np.uint8] | None
    row: dict[str, str]


def write_shards(pack: Path, out: Path, shard_mib: float = SHARD_MIB) -> dict[str, object]:
    """Cut the pack into tar files of about ``shard_mib`` MiB; a shard holds a film at least.

    Raises what ``load_pack`` raises, and ValueError where ``out`` holds shards already.
    """
    sha256 = load_pack(pack).sha256  # the files are those that the pack was written with, and all decode
    if out.is_dir() and any(out.glob("*.tar")):
        raise ValueError(f"{out} holds shards already; name another folder or remove them")
    out.mkdir(parents=True, exist_ok=True)
    with (pack / "index.csv").open(newline="", encoding="utf-8") as handle:
        rows = list(csv.DictReader(handle))
    shards: list[dict[str, object]] = []
    with (pack / "films.bin").open("rb") as films, (pack / "masks.bin").open("rb") as masks:
        first = 0
        for last in _cuts(rows, int(shard_mib * (1 << 20))):
            path = out / f"films-{len(shards):06d}.tar"
            with tarfile.open(path, "w", format=tarfile.USTAR_FORMAT) as tar:
                for number in range(first, last):
                    for name, data in _members(number, rows[number], films, masks):
                        _add(tar, name, data)
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
            shards.append({"name": path.name, "films": last - first, "sha256": digest})
            first = last
    facts: dict[str, object] = {"pack_sha256": sha256, "films": len(rows), "shards": shards}
    (out / "shards.json").write_text(json.dumps(facts, indent=2))
    return facts


def shard_paths(folder: Path, rank: int = 0, world: int = 1) -> list[Path]:
    """The shards that machine ``rank`` of ``world`` reads. Raises ValueError where there are none for it."""
    if not (folder / "shards.json").is_file():
        raise ValueError(f"no shards.json in {folder}; name a folder written by `spcxr-trainer data pack --tar`")
    names = [shard["name"] for shard in json.loads((folder / "shards.json").read_text())["shards"]]
    if len(names) < world:
        raise ValueError(f"{len(names)} shards for {world} machines; pack again with a smaller --shard-mib")
    return [folder / name for name in names[rank::world]]


def read_shard(path: Path) -> Iterator[Sample]:
    """Films of one shard in their order, read as a stream. Raises ValueError where the file is cut short or foreign."""
    members: dict[str, bytes] = {}
    key = ""
    try:
        with tarfile.open(path, "r|") as tar:
            for member in tar:
                stem, _, ending = member.name.partition(".")
                if stem != key and members:
                    yield _sample(key, members)
                    members = {}
                key = stem
                stream = tar.extractfile(member)
                members[ending] = stream.read() if stream is not None else b""
    except (tarfile.TarError, OSError, EOFError) as error:
        raise ValueError(f"{path.name} does not read to its end ({error}); copy it again") from error
    if members:
        yield _sample(key, members)


def _cuts(rows: list[dict[str, str]], limit: int) -> Iterator[int]:
    """One past the last film of each shard."""
    held = 0
    for number, row in enumerate(rows):
        weight = int(row["film_bytes"]) + int(row["mask_bytes"]) + 3 * tarfile.BLOCKSIZE
        if held and held + weight > limit:
            yield number
            held = 0
        held += weight
    yield len(rows)


def _members(
    number: int, row: dict[str, str], films: io.BufferedReader, masks: io.BufferedReader
) -> Iterator[tuple[str, bytes]]:
    key = f"{number:08d}"
    films.seek(int(row["film_at"]))
    yield f"{key}.jpg", films.read(int(row["film_bytes"]))
    facts = {"targets": row_targets(row), "row": row}
    yield f"{key}.json", json.dumps(facts, ensure_ascii=False).encode()
    if int(row["mask_bytes"]):
        masks.seek(int(row["mask_at"]))
        yield f"{key}.mask.png", masks.read(int(row["mask_bytes"]))


def _add(tar: tarfile.TarFile, name: str, data: bytes) -> None:
    member = tarfile.TarInfo(name)  # time and owner 0: the same pack gives the same bytes
    member.size = len(data)
    tar.addfile(member, io.BytesIO(data))


def _sample(key: str, members: dict[str, bytes]) -> Sample:
    if "jpg" not in members or "json" not in members:
        raise ValueError(f"film {key} of the shard lacks its .jpg or .json; copy the shard again")
    facts = json.loads(members["json"])
    mask = _decode(key, members["mask.png"]) if "mask.png" in members else None
    return Sample(key, _decode(key, members["jpg"]), np.array(facts["targets"], np.int8), mask, facts["row"])


def _decode(key: str, data: bytes) -> NDArray[np.uint8]:
    pixels = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_GRAYSCALE)
    if pixels is None:
        raise ValueError(f"film {key} of the shard does not decode; copy the shard again")
    return np.asarray(pixels, np.uint8)
