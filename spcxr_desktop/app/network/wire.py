"""The rooms below, as functions, so that tests can put others in their place. Imported when first called."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from spcxr_desktop.pacs.limits import DEFAULT
from spcxr_desktop.pacs.node import Node
from spcxr_desktop.pacs.query import Found, Query
from spcxr_desktop.pacs.transfer import Cancel, Commitment, Progress, Reply, Retrieved, Sent

if TYPE_CHECKING:
    from spcxr_desktop.pacs.dimse_commit import Reports

_FIRST_S, _LONGEST_S = 5.0, 900.0


class Getter(Protocol):
    """``pacs.verbs.get``."""

    def __call__(self, node: Node, study: str, folder: Path, *, progress: Progress, cancel: Cancel) -> Retrieved: ...


class Senderlike(Protocol):
    """``pacs.verbs.send``."""

    def __call__(self, node: Node, files: Sequence[Path], *, progress: Progress, cancel: Cancel) -> Sent: ...


@dataclass(frozen=True)
class Wire:
    """What goes out. Every function blocks and raises UserError."""

    echo: Callable[[Node, Cancel], Reply]
    find: Callable[[Node, Query, Progress, Cancel], Found]
    get: Getter
    send: Senderlike
    commit: Callable[[Node, Mapping[str, str], Reports | None, Cancel], Commitment]
    keep_secret: Callable[[str, str], None]
    move_secret: Callable[[Node, str], None]


def real_wire() -> Wire:
    """The network itself."""
    from spcxr_desktop.pacs import verbs

    return Wire(
        lambda node, cancel: verbs.echo(node, cancel=cancel),
        lambda node, query, progress, cancel: verbs.find(node, query, progress=progress, cancel=cancel),
        lambda node, study, folder, *, progress, cancel: verbs.get(
            node, study, folder, limits=DEFAULT, progress=progress, cancel=cancel
        ),
        lambda node, files, *, progress, cancel: verbs.send(node, files, progress=progress, cancel=cancel),
        _commit,
        _keep_secret,
        _move_secret,
    )


def _commit(node: Node, objects: Mapping[str, str], reports: Reports | None, cancel: Cancel) -> Commitment:
    """``reports``: of our receiver, where it listens; else the node has to answer on the same association."""
    from spcxr_desktop.pacs.dimse_commit import Reports, dimse_commit

    return dimse_commit(node, objects, reports or Reports(), cancel=cancel)


def _keep_secret(name: str, secret: str) -> None:
    from spcxr_desktop.pacs.secrets import keep_secret

    keep_secret(name, secret)


def _move_secret(node: Node, to: str) -> None:
    """The node has another name now."""
    from spcxr_desktop.pacs.secrets import keep_secret, secret_of

    keep_secret(to, secret_of(node))
    keep_secret(node.name, "")


def backoff_s(failures: int, draw: random.Random) -> float:
    """How long to wait after so many failures in a row: doubled each time, with a cap, never two programs in step.

    >>> 450 <= backoff_s(50, random.Random(1)) <= 900
    True
    """
    return min(_FIRST_S * 2.0 ** min(failures - 1, 30), _LONGEST_S) * draw.uniform(0.5, 1.0)
