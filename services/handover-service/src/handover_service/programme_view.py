"""A case's programmes as they are read: periods, phases, contacts, steps, terms and flags."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from continuous_line.database import Tx
from continuous_line.days import day
from handover_service import tracking_rows
from handover_service.domain.caseload import caseload_flags
from handover_service.domain.events_guidance import (
    ContactHeld,
    InformationConfirmed,
    StepRecorded,
)
from handover_service.domain.flags import Count, Flag, counted, flags, stay_ends
from handover_service.domain.periods import Period, Scope, periods
from handover_service.domain.programme import Programme, Programmes
from handover_service.domain.terms import Term, terms
from handover_service.streams import File


@dataclass(frozen=True, slots=True)
class PeriodView:
    """`version` None: none of the programme's versions is in force on its last day."""

    period: Period
    version: Programme | None
    phase: str | None
    contacts: Sequence[ContactHeld]
    steps: Sequence[StepRecorded]
    count: Count | None
    stay_until: date | None
    missing_items: Sequence[str]

    @property
    def running(self) -> bool:
        return self.period.last is None


def periods_of(
    file: File, case_id: UUID, programmes: Programmes, now: datetime
) -> list[PeriodView]:
    """In the order in which they began."""
    case, found = file.case(case_id), []
    for period in periods(case, programmes):
        on = min(day(now), period.last or date.max)
        version = programmes.on(period.programme, on)
        scope = Scope(case, period, file.resident, now)
        steps = [fact for fact in period.facts if isinstance(fact, StepRecorded)]
        taken = {step.step for step in steps} | _told(case.facts)
        found.append(
            PeriodView(
                period=period,
                version=version,
                phase=scope.phase_on(version, on) if version else None,
                contacts=period.contacts,
                steps=steps,
                count=counted(scope, version) if version else None,
                stay_until=stay_ends(scope, version) if version else None,
                missing_items=[
                    item
                    for item in (version.required_items if version else ())
                    if item not in taken
                ],
            )
        )
    return found


def terms_of(file: File, case_id: UUID, programmes: Programmes, now: datetime) -> list[Term]:
    return terms(file.case(case_id), file.resident, programmes, now)


async def raised(
    tx: Tx, file: File, case_id: UUID, programmes: Programmes, now: datetime
) -> list[Flag]:
    """The flags that are raised today."""
    case, today = file.case(case_id), day(now)
    before = await tracking_rows.caseloads(tx, case_id, programmes, today)
    found = flags(case, file.resident, programmes, now)
    found += caseload_flags(case, programmes, before, today)
    return [flag for flag in found if flag.raised(today)]


def _told(facts: Sequence[object]) -> set[str]:
    return {fact.item.value for fact in facts if isinstance(fact, InformationConfirmed)}
