"""What is counted by itself, on the day it happened: links, requests, signals, plans, referrals."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from report_service.domain.conditions import View, marks
from report_service.domain.definitions import Definitions, Metric
from report_service.domain.fact import Fact
from report_service.domain.kinds import BY_MAP
from report_service.domain.life import Life, Same, Seen
from report_service.domain.observation import Observation, band

Flags = tuple[frozenset[str], str | None]
"""What is said of it (`own` in the definitions), and its coded value."""
_NOTHING: frozenset[str] = frozenset()


def happenings(life: Life, definitions: Definitions, same: Same) -> Iterator[Observation]:
    """Of the person, in the order of the populations."""
    for population, kind, flags in _OF:
        facts = life.of.get(kind, ())
        metrics = definitions.of(population) if facts else ()
        for fact in facts:
            seen = life.seen(fact.on, same, fact.place, fact.azc)
            if fact.kind == "linked":
                seen = Seen(seen.azc, fact.place or "", band(fact.distance_km), fact.code)
            own, code = flags(life, fact)
            view = View(life, None, fact.on, seen.municipality, same)
            held = marks(metrics, view, own, code)
            if fact.kind == "linked" and fact.detail is not None:
                held = tuple(_in_region(held, metrics, fact.detail))
            yield Observation(population, fact.on, None, None, *seen, held)
    yield from _actions(life, definitions, same)


def _in_region(held: Iterable[str], metrics: Sequence[Metric], region: str) -> Iterator[str]:
    """Whether a municipality lies in a region, the map of the day says."""
    by_map = {metric.code for metric in metrics if metric.has.own == BY_MAP}
    for mark in held:
        yield f"{mark}?{region}" if mark in by_map else mark


def _link(_life: Life, fact: Fact) -> Flags:
    own = _NOTHING if fact.detail is None else frozenset({"matched", BY_MAP})
    return own, fact.code


def _request(life: Life, fact: Fact) -> Flags:
    answer = _last(life.of.get("request-answered", ()), fact)
    return (_NOTHING, None) if answer is None else (frozenset({"answered"}), answer.code)


def signal_flags(fact: Fact, answered: Iterable[Fact], closed: Iterable[Fact]) -> Flags:
    """Of a signal, by the first answer and closing that name it."""
    own = set()
    answer, closing = _first(answered, fact), _first(closed, fact)
    if answer is not None and answer.code == "in-time":
        own.add("answered-in-term")
    if closing is not None and fact.until is not None and closing.on <= fact.until:
        own.add("closed-in-term")
    return frozenset(own), fact.code


def _signal(life: Life, fact: Fact) -> Flags:
    return signal_flags(fact, life.of.get("signal-answered", ()), life.of.get("signal-closed", ()))


def _plan(_life: Life, fact: Fact) -> Flags:
    both = {"client-manager", "permit-holder"} <= set(fact.items)
    return (frozenset({"goals-of-both"}) if both else _NOTHING), None


def _referral(life: Life, fact: Fact) -> Flags:
    confirmed = _first(life.of.get("referral-confirmed", ()), fact)
    return (_NOTHING if confirmed is None else frozenset({"confirmed"})), fact.code


def _first(facts: Iterable[Fact], about: Fact) -> Fact | None:
    return next((fact for fact in facts if fact.ref == about.ref), None)


def _last(facts: Iterable[Fact], about: Fact) -> Fact | None:
    found = [fact for fact in facts if fact.ref == about.ref]
    return found[-1] if found else None


_OF: tuple[tuple[str, str, Callable[[Life, Fact], Flags]], ...] = (
    ("link", "linked", _link),
    ("request", "requested", _request),
    ("signal", "signal", _signal),
    ("plan", "plan", _plan),
    ("referral", "referral", _referral),
)


def _actions(life: Life, definitions: Definitions, same: Same) -> Iterator[Observation]:
    """The permit holder's own actions of each plan: done are as many as were said to be done
    before the next plan."""
    plans = life.of.get("plan", ())
    metrics = definitions.of("action") if plans else ()
    for number, plan in enumerate(plans):
        until = plans[number + 1].at if number + 1 < len(plans) else None
        done = sum(
            1
            for fact in life.of.get("action-done", ())
            if fact.code == "permit-holder"
            and fact.at >= plan.at
            and (until is None or fact.at < until)
        )
        seen = life.seen(plan.on, same, plan.place)
        view = View(life, None, plan.on, seen.municipality, same)
        for action in range(plan.amount):
            own = frozenset({"done"}) if action < done else _NOTHING
            yield Observation("action", plan.on, None, None, *seen, marks(metrics, view, own))
