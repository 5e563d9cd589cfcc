"""Decisions about the stay in reception: opened, permit, relocated, household, ended."""

from datetime import date
from uuid import UUID

from continuous_line.act import Act
from continuous_line.codes import StayEndReason
from continuous_line.days import day
from profile_service.domain.corrections import check_replacement, without
from profile_service.domain.errors import (
    AlreadyGranted,
    AlreadyMember,
    AlreadyOpen,
    AlreadyThere,
    BeforeOpening,
    NotMember,
    StayIsOver,
    UnknownProfile,
)
from profile_service.domain.events import (
    HouseholdMemberJoined,
    HouseholdMemberLeft,
    PermitGranted,
    PermitHolderRelocated,
    ProfileEvent,
    ProfileOpened,
    StayEnded,
)
from profile_service.domain.profile import Profile


def open_profile(state: Profile, azc: str, act: Act) -> list[ProfileEvent]:
    """Again only after the stay has ended. Raises AlreadyOpen, ReplacesAnotherKind."""
    check_replacement(act.replaces, ProfileOpened)
    kept = without(state, act.replaces)
    if kept.exists and kept.ended is None:
        raise AlreadyOpen("this person has a profile")
    return [ProfileOpened(id=act.id, at=act.at, replaces=act.replaces, azc=azc)]


def grant_permit(state: Profile, granted_on: date, act: Act) -> list[ProfileEvent]:
    """The day may lie before the profile was opened.

    Raises UnknownProfile, AlreadyGranted, AheadOfNow, ReplacesAnotherKind.
    """
    known(state)
    check_replacement(act.replaces, PermitGranted)
    if without(state, act.replaces).granted_on is not None:
        raise AlreadyGranted("the permit is recorded; replace that event if its day is wrong")
    granted = act.past(granted_on, "grantedOn")
    return [PermitGranted(id=act.id, at=act.at, replaces=act.replaces, granted_on=granted)]


def relocate(
    state: Profile, to_azc: str, act: Act, case_manager: str | None = None
) -> list[ProfileEvent]:
    """`case_manager` there, who keeps the profile from now on.

    Raises UnknownProfile, BeforeOpening, StayIsOver, AlreadyThere, ReplacesAnotherKind."""
    check_replacement(act.replaces, PermitHolderRelocated)
    kept = without(state, act.replaces)
    in_reception(kept, act)
    from_azc = kept.azc(act.at) or kept.azcs()[0][0]
    if from_azc == to_azc:
        raise AlreadyThere(f"the person lived at {to_azc} at that moment")
    return [
        PermitHolderRelocated(
            id=act.id,
            at=act.at,
            replaces=act.replaces,
            from_azc=from_azc,
            to_azc=to_azc,
            case_manager=case_manager,
        )
    ]


def end_stay(state: Profile, reason: StayEndReason, act: Act) -> list[ProfileEvent]:
    """Raises UnknownProfile, BeforeOpening, StayIsOver, ReplacesAnotherKind."""
    check_replacement(act.replaces, StayEnded)
    kept = without(state, act.replaces)
    after_opening(kept, act)
    if kept.ended is not None:
        raise StayIsOver("the end of the stay is recorded")
    return [StayEnded(id=act.id, at=act.at, replaces=act.replaces, reason=reason)]


def join_household(state: Profile, household_id: UUID, act: Act) -> list[ProfileEvent]:
    """Raises UnknownProfile, AlreadyMember."""
    known(state)
    if state.household_id is not None:
        raise AlreadyMember("the person belongs to a household", householdId=state.household_id)
    return [HouseholdMemberJoined(id=act.id, at=act.at, household_id=household_id)]


def leave_household(state: Profile, household_id: UUID, act: Act) -> list[ProfileEvent]:
    """Raises UnknownProfile, NotMember."""
    known(state)
    if state.household_id != household_id:
        raise NotMember("the person does not belong to this household")
    return [HouseholdMemberLeft(id=act.id, at=act.at, household_id=household_id)]


def known(state: Profile) -> None:
    if not state.exists:
        raise UnknownProfile("there is no profile of this person")


def after_opening(state: Profile, act: Act) -> None:
    """Raises UnknownProfile, or BeforeOpening where the day lies before the first day."""
    known(state)
    if state.opened_at is not None and day(act.at) < day(state.opened_at):
        raise BeforeOpening("the profile was opened later than that")


def in_reception(state: Profile, act: Act) -> None:
    """Raises UnknownProfile, BeforeOpening, or StayIsOver where it had ended by then."""
    after_opening(state, act)
    if state.ended is not None and act.at > state.ended.at:
        raise StayIsOver("the stay in reception had ended by then")
