"""What the API gives of a profile as a whole."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from pydantic import Field

from continuous_line.codes import (
    AssessmentKind,
    Role,
    Section,
)
from continuous_line.fields import Answer
from continuous_line.history import History, HistoryEvent
from profile_service.api.answers_contents import (
    ChangedField,
    SectionState,
    Version,
    WithheldField,
    changes,
    section_states,
    version,
    withheld,
)
from profile_service.application.reading import Read
from profile_service.domain import assessments, keeping
from profile_service.domain.events import (
    AccessGranted,
    AccessRevoked,
    ProfileCompleted,
    ProfileSectionRecorded,
    ProfileSent,
)
from profile_service.domain.profile import Profile as Facts
from profile_service.queries import State, unopened_days


class ProfileSummary(Answer):
    """A profile as lists show it. `municipality`: linked now; what was sent is what it got."""

    permit_holder_id: UUID
    azc: str
    opened_at: datetime
    granted_on: date | None = None
    household_id: UUID | None = None
    ended: str | None = Field(None, description="How the stay ended, if not by a move.")
    state: State
    missing: list[Section] = Field(description="Required sections that are not in.")
    asked: list[Section] = Field(description="Sections that a municipality waits for.")
    percent_of_required: int
    completeness: int = Field(description="Percent of all sections.")
    municipality: str | None = None
    profile_version: int | None = Field(None, description="The version that was sent there.")
    sent_at: datetime | None = None
    viewed_at: datetime | None = Field(
        None, description="First reading of that version under this link."
    )
    unopened_days: int | None = Field(None, description="Days since it was sent, if unopened.")
    participation_talk_on: date | None = None
    participation_talk_due_on: date | None = Field(
        None, description="A term after the permit; from then on its absence is named."
    )
    unopened: bool = Field(description="Nobody opened it within the term.")
    review_due_on: date | None = Field(None, description="From then on a review is due.")


class Keeper(Answer):
    """`staffId` null: whoever has the role at that reception centre is to be asked."""

    azc: str
    role: Role
    staff_id: str | None = None
    since: datetime | None = None


class SentVersion(Answer):
    municipality: str
    profile_version: int
    sent_at: datetime


class Assessment(Answer):
    """`requestedOn` is null where it is only known to be done."""

    assessment_id: UUID
    kind: AssessmentKind
    requested_on: date | None = None
    done_on: date | None = None


class AssessedResult(Assessment):
    """`result` null: none is kept, or not for this reader."""

    result: str | None = None


class Profile(ProfileSummary):
    """One profile. A municipality reads the version that it was sent last, never newer drafts."""

    sections: list[SectionState] | None = None
    withheld: list[WithheldField] = Field(description="What is not for this reader, and why.")
    contents_of: int | None = Field(None, description="The version that `sections` are of.")
    changed_since: int | None = Field(None, description="The version that the reader had before.")
    changes: list[ChangedField] = Field(description="What changed since that version.")
    versions: list[Version]
    sendings: list[SentVersion]
    assessments: list[Assessment] | None = Field(
        None, description="As the sections: for who sees those."
    )
    kept_by: Keeper | None = None


def summary(row: Any, now: datetime) -> ProfileSummary:
    return ProfileSummary(**_summed_up(row, now))


def detail(found: Read, row: Any, keeper: keeping.Keeper | None) -> Profile:
    """`row`: as `standing` finds it."""
    told = found.told
    return Profile(
        **_summed_up(row, found.at),
        sections=section_states(found, told, row.municipality) if told else None,
        withheld=withheld(told.withheld if told else ()),
        contents_of=told.version if told else None,
        changed_since=told.since if told else None,
        changes=changes(told.changes if told else ()),
        versions=[version(found, one) for one in found.versions],
        sendings=[
            SentVersion(
                municipality=one.municipality,
                profile_version=one.profile_version,
                sent_at=one.at,
            )
            for one in _sent(found.state, found.municipality)
        ],
        assessments=[assessment(one) for one in assessments.assessments(found.state)]
        if told
        else None,
        kept_by=None
        if keeper is None
        else Keeper(azc=keeper.azc, role=keeper.role, staff_id=keeper.staff_id, since=keeper.since),
    )


ABOUT_OTHERS = (AccessGranted.__name__, AccessRevoked.__name__)
"""A municipality does not learn to whom else the permit holder gave access."""


def told(whole: History, state: Facts, *, municipality: str | None, sections: bool) -> History:
    """The history as `detail` shows the profile: neither more sections nor more versions."""
    sent = _sent(state, municipality)
    got = {one.profile_version for one in sent}

    def is_told(event: HistoryEvent) -> bool:
        if event.type in ABOUT_OTHERS:
            return sections and municipality is None
        if event.type == ProfileSectionRecorded.__name__:
            return sections and (municipality is None or bool(sent))
        if municipality is not None and event.type == ProfileCompleted.__name__:
            return event.data["profileVersion"] in got
        return municipality is None or event.data.get("municipality") in (None, municipality)

    return History(items=[event for event in whole.items if is_told(event)])


def assessed(of: assessments.Assessment, result: str | None) -> AssessedResult:
    return AssessedResult(
        assessment_id=of.assessment_id,
        kind=of.kind,
        requested_on=of.requested_on,
        done_on=of.done_on,
        result=result,
    )


def assessment(of: assessments.Assessment) -> Assessment:
    return Assessment(
        assessment_id=of.assessment_id,
        kind=of.kind,
        requested_on=of.requested_on,
        done_on=of.done_on,
    )


def _summed_up(row: Any, now: datetime) -> dict[str, Any]:
    return {
        "permit_holder_id": row.permit_holder_id,
        "azc": row.azc,
        "opened_at": row.opened_at,
        "granted_on": row.granted_on,
        "household_id": row.household_id,
        "ended": row.ended,
        "state": State(row.state),
        "missing": [Section(section) for section in row.missing],
        "asked": [Section(section) for section in row.asked],
        "percent_of_required": row.of_required,
        "completeness": row.of_all,
        "municipality": row.municipality,
        "profile_version": row.profile_version,
        "sent_at": row.sent_at,
        "viewed_at": row.viewed_at,
        "unopened_days": unopened_days(row, now),
        "participation_talk_on": row.talked_on,
        "participation_talk_due_on": row.talk_due_on,
        "unopened": row.unopened,
        "review_due_on": row.review_due_on,
    }


def _sent(state: Facts, municipality: str | None) -> list[ProfileSent]:
    """Of a reader whose right rests on a link: what its municipality was sent."""
    return [s for s in state.happened(ProfileSent) if municipality in (None, s.municipality)]
