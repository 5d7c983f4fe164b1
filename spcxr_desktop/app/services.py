"""The real rooms below, bound into ``Services``. Heavy imports wait until the first call, on a worker thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from spcxr_desktop.app.tasks import Cancelled
from spcxr_desktop.app.workbench import Services
from spcxr_desktop.domain.findings import ResultSet
from spcxr_desktop.domain.radiograph import Radiograph
from spcxr_desktop.inference.package import ModelPackage


def real_services() -> Services:
    """Files from disk, models from the program's resources."""
    return Services(find=_find, read=_read, analyse=_analyse, load_packages=_load_packages, make_sample=_make_sample)


def _find(paths: Sequence[Path]) -> Sequence[Path]:
    """What was named itself is always opened, if only to say why not; from folders, what begins like a picture."""
    from spcxr_desktop.dicom.scan import find_files, looks_like

    def openable(path: Path) -> bool:
        try:
            return path.is_file() and looks_like(path) is not None
        except OSError:  # not allowed to read it: listed, so that opening it says why
            return True

    named = set(paths)
    return [path for path in find_files(paths) if path in named or openable(path)]


def _read(path: Path) -> Radiograph:
    from spcxr_desktop.dicom.read import read_radiograph

    return read_radiograph(path)


def _analyse(
    radiograph: Radiograph,
    packages: Sequence[ModelPackage],
    *,
    progress: Callable[[float, str], None] | None = None,
    cancel: Callable[[], bool] | None = None,
) -> ResultSet:
    from spcxr_desktop.inference import run

    try:
        return run.analyse(radiograph, packages, progress=progress, cancel=cancel)
    except run.Cancelled as error:
        raise Cancelled from error


def _load_packages() -> Sequence[ModelPackage]:
    from spcxr_desktop.inference.package import bundled_packages, load_package
    from spcxr_desktop.store.paths import resources_dir

    return [load_package(folder) for folder in bundled_packages(resources_dir())]


def _make_sample() -> Sequence[Path]:
    """The phantoms; computed once (some seconds), then taken from the user's data folder."""
    from spcxr_desktop.app.sample import write_sample
    from spcxr_desktop.store.paths import user_data_dir

    folder = user_data_dir() / "sample"
    return sorted(folder.glob("*.dcm")) or sorted(write_sample(folder))
