"""``spcxr-desktop models``: what is there, whether it computes what it should, and what a site adds to it."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from spcxr_desktop.app.models import active_packages, load_installed, model_store
from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.inference import providers
from spcxr_desktop.inference.package import ModelPackage, bundled_packages, load_bundled
from spcxr_desktop.store import paths
from spcxr_desktop.store.settings import load_settings, save_settings


def models_command(arguments: argparse.Namespace) -> int:
    """Run ``arguments.action``. Raises UserError."""
    given = arguments
    actions: dict[str, Callable[[], int]] = {
        "list": list_command,
        "verify": verify_command,
        "install": lambda: install_command(given.source, given.accept_unsigned, given.activate),
        "activate": lambda: activate_command(given.id, given.version),
        "remove": lambda: remove_command(given.id, given.version),
        "trust": lambda: trust_command(given.what, given.key),
        "providers": lambda: providers_command(given.names),
    }
    return actions[given.action]()


def list_command() -> int:
    """Print one paragraph per package in use, then what is installed beside them. Raises UserError."""
    active = active_packages()
    for package in active.packages:
        manifest = package.manifest
        labels = [label.id for task in manifest.tasks for label in task.labels]
        print(f"{manifest.id} {manifest.version}  {manifest.title}  ({_origin(package)})")
        print(f"  labels        {', '.join(labels)}")
        print(f"  not assessed  {', '.join(manifest.not_assessed) or '-'}")
        print(f"  licence       {manifest.licence}")
        print(f"  sha256        {manifest.sha256}")
        print(f"  use           {manifest.intended_use}")
    for item in model_store().installed():
        state = "active" if item.active else "not active"
        signed = f"signed by {item.key[:16]}…" if item.key else "accepted without a trusted signature"
        print(f"installed  {item.id} {item.version}  {state}, {signed}, {item.installed}")
    for note in active.notes:
        print(f"note: {note}", file=sys.stderr)
    return 0


def verify_command() -> int:
    """Check every package there is and run its self-test on the provider that is used here; 1 where one is off."""
    store = model_store()
    keys = store.keys()
    checks = [(f"{folder.name} (bundled)", partial(load_bundled, folder)) for folder in _bundled()]
    checks += [(f"{item.id} {item.version}", partial(load_installed, item, keys)) for item in store.installed()]
    return max([_verify(name, load) for name, load in checks], default=0)


def install_command(source: Path, accept_unsigned: bool, then_activate: bool) -> int:
    """Install, and activate where asked to. Raises UserError."""
    from spcxr_desktop.app.model_install import activate, install

    store = model_store()
    item = install(source, store, lambda warning: _accepts(warning, accept_unsigned))
    print(f"Installed {item.id} {item.version} in {store.path(item)}")
    if then_activate:
        activate(item.id, item.version, store)
        print("It is in use now.")
    else:
        print(f"It is not in use yet: spcxr-desktop models activate {item.id} {item.version}")
    return 0


def activate_command(package_id: str, version: str) -> int:
    """Use an installed version; "bundled": the program's own. Raises UserError."""
    from spcxr_desktop.app.model_install import activate

    if version == "bundled":
        model_store().activate(package_id, None)
        print(f"{package_id}: no installed version is in use now.")
    else:
        activate(package_id, version, model_store())
        print(f"{package_id} {version} is in use now.")
    return 0


def remove_command(package_id: str, version: str) -> int:
    """Delete an installed package. Raises UserError."""
    gone = model_store().remove(package_id, version)
    bundled = any(folder.name == package_id for folder in _bundled())
    now = (" The bundled one is in use now." if bundled else " Nothing is in its place.") if gone.active else ""
    print(f"{package_id} {version} is removed.{now}")
    return 0


def trust_command(what: str, key: str | None) -> int:
    """``list``, ``revoke KEY`` or the file of a key to trust. Raises UserError."""
    from spcxr_desktop.inference.signing import read_public_key

    store = model_store()
    if what == "list":
        print("\n".join(f"{known}  {name}" for known, name in store.keys().items()) or "No key is trusted.")
    elif what == "revoke":
        wanted = (key or "").lower()
        store.revoke(wanted)
        skipped = [f"{item.id} {item.version}" for item in store.installed() if item.key == wanted]
        print("The key is no longer trusted." + (f" No longer used: {', '.join(skipped)}" if skipped else ""))
    else:
        public = read_public_key(Path(what))
        store.trust(public, Path(what).name)
        print(f"Trusted from now on: {public}")
    return 0


def providers_command(names: Sequence[str]) -> int:
    """Show what computes here, or set the order: names, or "default". Raises UserError."""
    folder = paths.user_data_dir()
    settings, _ = load_settings(folder)
    if names:
        settings = replace(settings, providers=() if list(names) == ["default"] else tuple(names))
    try:
        providers.prefer(settings.providers)
    except ValueError as error:
        raise UserError(
            f"That is {error}.", f"Some of: {', '.join(providers.NAMES)}; or default.", "Name the first choice first."
        ) from error
    if names:
        save_settings(folder, settings)
    there = providers.available(providers.order())
    short = {provider: name for name, provider in providers.NAMES.items()}
    for provider in providers.order():
        print(f"{short[provider]:<9} {'there' if provider in there else 'not in this build of ONNX Runtime'}")
    return 0


def _verify(name: str, load: Callable[[], ModelPackage]) -> int:
    """Print one line; 1 where something is wrong."""
    from spcxr_desktop.inference.outliers import outlier_model
    from spcxr_desktop.inference.session import open_session, self_test

    try:
        package = load()
        session = open_session(package)
        outlier_model(package)
        difference, tolerance = self_test(session), package.manifest.self_test.tolerance
    except UserError as error:
        print(f"WRONG  {name}  {error.found}")
        return 1
    note = f"  ({session.note})" if session.note else ""
    print(
        f"ok     {package.manifest.id} {package.manifest.version}  sha256 matches, "
        f"{session.provider}: largest difference {difference:.2g}, allowed {tolerance:.2g}{note}"
    )
    return 0


def _bundled() -> list[Path]:
    return bundled_packages(paths.resources_dir())


def _accepts(warning: str, given: bool) -> bool:
    print(f"Warning: {warning}", file=sys.stderr)
    if given or not sys.stdin.isatty():
        return given
    return input('Type "install" to install it all the same: ').strip() == "install"


def _origin(package: ModelPackage) -> str:
    return "bundled" if package.folder.is_relative_to(paths.resources_dir()) else "installed"
