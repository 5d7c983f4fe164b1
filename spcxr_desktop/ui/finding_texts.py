"""Every text of the findings panel, in the window's language. A value is a score; only where its calibration was
measured to hold would it be called more, and no package has that yet."""

from __future__ import annotations

from spcxr_desktop.app.judging import Said
from spcxr_desktop.domain.findings import Interval, ModelStamp, OperatingPoint, Outlier, Score
from spcxr_desktop.domain.judgements import Judgement, Reason, Verdict
from spcxr_desktop.domain.predictive import Predictive
from spcxr_desktop.ui.translation import number, tr

POINTS = {"rule_out": "Rule-out", "balanced": "Balanced", "rule_in": "Rule-in"}
VERDICTS: tuple[Verdict, ...] = ("accept", "reject", "uncertain", "relocate")
ICONS: dict[Verdict, str] = {"accept": "accept", "reject": "reject", "uncertain": "uncertain", "relocate": "place"}
ON_FLAG: dict[Verdict, str] = {
    "accept": "Accept: it is there", "reject": "Reject: it is not there", "uncertain": "Uncertain",
    "relocate": "It is elsewhere: draw where",
}  # fmt: skip
ON_NO_FLAG: dict[Verdict, str] = {
    "accept": "Missed: it is there", "reject": "Agree: it is not there", "uncertain": "Uncertain",
}  # fmt: skip
FIRST: dict[Verdict, str] = {"accept": "It is there", "reject": "It is not there", "uncertain": "Uncertain"}
_SAID_ON_FLAG: dict[Verdict, str] = {
    "accept": "Accepted", "reject": "Rejected", "uncertain": "Uncertain", "relocate": "Elsewhere, as drawn",
}  # fmt: skip
_SAID_ON_NO_FLAG: dict[Verdict, str] = {
    "accept": "Missed by the models", "reject": "Agreed: not there", "uncertain": "Uncertain",
    "relocate": "Missed by the models, as drawn",
}  # fmt: skip
REASONS: dict[Reason, str] = {
    "artefact": "Artefact", "device": "Device or line", "normal anatomy": "Normal anatomy", "technique": "Technique",
    "known before": "Known before", "other disease": "Another disease", "wrong side": "Wrong side",
    "wrong place": "Wrong place", "too faint": "Too faint", "other": "Something else, see the note",
}  # fmt: skip
PLACING = "Draw an ellipse around it in the picture. Esc leaves it."
UNLIKE = "Unlike the films that the models know"
UNLIKE_WHY = "Do not lean on what follows. Its flags do not move the film up the worklist."
READ_TITLE = "Read it first"
READ_WHY = "The models are done. What they flagged stays hidden until you have said what you see."
READ_LUNGS = "The outlines of the lungs are no finding and stay in view."


def point(value: OperatingPoint) -> str:
    """Name of an operating point with what it measured on validation."""
    name = tr(POINTS.get(value.id, value.id))
    if value.sensitivity is None or value.specificity is None:
        return name
    sensitive, specific = interval(value.sensitivity), interval(value.specificity)
    return f"{name}: " + tr(f"sensitivity {sensitive}, specificity {specific}")


def predicted(value: Predictive) -> str:
    """What a flag and no flag are worth at the site's prevalence."""
    common = number(f"{value.prevalence * 100:.3g}")
    parts = [tr(f"PPV {interval(value.ppv)}")] if value.ppv is not None else []
    parts += [tr(f"NPV {interval(value.npv)}")] if value.npv is not None else []
    return tr(f"At a prevalence of {common} %:") + " " + ", ".join(parts)


def interval(value: Interval) -> str:
    """ "0.85 (0.80 to 0.90)"."""
    middle, low, high = (number(f"{share:.2f}") for share in value)
    return tr(f"{middle} ({low} to {high})")


def count(flagged: int, exploratory: int) -> str:
    """Head of the panel. An exploratory flag is never counted with the others."""
    if not flagged:
        return tr("Exploratory flag only" if exploratory else "Assessed")
    if exploratory:
        return tr(f"{flagged:d} flagged, {exploratory:d} exploratory")
    return tr(f"{flagged:d} finding{'s' if flagged > 1 else ''} flagged")


def said(value: Said, flagged: bool) -> list[str]:
    """What the reader said: on these results, on earlier ones, before any were shown."""
    words = _SAID_ON_FLAG if flagged else _SAID_ON_NO_FLAG
    lines = []
    if value.now is not None:
        lines.append(f"{tr(words[value.now.verdict])}  ·  {_by(value.now)}")
    elif value.older is not None:
        lines.append(tr("On an earlier result set:") + f" {tr(words[value.older.verdict])}  ·  {_by(value.older)}")
    if value.first is not None:
        lines.append(tr("Before results:") + f" {presence(value.first.verdict)}")
    return lines


def presence(verdict: Verdict) -> str:
    """What a verdict says of the finding being there."""
    if verdict == "accept":
        return tr("there")
    if verdict == "reject":
        return tr("not there")
    return tr("uncertain") if verdict == "uncertain" else tr("elsewhere")


def verdict_name(verdict: Verdict, flagged: bool) -> str:
    """What pressing it says."""
    return (ON_FLAG if flagged else ON_NO_FLAG)[verdict]


def row_name(score: Score, where: str) -> str:
    """What a screen reader says of a finding. ``where``: in the window's language."""
    parts = [tr(score.title), tr("flagged" if score.flagged else "not flagged"), tr("exploratory") if score.exploratory
             else "", where]  # fmt: skip
    return ", ".join(part for part in parts if part)


def outlier(value: Outlier) -> str:
    """How far out, beside the limit."""
    return tr(f"Distance {value.distance:.2f}, unusual above {value.warn_above:.2f}")


def notes(models: tuple[ModelStamp, ...]) -> list[str]:
    """Why a faster processor was not used, each reason once."""
    return list(dict.fromkeys(tr(model.note) for model in models if model.note))


def moment(at: str) -> str:
    """ISO 8601 for people: date and time to the minute, UTC."""
    return at[:16].replace("T", " ")


def _by(judgement: Judgement) -> str:
    return f"{judgement.reader}, {moment(judgement.at)}"
