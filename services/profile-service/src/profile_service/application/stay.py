"""Registering people in reception: opened, permit, relocated, household, ended."""

from datetime import date
from uuid import UUID

from continuous_line.act import When
from continuous_line.codes import StayEndReason
from profile_service import roles
from profile_service.application.recording import Recorded, act_on, decide, save
from profile_service.domain import stay
from profile_service.streams import Desk


async def open_profile(desk: Desk, person: UUID, azc: str, when: When) -> Recorded:
    file = await desk.new(person)
    return await save(desk, file, stay.open_profile(file.state, azc, act_on(desk, file, when)))


async def grant_permit(desk: Desk, person: UUID, granted_on: date, when: When) -> Recorded:
    return await decide(
        desk,
        roles.REGISTER,
        person,
        when,
        lambda state, act: stay.grant_permit(state, granted_on, act),
    )


async def relocate(
    desk: Desk, person: UUID, to_azc: str, case_manager: str | None, when: When
) -> Recorded:
    return await decide(
        desk,
        roles.REGISTER,
        person,
        when,
        lambda state, act: stay.relocate(state, to_azc, act, case_manager),
    )


async def end_stay(desk: Desk, person: UUID, reason: StayEndReason, when: When) -> Recorded:
    return await decide(
        desk, roles.REGISTER, person, when, lambda state, act: stay.end_stay(state, reason, act)
    )


async def join_household(desk: Desk, person: UUID, household_id: UUID, when: When) -> Recorded:
    return await decide(
        desk,
        roles.REGISTER,
        person,
        when,
        lambda state, act: stay.join_household(state, household_id, act),
    )


async def leave_household(desk: Desk, person: UUID, household_id: UUID, when: When) -> Recorded:
    return await decide(
        desk,
        roles.REGISTER,
        person,
        when,
        lambda state, act: stay.leave_household(state, household_id, act),
    )
