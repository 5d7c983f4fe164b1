"""What can be scored without looking at lungs: file facts, an 8 x 8 thumbnail, a linear probe on given features.

A network whose interval does not clear these has shown nothing. Labels are int [N], -1 unknown (left out of the
fit). All inner choices are made on the training patients alone.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import ArrayLike, NDArray
from sklearn.base import BaseEstimator
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GridSearchCV, StratifiedGroupKFold, cross_val_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from spcxr_desktop.domain.errors import UserError

Floats = NDArray[np.float64]

VIEWS = ("PA", "AP", "AP Supine", "AP(paed)", "frontal")  # anything else, the empty string too, is "other"
FEATURES = (
    "aspect_ratio", "log_area", "log_area_packed", *(f"view={view}" for view in (*VIEWS, "other")),
    "age_years", "age_missing", "mean_grey",
)  # fmt: skip
THUMBNAIL = 8  # px
INNER_FOLDS = 5
PROBE_C = (1e-5, 1e-4, 1e-3, 1e-2, 1e-1, 1.0)


def metadata_features(rows: list[dict[str, str]]) -> Floats:
    """Index rows of a pack -> [N, len(FEATURES)]: nothing a radiologist would call an image.

    Areas are natural logs of px; the packed one is of the downscaled file. ``mean_grey`` is the file's before
    preparation. A missing age is 0 with ``age_missing`` 1.
    """
    return np.array([_facts(row) for row in rows], np.float64).reshape(len(rows), len(FEATURES))


def metadata_baseline(rows_train: list[dict[str, str]], y_train: ArrayLike, rows_val: list[dict[str, str]]) -> Floats:
    """Scores [N_val] of file facts: logistic regression or gradient boosting, whichever is better in inner folds."""
    x, y, groups = _known(metadata_features(rows_train), y_train, [row["group"] for row in rows_train])
    candidates: list[BaseEstimator] = [
        make_pipeline(StandardScaler(), LogisticRegression(solver="newton-cholesky", max_iter=200)),
        HistGradientBoostingClassifier(max_iter=150, learning_rate=0.06, max_leaf_nodes=15, random_state=0),
    ]
    folds = _folds()
    means = [cross_val_score(c, x, y, groups=groups, cv=folds, scoring="roc_auc").mean() for c in candidates]
    best = candidates[int(np.argmax(means))].fit(x, y)
    return np.asarray(best.predict_proba(metadata_features(rows_val))[:, 1], np.float64)


def thumbnails(films: NDArray[np.uint8]) -> Floats:
    """uint8 films [N, P, P] -> 8 x 8 area means in 0..1, [N, 64]."""
    small = [cv2.resize(film, (THUMBNAIL, THUMBNAIL), interpolation=cv2.INTER_AREA) for film in films]
    return np.asarray(small, np.float64).reshape(len(films), -1) / 255


def thumbnail_baseline(
    films_train: NDArray[np.uint8], y_train: ArrayLike, films_val: NDArray[np.uint8], groups_train: ArrayLike
) -> Floats:
    """Scores [N_val] of a logistic regression on 8 x 8 thumbnails of uint8 films [N, P, P]."""
    return linear_probe(thumbnails(films_train), y_train, thumbnails(films_val), groups_train)


def linear_probe(
    features_train: ArrayLike, y_train: ArrayLike, features_val: ArrayLike, groups_train: ArrayLike
) -> Floats:
    """Scores [N_val]: standardised features [N, F], logistic regression, C by inner folds over patients."""
    x, y, groups = _known(np.asarray(features_train, np.float64), y_train, groups_train)
    model = make_pipeline(StandardScaler(), LogisticRegression(solver="newton-cholesky", max_iter=200))
    search = GridSearchCV(model, {"logisticregression__C": PROBE_C}, scoring="roc_auc", cv=_folds())
    search.fit(x, y, groups=groups)
    return np.asarray(search.predict_proba(np.asarray(features_val, np.float64))[:, 1], np.float64)


def _facts(row: dict[str, str]) -> list[float]:
    width, height = int(row["orig_width"]), int(row["orig_height"])
    view = row["view"] if row["view"] in VIEWS else "other"
    age = _years(row["age"])
    return [
        width / height, np.log(width * height), np.log(int(row["width"]) * int(row["height"])),
        *(float(view == known) for known in (*VIEWS, "other")),
        age or 0.0, float(age is None), float(row["mean_grey"]),
    ]  # fmt: skip


def _years(age: str) -> float | None:
    """Manifests write an age as whole years or not at all; anything else counts as missing."""
    return float(age) if age.isdigit() else None


def _known(features: Floats, y: ArrayLike, groups: ArrayLike) -> tuple[Floats, NDArray[np.int64], NDArray[np.str_]]:
    """Rows with a known label. Raises ValueError where lengths differ, UserError where a class has too few patients."""
    label, patients = np.asarray(y, np.int64), np.asarray(groups, np.str_)
    if not len(features) == len(label) == len(patients):
        raise ValueError(f"lengths differ: {len(features)} features, {len(label)} labels, {len(patients)} groups")
    keep = label >= 0
    for value in (0, 1):
        found = len(np.unique(patients[label == value]))
        if found < INNER_FOLDS:
            raise UserError(
                f"{found} training patients with label {value}.", f"At least {INNER_FOLDS} of each class.",
                "Evaluate with the films the model was trained on, and look at the label counts of the pack.",
            )  # fmt: skip
    return features[keep], label[keep], patients[keep]


def _folds() -> StratifiedGroupKFold:
    return StratifiedGroupKFold(INNER_FOLDS, shuffle=True, random_state=0)
