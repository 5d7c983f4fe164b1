"""Where reader and model do not agree, over the whole record. Pure: from what the store gives out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from spcxr_desktop.domain.judgements import Judgement
from spcxr_desktop.store.judged import Opinion, Run, Said

Kind = Literal["rejected", "missed", "elsewhere"]


@dataclass(frozen=True)
class Disagreement:
    """``rejected``: flagged, and the reader says it is not there. ``missed``: not flagged, and it is. ``elsewhere``:
    flagged, and it is in another place."""

    kind: Kind
    image: int
    study: int
    said: Said
    models: tuple[str, ...]
    judgement: Judgement


def run_of(opinion: Opinion, by_hash: Mapping[tuple[int, str], Run]) -> Run | None:
    """The run a judgement is to be held against: the one it names, for a first opinion the one revealed afterwards.

    None while nothing was revealed: what the models said must not be told by any list.
    """
    return by_hash.get((opinion.image, opinion.judgement.results or opinion.revealed))


def by_hash(runs: Iterable[Run]) -> dict[tuple[int, str], Run]:
    """Runs by image and hash."""
    return {(run.image, run.sha256): run for run in runs}


def agrees(said: Said, judgement: Judgement) -> bool | None:
    """Whether reader and model say the same of a finding being there; None where the reader is not sure."""
    if judgement.verdict == "uncertain":
        return None
    return said.flagged == (judgement.verdict != "reject")


def disagreements(runs: Iterable[Run], opinions: Iterable[Opinion]) -> tuple[Disagreement, ...]:
    """All of them, the latest judgement first."""
    known = by_hash(runs)
    out = []
    for opinion in opinions:
        run = run_of(opinion, known)
        said = run.of(opinion.judgement.label) if run is not None else None
        kind = _kind(said, opinion.judgement) if said is not None else None
        if run is not None and said is not None and kind is not None:
            out.append(Disagreement(kind, opinion.image, opinion.study, said, run.models, opinion.judgement))
    return tuple(sorted(out, key=lambda item: item.judgement.at, reverse=True))


def _kind(said: Said, judgement: Judgement) -> Kind | None:
    if judgement.verdict == "relocate":
        return "elsewhere"
    if agrees(said, judgement) is not False:
        return None
    return "rejected" if said.flagged else "missed"
