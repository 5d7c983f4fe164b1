"""Operations on all of the label that is painted: done at once where the outcome is plain, else proposed first."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType

from spcxr_desktop.app.changes import Changes
from spcxr_desktop.app.mask_desk import MaskDesk
from spcxr_desktop.app.mask_sheet import MaskSheet, Proposal
from spcxr_desktop.app.mask_tools import pixel_size
from spcxr_desktop.domain.editing.islands import fill_holes, keep_largest, remove_islands
from spcxr_desktop.domain.editing.shape import grow_shrink, smooth
from spcxr_desktop.domain.masks import MaskArray

SMALL = (400.0, 2500.0)  # what counts as a small piece: mm² on calibrated films, else px
_SMOOTH = (2.0, 6.0)  # one step of smoothing (sigma), mm or px
_GROWTH = (1.0, 5.0)  # one step of growing, mm or px

Operation = Callable[[MaskDesk], Changes]


def _unit(sheet: MaskSheet, amounts: tuple[float, float]) -> float:
    return amounts[0] if sheet.film.spacing is not None else amounts[1]


def _fill_holes(desk: MaskDesk) -> Changes:
    value = desk.tools.label
    return desk.apply("Fill holes", lambda sheet, mask: fill_holes(mask, value, desk.sparing(sheet)))


def _keep_largest(desk: MaskDesk) -> Changes:
    value = desk.tools.label
    return desk.apply("Keep the largest piece", lambda sheet, mask: keep_largest(mask, value, desk.sparing(sheet)))


def _remove_islands(desk: MaskDesk) -> Changes:
    value = desk.tools.label

    def without(sheet: MaskSheet, mask: MaskArray) -> MaskArray:
        return remove_islands(mask, value, _unit(sheet, SMALL), desk.sparing(sheet), pixel_size(sheet.film))

    return desk.apply("Remove small pieces", without)


def _smooth(desk: MaskDesk) -> Changes:
    sheet = desk.sheet
    if sheet is None:
        return Changes()
    amount = _so_far(sheet, "smooth") + _unit(sheet, _SMOOTH)
    after = smooth(sheet.current, desk.tools.label, amount, desk.sparing(sheet), pixel_size(sheet.film))
    return desk.propose(Proposal(f"Smooth by {_said(sheet, amount)}", after, "smooth", amount))


def _grow(way: int, desk: MaskDesk) -> Changes:
    """Once more is one step farther; the other way takes a step back."""
    sheet = desk.sheet
    if sheet is None:
        return Changes()
    amount = _so_far(sheet, "grow") + way * _unit(sheet, _GROWTH)
    if amount == 0:
        return desk.propose(None)
    after = grow_shrink(sheet.current, desk.tools.label, amount, desk.sparing(sheet), pixel_size(sheet.film))
    told = _said(sheet, abs(amount))
    return desk.propose(Proposal(f"Grow by {told}" if amount > 0 else f"Shrink by {told}", after, "grow", amount))


def _so_far(sheet: MaskSheet, operation: str) -> float:
    """Of the operation that is being proposed."""
    proposal = sheet.proposal
    return proposal.amount if proposal is not None and proposal.operation == operation else 0.0


def _said(sheet: MaskSheet, amount: float) -> str:
    return f"{amount:.0f} mm" if sheet.film.spacing is not None else f"{amount:.0f} px"


OPERATIONS: Mapping[str, Operation] = MappingProxyType({
    "fill_holes": _fill_holes,
    "keep_largest": _keep_largest,
    "remove_islands": _remove_islands,
    "smooth": _smooth,
    "grow": partial(_grow, 1),
    "shrink": partial(_grow, -1),
})  # fmt: skip
