"""Given, when, then for decisions: `given(events).when(decision).then(events)`.

case = Scenario(evolve, Case())
case.given(linked).when(plan, mode=IN_PERSON, at=NOW, id=ID).then(HandoverPlanned(...))
case.given().when(plan, ...).then_refused(NotLinked, "not-linked")
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Concatenate, Generic, ParamSpec, TypeVar

from continuous_line.errors import Refused

State = TypeVar("State")
Happened = TypeVar("Happened")
Refusal = TypeVar("Refusal", bound=Refused)
Arguments = ParamSpec("Arguments")


@dataclass(frozen=True)
class Outcome(Generic[Happened]):
    events: tuple[Happened, ...]
    refusal: Refused | None

    def then(self, *expected: Happened) -> None:
        """Exactly these events, in this order; none at all where none are named."""
        if self.refusal is not None:
            raise AssertionError(f"refused: {self.refusal!r}") from self.refusal
        assert self.events == expected

    def then_refused(self, kind: type[Refusal], code: str | None = None) -> Refusal:
        """Refused with an error of this kind (and code), which is returned."""
        assert isinstance(self.refusal, kind), self.refusal or self.events
        assert code in (None, self.refusal.code)
        return self.refusal


@dataclass(frozen=True)
class Given(Generic[State, Happened]):
    state: State

    def when(
        self,
        decide: Callable[Concatenate[State, Arguments], Sequence[Happened]],
        *arguments: Arguments.args,
        **named: Arguments.kwargs,
    ) -> Outcome[Happened]:
        """What `decide(state, ...)` decides."""
        try:
            return Outcome(tuple(decide(self.state, *arguments, **named)), None)
        except Refused as refusal:
            return Outcome((), refusal)


@dataclass(frozen=True)
class Scenario(Generic[State, Happened]):
    """The scenarios of one aggregate, by its `evolve` and the state before any event."""

    evolve: Callable[[State, Happened], State]
    initial: State

    def given(self, *events: Happened) -> Given[State, Happened]:
        return Given(reduce(self.evolve, events, self.initial))
