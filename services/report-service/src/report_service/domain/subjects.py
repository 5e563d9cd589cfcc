"""What may be counted of subjects that are no person: contacts, meetings, signals and answers.

Contact persons and what municipalities say they know are states; the figures of places look at
those of the period's last day.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from continuous_line.codes_places import COUNTRY
from report_service.domain.conditions import marks
from report_service.domain.definitions import Definitions
from report_service.domain.fact import Fact, valid
from report_service.domain.happenings import signal_flags
from report_service.domain.life import by_time
from report_service.domain.observation import CONTACT, KNOWS, LIPO, UNKNOWN, Observation

_COUNTED = frozenset({"client-manager", "team"})
"""The kinds of contacts at a municipality that count as its contact person."""
_AREAS = ("GM", "AM", "PV")


def observe_subject(facts: Iterable[Fact], definitions: Definitions) -> list[Observation]:
    """Of one contact, meeting, place or signal about none; in the order of time."""
    of: dict[str, list[Fact]] = {}
    for fact in sorted(valid(facts), key=by_time):
        of.setdefault(fact.kind, []).append(fact)
    return [
        *_contact(of.get("contact", ()), of, definitions.target["contact_term"]),
        *_knows(of.get("knows-coa", ())),
        *(
            _on(LIPO, fact, fact.azc or "", "", ("on-cases",) if fact.code else ())
            for fact in of.get("lipo", ())
        ),
        *_signals(of, definitions),
        *_answers(of.get("experience", ()), definitions),
    ]


def _on(
    population: str, fact: Fact, azc: str, municipality: str, held: tuple[str, ...]
) -> Observation:
    return Observation(population, fact.on, None, None, azc, municipality, UNKNOWN, None, held)


def _signals(of: dict[str, list[Fact]], definitions: Definitions) -> Iterator[Observation]:
    for fact in of.get("signal", ()):
        own, code = signal_flags(fact, of.get("signal-answered", ()), of.get("signal-closed", ()))
        held = marks(definitions.of("signal"), None, own, code)
        yield _on("signal", fact, fact.azc or "", fact.place or "", held)


def _answers(facts: Sequence[Fact], definitions: Definitions) -> Iterator[Observation]:
    metrics = definitions.of("experience")
    for fact in facts:
        held = marks(metrics, None, frozenset(), fact.code)
        yield _on("experience", fact, fact.azc or "", fact.place or "", held)


def _knows(facts: Sequence[Fact]) -> Iterator[Observation]:
    for number, fact in enumerate(facts):
        until = facts[number + 1].on if number + 1 < len(facts) else None
        if until != fact.on:
            yield Observation(
                KNOWS, fact.on, until, None, "", fact.place or "", UNKNOWN, None, (fact.code or "",)
            )


def _contact(
    versions: Sequence[Fact], of: dict[str, list[Fact]], term: int
) -> Iterator[Observation]:
    """For each place it answers for, municipality or larger: the days on which it was there and
    verified within the term."""
    if not versions:
        return
    ends = [f.until for kind in ("contact-replaced", "contact-retired") for f in of.get(kind, ())]
    ended = min((end for end in ends if end is not None), default=None)
    verified = of.get("contact-verified", ())
    for number, fact in enumerate(verified):
        until = fact.on + timedelta(days=term + 1)
        if number + 1 < len(verified):
            until = min(until, verified[number + 1].on)
        for since, to, version in _in_force(versions, fact.on, until):
            first = max(since, date.fromisoformat(version.detail or "0001-01-01"))
            last = min(day for day in (to, ended, version.until) if day is not None)
            if version.code in _COUNTED and last > first:
                for place in version.items:
                    if place == COUNTRY or place.startswith(_AREAS):
                        yield Observation(CONTACT, first, last, None, "", place, UNKNOWN, None, ())


def _in_force(
    versions: Sequence[Fact], since: date, until: date
) -> Iterator[tuple[date, date, Fact]]:
    """The versions of a contact between two days, each with its part of them."""
    for number, version in enumerate(versions):
        following = versions[number + 1].on if number + 1 < len(versions) else None
        first = since if number == 0 else max(since, version.on)
        last = until if following is None else min(until, following)
        if first < last:
            yield first, last, version
