"""``spcxr-desktop``: the verbs. Everything heavy is imported by the verb that needs it."""

from __future__ import annotations

import time

STARTED = time.perf_counter()  # before the other imports: "import" in the timings counts from here

import argparse  # noqa: E402
import io  # noqa: E402
import sys  # noqa: E402
from collections.abc import Sequence  # noqa: E402

from spcxr_desktop.arguments import VERBS, parser  # noqa: E402

USAGE_ERROR, INTERRUPTED = 2, 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run one verb; 0 done, 1 something failed, 2 wrong use or a UserError, 130 interrupted.

    argparse itself leaves by SystemExit for ``--help``, ``--version`` and wrong use (2).
    """
    from spcxr_desktop.domain.errors import UserError

    for stream in (sys.stdout, sys.stderr):  # names of files need not be text: never die of printing one
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    arguments = parser().parse_args(_with_verb(sys.argv[1:] if argv is None else argv))
    try:
        return _run(arguments)
    except UserError as error:
        print(f"{error.found}\nExpected: {error.expected}\nNext: {error.remedy}", file=sys.stderr)
        return USAGE_ERROR
    except KeyboardInterrupt:
        print("Interrupted.", file=sys.stderr)
        return INTERRUPTED


def _with_verb(argv: Sequence[str]) -> list[str]:
    """Bare ``spcxr-desktop`` and ``spcxr-desktop PATH...`` mean ``open``."""
    first = argv[0] if argv else ""
    if first in VERBS or first in ("-h", "--help", "--version"):
        return list(argv)
    return ["open", *argv]


def _run(arguments: argparse.Namespace) -> int:
    if arguments.verb == "open":
        from spcxr_desktop.ui.main import run_window

        return run_window(arguments.paths, arguments.new_window)
    if arguments.verb == "analyze":
        from spcxr_desktop.app.analyze import Wanted, analyze_command

        wanted = Wanted(
            arguments.paths, arguments.out, arguments.jobs, arguments.resume, arguments.mix_models, arguments.export,
            arguments.segmentation == "labelmap",
        )  # fmt: skip
        return analyze_command(wanted, STARTED)
    if arguments.verb == "render":
        from spcxr_desktop.app.render import render_file

        render_file(arguments.file, arguments.out, arguments.window, arguments.voi, arguments.frame)
        return 0
    if arguments.verb == "sample":
        from spcxr_desktop.app.sample import write_sample

        write_sample(arguments.out)
        return 0
    if arguments.verb == "models":
        from spcxr_desktop.app.models_command import models_command

        return models_command(arguments)
    if arguments.verb == "pacs":
        from spcxr_desktop.app.pacs_command import pacs_command

        return pacs_command(arguments)
    if arguments.verb == "record":
        return _record(arguments)
    if arguments.verb in ("deidentify", "export-training", "shadow"):
        return _loop(arguments)
    from spcxr_desktop.app.doctor import doctor_command

    return doctor_command()


def _loop(arguments: argparse.Namespace) -> int:
    """What leaves without its patient, and what comes back as a candidate model."""
    if arguments.verb == "deidentify":
        from spcxr_desktop.app.deidentify import deidentify_command

        return deidentify_command(arguments.paths, arguments.out, arguments.key, arguments.accept_burned_in)
    if arguments.verb == "export-training":
        from spcxr_desktop.app.export_training import export_training_command

        return export_training_command(arguments.out, arguments.key, arguments.note)
    from spcxr_desktop.app.shadow_command import shadow_command

    return shadow_command(arguments)


def _record(arguments: argparse.Namespace) -> int:
    from spcxr_desktop.app import record_command as record

    if arguments.action == "restore":
        return record.restore_command(arguments.backup)
    if arguments.action == "forget":
        return record.forget_command(arguments.key, arguments.yes)
    if arguments.action == "retain":
        return record.retain_command(arguments.days, arguments.yes)
    plain = {
        "status": record.status_command, "patients": record.patients_command, "backup": record.backup_command,
        "verify": record.verify_command,
    }  # fmt: skip
    return plain[arguments.action]()


if __name__ == "__main__":
    sys.exit(main())
