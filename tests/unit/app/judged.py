"""Runs and opinions as the store gives them out, made by hand."""

from __future__ import annotations

from spcxr_desktop.domain.judgements import Judgement, Verdict
from spcxr_desktop.store.judged import Opinion, Run, Said

MODEL = ("screen 1.0",)


def run(
    image: int,
    *,
    number: int | None = None,
    sha256: str = "",
    models: tuple[str, ...] = MODEL,
    created: str = "2026-01-01T00:00:00+00:00",
    gates: tuple[tuple[str, str], ...] = (),
    maker: str = "Maker",
    device: str = "One",
    station: str = "",
    revealed: str = "",
    exploratory: bool = False,
    **values: float,
) -> Run:
    """Of one film; keywords are labels and their values, flagged from 0.5. Without any it was refused."""
    said = tuple(Said(name, name.title(), value, 0.5, value >= 0.5, exploratory, "") for name, value in values.items())
    status = "analysed" if said else "refused"
    return Run(
        number or image, image, f"key{image}", image, sha256 or f"r{image}", created, status,  # type: ignore[arg-type]
        models if said else (), said, gates, maker, device, station, revealed,
    )  # fmt: skip


def opinion(
    image: int,
    verdict: Verdict,
    *,
    results: str = "",
    revealed: str = "",
    label: str = "pneumonia",
    at: str = "2026-01-02T00:00:00+00:00",
) -> Opinion:
    """Jane's; before results where it names none."""
    place = ((1.0, 1.0), (2.0, 1.0), (2.0, 2.0)) if verdict == "relocate" else ()
    stage = "with results" if results else "before results"
    judgement = Judgement(label, verdict, "jane", at, results, place=place, stage=stage)  # type: ignore[arg-type]
    return Opinion(image, f"key{image}", image, revealed, judgement)
