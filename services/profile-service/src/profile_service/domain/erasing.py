"""When the personal data of somebody go: asked for, or the term has passed.

No source names a term: both are our choice. What happened stays known of an opaque id.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from continuous_line.act import Act
from continuous_line.codes import ErasureGround
from continuous_line.errors import Erased
from continuous_line.links import Link
from profile_service.domain.events import PersonalDataErased, ProfileEvent
from profile_service.domain.profile import Profile

AFTER_CLOSING = timedelta(days=365)
AFTER_STAY = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Terms:
    """From the closing of the case, and from the end of a stay without a move."""

    after_closing: timedelta = AFTER_CLOSING
    after_stay: timedelta = AFTER_STAY


def not_erased(state: Profile) -> None:
    """Raises Erased, with the day."""
    if state.erased_at is not None:
        raise Erased(state.erased_at)


def erase(state: Profile, ground: ErasureGround, act: Act) -> list[ProfileEvent]:
    """Cannot be taken back. Raises Erased."""
    not_erased(state)
    return [PersonalDataErased(id=act.id, at=act.at, ground=ground)]


def due_at(state: Profile, links: Sequence[Link], terms: Terms) -> datetime | None:
    """The moment from which the data are to be erased; None as long as nothing has ended.

    `links`: one after the other. A stay that ended counts first; else the closing of the last
    case, as long as the person is linked there.
    """
    if not state.exists or state.erased_at is not None:
        return None
    if state.ended is not None:
        return state.ended.at + terms.after_stay
    last = links[-1] if links else None
    if last is None or last.until is not None or last.closed_at is None:
        return None
    return last.closed_at + terms.after_closing
