"""The arguments of ``spcxr-desktop``: one builder a verb. Imports nothing but argparse: ``--help`` is to be quick."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

VERBS = (
    "open", "analyze", "render", "sample", "models", "record",
    "pacs", "doctor", "deidentify", "export-training", "shadow",
)  # fmt: skip
MOST_JOBS = 64  # of analyze: each takes up to 0.2 GB
EXPORTS = ("seg", "sr", "gsps", "sc", "pdf", "png", "csv", "fhir")  # app.export.KINDS
_WHAT = "DICOM files, folders, DICOMDIR or ZIP archives, PNG, JPEG"


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(
        prog="spcxr-desktop",
        description="Chest radiographs: view them, screen them, outline the lungs. Research use only.",
        epilog="Without a verb, the window opens with the given paths.",
    )
    top.add_argument("--version", action=_Version)
    verbs = top.add_subparsers(dest="verb", required=True, metavar="VERB")
    opening = verbs.add_parser("open", help="open the window")
    opening.add_argument("paths", nargs="*", type=Path, metavar="PATH", help=_WHAT)
    opening.add_argument("--new-window", action="store_true", help="do not hand the paths to a window that is open")
    analyze = verbs.add_parser("analyze", help="analyse files and folders without a window")
    analyze.add_argument("paths", nargs="+", type=Path, metavar="PATH", help=_WHAT)
    analyze.add_argument("--out", required=True, type=Path, metavar="DIR", help="where the results go")
    analyze.add_argument("--jobs", type=_jobs, default=1, metavar="N", help="films in flight; 1 unless given")
    analyze.add_argument("--resume", action="store_true", help="go on with a run into DIR that was ended")
    analyze.add_argument("--mix-models", action="store_true", help="resume also where other models ran before")
    _add_exports(analyze)
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
    _add_deidentify(verbs.add_parser("deidentify", help="write copies of DICOM files without their patients"))
    _add_training(verbs.add_parser("export-training", help="write signed reviews as a data set for spcxr-trainer"))
    _add_shadow(verbs.add_parser("shadow", help="let a candidate package run beside the active one"))
    _add_pacs(verbs.add_parser("pacs", help="search, retrieve from, send to and receive from other systems"))
    verbs.add_parser("doctor", help="check this installation")
    return top


def _add_exports(analyze: argparse.ArgumentParser) -> None:
    analyze.add_argument(
        "--export", type=_exports, default=(), metavar="KINDS",
        help=f"also write DICOM objects, a page, a picture, a table, FHIR: any of {','.join(EXPORTS)}",
    )  # fmt: skip
    analyze.add_argument(
        "--segmentation", choices=("binary", "labelmap"), default="binary", help="how SEG is written: binary by default"
    )


def _add_deidentify(deidentify: argparse.ArgumentParser) -> None:
    deidentify.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="DICOM files, folders, archives")
    deidentify.add_argument("--out", required=True, type=Path, metavar="DIR|ZIP", help="a name that is free")
    deidentify.add_argument("--accept-burned-in", action="store_true", help="also where text is in the picture")
    _add_key(deidentify)


def _add_training(training: argparse.ArgumentParser) -> None:
    training.add_argument("--out", required=True, type=Path, metavar="DIR", help="a name that is free")
    training.add_argument("--note", default="", metavar="TEXT", help="consent or licence under which it is used")
    _add_key(training)


def _add_key(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--key", type=Path, metavar="FILE", help="key of the pseudonyms; made where there is none")


def _add_shadow(shadow: argparse.ArgumentParser) -> None:
    actions = shadow.add_subparsers(dest="action", required=True, metavar="ACTION")
    start = actions.add_parser("start", help="run an installed package beside the active one from now on")
    start.add_argument("id", metavar="ID")
    start.add_argument("version", metavar="VERSION")
    actions.add_parser("status", help="which package runs unseen, and on how many films so far")
    actions.add_parser("run", help="catch up: the films of the record that it has not seen yet")
    report = actions.add_parser("report", help="compare both, case by case")
    report.add_argument("--out", type=Path, metavar="CSV", help="also write the cases as a table")
    actions.add_parser("stop", help="end it; what it found stays until its package is removed or another one starts")


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


def _add_pacs(pacs: argparse.ArgumentParser) -> None:
    from spcxr_desktop.arguments_pacs import add_pacs

    add_pacs(pacs)


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
    """``--export seg,sr,pdf``."""
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
