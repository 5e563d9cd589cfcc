"""Whom do I call? The page that opens first: one search field, an answer that is never empty."""

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Response

from continuous_line.fields import Code
from continuous_line.web.pages import PageWriting, Visitor, page_writing, signed_in
from directory_service import queries, queries_meetings, queries_offers
from directory_service.api.schemas import MunicipalityCode
from directory_service.application.book import Book
from directory_service.application.calling import Asked, open_cases
from directory_service.application.finding import ORGANISATION, Hit, find
from directory_service.domain.areas import Area, AreaKind
from directory_service.queries_contacts import places_on
from directory_service.queries_offers import Wanted
from directory_service.roles import ANYBODY, CONTACT_KEEPERS, REGION_KEEPERS
from directory_service.web.codes import AREAS, SECTORS, TOPICS, named
from directory_service.web.look import asker, book_of, called
from directory_service.web.organisations import organisations

router = APIRouter()
Unit = Annotated[PageWriting, page_writing(*ANYBODY)]
Text = Annotated[str, Query(max_length=100)]
SURE = 90.0
"""From this likeness on the first place found is answered at once."""


@router.get("/")
async def home(visitor: Annotated[Visitor, signed_in(*ANYBODY)]) -> Response:
    return visitor.see("/directory")


@router.get("/directory")
async def directory_page(unit: Unit, q: Text = "", topic: Text = "") -> Response:
    """Names of places are in the address, and never anybody's name."""
    book, text = book_of(unit), q.strip()
    hits = await find(unit.tx, text, book.today) if text else []
    places = [hit for hit in hits if hit.kind != ORGANISATION]
    first = places[0] if places and (places[0].likeness >= SURE or len(places) == 1) else None
    context: dict[str, Any] = {"answer": None, "cards_found": [], "missing": [], "place": None}
    if first is not None:
        asked = _asked(first, topic if topic in book.policy.topics else None, unit)
        answer, cards, missing = await called(unit, book, asked)
        context |= {"answer": answer, "cards_found": cards, "missing": missing, "place": first}
    elif not text:
        context["own"] = await _own(unit, book)
    return unit.visitor.page(
        "directory.html",
        q=text,
        topic=topic,
        topics=topics(unit, book),
        others=[hit for hit in hits if hit is not first],
        area_words=AREAS[unit.visitor.language],
        keeps=unit.who.has(*CONTACT_KEEPERS),
        **{"own": [], **context},
    )


@router.get("/municipalities/{code}")
async def municipality_page(
    code: Annotated[MunicipalityCode, Path()], unit: Unit, topic: Text = ""
) -> Response:
    return await _place(unit, AreaKind.MUNICIPALITY, code, topic)


@router.get("/reception-centres/{azc}")
async def reception_centre_page(
    azc: Annotated[Code, Path()], unit: Unit, topic: Text = ""
) -> Response:
    return await _place(unit, AreaKind.RECEPTION_CENTRE, azc, topic)


@router.get("/regions/{region}")
async def region_page(region: Annotated[Code, Path()], unit: Unit, topic: Text = "") -> Response:
    return await _place(unit, AreaKind.REGION, region, topic)


def topics(unit: PageWriting, book: Book) -> list[tuple[str, str]]:
    return [(code, named(TOPICS, unit.visitor.language, code)) for code in book.policy.topics]


async def _place(unit: PageWriting, kind: AreaKind, code: str, topic: str) -> Response:
    """Contacts first, then what is going on there. Raises UnknownPlace."""
    book = book_of(unit)
    hit = Hit(kind, code, code, 100)
    asked = _asked(hit, topic if topic in book.policy.topics else None, unit)
    answer, cards, missing = await called(unit, book, asked)
    question = answer.question
    area = question.municipality or question.azc or question.region
    assert area is not None  # noqa: S101 - the place was asked for
    counts = await open_cases(unit.tx, await places_on(unit.tx, book.today))
    number, since = counts.of(area)
    return unit.visitor.page(
        "place.html",
        area=area,
        merged=answer.merged,
        cards_found=cards,
        missing=missing,
        topic=topic,
        topics=topics(unit, book),
        cases=number,
        since=since,
        area_words=AREAS[unit.visitor.language],
        around=await _around(unit, book, area.code, kind),
        needs=await _needs(unit, book, area),
        needs_words=SECTORS[unit.visitor.language],
        offers=await _offers(unit, book, area),
        organisations=await organisations(unit, book),
        keeps=unit.who.has(*CONTACT_KEEPERS),
        knows_needs=kind is AreaKind.REGION and unit.who.has(*REGION_KEEPERS),
    )


def _asked(hit: Hit, topic: str | None, unit: PageWriting) -> Asked:
    side = asker(unit)
    match hit.kind:
        case AreaKind.MUNICIPALITY:
            return Asked(municipality=hit.code, topic=topic, asker=side)
        case AreaKind.RECEPTION_CENTRE:
            return Asked(azc=hit.code, topic=topic, asker=side)
        case _:
            return Asked(region=hit.code, topic=topic, asker=side)


async def _own(unit: PageWriting, book: Book) -> list[Hit]:
    """The places in the token, to begin with."""
    places = await places_on(unit.tx, book.today)
    known = {**places.municipalities, **places.centres}
    mine = [known[code] for code in sorted(unit.who.places) if code in known]
    return [Hit(area.kind, area.code, area.name, 100) for area in mine[:20]]


async def _around(unit: PageWriting, book: Book, code: str, kind: AreaKind) -> list[Hit]:
    """Of a region its municipalities."""
    if kind is not AreaKind.REGION:
        return []
    rows = await queries.municipalities_on(unit.tx, book.today, region=code, limit=100)
    return [Hit(AreaKind.MUNICIPALITY, row.code, row.name, 100) for row in rows]


async def _needs(unit: PageWriting, book: Book, area: Area) -> list[Any]:
    """What the labour-market region of the place looks for, with its day."""
    return list(
        await queries_meetings.region_profiles_on(
            unit.tx, book.today, region=area.region, municipality=None, after=None, limit=1
        )
        if area.region
        else ()
    )


async def _offers(unit: PageWriting, book: Book, area: Area) -> list[Any]:
    if area.kind not in (AreaKind.MUNICIPALITY, AreaKind.RECEPTION_CENTRE):
        return []
    wanted = Wanted(today=book.today, places=(area.code,))
    return list(await queries_offers.offers_fitting(unit.tx, wanted, after=None, limit=10))
