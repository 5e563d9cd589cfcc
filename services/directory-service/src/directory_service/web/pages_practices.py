"""Good practices and explanations that others find, what is asked for, and what regions need."""

from typing import Annotated
from uuid import UUID, uuid4

from fastapi import APIRouter, Query, Response

from continuous_line.codes_directory import OfferType, PracticeKind, Sector
from continuous_line.web.pages import Form, PageNumber, Pager, PageWriting, page_writing
from directory_service import queries_asking, queries_meetings, queries_offers
from directory_service.api.schemas_meetings import PracticeId
from directory_service.api.schemas_offers import DemandId
from directory_service.application import meetings, offers
from directory_service.domain.demand import Wish
from directory_service.domain.errors import UnknownDemand, UnknownPractice
from directory_service.domain.wording import HoldsContactDetails, Wording
from directory_service.queries_offers import Wanted
from directory_service.roles import ANYBODY, ASKERS, SHARERS
from directory_service.web.codes import OFFERS, PRACTICES, SECTORS, TOPICS, named
from directory_service.web.look import book_of, known_cards, named_places
from directory_service.web.pages_calling import topics
from directory_service.web.pages_offers import named_codes, own_options

router = APIRouter()
Look = Annotated[PageWriting, page_writing(*ANYBODY)]
Share = Annotated[PageWriting, page_writing(*SHARERS)]
Ask = Annotated[PageWriting, page_writing(*ASKERS)]


@router.get("/practices")
async def practices_page(
    unit: Look, q: Annotated[str, Query(max_length=100)] = "", number: PageNumber = 1
) -> Response:
    rows = list(await queries_meetings.practices_shared(unit.tx))
    found = queries_meetings.nearest(rows, q) if q.strip() else rows
    pager = Pager(number, len(found))
    return unit.visitor.page(
        "practices.html",
        q=q,
        practices=found[pager.offset : pager.offset + pager.limit],
        pager=pager,
        practice_words=PRACTICES[unit.visitor.language],
        topic_words=TOPICS[unit.visitor.language],
        shares=unit.who.has(*SHARERS),
    )


@router.get("/practices/new")
async def practice_form(unit: Share) -> Response:
    return _practice(unit, Form.of(unit.visitor), 200)


@router.post("/practices/new")
async def share_practice_page(unit: Share) -> Response:
    form, book = unit.form, book_of(unit)
    kind = form.choice("practice_kind", tuple(PracticeKind))
    title, body = form.text("title"), form.text("body", longest=4000)
    about = form.choices("topics", book.policy.topics)
    wording = None
    try:
        wording = Wording(title, body)
    except HoldsContactDetails as error:
        form.fault(str(error.extra.get("field", "body")), "no_contact_details")
    if form.faults or kind is None or wording is None:
        return _practice(unit, form, 400)
    practice_id = uuid4()
    await meetings.share_practice(
        book.directory, unit, practice_id, PracticeKind(kind), wording,
        topics=tuple(about), places=(), occurred_at=None,
    )  # fmt: skip
    return await unit.see(f"/practices/{practice_id}", "practice_shared")


@router.get("/practices/{practiceId}")
async def practice_page(practice_id: PracticeId, unit: Look) -> Response:
    rows = await queries_meetings.practices_shared(unit.tx, practice_id=practice_id)
    if not rows:
        raise UnknownPractice("no practice with this id is shared")
    book = book_of(unit)
    return unit.visitor.page(
        "practice.html",
        practice=rows[0],
        places=await named_places(unit, book, rows[0].places),
        practice_words=PRACTICES[unit.visitor.language],
        topic_words=TOPICS[unit.visitor.language],
        shares=unit.who.has(*SHARERS),
    )


@router.post("/practices/{practiceId}/withdrawals")
async def withdraw_practice_page(practice_id: PracticeId, unit: Share) -> Response:
    streams = book_of(unit).directory
    await meetings.withdraw_practice(streams, unit, practice_id, occurred_at=None)
    return await unit.see("/practices", "practice_withdrawn")


@router.get("/demands")
async def demands_page(unit: Ask) -> Response:
    """What is asked for at the reader's places and not answered yet, the oldest first."""
    book, language = book_of(unit), unit.visitor.language
    places = () if book.everywhere else tuple(await book.own())
    rows = await queries_offers.demands_at(unit.tx, places, answered=False, after=None, limit=100)
    return unit.visitor.page(
        "demands.html",
        demands=rows,
        offer_words=OFFERS[language],
        sector_words=SECTORS[language],
        names={
            hit.code: hit.name
            for hit in await named_places(unit, book, {code for row in rows for code in row.places})
        },
    )


@router.get("/demands/new")
async def demand_form(unit: Ask) -> Response:
    return await _demand(unit, Form.of(unit.visitor), 200)


@router.post("/demands/new")
async def record_demand_page(unit: Ask) -> Response:
    """About nobody: a kind of thing at some places."""
    form, book = unit.form, book_of(unit)
    kind = form.choice("offer_kind", tuple(OfferType))
    sector = form.choice("sector", tuple(Sector), required=False)
    days = form.number("days_per_week", least=1, most=7, required=False)
    options = [code for code, _ in await own_options(book)]
    places = form.choices("offer_places", options, required=True)
    if form.faults or kind is None:
        return await _demand(unit, form, 400)
    demand_id = uuid4()
    wish = Wish(OfferType(kind), tuple(places), Sector(sector) if sector else None, days)
    await offers.record_demand(book.directory, unit, demand_id, wish, occurred_at=None)
    return await unit.see(f"/demands/{demand_id}", "demand_recorded")


@router.get("/demands/{demandId}")
async def demand_page(demand_id: DemandId, unit: Ask) -> Response:
    row = await queries_offers.demand(unit.tx, demand_id)
    if row is None:
        raise UnknownDemand("nothing with this id is asked for")
    book, language = book_of(unit), unit.visitor.language
    wanted = Wanted(today=book.today, places=row.places)
    fitting = await queries_offers.offers_fitting(unit.tx, wanted, after=None, limit=50)
    asks = await queries_asking.whom_to_ask(unit.tx, row.places, book.today)
    return unit.visitor.page(
        "demand.html",
        form=unit.form,
        demand=row,
        kind=named(OFFERS, language, row.kind),
        sector=named(SECTORS, language, row.sector) if row.sector else None,
        places=await named_places(unit, book, row.places),
        options=[(str(one.offer_id), f"{one.title}, {one.owner_name or one.owner}")
                 for one in fitting],
        asks=await known_cards(unit, book, {one.contact_id for one in asks if one.contact_id}),
    )  # fmt: skip


@router.post("/demands/{demandId}/answers")
async def answer_demand_page(demand_id: DemandId, unit: Ask) -> Response:
    """With offers that fit, or with none: either is an answer."""
    chosen = tuple(UUID(one) for one in unit.form.values.get("fitting", ()) if _is_id(one))
    streams = book_of(unit).directory
    await offers.answer_demand(streams, unit, demand_id, chosen, occurred_at=None)
    return await unit.see("/demands", "demand_answered")


async def _demand(unit: PageWriting, form: Form, status: int) -> Response:
    language = unit.visitor.language
    return unit.visitor.page(
        "demand_form.html",
        status,
        form=form,
        kinds=named_codes(OfferType, OFFERS[language]),
        sectors=named_codes(Sector, SECTORS[language]),
        options=await own_options(book_of(unit)),
    )


def _practice(unit: PageWriting, form: Form, status: int) -> Response:
    language = unit.visitor.language
    kinds = [(kind.value, PRACTICES[language][kind]) for kind in PracticeKind]
    about = topics(unit, book_of(unit))
    return unit.visitor.page("practice_form.html", status, form=form, kinds=kinds, topics=about)


def _is_id(text: str) -> bool:
    try:
        return bool(UUID(text))
    except ValueError:
        return False
