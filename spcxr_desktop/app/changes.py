"""What an operation touched. The one message that the GUI hears."""

from __future__ import annotations

from dataclasses import dataclass, fields


@dataclass(frozen=True)
class Changes:
    """Flags that add up with ``|``; every panel looks at those it cares about and redraws.

    >>> changes = Changes(results=True) | Changes(view=True)
    >>> changes.results, changes.view, changes.work
    (True, True, False)
    """

    entries: bool = False  # the list of opened radiographs, or the state of one of them
    current: bool = False  # another radiograph is shown, or its pixels arrived
    results: bool = False  # a result set of the current radiograph came, went or changed
    view: bool = False  # window, invert, overlay, scores shown
    work: bool = False  # progress of what runs in the background
    settings: bool = False  # the user's settings
    record: bool = False  # what is kept: the worklist and its states
    review: bool = False  # the review of the shown radiograph
    network: bool = False  # nodes, searches, transfers, the outbox, the watched folder, the receiver

    def __or__(self, other: Changes) -> Changes:
        return Changes(*(getattr(self, flag) or getattr(other, flag) for flag in _FLAGS))

    def __bool__(self) -> bool:
        return any(getattr(self, flag) for flag in _FLAGS)


_FLAGS = tuple(flag.name for flag in fields(Changes))
