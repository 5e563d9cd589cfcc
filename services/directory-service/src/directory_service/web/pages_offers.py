"""What there is to do near an azc and in the municipality to be; if nothing fits, whom to ask."""

from typing import Annotated, Any
from uuid import UUID, uuid4

from fastapi import APIRouter, Query, Response

from continuous_line.codes_directory import OfferEnd, OfferType, Sector, Weekday
from continuous_line.web.pages import Form, PageNumber, Pager, PageWriting, page_writing
from directory_service import queries_asking, queries_offers
from directory_service.api.schemas_offers import OfferId
from directory_service.application import offers
from directory_service.application.book import Book
from directory_service.domain.errors import UnknownOffer
from directory_service.domain.events_offers import Terms
from directory_service.domain.wording import HoldsContactDetails, Wording
from directory_service.queries_contacts import places_on
from directory_service.queries_offers import Wanted
from directory_service.roles import ANYBODY, OFFER_KEEPERS
from directory_service.web.codes import ENDS, OFFERS, SECTORS, WEEKDAYS, named
from directory_service.web.look import book_of, known_cards, named_places
from directory_service.web.organisations import organisations

router = APIRouter()
Look = Annotated[PageWriting, page_writing(*ANYBODY)]
Keep = Annotated[PageWriting, page_writing(*OFFER_KEEPERS)]
Code = Annotated[str, Query(max_length=64)]
MOST = 1000


@router.get("/offers")
async def offers_page(
    unit: Look,
    q: Annotated[str, Query(max_length=100)] = "",
    azc: Code = "",
    municipality: Code = "",
    kind: Code = "",
    permit: Code = "",
    number: PageNumber = 1,
) -> Response:
    """Two places at once: where somebody lives and where they will live."""
    book, language = book_of(unit), unit.visitor.language
    places = tuple(code for code in (azc, municipality) if code)
    wanted = Wanted(
        today=book.today,
        places=places,
        kinds=[OfferType(kind)] if kind in tuple(OfferType) else (),
        open_without_permit=True if permit == "none" else None,
    )
    rows: list[Any] = (
        [row for _, row in await queries_offers.offers_like(
            unit.tx, wanted, q, after=None, limit=MOST)]
        if q.strip()
        else list(await queries_offers.offers_fitting(unit.tx, wanted, after=None, limit=MOST))
    )  # fmt: skip
    pager, lists = Pager(number, len(rows)), await place_lists(book)
    asks = [] if rows else await queries_asking.whom_to_ask(unit.tx, places, book.today)
    return unit.visitor.page(
        "offers.html",
        q=q,
        chosen={"azc": azc, "municipality": municipality, "kind": kind, "permit": permit},
        offers=rows[pager.offset : pager.offset + pager.limit],
        pager=pager,
        organisations=await organisations(unit, book),
        asks=asks,
        cards=await known_cards(unit, book, {one.contact_id for one in asks if one.contact_id}),
        keeps=unit.who.has(*OFFER_KEEPERS),
        kinds=named_codes(OfferType, OFFERS[language]),
        offer_words=OFFERS[language],
        azcs=lists["azcs"],
        municipalities=lists["municipalities"],
        names=dict([*lists["azcs"], *lists["municipalities"]]),
    )


@router.get("/offers/new")
async def new_offer_form(unit: Keep) -> Response:
    return await _form(unit, Form.of(unit.visitor, starts_on=book_of(unit).today), 200)


@router.post("/offers/new")
async def publish_offer_page(unit: Keep) -> Response:
    read = await _read(unit)
    if read is None:
        return await _form(unit, unit.form, 400)
    offer_id = uuid4()
    streams = book_of(unit).directory
    await offers.publish_offer(streams, unit, offer_id, *read, occurred_at=None)
    return await unit.see(f"/offers/{offer_id}", "offer_published")


@router.get("/offers/{offerId}")
async def offer_page(offer_id: OfferId, unit: Look) -> Response:
    book, language = book_of(unit), unit.visitor.language
    found = await book.directory.offers.load(unit.tx, offer_id)
    words = await queries_offers.words_about(unit.tx, offer_id)
    terms = found.state.terms
    if terms is None or words is None:
        raise UnknownOffer("no offer with this id is published")
    contact: set[UUID] = {terms.contact_id} if terms.contact_id else set()
    return unit.visitor.page(
        "offer.html",
        400 if unit.form.faults else 200,
        form=unit.form,
        terms=terms,
        told=words,
        offer=found.state,
        organisations=await organisations(unit, book),
        places=await named_places(unit, book, terms.places),
        cards=await known_cards(unit, book, contact),
        kind=named(OFFERS, language, terms.kind),
        sector=named(SECTORS, language, terms.sector) if terms.sector else None,
        weekdays=[named(WEEKDAYS, language, one) for one in terms.weekdays],
        ends=named_codes(OfferEnd, ENDS[language]),
        reason=named(ENDS, language, found.state.reason) if found.state.reason else None,
        keeps=unit.who.has(*OFFER_KEEPERS),
        version=found.version,
    )


@router.post("/offers/{offerId}/withdrawals")
async def withdraw_offer_page(offer_id: OfferId, unit: Keep) -> Response:
    reason = unit.form.choice("reason", tuple(OfferEnd))
    if reason is None or unit.form.faults:
        return await offer_page(offer_id, unit)
    streams = book_of(unit).directory
    await offers.withdraw_offer(streams, unit, offer_id, OfferEnd(reason), occurred_at=None)
    return await unit.see(f"/offers/{offer_id}", "offer_withdrawn")


def named_codes(codes: Any, words: Any) -> list[tuple[str, str]]:
    """Pairs of a code and its word, by the word."""
    return sorted(((code.value, words[code]) for code in codes), key=lambda pair: pair[1].lower())


async def place_lists(book: Book) -> dict[str, list[tuple[str, str]]]:
    """Every azc and municipality of today, by name."""
    places = await places_on(book.writing.tx, book.today)
    found = {"azcs": places.centres, "municipalities": places.municipalities}
    return {
        name: sorted(((one.code, one.name) for one in held.values()), key=lambda pair: pair[1])
        for name, held in found.items()
    }


async def own_options(book: Book) -> list[tuple[str, str]]:
    """The azc's and municipalities that are the reader's own, by name; a provider's are all."""
    lists, own = await place_lists(book), await book.own()
    every = [*lists["azcs"], *lists["municipalities"]]
    mine = [pair for pair in every if book.everywhere or pair[0] in own]
    return mine or every


async def _read(unit: PageWriting) -> tuple[Terms, Wording] | None:
    form, book = unit.form, book_of(unit)
    kind = form.choice("offer_kind", tuple(OfferType))
    title, body = form.text("title"), form.text("body", longest=4000, required=False)
    owner = form.code("owner", required=False) or unit.who.organisation
    options = await own_options(book)
    places = form.choices("offer_places", [code for code, _ in options], required=True)
    begins, ends = form.day("starts_on"), form.day("ends_on", required=False)
    apply_until = form.day("apply_until_on", required=False)
    sector = form.choice("sector", tuple(Sector), required=False)
    weekdays = form.choices("weekdays", tuple(Weekday))
    programme = form.code("programme", required=False)
    capacity = form.number("capacity", least=1, most=100_000, required=False)
    if begins and ends and ends < begins:
        form.fault("ends_on", "ends_before", "ends_on-day")
    if ends and apply_until and apply_until > ends:
        form.fault("apply_until_on", "apply_late", "apply_until_on-day")
    wording = None
    try:
        wording = Wording(title, body, form.text("owner_name", required=False) or None)
    except HoldsContactDetails as error:
        form.fault(str(error.extra.get("field", "body")), "no_contact_details")
    if form.faults or kind is None or begins is None or wording is None:
        return None
    terms = Terms(
        kind=OfferType(kind),
        owner=owner,
        places=tuple(places),
        starts_on=begins,
        ends_on=ends,
        apply_until_on=apply_until,
        programme=programme or None,
        sector=Sector(sector) if sector else None,
        weekdays=tuple(day for day in Weekday if day in weekdays),
        recurring=bool(weekdays),
        days_per_week=len(weekdays) or None,
        capacity=capacity,
        open_without_permit=form.has("open_without_permit", "1"),
        dutch_level=None,
        contact_id=None,
    )
    return terms, wording


async def _form(unit: PageWriting, form: Form, status: int) -> Response:
    language = unit.visitor.language
    return unit.visitor.page(
        "offer_form.html",
        status,
        form=form,
        kinds=named_codes(OfferType, OFFERS[language]),
        sectors=named_codes(Sector, SECTORS[language]),
        days=[(one.value, WEEKDAYS[language][one]) for one in Weekday],
        options=await own_options(book_of(unit)),
    )
