"""From all facts of one person to what may be counted: pure, whatever their order.

`observe` and `fact` (report_service/facts.py) are the only two rules about persons; live and
rebuild both use them. Rules K1 to K5 of docs/scenarios.md.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from report_service.domain.cases import case_days, cases, closed_cases
from report_service.domain.conditions import View, marks
from report_service.domain.contradictions import contradictions
from report_service.domain.definitions import Definitions, Metric
from report_service.domain.fact import Fact
from report_service.domain.happenings import happenings
from report_service.domain.lead_times import lead_times
from report_service.domain.life import Life, Same, Where, literally, live
from report_service.domain.observation import MOVED, RECEPTION, UNKNOWN, Observation, band

CODE_VERSION = 4
"""Goes up when a rule in this package changes otherwise than by the definitions."""


_AT_AN_AZC = frozenset({"opened", "relocated", "returned"})


def observe(
    facts: Iterable[Fact],
    definitions: Definitions,
    same: Same = literally,
    known_by: date | None = None,
) -> list[Observation]:
    """Everything that may be counted of the person with these facts; none without a permit.

    `known_by`: the last day of the period. Two codes are one municipality where they are so by
    then, or by the day of what is looked at: a talk with the successor is one with the
    municipality moved to, also where it was held after the merger and the move before it.
    """
    same = _as_on(same, known_by)
    life = live(facts, same)
    if life is None:
        return []
    known = list(cases(life)) if "linked" in life.of else []
    found = [
        *_reception(life, definitions, same),
        *_moves(life, definitions.of(MOVED), same),
        *lead_times(life, definitions, same),
        *happenings(life, definitions, same),
        *case_days(life, known, definitions, same),
        *closed_cases(life, known, definitions, same),
        *contradictions(life, same),
    ]
    found = [each for each in found if each.from_on >= life.permit_on]
    places = {
        fact.place
        for kind, of_kind in life.of.items()
        if kind not in _AT_AN_AZC
        for fact in of_kind
        if fact.place
    }
    if len(places) > 1:
        found = [
            each._replace(others=tuple(sorted(places - {each.municipality}))) for each in found
        ]
    return found


def _as_on(same: Same, known_by: date | None) -> Same:
    if known_by is None:
        return same
    return lambda one, other, on: same(one, other, max(on, known_by))


def _reception(life: Life, definitions: Definitions, same: Same) -> list[Observation]:
    spells, of, metrics = life.spells, life.of, definitions.of(RECEPTION)
    if not spells:
        return []
    changes = {spell.from_on for spell in spells}
    changes.update(fact.on for fact in of.get("moved", ()))
    changes.update(link.from_on for link in life.links)
    for kind in definitions.kinds_in_reception & of.keys():
        changes.update(fact.on for fact in of[kind])
    first = spells[0].from_on
    found: list[Observation] = []
    for on in (first, *sorted(day for day in changes if day > first)):
        spell = next(each for each in reversed(spells) if each.from_on <= on)
        at = life.link_on(on)
        if spell.moved and spell.to_on is not None and spell.to_on <= on:
            at = _moved_to(life, spell.to_on, on)
        municipality = (at.municipality if at is not None else None) or ""
        held = marks(metrics, View(life, None, on, municipality, same)) if municipality else ()
        state = Observation(
            RECEPTION, on, None, spell.to_on, spell.azc, municipality,
            UNKNOWN if at is None else at.band, None if at is None else at.basis, held,
        )  # fmt: skip
        if found and found[-1][3:] == state[3:]:
            continue
        if found:
            found[-1] = found[-1]._replace(until_on=on)
        found.append(state)
    return found


def _moved_to(life: Life, since: date, on: date) -> Where:
    """By the last move from the day that ended the stay on."""
    move = [fact for fact in life.of["moved"] if since <= fact.on <= on][-1]
    return Where(move.on, move.place, band(move.distance_km), move.code)


def _moves(life: Life, metrics: Sequence[Metric], same: Same) -> Iterator[Observation]:
    moves = [
        (fact, index)
        for index, stay in enumerate(life.stays)
        for fact in stay.moves
        if life.permit_on <= fact.on
    ]
    for number, (fact, stay) in enumerate(moves):
        following = moves[number + 1][0].on if number + 1 < len(moves) else None
        place = fact.place or ""
        held = marks(metrics, View(life, stay, fact.on, place, same))
        yield Observation(
            MOVED, fact.on, following, None, fact.azc or "", place,
            band(fact.distance_km), fact.code, held,
        )  # fmt: skip
