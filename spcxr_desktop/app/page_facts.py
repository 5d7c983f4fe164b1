"""What a report says in words: the same on the page, in the picture, in the table and in FHIR."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np

from spcxr_desktop.domain import measure
from spcxr_desktop.domain.annotations import (
    Angle,
    Annotation,
    Arrow,
    CardiothoracicRatio,
    Length,
    Region,
    Text,
    frame_of,
)
from spcxr_desktop.domain.findings import NOTHING_FLAGGED, NOTHING_SCORED, OperatingPoint, Score
from spcxr_desktop.domain.judgements import Judgement
from spcxr_desktop.domain.measure import Measurement
from spcxr_desktop.domain.radiograph import Radiograph
from spcxr_desktop.domain.report import Region as MaskRegion
from spcxr_desktop.domain.report import Report
from spcxr_desktop.domain.zones import SIDES_UNSURE

NOBODY = "Nobody has looked at this: models alone made it."
_ON_FLAG: Mapping[str, str] = {
    "accept": "accepted: it is there", "reject": "rejected: it is not there", "uncertain": "uncertain",
    "relocate": "there, but elsewhere, as drawn",
}  # fmt: skip
_ON_NO_FLAG: Mapping[str, str] = {
    "accept": "missed by the models: it is there", "reject": "agreed: it is not there", "uncertain": "uncertain",
    "relocate": "missed by the models, as drawn",
}  # fmt: skip
_BY_ITSELF: Mapping[str, str] = {
    "accept": "it is there", "reject": "it is not there", "uncertain": "uncertain", "relocate": "it is there, as drawn",
}  # fmt: skip
_LUNG_SIDES = ("3341006", "44029006")  # SNOMED CT: right, left lung
_BEFORE = "before results: "
_MAKING = {"AUTOMATIC": "model", "SEMIAUTOMATIC": "model, changed by hand", "MANUAL": "by hand"}
_UNLIKE = "out_of_distribution"  # the gate's id
_SHORT = 12  # digits of a hash that people compare


@dataclass(frozen=True)
class Drawn:
    """One thing that the reader drew on this frame. ``number`` from 1 stands beside it in pictures."""

    number: int
    key: str
    annotation: Annotation
    name: str
    text: str
    measured: Measurement | None = None


@dataclass(frozen=True)
class Area:
    """One region of the mask. ``value`` in ``unit``: mm2, or px where no spacing is known; ``plane``: where mm hold."""

    name: str
    colour: tuple[int, int, int]
    pixels: int
    value: float
    unit: str
    plane: str
    making: str

    @property
    def text(self) -> str:
        """For people: cm² with their plane, or pixels."""
        if self.unit == "px":
            return f"{self.pixels} px (no usable pixel spacing)"
        return f"{self.value / 100:.1f} cm² ({self.plane})"


def sides_known(report: Report) -> bool:
    """Whether right and left may be said: the header says them, and the picture does not contradict it."""
    gates = report.results.gates if report.results is not None else ()
    return not report.sides_assumed and not any(gate.id in SIDES_UNSURE for gate in gates)


def assessed(report: Report) -> bool:
    """Whether any model scored the film."""
    return report.results is not None and report.results.status == "analysed" and bool(report.results.scores)


def ranked(report: Report) -> tuple[Score, ...]:
    """All scores, the flagged ones first, each highest first."""
    scores = report.results.scores if report.results is not None else ()
    return tuple(sorted(scores, key=lambda score: (not score.flagged, -score.value, score.label)))


def headline(report: Report) -> str:
    """The outcome in one line. Never "normal"."""
    results = report.results
    if results is not None and results.status != "analysed":
        return "Not assessed, which is not negative."
    if results is None or not results.scores:
        return f"{NOTHING_SCORED}."
    flagged = [titled(score) for score in ranked(report) if score.flagged]
    return f"Flagged: {'; '.join(flagged)}." if flagged else f"{NOTHING_FLAGGED}."


def titled(score: Score) -> str:
    """The title with its badge."""
    return score.title + (" [exploratory]" if score.exploratory else "")


def unlike(report: Report) -> str:
    """That the film is unlike those the models know, "" where it is not: to be said before anything they say of it."""
    gates = report.results.gates if report.results is not None else ()
    return next((gate.text for gate in gates if gate.id == _UNLIKE), "")


def score_text(score: Score) -> str:
    """ "0.70", or "70 % (calibrated probability)" where that was measured to hold."""
    return f"{100 * score.value:.0f} % (calibrated probability)" if score.calibrated else f"{score.value:.2f}"


def point_text(score: Score, point: OperatingPoint | None) -> str:
    """The threshold, which operating point it is, and what that measured on validation."""
    name = f" ({score.point.replace('_', ' ')})" if score.point else ""
    said = f"threshold {score.threshold:.2f}{name}"
    for what, interval in (("sensitivity", point and point.sensitivity), ("specificity", point and point.specificity)):
        if interval:
            said += f"; {what} {interval[0]:.2f}"
            said += f" ({interval[1]:.2f} to {interval[2]:.2f})" if len(interval) == 3 else ""
    return said


def judged(report: Report, score: Score) -> str:
    """What the reader said of a label: with these results in view, and before."""
    said = report.judgement_of(score.label)
    parts = [_said(said, _ON_FLAG if score.flagged else _ON_NO_FLAG)] if said is not None else []
    return "; ".join([*parts, *_before(report, score.label)])


def _before(report: Report, label: str) -> list[str]:
    found = (one for one in report.judgements if one.label == label and one.stage == "before results")
    return [f"{_BEFORE}{_said(one, _BY_ITSELF)}" for one in found]


def _said(said: Judgement, words: Mapping[str, str]) -> str:
    """A verdict, its reasons and its text."""
    reasons = f" ({', '.join(said.reasons)})" if said.reasons else ""
    text = f": {said.text.strip()}" if said.text.strip() else ""
    return f"{words[said.verdict]}{reasons}{text}"


def unscored(report: Report) -> tuple[tuple[str, str], ...]:
    """Labels that the reader judged before results were shown and no model scored here, with what was said."""
    scored = {score.label for score in ranked(report)}
    labels = dict.fromkeys(one.label for one in report.judgements if one.label not in scored)
    found = ((label, "; ".join(_before(report, label)).removeprefix(_BEFORE)) for label in labels)
    return tuple((label, said) for label, said in found if said)


def answers(report: Report) -> tuple[str, ...]:
    """Who stands behind it, a sentence each. The first says whether anybody does."""
    if report.reader is None or not report.revision:
        return NOBODY, "UNVERIFIED.", f"Analysed {moment(report.created)}."
    name = report.reader.name or report.reader.id
    proof = report.reader.authenticated_by
    verified = f"VERIFIED: identity proved by {'PIN' if proof == 'pin' else proof}." if proof else (
        "UNVERIFIED: the identity of the reader was not proved."
    )  # fmt: skip
    said = [f"Signed by {name}, {moment(report.created)}.", verified]
    if report.replaces:
        said.append(f"Amends revision {short(report.replaces)}: {report.reason}")
    said.append(f"Revision {short(report.revision)}.")
    return tuple(said)


def warnings(report: Report) -> tuple[tuple[str, str], ...]:
    """(id, text) of every gate, refusals first, and that right and left are not known."""
    gates = report.results.gates if report.results is not None else ()
    said = [(gate.id, gate.text) for gate in sorted(gates, key=lambda gate: gate.severity != "refuse")]
    if not sides_known(report) and not any(id in SIDES_UNSURE for id, _ in said):
        said.append(("sides_assumed", "Right and left are not known from the header."))
    return tuple(said)


def areas(report: Report) -> tuple[Area, ...]:
    """Of every region of the mask."""
    spacing, mask = report.spacing, report.mask
    if mask is None:
        return ()
    counts = np.bincount(mask.ravel(), minlength=256)
    found = []
    for region in report.regions:
        pixels = int(counts[region.value])
        value = float(pixels) if spacing is None else round(pixels * spacing.row_mm * spacing.column_mm, 1)
        unit, plane = ("px", "") if spacing is None else ("mm2", spacing.plane)
        name = region_name(report, region)
        found.append(Area(name, region.label.colour, pixels, value, unit, plane, _MAKING[region.making]))
    return tuple(found)


def region_name(report: Report, region: MaskRegion) -> str:
    """What a region is called; of a lung, also that its side is not known."""
    sided = region.label.code is not None and region.label.code.value in _LUNG_SIDES
    return f"{region.label.name} (side not known)" if sided and not sides_known(report) else region.label.name


def drawings(report: Report, radiograph: Radiograph) -> tuple[Drawn, ...]:
    """What the reader drew on this frame, in the order it was drawn in."""
    keys = [key for key in sorted(report.annotations) if frame_of(key) == report.image.frame]
    return tuple(_drawn(number, key, report, radiograph) for number, key in enumerate(keys, 1))


def _drawn(number: int, key: str, report: Report, radiograph: Radiograph) -> Drawn:
    drawn, spacing, aspect = report.annotations[key], report.spacing, square_or(radiograph.aspect)
    if isinstance(drawn, Text):
        return Drawn(number, key, drawn, "Text", drawn.text)
    if isinstance(drawn, Arrow):
        return Drawn(number, key, drawn, "Arrow", drawn.text)
    found: Measurement | None = None
    if isinstance(drawn, Length):
        found = measure.length(drawn, spacing, aspect)
    elif isinstance(drawn, Angle):
        found = measure.angle(drawn, spacing, aspect)
    elif isinstance(drawn, Region):
        found = measure.area(drawn, spacing)
    elif isinstance(drawn, CardiothoracicRatio):
        found = measure.cardiothoracic_ratio(drawn, spacing, aspect, view=radiograph.identity.view_position)
    if found is None:
        return Drawn(number, key, drawn, drawn.kind.capitalize(), "not complete")
    return Drawn(number, key, drawn, found.name, found.text + (f" ({found.warning})" if found.warning else ""), found)


def square_or(aspect: float) -> float:
    """A pixel's height over its width, 1 where the header's is senseless."""
    return aspect if 0.1 <= aspect <= 10 else 1.0


def moment(created: str) -> str:
    """ "2026-01-02 03:04 UTC"."""
    at = datetime.fromisoformat(created)
    return (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(UTC).strftime("%Y-%m-%d %H:%M UTC")


def day(value: str) -> str:
    """A DICOM date as "2026-01-02"; anything else as it is."""
    return f"{value[:4]}-{value[4:6]}-{value[6:]}" if len(value) == 8 and value.isdigit() else value


def short(digest: str) -> str:
    """The beginning of a hash."""
    return digest[:_SHORT]
