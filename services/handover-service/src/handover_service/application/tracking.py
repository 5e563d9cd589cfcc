"""A case is looked at because something changed or a day passed: what that made of its terms."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

from continuous_line.database import Tx
from continuous_line.days import day, start_of
from continuous_line.happened import Happened
from handover_service import timers, tracking_rows
from handover_service.by_itself import by_itself
from handover_service.domain import flags as flagging
from handover_service.domain import notices as telling
from handover_service.domain import terms as measuring
from handover_service.domain.caseload import caseload_flags
from handover_service.domain.flags import Flag
from handover_service.domain.periods import periods
from handover_service.domain.programme import Programmes
from handover_service.domain.terms import Term
from handover_service.domain.tracking import said_on, track
from handover_service.heard_before import heard_before
from handover_service.people_told import people_of
from handover_service.streams import Cases, File, tracking_stream_of


@dataclass(frozen=True, slots=True)
class Look:
    """What is true of one case today. `ends`: the first days after a period's last one."""

    terms: Sequence[Term]
    flags: Sequence[Flag]
    ends: frozenset[date]


async def look_at(
    tx: Tx, cases: Cases, programmes: Programmes, case_id: UUID, now: datetime
) -> list[Happened]:
    """Say what is new, show what is true, and leave a timer for the next day that matters."""
    files = await cases.files(tx, [case_id])
    file = files.get(case_id)
    if file is None:
        return []
    look = await _look(tx, file, programmes, case_id, now)
    stream = tracking_stream_of(file.person)
    told = await cases.tracking.load(tx, stream)
    case, events = file.case(case_id), [one.event for one in told]
    before = await _before_today(tx, file, case_id, look.terms, programmes, now)
    new = track(case, events, look.terms, now, uuid4, before=before)
    await cases.tracking.append(
        tx, stream, new, expected_version=len(told), recorded_at=now, context=by_itself()
    )
    await tracking_rows.show(tx, case_id, look.terms, look.flags)
    said = [(one.event, day(one.recorded_at)) for one in told] + [(one, day(now)) for one in new]
    missed = said_on(said, case_id)
    matters = telling.matters(look.terms, look.flags, day(now), missed)
    people = await people_of(tx, file, case_id, now) if matters else telling.People()
    notices = telling.notices(case_id, matters, programmes, people, day(now))
    await tracking_rows.tell(tx, case_id, notices, now)
    days = telling.boundaries(matters, programmes, day(now))
    if any(term.missed and term.key not in missed for term in look.terms):
        days.add(day(now) + timedelta(1))
    following = next_day(look, days, programmes, day(now), closed=case.closing is not None)
    if following is not None:
        await timers.look_again(tx, case_id, file.person, start_of(following))
    return list(new)


def next_day(
    look: Look, telling_days: set[date], programmes: Programmes, today: date, *, closed: bool
) -> date | None:
    """The first day after today on which anything changes by itself."""
    days = measuring.boundaries(look.terms) | flagging.boundaries(look.flags)
    days |= telling_days | look.ends
    if not closed:
        days |= set(programmes.changes_after(today)[:1])
    return min((on for on in days if on > today), default=None)


async def _look(tx: Tx, file: File, programmes: Programmes, case_id: UUID, now: datetime) -> Look:
    case, heard = file.case(case_id), file.resident
    terms = measuring.terms(case, heard, programmes, now)
    raised = flagging.flags(case, heard, programmes, now)
    counts = await tracking_rows.caseloads(tx, case_id, programmes, day(now))
    raised += caseload_flags(case, programmes, counts, day(now))
    lasts = (period.last for period in periods(case, programmes))
    ends = frozenset(last + timedelta(1) for last in lasts if last)
    return Look(terms, raised, ends)


async def _before_today(
    tx: Tx, file: File, case_id: UUID, terms: Sequence[Term], programmes: Programmes, now: datetime
) -> Sequence[Term]:
    """The terms of today by what was recorded and heard of the person before today."""
    if not any(term.missed for term in terms):
        return terms
    earlier = [one for one in file.stored if day(one.recorded_at) < day(now)]
    heard = await heard_before(tx, file.person, start_of(day(now)))
    if len(earlier) == len(file.stored) and heard is None:
        return terms
    known = File(file.person, earlier, heard or file.resident)
    return measuring.terms(known.case(case_id), known.resident, programmes, now)
