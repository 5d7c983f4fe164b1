"""A data set -> manifest rows, with every file opened once: what cannot be read is listed with the reason."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from trainer.data.films import read_film
from trainer.data.hashing import difference_hash, file_hash
from trainer.data.labels import format_findings, label_of, settled
from trainer.data.sets.base import DataSet, DataSetError, Film, LeftOut

_AHEAD = 4  # films in hand for each thread: enough to keep it busy, little enough for large films


@dataclass(frozen=True)
class Indexed:
    """``rows`` of a manifest (column fold empty: `split` fills it) and what is not in it."""

    rows: list[dict[str, str]]
    left_out: list[LeftOut]


def index_set(data: DataSet, base: Path, masks: Path | None = None, jobs: int = 1) -> Indexed:
    """Look at every film of ``data``. Paths in the rows are relative to ``base``, which must hold the set.

    ``masks``: folder below ``base`` for the lung masks of the set, written as PNG in our convention. Raises
    DataSetError where the set is not laid out as it should be or lies outside ``base``.
    """
    for folder in filter(None, (data.root, masks)):
        if not _absolute(folder).is_relative_to(_absolute(base)):
            raise DataSetError(f"{folder} is not below {base}: a manifest names files below one folder (--base)")
    rows: list[dict[str, str]] = []
    left_out: list[LeftOut] = []
    seen: set[str] = set()
    with ThreadPoolExecutor(max(1, jobs)) as pool:
        for outcome in _ahead(pool, data, base, masks, _AHEAD * max(1, jobs)):
            for item in outcome if isinstance(outcome, list) else [outcome]:
                if isinstance(item, LeftOut):
                    left_out.append(item)
                elif item["path"] in seen:
                    left_out.append(LeftOut(item["path"], "listed twice"))
                else:
                    seen.add(item["path"])
                    rows.append(item)
    return Indexed(rows, left_out)


_Items = list[dict[str, str] | LeftOut]


def _ahead(
    pool: ThreadPoolExecutor, data: DataSet, base: Path, masks: Path | None, count: int
) -> Iterator[_Items | LeftOut]:
    """Outcomes in the order of the set, whichever thread is first."""
    waiting: deque[Future[_Items] | LeftOut] = deque()
    for film in data.films():
        waiting.append(film if isinstance(film, LeftOut) else pool.submit(_row, film, data, base, masks))
        if len(waiting) > count:
            first = waiting.popleft()
            yield first if isinstance(first, LeftOut) else first.result()
    for rest in waiting:
        yield rest if isinstance(rest, LeftOut) else rest.result()


def _row(film: Film, data: DataSet, base: Path, masks: Path | None) -> _Items:
    name = _below(film.path, base)
    try:
        greys = read_film(film.path)
        known = settled(film.findings)
        digest = file_hash(film.path)
    except (ValueError, OSError) as error:
        return [LeftOut(name, str(error))]
    if min(greys.shape) < 16:
        return [LeftOut(name, f"{greys.shape[1]} x {greys.shape[0]} px: no film is that small")]
    ship = data.ship if film.ship is None else film.ship
    row = {
        "path": name, "source": film.source or data.name, "label": film.label or label_of(known),
        "sublabel": film.sublabel, "findings": format_findings(known), "patient_id": film.patient_id,
        "group": film.group or film.patient_id or f"{data.name}:{name}", "view": film.view, "age": film.age,
        "sex": film.sex, "orig_split": film.orig_split, "width": str(greys.shape[1]), "height": str(greys.shape[0]),
        "mask": "", "mask_kind": "", "licence": film.licence or data.licence, "ship": str(int(ship)),
        "fold": film.fold, "sha256": digest, "dhash": difference_hash(greys),
    }  # fmt: skip
    if film.mask_file is not None:
        row |= {"mask": _below(film.mask_file, base), "mask_kind": film.mask_kind}
    elif film.mask is not None and masks is not None:
        try:
            written = write_mask(film.mask(), greys.shape, masks / f"{name}.png", base)
            row |= {"mask": written, "mask_kind": film.mask_kind}
        except ValueError as error:
            return [row, LeftOut(name, f"{error}; the film is listed without a mask")]
    return [row]


def write_mask(labels: NDArray[np.uint8], shape: tuple[int, ...], path: Path, base: Path) -> str:
    """Write a mask at the film's size and return its name below ``base``. Raises ValueError where it does not fit."""
    film, mask = shape[1] / shape[0], labels.shape[1] / labels.shape[0]
    if abs(film / mask - 1) > 0.02:
        raise ValueError(f"a mask of {labels.shape} for a film of {shape}")
    fitting = cv2.resize(labels, (shape[1], shape[0]), interpolation=cv2.INTER_NEAREST_EXACT)
    path.parent.mkdir(parents=True, exist_ok=True)
    done, data = cv2.imencode(".png", fitting)
    if not done:
        raise ValueError("OpenCV could not encode the mask")
    path.write_bytes(data.tobytes())
    return _below(path, base)


def _below(path: Path, base: Path) -> str:
    """A file's name below ``base``. Links stay as they are: films often lie on another disk."""
    return _absolute(path).relative_to(_absolute(base)).as_posix()


def _absolute(path: Path) -> Path:
    return Path(os.path.abspath(path))  # noqa: PTH100 Path.resolve would follow links
