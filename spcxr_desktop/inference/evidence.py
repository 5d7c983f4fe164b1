"""From a graph's evidence output to evidence maps that add up to the scores."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.domain.findings import EvidenceMap
from spcxr_desktop.domain.preparation import Prepared
from spcxr_desktop.inference.figures import EvidenceFigure
from spcxr_desktop.inference.labels import ClassificationTask
from spcxr_desktop.inference.manifest import Manifest

_OF_OCCLUSION = 0.5
_OFF = 0.05  # by which bias and patches may miss the logit: half precision rounds more than float32


def evidence_maps(
    manifest: Manifest, task: ClassificationTask, outputs: Mapping[str, NDArray[np.float32]], prepared: Prepared
) -> tuple[EvidenceMap, ...]:
    """One map per label of ``task``, in the units of its score: score = sigmoid(bias + values.sum()).

    That is, the calibration's slope and intercept are in it. () where the package gives no evidence. Raises UserError
    where what it gives is none: another shape, no numbers, or a sum that is not the logit.
    """
    if task.evidence is None or task.evidence_bias is None:
        return ()
    logits, every = outputs[task.output][0], outputs[task.evidence][0]  # [K], [K, n, n]
    columns = max(label.column for label in task.labels) + 1
    if every.ndim != 3 or every.shape[0] < columns or every.shape[1] != every.shape[2] or not np.isfinite(every).all():
        raise _broken(manifest.id, "evidence that is no map of numbers")
    box, out = prepared.box, []
    proven = {figure.label for figure in manifest.figures.evidence if points_at_places(figure)}
    for label in task.labels:
        values, bias = every[label.column], task.evidence_bias[label.column]
        if abs(bias + float(values.sum(dtype=np.float64)) - float(logits[label.column])) > _OFF:
            raise _broken(manifest.id, f"evidence for '{label.id}' that does not add up to its score")
        scaled = np.asarray(values * np.float32(label.calibration.slope), np.float32)
        scaled.setflags(write=False)
        bias = label.calibration.slope * bias + label.calibration.intercept
        place = (box.top, box.left, box.bottom, box.right)
        out.append(EvidenceMap(label.id, scaled, bias, place, prepared.shape, label.id in proven))
    return tuple(out)


def points_at_places(figure: EvidenceFigure) -> bool:
    """Whether maps were measured to find what the score hangs on, by the areas under deletion and insertion.

    What they gain over a random order must be at least half of what occlusion gains, which is nearly all there is.
    Where a network has spread what it found over all its patches, the sum is still exact and the map is noise.
    """
    gain = figure.random_deletion - figure.deletion + figure.insertion - figure.random_insertion
    most = figure.random_deletion - figure.occlusion_deletion + figure.occlusion_insertion - figure.random_insertion
    return gain > 0 and gain >= _OF_OCCLUSION * most


def _broken(package_id: str, found: str) -> UserError:
    return UserError(
        f"The model package '{package_id}' gave {found}.",
        "One map per label; its patches and bias add up to the logit.",
        "Install the package again.",
    )
