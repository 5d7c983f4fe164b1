"""``spcxr-desktop``: the verbs. Everything heavy is imported by the verb that needs it."""

from __future__ import annotations

import time

STARTED = time.perf_counter()  # before the other imports: "import" in the timings counts from here

import argparse  # noqa: E402
import io  # noqa: E402
import sys  # noqa: E402
from collections.abc import Sequence  # noqa: E402
from pathlib import Path  # noqa: E402

VERBS = ("open", "analyze", "render", "sample", "models", "record", "doctor")
USAGE_ERROR, INTERRUPTED = 2, 130
MOST_JOBS = 64  # of analyze: each takes up to 0.2 GB
EXPORTS = ("seg", "sr", "gsps")  # app.export.KINDS
_WHAT = "DICOM files, folders, DICOMDIR or ZIP archives, PNG, JPEG"


def main(argv: Sequence[str] | None = None) -> int:
    """Run one verb; 0 done, 1 something failed, 2 wrong use or a UserError, 130 interrupted.

    argparse itself leaves by SystemExit for ``--help``, ``--version`` and wrong use (2).
    """
    from spcxr_desktop.domain.errors import UserError

    for stream in (sys.stdout, sys.stderr):  # names of files need not be text: never die of printing one
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    arguments = _parser().parse_args(_with_verb(sys.argv[1:] if argv is None else argv))
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
            arguments.paths, arguments.out, arguments.jobs, arguments.resume, arguments.mix_models, arguments.export
        )
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
    if arguments.verb == "record":
        return _record(arguments)
    from spcxr_desktop.app.doctor import doctor_command

    return doctor_command()


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


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="spcxr-desktop",
        description="Chest radiographs: view them, screen them, outline the lungs. Research use only.",
        epilog="Without a verb, the window opens with the given paths.",
    )
    parser.add_argument("--version", action=_Version)
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    opening = verbs.add_parser("open", help="open the window")
    opening.add_argument("paths", nargs="*", type=Path, metavar="PATH", help=_WHAT)
    opening.add_argument("--new-window", action="store_true", help="do not hand the paths to a window that is open")
    analyze = verbs.add_parser("analyze", help="analyse files and folders without a window")
    analyze.add_argument("paths", nargs="+", type=Path, metavar="PATH", help=_WHAT)
    analyze.add_argument("--out", required=True, type=Path, metavar="DIR", help="where the results go")
    analyze.add_argument("--jobs", type=_jobs, default=1, metavar="N", help="films in flight; 1 unless given")
    analyze.add_argument("--resume", action="store_true", help="go on with a run into DIR that was ended")
    analyze.add_argument("--mix-models", action="store_true", help="resume also where other models ran before")
    analyze.add_argument(
        "--export", type=_exports, default=(), metavar="KINDS", help="also write DICOM objects: any of seg,sr,gsps"
    )
    render = verbs.add_parser("render", help="write one radiograph as an 8-bit PNG of its own size")
    render.add_argument("file", type=Path, metavar="FILE")
    render.add_argument("--out", required=True, type=Path, metavar="PNG")
    greys = render.add_mutually_exclusive_group()
    greys.add_argument("--window", type=_window, metavar="C,W", help="centre and width, in modality units")
    greys.add_argument("--voi", type=int, metavar="N", help="the N-th VOI of the file, from 1")
    render.add_argument("--frame", type=int, default=1, metavar="N", help="of a file with several, from 1")
    sample = verbs.add_parser("sample", help="write the sample study, a computed chest phantom")
    sample.add_argument("--out", required=True, type=Path, metavar="DIR")
    _add_models(verbs.add_parser("models", help="show, check, install and remove model packages"))
    _add_record(verbs.add_parser("record", help="back up, restore, check or thin out what is kept"))
    verbs.add_parser("doctor", help="check this installation")
    return parser


def _add_models(models: argparse.ArgumentParser) -> None:
    actions = models.add_subparsers(dest="action", required=True, metavar="ACTION")
    actions.add_parser("list", help="what is in use and what is installed")
    actions.add_parser("verify", help="check every package and run its self-test")
    install = actions.add_parser("install", help="install a package; nothing changes until it is activated")
    install.add_argument("source", type=Path, metavar="PACKAGE", help="a folder or a ZIP archive")
    install.add_argument("--accept-unsigned", action="store_true", help="also where no trusted key signed it")
    install.add_argument("--activate", action="store_true", help="use it from now on")
    for name, what in (("activate", "use an installed version"), ("remove", "delete an installed version")):
        action = actions.add_parser(name, help=what)
        action.add_argument("id", metavar="ID")
        action.add_argument("version", metavar="VERSION", help="bundled: the program's own" if name[0] == "a" else None)
    trust = actions.add_parser("trust", help="whose packages may be installed without a warning")
    trust.add_argument("what", metavar="KEYFILE|list|revoke", help="a public key to trust, or what to do")
    trust.add_argument("key", nargs="?", metavar="KEY", help="to revoke, as listed")
    providers = actions.add_parser("providers", help="show, or set, what computes and in which order")
    providers.add_argument("names", nargs="*", metavar="NAME", help="such as cuda; default: the usual order")


def _add_record(record: argparse.ArgumentParser) -> None:
    actions = record.add_subparsers(dest="action", required=True, metavar="ACTION")
    actions.add_parser("status", help="where it lies, what is in it, how much room it takes")
    actions.add_parser("patients", help="keys, IDs and names")
    actions.add_parser("backup", help="make a checked copy")
    restore = actions.add_parser("restore", help="put a backup in its place; the former record is kept beside it")
    restore.add_argument("backup", type=Path, metavar="BACKUP")
    actions.add_parser("verify", help="check the audit trail and all signatures")
    forget = actions.add_parser("forget", help="delete everything about one patient")
    forget.add_argument("key", metavar="PATIENT-KEY", help="see: record patients")
    retain = actions.add_parser("retain", help="delete studies that were taken in longer ago")
    retain.add_argument("days", type=int, metavar="DAYS")
    for action in (forget, retain):
        action.add_argument("--yes", action="store_true", help="do it; without this only tell what would be deleted")


def _exports(text: str) -> tuple[str, ...]:
    """``--export seg,sr,gsps``."""
    kinds = tuple(dict.fromkeys(kind.strip().lower() for kind in text.split(",")))
    if not set(kinds) <= set(EXPORTS):
        raise argparse.ArgumentTypeError(f"{text!r}: any of {', '.join(EXPORTS)}, joined by commas")
    return kinds


def _jobs(text: str) -> int:
    try:
        jobs = int(text)
    except ValueError:
        jobs = 0
    if not 1 <= jobs <= MOST_JOBS:
        raise argparse.ArgumentTypeError(f"expected a whole number from 1 to {MOST_JOBS}")
    return jobs


def _window(text: str) -> tuple[float, float]:
    try:
        center, width = (float(part) for part in text.split(","))
    except ValueError as error:
        raise argparse.ArgumentTypeError("expected two numbers, centre,width, such as 2048,4096") from error
    return center, width


class _Version(argparse.Action):
    """Looks the version up only when it is asked for."""

    def __init__(self, option_strings: Sequence[str], dest: str) -> None:
        super().__init__(option_strings, dest, nargs=0, help="print the version")

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from importlib.metadata import PackageNotFoundError, version

        try:
            print(f"SPCXR {version('spcxr')}")
        except PackageNotFoundError:
            print("SPCXR, run from source")
        parser.exit()


if __name__ == "__main__":
    sys.exit(main())
