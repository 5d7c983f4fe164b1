"""What an operation touched. The one message that the GUI hears."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Changes:
    """Flags that add up with ``|``; every panel looks at those it cares about and redraws.

    >>> Changes(results=True) | Changes(view=True)
    Changes(entries=False, current=False, results=True, view=False, work=False)
    """

    entries: bool = False  # the list of opened radiographs, or the state of one of them
    current: bool = False  # another radiograph is shown, or its pixels arrived
    results: bool = False  # a result set of the current radiograph came, went or changed
    view: bool = False  # window, invert, overlay, scores shown
    work: bool = False  # progress of what runs in the background

    def __or__(self, other: Changes) -> Changes:
        return Changes(
            self.entries or other.entries,
            self.current or other.current,
            self.results or other.results,
            self.view or other.view,
            self.work or other.work,
        )

    def __bool__(self) -> bool:
        return self.entries or self.current or self.results or self.view or self.work
