"""``analyze --export``: the DICOM objects of one film of a batch, written with its folder."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spcxr_desktop.app.batch_film import Cancel, Film, internal_error
from spcxr_desktop.app.export import Exported, export_objects, none_of, report_of
from spcxr_desktop.app.results import Outcome, program_version
from spcxr_desktop.dicom.door import Cancelled, Door
from spcxr_desktop.domain.errors import UserError


def with_exports(outcome: Outcome, film: Film, kinds: Sequence[str], door: Door, cancel: Cancel) -> Outcome:
    """The outcome with its objects, or with why there are none. Never raises because of what the file holds; raises
    Cancelled."""
    if not kinds:
        return outcome
    try:
        return replace(outcome, exported=_exported(outcome, film, kinds, door, cancel), asked=tuple(kinds))
    except Cancelled:
        raise
    except UserError as error:
        return replace(outcome, exported=none_of(kinds, str(error)), asked=tuple(kinds))
    except Exception as error:  # a bug: the results stand without their objects, and say so
        return replace(outcome, exported=none_of(kinds, internal_error(error)), asked=tuple(kinds))


def _exported(outcome: Outcome, film: Film, kinds: Sequence[str], door: Door, cancel: Cancel) -> Exported:
    if film.radiograph is None or outcome.results is None:
        return none_of(kinds, outcome.reason or "The file was not read.")
    header = door.source_header(film.path, cancel)
    report = report_of(film.radiograph, outcome.results)
    return export_objects(report, header, film.radiograph.grayscale, kinds, program_version())
