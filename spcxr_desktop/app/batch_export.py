"""``analyze --export``: what one film of a batch is exported as, written with its folder."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from spcxr_desktop.app.batch_film import Cancel, Film, internal_error
from spcxr_desktop.app.export import Exported, Source, export_objects, none_of, report_of
from spcxr_desktop.app.operating import point_of
from spcxr_desktop.app.results import Outcome, program_version
from spcxr_desktop.dicom.door import Cancelled, Door
from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.domain.findings import OperatingPoint, ResultSet
from spcxr_desktop.inference.package import ModelPackage


@dataclass(frozen=True)
class Asked:
    """What is written of every film: ``kinds`` of ``export.KINDS``; ``labelmap``: SEG as a label map."""

    kinds: Sequence[str]
    packages: Sequence[ModelPackage] = ()
    labelmap: bool = False


def with_exports(outcome: Outcome, film: Film, asked: Asked, door: Door, cancel: Cancel) -> Outcome:
    """The outcome with its exports, or with why there are none. Never raises because of what the file holds; raises
    Cancelled."""
    kinds = asked.kinds
    if not kinds:
        return outcome
    try:
        return replace(outcome, exported=_exported(outcome, film, asked, door, cancel), asked=tuple(kinds))
    except Cancelled:
        raise
    except UserError as error:
        return replace(outcome, exported=none_of(kinds, str(error)), asked=tuple(kinds))
    except Exception as error:  # a bug: the results stand without their exports, and say so
        return replace(outcome, exported=none_of(kinds, internal_error(error)), asked=tuple(kinds))


def _exported(outcome: Outcome, film: Film, asked: Asked, door: Door, cancel: Cancel) -> Exported:
    radiograph, results = film.radiograph, outcome.results
    if radiograph is None or results is None:
        return none_of(asked.kinds, outcome.reason or "The file was not read.")
    header = door.source_header(film.path, cancel) if radiograph.dicom else None
    source = Source(radiograph, header, points_of(results, asked.packages))
    return export_objects(
        report_of(radiograph, results), source, asked.kinds, program_version(), labelmap=asked.labelmap
    )


def points_of(results: ResultSet, packages: Sequence[ModelPackage]) -> dict[str, OperatingPoint]:
    """Label -> operating point with what it measured, of the scores whose model is at hand."""
    found = {score.label: point_of(score, packages, results.models) for score in results.scores}
    return {label: point for label, point in found.items() if point is not None}
