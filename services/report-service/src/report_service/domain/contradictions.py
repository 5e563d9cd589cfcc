"""Facts of one person that cannot all be right, or not in that order: for whoever registers.

They count in the figures as they are (rule K2: a talk after the move is one); here it is told how
many there are. Each is on the day of the fact that does not fit.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum

from report_service.domain.fact import Fact
from report_service.domain.life import Life, Same, by_time
from report_service.domain.observation import CONTRADICTION, UNKNOWN, Observation


class Contradiction(StrEnum):
    """`moved-again` and `link-over-link` without a return or an unlinking between."""

    MOVED_WITHOUT_LINK = "moved-without-link"
    MOVED_AGAIN = "moved-again"
    TALK_AFTER_MOVE = "talk-after-move"
    LINK_OVER_LINK = "link-over-link"
    SENT_WITHOUT_LINK = "sent-without-link"
    VIEWED_WITHOUT_SENDING = "viewed-without-sending"
    ACTIVITY_AFTER_STAY = "activity-after-stay"


def contradictions(life: Life, same: Same) -> Iterator[Observation]:
    """In the order of the kinds."""
    for kind, on in (
        *_moves(life, same),
        *_links(life, same),
        *_profile(life, same),
        *_activities(life),
    ):
        yield Observation(CONTRADICTION, on, None, None, "", "", UNKNOWN, None, (kind.value,))


Found = Iterator[tuple[Contradiction, date]]


def _moves(life: Life, same: Same) -> Found:
    if "moved" not in life.of:
        return
    for index, stay in enumerate(life.stays):
        links = life.facts("linked", index)
        for number, move in enumerate(stay.moves):
            if not _by_then(links, move, same):
                yield Contradiction.MOVED_WITHOUT_LINK, move.on
            if number:
                yield Contradiction.MOVED_AGAIN, move.on
        for kind in ("warm", "phone"):
            for talk in life.facts(kind, index):
                to_there = (m for m in stay.moves if _there(m, talk, same))
                first = next(to_there, None)
                if first is not None and talk.on > first.on:
                    yield Contradiction.TALK_AFTER_MOVE, talk.on


def _links(life: Life, same: Same) -> Found:
    """A new link and the end of the old one on one day are one act."""
    if len(life.of.get("linked", ())) < 2:
        return
    for index in range(max(1, len(life.stays))):
        ends = life.facts("unlinked", index if life.stays else None)
        current: Fact | None = None
        links = life.facts("linked", index if life.stays else None)
        for fact in sorted([*links, *ends], key=by_time):
            if fact.kind == "unlinked":
                if current is not None and _there(fact, current, same):
                    current = None
                continue
            if current is not None and not _there(fact, current, same):
                relinked = any(end.on == fact.on and _there(end, current, same) for end in ends)
                if not relinked:
                    yield Contradiction.LINK_OVER_LINK, fact.on
            current = fact


def _profile(life: Life, same: Same) -> Found:
    sent = life.of.get("sent", ())
    reasons = (*life.of.get("linked", ()), *life.of.get("moved", ()))
    for fact in sent:
        if not _by_then(reasons, fact, same):
            yield Contradiction.SENT_WITHOUT_LINK, fact.on
    for fact in life.of.get("viewed", ()):
        if not _by_then(sent, fact, same):
            yield Contradiction.VIEWED_WITHOUT_SENDING, fact.on


def _activities(life: Life) -> Found:
    """Began in no stay, but after one."""
    for fact in life.of.get("activity", ()):
        spans = [
            (stay.start.on, None if stay.end is None else stay.end.on)
            for stay in life.stays
            if stay.start is not None
        ]
        during = any(since <= fact.on and (to is None or fact.on <= to) for since, to in spans)
        if not during and any(to is not None and to < fact.on for _, to in spans):
            yield Contradiction.ACTIVITY_AFTER_STAY, fact.on


def _by_then(earlier: Iterable[Fact], fact: Fact, same: Same) -> bool:
    return any(each.on <= fact.on and _there(each, fact, same) for each in earlier)


def _there(one: Fact, other: Fact, same: Same) -> bool:
    """With the same municipality."""
    here, there = one.place or "", other.place or ""
    return here == there or same(here, there, max(one.on, other.on))
