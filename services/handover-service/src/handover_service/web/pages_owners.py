"""Who has a case: of one, of some that were ticked, or of everything that somebody has."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query, Response

from continuous_line.codes import OwnerReason, Role
from continuous_line.days import day
from continuous_line.web.pages import Form
from handover_service import queries_owners, roles
from handover_service.api.dependencies import CaseId
from handover_service.application import handing_over
from handover_service.application.handing_over import Asked, Plan
from handover_service.domain.errors import NothingToHandOver
from handover_service.queries_colleagues import NEVER_OWN, colleagues
from handover_service.web.guards import PageDesk, page_desk
from handover_service.web.look import show

router = APIRouter()
At = Annotated[PageDesk, page_desk(*roles.HAND_OVER)]
Holder = Annotated[str, Query(max_length=64)]


@dataclass(frozen=True, slots=True)
class Candidate:
    """Who may get a case, and how many that one has now."""

    staff_id: str
    cases: int


@router.get("/owner-changes/new")
async def choose(at: At, holder: Holder = "") -> Response:
    """Whose cases, to whom, why and until when."""
    return await _form(at, Form.of(at.visitor, holder=holder))


@router.post("/owner-changes/selection")
async def ticked(at: At) -> Response:
    """The rows that were ticked in the work list."""
    if not at.form.values.get("case"):
        return at.visitor.see("/cases")
    return await _form(at, Form.of(at.visitor, case=at.form.values["case"]))


@router.post("/owner-changes/new")
async def change(at: At) -> Response:
    """A page to check first; then all of them or none."""
    asked = _asked(at)
    if at.form.faults or at.form.changing or asked is None:
        return await _form(at, at.form, 400 if at.form.faults else 200)
    if at.form.confirmed:
        await handing_over.hand_over(at, asked)
        return await at.unit.see("/cases", "handed_over")
    try:
        plan = await handing_over.preview(at, asked)
    except NothingToHandOver:
        at.form.fault("holder", "nothing_to_hand_over")
        return await _form(at, at.form, 400)
    return await _check(at, plan, "/owner-changes/new")


@router.get("/cases/{caseId}/owner")
async def choose_for_one(case_id: CaseId, at: At) -> Response:
    await at.open(roles.HAND_OVER, case_id)
    return await _form(at, Form.of(at.visitor, case=[str(case_id)]), here=f"/cases/{case_id}")


@router.post("/cases/{caseId}/owner")
async def change_one(case_id: CaseId, at: At) -> Response:
    """The household goes along: a unit has one owner."""
    here = f"/cases/{case_id}"
    asked = _asked(at)
    if at.form.faults or at.form.changing or asked is None:
        return await _form(at, at.form, 400 if at.form.faults else 200, here=here)
    if at.form.confirmed:
        await handing_over.hand_over(at, asked)
        return await at.unit.see(here, "handed_over")
    return await _check(at, await handing_over.preview(at, asked), f"{here}/owner")


def _asked(at: PageDesk) -> Asked | None:
    form, me = at.form, at.writing.who
    cases = _ids(form.values.get("case", ()))
    holder = form.code("holder", required=not cases) or None
    to = form.codes("to_staff", most=50)
    first = bool(cases) and not queries_owners.municipal(me)
    reason = form.choice("owner_reason", [one.value for one in OwnerReason], required=not first)
    until = form.day("until", required=False)
    if form.faults:
        return None
    return Asked(
        holder=None if cases else holder,
        reason=OwnerReason(reason) if reason else None,
        to=to,
        until=until,
        only=frozenset(cases) if cases else None,
    )


def _ids(values: Collection[str]) -> list[UUID]:
    found = []
    for value in values:
        try:
            found.append(UUID(value))
        except ValueError:
            continue
    return found


async def _form(at: PageDesk, form: Form, status: int = 200, here: str = "") -> Response:
    return await show(
        at,
        "owner_form.html",
        status,
        form=form,
        action=f"{here}/owner" if here else "/owner-changes/new",
        cases=form.values.get("case", ()),
        candidates=await _candidates(at),
        reasons=[one.value for one in OwnerReason],
    )


async def _check(at: PageDesk, plan: Plan, action: str) -> Response:
    refused = [move for move in plan.moves if move.refusal]
    status = 400 if refused else 200
    return await show(
        at, "owner_check.html", status, form=at.form, plan=plan, refused=refused, action=action,
        reasons={move.refusal.code: _said(at, move.refusal) for move in refused if move.refusal},
    )  # fmt: skip


def _said(at: PageDesk, refusal: Any) -> str:
    return at.visitor.kit.refusal(refusal.code, at.visitor.language) or refusal.detail


async def _candidates(at: PageDesk) -> list[Candidate]:
    """Who may have cases at the reader's places; who never may is absent."""
    w = at.writing
    role = Role.CLIENT_MANAGER if queries_owners.municipal(w.who) else Role.CASE_MANAGER
    found = await colleagues(w.tx, [role], w.who.places, day(w.now), NEVER_OWN)
    loads = await queries_owners.loads_of(w.tx, w.who, found, w.now)
    return [Candidate(one, loads[one]) for one in found]
