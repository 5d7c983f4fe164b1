"""Taking a model package in: copied aside, checked there, and only then moved to its place."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from spcxr_desktop.app.models import active_packages, clash, load_installed
from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.inference.package import MANIFEST_FILE, MAX_FILES, MAX_GRAPH, load_package
from spcxr_desktop.inference.signing import Signature, verify
from spcxr_desktop.store.model_store import Installed, ModelStore

_FIXED_FILES = 3  # manifest, graph, signature
_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,63}")
_CHUNK = 2**20

Accept = Callable[[str], bool]  # a warning; whether to install all the same


def install(source: Path, store: ModelStore, accept: Accept) -> Installed:
    """Install the package in a folder or a ZIP archive; it is not active yet.

    ``accept`` is asked where no trusted key signed it. Raises UserError, also where it says no.
    """
    try:
        with store.incoming() as incoming:
            staged = incoming / (re.sub(r"[^A-Za-z0-9_.-]", "_", source.stem)[:64] or "package")
            staged.mkdir()
            with _opened(source) as files:
                _copy(files, staged)
            signature = verify(staged, store.keys())
            package = load_package(staged)
            manifest = package.manifest
            trusted = signature is not None and signature.trusted
            if not trusted and not accept(_warning(f"{manifest.id} {manifest.version}", signature)):
                raise UserError(
                    f"{manifest.id} {manifest.version} was not installed: no trusted key signed it.",
                    "A package signed with a trusted key, or your word that you take it as it is.",
                    "Trust its maker's key (spcxr-desktop models trust KEYFILE), or give --accept-unsigned.",
                )
            key = signature.key if signature is not None and trusted else ""
            installed = Installed(manifest.id, manifest.version, package.digest, key, "")
            store.place(staged, installed)
            return store.find(manifest.id, manifest.version)
    except OSError as error:
        raise UserError(
            f"{source} cannot be installed ({error.strerror or type(error).__name__}).",
            "A package that can be read, and room on the disk.",
            "Check the path, and free some space.",
        ) from error


def activate(package_id: str, version: str, store: ModelStore) -> None:
    """Use that version from now on, once it passes its self-test. Raises UserError."""
    from spcxr_desktop.inference.outliers import outlier_model
    from spcxr_desktop.inference.session import open_session

    package = load_installed(store.find(package_id, version), store.keys())
    reason = clash(package, active_packages().packages)
    if reason:
        raise UserError(
            f"{package_id} {version} cannot be active: {reason}.",
            "A package that assesses something else.",
            "Deactivate the other one first, or keep to it.",
        )
    open_session(package)
    outlier_model(package)
    store.activate(package_id, version)


def _warning(name: str, signature: Signature | None) -> str:
    who = "nobody signed it" if signature is None else f"it is signed with a key that is not trusted ({signature.key})"
    return (
        f"{name}: {who}. Whoever made it decides what the program says about films. "
        "Install it only if you know where it comes from."
    )


_Files = Iterator[tuple[str, IO[bytes]]]


@contextmanager
def _opened(source: Path) -> Iterator[_Files]:
    """(name, content) of every file of the package."""
    if source.is_dir():
        yield _of_folder(source)
        return
    try:
        with zipfile.ZipFile(source) as archive:
            yield _of_archive(archive)
    except FileNotFoundError:
        raise
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        raise _no_package("it is neither a folder nor a ZIP archive that can be read") from error


def _of_folder(folder: Path) -> _Files:
    for path in sorted(folder.iterdir()):
        if not path.is_file():  # a pipe or a device would never end
            raise _no_package(f"it holds something that is no file: {path.name[:64]!r}")
        with path.open("rb") as stream:
            yield path.name, stream


def _of_archive(archive: zipfile.ZipFile) -> _Files:
    """Members lie at the top, or all in one folder. Only their last name is used, never a path."""
    members = [member for member in archive.infolist() if not member.is_dir()]
    folders = {member.filename.rpartition("/")[0] for member in members}
    if len(folders) != 1 or not re.fullmatch(rf"({_NAME.pattern})?", folders.pop()):
        raise _no_package("its files do not lie together, at the top or in one folder")
    for member in members:
        with archive.open(member) as stream:
            yield member.filename.rpartition("/")[2], stream


def _copy(files: _Files, staged: Path) -> None:
    """At most the size of a package, whatever the source claims; ``load_package`` then looks at each file."""
    left, names = MAX_GRAPH, set[str]()
    for name, stream in files:
        if not _NAME.fullmatch(name):
            if name in (".DS_Store", "Thumbs.db"):
                continue
            raise _no_package(f"it holds a file of the name {name[:64]!r}")
        names.add(name.lower())
        if len(names) > MAX_FILES + _FIXED_FILES:
            raise _no_package(f"it has more than {MAX_FILES + _FIXED_FILES} files")
        with (staged / name).open("xb") as out:
            while chunk := stream.read(_CHUNK):
                left -= len(chunk)
                if left < 0:
                    raise _no_package(f"it has more than {MAX_GRAPH // 2**20} MiB")
                out.write(chunk)
    if MANIFEST_FILE not in names:
        raise _no_package(f"it has no {MANIFEST_FILE}")


def _no_package(found: str) -> UserError:
    return UserError(
        f"This is no model package: {found}.",
        f"A folder, or a ZIP archive of one, with {MANIFEST_FILE} and the files it lists.",
        "Name another path.",
    )
