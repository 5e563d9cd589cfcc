"""One person's days: where they were, and to which municipality they were linked."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import NamedTuple, TypeVar

from continuous_line.contracts import PublicEvent
from continuous_line.contracts import handover as h
from continuous_line.contracts import profile as p
from continuous_line.days import day
from report_service.testing.history import Told
from report_service.testing.slow.chart import still_valid

E = TypeVar("E", bound=PublicEvent)
SameTown = Callable[[str, str, date], bool]
FOR_EVER = date.max


class Linked(NamedTuple):
    municipality: str
    km: float | None
    basis: str | None


@dataclass
class Stay:
    """`begins`: the moment from which talks are of this stay; None: whatever came before."""

    start_on: date | None
    begins: datetime | None
    ended_on: date = FOR_EVER
    ended_by: object = None
    moves: list[Told] = field(default_factory=list)


def on_day(told: Told) -> date:
    """The day that counts for an event."""
    match told.event:
        case p.PermitGranted():
            return told.event.granted_on
        case h.MovedToMunicipality():
            return told.event.moved_on
        case p.ActivityRecorded():
            return told.event.started_on
        case p.ActivityEnded():
            return told.event.ended_on
        case _:
            return day(told.event.occurred_at)


class Diary:
    """`valid`: in the order in which it happened."""

    def __init__(self, told: Sequence[Told], same: SameTown) -> None:
        self.valid = sorted(
            still_valid(told), key=lambda t: (on_day(t), t.event.occurred_at, str(t.id))
        )
        granted = [on_day(t) for t in self.valid if isinstance(t.event, p.PermitGranted)]
        self.permit_on = min(granted, default=None)
        self.same = same
        self.stays: list[Stay] = []
        for kind in self._days_of_stays():
            self._live(kind)

    def all(self, *kinds: type[E]) -> list[tuple[Told, E]]:
        return [(t, t.event) for t in self.valid if isinstance(t.event, kinds)]

    def _days_of_stays(self) -> Iterator[Told]:
        """On one day: first an opened profile, then a move, another end, and a return."""
        order = (p.ProfileOpened, h.MovedToMunicipality, p.StayEnded, h.ReturnedToReception)
        for today in sorted({on_day(t) for t in self.valid}):
            for kind in order:
                yield from (t for t in self.valid if type(t.event) is kind and on_day(t) == today)

    def _live(self, told: Told) -> None:
        event, today = told.event, on_day(told)
        now = self.stays[-1] if self.stays else None
        over = now is not None and now.ended_by is not None
        if isinstance(event, h.MovedToMunicipality):
            if now is None:
                now = Stay(None, None)
                self.stays.append(now)
            now.moves.append(told)
            if now.ended_by is None:
                now.ended_on, now.ended_by = today, type(event)
        elif isinstance(event, p.StayEnded):
            if now is not None and not over:
                now.ended_on, now.ended_by = today, type(event)
        elif now is None:
            self.stays.append(Stay(today, None))
        elif over and (isinstance(event, h.ReturnedToReception) or now.ended_by is p.StayEnded):
            begins = event.occurred_at
            if now.begins is not None and now.begins > begins:
                begins = now.begins
            self.stays.append(Stay(today, begins))

    def within(self, moment: datetime) -> int:
        """The number of the stay in which a moment lies."""
        return sum(1 for stay in self.stays[1:] if stay.begins and stay.begins <= moment)

    def first_day(self, stay: Stay) -> date | None:
        """In reception as a permit holder; None: never in this stay."""
        if stay.start_on is None or self.permit_on is None:
            return None
        first = max(stay.start_on, self.permit_on)
        return first if first <= stay.ended_on else None

    def here(self, today: date) -> bool:
        return any(
            (first := self.first_day(stay)) is not None and first <= today <= stay.ended_on
            for stay in self.stays
        )

    def last_stay(self, by: date) -> Stay:
        """The last one that had begun for a permit holder."""
        begun = [s for s in self.stays if (first := self.first_day(s)) and first <= by]
        return begun[-1]

    def azc(self, today: date) -> str:
        """Where they were on that day, in reception."""
        found = ""
        for told in self.valid:
            if on_day(told) > today:
                continue
            match told.event:
                case p.ProfileOpened() | h.ReturnedToReception():
                    found = told.event.azc
                case p.PermitHolderRelocated():
                    found = told.event.to_azc
                case _:
                    pass
        return found

    def azc_seen(self, today: date) -> str:
        """Where they were last by that day; else where they came first."""
        spans = [
            (first, stay.ended_on)
            for stay in self.stays
            if (first := self.first_day(stay)) is not None
        ]
        been = [min(last, today) for first, last in spans if first <= today]
        if been:
            return self.azc(max(been))
        if spans:
            return self.azc(min(first for first, _ in spans))
        opened = self.all(p.ProfileOpened)
        return opened[0][1].azc if opened else ""

    def linked(self, today: date) -> Linked | None:
        """At the end of that day; who comes back to reception is linked to none."""
        found: Linked | None = None
        returns = [stay.begins for stay in self.stays[1:] if stay.begins is not None]
        for told in self.valid:
            event = told.event
            if not isinstance(event, h.MunicipalityLinked | h.MunicipalityUnlinked):
                continue
            if day(event.occurred_at) > today:
                break
            while returns and returns[0] <= event.occurred_at:
                returns.pop(0)
                found = None
            if isinstance(event, h.MunicipalityLinked):
                found = Linked(event.municipality, event.distance_km, event.basis.value)
            elif found and self.same(event.municipality, found.municipality, on_day(told)):
                found = None
        if returns and day(returns[0]) <= today:
            found = None
        return found


def days_of(first: date, last: date) -> Iterator[date]:
    """Both included."""
    for number in range((last - first).days + 1):
        yield first + timedelta(number)
