"""Everything about findings but the models themselves: operating points, judgements, reading first, surveys."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from spcxr_desktop.app.changes import Changes
from spcxr_desktop.app.judging import Judging
from spcxr_desktop.app.model_cards import Card, card_of
from spcxr_desktop.app.operating import Assessed, assessed, at_points, chosen_points, point_of, predicted
from spcxr_desktop.app.preferences import Preferences
from spcxr_desktop.app.reader import system_reader
from spcxr_desktop.app.review_desk import ReviewDesk
from spcxr_desktop.app.schedule import Schedule
from spcxr_desktop.app.session import Session
from spcxr_desktop.app.survey import Survey
from spcxr_desktop.domain.findings import OperatingPoint, ResultSet, Score
from spcxr_desktop.domain.predictive import Predictive

if TYPE_CHECKING:
    from spcxr_desktop.store.library import Library


class Assessing:
    """Follows the settings; ``judging`` and ``survey`` have the verbs."""

    def __init__(self, session: Session, desk: ReviewDesk, schedule: Schedule, preferences: Preferences) -> None:
        self._session, self._desk, self._schedule, self._preferences = session, desk, schedule, preferences
        record = schedule.record
        self.judging = Judging(session, desk, record)
        self.survey = Survey(record, lambda: session.reader_first)
        self.cards: tuple[Card, ...] = ()  # of the loaded packages
        self._followed: Mapping[str, str] | None = None
        record.images.at_points = self._at_points
        record.worklist.veil = lambda: session.reader_first
        schedule.packages_known = self._packages_known

    # ---- what is known -----------------------------------------------------------------------------------

    @property
    def labels(self) -> dict[str, Assessed]:
        """Every label that a loaded package scores, by id."""
        return assessed(self._schedule.packages)

    @property
    def prevalences(self) -> tuple[tuple[str, float], ...]:
        """How common the site says that each label is."""
        return tuple(sorted(self._preferences.settings.prevalences.items()))

    def point(self, score: Score, results: ResultSet) -> OperatingPoint | None:
        """The operating point a score was held against; None where its model version is not loaded."""
        return point_of(score, self._schedule.packages, results.models)

    def predicted(self, score: Score, results: ResultSet) -> Predictive | None:
        """PPV and NPV at the site's prevalence; None without one."""
        return predicted(score, self.point(score, results), self._preferences.settings)

    def ask_survey(self) -> Changes:
        """Read the record anew for the lists over it."""
        self._desk.settle()  # what is being painted is a step before it is sealed
        return self.survey.ask()

    # ---- following the settings --------------------------------------------------------------------------

    def follow_settings(self) -> None:
        """The settings may be others."""
        on = self._preferences.settings.reader_first
        if self._session.read_first(on):
            lane = self._schedule.record.lane
            lane.do(lambda library: _log_mode(library, on))
            if lane.settled:
                self._schedule.record.worklist.reload()
        self._choose_points()

    def _packages_known(self) -> None:
        """On the models' lane."""
        self.cards = tuple(card_of(package) for package in self._schedule.packages)
        self._choose_points()

    def _choose_points(self) -> None:
        """Analyse at the points that the site chose, and bring what is shown to them."""
        points = chosen_points(self._preferences.settings, tuple(self.labels))
        self._schedule.points = points
        if points != self._followed and (points or self._followed):
            self._schedule.record.points.follow()
            self._preferences.aside(self._schedule.record.points.in_memory)
        self._followed = points

    def _at_points(self, results: ResultSet) -> ResultSet | None:
        return at_points(results, self._schedule.packages, self._preferences.settings)


def _log_mode(library: Library, on: bool) -> Changes:
    library.audit.log(system_reader().id, "reading.mode", reader_first=on)
    return Changes()
