"""Which radiograph is in which pane: a value, replaced whole, kept in the session."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

Layout = Literal["1x1", "1x2", "2x2"]
Hanging = Literal["free", "prior", "views"]
COUNT: dict[Layout, int] = {"1x1": 1, "1x2": 2, "2x2": 4}


@dataclass(frozen=True)
class Panes:
    """``ids``: entry ids in reading order, None for an empty pane, as many as the layout has. ``active``: the pane the
    keys act on; what it shows is the session's current entry.

    ``hanging``: by which rule the panes are filled anew for the next radiograph; "free": by hand. ``linked``: zoom,
    place and window of one patient's films go together. ``screens`` there are, and whether the picture is ``away`` on
    another one.
    """

    layout: Layout = "1x1"
    ids: tuple[int | None, ...] = (None,)
    active: int = 0
    hanging: Hanging = "free"
    linked: bool = True
    screens: int = 1
    away: bool = False

    @property
    def shown(self) -> tuple[int, ...]:
        """Ids in reading order, without empty panes."""
        return tuple(entry_id for entry_id in self.ids if entry_id is not None)

    def with_layout(self, layout: Layout) -> Panes:
        """Another number of panes: what does not fit goes, but never what the active pane shows."""
        count, ids, active = COUNT[layout], list(self.ids), self.active
        if active >= count:
            ids.insert(0, ids.pop(active))
            active = 0
        return replace(self, layout=layout, ids=tuple((ids + [None] * count)[:count]), active=active)

    def put(self, pane: int, entry_id: int | None) -> Panes:
        """Show an entry in a pane. What stood there goes where the entry came from: nothing is shown twice."""
        ids = list(self.ids)
        if entry_id is not None and entry_id in ids:
            ids[ids.index(entry_id)] = ids[pane]
        ids[pane] = entry_id
        return replace(self, ids=tuple(ids))

    def without(self, closed: frozenset[int]) -> Panes:
        """Empty the panes of entries that were closed."""
        return replace(self, ids=tuple(None if entry_id in closed else entry_id for entry_id in self.ids))
