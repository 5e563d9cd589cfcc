"""Somebody is in a programme: assigned, ended, and what is recorded in between."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from continuous_line.act import Act
from continuous_line.codes import Mode, OwnerReason, Role
from continuous_line.codes_guidance import ContactOccasion, FindingSource, ProgrammeEnd
from handover_service.domain.case import Case
from handover_service.domain.caseload import over_norm
from handover_service.domain.errors import (
    CaseIsClosed,
    EndsBeforeItBegins,
    RolesExclude,
    StaffUnknown,
)
from handover_service.domain.errors_programmes import (
    AlreadyInProgramme,
    CaseloadFull,
    NotInProgramme,
    RunsOnEveryCase,
    StepUnknown,
)
from handover_service.domain.events import Event
from handover_service.domain.events_guidance import (
    ContactHeld,
    FindingRecorded,
    ProgrammeAssigned,
    ProgrammeEnded,
    ProgressTalkHeld,
    StepRecorded,
)
from handover_service.domain.link import after_link, open_for_writing
from handover_service.domain.ownership import Staff
from handover_service.domain.periods import assigned_periods, on_that_day, running
from handover_service.domain.programme import Over, Programme


@dataclass(frozen=True, slots=True)
class NewAssignment:
    """`reason`: why above the norm; `until`: the last day, which an exception needs."""

    worker: str | None = None
    until: date | None = None
    reason: OwnerReason | None = None


def assign(
    case: Case,
    act: Act,
    programme: Programme,
    new: NewAssignment,
    *,
    others: int,
    ending: Sequence[UUID] = (),
) -> Sequence[Event]:
    """`others`: the cases that the worker has in it; `ending`: ids for those that it replaces.

    Raises CaseloadFull where the programme refuses one more.
    """
    open_for_writing(case)
    after_link(case, act)
    if programme.every_case:
        raise RunsOnEveryCase("This programme runs on every case without being assigned.")
    if running(case, programme.code, act.at):
        raise AlreadyInProgramme("The person is in this programme already.")
    if new.until is not None and new.until < act.on:
        raise EndsBeforeItBegins("The last day lies before the first.")
    over = over_norm(programme.caseload, others, new.reason, new.until)
    if new.worker and over is Over.REFUSE and programme.caseload:
        reasons = ", ".join(programme.caseload.except_for) or "nothing"
        raise CaseloadFull(
            f"This worker has {others} already; one more only for: {reasons}, and with an end.",
            norm=programme.caseload.norm,
            needs=["reason", "until"],
        )
    replaced = [code for code in programme.instead_of if running(case, code, act.at)]
    ended = [
        ProgrammeEnded(
            id=id_, at=act.at, case_id=case.id, programme=code,
            reason=ProgrammeEnd.OTHER_PROGRAMME,
        )
        for code, id_ in zip(replaced, ending, strict=False)
    ]  # fmt: skip
    return [
        *ended,
        ProgrammeAssigned(
            id=act.id,
            at=act.at,
            case_id=case.id,
            programme=programme.code,
            version=programme.version,
            required_items=programme.required_items,
            worker=new.worker,
            until=new.until,
            reason=new.reason,
        ),
    ]


def check_worker(staff: Staff | None) -> None:
    """Raises StaffUnknown or RolesExclude."""
    if staff is None or not staff.here:
        raise StaffUnknown("Nothing is known of this member of staff (yet), or they have left.")
    if Role.ASYLUM_DECISION_MAKER in staff.roles:
        raise RolesExclude("Nobody who decides on asylum guides anybody.")


def end(case: Case, act: Act, programme: str, reason: ProgrammeEnd) -> Sequence[Event]:
    open_for_writing(case)
    if running(case, programme, act.at) is None:
        raise NotInProgramme("At that moment the person was not in this programme.")
    return [
        ProgrammeEnded(id=act.id, at=act.at, case_id=case.id, programme=programme, reason=reason)
    ]


def hold_contact(
    case: Case, act: Act, programme: Programme, worker: str, mode: Mode, kind: ContactOccasion
) -> Sequence[Event]:
    """One more than usual is no fault, nor is another worker: both are shown."""
    _within(case, act, programme)
    return [
        ContactHeld(
            id=act.id, at=act.at, case_id=case.id, programme=programme.code, worker=worker,
            mode=mode, contact=kind,
        )
    ]  # fmt: skip


def hold_progress_talk(case: Case, act: Act, programme: Programme | None) -> Sequence[Event]:
    """How it goes, with the municipality that the person is linked to or lives in."""
    after_link(case, act)
    _open_at(case, act)
    if programme is not None:
        _within(case, act, programme)
    return [
        ProgressTalkHeld(
            id=act.id,
            at=act.at,
            case_id=case.id,
            municipality=case.municipality(act.at),
            programme=programme.code if programme else None,
        )
    ]


def record_step(case: Case, act: Act, programme: Programme, step: str) -> Sequence[Event]:
    """A step may have been taken before the programme was assigned."""
    if step not in {one.code for one in programme.steps}:
        raise StepUnknown("The programme knows no such step.")
    _open_at(case, act)
    if not programme.every_case and not _ever(case, programme.code):
        raise NotInProgramme("The person is not in this programme.")
    return [
        StepRecorded(id=act.id, at=act.at, case_id=case.id, programme=programme.code, step=step)
    ]


def record_finding(case: Case, act: Act, source: FindingSource) -> Sequence[Event]:
    """Something learned; its words are kept in the vault under the event's id."""
    after_link(case, act)
    _open_at(case, act)
    return [FindingRecorded(id=act.id, at=act.at, case_id=case.id, source=source)]


def _within(case: Case, act: Act, programme: Programme) -> None:
    after_link(case, act)
    _open_at(case, act)
    if not programme.every_case and not on_that_day(case, programme.code, act.on):
        raise NotInProgramme("On that day the person was not in this programme.")


def _open_at(case: Case, act: Act) -> None:
    if case.closing and act.at > case.closing.at:
        raise CaseIsClosed("The case was closed before that moment.")


def _ever(case: Case, code: str) -> bool:
    return any(period.programme == code for period in assigned_periods(case))
