"""What the permit holder is shown and given, on one page: role card, welcome, referrals."""

from typing import Annotated

from fastapi import APIRouter, Path, Response

from continuous_line.act import When
from continuous_line.codes_guidance import ReferralKind, WelcomeKind
from continuous_line.days import day
from continuous_line.fields import Id
from continuous_line.web.pages import Form
from handover_service import roles
from handover_service.api.dependencies import CaseId
from handover_service.application import guiding as use_cases
from handover_service.domain import guiding
from handover_service.domain.events_guidance import RoleCardShown, WelcomeSent
from handover_service.web.agreed import options, shown
from handover_service.web.guards import PageDesk, page_desk
from handover_service.web.moments import when_on

router = APIRouter()
Talker = Annotated[PageDesk, page_desk(*roles.TALK)]


@router.get("/cases/{caseId}/guidance")
async def guidance_page(case_id: CaseId, at: Talker) -> Response:
    return await _page(at, case_id, Form.of(at.visitor))


@router.post("/cases/{caseId}/guidance/role-card")
async def role_card(case_id: CaseId, at: Talker) -> Response:
    when = _when(at, "shown_on")
    if at.form.faults:
        return await _page(at, case_id, at.form, 400)
    await use_cases.show_role_card(at, case_id, when)
    return await _see(at, case_id, "role_card")


@router.post("/cases/{caseId}/guidance/welcome")
async def welcome(case_id: CaseId, at: Annotated[PageDesk, page_desk(*roles.WELCOME)]) -> Response:
    kind = at.form.choice("welcome", tuple(WelcomeKind))
    when = _when(at, "sent_on")
    if at.form.faults or kind is None:
        return await _page(at, case_id, at.form, 400)
    await use_cases.send_welcome(at, case_id, WelcomeKind(kind), when)
    return await _see(at, case_id, "welcome")


@router.post("/cases/{caseId}/guidance/referral")
async def referral(case_id: CaseId, at: Talker) -> Response:
    kind = at.form.choice("referral_to", tuple(ReferralKind))
    when = _when(at, "referred_on")
    if at.form.faults or kind is None:
        return await _page(at, case_id, at.form, 400)
    await use_cases.refer(at, case_id, ReferralKind(kind), when)
    return await _see(at, case_id, "referral")


@router.post("/cases/{caseId}/guidance/referrals/{referralId}/confirmation")
async def confirmation(
    case_id: CaseId, referral_id: Annotated[Id, Path(alias="referralId")], at: Talker
) -> Response:
    await use_cases.confirm_referral(at, case_id, referral_id, When())
    return await _see(at, case_id, "confirmation")


def _when(at: PageDesk, name: str) -> When:
    """Without a day: now. A fault of the form where it lies ahead."""
    found = at.form.day(name, required=False)
    if found and found > day(at.writing.now):
        at.form.fault(name, "not_ahead", f"{name}-day")
    return when_on(at, found) if found else When()


async def _see(at: PageDesk, case_id: CaseId, done: str) -> Response:
    return await at.unit.see(f"/cases/{case_id}/guidance", done)


async def _page(at: PageDesk, case_id: CaseId, form: Form, status: int = 200) -> Response:
    case = (await at.open(roles.TALK, case_id)).case(case_id)
    referrals = [(one, guiding.confirmation(case, one.referral)) for one in guiding.referrals(case)]
    who, now = at.writing.who, at.writing.now
    return await shown(
        at, "guidance.html", status, form=form, here=f"/cases/{case_id}", number=str(case_id)[:8],
        cards=case.all(RoleCardShown), sent=case.all(WelcomeSent), referrals=referrals,
        places=[one.municipality for one in case.all(WelcomeSent)],
        open=case.closing is None,
        may_welcome=who.has(*roles.WELCOME) and case.move(day(now)) is None,
        moved=case.move(day(now)), welcomes=options(at, "welcome"),
        kinds=options(at, "referral"),
    )  # fmt: skip
