"""``spcxr-desktop record``: care of the record without a window."""

from __future__ import annotations

import getpass
from collections.abc import Sequence
from pathlib import Path

from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.store.erasure import Erased
from spcxr_desktop.store.library import Library
from spcxr_desktop.store.paths import user_data_dir
from spcxr_desktop.store.quota import GIB

_LEAST = 8  # digits of a patient's key that will do, where they are one patient's alone


def record_folder() -> Path:
    """Where the record lies. Raises UserError."""
    return user_data_dir() / "record"


def status_command() -> int:
    """Print where the record lies, what is in it and how much room it takes. Raises UserError."""
    with _opened() as library:
        rows, usage = library.worklist.rows(), library.usage()
        print(f"record    {library.folder}")
        print(f"studies   {len(rows):,}, {sum(row.unread > 0 for row in rows):,} unread")
        print(f"patients  {len(library.worklist.patients()):,}")
        print(f"room      {usage.total / GIB:.2f} GiB, {usage.free / GIB:.1f} GiB free on the disk")
        if usage.notice is not None:
            print(f"warning   {usage.notice.found} {usage.notice.remedy}")
    return 0


def patients_command() -> int:
    """Print one line per patient: key, ID, name. Raises UserError."""
    with _opened() as library:
        for patient in library.worklist.patients():
            print(f"{patient.key}  {patient.patient_id:<16}  {patient.name}")
    return 0


def backup_command() -> int:
    """Make a checked copy beside the record; the oldest go. Raises UserError."""
    with _opened() as library:
        made = library.back_up(_actor())
        print(f"Backed up and checked: {made}  ({made.stat().st_size / GIB:.2f} GiB)")
    return 0


def restore_command(backup: Path) -> int:
    """Put a backup in the record's place. Raises UserError, and then nothing was changed."""
    with Library.restore(record_folder(), backup, _actor()) as library:
        _tell(library)
        print(f"Restored: {backup}")
        print(f"The record now has {_count(len(library.worklist.rows()), 'study', 'studies')}.")
        print(f"A former record is kept beside it in {library.folder}.")
    return 0


def verify_command() -> int:
    """Check the audit trail and every signed revision; 1 where something is not as it was written. Raises UserError."""
    with _opened() as library:
        report = library.verify()
        head = library.audit.head()
        if not report.faults:
            print(f"ok     {head.entries:,} audit entries, every signature and its hash chain agree")
            print(f"head   {head.head}")
            return 0
        print(f"WRONG  {len(report.faults):,} faults in {head.entries:,} audit entries:")
        for fault in report.faults:
            print(f"  {fault}")
    return 1


def forget_command(key: str, yes: bool) -> int:
    """Delete everything about one patient; without ``yes`` only say what that is. Raises UserError."""
    with _opened() as library:
        found = [row for row in library.worklist.patients() if row.key.startswith(key.lower())]
        if len(key) < _LEAST or len(found) != 1:
            raise UserError(
                f"{len(found):,} patients of the record have a key that begins with '{key}'.",
                f"One patient's key, at least its first {_LEAST} digits.",
                "List the keys with: spcxr-desktop record patients",
            )
        patient = found[0]
        studies = [row for row in library.worklist.rows() if row.patient == patient.id]
        print(f"{patient.name or 'No name'}  {patient.patient_id}: {_count(len(studies), 'study', 'studies')}")
        if not yes:
            return _not_yet()
        print(_erased(library.erasure.delete_patient(patient.id, _actor())))
    return 0


def retain_command(days: int, yes: bool) -> int:
    """Delete studies taken in more than ``days`` days ago; without ``yes`` only say how many. Raises UserError."""
    if days < 1:
        raise UserError(f"{days} days cannot be retained.", "A whole number of days from 1.", "Give another number.")
    with _opened() as library:
        old: Sequence[int] = library.erasure.studies_older_than(days)
        print(f"{_count(len(old), 'study', 'studies')} taken in more than {_count(days, 'day', 'days')} ago")
        if not old:
            return 0
        if not yes:
            return _not_yet()
        print(_erased(library.erasure.delete_studies(old, _actor())))
    return 0


def _opened() -> Library:
    library = Library.open(record_folder())
    _tell(library)
    return library


def _tell(library: Library) -> None:
    for notice in library.notices:
        print(f"note   {notice.found} {notice.remedy}")


def _erased(erased: Erased) -> str:
    text = (
        f"Deleted: {_count(erased.studies, 'study', 'studies')}, {_count(erased.images, 'image', 'images')}, "
        f"{_count(erased.reviews, 'review', 'reviews')}. The radiographs' own files were not touched."
    )
    if erased.backups:
        text += f"\n{_count(erased.backups, 'older backup', 'older backups')} may still hold it; delete those as well."
    return text


def _not_yet() -> int:
    print("Nothing was deleted. Give --yes to delete it for good; the radiographs' own files stay as they are.")
    return 0


def _count(number: int, one: str, several: str) -> str:
    return f"{number:,} {one if number == 1 else several}"


def _actor() -> str:
    """Who is written into the audit trail."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # no such user on this system
        return "command line"
