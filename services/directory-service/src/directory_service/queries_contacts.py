"""Contacts as rules look them up: all of them, or those around a place and who stands in."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from typing import Any, assert_never
from uuid import UUID

from sqlalchemy import ARRAY, ColumnElement, Select, Text, cast, func, literal, or_, select, tuple_

from continuous_line.codes_directory import ContactDetail, ContactKind
from continuous_line.database import Tx
from continuous_line.days import AMSTERDAM
from directory_service.areas import (
    held_on,
    municipality_areas,
    reception_centre_areas,
    region_areas,
)
from directory_service.config import Policy
from directory_service.domain.contact import Absence, Period, stale
from directory_service.domain.gaps import Places
from directory_service.domain.listed import Listed, Verification
from directory_service.queries import Rows
from directory_service.tables import contacts, open_links

_REACHED_BY = frozenset({ContactDetail.PHONES.value, ContactDetail.MAIL.value})


async def places_on(tx: Tx, day: date) -> Places:
    municipalities = await municipality_areas(tx, day)
    centres = await reception_centre_areas(tx, day, municipalities.values())
    return Places(municipalities, centres, region_areas(municipalities.values()))


async def all_listed(tx: Tx, policy: Policy, today: date) -> dict[UUID, Listed]:
    """Every contact, also those that ended: they say who came after them."""
    return await _listed(tx, literal(True), policy, today)


async def listed_around(
    tx: Tx, codes: Collection[str], topic: str | None, policy: Policy, today: date
) -> dict[UUID, Listed]:
    """Those that name one of these places or the topic, and all who may answer for them."""
    t = contacts
    named: ColumnElement[bool] = t.c.places.op("&&")(cast(list(codes), ARRAY(Text)))
    if topic is not None:
        named = or_(named, literal(topic) == t.c.topics.any_())
    found = await _listed(tx, named, policy, today)
    new = found
    while wanted := _followers(new.values()) - found.keys():
        new = await _listed(tx, t.c.contact_id.in_(wanted), policy, today)
        if not new:
            break
        found |= new
    return found


def listed(row: Any, policy: Policy, today: date) -> Listed:
    """A row of `contacts` as the rules take it; `today` decides what is stale."""
    return Listed(
        row.contact_id,
        ContactKind(row.kind),
        row.organisation,
        tuple(row.places),
        frozenset(row.topics),
        tuple(row.deputies),
        Period(row.valid_from, row.valid_to),
        row.ended_on,
        row.successor,
        tuple(_absence(told) for told in row.absences),
        reachable=not _REACHED_BY.isdisjoint(row.holds),
        verification=verification(row, policy, today),
        doubted=bool(row.doubts),
    )


def verification(row: Any, policy: Policy, today: date) -> Verification:
    if row.verified_at is None:
        return Verification.NEVER
    old = stale(row.verified_at, today, policy.verification_term)
    return Verification.STALE if old else Verification.VERIFIED


class Wanted(StrEnum):
    """Which contacts a keeper looks for; `due`: whatever has to be looked at."""

    VERIFIED = "verified"
    STALE = "stale"
    NEVER = "never"
    DOUBTED = "doubted"
    DUE = "due"


@dataclass(frozen=True, slots=True)
class Filter:
    """`places`: only who covers one of these. `before`: what was verified earlier is stale."""

    on: date
    before: datetime
    places: frozenset[str] | None = None
    kind: ContactKind | None = None
    topic: str | None = None
    organisation: str | None = None
    wanted: Wanted | None = None


async def contacts_on(
    tx: Tx, asked: Filter, *, after: tuple[int, UUID] | None = None, limit: int
) -> Rows:
    """Contacts that are there on a day, with `open_cases`; one without topics answers for all.

    Where they are to be looked at, those with the most open cases come first.
    """
    t, links = contacts, open_links
    here = or_(links.c.municipality == t.c.places.any_(), links.c.azc == t.c.places.any_())
    cases = select(func.count()).select_from(links).where(here).correlate(t).scalar_subquery()
    rank = -cases if asked.wanted is not None else literal(0)
    chosen = _chosen(select(t, cases.label("open_cases"), rank.label("rank")), asked)
    if after is not None:
        chosen = chosen.where(tuple_(rank, t.c.contact_id) > tuple_(*map(literal, after)))
    rows: Rows = (await tx.execute(chosen.order_by("rank", t.c.contact_id).limit(limit))).all()
    return rows


async def count_contacts(tx: Tx, asked: Filter) -> int:
    """How many there are in that list."""
    found = _chosen(select(func.count()).select_from(contacts), asked)
    return int((await tx.execute(found)).scalar_one())


async def contacts_by_id(tx: Tx, contact_ids: Collection[UUID]) -> dict[UUID, Any]:
    chosen = select(contacts).where(contacts.c.contact_id.in_(contact_ids))
    return {row.contact_id: row for row in (await tx.execute(chosen)).all()}


def _chosen(chosen: Select[Any], asked: Filter) -> Select[Any]:
    t = contacts
    chosen = chosen.where(
        held_on(t, asked.on), or_(t.c.ended_on.is_(None), t.c.ended_on > asked.on)
    )
    if asked.places is not None:
        chosen = chosen.where(t.c.places.op("&&")(cast(list(asked.places), ARRAY(Text))))
    if asked.kind is not None:
        chosen = chosen.where(t.c.kind == asked.kind.value)
    if asked.organisation is not None:
        chosen = chosen.where(t.c.organisation == asked.organisation)
    if asked.topic is not None:
        chosen = chosen.where(
            or_(func.cardinality(t.c.topics) == 0, literal(asked.topic) == t.c.topics.any_())
        )
    if asked.wanted is not None:
        chosen = chosen.where(_wanted(asked.wanted, asked.before))
    return chosen


def _wanted(wanted: Wanted, before: datetime) -> ColumnElement[bool]:
    t = contacts
    never, stale_ = t.c.verified_at.is_(None), t.c.verified_at < before
    doubted = func.cardinality(t.c.doubts) > 0
    match wanted:
        case Wanted.NEVER:
            return never
        case Wanted.STALE:
            return stale_
        case Wanted.DOUBTED:
            return doubted
        case Wanted.DUE:
            return or_(never, stale_, doubted)
        case Wanted.VERIFIED:
            return t.c.verified_at >= before
        case _:
            assert_never(wanted)


def stale_before(policy: Policy, today: date) -> datetime:
    """The beginning of the first day of which a verification still counts."""
    return datetime.combine(today - policy.verification_term, time.min, AMSTERDAM)


async def _listed(
    tx: Tx, which: ColumnElement[bool], policy: Policy, today: date
) -> dict[UUID, Listed]:
    rows = (await tx.execute(select(contacts).where(which))).all()
    return {row.contact_id: listed(row, policy, today) for row in rows}


def _followers(known: Iterable[Listed]) -> set[UUID]:
    found: set[UUID] = set()
    for one in known:
        deputies = (absence.deputy for absence in one.absences)
        named = (one.successor, *one.deputies, *deputies)
        found.update(who for who in named if who is not None)
    return found


def _absence(told: dict[str, Any]) -> Absence:
    end, deputy = told["to"], told["deputy"]
    period = Period(date.fromisoformat(told["from"]), end and date.fromisoformat(end))
    return Absence(period, deputy and UUID(deputy))
