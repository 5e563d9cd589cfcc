"""What is kept of one person, so that the figures of any period come from it alone.

All tuples are in order of time. Codes of places are as recorded; mergers are for the counting.
"""

from datetime import date
from typing import NamedTuple


class Spell(NamedTuple):
    """Days in reception at one azc as a permit holder, both included; `to_on` None: until now.

    `moved`: the last day is the day of a move to a municipality.
    """

    from_on: date
    to_on: date | None
    azc: str
    moved: bool


class Link(NamedTuple):
    """From this day, until the next such row, linked to the municipality, or to none (None)."""

    from_on: date
    municipality: str | None
    distance_km: float | None
    basis: str | None


class Sending(NamedTuple):
    """The first day on which a profile went to the municipality."""

    municipality: str
    sent_on: date


class Talks(NamedTuple):
    """The talks of one stay with one municipality; `reason`: of the last that was not held."""

    municipality: str
    warm: bool
    phone: bool
    reason: str | None


class Move(NamedTuple):
    """`talks`: those of the stay that ends with this move, also held afterwards.

    The municipality whose talk was last not held comes last. `active`: an activity overlapped
    the days from the opened profile (or the return) to the move.
    """

    moved_on: date
    azc: str
    municipality: str
    distance_km: float | None
    basis: str | None
    active: bool
    talks: tuple[Talks, ...]


class PersonRow(NamedTuple):
    spells: tuple[Spell, ...] = ()
    links: tuple[Link, ...] = ()
    sendings: tuple[Sending, ...] = ()
    moves: tuple[Move, ...] = ()

    @property
    def first_on(self) -> date | None:
        """The first day that may count in any period; None: in no figure."""
        days = [spell.from_on for spell in self.spells[:1]] + [m.moved_on for m in self.moves[:1]]
        return min(days, default=None)

    @property
    def last_on(self) -> date | None:
        """The last such day; None where there is none, or none yet."""
        if self.spells and self.spells[-1].to_on is None:
            return None
        days = [spell.to_on for spell in self.spells[-1:] if spell.to_on is not None]
        return max(days + [move.moved_on for move in self.moves[-1:]], default=None)
