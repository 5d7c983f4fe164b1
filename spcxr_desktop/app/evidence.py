"""The evidence of a result set as a window needs it: what to draw, and where that is in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from spcxr_desktop.domain.evidence import Heat, Polygon, outline, turned, turned_outline
from spcxr_desktop.domain.findings import EvidenceMap, ResultSet
from spcxr_desktop.domain.orientation import Orientation
from spcxr_desktop.domain.turn import Turn
from spcxr_desktop.domain.zones import MOSTLY_OUTSIDE, NO_PLACE, Site, sides_known, site_of, words, zone_map


@dataclass(frozen=True, eq=False)
class Evidence:
    """One label's. ``outline``: polygons on the upright film, even-odd. ``where``: the zone in words, "" unknown.

    Neither outline nor zone where the model's maps were not shown to point at places.
    """

    map: EvidenceMap
    outline: tuple[Polygon, ...]
    site: Site
    where: str

    @property
    def label(self) -> str:
        """The finding it speaks for."""
        return self.map.label

    def turned(self, turn: Turn) -> Evidence:
        """As it lies on a film that the reader has turned."""
        rows, columns = self.map.shape
        return replace(
            self, map=turned(self.map, turn), outline=turned_outline(self.outline, turn, columns, rows)
        )

    @property
    def warning(self) -> str:
        """What must not be overlooked, "" nothing."""
        if not self.map.tells_place:
            return NO_PLACE
        return MOSTLY_OUTSIDE if self.site.mostly_outside else ""


def evidence_of(results: ResultSet, orientation: Orientation) -> tuple[Evidence, ...]:
    """Every map of a result set that has its lungs (some 10 ms and 5 ms a map: call it off the GUI thread)."""
    if not results.evidence:
        return ()
    lungs = results.lungs
    upright = orientation.to_upright(lungs.labels) if lungs is not None else None
    known = sides_known(results.gates) and not (lungs is not None and lungs.sides_assumed)
    zones: dict[object, NDArray[np.uint8] | None] = {}  # maps of one model lie in one square
    out = []
    for evidence in results.evidence:
        if not evidence.tells_place:
            out.append(Evidence(evidence, (), Site(), ""))
            continue
        square = evidence.box, evidence.values.shape
        if square not in zones:
            zones[square] = zone_map(upright, evidence) if upright is not None else None
        heat = Heat.of(evidence)
        site = site_of(heat, zones[square])
        out.append(Evidence(evidence, outline(heat), site, words(site, known)))
    return tuple(out)


def flagged_evidence(results: ResultSet, orientation: Orientation) -> tuple[Evidence, ...]:
    """That of the flagged findings, lying as the file does: for what is written to the disk."""
    flagged = {score.label for score in results.flagged}
    kept = replace(results, evidence=tuple(item for item in results.evidence if item.label in flagged))
    back = Turn.upright(orientation).inverse
    return tuple(evidence.turned(back) for evidence in evidence_of(kept, orientation))


def chosen_evidence(every: Sequence[Evidence], results: ResultSet | None, asked: str | None) -> Evidence | None:
    """What to draw: ``asked`` None nothing, a label its map, "" that of the first flagged finding.

    An exploratory finding comes after the others, as it never drives anything.
    """
    by_label = {evidence.label: evidence for evidence in every}
    if asked is None or results is None:
        return None
    if asked:
        return by_label.get(asked)
    ranked = sorted(results.flagged, key=lambda score: score.exploratory)
    return next((by_label[score.label] for score in ranked if score.label in by_label), None)
