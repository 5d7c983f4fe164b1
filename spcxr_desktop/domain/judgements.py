"""What a reader said about one finding of a model, or before seeing it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Verdict = Literal["accept", "reject", "uncertain", "relocate"]
Stage = Literal["with results", "before results"]
Reason = Literal[
    "artefact",
    "device",
    "normal anatomy",
    "technique",
    "known before",
    "other disease",
    "wrong side",
    "wrong place",
    "too faint",
    "other",
]
Point = tuple[float, float]  # x, y: see domain/annotations.py


@dataclass(frozen=True)
class Judgement:
    """A verdict on one label of one result set.

    ``results``: sha256 of the result set it is about, "" for an opinion given before results were shown, so that
    a later run of the models never inherits it. ``model``: id and version that was judged. ``place``: outline in
    image coordinates, only and always with "relocate". ``at``: ISO 8601, UTC. ``reader``: the reader's id.
    """

    label: str
    verdict: Verdict
    reader: str
    at: str
    results: str = ""
    model: str = ""
    reasons: tuple[Reason, ...] = ()
    text: str = ""
    place: tuple[Point, ...] = ()
    stage: Stage = "with results"

    def __post_init__(self) -> None:
        if (self.verdict == "relocate") != bool(self.place):
            raise ValueError("a place belongs to 'relocate' and to nothing else")
        if "other" in self.reasons and not self.text.strip():
            raise ValueError("the reason 'other' needs a text")
        if (self.stage == "before results") == bool(self.results):
            raise ValueError("only a judgement given with results names them")
        if not self.label or not self.reader or not self.at:
            raise ValueError("a judgement says on what, by whom and when")

    @property
    def key(self) -> str:
        """Its key in a document: one opinion before results and one with each result set, side by side."""
        return f"{self.label}/{self.results or 'before'}"
