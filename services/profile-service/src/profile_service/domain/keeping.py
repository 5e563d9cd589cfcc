"""Who keeps a profile: the owner of the case; where there is none, the location manager is asked.

The owner is handover-service's to say. A relocation keeps everything and ends what an owner at
the former reception centre answered for, until an owner is named anew.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from continuous_line.codes import Role
from continuous_line.days import day
from profile_service.domain.events import PermitHolderRelocated
from profile_service.domain.profile import Profile


@dataclass(frozen=True, slots=True)
class Owned:
    """As published, in the order of recording; `until`: the last day of a stand-in. `owner` None:
    the owner left."""

    id: UUID
    owner: str | None
    at: datetime
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Keeper:
    """`staff_id` None: whoever has the role at that reception centre."""

    azc: str
    role: Role
    staff_id: str | None = None
    since: datetime | None = None


def kept_by(state: Profile, owned: Iterable[Owned], moment: datetime) -> Keeper | None:
    """None where nobody lives in reception yet."""
    azc = state.azc(moment)
    if azc is None:
        return None
    owner = owner_at(owned, moment)
    moves = [move for move in state.happened(PermitHolderRelocated) if move.at <= moment]
    move = moves[-1] if moves else None
    if owner is not None and (move is None or owner.at > move.at):
        role = Role.LOCATION_MANAGER if owner.owner is None else Role.CASE_MANAGER
        return Keeper(azc, role, owner.owner, owner.at)
    if move is not None and move.case_manager is not None:
        return Keeper(azc, Role.CASE_MANAGER, move.case_manager, move.at)
    return Keeper(azc, Role.LOCATION_MANAGER, None, move.at if move else state.opened_at)


def owner_at(owned: Iterable[Owned], moment: datetime) -> Owned | None:
    """The last one named by then; after the last day of a stand-in the one before it again."""
    holds = [
        one for one in owned if one.at <= moment and (one.until is None or day(moment) <= one.until)
    ]
    in_order = sorted(holds, key=lambda one: one.at)
    return in_order[-1] if in_order else None
