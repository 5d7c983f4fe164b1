"""Panes side by side: layouts, hanging by rule, what is linked. Another patient is never hung by a rule."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace

from spcxr_desktop.app.changes import Changes
from spcxr_desktop.app.entry import Entry, EntryFields
from spcxr_desktop.app.panes import COUNT, Hanging, Layout, Panes
from spcxr_desktop.app.session import Session
from spcxr_desktop.domain import pairing
from spcxr_desktop.domain.grayscale import VoiLut
from spcxr_desktop.domain.pairing import Kinship, Role
from spcxr_desktop.domain.reconcile import patient_key


class Patients:
    """Open entries by Patient ID, kept up with the session at the cost of what changed in it."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._revision = 0
        self._ids: dict[str, dict[int, None]] = defaultdict(dict)

    def same_id(self, entry: Entry) -> list[Entry]:
        """The other open entries under the same Patient ID, in the order of opening; none without an ID."""
        delta = self._session.changes_since(self._revision)
        self._revision = delta.revision
        for entry_id in delta.touched:
            touched = self._session.entry(entry_id)
            if touched is not None and (key := patient_key(touched.identity)):
                self._ids[key][entry_id] = None
        key = patient_key(entry.identity)
        ids = sorted(self._ids[key]) if key else []
        found = (self._session.entry(entry_id) for entry_id in ids)
        return [other for other in found if other is not None and other.id != entry.id]


class Layouts:
    """Verbs on the panes. All are called on the thread of the window; ``go`` sets reading going."""

    def __init__(self, session: Session, go: Callable[[], Changes]) -> None:
        self._session, self._go = session, go
        self._patients = Patients(session)
        self.find_priors: Callable[[int], None] = lambda entry_id: None  # asked once where a film has no prior open
        self._asked: set[int] = set()

    # ---- what is shown -----------------------------------------------------------------------------------

    @property
    def panes(self) -> Panes:
        """The present state."""
        return self._session.panes

    def entries(self) -> tuple[Entry | None, ...]:
        """What each pane shows, in reading order."""
        found = (None if i is None else self._session.entry(i) for i in self.panes.ids)
        return tuple(found)

    def company(self) -> Kinship:
        """Whether the films side by side are one patient's, as far as known."""
        return pairing.company([entry.identity for entry in self.entries() if entry is not None])

    def roles(self) -> tuple[Role | None, ...]:
        """What each pane's film is beside the others; None in empty panes as well."""
        entries = self.entries()
        found = iter(pairing.roles([entry.identity for entry in entries if entry is not None]))
        return tuple(None if entry is None else next(found) for entry in entries)

    def followers(self, pane: int) -> tuple[int, ...]:
        """The panes that go along with this one: those that show the same patient, while linked."""
        entries = self.entries()
        leader = entries[pane] if pane < len(entries) else None
        if leader is None or not self.panes.linked:
            return ()
        return tuple(
            i
            for i, entry in enumerate(entries)
            if i != pane and entry is not None and pairing.kinship(leader.identity, entry.identity) == "one"
        )

    def shares_window(self, one: Entry, two: Entry) -> bool:
        """Whether a window of the one is taken over by the other."""
        if one.radiograph is None or two.radiograph is None:
            return False
        return pairing.same_units(one.radiograph, two.radiograph)

    # ---- verbs -------------------------------------------------------------------------------------------

    def arrange(self, layout: Layout) -> Changes:
        """Another number of panes. New ones take films of the same study, then earlier ones of the same patient."""
        panes = self.panes.with_layout(layout)
        if layout == "1x1":
            return self._take(replace(panes, hanging="free"))
        if panes.hanging != "free" and self._session.current is not None:
            return self._take(self._hung(replace(panes, hanging=panes.hanging), self._session.current))
        return self._take(self._filled(panes))

    def hang(self, hanging: Hanging) -> Changes:
        """Fill the panes by a rule, now and for what is shown next; asked for once more, back to one picture."""
        panes, current = self.panes, self._session.current
        if panes.hanging == hanging:
            return self.arrange("1x1")
        if current is None:
            return Changes()
        panes = panes.with_layout("1x2") if panes.layout == "1x1" else panes
        return self._take(self._hung(replace(panes, hanging=hanging), current))

    def swap(self) -> Changes:
        """Exchange the active pane with the next one; the keys stay with the film."""
        panes = self.panes
        other = (panes.active + 1) % len(panes.ids)
        ids = list(panes.ids)
        ids[panes.active], ids[other] = ids[other], ids[panes.active]
        return self._take(replace(panes, ids=tuple(ids), active=other))

    def activate(self, pane: int) -> Changes:
        """The keys act on this pane, and its film becomes the current one; an empty one waits for a film."""
        panes = self.panes
        if pane == panes.active or pane >= len(panes.ids):
            return Changes()
        return self._take(replace(panes, active=pane))

    def next_pane(self) -> Changes:
        """The keys act on the next pane."""
        return self.activate((self.panes.active + 1) % len(self.panes.ids))

    def put(self, pane: int, entry_id: int) -> Changes:
        """Show an entry in a pane, chosen by hand."""
        if self._session.entry(entry_id) is None or pane >= len(self.panes.ids):
            return Changes()
        return self._take(replace(self.panes.put(pane, entry_id), active=pane, hanging="free"))

    def toggle_link(self) -> Changes:
        """Link zoom, place and window of one patient's films, or let them go apart."""
        self._session.panes = replace(self.panes, linked=not self.panes.linked)
        return Changes(view=True)

    def set_screens(self, screens: int, away: bool) -> Changes:
        """How many screens there are, and whether the picture is on another one than the window."""
        self._session.panes = replace(self.panes, screens=screens, away=away)
        return Changes(view=True)

    def follow(self) -> Changes:
        """Make the panes agree with what became current, was opened or closed since. Called before drawing."""
        before, current = self.panes, self._session.current
        panes = before.without(frozenset(i for i in before.shown if self._session.entry(i) is None))
        if panes.layout == "1x1" or current is None:
            panes = panes.put(panes.active, None if current is None else current.id)
        elif current.id in panes.ids:
            panes = replace(panes, active=panes.ids.index(current.id))
            if panes.hanging != "free" and None in panes.ids and panes.ids == before.ids:
                panes = self._late(panes, current)
        elif panes.hanging != "free" and not self._stays(panes, current):
            panes = self._hung(panes, current)
        else:
            panes = panes.put(panes.active, current.id)
        if panes == before:
            return Changes()
        self._session.panes = panes
        self._go()
        return Changes(view=True)

    def spread(self, fields: EntryFields) -> None:
        """Window and inversion of the current film for those linked with it, where their values mean the same."""
        current, entries = self._session.current, self.entries()
        shared = EntryFields()
        if "voi" in fields and not isinstance(fields["voi"], VoiLut):
            shared["voi"] = fields["voi"]
        if "invert" in fields:
            shared["invert"] = fields["invert"]
        if current is None or not shared:
            return
        for pane in self.followers(self.panes.active):
            entry = entries[pane]
            if entry is not None and self.shares_window(current, entry):
                self._session.update(entry.id, **shared)

    # ---- inside ------------------------------------------------------------------------------------------

    def _take(self, panes: Panes) -> Changes:
        """These are the panes now; what the active one shows becomes current."""
        self._session.panes = panes
        entry_id = panes.ids[panes.active]
        if entry_id is None:
            self._session.select_none()
        else:
            self._session.select(entry_id)
        self._go()
        return Changes(entries=True, current=True, results=True, view=True)

    def _hung(self, panes: Panes, current: Entry) -> Panes:
        """The panes filled by their rule around this film."""
        others = self._patients.same_id(current)
        identities = [other.identity for other in others]
        earlier = [others[i].id for i in pairing.priors(current.identity, identities)]
        ids: list[int | None] = [current.id, *earlier]
        if panes.hanging == "views":
            beside = pairing.other_view(current.identity, identities)
            ids = [current.id, None if beside is None else others[beside].id, *earlier]
            if pairing.view_of(current.identity) == "lateral":
                ids[0], ids[1] = ids[1], ids[0]
        count = COUNT[panes.layout]
        ids = (ids + [None] * count)[:count]
        if panes.hanging == "prior" and None in ids and current.id not in self._asked:
            self._asked.add(current.id)
            self.find_priors(current.id)
        return replace(panes, ids=tuple(ids), active=ids.index(current.id))

    def _late(self, panes: Panes, current: Entry) -> Panes:
        """A partner that was opened only now takes its empty pane; nothing that is seen is moved for it."""
        hung = self._hung(panes, current)
        agrees = all(old in (None, new) for old, new in zip(panes.ids, hung.ids, strict=True))
        return hung if agrees else panes

    def _filled(self, panes: Panes) -> Panes:
        """Empty panes take what belongs to the current film and is not yet shown."""
        current = self._session.current
        if current is None:
            return panes
        others = self._patients.same_id(current)
        identities = [other.identity for other in others]
        places = dict.fromkeys((*pairing.companions(current.identity, identities),
                                *pairing.priors(current.identity, identities)))  # fmt: skip
        waiting = iter([others[i].id for i in places if others[i].id not in panes.ids])
        return replace(panes, ids=tuple(next(waiting, None) if i is None else i for i in panes.ids))

    def _stays(self, panes: Panes, current: Entry) -> bool:
        """A film of the same patient, chosen while a pane beside the main one is active, is wanted there."""
        main = None if panes.ids[0] is None else self._session.entry(panes.ids[0])
        if panes.active == 0 or main is None:
            return False
        return pairing.kinship(main.identity, current.identity) == "one"
