"""Somebody is put into a programme, taken out of it, and what is recorded in between."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid4

from continuous_line.act import When
from continuous_line.codes import Mode
from continuous_line.codes_guidance import ContactOccasion, FindingSource, ProgrammeEnd
from continuous_line.processing_log import Manner, Processed
from continuous_line.processing_register import Activity
from continuous_line.vault import Vault
from handover_service import knowledge, roles, texts, timers, tracking_rows
from handover_service.application.recording import Recorded, act_on, decide, save
from handover_service.domain import accompanying
from handover_service.domain.accompanying import NewAssignment
from handover_service.domain.errors_programmes import UnknownProgramme
from handover_service.domain.periods import running
from handover_service.domain.programme import CountedIn, Programme, Programmes
from handover_service.streams import Desk, File

FINDING = "finding"


@dataclass(frozen=True, slots=True)
class NewContact:
    """`worker` None: whoever records it."""

    programme: str
    worker: str | None = None
    mode: Mode = Mode.IN_PERSON
    kind: ContactOccasion = ContactOccasion.REGULAR


async def assign(
    desk: Desk, known: Programmes, case_id: UUID, code: str, new: NewAssignment, when: When
) -> Recorded:
    """Into the version that is in force on that day."""
    file = await desk.open(roles.GUIDE, case_id)
    case, act = file.case(case_id), act_on(desk, file, when)
    programme, tx = _programme(known, code, act.on), desk.writing.tx
    others = 0
    if new.worker:
        accompanying.check_worker(await knowledge.staff_on(tx, new.worker, act.on))
        load = programme.caseload
        counted_in = load.counted_in if load else CountedIn.PERSONS
        others = await tracking_rows.guided(tx, code, new.worker, act.on, counted_in, but=case_id)
    ending = [uuid4() for _ in programme.instead_of]
    events = accompanying.assign(case, act, programme, new, others=others, ending=ending)
    return await save(desk, file, events)


async def end(desk: Desk, case_id: UUID, code: str, reason: ProgrammeEnd, when: When) -> Recorded:
    """The worker's other cases may come under the norm by it."""
    file = await desk.open(roles.GUIDE, case_id)
    case, act = file.case(case_id), act_on(desk, file, when)
    recorded = await save(desk, file, accompanying.end(case, act, code, reason))
    period = running(case, code, act.at)
    if period and period.worker:
        await timers.touch_guided(desk.writing.tx, code, period.worker)
    return recorded


async def hold_contact(
    desk: Desk, known: Programmes, case_id: UUID, new: NewContact, when: When
) -> Recorded:
    file = await desk.open(roles.GUIDE, case_id)
    case, act = file.case(case_id), act_on(desk, file, when)
    programme = _programme(known, new.programme, act.on)
    worker = new.worker or desk.writing.who.subject
    events = accompanying.hold_contact(case, act, programme, worker, new.mode, new.kind)
    return await save(desk, file, events)


async def hold_progress_talk(
    desk: Desk, known: Programmes, case_id: UUID, code: str | None, when: When
) -> Recorded:
    file = await desk.open(roles.GUIDE, case_id)
    case, act = file.case(case_id), act_on(desk, file, when)
    programme = _programme(known, code, act.on) if code else None
    return await save(desk, file, accompanying.hold_progress_talk(case, act, programme))


async def record_step(
    desk: Desk, known: Programmes, case_id: UUID, code: str, step: str, when: When
) -> Recorded:
    file = await desk.open(roles.GUIDE, case_id)
    case, act = file.case(case_id), act_on(desk, file, when)
    programme = _programme(known, code, act.on)
    return await save(desk, file, accompanying.record_step(case, act, programme, step))


async def record_finding(
    desk: Desk, vault: Vault, case_id: UUID, source: FindingSource, words: str, when: When
) -> Recorded:
    """The words go to the vault; that they were recorded goes to the processing log."""
    recorded = await decide(
        desk, roles.GUIDE, case_id, when,
        lambda case, act: accompanying.record_finding(case, act, source),
    )  # fmt: skip
    w = desk.writing
    file: File = (await desk.cases.files(w.tx, [case_id]))[case_id]
    about = file.stored[-1].event.id
    await texts.put(w.tx, vault, file.person, FINDING, {about: words}, w.now)
    await w.processed(Processed(file.person, Activity.CASE_RECORDING, Manner.CHANGED, (FINDING,)))
    return recorded


def _programme(known: Programmes, code: str, on: date) -> Programme:
    found = known.on(code, on)
    if found is None:
        raise UnknownProgramme("No programme with this code is in force on that day.")
    return found
