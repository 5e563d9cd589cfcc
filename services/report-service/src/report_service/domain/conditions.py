"""Judging the conditions of the definitions about one person, at one place and moment."""

from collections.abc import Sequence
from datetime import date

from report_service.domain.definitions import Condition, Metric, Parts, When
from report_service.domain.fact import Fact
from report_service.domain.life import Life, Same
from report_service.domain.stays import Stay


class View:
    """A person in a stay (by index; None: whatever the stay), on a day, at a municipality."""

    __slots__ = ("_found", "life", "on", "place", "same", "stay")

    def __init__(self, life: Life, stay: int | None, on: date, place: str, same: Same) -> None:
        self.life, self.stay, self.on, self.place, self.same = life, stay, on, place, same
        self._found: dict[tuple[str, When], Sequence[Fact]] = {}

    def facts(self, kind: str, when: When) -> Sequence[Fact]:
        found = self._found.get((kind, when))
        if found is None:
            found = self._found[kind, when] = self._look(kind, when)
        return found

    def _look(self, kind: str, when: When) -> Sequence[Fact]:
        known = self.life.of.get(kind)
        if not known:
            return ()
        if when == "by-then":
            return [fact for fact in known if fact.on <= self.on]
        if when == "overlapping":
            return self._overlapping(known)
        if self.stay is not None:
            known = self.life.facts(kind, self.stay)
        return [fact for fact in known if fact.on < self.on] if when == "before" else known

    def _overlapping(self, known: Sequence[Fact]) -> Sequence[Fact]:
        stay: Stay | None = None if self.stay is None else self.life.stays[self.stay]
        if stay is None or stay.start is None:
            return ()
        since, ended = stay.start.on, self.life.of.get("activity-ended", ())
        last = {fact.ref: fact.on for fact in ended}
        found = []
        for fact in known:
            until = last.get(fact.ref, fact.until)
            if fact.on <= self.on and (until is None or until >= since):
                found.append(fact)
        return found


def find(condition: Condition, view: View) -> list[Fact]:
    """The facts that a condition about facts names, in order of time."""
    same, place, on = view.same, view.place, view.on
    codes, detail, must_be_same = condition.codes, condition.detail, condition.same
    found = [
        fact
        for kind in condition.facts
        if kind in view.life.of
        for fact in view.facts(kind, condition.when)
        if (
            not must_be_same
            or fact.place == place
            or same(fact.place or "", place, max(on, fact.on))
        )
        and (not detail or fact.detail is not None)
    ]
    if condition.last:
        found = found[-1:]
    return [fact for fact in found if fact.code in codes] if codes else found


def holds(condition: Condition, view: View | None, own: frozenset[str] = frozenset()) -> bool:
    """Whether all that the condition says is so; `own`: what is said of the thing counted.

    Without a view, of what is about no person, only `own` can be asked for.
    """
    if condition.facts and (view is None or not find(condition, view)):
        return False
    if condition.own is not None and condition.own not in own:
        return False
    required = condition.required
    if required is not None and (view is None or not _every_item(condition, required, view)):
        return False
    for part in condition.every:
        if not holds(part, view, own):
            return False
    for part in condition.none:
        if holds(part, view, own):
            return False
    some = condition.some
    return not some or any(holds(part, view, own) for part in some)


def _every_item(condition: Condition, kind: str, view: View) -> bool:
    """What the last programme asks for, else what is asked for everybody."""
    asked = [fact.items for fact in view.facts("programme", "stay") if fact.items]
    wanted = set(asked[-1] if asked else condition.items)
    return bool(wanted) and wanted <= {fact.code for fact in view.facts(kind, "stay")}


def marks(
    metrics: Sequence[Metric],
    view: View | None,
    own: frozenset[str] = frozenset(),
    code: str | None = None,
) -> tuple[str, ...]:
    """The codes of the metrics that hold, with those of their parts as `metric:part`."""
    found: list[str] = []
    for metric in metrics:
        has, given = metric.has, metric.given
        if given is not None and given not in found:
            continue
        if has.own is not None and has.own not in own:
            continue
        if not holds(has, view, own):
            continue
        found.append(metric.code)
        if metric.parts is not None:
            found += [f"{metric.code}:{part}" for part in _parts(metric.parts, view, code)]
    return tuple(found)


def _parts(parts: Parts, view: View | None, code: str | None) -> list[str]:
    if parts.own or view is None:
        return [] if code is None else [code]
    facts = find(parts.condition, view)
    if parts.last:
        facts = facts[-1:]
    values = (fact.detail if parts.detail else fact.code for fact in facts)
    return sorted({value for value in values if value is not None})
