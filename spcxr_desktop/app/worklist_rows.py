"""Which studies a worklist shows, and in what order: filters and orders as values, without a record or a window."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Literal, get_args

from spcxr_desktop.domain.person_name import parse
from spcxr_desktop.store.rows import StudyRow, StudyStatus

Order = Literal["arrival", "priority", "patient", "date", "status"]
When = Literal["any", "today", "week"]
ORDERS: tuple[Order, ...] = get_args(Order)
STATUSES: tuple[StudyStatus, ...] = get_args(StudyStatus)
_WEEK = timedelta(days=6)  # before today: seven days with it


@dataclass(frozen=True)
class Filters:
    """What is asked for. ``text``: words that a study must have, see ``store.worklist.search``. ``status`` "": any.

    ``when`` is about the study's date. ``descending`` turns every order round but that of priority.
    """

    text: str = ""
    status: StudyStatus | Literal[""] = ""
    flagged: bool = False
    unread: bool = False
    when: When = "any"
    order: Order = "arrival"
    descending: bool = False

    @property
    def narrow(self) -> bool:
        """Whether some studies may be left out."""
        return replace(self, order="arrival", descending=False) != Filters()


def chosen(
    rows: Sequence[StudyRow], filters: Filters, found: Collection[int] | None, today: date
) -> tuple[StudyRow, ...]:
    """The rows that pass, in order. ``rows``: by arrival. ``found``: ids that the search gave, None without one."""
    kept = [row for row in rows if (found is None or row.id in found) and _passes(row, filters, today)]
    if filters.order == "priority":
        kept.sort(key=lambda row: row.priority)
        return tuple(kept)
    key = _KEYS.get(filters.order)
    if key is not None:
        kept.sort(key=key)
    return tuple(reversed(kept)) if filters.descending else tuple(kept)


def _passes(row: StudyRow, filters: Filters, today: date) -> bool:
    if filters.status and row.status != filters.status:
        return False
    if (filters.flagged and not row.flagged) or (filters.unread and not row.unread):
        return False
    return filters.when == "any" or _within(row.study_date, today, filters.when)


def _within(text: str, today: date, when: When) -> bool:
    """A study without a date, or with one in the future, is of no day that could be asked for."""
    first = today if when == "today" else today - _WEEK
    return f"{first:%Y%m%d}" <= text <= f"{today:%Y%m%d}"


_KEYS: dict[Order, Callable[[StudyRow], Any]] = {
    "patient": lambda row: (parse(row.patient_name).key(), row.patient_id, row.study_date),
    "date": lambda row: (row.study_date == "", row.study_date, row.arrival),
    "status": lambda row: (STATUSES.index(row.status), row.arrival),
}
