"""Which model packages are in use: the program's own, or what the site installed and activated in their place."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.inference import providers
from spcxr_desktop.inference.package import MANIFEST_FILE, ModelPackage, bundled_packages, load_bundled, load_package
from spcxr_desktop.store import paths
from spcxr_desktop.store.model_store import Installed, ModelStore
from spcxr_desktop.store.settings import load_settings

MODELS_FOLDER = "models"  # of the user's data folder


@dataclass(frozen=True)
class Active:
    """The packages to run, in order. ``notes``: what is not as the site wants it; they are in the packages' too."""

    packages: tuple[ModelPackage, ...]
    notes: tuple[str, ...] = ()


def model_store() -> ModelStore:
    """Of this user. Raises UserError."""
    return ModelStore(paths.user_data_dir() / MODELS_FOLDER)


def active_packages(resources: Path | None = None) -> Active:
    """One package per id: the installed version that is active, else the bundled one.

    An installed package that is broken, or assesses what another one does already, is skipped with a note.
    Raises UserError where a bundled package is broken and nothing stands in for it, or where there is no package.
    """
    resources = resources if resources is not None else paths.resources_dir()
    notes: list[str] = []
    wanted, keys = _wanted(notes)
    packages: list[ModelPackage] = []
    for folder in bundled_packages(resources):
        own, note = _installed(wanted.pop(folder.name, None), keys, packages)
        packages.append(own or replace(load_bundled(folder), note=note))
        notes += [note] if note else []
    for item in wanted.values():
        own, note = _installed(item, keys, packages)
        packages += [own] if own is not None else []
        notes += [note] if note else []
    if not packages:
        raise UserError(
            "No model package is installed.",
            f"At least one folder with a {MANIFEST_FILE} in {resources / 'models'}.",
            "Install the program again, or make packages with spcxr-trainer.",
        )
    told = {package.note for package in packages}
    untold = [note for note in notes if note not in told]  # of nothing that runs: the first package tells them
    packages[0] = replace(packages[0], note="; ".join(filter(None, [packages[0].note, *untold])))
    return Active(tuple(packages), tuple(notes))


def load_installed(item: Installed, keys: Collection[str]) -> ModelPackage:
    """The installed package, if it is still what was installed and its key is still trusted. Raises UserError."""
    if item.key and item.key not in keys:
        raise UserError(
            f"The key that signed {item.id} {item.version} is no longer trusted.",
            "A package signed with a trusted key.",
            "Remove the package, or trust the key again.",
        )
    package = load_package(model_store().path(item))
    if package.digest != item.digest:
        raise UserError(
            f"{item.id} {item.version} was changed after it was installed.",
            "The files as they were installed.",
            "Remove the package and install it again.",
        )
    return package


def clash(package: ModelPackage, others: Iterable[ModelPackage]) -> str:
    """What ``package`` and another one both assess, in words; empty where there is nothing."""
    mine = _labels(package)
    for other in others:
        both = mine & _labels(other)
        if both and other.manifest.id != package.manifest.id:
            return f"{', '.join(sorted(both))} already comes from {other.manifest.id}"
    return ""


def _labels(package: ModelPackage) -> set[str]:
    return {label.id for task in package.manifest.tasks for label in task.labels}


def _wanted(notes: list[str]) -> tuple[dict[str, Installed], Collection[str]]:
    """Active installed packages by id, and the trusted keys; also sets the site's order of providers.

    Where the user's folder cannot be read, the bundled packages run all the same.
    """
    try:
        folder = paths.user_data_dir()
        settings, wrong = load_settings(folder)
        notes += [error.found for error in wrong]
        providers.prefer(settings.providers)
        store = ModelStore(folder / MODELS_FOLDER)
        return {item.id: item for item in store.installed() if item.active}, set(store.keys())
    except UserError as error:
        notes.append(f"Installed models are not used: {error.found}")
        return {}, ()


def _installed(
    item: Installed | None, keys: Collection[str], others: Iterable[ModelPackage]
) -> tuple[ModelPackage | None, str]:
    """The package, or why it is skipped."""
    if item is None:
        return None, ""
    try:
        package = load_installed(item, keys)
        reason = clash(package, others)
    except UserError as error:
        reason = error.found
    if not reason:
        return package, ""
    return None, f"{item.id} {item.version} is active but was skipped: {reason}"
