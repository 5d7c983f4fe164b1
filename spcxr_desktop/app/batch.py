"""``spcxr-desktop analyze``: every file below the given paths, without a window, to be gone on with after a kill."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from spcxr_desktop.app.batch_export import Asked, with_exports
from spcxr_desktop.app.batch_film import Cancel, Film, analyse_film
from spcxr_desktop.app.batch_journal import JOURNAL_FILE, LOCK_FILE, Journal, Kept, Source
from spcxr_desktop.app.batch_lanes import Lanes
from spcxr_desktop.app.batch_table import TABLE_FILE, write_table
from spcxr_desktop.app.export import FILES
from spcxr_desktop.app.models import active_packages
from spcxr_desktop.app.results import (
    DOCUMENT_FILE,
    LUNGS_FILE,
    OVERLAY_FILE,
    Written,
    folder_name,
    table_row,
    write_folder,
)
from spcxr_desktop.dicom.door import Door, Tell
from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.domain.findings import Status
from spcxr_desktop.inference.package import ModelPackage

_LEFTOVER = re.compile(r"\.[a-z0-9-]+-[0-9a-f]{16}\.(part|old)")  # folders that a kill left half-made


@dataclass(frozen=True)
class Done:
    """One file is done. ``number``: how many are done now, those of former runs included."""

    path: Path
    status: Status
    reason: str
    number: int
    total: int


@dataclass(frozen=True)
class Run:
    """How a batch runs.

    ``jobs``: films in flight. ``resume``: files that a former run into the same folder is done with are not analysed
    again, unless they changed, or failed. ``mix_models``: also where it ran other models. ``once_ms``: what the
    process did once before (import, load), repeated in every ``result.json``. ``report`` hears of every file that is
    done, ``begun`` of how many there were before the first; ``tell`` of archives that do not show all they hold, and
    of an unfinished run that is not gone on with. ``exports``: kinds of ``export.KINDS`` to write with each result,
    ``labelmap``: SEG as a label map.
    """

    jobs: int = 1
    resume: bool = False
    mix_models: bool = False
    once_ms: Mapping[str, float] = field(default_factory=dict)
    report: Callable[[Done], None] = lambda done: None
    begun: Callable[[int, int], None] = lambda done, total: None
    tell: Tell | None = None
    exports: tuple[str, ...] = ()
    labelmap: bool = False


@dataclass(frozen=True)
class _Made:
    """What a lane hands over: small, so that films in flight are all that takes memory."""

    path: Path
    source: Source | None
    status: Status
    reason: str
    row: Mapping[str, object]
    files: Written


def load_packages(resources: Path) -> list[ModelPackage]:
    """The packages in use. Raises UserError, also where there are none."""
    return list(active_packages(resources).packages)


def analyse_paths(
    paths: Sequence[Path], out: Path, packages: Sequence[ModelPackage], run: Run | None = None, door: Door | None = None
) -> dict[str, int]:
    """Analyse files and folders into ``out``; how many rows its table has of each status.

    ``door``: to read through, which stays open; without one, a new one. Raises UserError where a path does not exist,
    ``out`` cannot be written or is another run's, nothing can be read at all, or a former run that is to be gone on
    with used other models; a bad file is a row, never an error.
    """
    run = run or Run()
    if door is None:
        with closing(Door(max(2, run.jobs))) as own:
            return analyse_paths(paths, out, packages, run, own)
    files = list(input_files(paths, out, door, run.tell))
    if not files:
        raise UserError("There are no files below the given paths.", "Radiographs.", "Name a folder that has some.")
    try:
        with Journal(out) as journal:
            return _analyse(files, out, packages, run, door, journal)
    except OSError as error:
        raise UserError(
            f"The results cannot be written to {out} ({error.strerror or type(error).__name__}).",
            "A folder that can be written, on a disk with room.",
            "Choose another folder with --out, or make room and go on with --resume.",
        ) from error


def _analyse(
    files: Sequence[Path], out: Path, packages: Sequence[ModelPackage], run: Run, door: Door, journal: Journal
) -> dict[str, int]:
    if not run.resume:
        if journal.unfinished and run.tell is not None:
            run.tell(out, f"{len(journal.kept)} rows of a run that was ended are made anew; --resume keeps them.")
        journal.begin_anew()
    _use_models(journal, packages, run.mix_models)
    _clear(out)
    todo = [path for path in files if not _is_done(path, journal.kept.get(path), out, run.exports)]
    number, total = len(files) - len(todo), len(files)
    run.begun(number, total)
    lanes = Lanes(door, todo, partial(_make, out, packages, run, door), run.jobs)
    with closing(lanes.results()) as made:
        for one in made:
            journal.add(one.path, one.source, one.status, one.row, one.files)
            number += 1
            run.report(Done(one.path, one.status, one.reason, number, total))
    counts = write_table(out, journal, files)
    journal.complete()
    return counts


def input_files(paths: Sequence[Path], out: Path, door: Door, tell: Tell | None = None) -> Iterator[Path]:
    """Absolute paths of all files below ``paths``, without what a former run wrote into ``out``."""
    out = out.resolve()
    for batch in door.find([path.absolute() for path in paths], tell=tell, pictures_only=False):
        yield from (path for path in batch if not _is_own_output(path.resolve(), out))


def _make(
    out: Path, packages: Sequence[ModelPackage], run: Run, door: Door, film: Film, cancel: Cancel
) -> _Made:
    """On a lane: analyse a file and write its folder."""
    asked = Asked(run.exports, packages, run.labelmap)
    found = with_exports(analyse_film(film, packages, run.once_ms, cancel), film, asked, door, cancel)
    files, outcome = write_folder(out, found)
    return _Made(film.path, film.source, outcome.status, outcome.reason, table_row(outcome), files)


def _is_done(path: Path, kept: Kept | None, out: Path, exports: Sequence[str]) -> bool:
    """Whether a former run made a row of the file as it is now, its folder is still as it was written, and ``exports``
    are in it or it says why they are not."""
    if kept is None or kept.status == "failed" or kept.source is None or kept.source != Source.of(path):
        return False
    folder = out / folder_name(path)
    try:
        if any((folder / name).stat().st_size != size for name, size in kept.sizes.items()):
            return False
        document = (folder / DOCUMENT_FILE).read_bytes()
    except OSError:
        return False
    if hashlib.sha256(document).hexdigest() != kept.digest:
        return False
    return not exports or set(exports) <= {one["kind"] for one in json.loads(document).get("exports", ())}


def _use_models(journal: Journal, packages: Sequence[ModelPackage], mix: bool) -> None:
    """Say in the journal what runs from here on. Raises UserError where something else ran so far, unless ``mix``."""
    now = {fingerprint(package): f"{package.manifest.id} {package.manifest.version}" for package in packages}
    if journal.kept and not mix and set(journal.models) != set(now):
        raise UserError(
            f"The rows so far were made with {_listed(journal.models)}; now {_listed(now)} would run.",
            "The same models, in the same version, for every row of a table.",
            "Analyse into another folder, begin anew without --resume, or go on with --resume --mix-models: the "
            "table says which row is whose.",
        )
    labels = [label.id for package in packages for task in package.classification for label in task.labels]
    journal.use(now, labels)


def fingerprint(package: ModelPackage) -> str:
    """Changes with whatever changes a result: graph, thresholds, calibration."""
    text = json.dumps(package.manifest.to_dict(), sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _listed(models: Mapping[str, str]) -> str:
    return ", ".join(f"{name} ({key[:6]})" for key, name in sorted(models.items(), key=lambda item: item[1]))


def _clear(out: Path) -> None:
    """Remove what a kill left half-made."""
    for path in out.iterdir():
        if _LEFTOVER.fullmatch(path.name) and path.is_dir():
            shutil.rmtree(path, ignore_errors=True)


def _is_own_output(path: Path, out: Path) -> bool:
    if path.parent == out:
        return path.name in (TABLE_FILE, f"{TABLE_FILE}.part", JOURNAL_FILE, LOCK_FILE)
    written = (DOCUMENT_FILE, LUNGS_FILE, OVERLAY_FILE, *(name for names in FILES.values() for name in names))
    ours = path.name in written and (path.parent / DOCUMENT_FILE).exists()
    return (ours or bool(_LEFTOVER.fullmatch(path.parent.name))) and path.parent.parent == out
