"""All panes, the red banner above them, and what links them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from spcxr_desktop.app.changes import Changes
from spcxr_desktop.app.entry import Entry
from spcxr_desktop.app.panes import COUNT, Layout
from spcxr_desktop.app.workbench import Workbench
from spcxr_desktop.domain.pairing import Kinship
from spcxr_desktop.ui import captions
from spcxr_desktop.ui.linking import Look, Ruler, follow
from spcxr_desktop.ui.panels.parts import label
from spcxr_desktop.ui.panels.stage import Stage
from spcxr_desktop.ui.panes import Pane
from spcxr_desktop.ui.translation import tr
from spcxr_desktop.ui.view.canvas import Canvas

_ACROSS: dict[Layout, int] = {"1x1": 1, "1x2": 2, "2x2": 2}


class PaneGrid(QWidget):
    """Makes panes when a layout first needs them, and tells of every new canvas but the first by ``made``. ``publish``
    is called with what clicks and drops changed. ``buttons``: ways to begin, on the first pane."""

    made = Signal(object)  # Canvas

    def __init__(
        self,
        bench: Workbench,
        publish: Callable[[Changes], None],
        first: Canvas,
        buttons: Sequence[QPushButton] = (),
    ) -> None:
        super().__init__()
        self._bench, self._publish = bench, publish
        self._following = False
        self._layout: Layout = "1x1"
        self._placed: tuple[int | None, ...] = ()
        self._linked_with: tuple[object, ...] = ()
        self.banner = label("", "alarm", 10.5)
        self.banner.hide()
        self.panes: list[Pane] = []
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.banner)
        column.addLayout(self._grid, 1)
        self._add(first, buttons)

    @property
    def active(self) -> Pane:
        """The pane that the keys act on."""
        number = self._bench.session.panes.active
        return self.panes[number] if number < len(self.panes) else self.panes[0]

    @property
    def canvas(self) -> Canvas:
        """The active pane's."""
        return self.active.canvas

    @property
    def stage(self) -> Stage:
        """The active pane's."""
        return self.active.stage

    def set_corners(self, shown: bool) -> None:
        """Show or hide the texts in the corners of all pictures."""
        for pane in self.panes:
            pane.canvas.corners = shown
            pane.canvas.update()

    def renew(self) -> None:
        """Names may be hidden now, texts of another size: draw all of it again."""
        for pane in self.panes:
            pane.canvas.update()

    # ---- drawing -----------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Draw what the panes show now."""
        session, layouts = self._bench.session, self._bench.layouts
        panes, entries, roles, company = session.panes, layouts.entries(), layouts.roles(), layouts.company()
        self._arrange(panes.layout)
        if panes.ids != self._placed:
            self._placed = panes.ids
            for pane in self.panes:
                pane.canvas.keep_place()
        several = len(entries) > 1
        followers = layouts.followers(panes.active) if several else ()
        self._warn(company, [entry for entry in entries if entry is not None])
        for number, (pane, entry, role) in enumerate(zip(self.panes, entries, roles, strict=False)):
            active = number == panes.active
            pane.set_ring(several, active)
            if several:
                link = self._link_text(number, entry, bool(followers) if active else number in followers)
                pane.head.show_film(entry, role, company, link)
            pane.show_entry(entry, session, active, captions.empty_pane(panes.hanging) if several else "")
        self._keep_focus()
        self._sync(followers)

    def _arrange(self, layout: Layout) -> None:
        if layout == self._layout:
            return
        self._layout = layout
        count, across = COUNT[layout], _ACROSS[layout]
        while len(self.panes) < count:
            canvas = Canvas()
            canvas.corners = self.panes[0].canvas.corners
            canvas.share_places(self.panes[0].canvas)
            self._add(canvas, ())
        for number, pane in enumerate(self.panes):
            if number < count:
                self._grid.addWidget(pane, number // across, number % across)
            pane.setVisible(number < count)
        for line in range(2):
            self._grid.setRowStretch(line, int(line < (count + across - 1) // across))
            self._grid.setColumnStretch(line, int(line < across))

    def _warn(self, company: Kinship, entries: Sequence[Entry]) -> None:
        text = captions.company(company, entries)
        self.banner.setText(text)
        self.banner.setVisible(bool(text))

    def _link_text(self, number: int, entry: Entry | None, linked: bool) -> str:
        """What goes along with the others; the window does only where values mean the same."""
        layouts = self._bench.layouts
        if entry is None or not linked:
            return ""
        others = (layouts.entries()[other] for other in layouts.followers(number))
        shared = all(other is not None and layouts.shares_window(entry, other) for other in others)
        return tr(captions.LINKED if shared else captions.LINKED_PLACE)

    def _keep_focus(self) -> None:
        """The keyboard goes with the active pane, if it is in a picture at all."""
        active = self.active
        if any(pane.canvas.hasFocus() and pane is not active for pane in self.panes):
            (active.canvas if active.stage.currentIndex() == 0 else active).setFocus()

    def _add(self, canvas: Canvas, buttons: Sequence[QPushButton]) -> None:
        number = len(self.panes)
        pane = Pane(canvas, buttons)
        self.panes.append(pane)
        pane.activated.connect(partial(self._activate, number))
        pane.dropped.connect(partial(self._drop, number))
        canvas.view_changed.connect(partial(self._lead, number))
        self._grid.addWidget(pane, 0, number)
        self.made.emit(canvas)

    # ---- what is asked for -------------------------------------------------------------------------------

    def _activate(self, number: int) -> None:
        changes = self._bench.layouts.activate(number)
        if changes:
            self._publish(changes)

    def _drop(self, number: int, entry_id: int) -> None:
        self._publish(self._bench.layouts.put(number, entry_id))

    # ---- linking -----------------------------------------------------------------------------------------

    def _sync(self, followers: tuple[int, ...]) -> None:
        """What has just been linked, or has just got its pixels, looks as the active pane does."""
        entries = self._bench.layouts.entries()
        ready = tuple((n, e.id) for n in followers if (e := entries[n]) is not None and e.upright is not None)
        if any(film not in self._linked_with for film in ready):
            self._lead(self._bench.session.panes.active)
        self._linked_with = ready

    def _lead(self, number: int) -> None:
        """Films linked with this pane are looked at in the same way."""
        if self._following:
            return
        entries = self._bench.layouts.entries()
        leader = self._look(number, entries)
        if leader is None:
            return
        self._following = True
        for other in self._bench.layouts.followers(number):
            follower = self._look(other, entries)
            if follower is not None:
                self.panes[other].canvas.place(follow(leader, follower))
        self._following = False

    def _look(self, number: int, entries: Sequence[Entry | None]) -> Look | None:
        entry = entries[number] if number < len(entries) else None
        if entry is None or entry.radiograph is None or entry.upright is None:
            return None
        canvas = self.panes[number].canvas
        turned = (entry.radiograph.orientation.row in "FH") != entry.turn.swaps
        return Look(canvas.viewport, canvas.devicePixelRatioF(), Ruler.of(entry.radiograph, turned))

    def texts(self) -> list[str]:
        """The banner and the heads, as far as shown."""
        found = [self.banner.text()] if isinstance(self.banner, QLabel) and self.banner.isVisibleTo(self) else []
        return found + [text for pane in self.panes if pane.head.isVisibleTo(self) for text in pane.head.texts()]
