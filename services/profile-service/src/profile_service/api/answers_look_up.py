"""What the API gives of a person who was looked up."""

from datetime import date
from uuid import UUID

from pydantic import Field

from continuous_line.codes import Role, Section
from continuous_line.fields import Answer
from profile_service.application.looking_up import LookedUp
from profile_service.domain.finding import Finding


class WhomToAsk(Answer):
    azc: str
    role: Role


class FoundProfile(Answer):
    """`finding`: why there seems to be nothing, null where that is not for the reader."""

    permit_holder_id: UUID
    address: str = Field(description="Of the profile.")
    azc: str
    granted_on: date | None = None
    municipality: str | None = Field(None, description="Linked now.")
    finding: Finding | None = None
    profile_version: int | None = Field(None, description="The one that was sent there last.")
    empty_sections: list[Section] = Field(description="In that version.")
    ask: WhomToAsk = Field(description="Who fills what is empty and sends what was not sent.")


def found_profile(of: LookedUp, azc: str) -> FoundProfile:
    found = of.found
    return FoundProfile(
        permit_holder_id=of.file.person,
        address=f"/v1/profiles/{of.file.person}",
        azc=azc,
        granted_on=of.file.state.granted_on,
        municipality=of.link.municipality if of.link else None,
        finding=found.finding if found else None,
        profile_version=found.profile_version if found else None,
        empty_sections=list(found.empty) if found else [],
        ask=WhomToAsk(azc=azc, role=Role.CASE_MANAGER),
    )
