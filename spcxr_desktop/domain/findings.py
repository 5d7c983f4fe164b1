"""What the models said about one radiograph: gates, scores, the lung mask. All immutable."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Severity = Literal["refuse", "warn"]
Status = Literal["analysed", "refused", "failed"]
Interval = tuple[float, ...]  # point, low, high; 95 %

NOTHING_FLAGGED = "No flagged finding among those assessed"
NOTHING_SCORED = "No finding was assessed: no screening model ran"
# RGB by mask value, alike in the window and in every export: orange and sky blue are told apart with any colour vision.
LUNG_COLOURS: Mapping[int, tuple[int, int, int]] = {1: (240, 136, 62), 2: (86, 180, 233)}


@dataclass(frozen=True)
class Code:
    """A coded concept (PS3.3 8.8): value, scheme, meaning."""

    value: str
    scheme: str
    meaning: str


@dataclass(frozen=True)
class Gate:
    """A reason not to analyse ("refuse") or not to lean on what follows ("warn")."""

    id: str
    severity: Severity
    text: str


@dataclass(frozen=True)
class OperatingPoint:
    """A threshold on the score (0..1), the rule that chose it and what it measured on validation."""

    id: str
    threshold: float
    rule: str
    sensitivity: Interval | None = None
    specificity: Interval | None = None


@dataclass(frozen=True)
class Score:
    """One label of one model for one radiograph.

    ``value``: 0..1, rises with the model's logit; a probability only where ``calibrated`` says that the calibration
    was measured to hold. ``threshold`` is the one of operating ``point`` of the model version. ``exploratory``: the
    public data cannot prove this label; the badge must stay visible.
    """

    label: str
    title: str
    value: float
    threshold: float
    flagged: bool
    exploratory: bool = False
    code: Code | None = None
    point: str = ""
    calibrated: bool = False


@dataclass(frozen=True)
class ModelStamp:
    """Which model said it, computed by which provider.

    ``note``: why it was not the first choice, model or provider, e.g. that it stands in for an installed package that
    is broken; "" where it was.
    """

    id: str
    version: str
    sha256: str
    threshold_set: str
    provider: str
    note: str = ""


@dataclass(frozen=True)
class Outlier:
    """How far a radiograph lies from those the models were trained on, and from where on that is unusual."""

    distance: float
    warn_above: float
    method: str

    @property
    def unusual(self) -> bool:
        """Whether it lies further out than the films the models were measured on."""
        return self.distance > self.warn_above


@dataclass(frozen=True, eq=False)
class EvidenceMap:
    """What each patch added to one logit, from the same forward pass: logit = ``bias`` + sum of ``values``.

    ``values``: float32 [n, n] over the prepared square, row 0 at the top of the upright film; ``box`` (top, left,
    bottom, right) is where that square was cut from the upright film of ``shape`` (rows, columns), in its pixels.
    ``tells_place``: the model's maps for this label were measured to point at what its score hangs on. The sum is
    exact either way, but a patch of a deep network may speak for the whole film.
    """

    label: str
    values: NDArray[np.float32]
    bias: float
    box: tuple[int, int, int, int]
    shape: tuple[int, int]
    tells_place: bool = True


@dataclass(frozen=True, eq=False)
class LungMask:
    """uint8 [rows, columns] at the image's own size and in its own orientation: 0, 1 right lung, 2 left lung.

    Right and left are the patient's. ``sides_assumed``: the header did not say which side is which.
    """

    labels: NDArray[np.uint8]
    sides_assumed: bool

    @property
    def right_px(self) -> int:
        """Pixels of the right lung."""
        return int(np.count_nonzero(self.labels == 1))

    @property
    def left_px(self) -> int:
        """Pixels of the left lung."""
        return int(np.count_nonzero(self.labels == 2))


@dataclass(frozen=True, eq=False)
class ResultSet:
    """Everything one run of the models produced for one radiograph. A re-run makes a new one."""

    status: Status
    gates: tuple[Gate, ...]
    scores: tuple[Score, ...]
    lungs: LungMask | None
    not_assessed: tuple[str, ...]
    models: tuple[ModelStamp, ...]
    created: str  # ISO 8601, UTC
    timings_ms: Mapping[str, float] = field(default_factory=dict)
    evidence: tuple[EvidenceMap, ...] = ()
    outlier: Outlier | None = None

    @property
    def flagged(self) -> tuple[Score, ...]:
        """Scores at or above their threshold, highest first."""
        return tuple(sorted((s for s in self.scores if s.flagged), key=lambda s: -s.value))

    @property
    def driving(self) -> tuple[Score, ...]:
        """Flags that may decide what is read first: no exploratory label, nothing on a film unlike the known ones."""
        if self.outlier is not None and self.outlier.unusual:
            return ()
        return tuple(score for score in self.flagged if not score.exploratory)

    @property
    def without_flag(self) -> str:
        """What to say where nothing is flagged. Never "normal", and not the same where nothing was scored."""
        return NOTHING_FLAGGED if self.scores else NOTHING_SCORED
