"""What the API gives of programmes, terms, flags, notices and a scout's day."""

from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from pydantic import Field

from continuous_line.codes import Mode
from continuous_line.codes_guidance import ContactOccasion, FindingSource
from continuous_line.fields import Answer
from handover_service.api.answers import CaseSummary
from handover_service.domain import flags, programme, terms
from handover_service.programme_files import Found
from handover_service.programme_view import PeriodView


class Name(Answer):
    nl: str
    en: str


class NamedCode(Answer):
    code: str
    name: Name


class Milestone(NamedCode):
    met_by: list[str]
    counted_from: str | None
    days: int | None
    near_days: int
    after: list[str]
    owed_by: str


class ProgrammeVersion(Answer):
    """`validUntil` null: nothing ends it."""

    code: str
    version: int
    valid_from: date
    valid_until: date | None
    name: Name
    every_case: bool
    source: list[str]
    our_choice: list[str]
    phases: list[NamedCode]
    steps: list[NamedCode]
    milestones: list[Milestone]
    required_items: list[str]


class RefusedFile(Answer):
    """A file that was last seen with faults; what was loaded before stays."""

    file: str
    faults: list[str]


class ProgrammeList(Answer):
    items: list[ProgrammeVersion]
    refused: list[RefusedFile]


class ContactCount(Answer):
    """`least`: so many there should be; `most`: the usual number, no limit."""

    held: int
    least: int | None
    most: int | None


class HeldContact(Answer):
    id: UUID
    occurred_at: datetime
    worker: str
    mode: Mode
    contact: ContactOccasion


class TakenStep(Answer):
    id: UUID
    occurred_at: datetime
    step: str


class ProgrammePeriod(Answer):
    """`lastOn` null: from then on. `phase`: on its last day, or today."""

    programme: str
    version: int | None
    first_on: date
    last_on: date | None
    worker: str | None
    phase: str | None
    stay_until: date | None
    contacts: list[HeldContact]
    count: ContactCount | None
    steps: list[TakenStep]
    missing_items: list[str]


class CaseFlag(Answer):
    programme: str
    kind: flags.FlagKind
    period_from: date
    since: date
    worker: str | None = None


class CaseProgrammes(Answer):
    periods: list[ProgrammePeriod]
    flags: list[CaseFlag]


class Term(Answer):
    """`cameBefore`: milestones that should have come first. `missed`: its last day passed."""

    programme: str
    version: int
    milestone: str
    name: Name
    period_from: date
    owed_by: str
    counted_on: date | None
    due_on: date | None
    near_on: date | None
    met_at: datetime | None
    in_time: bool | None
    missed: bool
    state: terms.TermState
    came_before: list[str]


class Terms(Answer):
    items: list[Term]


class FindingRead(Answer):
    """`text` null: the person's data were erased."""

    id: UUID
    occurred_at: datetime
    source: FindingSource
    text: str | None


class Findings(Answer):
    items: list[FindingRead] = Field(description="By source, the newest first.")


class Notice(Answer):
    """`staffId` null: for whoever has the role at the place."""

    id: UUID
    case_id: UUID
    programme: str
    milestone: str
    about: Literal["near", "missed", "flag"]
    due_on: date
    level: int
    staff_id: str | None
    role: str | None
    place: str | None
    since: datetime
    read_at: datetime | None
    done_at: datetime | None


class Notices(Answer):
    items: list[Notice]
    unread: int


class ScoutDay(Answer):
    """`here`: at this reception centre; `phone`: at one far away. No talk counts as a handover."""

    azc: str
    region: str
    here: list[CaseSummary]
    phone: list[CaseSummary]


def version_of(one: programme.Programme) -> ProgrammeVersion:
    return ProgrammeVersion(
        code=one.code, version=one.version, valid_from=one.valid_from,
        valid_until=one.valid_until, name=_name(one.name), every_case=one.every_case,
        source=list(one.source), our_choice=list(one.our_choice),
        phases=[NamedCode(code=p.code, name=_name(p.name)) for p in one.phases],
        steps=[NamedCode(code=s.code, name=_name(s.name)) for s in one.steps],
        milestones=[
            Milestone(
                code=m.code, name=_name(m.name), met_by=list(m.met_by),
                counted_from=str(m.counted_from) if m.counted_from else None, days=m.days,
                near_days=m.near_days, after=list(m.after), owed_by=m.owed_by,
            )
            for m in one.milestones
        ],
        required_items=list(one.required_items),
    )  # fmt: skip


def refused_file(one: Found) -> RefusedFile:
    return RefusedFile(file=one.name, faults=list(one.faults))


def period_of(view: PeriodView) -> ProgrammePeriod:
    p, count = view.period, view.count
    return ProgrammePeriod(
        programme=p.programme, version=view.version.version if view.version else None,
        first_on=p.first, last_on=p.last, worker=p.worker, phase=view.phase,
        stay_until=view.stay_until, missing_items=list(view.missing_items),
        contacts=[
            HeldContact(
                id=c.id, occurred_at=c.at, worker=c.worker, mode=c.mode, contact=c.contact
            )
            for c in view.contacts
        ],
        count=ContactCount(held=count.held, least=count.least, most=count.most) if count else None,
        steps=[TakenStep(id=s.id, occurred_at=s.at, step=s.step) for s in view.steps],
    )  # fmt: skip


def flag_of(one: flags.Flag) -> CaseFlag:
    return CaseFlag(
        programme=one.programme, kind=one.kind, period_from=one.period_from, since=one.since,
        worker=one.worker,
    )  # fmt: skip


def term_of(one: terms.Term, known: programme.Programmes) -> Term:
    version = next(v for v in known.versions(one.programme) if v.version == one.version)
    return Term(
        programme=one.programme, version=one.version, milestone=one.milestone,
        name=_name(version.by_code[one.milestone].name), period_from=one.period_from,
        owed_by=one.owed_by, counted_on=one.counted_on, due_on=one.due_on, near_on=one.near_on,
        met_at=one.met_at, in_time=one.in_time if one.met else None, missed=one.missed,
        state=one.state, came_before=list(one.came_before),
    )  # fmt: skip


def notice_of(row: Any) -> Notice:
    names = Notice.model_fields
    return Notice(**{name: getattr(row, name) for name in names})


def _name(name: programme.Name) -> Name:
    return Name(nl=name.nl, en=name.en)
