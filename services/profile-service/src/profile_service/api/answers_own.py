"""What somebody gets of their own data, and of who read it."""

from datetime import date, datetime
from uuid import UUID

from pydantic import Field

from continuous_line.codes import Purpose, Section
from continuous_line.fields import Answer
from continuous_line.processing_log import Manner, Processing
from profile_service.domain.receiving import Ground, Receipt, Seer


class Access(Answer):
    """One time that somebody did something with the data. `reason`: why it was refused."""

    happened_at: datetime
    organisation: str
    roles: list[str]
    manner: Manner
    activity: str = Field(description="Its code in the register of processing activities.")
    purpose: Purpose
    parts: list[str] = Field(description="Sections, or other parts of the profile, by code.")
    reason: str | None = None


class Recipient(Answer):
    """`openedAt` null: sent, and not opened yet."""

    municipality: str
    profile_version: int
    sections: list[Section]
    sent_at: datetime
    opened_at: datetime | None = None


class CanSee(Answer):
    """`untilAt` null: not known yet."""

    party: str
    ground: Ground
    purpose: Purpose
    sections: list[Section]
    since_at: datetime
    until_at: datetime | None = None
    last_day_on: date | None = None


class OwnData(Answer):
    permit_holder_id: UUID
    azc: str | None = None
    granted_on: date | None = None
    recipients: list[Recipient]
    can_see: list[CanSee]
    links_may_be_late: bool = Field(
        description="Not everything about links has been heard here: `canSee` may be out of date."
    )


def access(of: Processing) -> Access:
    return Access(
        happened_at=of.at,
        organisation=of.organisation,
        roles=list(of.roles),
        manner=of.manner,
        activity=of.activity.value,
        purpose=of.purpose,
        parts=list(of.sections),
        reason=of.reason,
    )


def recipient(of: Receipt) -> Recipient:
    return Recipient(
        municipality=of.municipality,
        profile_version=of.profile_version,
        sections=list(of.sections),
        sent_at=of.sent_at,
        opened_at=of.opened_at,
    )


def can_see(of: Seer) -> CanSee:
    return CanSee(
        party=of.party,
        ground=of.ground,
        purpose=of.purpose,
        sections=list(of.sections),
        since_at=of.since,
        until_at=of.until,
        last_day_on=of.last_day,
    )
