"""Consultation at azc's (LIPO) and where there is none, visits, and who is invited to them."""

from datetime import date, datetime, time
from typing import Annotated
from uuid import UUID, uuid4

from fastapi import APIRouter, Response

from continuous_line.codes_directory import VisitKind
from continuous_line.days import AMSTERDAM
from continuous_line.web.pages import Form, PageWriting, page_writing
from directory_service import queries_meetings
from directory_service.api.schemas_meetings import VisitId
from directory_service.application import meetings
from directory_service.application.book import Book
from directory_service.domain.errors import UnknownVisit
from directory_service.domain.lipo import Held
from directory_service.domain.visit import Appointment
from directory_service.roles import ANYBODY, CONSULTING, HOSTS, PARTNERS
from directory_service.web.codes import VISITS
from directory_service.web.look import book_of
from directory_service.web.organisations import organisations
from directory_service.web.pages_offers import own_options, place_lists

router = APIRouter()
Look = Annotated[PageWriting, page_writing(*ANYBODY)]
Consulting = Annotated[PageWriting, page_writing(*CONSULTING)]
Host = Annotated[PageWriting, page_writing(*HOSTS)]
SHOWN = 50


@router.get("/meetings")
async def meetings_page(unit: Look) -> Response:
    book = book_of(unit)
    days: int = unit.visitor.request.app.state.settings.lipo_days
    own = next((code for code in sorted(unit.who.places) if code.startswith("GM")), None)
    return unit.visitor.page(
        "meetings.html",
        days=days,
        gaps=await queries_meetings.without_lipo(
            unit.tx, book.today, days, after=None, limit=SHOWN
        ),
        lipos=await queries_meetings.lipos_held(unit.tx, azc=None, after=None, limit=SHOWN),
        visits=await _visits(unit, book.today, None),
        invited=await _visits(unit, book.today, own) if own else [],
        today=book.today,
        organisations=await organisations(unit, book),
        names=await _names(book),
        visit_words=VISITS[unit.visitor.language],
        consults=unit.who.has(*CONSULTING),
        hosts=unit.who.has(*HOSTS),
    )


@router.get("/lipos/new")
async def lipo_form(unit: Consulting) -> Response:
    return await _lipo(unit, Form.of(unit.visitor, held_on=book_of(unit).today), 200)


@router.post("/lipos/new")
async def record_lipo_page(unit: Consulting) -> Response:
    form, book = unit.form, book_of(unit)
    azc = form.choice("azc", [code for code, _ in await _own_centres(book)])
    held_on = form.day("held_on")
    level = form.choice("level", ("case", "general"))
    organisations = form.codes("organisations")
    if held_on is not None and held_on > book.today:
        form.fault("held_on", "ahead", "held_on-day")
    if form.faults or azc is None or held_on is None:
        return await _lipo(unit, form, 400)
    held = Held(azc, held_on, level == "case", organisations)
    await meetings.hold_lipo(book.directory, unit, held, occurred_at=None)
    return await unit.see("/meetings", "lipo_recorded")


@router.get("/visits/new")
async def visit_form(unit: Host) -> Response:
    return await _visit(unit, Form.of(unit.visitor), 200)


@router.post("/visits/new")
async def schedule_visit_page(unit: Host) -> Response:
    """The municipalities with people waiting there are invited."""
    form, book = unit.form, book_of(unit)
    kind = form.choice("visit_kind", tuple(VisitKind))
    azc = form.choice("azc", [code for code, _ in (await place_lists(book))["azcs"]])
    on, begins = form.day("visit_on"), form.time("starts_at")
    ends = form.time("ends_at", required=False)
    capacity = form.number("capacity", least=1, most=10_000, required=False)
    if begins and ends and ends <= begins:
        form.fault("ends_at", "ends_before")
    if on is not None and on < book.today:
        form.fault("visit_on", "over", "visit_on-day")
    if form.faults or kind is None or azc is None or on is None or begins is None:
        return await _visit(unit, form, 400)
    visit_id = uuid4()
    appointment = Appointment(
        VisitKind(kind), azc, unit.who.organisation, _moment(on, begins),
        _moment(on, ends) if ends else None, capacity,
    )  # fmt: skip
    await meetings.schedule_visit(book.directory, unit, visit_id, appointment, occurred_at=None)
    return await unit.see(f"/visits/{visit_id}", "visit_scheduled")


@router.get("/visits/{visitId}")
async def visit_page(visit_id: VisitId, unit: Look) -> Response:
    row = await queries_meetings.visit(unit.tx, visit_id)
    if row is None:
        raise UnknownVisit("no visit with this id is scheduled")
    book = book_of(unit)
    partner = unit.who.has(*PARTNERS)
    return unit.visitor.page(
        "visit.html",
        visit=row,
        names=await _names(book),
        visit_words=VISITS[unit.visitor.language],
        invitations=await queries_meetings.invitations(unit.tx, row) if partner else [],
        hosts=unit.who.has(*HOSTS),
        version=await _version(book, visit_id),
    )


@router.post("/visits/{visitId}/cancellations")
async def cancel_visit_page(visit_id: VisitId, unit: Host) -> Response:
    await meetings.cancel_visit(book_of(unit).directory, unit, visit_id, occurred_at=None)
    return await unit.see(f"/visits/{visit_id}", "visit_cancelled")


async def _visits(unit: PageWriting, today: date, municipality: str | None) -> list[object]:
    rows = await queries_meetings.visits_from(
        unit.tx, today, azc=None, municipality=municipality, after=None, limit=SHOWN
    )
    return list(rows)


async def _lipo(unit: PageWriting, form: Form, status: int) -> Response:
    options = await _own_centres(book_of(unit))
    return unit.visitor.page("lipo_form.html", status, form=form, options=options)


async def _visit(unit: PageWriting, form: Form, status: int) -> Response:
    book, language = book_of(unit), unit.visitor.language
    azcs = (await place_lists(book))["azcs"]
    kinds = [(kind.value, VISITS[language][kind]) for kind in VisitKind]
    return unit.visitor.page("visit_form.html", status, form=form, options=azcs, kinds=kinds)


async def _own_centres(book: Book) -> list[tuple[str, str]]:
    known = {code for code, _ in (await place_lists(book))["azcs"]}
    return [pair for pair in await own_options(book) if pair[0] in known]


async def _names(book: Book) -> dict[str, str]:
    lists = await place_lists(book)
    return dict([*lists["azcs"], *lists["municipalities"]])


async def _version(book: Book, visit_id: UUID) -> int:
    return (await book.directory.visits.load(book.writing.tx, visit_id)).version


def _moment(on: date, at: time) -> datetime:
    return datetime.combine(on, at, AMSTERDAM)
