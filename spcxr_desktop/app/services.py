"""The real rooms below, bound into ``Services``. Heavy imports wait until the first call, on a worker thread."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from spcxr_desktop.app.operations import CancelCheck
from spcxr_desktop.app.reading import log_fault
from spcxr_desktop.app.tasks import Cancelled
from spcxr_desktop.app.workbench import Services
from spcxr_desktop.dicom import door as reader
from spcxr_desktop.dicom.door import Door
from spcxr_desktop.dicom.header import Header
from spcxr_desktop.dicom.source_header import SourceHeader
from spcxr_desktop.domain.derived import DerivedObject
from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.domain.findings import ResultSet
from spcxr_desktop.domain.radiograph import Radiograph
from spcxr_desktop.domain.refining import Maps
from spcxr_desktop.inference.package import ModelPackage

if TYPE_CHECKING:
    from spcxr_desktop.store.library import Library


def real_services(door: Door | None = None) -> Services:
    """Files through a door (without one, through its own, whose workers start with the first file), models from the
    program's resources. ``close`` closes the door.
    """
    door = door or Door()
    return Services(
        find=partial(_find, door),
        headers=partial(_headers, door),
        read=partial(_read, door),
        derived=partial(_derived, door),
        digest=_digest,
        analyse=_analyse,
        analyse_at=lambda points: partial(_analyse, points=points),
        lung_maps=_lung_maps,
        source_header=partial(_source_header, door),
        load_packages=_load_packages,
        make_sample=_make_sample,
        open_record=_open_record,
        network_folder=_network_folder,
        same_models=_same_models,
        shadow=_shadow(door),
        close=door.close,
    )


def _find(
    door: Door,
    paths: Sequence[Path],
    cancel: CancelCheck | None = None,
    tell: Callable[[Path, str], None] | None = None,
) -> Iterator[Sequence[Path]]:
    try:
        yield from door.find(paths, cancel, tell)
    except reader.Cancelled as error:
        raise Cancelled from error
    except reader.ReaderFault as fault:
        log_fault(fault)
        raise


def _headers(
    door: Door, paths: Sequence[Path], cancel: CancelCheck | None = None
) -> Iterator[tuple[Path, Header | UserError]]:
    try:
        yield from door.headers(paths, cancel)
    except reader.Cancelled as error:
        raise Cancelled from error


def _read(door: Door, path: Path, frame: int = 0, cancel: CancelCheck | None = None) -> Radiograph:
    try:
        return door.read(path, frame, cancel)
    except reader.Cancelled as error:
        raise Cancelled from error
    except reader.ReaderFault as fault:
        log_fault(fault)
        raise


def _source_header(door: Door, path: Path, cancel: CancelCheck | None = None) -> SourceHeader:
    try:
        return door.source_header(path, cancel)
    except reader.Cancelled as error:
        raise Cancelled from error
    except reader.ReaderFault as fault:
        log_fault(fault)
        raise


def _derived(door: Door, path: Path, cancel: CancelCheck | None = None) -> DerivedObject:
    try:
        return door.derived(path, cancel)
    except reader.Cancelled as error:
        raise Cancelled from error
    except reader.ReaderFault as fault:
        log_fault(fault)
        raise UserError(
            f"The program made an error on this object ({fault}).", "An object it can handle.", "Please report it."
        ) from fault


def _shadow(door: Door) -> Callable[[Library, CancelCheck], bool]:
    """One film after the other; a film that could not be seen is passed over until the program starts again."""
    passed: set[int] = set()

    def look(library: Library, cancel: CancelCheck) -> bool:
        if library.shadow.candidate() is None:
            return False
        from spcxr_desktop.app.shadow import see_one

        return see_one(library, partial(_read, door), passed, cancel)

    return look


def _digest(path: Path) -> str:
    """SHA-256 of all bytes. Nothing of the file is parsed; a member of an archive is inflated within its bounds."""
    from spcxr_desktop.dicom.source import open_binary

    digest = hashlib.sha256()
    with open_binary(path) as file:
        while chunk := file.read(2**20):
            digest.update(chunk)
    return digest.hexdigest()


def _analyse(
    radiograph: Radiograph,
    packages: Sequence[ModelPackage],
    *,
    progress: Callable[[float, str], None] | None = None,
    cancel: Callable[[], bool] | None = None,
    points: Mapping[str, str] | None = None,
) -> ResultSet:
    from spcxr_desktop.inference import run

    try:
        return run.analyse(radiograph, packages, points=points or {}, progress=progress, cancel=cancel)
    except run.Cancelled as error:
        raise Cancelled from error


def _load_packages() -> Sequence[ModelPackage]:
    from spcxr_desktop.app.models import active_packages

    return active_packages().packages


def _open_record() -> Library:
    """The record in the user's data folder. Raises UserError."""
    from spcxr_desktop.store.library import Library
    from spcxr_desktop.store.paths import user_data_dir

    return Library.open(user_data_dir() / "record")


def _network_folder() -> Path:
    """Where nodes, outbox and received studies lie. Raises UserError."""
    from spcxr_desktop.store.paths import user_data_dir

    return user_data_dir()


def _lung_maps(radiograph: Radiograph, packages: Sequence[ModelPackage]) -> Maps:
    from spcxr_desktop.inference.lung_maps import lung_maps

    return lung_maps(radiograph, packages)


def _same_models(results: ResultSet, packages: Sequence[ModelPackage]) -> bool:
    """Whether these packages said it. A refusal names no model: what they would not have assessed is compared then."""
    if results.status == "refused":
        from spcxr_desktop.inference.run import not_assessed

        return results.not_assessed == not_assessed(packages, refused=True)
    said = {(model.id, model.version, model.sha256) for model in results.models}
    used = [package.manifest for package in packages]
    return said == {(manifest.id, manifest.version, manifest.sha256) for manifest in used}


def _make_sample() -> Sequence[Path]:
    """The phantoms; computed once (some seconds), then taken from the user's data folder."""
    from spcxr_desktop.app.sample import write_sample
    from spcxr_desktop.store.paths import user_data_dir

    folder = user_data_dir() / "sample"
    return sorted(folder.glob("*.dcm")) or sorted(write_sample(folder))
