"""Films and pictures that the gates are measured on: real, turned and spoilt on purpose, and foreign."""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from spcxr_desktop.dicom.read import read_radiograph
from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.domain.grayscale import default_greys
from trainer.data.pack import read_grey

Film = NDArray[np.uint8]
Change = Callable[[Film, np.random.Generator], Film]
Rows = list[dict[str, str]]

PHOTOGRAPHS = 120
NOISE = 90
# Radiographs of other parts of the body, and of an animal, among the DICOM files; digitised mammograms count as such.
OTHER_RADIOGRAPHS = (
    "gate/CR-ModalitySequenceLUT.dcm", "gate/GH133.dcm", "gate/MG1_J2KI.dcm", "gate/RG2_JPLL.dcm",
    "gate/RG3_J2KR.dcm", "gate/vet_dx_thorax_mono1_inverse.dcm",
)  # fmt: skip
# Pictures that no header fact refuses although they are no film: only the picture itself can say so.
PASSING_STRANGERS = (
    "lut/leadtools-flowers-16-mono2-rle.dcm", "lut/mlut_18.dcm", "lut/test16signed.dcm",
    "overlay_aspect_frames/cplx_p02.dcm", "overlay_aspect_frames/ovly_p01.dcm", "transfer_syntax/GH227.dcm",
)  # fmt: skip


def validation_rows(root: Path) -> Rows:
    """Manifest rows of folds 7 and 8."""
    with (root / "index.csv").open(newline="", encoding="utf-8") as handle:
        return [row for row in csv.DictReader(handle) if row["fold"] in ("7", "8")]


def greys_of(rows: Rows, root: Path) -> list[Film]:
    """The films themselves, at most 384 px on the shorter side."""
    return [read_grey(root / row["path"]) for row in rows]


def stratum(row: dict[str, str]) -> str:
    """Source and age band."""
    return f"{row['source']}, {'children' if row['source'] == 'kermany' else 'adults'}"


def foreign_pictures(shared: Path) -> dict[str, list[Film]]:
    """Pictures that are no frontal chest film, by kind; "CXR" are chest films of 64 px, for comparison."""
    found: dict[str, list[Film]] = {}
    with (shared / "data" / "ood" / "index.csv").open(newline="", encoding="utf-8") as handle:
        for row in csv.DictReader(handle):
            found.setdefault(row["kind"], []).append(read_grey(shared / "data" / "ood" / row["path"]))
    dicom = shared / "data" / "dicom"
    found["other radiographs (DICOM)"] = _readable(dicom, OTHER_RADIOGRAPHS)
    found["strangers without a telling header (DICOM)"] = _readable(dicom, PASSING_STRANGERS)
    found["photographs"] = photographs()
    found["noise"] = noise()
    return found


def photographs() -> list[Film]:
    """Random cuts of the sample pictures of scikit-learn and, where it is installed, scikit-image."""
    from sklearn.datasets import load_sample_images

    whole = [np.asarray(image, np.uint8) for image in load_sample_images().images]
    try:
        from skimage import data
    except ImportError:
        print("scikit-image is not installed: photographs are two of scikit-learn's only")
    else:
        names = ("astronaut", "camera", "cat", "coffee", "coins", "clock", "moon", "page", "text", "rocket")
        names = (*names, "hubble_deep_field", "immunohistochemistry", "brick", "grass", "gravel")
        whole += [np.asarray(getattr(data, name)(), np.uint8) for name in names]
    greys = [image if image.ndim == 2 else np.asarray(cv2.cvtColor(image, cv2.COLOR_RGB2GRAY)) for image in whole]
    return [_cut(greys[i % len(greys)], np.random.default_rng(i)) for i in range(PHOTOGRAPHS)]


def noise() -> list[Film]:
    """White noise and blurred random fields of 1 to 40 px."""
    out = []
    for i in range(NOISE):
        draw = np.random.default_rng(i)
        field = draw.random((320, 320)).astype(np.float32)
        if i % 3:
            field = np.asarray(cv2.GaussianBlur(field, (0, 0), float(draw.uniform(1, 40))), np.float32)
        out.append(np.asarray((field - field.min()) / np.ptp(field) * 255, np.uint8))
    return out


def _readable(root: Path, names: tuple[str, ...]) -> list[Film]:
    films = []
    for name in names:
        try:
            radiograph = read_radiograph(root / name)
        except UserError as error:
            print(f"{name}: {error.found}")
            continue
        films.append(radiograph.orientation.to_upright(default_greys(radiograph)))
    return films


def _cut(picture: Film, draw: np.random.Generator) -> Film:
    rows, columns = (int(side * draw.uniform(0.5, 1)) for side in picture.shape)
    top, left = draw.integers(0, picture.shape[0] - rows + 1), draw.integers(0, picture.shape[1] - columns + 1)
    return np.ascontiguousarray(picture[top : top + rows, left : left + columns])


def _screen(film: Film, draw: np.random.Generator) -> Film:
    """A photograph of a screen: bezel, perspective, its pixels' moire, a lamp's reflection, the camera's noise."""
    side, rim = 592, 40
    photo = np.asarray(cv2.resize(film, (side - 2 * rim, side - 2 * rim), interpolation=cv2.INTER_AREA), np.float32)
    photo = np.asarray(cv2.copyMakeBorder(photo, rim, rim, rim, rim, cv2.BORDER_CONSTANT, value=(15.0,)), np.float32)
    corners = np.array([[0, 0], [side, 0], [side, side], [0, side]], np.float32)
    moved = corners + draw.uniform(-25, 25, (4, 2)).astype(np.float32)
    photo = np.asarray(cv2.warpPerspective(photo, cv2.getPerspectiveTransform(corners, moved), (side, side)))
    y, x = np.mgrid[:side, :side]
    angle, period = draw.uniform(0, np.pi), draw.uniform(2.5, 9)
    wave = np.sin(2 * np.pi * (x * np.cos(angle) + y * np.sin(angle) + 3 * np.sin(y / 60)) / period)
    lamp = np.exp(-((x - draw.uniform(0, side)) ** 2 + (y - draw.uniform(0, side)) ** 2) / (2 * 70**2))
    photo = photo * (1 + 0.12 * wave) * 0.75 + 35 + 60 * lamp + draw.normal(0, 4, photo.shape)
    return np.asarray(np.clip(photo, 0, 255), np.uint8)


def _written(film: Film, draw: np.random.Generator) -> Film:
    """Six printed lines in a corner."""
    out, (rows, columns) = film.copy(), film.shape
    for line in range(6):
        place = (round(0.03 * columns), round(rows * (0.1 + 0.05 * line)))
        words = "PATIENT 1234 LEFT 120kV 2.5mAs"[: int(draw.integers(12, 30))]
        cv2.putText(out, words, place, cv2.FONT_HERSHEY_SIMPLEX, columns / 820, (255,), max(1, columns // 300))
    return out


def _half(film: Film, draw: np.random.Generator) -> Film:
    """55 % of the film's height and width, anywhere."""
    rows, columns = (round(side * 0.55) for side in film.shape)
    top, left = draw.integers(0, film.shape[0] - rows + 1), draw.integers(0, film.shape[1] - columns + 1)
    return np.ascontiguousarray(film[top : top + rows, left : left + columns])


def _grey(curve: Callable[[NDArray[np.float64]], NDArray[np.float64]]) -> Change:
    table = np.clip(curve(np.arange(256, dtype=np.float64)), 0, 255).astype(np.uint8)
    return lambda film, _draw: table[film]


# what was done -> the change, and the gate that ought to notice
CHANGES: Mapping[str, tuple[Change, str]] = {
    "turned by 90 degrees to the left": (lambda film, _: np.ascontiguousarray(np.rot90(film)), "turned"),
    "turned by 180 degrees": (lambda film, _: np.ascontiguousarray(np.rot90(film, 2)), "turned"),
    "turned by 90 degrees to the right": (lambda film, _: np.ascontiguousarray(np.rot90(film, 3)), "turned"),
    "negative": (lambda film, _: 255 - film, "inverted"),
    "mirrored": (lambda film, _: np.ascontiguousarray(film[:, ::-1]), "sides_doubtful"),
    "55 % of height and width cut out": (_half, "lungs"),
    "gamma 3": (_grey(lambda g: 255 * (g / 255) ** 3), "too_dark"),
    "gamma 0.35": (_grey(lambda g: 255 * (g / 255) ** 0.35), "too_light"),
    "a fifth of the contrast": (_grey(lambda g: 110 + (g - 128) / 5), "low_contrast"),
    "doubled contrast, light": (_grey(lambda g: g * 2.2 - 60), "clipped"),
    "doubled contrast, dark": (_grey(lambda g: g * 2 - 220), "clipped"),
    "blur of 1/60 of the side": (
        lambda film, _: np.asarray(cv2.GaussianBlur(film, (0, 0), max(film.shape) / 60), np.uint8), "blurred"),
    "noise of 25 greys": (
        lambda film, draw: np.clip(film + draw.normal(0, 25, film.shape), 0, 255).astype(np.uint8), "noisy"),
    "photograph of a screen": (_screen, "pattern"),
    "six printed lines": (_written, "writing"),
}  # fmt: skip
