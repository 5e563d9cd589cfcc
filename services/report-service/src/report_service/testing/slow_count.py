"""A second, slow count of one person, day by day: shares no code with the fast one.

It says in another way what docs/scenarios.md says under K1 to K4, so that a mistake would have to
be made twice.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from continuous_line.contracts import handover as h
from continuous_line.contracts import profile as p
from continuous_line.contracts.base import EventVoided
from continuous_line.days import day
from report_service.domain.period import Period
from report_service.testing.history import Told

STAY = (p.ProfileOpened, h.MovedToMunicipality, p.StayEnded, h.ReturnedToReception)
"""In this order where they fall on one day."""


Numbers = Counter[str]
COUNTED = (
    "reception", "profile-sent", "moved", "warm-handover", "phone-only", "not-held", "unknown",
    "activity",
)  # fmt: skip


def slow_count(told: Sequence[Told], period: Period) -> Numbers:
    """The numbers that the person alone makes; activities are taken as not ended."""
    taken = {t.event.voids for t in told if isinstance(t.event, EventVoided)}
    taken |= {t.event.replaces for t in told if t.event.replaces is not None}
    valid = sorted((t for t in told if t.id not in taken), key=_when)
    permits = [t.event.granted_on for t in valid if isinstance(t.event, p.PermitGranted)]
    cell: Numbers = Counter(dict.fromkeys(COUNTED, 0))
    if permits:
        person = _Person(valid, min(permits))
        person.live()
        person.count_reception(cell, period)
        person.count_move(cell, period)
    return cell


class _Person:
    def __init__(self, valid: Sequence[Told], permit_on: date) -> None:
        self.valid, self.permit_on = valid, permit_on
        self.open = False
        self.began: list[tuple[date | None, datetime | None]] = []
        self.ended_by: object = None
        self.present: dict[date, h.MovedToMunicipality | None] = {}
        self.link: dict[date, str | None] = {}
        self.moves: list[tuple[h.MovedToMunicipality, int]] = []

    def live(self) -> None:
        linked: str | None = None
        for today in _days(self.valid):
            self.here = self.open
            self.left: h.MovedToMunicipality | None = None
            resets = list(self._stay_of(today))
            for told in [t for t in self.valid if day(t.event.occurred_at) == today]:
                if resets and told.event.occurred_at >= resets[0]:
                    resets, linked = [], None
                match told.event:
                    case h.MunicipalityLinked():
                        linked = told.event.municipality
                    case h.MunicipalityUnlinked() if told.event.municipality == linked:
                        linked = None
                    case _:
                        pass
            if resets:
                linked = None
            self.link[today] = linked
            if self.here and today >= self.permit_on:
                self.present[today] = self.left

    def _stay_of(self, today: date) -> Iterator[datetime]:
        """Apply what the day does to the stay; gives the moment at which a later stay begins."""
        for kind in STAY:
            for told in [t for t in self.valid if type(t.event) is kind and _on(t) == today]:
                event = told.event
                if isinstance(event, h.MovedToMunicipality):
                    if not self.began:
                        self.began.append((None, None))
                    self.moves.append((event, len(self.began) - 1))
                    if self.open:
                        self.left = event
                    if self.open or self.ended_by is None:
                        self.ended_by = kind
                    self.open = False
                elif isinstance(event, p.StayEnded):
                    if self.open:
                        self.open, self.ended_by = False, kind
                elif not self.began:
                    self.began.append((today, None))
                    self.open = self.here = True
                elif not self.open and (
                    kind is h.ReturnedToReception or self.ended_by is p.StayEnded
                ):
                    self.began.append((today, event.occurred_at))
                    self.open = self.here = True
                    self.left = None
                    yield event.occurred_at

    def count_reception(self, cell: Numbers, period: Period) -> None:
        days = [on for on in self._all_days(period) if self._is_present(on)]
        if not days:
            return
        move = self.present.get(days[-1])
        known = [on for on in self.link if on <= period.last_on]
        place = move.municipality if move else self.link[max(known)] if known else None
        cell["reception"] += 1
        cell["profile-sent"] += any(
            isinstance(t.event, p.ProfileSent)
            and _on(t) <= period.last_on
            and t.event.municipality == place
            for t in self.valid
        )

    def _is_present(self, on: date) -> bool:
        """After the last thing that happened nothing changes."""
        last = max(self.link)
        return on in self.present or (on > last and self.open and on >= self.permit_on)

    def _all_days(self, period: Period) -> Iterator[date]:
        for number in range((period.last_on - period.first_on).days + 1):
            yield period.first_on + timedelta(number)

    def count_move(self, cell: Numbers, period: Period) -> None:
        moves = [
            (move, stay)
            for move, stay in self.moves
            if period.first_on <= move.moved_on <= period.last_on
            and self.permit_on <= move.moved_on
        ]
        if not moves:
            return
        move, stay = moves[-1]
        talks = [
            t.event
            for t in self.valid
            if isinstance(t.event, h.WarmHandoverHeld | h.HandoverByPhone | h.HandoverNotHeld)
            and t.event.municipality == move.municipality
            and self._stay_at(t.event.occurred_at) == stay
        ]
        cell["moved"] += 1
        started = self.began[stay][0]
        cell["activity"] += started is not None and any(
            isinstance(t.event, p.ActivityRecorded) and t.event.started_on <= move.moved_on
            for t in self.valid
        )
        failed = [talk.reason for talk in talks if isinstance(talk, h.HandoverNotHeld)]
        if any(isinstance(talk, h.WarmHandoverHeld) for talk in talks):
            cell["warm-handover"] += 1
        elif any(isinstance(talk, h.HandoverByPhone) for talk in talks):
            cell["phone-only"] += 1
        elif failed:
            cell["not-held"] += 1
            cell[f"not-held:{failed[-1].value}"] += 1
        else:
            cell["unknown"] += 1

    def _stay_at(self, moment: datetime) -> int:
        return sum(1 for _, begins in self.began[1:] if begins is not None and begins <= moment)


def _on(told: Told) -> date:
    event = told.event
    if isinstance(event, h.MovedToMunicipality):
        return event.moved_on
    return event.granted_on if isinstance(event, p.PermitGranted) else day(event.occurred_at)


def _when(told: Told) -> tuple[date, datetime, str]:
    return _on(told), told.event.occurred_at, str(told.id)


def _days(valid: Sequence[Told]) -> Iterator[date]:
    """From the first to the last day on which something happened."""
    days = [_on(told) for told in valid]
    for number in range((max(days) - min(days)).days + 1):
        yield min(days) + timedelta(number)
