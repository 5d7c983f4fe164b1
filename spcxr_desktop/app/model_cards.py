"""Where a loaded model package comes from, in words for its card."""

from __future__ import annotations

from dataclasses import dataclass

from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.inference.manifest import Manifest
from spcxr_desktop.inference.package import ModelPackage

OWN = "Part of the program, which names its hash."
UNSIGNED = "Installed by the site without a trusted signature, after a warning."
UNKNOWN = "Not known: it is neither part of the program nor installed."


@dataclass(frozen=True, eq=False)
class Card:
    """What a package says of itself, and where it is from."""

    manifest: Manifest
    origin: str


def card_of(package: ModelPackage) -> Card:
    """The card of a loaded package. Reads the disk: not for the GUI thread."""
    return Card(package.manifest, _origin(package))


def _origin(package: ModelPackage) -> str:
    from spcxr_desktop.app.models import model_store
    from spcxr_desktop.store.paths import resources_dir

    if package.folder.absolute().is_relative_to(resources_dir().absolute()):
        return OWN
    try:
        store = model_store()
        found = next((item for item in store.installed() if store.path(item) == package.folder), None)
    except UserError:
        return UNKNOWN
    if found is None:
        return UNKNOWN
    return f"Signed with a key that this site trusts: {found.key[:16]}…" if found.key else UNSIGNED
