"""How far a film lies from those a model package was trained on, measured on the package's own embedding.

One form holds every distance in use: ``min over centres c of |whitener (x - c)|``. Mahalanobis (whitened principal
components), the residual outside them, both together and their conditional variants differ only in the arrays;
``trainer.evaluation.outliers`` fits them. Shapes: D embedding width, K centres, R rows of the whitener.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.domain.findings import Gate, Outlier
from spcxr_desktop.inference.package import ModelPackage

_READ: dict[str, dict[str, NDArray[Any]]] = {}  # arrays by the sha256 of their file: a few hundred kB each
OUTLYING = "out_of_distribution"  # the gate's id, whether it warns or refuses; the window and the overlay know it
_FORMAT = 1


@dataclass(frozen=True, eq=False)
class OutlierModel:
    """``centres`` float32 [K, D], ``whitener`` float32 [R, D], and two limits on the distance, in the manifest.

    ``warn_above``: films beyond it are unlike those known. ``refuse_above``: beyond it no score is given; infinite
    where what was measured does not justify that.
    """

    method: str
    centres: NDArray[np.float32]
    whitener: NDArray[np.float32]
    warn_above: float = math.inf
    refuse_above: float = math.inf

    @classmethod
    def load(
        cls, arrays: Mapping[str, NDArray[Any]], warn_above: float = math.inf, refuse_above: float | None = None
    ) -> OutlierModel:
        """From the arrays of a package's ``outliers.npz`` and the limits of its manifest. Raises UserError."""
        try:
            if int(arrays["format"]) != _FORMAT:
                raise ValueError(f"format {int(arrays['format'])}")
            model = cls(
                str(arrays["method"]),
                np.asarray(arrays["centres"], np.float32),
                np.asarray(arrays["whitener"], np.float32),
                warn_above,
                math.inf if refuse_above is None else refuse_above,
            )
            model._check()
        except (KeyError, ValueError, TypeError, AttributeError) as error:
            raise UserError(
                f"The outlier model of a model package cannot be used ({error}).",
                "Arrays as docs/gates.md describes them.",
                "Install the package again.",
            ) from error
        return model

    def arrays(self) -> dict[str, NDArray[Any]]:
        """What ``load`` reads, for ``package.write_arrays``."""
        return {
            "format": np.array(_FORMAT),
            "method": np.array(self.method),
            "centres": self.centres,
            "whitener": self.whitener,
        }

    @property
    def width(self) -> int:
        """Numbers in an embedding."""
        return int(self.centres.shape[1])

    def distance(self, embedding: NDArray[np.float32]) -> float:
        """Distance of one embedding, float [D]; 0 is a typical film, infinite where a number is not finite."""
        flat = np.asarray(embedding, np.float32).reshape(-1)
        return float(self.distances(flat[None])[0])

    def distances(self, embeddings: NDArray[np.float32]) -> NDArray[np.float64]:
        """Distances [N] of embeddings [N, D]. Raises ValueError on another width."""
        if embeddings.ndim != 2 or embeddings.shape[1] != self.width:
            raise ValueError(f"expected embeddings of {self.width} numbers, got {embeddings.shape}")
        usable = np.asarray(np.isfinite(embeddings).all(axis=1), np.bool_)
        x = np.where(usable[:, None], embeddings, 0).astype(np.float32) @ self.whitener.T  # [N, R]
        centres = self.centres @ self.whitener.T  # [K, R]
        nearest = np.min([np.linalg.norm(x - centre, axis=1) for centre in centres], axis=0)
        return np.asarray(np.where(usable, nearest, np.inf), np.float64)

    def judge(self, embedding: NDArray[np.float32]) -> tuple[Outlier, Gate | None]:
        """The distance for the result set, and the gate it gives rise to, if any. ``embedding`` [D]."""
        distance = self.distance(embedding)
        shown = distance if math.isfinite(distance) else float(np.finfo(np.float32).max)
        return Outlier(shown, self.warn_above, self.method), self._gate(distance)

    def _gate(self, distance: float) -> Gate | None:
        if distance > self.refuse_above:
            return Gate(OUTLYING, "refuse", "The picture is far from every chest film that the models know.")
        if distance > self.warn_above:
            return Gate(OUTLYING, "warn", "Unlike the films that the models know: do not lean on the scores.")
        return None

    def _check(self) -> None:
        if self.centres.ndim != 2 or self.whitener.ndim != 2 or not self.centres.size or not self.whitener.size:
            raise ValueError("centres and whitener must be tables")
        if self.centres.shape[1] != self.whitener.shape[1]:
            raise ValueError("centres and whitener are of different widths")
        if not (np.isfinite(self.centres).all() and np.isfinite(self.whitener).all()):
            raise ValueError("numbers that are not finite")
        if not 0 < self.warn_above <= self.refuse_above:
            raise ValueError("limits that are not in order")


def outlier_model(package: ModelPackage) -> OutlierModel | None:
    """The package's outlier model, None where it has none. Read once; raises UserError."""
    entry = package.manifest.outliers
    if entry is None:
        return None
    key = package.manifest.files[entry.file]
    if key not in _READ:
        _READ[key] = package.read_arrays(entry.file)
    return OutlierModel.load(_READ[key], entry.warn_above, entry.refuse_above)
