"""C-STORE (PS3.4 B): files as they are, in as few associations as their kinds need."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.pacs import faults
from spcxr_desktop.pacs.association import MOST_CONTEXTS, Line, associate
from spcxr_desktop.pacs.limits import Limits
from spcxr_desktop.pacs.meta import Names, Unsound, identify
from spcxr_desktop.pacs.node import Node
from spcxr_desktop.pacs.transfer import Advance, Cancel, ObjectStatus, Progress, Sent

_WARNINGS = (0xB000, 0xB006, 0xB007)  # PS3.4 B.2.3: stored, but changed


class Outgoing:
    """The files of one ``send`` and what became of each."""

    def __init__(self, files: Sequence[Path], progress: Progress) -> None:
        self.files, self._progress = tuple(files), progress
        self.statuses: dict[int, ObjectStatus] = {}
        self.names: dict[int, Names] = {}
        self._size = 0
        for number, path in enumerate(self.files):
            try:
                self.names[number] = identify(path)
            except Unsound as error:
                self.statuses[number] = ObjectStatus("", "", "refused", f"Not sent: {error}.", path=path)
            except OSError as error:
                reason = f"Not sent: it cannot be read ({error.strerror})."
                self.statuses[number] = ObjectStatus("", "", "failed", reason, path=path)

    def set(self, number: int, state: Any, reason: str = "", code: int = 0) -> None:  # noqa: ANN401
        """What became of a file."""
        names, path = self.names[number], self.files[number]
        self.statuses[number] = ObjectStatus(names.uid, names.sop_class, state, reason, code, path)
        if state in ("done", "warning"):
            self._size += path.stat().st_size
        self._progress(Advance(len(self.statuses), len(self.files), self._size))

    def open(self) -> list[int]:
        """Files whose turn is yet to come."""
        return [number for number in self.names if number not in self.statuses]

    def sent(self, reason: str, cancelled: bool) -> Sent:
        """The answer; ``reason``: why some files' turn never came."""
        for number in self.open():
            names, path = self.names[number], self.files[number]
            self.statuses[number] = ObjectStatus(names.uid, names.sop_class, "unsent", reason, path=path)
        return Sent(tuple(self.statuses[number] for number in range(len(self.files))), cancelled)


def dimse_send(node: Node, files: Sequence[Path], limits: Limits, progress: Progress, cancel: Cancel) -> Sent:
    """C-STORE every file. Raises UserError where the node could not be spoken to at all."""
    outgoing = Outgoing(files, progress)
    spoken = False
    for group in _groups(outgoing):
        try:
            _send_group(node, outgoing, group, limits, cancel)
        except UserError as error:
            if error.code == "no_context" and len(files) > 1:
                for number in group:
                    outgoing.set(number, "refused", "Its kind of object is not taken there.")
                continue
            told = any(one.code or one.safe for one in outgoing.statuses.values())
            if not spoken and error.code != "cancelled" and not told:
                raise
            return outgoing.sent(error.found, error.code == "cancelled")
        spoken = True
    return outgoing.sent("", False)


def _groups(outgoing: Outgoing) -> Iterator[list[int]]:
    """Files whose kinds and encodings fit into one association."""
    kinds: set[tuple[str, str]] = set()
    group: list[int] = []
    for number in outgoing.open():
        names = outgoing.names[number]
        if len(kinds | {(names.sop_class, names.syntax)}) > MOST_CONTEXTS:
            yield group
            kinds, group = set(), []
        kinds.add((names.sop_class, names.syntax))
        group.append(number)
    if group:
        yield group


def _send_group(node: Node, outgoing: Outgoing, group: Sequence[int], limits: Limits, cancel: Cancel) -> None:
    from pynetdicom import build_context

    kinds = dict.fromkeys((outgoing.names[number].sop_class, outgoing.names[number].syntax) for number in group)
    contexts = [build_context(*kind) for kind in kinds]
    with associate(node, contexts, limits, cancel) as line:
        taken = {(str(c.abstract_syntax), str(c.transfer_syntax[0])) for c in line.association.accepted_contexts}
        for number in group:
            names = outgoing.names[number]
            if (names.sop_class, names.syntax) not in taken:
                outgoing.set(number, "refused", "Its kind of object or its encoding is not taken there.")
                continue
            _store(line, outgoing, number)


def _store(line: Line, outgoing: Outgoing, number: int) -> None:
    try:
        status = line.association.send_c_store(outgoing.files[number], msg_id=number % 65535 + 1)
    except (OSError, RuntimeError, ValueError) as error:
        if line.alive:
            outgoing.set(number, "failed", f"Not sent: it cannot be read ({type(error).__name__}).")
            return
        raise line.fault() from error
    if "Status" not in status or line.watch.fault:
        raise line.fault()
    code = int(status.Status)
    if code == 0:
        outgoing.set(number, "done")
    elif code in _WARNINGS:
        outgoing.set(number, "warning", "It was stored, but changed there.", code)
    else:
        later = code >> 8 == 0xA7
        outgoing.set(number, "failed" if later else "refused", f"Not stored: {faults.store_reason(code)}.", code)
