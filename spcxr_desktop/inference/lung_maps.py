"""The scores behind the lung mask, at the film's own size: what a reader's correction is refined with."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.domain.grayscale import default_greys
from spcxr_desktop.domain.preparation import prepare, restore
from spcxr_desktop.domain.radiograph import Radiograph
from spcxr_desktop.inference.lungs import softmax
from spcxr_desktop.inference.package import ModelPackage
from spcxr_desktop.inference.session import open_session


def lung_maps(radiograph: Radiograph, packages: Sequence[ModelPackage]) -> dict[int, NDArray[np.uint8]]:
    """1 right, 2 left lung -> uint8 [rows, columns] in the file's orientation, 255 for certain.

    Runs the package again: result sets keep the mask, not the map. Raises UserError where none outlines lungs.
    """
    found = [(package, region) for package in packages for region in package.segmentation]
    if not found:
        raise UserError("No model package outlines lungs.", "A package that does.", "Install one, then try again.")
    package, region = found[-1]  # the one whose mask the result set has
    greys = radiograph.orientation.to_upright(default_greys(radiograph))
    prepared = prepare(greys, package.manifest.input.size)
    logits = open_session(package).run(prepared.film[None, None])[region.output][0]
    scores = softmax(logits)
    out = {}
    for value in (1, 2):
        whole = restore(scores[value : value + 1], prepared)[0]
        out[value] = radiograph.orientation.from_upright(np.asarray(np.rint(whole * 255), np.uint8))
    return out
