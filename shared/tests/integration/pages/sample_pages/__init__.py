"""The pages of a small service, as the pages of a real one are written."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated, Any
from uuid import UUID, uuid4

from fastapi import APIRouter, Request, Response
from sqlalchemy import text

from continuous_line.auth import Principal, requires
from continuous_line.clock import SystemClock
from continuous_line.codes import Role
from continuous_line.database import Database, Tx
from continuous_line.errors import NotFound, Refused, RightEnded
from continuous_line.fields import Id
from continuous_line.web.pages import (
    Change,
    Form,
    Language,
    Link,
    PageKit,
    PageNumber,
    Pager,
    PageReading,
    PageRequest,
    PageWriting,
    Visitor,
    open_page,
    page_reading,
    page_writing,
    signed_in,
)
from continuous_line.writing import require_version

PLACES = ("Weert", "Echt", "Nowhere")
WORDS = {
    Language.NL: {
        "home": "Begin", "visits": "Bezoeken", "plan": "Bezoek plannen", "place": "Plaats",
        "place_hint": "Waar gaat u heen?", "planned_on": "Datum", "why": "Waarom", "parts": "Delen",
        "about": "Over", "done_planned": "Het bezoek is vastgelegd. De gemeente ziet het ook.",
        "letter": "Brief", "at": "Tijd", "people": "Hoeveel mensen", "manner": "Manier",
    },
    Language.EN: {
        "home": "Start", "visits": "Visits", "plan": "Plan a visit", "place": "Place",
        "place_hint": "Where do you go?", "planned_on": "Date", "why": "Why", "parts": "Parts",
        "about": "About", "done_planned": "The visit is recorded. The municipality sees it too.",
        "letter": "Letter", "at": "Time", "people": "How many people", "manner": "Manner",
    },
}  # fmt: skip
REFUSALS = {
    Language.NL: {"no-such-place": "Die plaats is er niet."},
    Language.EN: {"no-such-place": "There is no such place."},
}
KIT = PageKit(
    "sample_pages", WORDS, REFUSALS,
    links=(Link("/", "home"), Link("/visits", "visits", (Role.CASE_MANAGER, Role.ANALYST))),
)  # fmt: skip
router = APIRouter()
api = APIRouter()
CASE_MANAGER = (Role.CASE_MANAGER,)


@dataclass
class Resources:
    database: Database
    clock: SystemClock


async def changes(tx: Tx, request: Request, seen: int | None) -> list[Change]:
    return [Change(datetime(2026, 3, 1, tzinfo=UTC), "casemanager, coa", f"meer dan {seen}")]


@router.get("/")
async def home(page: Annotated[PageRequest, open_page()]) -> Response:
    return page.page("home.html")


@router.get("/me")
async def me(visitor: Annotated[Visitor, signed_in()]) -> Response:
    return visitor.page("home.html")


@router.get("/visits")
async def list_visits(
    view: Annotated[PageReading, page_reading(Role.CASE_MANAGER, Role.ANALYST)],
    number: PageNumber = 1,
    place: str = "",
) -> Response:
    found = await view.tx.execute(text("SELECT count(*) FROM visits"))
    pager = Pager(number, found.scalar_one(), size=2)
    rows = await view.tx.execute(
        text("SELECT place FROM visits ORDER BY place, id LIMIT :n OFFSET :o"),
        {"n": pager.limit, "o": pager.offset},
    )
    places = [row.place for row in rows if place in ("", row.place)]
    return view.visitor.page("visits.html", pager=pager, places=places)


@router.get("/visits/new")
async def new_visit(visitor: Annotated[Visitor, signed_in(*CASE_MANAGER)]) -> Response:
    form = Form.of(visitor, planned_on=datetime(2026, 3, 3, tzinfo=UTC).date())
    return visitor.page("plan.html", form=form)


@router.post("/visits/new")
async def plan_visit(
    unit: Annotated[PageWriting, page_writing(*CASE_MANAGER, changes=changes)],
) -> Response:
    form = unit.form
    place = form.choice("place", PLACES)
    planned_on = form.day("planned_on")
    form.text("why", longest=20, required=False)
    form.choices("parts", ("a", "b"))
    if form.faults or form.changing:
        return unit.visitor.page("plan.html", 400 if form.faults else 200, form=form)
    if not form.confirmed:
        return unit.visitor.page("check.html", form=form, place=place, planned_on=planned_on)
    if place == "Nowhere":
        raise Refused("Nowhere is no place to visit.", code="no-such-place")
    require_version(3, unit.if_match if unit.if_match is not None else 3)
    visit = uuid4()
    await unit.tx.execute(text("INSERT INTO visits VALUES (:i, :p)"), {"i": visit, "p": place})
    return await unit.see(f"/visits/{visit}", "planned")


@router.get("/visits/{visitId}")
async def see_visit(
    visitId: Id,  # noqa: N803 - the name in the address
    view: Annotated[PageReading, page_reading(Role.CASE_MANAGER, Role.ANALYST)],
) -> Response:
    found = await view.tx.execute(text("SELECT place FROM visits WHERE id = :id"), {"id": visitId})
    row = found.one_or_none()
    if row is None:
        raise NotFound("There is no such visit.")
    return view.visitor.page("visits.html", places=[row.place], pager=None)


@api.get("/me")
async def read_me(who: Annotated[Principal, requires()]) -> dict[str, str]:
    """Who asks."""
    return {"subject": who.subject}


faulty = APIRouter()


@faulty.get("/failures")
async def fail(_visitor: Annotated[Visitor, signed_in(*CASE_MANAGER)]) -> Response:
    raise RuntimeError("a message with Jansen in it")


@faulty.post("/lost-connections")
async def lose_connection(unit: Annotated[PageWriting, page_writing(*CASE_MANAGER)]) -> Response:
    await unit.tx.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))
    return await unit.see("/")


@faulty.get("/ended-rights")
async def ended(_visitor: Annotated[Visitor, signed_in(*CASE_MANAGER)]) -> Response:
    ask: dict[str, Any] = {"azc": "weert", "role": "case-manager"}
    raise RightEnded("This right ended.", since="2026-03-03T00:00:00+00:00", ask=ask)


@faulty.post("/files")
async def receive(unit: Annotated[PageWriting, page_writing(*CASE_MANAGER)]) -> Response:
    form = unit.form
    letter, at, people = form.file("letter"), form.time("at"), form.number("people", most=9)
    form.text("about")
    if form.faults:
        return unit.visitor.page("all.html", 400, form=form)
    assert letter is not None
    content = letter.content.decode()
    return await unit.see(f"/visits?place={content}-{at:%H%M}-{people}-{UUID(int=1)}")


@faulty.get("/files")
async def all_fields(visitor: Annotated[Visitor, signed_in(*CASE_MANAGER)]) -> Response:
    return visitor.page("all.html", form=Form.of(visitor))
