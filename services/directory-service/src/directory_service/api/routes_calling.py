"""Whom do I call; what is missing; places and organisations found by name."""

from typing import Annotated

from fastapi import APIRouter, Query, Response
from pydantic import Field

from continuous_line.days import day
from continuous_line.fields import Code, QueryBool
from continuous_line.pagination import Page, PagingParameters
from continuous_line.writing import Reading, reading
from directory_service.api import answers, schemas_calling
from directory_service.api.dependencies import On, Within, keeping, looking_up
from directory_service.api.schemas import MunicipalityCode
from directory_service.api.schemas_calling import Place
from directory_service.application import calling, coa_contacts, finding
from directory_service.application.book import Book
from directory_service.application.calling import Asked
from directory_service.areas import lying_in
from directory_service.domain.call_list import Asker
from directory_service.domain.gaps import GapKind
from directory_service.roles import ANYBODY, MUNICIPALITY

router = APIRouter(tags=["calling"])
View = Annotated[Reading, reading(*ANYBODY)]
Look = Annotated[Book, looking_up(*ANYBODY)]
Own = Annotated[Book, keeping(*MUNICIPALITY)]


@router.get("/call-list", responses={404: {"description": "There was never such a place."}})
async def read_call_list(
    book: Look,
    *,
    on: On = None,
    municipality: Annotated[
        MunicipalityCode | None, Query(description="Also one that has merged by then.")
    ] = None,
    azc: Annotated[Code | None, Query()] = None,
    region: Annotated[Code | None, Query(description="Labour-market region.")] = None,
    topic: Annotated[Code | None, Query()] = None,
    asker: Annotated[
        Asker, Query(alias="from", description="From which side is called: it gets the other.")
    ] = Asker.OTHER,
) -> schemas_calling.CallList:
    """Whom do I call? In the order of calling, each with why; what is missing is said."""
    asked, day_ = Asked(municipality, azc, region, topic, asker), on or book.today
    answer = await calling.whom_to_call(book.writing.tx, asked, day_, book.policy, book.today)
    question, found = answer.question, answer.found
    shown = await answers.contacts_of(
        book, [entry.contact_id for entry in found.entries if entry.contact_id is not None]
    )
    return schemas_calling.CallList(
        on=day_,
        asker=asker,
        municipality=question.municipality and Place.of(question.municipality),
        merged_into=answer.merged and Place.of(answer.merged),
        azc=question.azc and Place.of(question.azc),
        region=question.region and Place.of(question.region),
        topic=topic,
        entries=[
            schemas_calling.CallEntry.of(
                entry, shown.get(entry.contact_id) if entry.contact_id else None, book.policy
            )
            for entry in found.entries
        ],
        missing=[schemas_calling.MissingContact.of(gap) for gap in found.missing],
    )


@router.get("/contact-gaps")
async def list_contact_gaps(
    book: Look,
    paging: PagingParameters,
    *,
    on: On = None,
    own: Annotated[QueryBool, Query(description="Only of places of the own token.")] = False,
    within: Within = None,
    kind: Annotated[GapKind | None, Query()] = None,
    linked: Annotated[QueryBool, Query(description="Only where cases are open.")] = False,
) -> Page[schemas_calling.Gap]:
    """Who has nobody to call, and whom to ask meanwhile; the most open cases first."""
    mine = await book.own() if own and not book.everywhere else None
    if within is not None:
        inside = await lying_in(book.writing.tx, frozenset((within,)), on or book.today)
        mine = inside if mine is None else mine & inside
    found = await calling.gaps_on(book.writing.tx, on or book.today, book.policy, book.today, mine)
    chosen = [
        one
        for one in found
        if (kind is None or one.gap.kind is kind) and (one.open_cases or not linked)
    ]
    after = paging.after(int)
    numbered = list(enumerate(chosen))[after[0] + 1 if after else 0 :]
    shown, following = paging.cut(numbered[: paging.limit], lambda one: (one[0],))
    asks = {one.gap.ask for _, one in shown if one.gap.ask is not None}
    known = await answers.contacts_of(book, asks)
    items = [
        schemas_calling.Gap.of(one, known.get(one.gap.ask) if one.gap.ask else None)
        for _, one in shown
    ]
    return Page(items=items, next=following)


@router.get("/contact-coverage")
async def read_contact_coverage(book: Look, on: On = None) -> schemas_calling.ContactCoverage:
    """How many municipalities have somebody to call, and know whom to call at COA."""
    day_ = on or book.today
    found = await calling.coverage_on(book.writing.tx, day_, book.policy, book.today)
    known = await coa_contacts.known(book)
    return schemas_calling.ContactCoverage(
        on=day_,
        municipalities=found.municipalities,
        with_contact=found.with_contact,
        verified=found.verified,
        knows_coa=known.yes,
        knows_coa_not=known.no,
        term_days=book.policy.verification_term.days,
        words=f"{found.verified} of {found.municipalities} municipalities have a verified contact",
    )


@router.get("/contact-topics")
async def list_contact_topics(book: Look) -> Page[schemas_calling.Topic]:
    """The topics of this installation."""
    required = set(book.policy.required_topics)
    items = [
        schemas_calling.Topic(code=code, required=code in required) for code in book.policy.topics
    ]
    return Page(items=items, next=None)


@router.get("/places")
async def find_places(
    view: View,
    q: Annotated[
        str,
        Query(description="Of a place or organisation; spelling is forgiven, no person's name."),
        Field(min_length=1, max_length=100, pattern=r"^[^\x00-\x1f\x7f]+$"),
    ],
    on: On = None,
) -> Page[schemas_calling.FoundPlace]:
    """Municipalities (also former ones), azc's, regions, units, organisations; at most twenty."""
    hits = await finding.find(view.tx, q, on or day(view.now))
    return Page(items=[schemas_calling.FoundPlace.of(hit) for hit in hits], next=None)


@router.put("/municipalities/{code}/coa-contact", status_code=204, response_class=Response)
async def record_coa_contact(
    code: MunicipalityCode, body: schemas_calling.CoaContactAnswer, book: Own
) -> Response:
    """The municipality says whether it knows whom to call at COA; the last answer counts."""
    version = await coa_contacts.answer(book, code, known=body.known, occurred_at=body.occurred_at)
    return await book.writing.done(version)
