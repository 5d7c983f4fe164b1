"""``spcxr-desktop models``: which model packages there are, and whether they compute what they should."""

from __future__ import annotations

from spcxr_desktop.app.batch import load_packages
from spcxr_desktop.inference.package import ModelPackage
from spcxr_desktop.store import paths


def list_command() -> int:
    """Print one paragraph per bundled package. Raises UserError."""
    for package in load_packages(paths.resources_dir()):
        manifest = package.manifest
        labels = [label.id for task in manifest.tasks for label in task.labels]
        print(f"{manifest.id} {manifest.version}  {manifest.title}")
        print(f"  labels        {', '.join(labels)}")
        print(f"  not assessed  {', '.join(manifest.not_assessed) or '-'}")
        print(f"  licence       {manifest.licence}")
        print(f"  sha256        {manifest.sha256}")
        print(f"  use           {manifest.intended_use}")
    return 0


def verify_command() -> int:
    """Run every package's self-test on the provider that is used here; 1 where one is off. Raises UserError."""
    return max([_verify(package) for package in load_packages(paths.resources_dir())])


def _verify(package: ModelPackage) -> int:
    from spcxr_desktop.inference.session import open_session, self_test

    session = open_session(package)
    difference, tolerance = self_test(session), package.manifest.self_test.tolerance
    passed = difference <= tolerance
    note = f"  ({session.note})" if session.note else ""
    print(
        f"{'ok' if passed else 'WRONG':<5}  {package.manifest.id} {package.manifest.version}  sha256 matches, "
        f"{session.provider}: largest difference {difference:.2g}, allowed {tolerance:.2g}{note}"
    )
    return 0 if passed else 1
