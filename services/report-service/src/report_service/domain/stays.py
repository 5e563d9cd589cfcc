"""The stays in reception of one person: from opened profile or return to move or other end."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from report_service.domain.fact import Fact

_SAME_DAY = {"opened": 0, "moved": 1, "stay-ended": 2, "returned": 3}


class Stay:
    """`start` is None where a move is known, but neither opened profile nor return.

    `begins`: talks and links from this moment on are of this stay; None: of old.
    `end` is the first move or other end; `moves` are all moves before the next stay.
    """

    __slots__ = ("begins", "end", "moves", "start")

    def __init__(self, start: Fact | None, begins: datetime | None) -> None:
        self.start = start
        self.begins = begins
        self.end: Fact | None = None
        self.moves: list[Fact] = []


def _moment(fact: Fact) -> tuple[object, ...]:
    return fact.on, _SAME_DAY[fact.kind], fact.at, fact.id


def stays(of: Mapping[str, Sequence[Fact]]) -> list[Stay]:
    """Split valid facts (by kind) into stays.

    A return begins a stay only after the one before has ended: where a move was voided, the
    return that followed it means nothing. An opened profile begins one after an end other than
    a move. An end without a stay ends nothing.
    """
    found: list[Stay] = []
    timeline = [fact for kind in _SAME_DAY for fact in of.get(kind, ())]
    if len(timeline) > 1:
        timeline.sort(key=_moment)
    for fact in timeline:
        last = found[-1] if found else None
        kind = fact.kind
        if kind == "moved":
            if last is None:
                last = Stay(None, None)
                found.append(last)
            last.moves.append(fact)
            last.end = last.end or fact
        elif kind == "stay-ended":
            if last is not None and last.end is None:
                last.end = fact
        elif last is None:
            found.append(Stay(fact, None))
        elif last.end is not None and (kind == "returned" or last.end.kind == "stay-ended"):
            found.append(Stay(fact, fact.at if last.begins is None else max(fact.at, last.begins)))
    return found


def of_stay(facts: Sequence[Fact], among: Sequence[Stay], index: int) -> Sequence[Fact]:
    """Those of the facts that fall in the stay with this index: from its beginning to the next."""
    if len(among) == 1:
        return facts
    begins = among[index].begins
    ends = among[index + 1].begins if index + 1 < len(among) else None
    return [
        fact
        for fact in facts
        if (begins is None or fact.at >= begins) and (ends is None or fact.at < ends)
    ]
