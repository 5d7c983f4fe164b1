"""Between one canvas and the review: what was drawn goes to the desk, what there is to draw comes back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint

from spcxr_desktop.app.actions_review import ANNOTATION_MENU, PICTURE_MENU
from spcxr_desktop.app.changes import Changes
from spcxr_desktop.app.workbench import Workbench
from spcxr_desktop.domain.annotations import Annotation
from spcxr_desktop.ui.masking import Masking
from spcxr_desktop.ui.menus import ActionSet
from spcxr_desktop.ui.view.canvas import Canvas


class Reviewing(QObject):
    """Lives as long as its canvas. ``publish`` is called with what the hand changed."""

    def __init__(
        self,
        canvas: Canvas,
        bench: Workbench,
        actions: ActionSet,
        publish: Callable[[Changes], None],
        told: Callable[[], None],
    ) -> None:
        """``told``: the mask's numbers are new, although no step was taken."""
        super().__init__(canvas)
        self._canvas, self._bench, self._actions, self._publish = canvas, bench, actions, publish
        self.masking = Masking(canvas, bench, publish, told)
        canvas.drawing.made.connect(self._made)
        canvas.drawing.moved_to.connect(lambda key, drawn: publish(bench.review.change(key, drawn)))
        canvas.drawing.selected.connect(lambda key: publish(bench.review.select(key)))
        canvas.menu_wanted.connect(self._menu)

    def draw(self) -> None:
        """Show the review of what the canvas shows."""
        self._canvas.show_review(self._bench.review.view_of(self._canvas.entry_id))
        self.masking.draw()
        entry_id = self._canvas.entry_id
        entry = self._bench.session.entry(entry_id) if entry_id is not None else None
        self._canvas.show_derived(self._bench.derived.marks(entry))

    def _made(self, annotation: Annotation) -> None:
        """It is kept and selected, and the hand is free again. The place of a finding becomes part of its judgement."""
        placed = self._bench.judging.place(annotation)
        if placed is not None:
            self._publish(placed | self._bench.set_tool("window"))
            return
        self._publish(self._bench.review.add(annotation) | self._bench.set_tool("window"))

    def _menu(self, key: str | None, at: QPoint) -> None:
        if key is not None:
            self._publish(self._bench.review.select(key))
        self._actions.sync()
        self._actions.context_menu(ANNOTATION_MENU if key is not None else PICTURE_MENU, self._canvas).popup(at)
