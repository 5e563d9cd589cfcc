"""What becomes of activities when the person moves: near they may go on, far they end.

An activity that ended is kept: it is experience that the municipality can build on. Moves are
heard from handover-service, late and corrected; what follows from them is made good each time.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from uuid import UUID, uuid5

from continuous_line.act import Act
from continuous_line.codes import ActivityEndReason, VoidReason
from continuous_line.happened import EventVoided, reference_to
from profile_service.domain.activities import Activity, activities
from profile_service.domain.events import ActivityEnded, ProfileEvent
from profile_service.domain.profile import Profile

CONTINUES_WITHIN_KM = 50.0
"""How far a move may be for an activity to go on (our choice; the sources give no figure)."""


@dataclass(frozen=True, slots=True)
class Move:
    """`id`: of the public event. `distance_km` None: one of the two places is unknown."""

    id: UUID
    on: date
    distance_km: float | None


class AfterMove(StrEnum):
    """Whether an open activity goes on after the move: nobody knows where the distance is not."""

    GOES_ON = "goes-on"
    UNKNOWN = "unknown"


def follow(
    state: Profile, moves: Sequence[Move], act: Act, within_km: float = CONTINUES_WITHIN_KM
) -> list[ProfileEvent]:
    """The endings that these moves have for the activities, less those that rest on no move now.

    An ending that somebody took back does not come again.
    """
    made = [ended for ended in state.all(ActivityEnded) if ended.move]
    bare = replace(state, gone=state.gone | {ended.id for ended in made})
    needed = {
        ended.id: ended
        for one in activities(bare)
        if (move := _ended_by(one, moves, within_km)) is not None
        and (ended := _ending(move, one, act))
    }
    known = {fact.id for fact in state.facts}
    taken_back: list[ProfileEvent] = [
        EventVoided(
            id=uuid5(act.id, str(ended.id)),
            at=act.at,
            voids=reference_to(ended),
            reason=VoidReason.MISTAKE,
        )
        for ended in made
        if ended.id not in needed
    ]
    return taken_back + [ended for id_, ended in needed.items() if id_ not in known]


def after_move(
    of: Activity, moves: Sequence[Move], within_km: float = CONTINUES_WITHIN_KM
) -> AfterMove | None:
    """Of an activity that is open after a move; None where there was none, or it ended."""
    since = [move for move in moves if of.doing.started_on <= move.on]
    if of.ended_on is not None or not since:
        return None
    near = all(move.distance_km is not None and move.distance_km <= within_km for move in since)
    return AfterMove.GOES_ON if near else AfterMove.UNKNOWN


def _ended_by(one: Activity, moves: Sequence[Move], within_km: float) -> Move | None:
    """The first move that it does not survive."""
    if one.ended_on is not None:
        return None
    later = (move for move in sorted(moves, key=_on) if one.doing.started_on <= move.on)
    return next((move for move in later if _ends(one, move, within_km)), None)


def _ends(one: Activity, move: Move, within_km: float) -> bool:
    far = move.distance_km is not None and move.distance_km > within_km
    return far or not one.doing.continues_after_move


def _ending(move: Move, of: Activity, act: Act) -> ActivityEnded:
    """Its id is the same for the same move and activity."""
    return ActivityEnded(
        id=uuid5(move.id, str(of.activity_id)),
        at=act.at,
        activity_id=of.activity_id,
        ended_on=move.on,
        reason=ActivityEndReason.MOVED,
        move=move.id,
    )


def _on(move: Move) -> date:
    return move.on
