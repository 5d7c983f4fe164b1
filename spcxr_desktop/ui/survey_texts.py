"""Every text of the lists over the record: disagreements, monitoring, versions."""

from __future__ import annotations

from spcxr_desktop.app.disagreements import Disagreement, Kind
from spcxr_desktop.app.monitoring import Dimension, Measure, Rate
from spcxr_desktop.store.judged import Run
from spcxr_desktop.ui import finding_texts, strings
from spcxr_desktop.ui.translation import number, tr

KINDS: dict[Kind, str] = {
    "rejected": "Flagged, and rejected", "missed": "Not flagged, and there", "elsewhere": "Flagged in another place",
}  # fmt: skip
STAGES = {"with results": "With results in view", "before results": "Before results"}
MEASURES: dict[Measure, str] = {
    "flagged": "Flagged", "refused": "Not assessed", "warned": "With a warning", "agreed": "Reader agrees",
}  # fmt: skip
OF: dict[Measure, str] = {
    "flagged": "of the analysed films; exploratory findings are not counted",
    "refused": "of all films",
    "warned": "of the analysed films",
    "agreed": "of the judgements other than \u201cuncertain\u201d; exploratory findings are not counted",
}
DIMENSIONS: dict[Dimension, str] = {"model": "Model version", "device": "Device", "month": "Month"}
DISAGREEMENTS = "Disagreements"
DISAGREEMENTS_WHY = (
    "Where reader and model do not say the same. Neither is taken for the truth here. First opinions are listed once "
    "their results were revealed."
)
NO_DISAGREEMENT = "Nobody disagrees, as far as findings were judged."
NONE_LIKE_THIS = "None is like this."
MONITORING = "Monitoring"
MONITORING_WHY = (
    "Films of this record by the last word of each model version. Intervals are 95 % (Wilson). A refusal counts with "
    "the model version that ran before it."
)
NOT_READ = "Films that nobody has read first are left out, as long as results stay hidden until then."
NOTHING_RUN = "No film of this record was analysed yet."
VERSIONS = "Result sets of this film"
VERSIONS_WHY = "One column per result set, oldest first. A judgement belongs to the result set it was made on."
NO_VERSIONS = "The record holds no result set of this film."
UNKNOWN_DEVICE = "Not stated in the header"
NO_MODEL = "No model ran yet"


def reader_said(item: Disagreement) -> str:
    """The reader's word on it."""
    return finding_texts.presence(item.judgement.verdict)


def model_said(item: Disagreement) -> str:
    """The model's."""
    text = tr("flagged" if item.said.flagged else "not flagged")
    return f"{text}, {tr(strings.EXPLORATORY)}" if item.said.exploratory else text


def why(item: Disagreement) -> str:
    """Reasons and note."""
    named = [tr(finding_texts.REASONS[reason]) for reason in item.judgement.reasons]
    return "  ·  ".join(part for part in (", ".join(named), item.judgement.text) if part)


def rate(value: Rate) -> str:
    """ "12 %  (8 to 17), 24 of 200"."""
    if value.interval is None:
        return tr("none")
    share, low, high = (number(f"{part * 100:.0f}") for part in value.interval)
    return tr(f"{share} % ({low} to {high}), {value.count:d} of {value.of:d}")


def group(dimension: Dimension, value: str) -> str:
    """A value that films are told apart by."""
    if value:
        return value
    return tr({"model": NO_MODEL, "device": UNKNOWN_DEVICE, "month": ""}[dimension])


def run_status(run: Run) -> str:
    """What became of a run."""
    return tr({"analysed": "Analysed", "refused": "Not assessed", "failed": "Analysis failed"}[run.status])


def run_said(run: Run, label: str) -> str:
    """What a run said of a label: flag first, score beside its threshold, operating point."""
    said = run.of(label)
    if said is None:
        return tr("not assessed")
    flag = tr("flagged" if said.flagged else "not flagged")
    point = tr(finding_texts.POINTS.get(said.point, said.point))
    score, threshold = number(f"{said.value:.2f}"), number(f"{said.threshold:.2f}")
    line = tr(f"{score}, threshold {threshold}")
    return "\n".join(part for part in (flag, line, point) if part)
