"""What the API gives. No personal data: states and codes only."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from pydantic import Field

from continuous_line.codes import (
    ActivityEndReason,
    ActivitySetting,
    ActivityType,
    Completeness,
    Section,
)
from continuous_line.fields import Answer
from continuous_line.history import History, HistoryEvent
from profile_service.domain import activities
from profile_service.domain.events import ProfileCompleted, ProfileSectionRecorded, ProfileSent
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
    viewed_at: datetime | None = Field(None, description="First reading under this link.")
    unopened_days: int | None = Field(None, description="Days since it was sent, if unopened.")


class SectionState(Answer):
    section: Section
    completeness: Completeness


class SentVersion(Answer):
    municipality: str
    profile_version: int
    sent_at: datetime


class Version(Answer):
    profile_version: int
    completeness: int
    completed_at: datetime


class Profile(ProfileSummary):
    """One profile. A municipality sees sections once the profile was sent to it."""

    sections: list[SectionState] | None = None
    versions: list[Version]
    sendings: list[SentVersion]


class Activity(Answer):
    activity_id: UUID
    activity_type: ActivityType
    programme: str | None = None
    setting: ActivitySetting
    started_on: date
    ended_on: date | None = None
    end_reason: ActivityEndReason | None = None
    continues_after_move: bool


def summary(row: Any, now: datetime) -> ProfileSummary:
    return ProfileSummary(**_summed_up(row, now))


def detail(
    row: Any, state: Facts, now: datetime, *, municipality: str | None, sections: bool
) -> Profile:
    """`municipality`: of the reader whose right rests on a link; it sees what it was sent."""
    sent = _sent(state, municipality)
    got = {one.profile_version for one in sent}
    versions = [
        one
        for one in state.all(ProfileCompleted)
        if municipality is None or one.profile_version in got
    ]
    shown = sections and (municipality is None or bool(sent))
    return Profile(
        **_summed_up(row, now),
        sections=_sections(state) if shown else None,
        versions=[
            Version(
                profile_version=one.profile_version,
                completeness=one.completeness,
                completed_at=one.at,
            )
            for one in versions
        ],
        sendings=[
            SentVersion(
                municipality=one.municipality,
                profile_version=one.profile_version,
                sent_at=one.at,
            )
            for one in sent
        ],
    )


def told(whole: History, state: Facts, *, municipality: str | None, sections: bool) -> History:
    """The history as `detail` shows the profile: neither more sections nor more versions."""
    sent = _sent(state, municipality)
    got = {one.profile_version for one in sent}

    def is_told(event: HistoryEvent) -> bool:
        if event.type == ProfileSectionRecorded.__name__:
            return sections and (municipality is None or bool(sent))
        if municipality is not None and event.type == ProfileCompleted.__name__:
            return event.data["profileVersion"] in got
        return municipality is None or event.data.get("municipality") in (None, municipality)

    return History(items=[event for event in whole.items if is_told(event)])


def activity(of: activities.Activity) -> Activity:
    return Activity(
        activity_id=of.activity_id,
        activity_type=of.doing.activity_type,
        programme=of.doing.programme,
        setting=of.doing.setting,
        started_on=of.doing.started_on,
        ended_on=of.ended_on,
        end_reason=of.reason,
        continues_after_move=of.doing.continues_after_move,
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
        "viewed_at": row.viewed_at if row.sent_at else None,
        "unopened_days": unopened_days(row, now),
    }


def _sent(state: Facts, municipality: str | None) -> list[ProfileSent]:
    """Of a reader whose right rests on a link: what its municipality was sent."""
    return [s for s in state.happened(ProfileSent) if municipality in (None, s.municipality)]


def _sections(state: Facts) -> list[SectionState]:
    return [
        SectionState(section=section, completeness=completeness)
        for section, completeness in state.sections.items()
    ]
