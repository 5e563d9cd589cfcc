"""When somebody is in which programme: assigned, ended, and assigned again."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from continuous_line.days import day
from handover_service.domain.anchors import (
    MILESTONE,
    STEP,
    WITHIN_PROGRAMME,
    Anchor,
    Mark,
    marks,
)
from handover_service.domain.case import Case
from handover_service.domain.events_guidance import (
    ContactHeld,
    ProgrammeAssigned,
    ProgrammeEnded,
    ProgressTalkHeld,
    StepRecorded,
)
from handover_service.domain.fact import Fact
from handover_service.domain.programme import Phase, Programme, Programmes
from handover_service.domain.resident import Resident

Inside = ContactHeld | StepRecorded | ProgressTalkHeld


@dataclass(frozen=True, slots=True)
class Period:
    """From `first` to `last`, days included; `last` None: nothing ends it.

    `assigned` None: a programme that runs on every case. `ended_at`: the moment at which somebody
    ended it: from then on it counts no more, though what was done on that day is told of it.
    `facts` are those told of this period.
    """

    programme: str
    first: date
    last: date | None = None
    assigned: ProgrammeAssigned | None = None
    ended_at: datetime | None = None
    facts: tuple[Inside, ...] = ()

    @property
    def worker(self) -> str | None:
        return self.assigned.worker if self.assigned else None

    @property
    def version(self) -> int:
        """Of the programme's configuration on the first day; 0 where it was not assigned."""
        return self.assigned.version if self.assigned else 0

    def runs(self, on: date) -> bool:
        return self.first <= on and (self.last is None or on <= self.last)

    def counts(self, moment: datetime) -> bool:
        """Whether it was running and not ended at that moment."""
        return self.runs(day(moment)) and (self.ended_at is None or moment < self.ended_at)

    @property
    def contacts(self) -> list[ContactHeld]:
        return [fact for fact in self.facts if isinstance(fact, ContactHeld)]

    def steps(self, code: str) -> list[StepRecorded]:
        return [f for f in self.facts if isinstance(f, StepRecorded) and f.step == code]


def assigned_periods(case: Case) -> list[Period]:
    """What was assigned, in the order in which it happened; several of one programme stand apart.

    What is told of a programme belongs to the last of its periods that had begun, else its first.
    """
    codes = dict.fromkeys(fact.programme for fact in case.all(ProgrammeAssigned))
    found = [period for code in codes for period in _of(case, code)]
    return sorted(found, key=lambda period: period.first)


def periods(case: Case, programmes: Programmes) -> list[Period]:
    """Also of the programmes that run on every case, from its first link on."""
    assigned = assigned_periods(case)
    opened, closed = case.opened_on, day(case.closing.at) if case.closing else None
    if opened is None:
        return assigned
    given = {period.programme for period in assigned}
    own = [
        Period(code, opened, closed, facts=_inside(case, code))
        for code in programmes.every_case()
        if code not in given
    ]
    return [*own, *assigned]


def running(case: Case, code: str, moment: datetime) -> Period | None:
    """The period in the programme that is not ended at that moment."""
    own = (p for p in assigned_periods(case) if p.programme == code)
    return next((p for p in own if p.counts(moment)), None)


def on_that_day(case: Case, code: str, on: date) -> bool:
    """Whether the person was in the programme on that day, its last one included."""
    return any(p.programme == code and p.runs(on) for p in assigned_periods(case))


def _of(case: Case, code: str) -> list[Period]:
    begun = [fact for fact in case.all(ProgrammeAssigned) if fact.programme == code]
    ended = [fact for fact in case.all(ProgrammeEnded) if fact.programme == code]
    told = _inside(case, code)
    found = []
    for number, fact in enumerate(begun):
        following = begun[number + 1] if number + 1 < len(begun) else None
        first = day(fact.at)
        within = [
            one
            for one in told
            if (number == 0 or one.at >= fact.at) and (following is None or one.at < following.at)
        ]
        ended_at = next((end.at for end in ended if end.at >= fact.at), None)
        if following and (ended_at is None or ended_at > following.at):
            ended_at = following.at
        last = _last(case, fact, ended_at)
        found.append(Period(code, first, last, fact, ended_at, tuple(within)))
    return found


def _last(case: Case, fact: ProgrammeAssigned, ended_at: datetime | None) -> date | None:
    """Whatever comes first: its end, its last day as it was assigned, the closing."""
    ends = [
        day(ended_at) if ended_at else None,
        fact.until,
        day(case.closing.at) if case.closing else None,
    ]
    known = [end for end in ends if end is not None]
    return max(min(known), day(fact.at)) if known else None


def _inside(case: Case, code: str) -> tuple[Inside, ...]:
    return tuple(f for f in case.facts if isinstance(f, Inside) and f.programme == code)


@dataclass(frozen=True, slots=True)
class Scope:
    """In which the moments of one version of a programme are looked up."""

    case: Case
    period: Period
    heard: Resident
    now: datetime

    def marks(self, moment: str) -> list[Mark]:
        """Of anything but a milestone, the first first."""
        if moment.startswith(STEP):
            return _at(self.period.steps(moment.removeprefix(STEP)))
        anchor = Anchor(moment)
        if anchor not in WITHIN_PROGRAMME:
            return marks(anchor, self.case, self.heard, self.now)
        if anchor is Anchor.ASSIGNED:
            given = self.period.assigned or next(iter(self.case.links), None)
            return _at([given]) if given else []
        if anchor is Anchor.CONTACT:
            return _at(self.period.contacts)
        every = self.period.assigned is None
        talks = self.case.all(ProgressTalkHeld) if every else self.period.facts
        return _at([fact for fact in talks if isinstance(fact, ProgressTalkHeld)])

    def first(self, version: Programme, moment: str) -> Mark | None:
        """The first of any moment, of a milestone when it was met."""
        if not moment.startswith(MILESTONE):
            return next(iter(self.marks(moment)), None)
        found = version.by_code.get(moment.removeprefix(MILESTONE))
        return self.met(version, found.met_by) if found else None

    def met(self, version: Programme, met_by: Sequence[str]) -> Mark | None:
        return min((mark for one in met_by if (mark := self.first(version, one))), default=None)

    def phase(self, version: Programme) -> str | None:
        """The last in the list of those that have begun."""
        return self.phase_on(version, day(self.now))

    def phase_on(self, version: Programme, on: date) -> str | None:
        begun = [phase.code for phase in version.phases if self._begun(version, phase, on)]
        return begun[-1] if begun else None

    def _begun(self, version: Programme, phase: Phase, on: date) -> bool:
        mark = self.first(version, phase.begins)
        return mark is not None and mark.on + timedelta(phase.after_days) <= on


def _at(facts: Iterable[Fact]) -> list[Mark]:
    return sorted(Mark(day(fact.at), fact.at) for fact in facts)
