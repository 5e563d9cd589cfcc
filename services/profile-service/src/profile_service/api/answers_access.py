"""What the API gives of grants and wishes."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from pydantic import Field

from continuous_line.codes import (
    ActivityType,
    Completeness,
    Purpose,
    RequestAnswer,
    Section,
)
from continuous_line.fields import Answer
from profile_service.application.access import Granted
from profile_service.domain import grants, requests
from profile_service.domain.reading import sections_of


class Grant(Answer):
    """`untilAt`: the moment from which nothing is read under it any more."""

    grant_id: UUID
    permit_holder_id: UUID
    party: str
    purpose: Purpose
    sections: list[Section]
    granted_at: datetime
    expires_on: date
    until_at: datetime
    holds: bool


class GrantedSection(Answer):
    """`content` null: declined, erased, or nothing of it for the purposes granted."""

    section: Section
    completeness: Completeness
    content: dict[str, Any] | None = None


class GrantedSections(Answer):
    """`profileVersion`: the last completed one, null where none is complete yet."""

    permit_holder_id: UUID
    profile_version: int | None = None
    purposes: list[Purpose]
    until_at: datetime = Field(description="When the first of the grants ends.")
    sections: list[GrantedSection]


class ActivityRequest(Answer):
    request_id: UUID
    permit_holder_id: UUID
    activity_type: ActivityType
    requested_at: datetime
    wish: str | None = Field(None, description="In words; null where none are kept any more.")
    answer: RequestAnswer | None = None
    provider: str | None = None
    answered_at: datetime | None = None


def grant(of: grants.Grant, person: UUID, now: datetime) -> Grant:
    return Grant(
        grant_id=of.grant_id,
        permit_holder_id=person,
        party=of.party,
        purpose=of.purpose,
        sections=list(of.sections),
        granted_at=of.granted_at,
        expires_on=of.expires_on,
        until_at=of.until,
        holds=of.holds(now),
    )


def own_grant(row: Any, now: datetime) -> Grant:
    """From a row of the party's list."""
    return Grant(
        grant_id=row.grant_id,
        permit_holder_id=row.permit_holder_id,
        party=row.party,
        purpose=Purpose(row.purpose),
        sections=[Section(section) for section in row.sections],
        granted_at=row.granted_at,
        expires_on=row.expires_on,
        until_at=row.until,
        holds=row.granted_at <= now < row.until,
    )


def granted_sections(given: Granted) -> GrantedSections:
    of, person, right = given.file.state, given.file.person, given.right
    told = {one.section: one.content for one in given.told.sections} if given.told else {}
    completed = of.completed
    version = completed.profile_version if completed else None
    found = sections_of(of, version) if version else {}
    return GrantedSections(
        permit_holder_id=person,
        profile_version=version,
        purposes=list(right.purposes),
        until_at=right.until,
        sections=[
            GrantedSection(
                section=section,
                completeness=found[section],
                content=_content(told.get(section)),
            )
            for section in right.sections
            if section in found
        ],
    )


def _content(told: Mapping[str, Any] | None) -> dict[str, Any] | None:
    return dict(told) if told else None


def request(of: requests.Request, person: UUID, wish: str | None) -> ActivityRequest:
    return ActivityRequest(
        request_id=of.request_id,
        permit_holder_id=person,
        activity_type=of.activity_type,
        requested_at=of.requested_at,
        wish=wish,
        answer=of.answer,
        provider=of.provider,
        answered_at=of.answered_at,
    )


def listed_request(row: Any, wish: str | None) -> ActivityRequest:
    return ActivityRequest(
        request_id=row.request_id,
        permit_holder_id=row.permit_holder_id,
        activity_type=ActivityType(row.activity_type),
        requested_at=row.requested_at,
        wish=wish,
        answer=RequestAnswer(row.answer) if row.answer else None,
        provider=row.provider,
        answered_at=row.answered_at,
    )
