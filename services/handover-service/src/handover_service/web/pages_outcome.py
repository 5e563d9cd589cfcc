"""What came of a talk, on pages: what happened, the details, a check, and recorded."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Response

from continuous_line.act import When
from continuous_line.codes import Mode, Party
from continuous_line.codes_guidance import Attendant
from continuous_line.days import AMSTERDAM, day
from continuous_line.web.pages import Form
from continuous_line.web.pages.language import moment as in_words
from handover_service import roles
from handover_service.api.dependencies import CaseId
from handover_service.api.routes_planning import PlanId
from handover_service.application import talks, talks_planning
from handover_service.application.households import Decided, save_all
from handover_service.domain.events import HandoverNotHeld, HandoverPlanned, Talk
from handover_service.invitations import number
from handover_service.streams import File
from handover_service.web import codes, codes_talks
from handover_service.web.counting import counting
from handover_service.web.guards import Desks, PageDesk, page_desk, page_desks
from handover_service.web.household import Shown, finished, to_tick
from handover_service.web.look import show
from handover_service.web.refusing import refused_at
from handover_service.web.talk_forms import BY_PHONE, NOT_HELD, OUTCOMES, Entered, read_outcome

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Wrong:
    """What was recorded and should have been something else; `id` is the public one."""

    id: UUID
    fact: Talk


Talking = Annotated[PageDesk, page_desk(*roles.TALK)]
Asking = Annotated[Desks, page_desks(*roles.TALK)]
FIELDS = {"before-link": "talk_on", "case-closed": "talk_on", "not-linked": "talk_on"}


@router.get("/cases/{caseId}/handovers/unplanned/outcome")
async def unplanned_form(case_id: CaseId, at: Talking) -> Response:
    """Of a talk that nobody planned."""
    return await first(at, await at.open(roles.TALK, case_id), case_id, Form.of(at.visitor))


@router.post("/cases/{caseId}/handovers/unplanned/outcome")
async def unplanned_page(case_id: CaseId, desks: Asking) -> Response:
    async with desks() as at:
        made = await answer(at, case_id, await at.open(roles.TALK, case_id))
    return await finished(made)


@router.get("/cases/{caseId}/handovers/{planId}/outcome")
async def outcome_form(case_id: CaseId, plan_id: PlanId, at: Talking) -> Response:
    file = await at.open(roles.TALK, case_id)
    talks_planning.plan_of(file, case_id, plan_id)
    return await first(at, file, case_id, Form.of(at.visitor))


@router.post("/cases/{caseId}/handovers/{planId}/outcome")
async def outcome_page(case_id: CaseId, plan_id: PlanId, desks: Asking) -> Response:
    async with desks() as at:
        file = await at.open(roles.TALK, case_id)
        planned = talks_planning.plan_of(file, case_id, plan_id)
        made = await answer(at, case_id, file, planned)
    return await finished(made)


async def answer(
    at: PageDesk,
    case_id: UUID,
    file: File,
    planned: HandoverPlanned | None = None,
    wrong: Wrong | None = None,
) -> Response | Shown:
    """Step by step; what was entered before goes along. `wrong`: what it takes the place of, for
    one person at a time."""
    form = at.form
    if form.choice("talk_outcome", OUTCOMES) is None or form.faults:
        return await first(at, file, case_id, form, 400, wrong=wrong)
    members = {} if wrong else await talks_planning.household(at, file, case_id)
    if not form.has("details", "1"):
        begun = as_recorded(at, form, wrong.fact) if wrong else _begun(at, form, planned)
        return _details(at, file, case_id, begun, members, wrong=wrong)
    entered = read_outcome(form, members, at.writing.now)
    decided: Decided | None = None
    if entered is not None:
        with refused_at(at, form, "talk_on", FIELDS):
            decided = await talks.decide_talk(
                at, case_id, entered.talk, entered.members,
                When(entered.at, wrong.id if wrong else None), entered.other,
            )  # fmt: skip
    if entered is None or decided is None or form.changing:
        status = 400 if form.faults else 200
        return _details(at, file, case_id, form, members, status, wrong=wrong)
    if not form.confirmed:
        return await _checked(at, file, case_id, form, entered, decided, members)
    await save_all(at, decided)
    here = f"/cases/{case_id}"
    if wrong is None and isinstance(decided.events[case_id][-1], HandoverNotHeld):
        return await at.unit.see(f"{here}/handovers/new", "talk_not_held")
    return await at.unit.see(here, "corrected" if wrong else "talk_recorded")


def _begun(at: PageDesk, form: Form, planned: HandoverPlanned | None) -> Form:
    """The details as they were planned, to be corrected."""
    now, outcome = at.writing.now, form.value("talk_outcome")
    passed = planned is not None and planned.scheduled_for <= now
    moment = planned.scheduled_for if planned and passed else now
    return Form.of(
        at.visitor,
        talk_outcome=outcome,
        talk_on=day(moment),
        talk_at=f"{moment.astimezone(AMSTERDAM):%H:%M}" if passed else None,
        talk_interpreter="yes" if planned and planned.interpreter else None,
        talk_closes="yes" if planned and planned.closes_module else None,
        talk_by=planned.mode if planned and planned.mode is not Mode.IN_PERSON else None,
        talk_why_phone=planned.reason if planned else None,
        version=form.version,
    )


def as_recorded(at: PageDesk, form: Form, fact: Talk) -> Form:
    """The details as they were recorded."""
    outcome, reason = form.value("talk_outcome"), getattr(fact, "reason", None)
    return Form.of(
        at.visitor,
        talk_outcome=outcome,
        talk_on=day(fact.at),
        talk_at=f"{fact.at.astimezone(AMSTERDAM):%H:%M}",
        talk_interpreter="yes" if getattr(fact, "interpreter", False) else None,
        talk_closes="yes" if fact.closes_module else None,
        talk_by=getattr(fact, "mode", None),
        talk_why_phone=reason,
        talk_why_not=reason,
        talk_attended=[one.value for one in getattr(fact, "attended", ())],
        talk_others=[one.value for one in fact.others],
        version=form.version,
    )


async def first(
    at: PageDesk,
    file: File,
    case_id: UUID,
    form: Form,
    status: int = 200,
    *,
    wrong: Wrong | None = None,
) -> Response:
    return await _shown(
        at, "outcome.html", file, case_id, form, status, outcomes=OUTCOMES, corrects=bool(wrong)
    )


def _details(
    at: PageDesk,
    file: File,
    case_id: UUID,
    form: Form,
    members: dict[UUID, UUID],
    status: int = 200,
    *,
    wrong: Wrong | None = None,
) -> Shown:
    return to_tick(
        at, "outcome_details.html", status, members, **_around(at, file, case_id, form),
        corrects=bool(wrong),
        outcome=form.value("talk_outcome"),
        attendants=[
            (code, text)
            for code, text in codes_talks.CODES[at.visitor.language]["attendant"].items()
            if code != Attendant.INTERPRETER
        ],
    )  # fmt: skip


async def _checked(
    at: PageDesk,
    file: File,
    case_id: UUID,
    form: Form,
    entered: Entered,
    decided: Decided,
    members: Collection[UUID],
) -> Response:
    counts = [
        (number(one), counting(at, decided.files[one].case(one), events[-1]))
        for one, events in decided.events.items()
    ]
    counts += [
        (number(one), at.visitor.words["talk_counts_nothing"])
        for one in members
        if one not in decided.events
    ]
    return await _shown(
        at, "outcome_check.html", file, case_id, form, 200,
        counts=counts, rows=list(_rows(at, form.value("talk_outcome"), entered)),
    )  # fmt: skip


def _rows(at: PageDesk, outcome: str, entered: Entered) -> Iterator[tuple[str, str]]:
    """Label and text of what is going to be recorded."""
    words, language, talk = at.visitor.words, at.visitor.language, entered.talk
    said, reasons = codes_talks.CODES[language], codes.CODES[language]["no_warm_reason"]
    yield words["talk_moment"], in_words(entered.at, language)
    if outcome == BY_PHONE and talk.mode:
        yield words["talk_by"], said["mode"][talk.mode]
    if talk.reason:
        label = "talk_why_not" if outcome == NOT_HELD else "talk_why_phone"
        yield words[label], reasons[talk.reason]
    if outcome != BY_PHONE:
        there = [said["party"][party] for party in Party if party in (talk.attended or ())]
        yield words["talk_attended"], ", ".join(there)
    if outcome != NOT_HELD:
        yield words["talk_interpreter"], words["talk_yes" if talk.interpreter else "talk_no"]
        yield words["talk_others"], ", ".join(said["attendant"][one] for one in talk.others)
    if talk.closes_module:
        yield words["talk_closes"], words["talk_closes_module"]


async def _shown(
    at: PageDesk, template: str, file: File, case_id: UUID, form: Form, status: int,
    **more: Any,
) -> Response:  # fmt: skip
    return await show(at, template, status, **_around(at, file, case_id, form), **more)


def _around(at: PageDesk, file: File, case_id: UUID, form: Form) -> dict[str, Any]:
    """What each of these pages is shown with."""
    return {
        "form": form,
        "said": codes_talks.CODES[at.visitor.language],
        "here": f"/cases/{case_id}",
        "number": number(case_id),
        "version": file.version,
    }
