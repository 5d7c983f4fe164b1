"""Texts about evidence, in the window's language."""

from __future__ import annotations

from spcxr_desktop.app.display import Display
from spcxr_desktop.app.entry import Entry
from spcxr_desktop.app.evidence import Evidence, chosen_evidence
from spcxr_desktop.domain.evidence import FULL_HEAT
from spcxr_desktop.domain.zones import WORDS
from spcxr_desktop.ui.translation import tr

WHAT_IT_IS = (
    "Not made afterwards: the score is the sum of what the patches of the film add and take, and this is what they "
    "add. The outline holds half of it. Pale colours are little evidence; no map is stretched to look strong."
)


def shown(entry: Entry, display: Display) -> Evidence | None:
    """The evidence that is drawn on an entry."""
    return chosen_evidence(entry.evidence, entry.results, display.evidence)


def title(entry: Entry, evidence: Evidence) -> str:
    """For which finding."""
    scores = entry.results.scores if entry.results is not None else ()
    name = next((tr(score.title) for score in scores if score.label == evidence.label), evidence.label)
    return tr(f"Evidence for {name}")


def where(zones: str) -> str:
    """What ``domain.zones.words`` said, in the window's language: each zone by itself, and how they are joined."""
    if zones in WORDS:
        return tr(zones)
    for joint in (" and ", ", "):
        parts = zones.split(joint)
        for place in range(1, len(parts)):
            last = joint.join(parts[place:])
            if last in WORDS:
                return where(joint.join(parts[:place])) + tr(joint) + tr(last)
    return zones


def place(evidence: Evidence) -> str:
    """Where, and how much of it within the lungs; "" where neither is known."""
    inside = evidence.site.inside
    share = tr(f"{100 * inside:.0f} % within the lungs") if inside is not None else ""
    return "  ·  ".join(part for part in (where(evidence.where), share) if part)


def legend(entry: Entry, evidence: Evidence) -> list[str]:
    """Beside the colours, over the picture."""
    first = tr(f"{title(entry, evidence)}; sums to the score")
    return [line for line in (first, place(evidence)) if line]


def full_heat() -> str:
    """What the strongest colour of the scale stands for."""
    return tr(f"0 to {FULL_HEAT:g} logit per 1 % of the film")


def warning(evidence: Evidence) -> str:
    """What must not be overlooked, "" nothing."""
    return tr(evidence.warning)
