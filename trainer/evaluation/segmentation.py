"""Figures of a lung mask: overlap and surface distances, per lung and together, per source.

Masks are uint8 [S, S]: 0 background, 1 right lung, 2 left lung, 255 ignore (neither reward nor penalty).
Distances are pixels of the network's square, not millimetres: the square has lost the film's spacing.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import ArrayLike, NDArray

from trainer.evaluation.bootstrap import Interval, patient_bootstrap

IGNORE = 255
LUNGS: dict[str, tuple[int, ...]] = {"right": (1,), "left": (2,), "both": (1, 2)}
_WORST = 0.05


@dataclass(frozen=True)
class SourceFigures:
    """One row of the table: means over films, ``*_worst`` the mean of the worst 5 %; distances in px.

    ``dice``, ``hd95`` and ``assd`` are of both lungs together.
    """

    source: str
    films: int
    patients: int
    dice: Interval  # patient bootstrap
    dice_worst: float
    dice_right: float
    dice_left: float
    hd95: float
    hd95_worst: float
    assd: float
    sides_swapped: int


def dice(pred: NDArray[np.uint8], true: NDArray[np.uint8], ignore: int = IGNORE) -> dict[str, float]:
    """Dice per entry of LUNGS for one film; 1.0 where both masks hold nothing of it. Raises ValueError on shapes."""
    _check(pred, true)
    counted = true != ignore
    out = {}
    for name, values in LUNGS.items():
        p, t = np.isin(pred, values) & counted, np.isin(true, values) & counted
        total = int(p.sum()) + int(t.sum())
        out[name] = 2 * int((p & t).sum()) / total if total else 1.0
    return out


def surface_distances(
    pred: NDArray[np.uint8], true: NDArray[np.uint8], ignore: int = IGNORE, values: tuple[int, ...] = (1, 2)
) -> tuple[float, float]:
    """(hd95, assd) in px between the outlines of ``values``, both directions pooled.

    Outline pixels that touch an ignored pixel are not measured, only measured to: nobody drew a border there.
    Both empty: (0, 0). One empty, or all its outline ignored: the film's diagonal, as bad as can be.
    """
    _check(pred, true)
    ignored = true == ignore
    p, t = np.isin(pred, values) & ~ignored, np.isin(true, values) & ~ignored
    if not p.any() and not t.any():
        return 0.0, 0.0
    near_ignored = cv2.dilate(ignored.astype(np.uint8), np.ones((3, 3), np.uint8)) > 0
    edge_p, edge_t = _outline(p), _outline(t)
    there, back = _distances(edge_p & ~near_ignored, edge_t), _distances(edge_t & ~near_ignored, edge_p)
    if not len(there) or not len(back):
        return (math.hypot(*true.shape),) * 2
    every = np.r_[there, back]
    return float(np.percentile(every, 95)), float(every.mean())


def mean_mask(masks: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """The commonest value of each pixel over masks [N, S, S] -> [S, S]: the floor that looks at no film."""
    votes = np.stack([(masks == value).sum(axis=0) for value in (0, *LUNGS["both"])])
    return votes.argmax(axis=0).astype(np.uint8)


def sides_swapped(pred: NDArray[np.uint8], true: NDArray[np.uint8]) -> bool:
    """True where the lungs would fit better with right and left exchanged."""
    agree = ((pred == 1) & (true == 1)).sum() + ((pred == 2) & (true == 2)).sum()
    crossed = ((pred == 1) & (true == 2)).sum() + ((pred == 2) & (true == 1)).sum()
    return bool(crossed > agree)


def worst_5_percent(figures: ArrayLike, *, higher_is_better: bool = True) -> float:
    """Mean of the worst 5 % of the films (at least one film)."""
    ranked = np.sort(np.asarray(figures, np.float64))
    if not higher_is_better:
        ranked = ranked[::-1]
    return float(ranked[: max(1, math.ceil(_WORST * len(ranked)))].mean())


def source_table(
    preds: NDArray[np.uint8], trues: NDArray[np.uint8], sources: ArrayLike, groups: ArrayLike, *, resamples: int = 2000
) -> list[SourceFigures]:
    """One row per source. preds, trues uint8 [N, S, S]; sources, groups str [N]."""
    names, patients = np.asarray(sources), np.asarray(groups)
    if not len(preds) == len(trues) == len(names) == len(patients):
        raise ValueError(f"lengths differ: {len(preds)}, {len(trues)}, {len(names)}, {len(patients)}")
    figures = np.array([_film_figures(p, t) for p, t in zip(preds, trues, strict=True)])  # [N, 6]
    sources_found = [str(name) for name in np.unique(names)]
    return [_row(s, figures[names == s], patients[names == s], resamples) for s in sources_found]


def _film_figures(pred: NDArray[np.uint8], true: NDArray[np.uint8]) -> tuple[float, ...]:
    """(dice both, dice right, dice left, hd95, assd, sides swapped) of one film."""
    overlap = dice(pred, true)
    return (
        overlap["both"], overlap["right"], overlap["left"],
        *surface_distances(pred, true), float(sides_swapped(pred, true)),
    )  # fmt: skip


def _row(source: str, figures: NDArray[np.float64], patients: NDArray[np.str_], resamples: int) -> SourceFigures:
    """``figures`` [n, 6] and ``patients`` [n] of one source -> its row."""
    both, right, left, hd95, assd, swapped = figures.T
    return SourceFigures(
        source=source,
        films=len(figures),
        patients=len(np.unique(patients)),
        dice=patient_bootstrap(patients, lambda films: float(both[films].mean()), resamples),
        dice_worst=worst_5_percent(both),
        dice_right=float(right.mean()),
        dice_left=float(left.mean()),
        hd95=float(hd95.mean()),
        hd95_worst=worst_5_percent(hd95, higher_is_better=False),
        assd=float(assd.mean()),
        sides_swapped=int(swapped.sum()),
    )


def _outline(mask: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """The mask's own pixels with a 4-neighbour outside it; the film's edge counts as outside."""
    cross = np.asarray(cv2.getStructuringElement(cv2.MORPH_CROSS, (3, 3)), np.uint8)
    inner = cv2.erode(mask.astype(np.uint8), cross, borderType=cv2.BORDER_CONSTANT, borderValue=(0.0,))
    return np.asarray(mask & (inner == 0), np.bool_)


def _distances(from_: NDArray[np.bool_], to: NDArray[np.bool_]) -> NDArray[np.float32]:
    """Distance (px) of each pixel of ``from_`` to the nearest of ``to``; empty where either is."""
    if not to.any() or not from_.any():
        return np.zeros(0, np.float32)
    field = cv2.distanceTransform((~to).astype(np.uint8), cv2.DIST_L2, cv2.DIST_MASK_PRECISE)
    return np.asarray(field[from_], np.float32)


def _check(pred: NDArray[np.uint8], true: NDArray[np.uint8]) -> None:
    if pred.shape != true.shape or true.ndim != 2:
        raise ValueError(f"expected two masks [S, S] of one shape, got {pred.shape} and {true.shape}")
