"""What is due when, what was met, and what was missed: derived, never ticked."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

from continuous_line.days import day
from handover_service.domain.anchors import Mark
from handover_service.domain.case import Case
from handover_service.domain.periods import Period, Scope, periods
from handover_service.domain.programme import Milestone, Programme, Programmes
from handover_service.domain.resident import Resident

Key = tuple[str, int, str, date | None]


class TermState(StrEnum):
    """As pages say it: done, to do, too late, not possible yet, not needed (any more)."""

    DONE = "done"
    TO_DO = "to-do"
    LATE = "late"
    NOT_YET = "not-yet"
    NOT_NEEDED = "not-needed"


@dataclass(frozen=True, slots=True)
class Term:
    """One milestone of one period in a programme.

    `counted_on`: the day it is counted from; None where it has none, or (`blocked`) where that
    has not happened yet. `missed`: its day passed without it. `came_before`: milestones that
    should have come first and did not. `ended`: the period is over.
    """

    programme: str
    version: int
    milestone: str
    period_from: date
    owed_by: str
    counted_on: date | None = None
    due_on: date | None = None
    near_on: date | None = None
    met: Mark | None = None
    missed: bool = False
    blocked: bool = False
    came_before: tuple[str, ...] = ()
    ended: bool = False

    @property
    def met_at(self) -> datetime | None:
        return self.met.at if self.met else None

    @property
    def key(self) -> Key:
        """By which what was said of it is known again."""
        return self.programme, self.version, self.milestone, self.due_on

    @property
    def in_time(self) -> bool:
        """Met, and not after its last day."""
        return self.met is not None and (self.due_on is None or self.met.on <= self.due_on)

    @property
    def waits(self) -> bool:
        """Somebody still owes it by a day: what work lists, checklists and notices go by."""
        return self.due_on is not None and self.state in WAITING

    def near(self, on: date) -> bool:
        """Within its last days, and neither met nor passed."""
        return self.waits and not self.missed and self.near_on is not None and self.near_on <= on

    @property
    def state(self) -> TermState:
        """What was missed in a period that is over is owed no more."""
        if self.met:
            return TermState.DONE
        if self.ended:
            return TermState.NOT_NEEDED
        if self.missed:
            return TermState.LATE
        return TermState.NOT_YET if self.blocked else TermState.TO_DO


WAITING: Final = (TermState.TO_DO, TermState.LATE)


def terms(case: Case, heard: Resident, programmes: Programmes, now: datetime) -> list[Term]:
    """Of all periods, in the order of the programmes' own lists.

    A term is measured by the version that was in force on the day it is counted from; where it
    is not counted yet, by today's. What a closing or an end leaves open is due no more.
    """
    found: list[Term] = []
    for period in periods(case, programmes):
        scope = Scope(case, period, heard, now)
        for version in programmes.versions(period.programme):
            own = (_term(scope, version, one) for one in version.milestones)
            found += [term for term in own if _measured_by(version, term, programmes, scope)]
    return _once(found)


def boundaries(found: Iterable[Term]) -> set[date]:
    """The days on which the clock alone changes one of these."""
    days: set[date] = set()
    for term in found:
        if term.due_on is not None and term.waits:
            days.add(term.due_on + timedelta(1))
            if term.near_on is not None:
                days.add(term.near_on)
    return days


def _term(scope: Scope, version: Programme, one: Milestone) -> Term:
    counted_on, met = _counted_on(scope, version, one), scope.met(version, one.met_by)
    met = met if met and met.on <= day(scope.now) else None
    term = Term(
        programme=version.code,
        version=version.version,
        milestone=one.code,
        period_from=scope.period.first,
        owed_by=one.owed_by,
        counted_on=counted_on,
        met=met,
        blocked=one.counted_from is not None and counted_on is None and met is None,
        came_before=tuple(code for code in one.after if _too_early(scope, version, met, code)),
        ended=not scope.period.runs(day(scope.now)),
    )
    if counted_on is None or one.days is None:
        return term
    due = counted_on + timedelta(one.days)
    missed = due < _end(scope) if met is None else met.on > due
    return replace(term, due_on=due, near_on=due - timedelta(one.near_days), missed=missed)


def _counted_on(scope: Scope, version: Programme, one: Milestone) -> date | None:
    if one.counted_from is None or isinstance(one.counted_from, date):
        return one.counted_from
    mark = scope.first(version, one.counted_from)
    return mark.on if mark else None


def _too_early(scope: Scope, version: Programme, met: Mark | None, code: str) -> bool:
    if met is None:
        return False
    before = scope.met(version, version.by_code[code].met_by)
    return before is None or before.at > met.at


def _end(scope: Scope) -> date:
    """Up to which day a term may pass: after the end of the period nothing is missed any more."""
    today = day(scope.now)
    return min(today, scope.period.last) if scope.period.last else today


def _measured_by(version: Programme, term: Term, programmes: Programmes, scope: Scope) -> bool:
    counted = term.counted_on
    if counted is None:
        counted = term.met.on if term.met else _ongoing(scope.period, day(scope.now))
    return programmes.on(version.code, counted) is version


def _ongoing(period: Period, today: date) -> date:
    return min(today, period.last) if period.last else today


def _once(found: list[Term]) -> list[Term]:
    """Where two versions measure one milestone, the newer one does."""
    newest: dict[tuple[str, date, str], Term] = {}
    for term in found:
        newest[term.programme, term.period_from, term.milestone] = term
    return list(newest.values())
