"""All figures of a period: of the country, and by every cut."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime

from continuous_line.codes_directory import ContactKind
from continuous_line.codes_places import PROVINCES
from continuous_line.contracts import directory as d
from continuous_line.contracts import handover_guidance as g
from continuous_line.days import day
from report_service.domain.period import Period
from report_service.testing.history import Told
from report_service.testing.slow.chart import Chart, still_valid
from report_service.testing.slow.diary import Diary, on_day
from report_service.testing.slow.happened import (
    case_days,
    closed_cases,
    happened,
    signal_codes,
)
from report_service.testing.slow.person import Count, Seen, in_reception, moved_out
from report_service.testing.slow.waits import waits

Counted = dict[tuple[str, str], Counter[str]]
"""By table and code (the country: "country" and nothing); `days:link-to-move:12` counts those
whom it took 12 days. What is counted 0 times is not there."""
Subjects = Mapping[str, Sequence[Told]]
_TERM = 180


def slow_figures(
    people: Iterable[Sequence[Told]],
    period: Period,
    *,
    today: date,
    places: Sequence[Told] = (),
    subjects: Subjects | None = None,
    as_of: datetime | None = None,
    map_on: date | None = None,
) -> Counted:
    """`today`: the last day that has been; `as_of`: only what was recorded by then counts."""

    def known(told: Iterable[Told]) -> list[Told]:
        return [t for t in told if as_of is None or t.time <= as_of]

    first, last, on = period.first_on, period.last_on, map_on or period.last_on
    been = min(last, day(as_of) if as_of else today)
    chart, found = Chart(known(places)), Counted()

    def same(one: str, other: str, then: date) -> bool:
        then = max(then, last)
        return chart.successor(one, then) == chart.successor(other, then)

    for told in people:
        diary = Diary(known(told), same)
        for count in _of_person(diary, first, last, been):
            _add(found, count, chart, on)
    others = {code: still_valid(known(told)) for code, told in (subjects or {}).items()}
    for told in others.values():
        for count in _of_subject(sorted(told, key=_when), first, last):
            _add(found, count, chart, on)
    _places(found, others, chart, on, period)
    return {key: +counter for key, counter in found.items() if +counter}


def _when(told: Told) -> tuple[date, datetime, str]:
    return on_day(told), told.event.occurred_at, str(told.id)


def _of_person(diary: Diary, first: date, last: date, been: date) -> Iterator[Count]:
    if diary.permit_on is None:
        return
    yield from in_reception(diary, first, last)
    yield from moved_out(diary, first, last)
    yield from waits(diary, first, last)
    yield from happened(diary, first, last)
    yield from case_days(diary, first, been)
    yield from closed_cases(diary, first, last)


def _of_subject(told: Sequence[Told], first: date, last: date) -> Iterator[Count]:
    for t in told:
        match t.event:
            case g.SignalRaised() as raised if first <= on_day(t) <= last:
                seen = Seen(raised.azc or "", raised.municipality or "", None, None)
                yield Count(signal_codes(raised, told), seen)
            case g.ExperienceAnswered() as said if first <= said.month <= last:
                codes = ["experience", "how-it-went", f"how-it-went:{said.answer.value}"]
                yield Count(codes, Seen(said.azc or "", said.municipality, None, None))
            case _:
                pass


def _band(km: float | None) -> str:
    if km is None:
        return "unknown"
    return "0-25" if km < 25 else "25-50" if km < 50 else "50-100" if km < 100 else "100+"


def _add(found: Counted, count: Count, chart: Chart, on: date) -> None:
    seen = count.seen
    azc = seen.azc or "unknown"
    centre = chart.centre(azc, on)
    band, basis = _band(seen.km), seen.basis or "unknown"
    town = code = region = province = "not-yet-linked"
    if seen.municipality:
        code = chart.successor(seen.municipality, on)
        place = chart.town(code, on)
        region, province = (place.region, place.province) if place else ("unknown", "unknown")
    else:
        band = basis = town
    cells = [
        ("country", ""), ("municipality", code), ("region", region), ("province", province),
        ("azc", azc), ("unit", centre.unit if centre else "unknown"), ("distance", band),
        ("basis", basis), ("azc-distance", f"{azc}:{band}"),
    ]  # fmt: skip
    codes = list(count.codes) + [metric for metric, inside in count.regions if inside == region]
    codes = [each if count.days is None else f"{each}:{count.days}" for each in codes]
    for cell in cells:
        for each in codes:
            counter = found.setdefault(cell, Counter())
            counter[each] += count.times


def _places(found: Counted, others: Subjects, chart: Chart, on: date, period: Period) -> None:
    last = period.last_on
    covered = [code for told in others.values() for code in _answers_for(told, last)]
    covered = [chart.successor(code, on) for code in covered]
    words = _words(others, last)
    for code in chart.towns(on):
        place = chart.town(code, on)
        assert place is not None
        areas = {code, place.region, PROVINCES.get(place.province), "NL"}
        said = {who: known for who, known in words.items() if chart.successor(who, on) == code}
        codes = ["municipality", *["contact-at-municipality"] * bool(areas & set(covered))]
        codes += ["contact-at-coa"] * said.get(code, any(said.values()))
        for cell in (
            ("country", ""), ("municipality", code), ("region", place.region),
            ("province", place.province),
        ):  # fmt: skip
            found.setdefault(cell, Counter()).update(codes)
    meetings = [
        t.event
        for told in others.values()
        for t in told
        if isinstance(t.event, d.LipoHeld) and period.first_on <= t.event.held_on <= last
    ]
    for azc in chart.centres(on):
        centre = chart.centre(azc, on)
        held = [meeting for meeting in meetings if meeting.azc == azc]
        codes = ["azc", *["lipo"] * bool(held)]
        codes += ["lipo-on-cases"] * any(meeting.on_case_level for meeting in held)
        for cell in (("country", ""), ("azc", azc), ("unit", centre.unit if centre else "")):
            found.setdefault(cell, Counter()).update(codes)


def _answers_for(told: Sequence[Told], on: date) -> Sequence[str]:
    """The places of a contact that is there on that day and was verified within the term."""
    told = sorted(told, key=lambda t: (t.event.occurred_at, str(t.id)))
    versions = [t for t in told if isinstance(t.event, d.ContactRegistered)]
    ends = [
        t.event.valid_from
        for t in told
        if isinstance(t.event, d.ContactReplaced | d.ContactRetired)
    ]
    checks = [on_day(t) for t in told if isinstance(t.event, d.ContactVerified)]
    checks = [check for check in checks if check <= on]
    if not versions or not checks or (on - checks[-1]).days > _TERM:
        return ()
    now = ([t for t in versions if on_day(t) <= on] or versions[:1])[-1].event
    assert isinstance(now, d.ContactRegistered)
    there = now.valid_from <= on < (now.valid_to or date.max) and on < min(ends, default=date.max)
    counts = now.kind in {ContactKind.CLIENT_MANAGER, ContactKind.TEAM}
    return now.places if there and counts else ()


def _words(others: Subjects, on: date) -> dict[str, bool]:
    """What every municipality said last by that day."""
    said: dict[str, tuple[tuple[datetime, str], bool]] = {}
    for told in others.values():
        for t in told:
            if isinstance(t.event, d.KnowsCoaContact) and on_day(t) <= on:
                moment = (t.event.occurred_at, str(t.id))
                town = t.event.municipality
                if town not in said or said[town][0] < moment:
                    said[town] = (moment, t.event.known)
    return {town: known for town, (_, known) in said.items()}
