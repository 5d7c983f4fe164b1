"""Entry point of ``spcxr-desktop`` and of ``python -m spcxr_desktop``."""

from __future__ import annotations

import logging
import multiprocessing
import sys

from spcxr_desktop.app.doctor import check_runtime_wheels
from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.store.logs import log_failure, start_log


def main(argv: list[str] | None = None) -> int:
    """Run one verb and return the exit code; 2 where the installation itself is at fault."""
    multiprocessing.freeze_support()
    arguments = sys.argv[1:] if argv is None else argv
    if arguments[:1] != ["doctor"]:  # the doctor tells it in its own words, among the rest
        try:
            check_runtime_wheels()
        except UserError as error:
            print(error, file=sys.stderr)
            return 2
    from spcxr_desktop.cli import main as run

    try:
        return run(arguments)
    except Exception as error:  # whatever comes as far as this is a bug
        _report_bug(error)
        raise


def _report_bug(error: Exception) -> None:
    """Put the places of the error, not its text, into the log, and say where that is."""
    try:
        file = start_log()
    except UserError as no_log:
        print(no_log, file=sys.stderr)
        return
    log_failure(logging.getLogger("spcxr_desktop"), "program.failed", error)
    print(f"This is a bug in SPCXR. Please report it with the last line of {file}", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
