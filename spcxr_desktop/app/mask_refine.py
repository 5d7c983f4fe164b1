"""Refine here: the model is asked again where the reader corrected it, and what it says is proposed."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from spcxr_desktop.app.changes import Changes
from spcxr_desktop.app.entry import Notice
from spcxr_desktop.app.mask_desk import MaskDesk
from spcxr_desktop.app.mask_sheet import Proposal
from spcxr_desktop.app.mask_tools import pixel_size
from spcxr_desktop.app.session import Session
from spcxr_desktop.app.tasks import Task, Work
from spcxr_desktop.domain.document import touched
from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.domain.first_edit import start_of
from spcxr_desktop.domain.history import History
from spcxr_desktop.domain.masks import LUNGS, Rect
from spcxr_desktop.domain.radiograph import Radiograph
from spcxr_desktop.domain.refining import Maps, refined
from spcxr_desktop.inference.package import ModelPackage

LungMapper = Callable[[Radiograph, Sequence[ModelPackage]], Maps]
_REACH = (20.0, 120.0)  # how far from a correction the map is trusted: mm on calibrated films, else px


class Refiner:
    """``start`` gives work to the lane of the models and says whether it took it."""

    def __init__(
        self,
        session: Session,
        desk: MaskDesk,
        history: Callable[[], History | None],
        ask: LungMapper,
        packages: Callable[[], Sequence[ModelPackage]],
        start: Callable[[Work], bool],
    ) -> None:
        """``packages`` is called on the lane."""
        self._session, self._desk, self._history, self._ask = session, desk, history, ask
        self._packages, self._start = packages, start
        self._known: tuple[Radiograph, Maps] | None = None  # of the film asked about last

    @property
    def possible(self) -> bool:
        """Whether the reader has corrected the model's lungs."""
        sheet, history = self._desk.sheet, self._history()
        return sheet is not None and sheet.edited and sheet.lungs is not None and last_painted(history) is not None

    def refine(self) -> Changes:
        """Ask; the proposal comes when the model has answered."""
        sheet, rect = self._desk.sheet, last_painted(self._history())
        if sheet is None or rect is None or not self.possible:
            return Changes()
        mask, changes, rules = sheet.current.copy(), sheet.changes, self._desk.sparing(sheet)

        def work(task: Task) -> Changes:
            try:
                maps = self._maps(sheet.film)
            except UserError as error:
                return self._tell(f"{error.found} {error.remedy}")
            task.token.check()
            assert sheet.model is not None
            reach = _REACH[0] if sheet.film.spacing is not None else _REACH[1]
            after = refined(mask, sheet.model, maps, rect, reach, rules, pixel_size(sheet.film))
            if sheet.changes != changes:
                return self._tell("The mask has changed meanwhile. Ask again.")
            if (after == mask).all():
                return self._tell("The model proposes nothing else here.")
            sheet.proposal = Proposal("The model's proposal around your correction", after, "refine")
            return Changes(review=True)

        if not self._start(work):
            return self._tell("The models are at work. Ask again when they are done.")
        return Changes(work=True)

    def _maps(self, film: Radiograph) -> Maps:
        if self._known is None or self._known[0] is not film:
            self._known = film, self._ask(film, self._packages())
        return self._known[1]

    def _tell(self, text: str) -> Changes:
        self._session.notice = Notice(text, nameless=True)
        return Changes(entries=True)


def last_painted(history: History | None) -> Rect | None:
    """Where the last step that changed pixels of the mask did so, without what it began from; None without one."""
    for command in reversed(history.done) if history is not None else ():
        rects = touched(command.atoms[start_of(command) :]).rects
        if LUNGS in rects:
            return rects[LUNGS]
    return None

