"""A candidate package beside the active ones: it sees what they see, and nobody sees what it says until the report.

Its result sets lie in a table of their own. Nothing that lists, shows, sorts or exports reads that table, and nothing
switches by itself: a person reads the report and activates (``models activate``).
"""

from __future__ import annotations

from collections.abc import Callable

from spcxr_desktop.app.models import active_packages, load_installed, model_store
from spcxr_desktop.app.operations import CancelCheck, Reader
from spcxr_desktop.app.reader import system_reader
from spcxr_desktop.dicom.door import Door, ReaderFault
from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.domain.radiograph import Radiograph
from spcxr_desktop.domain.review import pixel_sha256
from spcxr_desktop.inference.package import ModelPackage
from spcxr_desktop.store.library import Library
from spcxr_desktop.store.shadow import Candidate


def start(library: Library, package_id: str, version: str) -> Candidate:
    """Let an installed version run unseen from now on. Raises UserError: not installed, changed, active already, fails
    its self-test, or nothing that is active assesses what it does."""
    from spcxr_desktop.inference.session import open_session

    store = model_store()
    item = store.find(package_id, version)
    package = load_installed(item, store.keys())
    active = active_packages().packages
    if item.active or package.digest in {other.digest for other in active}:
        raise UserError(
            f"{package_id} {version} is in use already.", "A version that is installed and not active.",
            "Compare it with another one: activate that one first.",
        )  # fmt: skip
    if not labels(package) & {label for other in active for label in labels(other)}:
        raise UserError(
            f"Nothing in use assesses what {package_id} {version} does: {', '.join(sorted(labels(package)))}.",
            "A candidate for a finding or region that an active package assesses.", "Activate it without a comparison.",
        )  # fmt: skip
    open_session(package)
    candidate = Candidate(package_id, version, package.digest)
    library.shadow.start(candidate, system_reader().id)
    return candidate


def running(library: Library) -> tuple[Candidate, ModelPackage] | None:
    """The candidate, if one runs. Raises UserError where its package is gone or was changed."""
    candidate = library.shadow.candidate()
    if candidate is None:
        return None
    store = model_store()
    item = store.find(candidate.id, candidate.version)
    if item.active:
        raise UserError(
            f"{candidate.id} {candidate.version} is in use now: there is nothing to compare it with.",
            "A candidate that is not active.", "End it: spcxr-desktop shadow stop", code="shadow_over",
        )  # fmt: skip
    package = load_installed(item, store.keys())
    if package.digest != candidate.digest:
        raise UserError(
            f"{candidate.id} {candidate.version} is not the package that was started.",
            "The same files as then.", "Start it again: spcxr-desktop shadow start ID VERSION", code="shadow_over",
        )  # fmt: skip
    return candidate, package


def labels(package: ModelPackage) -> set[str]:
    """What a package assesses."""
    return {label.id for task in package.manifest.tasks for label in task.labels}


def look(library: Library, candidate: Candidate, package: ModelPackage, image: int, radiograph: Radiograph) -> bool:
    """Let the candidate see one film beside the results that are there; False where they are of other pixels.

    Raises UserError, and what ``inference.run.analyse`` raises.
    """
    from spcxr_desktop.inference.run import analyse

    beside, known = library.results.without_lungs(image), library.images.get(image).pixel_sha256
    if beside is None or known != pixel_sha256(radiograph.pixels, radiograph.grayscale.bias, radiograph.colour):
        return False
    library.shadow.add(image, candidate, beside.sha256, analyse(radiograph, [package]))
    return True


def see_one(library: Library, read: Reader, passed: set[int], cancel: CancelCheck) -> bool:
    """One film that waits, but those in ``passed``, which grows by one that cannot be seen; whether others may wait.

    Raises UserError where the candidate is broken, and the caller's Cancelled.
    """
    found = running(library)
    left = [] if found is None else [one for one in library.shadow.waiting(found[0]) if one not in passed]
    if found is None or not left:
        return False
    passed.add(left[0])  # until it was seen: what fails is not tried for ever
    try:
        radiograph = read(library.images.get(left[0]).path, 0, cancel)
    except (UserError, ReaderFault):
        return len(left) > 1
    if not cancel() and look(library, *found, left[0], radiograph):
        passed.discard(left[0])
    return len(left) > 1


def catch_up(library: Library, door: Door, report: Callable[[int, int], None] = lambda done, total: None) -> int:
    """The films of the record that the candidate has not seen; how many it could not see. Raises UserError."""
    found = running(library)
    if found is None:
        raise none_runs()
    waiting = library.shadow.waiting(found[0])
    missed = 0
    for number, image in enumerate(waiting, start=1):
        try:
            radiograph = door.read(library.images.get(image).path)
        except (UserError, ReaderFault):
            missed += 1
            continue
        missed += not look(library, *found, image, radiograph)
        report(number, len(waiting))
    return missed


def none_runs() -> UserError:
    """Nothing to report on."""
    return UserError(
        "No candidate runs unseen.", "One that was started.", "Start it: spcxr-desktop shadow start ID VERSION"
    )
