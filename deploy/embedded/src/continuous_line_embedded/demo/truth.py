"""How somebody of the demo has to be counted, as their story says itself."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Truth:
    """How a person counts in a period."""

    in_reception: bool
    sent: bool
    moved: bool = False
    outcome: str = ""
    reason: str = ""
    active: bool = False
