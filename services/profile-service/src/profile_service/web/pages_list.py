"""The list of profiles, by what there is to do about them."""

from typing import Annotated, Any, Final

from fastapi import APIRouter, Query, Response

from continuous_line.auth import EVERY_ROLE
from continuous_line.codes import Role, Section
from continuous_line.web.pages import Form, PageNumber, Pager, Visitor, signed_in
from continuous_line.web.pages.operations.routes import OPERATIONS
from profile_service import queries, roles
from profile_service.application.naming import linked_by, names_of, seen_for_certain
from profile_service.queries import Filters, Sort, State
from profile_service.web.guards import PageDesk, page_desk
from profile_service.web.look import show

router = APIRouter()
TODO: Final = ("unopened", "asked", "review", "talk")
Word = Annotated[str, Query(max_length=40)]


@router.get("/")
async def start(visitor: Annotated[Visitor, signed_in(*EVERY_ROLE)]) -> Response:
    """Where somebody with these roles begins; who has no page here learns who they are."""
    begins = (
        (roles.STAFF, "/profiles"),
        (roles.OWN, "/my-data"),
        (roles.BY_GRANT, "/grants"),
        (roles.REGISTER, "/profile-intakes/new"),
        ((Role.OPERATOR,), OPERATIONS),
    )
    found = (path for allowed, path in begins if visitor.who.has(*allowed))
    return visitor.see(next(found, "/sign-in/account"))


@router.get("/profiles")
async def profiles_page(
    at: Annotated[PageDesk, page_desk(*roles.STAFF)],
    *,
    place: Word = "",
    state: Word = "",
    missing: Word = "",
    todo: Word = "",
    sort: Word = Sort.ARRIVED.value,
    number: PageNumber = 1,
) -> Response:
    """Of the reader's places; what is not known in the address is no filter."""
    filters, order = _filters(place, state, missing, todo), _known(Sort, sort) or Sort.ARRIVED
    w, policy = at.writing, at.profiles.policy
    pager = Pager(number, await queries.number_of(w.tx, w.who, w.now, filters, policy))
    rows = await queries.page_of(
        w.tx, w.who, w.now, filters, policy, sort=order, offset=pager.offset, limit=pager.limit
    )
    shown, hidden = await seen_for_certain(at, rows)
    names = await names_of(at, {row.permit_holder_id: linked_by(at, row) for row in shown})
    others = {
        row.permit_holder_id: linked_by(at, row) is not None
        for row in shown
        if row.permit_holder_id not in names
    }
    await at.account_rows(others, "profile")
    return await show(
        at,
        "profiles.html",
        places=[*w.who.places, *(row.azc for row in shown), *(row.municipality for row in shown)],
        rows=shown,
        hidden=hidden,
        names=names,
        pager=pager,
        own=sorted(w.who.places),
        todos=TODO,
        sorts=tuple(one.value for one in Sort),
        search=Form(at.visitor.words, at.visitor.language),
        chosen={"place": place, "state": state, "missing": missing, "todo": todo, "sort": order},
        filtered=filters != Filters(),
        unopened_days={row.permit_holder_id: queries.unopened_days(row, w.now) for row in shown},
    )


def _filters(place: str, state: str, missing: str, todo: str) -> Filters:
    azc = place if place and not place.startswith("GM") else None
    return Filters(
        azc=azc,
        municipality=place if place and azc is None else None,
        state=_known(State, state),
        missing=_known(Section, missing),
        no_participation_talk=True if todo == "talk" else None,
        unopened=True if todo == "unopened" else None,
        review_due=True if todo == "review" else None,
        asked=True if todo == "asked" else None,
    )


def _known(kind: Any, value: str) -> Any:
    return kind(value) if value in {one.value for one in kind} else None
