"""The list of signals, and sending one: about a case, or about nobody."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Annotated, Any, Final
from uuid import UUID, uuid4

from fastapi import APIRouter, Query, Response

from continuous_line.act import Act, When
from continuous_line.codes import Role
from continuous_line.codes_guidance import Side, SignalKind
from continuous_line.days import day
from continuous_line.web.pages import Form, PageNumber, Pager
from handover_service import knowledge, queries_signals, roles
from handover_service.addressee import Addressee, Goes
from handover_service.api.dependencies import CaseId
from handover_service.application import signals
from handover_service.application.signals import Between, Said
from handover_service.domain.signals import SignalState
from handover_service.queries_signals import SignalFilters
from handover_service.texts import LONGEST
from handover_service.web.guards import PageDesk, page_desk
from handover_service.web.look import names
from handover_service.web.signal_look import number_of, show_signals, shown, to_whom

router = APIRouter()
Raising = Annotated[PageDesk, page_desk(*roles.SIGNAL_RAISE)]
Word = Annotated[str, Query(max_length=64)]
REPEATED: Final = 2
"""What was raised so often is shown as raised more than once."""


@router.get("/signals")
async def signals_page(
    at: Annotated[PageDesk, page_desk(*roles.STAFF)],
    *,
    state: Word = "",
    mine: Word = "",
    late: Word = "",
    kind: Word = "",
    answers: Word = "",
    place: Word = "",
    number: PageNumber = 1,
) -> Response:
    """Those of the reader's side; what is not known in the address is no filter."""
    filters = _filters(state, mine, late, kind, answers, place)
    w = at.writing
    numbers = {
        one: await queries_signals.number_of_signals(w.tx, w.who, w.now, _in(filters, one))
        for one in queries_signals.STATES
    }
    pager = Pager(number, numbers[filters.state or SignalState.OPEN])
    rows = await queries_signals.signals_for(
        w.tx, w.who, w.now, filters, limit=pager.limit, offset=pager.offset
    )
    causes = await queries_signals.causes_for(w.tx, w.who, w.now, SignalFilters())
    repeated = [cause for cause in causes if cause.raised >= REPEATED]
    return await show_signals(
        at,
        "signals.html",
        rows=rows,
        places=[*w.who.places, *(cause.place for cause in repeated)],
        signals=await shown(at, rows),
        numbers=numbers,
        pager=pager,
        causes=repeated,
        number_of=number_of,
        own=sorted(w.who.places),
        state=filters.state,
        chosen={"mine": mine, "late": late, "kind": kind, "answers": answers, "place": place},
        filtered=any((mine, late, kind, answers, place)),
        may_raise=w.who.has(*roles.SIGNAL_RAISE),
    )


@router.get("/cases/{caseId}/signals/new")
async def signal_form(case_id: CaseId, at: Raising) -> Response:
    return await _about_case(at, case_id, Form.of(at.visitor))


@router.post("/cases/{caseId}/signals/new")
async def send_signal(case_id: CaseId, at: Raising) -> Response:
    said = said_of(at.form)
    if said is None:
        return await _about_case(at, case_id, at.form, 400)
    policy, vault = at.resources.policy, at.resources.vault
    raised = await signals.raise_about_case(at, vault, policy.signal_days, case_id, said, When())
    return await at.unit.see(f"/signals/{raised.signal}", "signal_sent")


@router.get("/signals/new")
async def signal_about_nobody_form(at: Raising) -> Response:
    return await _about_nobody(at, Form.of(at.visitor))


@router.post("/signals/new")
async def send_signal_about_nobody(at: Raising) -> Response:
    form, places = at.form, await _places(at)
    own = form.choice(places.own_field, places.own, required=len(places.own) > 1)
    to, said = form.choice(places.to_field, places.others), said_of(form)
    if form.faults or said is None or to is None:
        return await _about_nobody(at, form, 400)
    between = Between(own, to) if places.side is Side.RECEPTION else Between(to, own)
    policy, vault = at.resources.policy, at.resources.vault
    raised = await signals.raise_about_nobody(at, vault, policy.signal_days, between, said, When())
    return await at.unit.see(f"/signals/{raised.signal}", "signal_sent")


def said_of(form: Form) -> Said | None:
    """None where something is not right, which the form then says."""
    kind = form.choice("signal_kind", tuple(SignalKind))
    words = form.text("signal_text", longest=LONGEST)
    return None if form.faults or kind is None else Said(SignalKind(kind), words)


@dataclass(frozen=True, slots=True)
class _Places:
    """Between which somebody may raise a signal about nobody; `options`: with their names."""

    side: Side
    own: list[str]
    options: list[tuple[str, str]]

    @property
    def others(self) -> list[str]:
        return [code for code, _ in self.options]

    @property
    def own_field(self) -> str:
        return "signal_own_azc" if self.side is Side.RECEPTION else "signal_own_municipality"

    @property
    def to_field(self) -> str:
        return "signal_for_municipality" if self.side is Side.RECEPTION else "signal_for_azc"


async def _places(at: PageDesk) -> _Places:
    w = at.writing
    reception = w.who.has(Role.CASE_MANAGER)
    own = sorted(p for p in w.who.places if p.startswith(signals.MUNICIPALITY) is not reception)
    known = await knowledge.places_of(w.tx, day(w.now), municipal=reception)
    return _Places(Side.RECEPTION if reception else Side.MUNICIPALITY, own, known)


def _due(at: PageDesk) -> date:
    return day(at.writing.now) + timedelta(at.resources.policy.signal_days)


async def _about_case(at: PageDesk, case_id: UUID, form: Form, status: int = 200) -> Response:
    now = at.writing.now
    found = await signals.prospect(at, case_id, Act(uuid4(), now, now))
    rest = Goes.CLIENT_MANAGERS if found.raised_by is Side.RECEPTION else Goes.LOCATION_MANAGER
    to = Addressee(Goes.STAFF, found.owner) if found.owner else Addressee(rest)
    named = await names(at, [found.azc, found.municipality])
    return await show_signals(
        at,
        "signal_form.html",
        status,
        form=form,
        to=to_whom(at, to, found.azc, found.municipality, named),
        due_on=_due(at),
        case=f"/cases/{case_id}",
        number=number_of(case_id),
    )


async def _about_nobody(at: PageDesk, form: Form, status: int = 200) -> Response:
    found = await _places(at)
    named: Any = await names(at, found.own)
    return await show_signals(
        at,
        "signal_form_nobody.html",
        status,
        form=form,
        due_on=_due(at),
        places_of=found,
        own=[(code, named[code]) for code in found.own],
        others=found.options,
    )


def _filters(
    state: str, mine: str, late: str, kind: str, answers: str, place: str
) -> SignalFilters:
    at_municipality = place.startswith(signals.MUNICIPALITY)
    return SignalFilters(
        mine=bool(mine),
        answers=Side(answers) if answers in tuple(Side) else None,
        kind=SignalKind(kind) if kind in tuple(SignalKind) else None,
        azc=place if place and not at_municipality else None,
        municipality=place if at_municipality else None,
        late=True if late else None,
        state=SignalState(state) if state in queries_signals.STATES else SignalState.OPEN,
    )


def _in(filters: SignalFilters, state: SignalState) -> SignalFilters:
    return replace(filters, state=state)
