"""``spcxr-desktop deidentify``: copies without the patient, as a DICOM file-set in a folder or a ZIP archive."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from spcxr_desktop.app.pseudonym_key import load_secret
from spcxr_desktop.app.reading import start_reading
from spcxr_desktop.dicom.door import Door, ReaderFault
from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.domain.pseudonyms import Secret


@dataclass
class Summary:
    """What became of the files. ``refused`` and ``warned``: (path, why)."""

    written: int = 0
    listed: int = 0
    patients: set[str] = field(default_factory=set)
    codes: Counter[str] = field(default_factory=Counter)
    refused: list[tuple[Path, str]] = field(default_factory=list)
    warned: list[tuple[Path, str]] = field(default_factory=list)


def deidentify_command(paths: Sequence[Path], out: Path, key: Path | None, accept_burned_in: bool) -> int:
    """0, or 1 where a file was left out. Raises UserError."""
    secret, where = load_secret(key)
    with closing(start_reading(1)) as door:
        summary = deidentify(paths, out, secret, door, accept_burned_in=accept_burned_in)
    for path, why in summary.refused:
        print(f"left out  {path}  {why}", file=sys.stderr)
    for path, why in summary.warned:
        print(f"look at   {path}  Text may be part of the picture: {why}.", file=sys.stderr)
    print(
        f"{summary.written} files of {len(summary.patients)} patients in {out}, {len(summary.refused)} left out. "
        f"Key: {where} (keep it to yourself; with it, whose a pseudonym is can be told)."
    )
    print("Text that is part of a picture was not looked for reliably and not removed: look at every picture.")
    return 1 if summary.refused else 0


def deidentify(
    paths: Sequence[Path],
    out: Path,
    secret: Secret,
    door: Door,
    *,
    accept_burned_in: bool = False,
    report: Callable[[int], None] = lambda done: None,
) -> Summary:
    """Copies of all DICOM files below ``paths`` in ``out``: a new folder, or a ZIP archive where its name says so.

    The files themselves are never touched, and ``out`` is whole or not there. Raises UserError where it exists, cannot
    be written or nothing could be cleaned; Cancelled by the door.
    """
    _check_target(out)
    try:
        with _staged(out) as stage:
            summary = _clean(paths, stage / "files", secret, door, accept_burned_in, report)
            if not summary.written:
                why = f" The first was left out because: {summary.refused[0][1]}" if summary.refused else ""
                raise UserError(
                    f"None of the files could be written without its patient.{why}", "DICOM files.", "Name others."
                )
            summary.listed = door.index(stage / "files", stage / "set", summary.written).listed
            _put(stage, out)
            return summary
    except OSError as error:
        raise UserError(
            f"{out} cannot be written ({error.strerror or type(error).__name__}).",
            "A folder that can be written, on a disk with room.", "Choose another place with --out.",
        ) from error  # fmt: skip


def _clean(
    paths: Sequence[Path], folder: Path, secret: Secret, door: Door, accept: bool, report: Callable[[int], None]
) -> Summary:
    folder.mkdir()
    summary, seen = Summary(), set[str]()
    for batch in door.find([path.absolute() for path in paths]):
        for path in batch:
            try:
                cleaned = door.deidentify(path, secret.key, accept)
            except UserError as error:
                if error.code == "reader_unavailable":
                    raise
                summary.refused.append((path, error.found))
                continue
            except ReaderFault as fault:
                summary.refused.append((path, f"The program made an error on this file ({fault}). Please report it."))
                continue
            if cleaned.sop_instance_uid in seen:
                summary.refused.append((path, "It has the SOP Instance UID of a file before it."))
                continue
            seen.add(cleaned.sop_instance_uid)
            (folder / f"{summary.written:06d}").write_bytes(cleaned.data.tobytes())
            summary.written += 1
            summary.patients.add(cleaned.pseudonym)
            summary.codes.update(cleaned.codes)
            summary.warned += [(path, "; ".join(cleaned.warnings))] if cleaned.warnings else []
            report(summary.written)
    return summary


def _check_target(out: Path) -> None:
    if out.exists() and not (out.is_dir() and not is_archive(out) and not any(out.iterdir())):
        raise UserError(f"{out} is there already.", "A name that is free.", "Choose another place with --out.")


def is_archive(out: Path) -> bool:
    """Whether a ZIP archive is asked for."""
    return out.suffix.lower() == ".zip"


@contextmanager
def _staged(out: Path) -> Iterator[Path]:
    """A folder beside ``out``, on the same disk, which is gone afterwards."""
    out.parent.mkdir(parents=True, exist_ok=True)
    stage = Path(tempfile.mkdtemp(prefix=".spcxr-", suffix=".part", dir=out.parent))
    try:
        yield stage
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def _put(stage: Path, out: Path) -> None:
    if not is_archive(out):
        if out.exists():
            out.rmdir()
        (stage / "set").rename(out)
        return
    archive = stage / "set.zip"
    with zipfile.ZipFile(archive, "x", zipfile.ZIP_DEFLATED) as members:
        for path in sorted((stage / "set").rglob("*")):
            if path.is_file():
                name = path.relative_to(stage / "set").as_posix()
                members.writestr(zipfile.ZipInfo(name), path.read_bytes(), zipfile.ZIP_DEFLATED)  # no time, no owner
    with archive.open("rb+") as file:
        os.fsync(file.fileno())
    archive.replace(out)
