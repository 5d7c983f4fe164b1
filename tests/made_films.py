"""Made-up chest films as files with a manifest: what the trainer's tests train on. Nobody's lungs."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

COLUMNS = (
    "path", "source", "label", "sublabel", "patient_id", "group", "view", "age", "orig_split", "width", "height",
    "orig_width", "orig_height", "mask", "mask_kind", "licence", "ship", "fold",
)  # fmt: skip
RIGHT, LEFT = 1, 2
# Which lungs a disease greys below which share of the film's height: an easy lesson, learnt in a few steps.
_GREYED = {"pneumonia": ((RIGHT,), 0.0), "covid": ((RIGHT, LEFT), 0.5), "tuberculosis": ((LEFT,), 0.0)}


@dataclass(frozen=True)
class Made:
    """One film to be made."""

    source: str
    label: str
    fold: int
    sublabel: str = ""
    ship: str = "1"
    mask_kind: str = ""  # "" = no mask


def draw_film(rng: np.random.Generator, label: str) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """A bright trunk with two dark lungs inside a flat black border of random widths, and its mask 0/1/2.

    Sides 210..290 px; what is diseased of a lung is grey.
    """
    rows, columns = (int(side) for side in rng.integers(210, 290, 2))
    film = np.full((rows, columns), 190.0)
    mask = np.zeros((rows, columns), np.uint8)
    down, across = rows * rng.uniform(0.48, 0.52), columns * rng.uniform(0.48, 0.52)
    for lung, side in ((RIGHT, -1), (LEFT, 1)):
        centre = round(across + side * 0.19 * columns), round(down)
        axes = round(0.12 * columns), round(0.28 * rows)
        cv2.ellipse(mask, centre, axes, 0, 0, 360, lung, -1)
        film[mask == lung] = 50
    lungs, from_row = _GREYED.get(label, ((), 0.0))
    diseased = np.isin(mask, lungs) & (np.arange(rows) >= from_row * rows)[:, None]
    film[diseased] = 140
    film += rng.normal(0, 6, film.shape) + 12 * np.sin(np.arange(rows) / 9)[:, None]
    top, bottom, left, right = (int(width) for width in rng.integers(0, 22, 4))
    exposed = np.zeros(film.shape, np.bool_)
    exposed[top : rows - bottom, left : columns - right] = True
    film[~exposed] = 0
    return np.clip(film, 0, 255).astype(np.uint8), mask


def write_films(root: Path, wanted: Sequence[Made], seed: int = 0) -> list[dict[str, str]]:
    """Write JPEG films, PNG masks and index.csv under ``root``; returns the manifest's rows."""
    rng = np.random.default_rng(seed)
    rows = []
    for number, made in enumerate(wanted):
        film, mask = draw_film(rng, made.label)
        name = f"{made.source}/{number:03d}.jpg"
        row = dict.fromkeys(COLUMNS, "") | {
            "path": name, "source": made.source, "label": made.label, "sublabel": made.sublabel,
            "patient_id": f"p{number}", "group": f"g{number}", "view": "PA", "age": str(20 + number % 60),
            "width": str(film.shape[1]), "height": str(film.shape[0]), "orig_width": str(4 * film.shape[1]),
            "orig_height": str(4 * film.shape[0]), "licence": "CC0", "ship": made.ship, "fold": str(made.fold),
        }  # fmt: skip
        save(root / name, film)
        if made.mask_kind:
            row |= {"mask": f"masks/{number:03d}.png", "mask_kind": made.mask_kind}
            save(root / row["mask"], mask)
        rows.append(row)
    write_index(root, rows)
    return rows


def write_index(root: Path, rows: Sequence[dict[str, str]]) -> None:
    """``root``/index.csv."""
    with (root / "index.csv").open("w", newline="", encoding="utf-8") as stream:
        writer = csv.DictWriter(stream, fieldnames=list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def save(path: Path, pixels: NDArray[np.uint8]) -> None:
    """Write a picture; OpenCV says no by returning False."""
    path.parent.mkdir(parents=True, exist_ok=True)
    assert cv2.imwrite(str(path), pixels)


def two_dozen() -> list[Made]:
    """24 films over all folds: four classes, two sources that hold more than one, masks of every kind."""
    kinds = ("v7-exact", "v7-high", "v7-low", "")
    adults = [Made("nih", ("normal", "pneumonia")[i % 2], i % 10, mask_kind=kinds[i % 4]) for i in range(12)]
    covid = [
        Made("covid-chestxray-dataset", ("covid", "normal")[i // 5 % 2], i, mask_kind="v7-exact") for i in range(10)
    ]
    return [*adults, *covid, Made("radiography-normal", "normal", 2, ship="0"), Made("mendeley-tb", "tuberculosis", 3)]
