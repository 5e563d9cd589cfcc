"""Where a profile stands: what the lists have of it, from the events, now or at a moment."""

from datetime import datetime
from types import SimpleNamespace
from typing import Any

from continuous_line.links import Link, link_at
from profile_service import queries
from profile_service.application.reading import Read
from profile_service.domain.events import ProfileSent
from profile_service.domain.keeping import Keeper, kept_by
from profile_service.domain.reading import last_sent
from profile_service.projections import profile_row
from profile_service.queries import State
from profile_service.streams import Desk


def row_of(desk: Desk, found: Read) -> Any:
    """With the link, sending and first reading that held then."""
    policy = desk.profiles.policy
    as_of = found.at
    row = profile_row(found.state, now=as_of, policy=policy) or {}
    link = link_at(found.file.links, as_of)
    sent = last_sent(found.state, link.municipality) if link else None
    viewed = _viewed_at(found, link, sent, as_of)
    row |= {
        "permit_holder_id": found.file.person,
        "municipality": link.municipality if link else None,
        "profile_version": sent.profile_version if sent else None,
        "sent_at": sent.at if sent else None,
        "viewed_at": viewed,
        "talk_due_on": row["granted_on"] and row["granted_on"] + policy.participation_talk_term,
    }
    row["state"] = _state(row)
    row["unopened"] = queries.is_unopened(row["sent_at"], viewed, as_of, policy)
    return SimpleNamespace(**row)


def keeper_of(found: Read) -> Keeper | None:
    return kept_by(found.state, found.file.owned, found.at)


def _viewed_at(
    found: Read, link: Link | None, sent: ProfileSent | None, as_of: datetime
) -> datetime | None:
    if link is None or sent is None:
        return None
    for one in found.file.viewed:
        it = one.event
        of_it = it.link == link.id and it.profile_version == sent.profile_version
        if of_it and one.recorded_at <= as_of:
            return it.at
    return None


def _state(row: dict[str, Any]) -> str:
    """As `queries` has it for the lists."""
    if row["ended"] is not None:
        return State.ENDED.value
    if row["sent_at"] is not None:
        return (State.VIEWED if row["viewed_at"] is not None else State.SENT).value
    return (State.COMPLETED if row["completed_version"] is not None else State.OPEN).value
