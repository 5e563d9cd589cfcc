"""Whom do I call, what is missing, and what somebody's leaving would leave behind."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from continuous_line.database import Tx
from directory_service import queries
from directory_service.areas import last_known_centre, last_successor, mergers, one_of
from directory_service.config import Policy
from directory_service.domain import gaps
from directory_service.domain.areas import WHOLE_COUNTRY, Area, AreaKind
from directory_service.domain.call_list import Asker, CallList, Question, call_list
from directory_service.domain.gaps import Coverage, Gap, GapKind, Places
from directory_service.queries_contacts import all_listed, listed_around, places_on
from directory_service.tables import open_links


@dataclass(frozen=True, slots=True)
class Asked:
    """Codes as they were asked for; a former municipality is answered as its successor."""

    municipality: str | None = None
    azc: str | None = None
    region: str | None = None
    topic: str | None = None
    asker: Asker = Asker.OTHER


@dataclass(frozen=True, slots=True)
class Answer:
    """`merged`: the area that the municipality asked for belongs to by now, if another."""

    question: Question
    found: CallList
    merged: Area | None


async def whom_to_call(tx: Tx, asked: Asked, on: date, policy: Policy, today: date) -> Answer:
    """Also about an azc that closed: the cases it had go on. Raises UnknownPlace."""
    places = await places_on(tx, on)
    merged = None
    municipality = None
    if asked.municipality is not None:
        code = last_successor(asked.municipality, await mergers(tx, on))
        municipality = one_of(places.municipalities, code)
        merged = municipality if code != asked.municipality else None
    azc = None
    if asked.azc is not None:
        around = places.municipalities.values()
        azc = places.centres.get(asked.azc) or await last_known_centre(tx, asked.azc, on, around)
    region = one_of(places.regions, asked.region) if asked.region is not None else None
    question = Question(on, municipality, azc, region, asked.topic, asked.asker)
    codes = set(WHOLE_COUNTRY.reach)
    for area in (municipality, azc, region):
        codes |= set(area.reach if area else ())
    known = await listed_around(tx, codes, asked.topic, policy, today)
    return Answer(question, call_list(question, known), merged)


@dataclass(frozen=True, slots=True)
class OpenCases:
    """How many cases are open by place, and since when the first of them."""

    municipalities: Mapping[str, tuple[int, date]]
    centres: Mapping[str, tuple[int, date]]
    places: Places = field(repr=False)

    def of(self, area: Area) -> tuple[int, date | None]:
        """Of a municipality with those that merged into it; of a region or unit all in it."""
        match area.kind:
            case AreaKind.RECEPTION_CENTRE:
                found = [self.centres.get(area.code)]
            case AreaKind.UNIT:
                inside = [one.code for one in self.places.centres.values() if one.unit == area.code]
                found = [self.centres.get(code) for code in inside]
            case AreaKind.MUNICIPALITY:
                found = [self.municipalities.get(code) for code in (area.code, *area.former)]
            case _:
                found = [
                    self.municipalities.get(code)
                    for one in self.places.municipalities.values()
                    if one.region == area.code
                    for code in (one.code, *one.former)
                ]
        known = [each for each in found if each is not None]
        return sum(number for number, _ in known), min((day for _, day in known), default=None)


async def open_cases(tx: Tx, places: Places) -> OpenCases:
    return OpenCases(
        await queries.open_cases(tx, open_links.c.municipality),
        await queries.open_cases(tx, open_links.c.azc),
        places,
    )


@dataclass(frozen=True, slots=True)
class CountedGap:
    gap: Gap
    open_cases: int
    open_since: date | None


async def gaps_on(
    tx: Tx, on: date, policy: Policy, today: date, own: frozenset[str] | None
) -> list[CountedGap]:
    """The most open cases first. `own`: of these places only; None: of all."""
    places = await places_on(tx, on)
    counts = await open_cases(tx, places)
    known = await all_listed(tx, policy, today)
    found = [
        CountedGap(gap, *counts.of(gap.area))
        for gap in gaps.gaps(places, known, policy.required_topics, on)
        if own is None or gap.area.code in own
    ]
    order = list(GapKind)
    return sorted(
        found,
        key=lambda one: (
            -one.open_cases,
            order.index(one.gap.kind),
            one.gap.area.code,
            one.gap.topic or "",
        ),
    )


async def coverage_on(tx: Tx, on: date, policy: Policy, today: date) -> Coverage:
    return gaps.coverage(await places_on(tx, on), await all_listed(tx, policy, today), on)


@dataclass(frozen=True, slots=True)
class Left:
    """An area that nobody would answer for, with its open cases."""

    area: Area
    kind: GapKind
    open_cases: int


@dataclass(frozen=True, slots=True)
class LeftBehind:
    """What somebody's leaving would leave to nobody, and who might stand in."""

    left: tuple[Left, ...] = ()
    stand_ins: tuple[UUID, ...] = ()


async def left_behind(
    tx: Tx, contact_id: UUID, on: date, policy: Policy, today: date
) -> LeftBehind:
    places = await places_on(tx, on)
    known = await all_listed(tx, policy, today)
    if contact_id not in known:
        return LeftBehind()
    leaving = known[contact_id]
    counts = await open_cases(tx, places)
    found = [
        Left(area, kind, counts.of(area)[0])
        for area, kind in gaps.left_behind(places, known, leaving, on)
    ]
    found.sort(key=lambda one: (-one.open_cases, one.area.code, one.kind))
    return LeftBehind(tuple(found), tuple(gaps.stand_ins(places, known, leaving, on)))
