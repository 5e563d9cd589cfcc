"""A scout's day at a reception centre: whom to speak to there, whom by phone, and recording it."""

from dataclasses import dataclass
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query, Response

from continuous_line.codes import Role
from continuous_line.days import day
from continuous_line.web.pages import PageNumber, Pager
from handover_service import knowledge, roles, scouting
from handover_service.web.guards import Desks, PageDesk, page_desks
from handover_service.web.look import names, page
from handover_service.web.names import names_of

router = APIRouter()
Word = Annotated[str, Query(max_length=64)]
Options = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class _Choices:
    """Where the scout may be, and for which municipality; what is chosen of either, if anything.

    COA's own people go by their reception centres, those of a municipality by their municipality.
    """

    azcs: Options
    municipalities: Options
    azc: str
    municipality: str


@router.get("/scout-days")
async def scout_day_page(
    desks: Annotated[Desks, page_desks(*roles.SCOUT)],
    azc: Word = "",
    municipality: Word = "",
    number: PageNumber = 1,
) -> Response:
    """Whom to speak to on that day; before both are chosen only the choice. Names are asked for
    once all that is read here is read."""
    async with desks() as at:
        read, persons = await _read(at, azc, municipality, number)
    return page(at, "scout_day.html", **read, names=await names_of(at, persons))


async def _read(
    at: PageDesk, azc: str, municipality: str, number: int
) -> tuple[dict[str, Any], list[UUID]]:
    """What the template needs of this service, and who are shown."""
    w, chosen = at.writing, await _choices(at, azc, municipality)
    region = await knowledge.region_of(w.tx, chosen.municipality, day(w.now))
    found = scouting.ScoutDay([], [])
    if chosen.azc and region:
        far_km = at.resources.policy.far_km
        found = await scouting.scout_day(w.tx, w.who, w.now, chosen.azc, region, far_km)
    rows = [*found.here, *found.phone]
    pager = Pager(number, len(rows))
    shown = rows[pager.offset : pager.offset + pager.limit]
    places = [chosen.azc, chosen.municipality, *(place for row in shown for place in _of(row))]
    read = {
        "named": await names(at, places),
        "chosen": chosen,
        "asked": bool(chosen.azc and region),
        "groups": [
            (manner, [row for row in shown if (row.azc == chosen.azc) is (manner == "here")])
            for manner in ("here", "phone")
        ],
        "pager": pager,
        "guided": await scouting.in_a_programme(w.tx, [row.case_id for row in shown], day(w.now)),
    }
    return read, [row.permit_holder_id for row in shown]


async def _choices(at: PageDesk, azc: str, municipality: str) -> _Choices:
    """What cannot be chosen is not; one own place is chosen at once."""
    w = at.writing
    coa = w.who.has(Role.CASE_MANAGER)
    own = {place for place in w.who.places if place.startswith("GM") is not coa}
    known = await knowledge.places_of(w.tx, day(w.now), municipal=coa)
    named = await names(at, [*own, *(code for code, _ in known)])
    mine = sorted(((code, named[code]) for code in own), key=lambda one: one[1])
    others = [(code, named[code]) for code, _ in known]
    azcs, municipalities = (mine, others) if coa else (others, mine)
    return _Choices(azcs, municipalities, _one(azcs, azc), _one(municipalities, municipality))


def _one(options: Options, asked: str) -> str:
    codes = [code for code, _ in options]
    if asked in codes:
        return asked
    return codes[0] if len(codes) == 1 else ""


def _of(row: Any) -> tuple[str | None, str | None]:
    return row.azc, row.municipality
