"""Model packages that a site installed, which of them are in use, and the keys it trusts.

::

    models/<id>/<version>/     a package
    models/_installed.json     what was installed, from whom, and which version of each id is active
    models/_keys.json          trusted public keys
    models/_incoming-*/        an installation that is not finished; leftovers go with the next one

Names that begin with "_" are no package ids. What a package holds is not looked at here.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

from spcxr_desktop.domain.errors import UserError

INSTALLED_FILE, KEYS_FILE = "_installed.json", "_keys.json"
_INCOMING = "_incoming-"
_SCHEMA = 1


@dataclass(frozen=True)
class Installed:
    """One installed package. ``digest``: sha256 of its model.json; ``key``: who signed it, "" where it was accepted
    without a signature of a trusted key. ``installed``: ISO 8601, UTC.
    """

    id: str
    version: str
    digest: str
    key: str
    installed: str
    active: bool = False


class ModelStore:
    """The folder ``models`` of a user's data folder; it need not exist yet."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def installed(self) -> tuple[Installed, ...]:
        """By id and version. Raises UserError where the list is damaged."""
        rows = _read(self.folder / INSTALLED_FILE, "packages")
        try:
            packages = [Installed(**cast(dict[str, Any], row)) for row in cast(list[object], rows or ())]
        except TypeError as error:
            raise _damaged(self.folder / INSTALLED_FILE) from error
        if not all(_sound(package) for package in packages):
            raise _damaged(self.folder / INSTALLED_FILE)
        return tuple(sorted(packages, key=lambda package: (package.id, package.version)))

    def path(self, package: Installed) -> Path:
        """Where it lies."""
        return self.folder / package.id / package.version

    @contextmanager
    def incoming(self) -> Iterator[Path]:
        """A new folder to put a package into before it is checked; gone afterwards unless it was placed."""
        self.folder.mkdir(parents=True, exist_ok=True)
        for leftover in self.folder.glob(f"{_INCOMING}*"):
            shutil.rmtree(leftover, ignore_errors=True)
        staged = Path(tempfile.mkdtemp(prefix=_INCOMING, dir=self.folder))
        try:
            yield staged
        finally:
            shutil.rmtree(staged, ignore_errors=True)

    def place(self, staged: Path, package: Installed) -> None:
        """Move a checked package to its place, all of it or nothing. Raises UserError where that version is there."""
        others = [item for item in self.installed() if (item.id, item.version) != (package.id, package.version)]
        final = self.path(package)
        if len(others) != len(self.installed()):
            raise UserError(
                f"{package.id} {package.version} is installed already.",
                "A version that is not there yet: a version never changes.",
                f"To install it again, first: spcxr-desktop models remove {package.id} {package.version}",
            )
        shutil.rmtree(final, ignore_errors=True)  # of an installation that ended before it was listed
        final.parent.mkdir(parents=True, exist_ok=True)
        staged.rename(final)
        self._save([*others, replace(package, installed=datetime.now(UTC).isoformat(timespec="seconds"))])

    def activate(self, package_id: str, version: str | None) -> None:
        """Use that version; None: no installed one. Raises UserError where it is not installed."""
        if version is not None:
            self.find(package_id, version)
        self._save([
            replace(item, active=item.version == version) if item.id == package_id else item
            for item in self.installed()
        ])  # fmt: skip

    def remove(self, package_id: str, version: str) -> Installed:
        """Delete it; what it was. Raises UserError where it is not installed."""
        gone = self.find(package_id, version)
        self._save([item for item in self.installed() if item != gone])  # first: what is listed is there
        shutil.rmtree(self.path(gone), ignore_errors=True)
        return gone

    def find(self, package_id: str, version: str) -> Installed:
        """Raises UserError where it is not installed."""
        for item in self.installed():
            if (item.id, item.version) == (package_id, version):
                return item
        there = ", ".join(f"{item.id} {item.version}" for item in self.installed()) or "none"
        raise UserError(
            f"{package_id} {version} is not installed.",
            f"One of the installed packages: {there}.",
            "See: spcxr-desktop models list",
        )

    def keys(self) -> Mapping[str, str]:
        """Trusted public keys, hex -> name. Raises UserError where the list is damaged."""
        keys = _read(self.folder / KEYS_FILE, "keys") or {}
        if not isinstance(keys, dict) or not all(isinstance(name, str) for name in keys.values()):
            raise _damaged(self.folder / KEYS_FILE)
        return {str(key): str(name) for key, name in keys.items()}

    def trust(self, key: str, name: str) -> None:
        """Add a key."""
        _write(self.folder / KEYS_FILE, {"keys": {**self.keys(), key: name}})

    def revoke(self, key: str) -> None:
        """Take a key away. Raises UserError where it is not trusted anyway."""
        keys = dict(self.keys())
        if keys.pop(key, None) is None:
            raise UserError(
                f"The key {key[:16]}… is not trusted.", "A trusted key.", "See: spcxr-desktop models trust list"
            )
        _write(self.folder / KEYS_FILE, {"keys": keys})

    def _save(self, packages: list[Installed]) -> None:
        _write(self.folder / INSTALLED_FILE, {"packages": [asdict(package) for package in packages]})


def _sound(package: Installed) -> bool:
    texts = (package.id, package.version, package.digest, package.key, package.installed)
    if not all(isinstance(text, str) for text in texts) or not isinstance(package.active, bool):
        return False
    names = (package.id, package.version)  # become a path
    return all(name == Path(name).name and not name.startswith(("_", ".")) for name in names)


def _read(file: Path, key: str) -> object:
    """What the list says under ``key``; None where there is no list. Raises UserError."""
    try:
        content = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, RecursionError) as error:
        raise _damaged(file) from error
    if not isinstance(content, dict) or content.get("schema") != _SCHEMA:
        raise _damaged(file)
    return cast(object, content.get(key))


def _write(file: Path, content: Mapping[str, object]) -> None:
    part = file.with_suffix(".part")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with part.open("w", encoding="utf-8") as stream:
            json.dump({"schema": _SCHEMA, **content}, stream, indent=2)
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(file)
    except OSError as error:
        raise UserError(
            f"The list of models cannot be written to {file.parent} ({error.strerror}).",
            "A folder with room that you may write to.",
            "Free some space or mend the folder's permissions.",
        ) from error


def _damaged(file: Path) -> UserError:
    return UserError(
        f"{file} is damaged, or was written by a newer version of the program.",
        "The list as the program wrote it.",
        "Move the file away, and install the packages again.",
    )
