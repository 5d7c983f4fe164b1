"""C-GET and C-MOVE (PS3.4 C.4.2, C.4.3): one study, into a folder, gone on with where it was interrupted."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.pacs import faults
from spcxr_desktop.pacs.association import MOST_CONTEXTS, Line, associate
from spcxr_desktop.pacs.dimse_find import PENDING, STUDY_ROOT_FIND, search
from spcxr_desktop.pacs.limits import Limits
from spcxr_desktop.pacs.node import Node
from spcxr_desktop.pacs.query import Match, Query, is_uid
from spcxr_desktop.pacs.retrieval import Retrieval
from spcxr_desktop.pacs.syntaxes import DOCUMENTS, ENCODINGS, IMAGES, PICTURES, encodings_of
from spcxr_desktop.pacs.transfer import Cancel, Progress, Retrieved, no_progress

if TYPE_CHECKING:
    from pynetdicom.presentation import PresentationContext

STUDY_ROOT_MOVE, STUDY_ROOT_GET = "1.2.840.10008.5.1.4.1.2.2.2", "1.2.840.10008.5.1.4.1.2.2.3"


def dimse_get(node: Node, study: str, folder: Path, limits: Limits, progress: Progress, cancel: Cancel) -> Retrieved:
    """C-GET of what is not there yet. Raises UserError."""
    held = _inventory(node, study, limits, cancel)
    retrieval = Retrieval(node, study, folder, limits, progress, held)
    if retrieval.missing or held is None:
        try:
            for group in _class_groups(retrieval.missing_classes()):
                if held is not None and not retrieval.missing:
                    break
                _get_group(node, retrieval, group, limits, cancel)
            for group in _one_by_one(retrieval):
                _get_group(node, retrieval, group, limits, cancel)
        except UserError as error:
            return retrieval.interrupted(error)
    return retrieval.result()


def _inventory(node: Node, study: str, limits: Limits, cancel: Cancel) -> list[Match] | None:
    """What the node says it has of the study; None where it does not answer searches for images."""
    from pynetdicom import build_context

    with associate(node, [build_context(STUDY_ROOT_FIND)], limits, cancel) as line:
        return inventory(line, study, limits)


def inventory(line: Line, study: str, limits: Limits) -> list[Match] | None:
    """Every image of a study: by study alone, or series by series, which is all that some servers answer."""
    if not is_uid(study):
        raise UserError("That is not a Study Instance UID.", "Digits and dots, 64 at most.", "Search for the study.")
    try:
        series = search(line, Query("series", study=study), limits, no_progress).matches
        found: list[Match] = []
        for item in series:
            if item.series:
                inside = Query("image", study=study, series=item.series)
                found += search(line, inside, limits, no_progress).matches
    except UserError as error:
        if error.code != "rejected":
            raise
        return None
    if not found:
        raise UserError(
            f"'{line.node.name}' has no image of that study.", "A study it has.", "Search for it again.",
            code="rejected",
        )  # fmt: skip
    return [item for item in found if item.image]


def _class_groups(classes: Sequence[str]) -> Iterator[list[tuple[str, str]]]:
    """(class, encoding) pairs for one association each: a context has one encoding, or the other side chooses one."""
    group: list[tuple[str, str]] = []
    for sop_class in classes or (*IMAGES, *DOCUMENTS, *PICTURES):
        pairs = [(sop_class, syntax) for syntax in encodings_of(sop_class)]
        if len(group) + len(pairs) >= MOST_CONTEXTS:
            yield group
            group = []
        group += pairs
    if group:
        yield group


def _one_by_one(retrieval: Retrieval) -> Iterator[list[tuple[str, str]]]:
    """For servers that look at one context of a class alone, as dcmqrscp: what is missing, one encoding at a time."""
    for syntax in ENCODINGS:
        if not retrieval.missing:
            return
        classes = (retrieval.missing_classes() or [*IMAGES, *DOCUMENTS, *PICTURES])[: MOST_CONTEXTS - 1]
        if group := [(sop_class, syntax) for sop_class in classes if syntax in encodings_of(sop_class)]:
            yield group


def _get_group(
    node: Node, retrieval: Retrieval, group: Sequence[tuple[str, str]], limits: Limits, cancel: Cancel
) -> None:
    from pynetdicom import build_context, build_role, evt

    contexts: list[PresentationContext] = [build_context(STUDY_ROOT_GET)]
    contexts += [build_context(sop_class, syntax) for sop_class, syntax in group]
    roles = [build_role(sop_class, scp_role=True) for sop_class in dict.fromkeys(pair[0] for pair in group)]
    handlers = [(evt.EVT_C_STORE, lambda event: store_answer(event, retrieval.came))]
    opened = retrieval.batch.object
    with associate(node, contexts, limits, cancel, roles=roles, opened=opened, handlers=handlers) as line:
        if not any(context.abstract_syntax == STUDY_ROOT_GET for context in line.association.accepted_contexts):
            raise faults.no_context(node, "retrieving by C-GET")
        taken = {str(context.abstract_syntax) for context in line.association.accepted_contexts}
        for identifier in retrieval.requests(taken & {pair[0] for pair in group}):
            _follow(line, line.association.send_c_get(identifier, STUDY_ROOT_GET), retrieval)


def dimse_move(
    node: Node, study: str, destination: str, limits: Limits, cancel: Cancel,
    advance: Callable[[int, int], None] = lambda done, total: None,
) -> int:  # fmt: skip
    """Ask for a study to be stored to the AE title ``destination``; how many objects it says were. Raises UserError."""
    from pydicom.dataset import Dataset
    from pynetdicom import build_context

    wanted = Dataset()
    wanted.QueryRetrieveLevel, wanted.StudyInstanceUID = "STUDY", study
    with associate(node, [build_context(STUDY_ROOT_MOVE)], limits, cancel) as line:
        done = 0
        for status, _ in line.association.send_c_move(wanted, destination, STUDY_ROOT_MOVE):
            code = _code(line, status)
            done = int(getattr(status, "NumberOfCompletedSuboperations", None) or done)
            advance(done, done + int(getattr(status, "NumberOfRemainingSuboperations", None) or 0))
            if code == 0xA801:
                raise faults.no_context(node, f"it does not know our AE title '{destination}' and where it is")
            if code not in (0, *PENDING):
                raise faults.rejected(node, "the move", code)
    return done


def _follow(line: Line, answers: Iterator[Any], retrieval: Retrieval) -> None:
    for status, _ in answers:
        code = _code(line, status)
        if code not in (0, *PENDING):
            retrieval.note = f"'{line.node.name}' could not give everything (status {code:04X})."


def _code(line: Line, status: Any) -> int:  # noqa: ANN401
    if "Status" not in status or line.watch.fault:
        raise line.fault()
    return int(status.Status)


def store_answer(event: Any, came: Callable[[Any], None]) -> int:  # noqa: ANN401
    """Answer a C-STORE request whose bytes are in the staging folder; ``came`` hears of what is whole (PS3.4 B.2.3)."""
    from spcxr_desktop.pacs.guard import Body
    from spcxr_desktop.pacs.meta import Unsound
    from spcxr_desktop.pacs.staging import Full

    body = event.request.DataSet
    if not isinstance(body, Body):
        return 0xC000
    try:
        if body.fault is not None:
            raise body.fault
        if body.incoming is None:
            raise Unsound("it is empty")
        came(body.incoming.finish())
    except Unsound:
        return 0xC000
    except (Full, OSError):
        return 0xA700
    return 0
