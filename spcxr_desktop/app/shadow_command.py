"""``spcxr-desktop shadow``: start | status | run | report | stop."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from spcxr_desktop.app import shadow
from spcxr_desktop.app.reader import system_reader
from spcxr_desktop.app.reading import start_reading
from spcxr_desktop.app.record_command import record_folder
from spcxr_desktop.app.shadow_report import as_csv, as_text, report
from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.store.library import Library


def shadow_command(arguments: argparse.Namespace) -> int:
    """Run ``arguments.action``. Raises UserError."""
    actions: dict[str, Callable[[Library], int]] = {
        "start": lambda library: _start(library, arguments.id, arguments.version),
        "status": _status,
        "run": _run,
        "report": lambda library: _report(library, arguments.out),
        "stop": _stop,
    }
    with Library.open(record_folder()) as library:
        return actions[arguments.action](library)


def _start(library: Library, package_id: str, version: str) -> int:
    candidate = shadow.start(library, package_id, version)
    waiting = len(library.shadow.waiting(candidate))
    print(f"{package_id} {version} runs unseen from now on; {waiting} analysed films wait for it.")
    print("Catch up with: spcxr-desktop shadow run")
    return 0


def _status(library: Library) -> int:
    candidate = library.shadow.candidate()
    seen = sum(1 for _ in library.shadow.cases())
    if candidate is None:
        print(f"No candidate runs unseen; {seen} films of the last one are kept for the report.")
        return 0
    waiting = len(library.shadow.waiting(candidate))
    print(f"{candidate.id} {candidate.version} runs unseen: {seen} films seen, {waiting} wait.")
    return 0


def _run(library: Library) -> int:
    with closing(start_reading(1)) as door:
        missed = shadow.catch_up(library, door)
    if missed:
        print(f"{missed} films could not be read, or are not those that were analysed.", file=sys.stderr)
    _status(library)
    return 1 if missed else 0


def _report(library: Library, out: Path | None) -> int:
    found = report(library)
    if not found.films:
        raise UserError(
            "The candidate has seen no film yet.", "Films that were analysed.", "First: spcxr-desktop shadow run"
        )
    candidate = library.shadow.candidate()
    names = f"{candidate.id} {candidate.version} beside the active one" if candidate else "The last candidate"
    print("\n".join(as_text(found, names)))
    if out is not None:
        try:
            out.write_text(as_csv(found), encoding="utf-8")
        except OSError as error:
            raise UserError(
                f"{out} cannot be written ({error.strerror}).", "A place that can be written.", "Choose another one."
            ) from error
    return 0


def _stop(library: Library) -> int:
    found = library.shadow.stop(system_reader().id)
    if found is None:
        raise shadow.none_runs()
    print(f"{found.id} {found.version} runs no longer. Nothing else changed.")
    return 0
