"""The verbs of the network, whatever the node speaks. Every call blocks: call it on a background task.

All raise UserError where nothing could be done at all; its ``code`` is one of ``faults.CODES``, and
``faults.worth_a_retry`` says whether the same call may succeed later. ``cancel`` is asked several times a second and
ends the call soon after. No call leaves a thread, a connection or half a file behind.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from spcxr_desktop.pacs.limits import DEFAULT, Limits
from spcxr_desktop.pacs.node import Node
from spcxr_desktop.pacs.query import Found, Query
from spcxr_desktop.pacs.transfer import Cancel, Progress, Reply, Retrieved, Sent, never, no_progress


def echo(node: Node, *, limits: Limits = DEFAULT, cancel: Cancel = never) -> Reply:
    """Ask whether the node is there and takes us: C-ECHO, or the smallest QIDO-RS search. Raises UserError."""
    if node.kind == "dicomweb":
        from spcxr_desktop.pacs.web_find import web_echo

        return web_echo(node, limits, cancel)
    from spcxr_desktop.pacs.dimse_find import dimse_echo

    return dimse_echo(node, limits, cancel)


def find(
    node: Node, query: Query, *, limits: Limits = DEFAULT, progress: Progress = no_progress, cancel: Cancel = never
) -> Found:
    """Search: C-FIND or QIDO-RS. No more than ``limits.answers`` come back. Raises UserError."""
    if node.kind == "dicomweb":
        from spcxr_desktop.pacs.web_find import web_find

        return web_find(node, query, limits, progress, cancel)
    from spcxr_desktop.pacs.dimse_find import dimse_find

    return dimse_find(node, query, limits, progress, cancel)


def get(
    node: Node, study: str, folder: Path, *, limits: Limits = DEFAULT, progress: Progress = no_progress,
    cancel: Cancel = never,
) -> Retrieved:  # fmt: skip
    """Retrieve one study into ``folder``/<Study Instance UID>: C-GET, or WADO-RS in the stored transfer syntax.

    What is there and whole is not asked for again, so an interrupted call is gone on with by calling again. The study's
    folder appears when the study is whole; until then its objects wait in ``folder``/.incoming. Raises UserError.
    """
    if node.kind == "dicomweb":
        from spcxr_desktop.pacs.web_get import web_get

        return web_get(node, study, folder, limits, progress, cancel)
    from spcxr_desktop.pacs.dimse_get import dimse_get

    return dimse_get(node, study, folder, limits, progress, cancel)


def send(
    node: Node, files: Sequence[Path], *, limits: Limits = DEFAULT, progress: Progress = no_progress,
    cancel: Cancel = never,
) -> Sent:  # fmt: skip
    """Send Part 10 files as they are: C-STORE or STOW-RS. One status a file. Sending again what is there does no harm.

    Raises UserError only where no file was sent at all because the node could not be reached or would not let us in.
    """
    if node.kind == "dicomweb":
        from spcxr_desktop.pacs.web_send import web_send

        return web_send(node, files, limits, progress, cancel)
    from spcxr_desktop.pacs.dimse_send import dimse_send

    return dimse_send(node, files, limits, progress, cancel)
