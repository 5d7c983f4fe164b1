"""C-ECHO (PS3.4 A) and C-FIND (PS3.4 C.4.1)."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from spcxr_desktop.pacs import faults
from spcxr_desktop.pacs.association import Line, associate
from spcxr_desktop.pacs.limits import Limits
from spcxr_desktop.pacs.matches import keys_of, match_of
from spcxr_desktop.pacs.node import Node
from spcxr_desktop.pacs.query import Found, Match, Query
from spcxr_desktop.pacs.transfer import Advance, Cancel, Progress, Reply

if TYPE_CHECKING:
    from pydicom.dataset import Dataset

VERIFICATION = "1.2.840.10008.1.1"
PATIENT_ROOT_FIND, STUDY_ROOT_FIND = "1.2.840.10008.5.1.4.1.2.1.1", "1.2.840.10008.5.1.4.1.2.2.1"
PENDING = (0xFF00, 0xFF01)
CANCELLED = 0xFE00


def dimse_echo(node: Node, limits: Limits, cancel: Cancel) -> Reply:
    """C-ECHO. Raises UserError."""
    from pynetdicom import build_context

    begun = time.perf_counter()
    with associate(node, [build_context(VERIFICATION)], limits, cancel) as line:
        status = line.association.send_c_echo()
        if "Status" not in status:
            raise line.fault()
        if status.Status != 0:
            raise faults.rejected(node, "the echo", int(status.Status))
        product = str(getattr(line.association.acceptor, "implementation_version_name", "") or "")
    ms = (time.perf_counter() - begun) * 1000
    return Reply(ms, f"answered as {product}" if product else "answered")


def dimse_find(node: Node, query: Query, limits: Limits, progress: Progress, cancel: Cancel) -> Found:
    """C-FIND. Raises UserError."""
    from pynetdicom import build_context

    root = PATIENT_ROOT_FIND if query.level == "patient" else STUDY_ROOT_FIND
    with associate(node, [build_context(root)], limits, cancel) as line:
        return search(line, query, limits, progress, root)


def search(line: Line, query: Query, limits: Limits, progress: Progress, root: str = STUDY_ROOT_FIND) -> Found:
    """C-FIND on an association that has the context for it. Raises UserError."""
    matches: list[Match] = []
    for status, identifier in line.association.send_c_find(keys_of(query), root):
        if "Status" not in status:
            raise line.fault()
        code = int(status.Status)
        if code in PENDING:
            if identifier is None:
                raise faults.protocol(line.node, "an answer to the search is not a data set")
            matches.append(_match(line, query, identifier))
            progress(Advance(len(matches), None, line.watch.received))
            if len(matches) >= limits.answers:
                line.association.abort()
                return Found(tuple(matches), cut=True)
        elif code not in (0, CANCELLED):
            raise faults.rejected(line.node, "the search", code)
    return Found(tuple(matches))


def _match(line: Line, query: Query, identifier: Dataset) -> Match:
    try:
        return match_of(query, identifier)
    except Exception as error:  # pydicom fails in many ways on damage
        raise faults.protocol(line.node, "an answer to the search is damaged") from error


def status_code(status: Any) -> int | None:  # noqa: ANN401
    """The status of a response, None where none came."""
    return int(status.Status) if "Status" in status else None
