"""How it went after the move: who is asked when, and which answers may leave the box together.

The answers leave in groups in which no answer can be told to be anybody's: see
docs/decisions/0008-answers-without-identity.md.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from continuous_line.act import Act
from continuous_line.codes_guidance import ExperienceAnswer as Answer
from continuous_line.days import day
from handover_service.domain.case import Case
from handover_service.domain.errors_guidance import AnsweredAlready, NotAsked
from handover_service.domain.events import Event, MovedToMunicipality, ReturnedToReception
from handover_service.domain.events_guidance import ExperienceGiven


class Asked(StrEnum):
    """`not-yet`: from the day on that is told with it."""

    NO = "no"
    NOT_YET = "not-yet"
    ASKED = "asked"
    ANSWERED = "answered"


@dataclass(frozen=True, slots=True)
class Question:
    """`asked_on`: the day from which on it is asked; None who has not moved out."""

    state: Asked
    asked_on: date | None = None
    move: MovedToMunicipality | None = None


@dataclass(frozen=True, slots=True)
class Slip:
    """An answer without whose it is. `month`: the first day of the month in which it was asked."""

    municipality: str
    azc: str
    month: date
    answer: Answer


@dataclass(frozen=True, slots=True)
class Pile:
    """The answers in the box of those who went from one azc to one municipality.

    `month`: of the last of them; earlier ones were added to it.
    """

    municipality: str
    azc: str
    month: date
    well: int = 0
    mixed: int = 0
    badly: int = 0

    @property
    def size(self) -> int:
        return self.well + self.mixed + self.badly

    @property
    def answers(self) -> list[Answer]:
        counts = {Answer.WELL: self.well, Answer.MIXED: self.mixed, Answer.BADLY: self.badly}
        return [answer for answer, number in counts.items() for _ in range(number)]


@dataclass(frozen=True, slots=True)
class Group:
    """Answers that leave together, alike in all but the answer. `azc` None: of several."""

    municipality: str
    azc: str | None
    month: date
    answers: tuple[Answer, ...]


def question(case: Case, now: datetime, after: timedelta) -> Question:
    """Whether the permit holder is asked how it went; once for every move."""
    move = case.move(day(now))
    if move is None:
        return Question(Asked.NO)
    asked_on = move.moved_on + after
    back = case.last(ReturnedToReception)
    given = case.last(ExperienceGiven)
    if given and (back is None or given.at > back.at):
        return Question(Asked.ANSWERED, asked_on, move)
    state = Asked.ASKED if asked_on <= day(now) else Asked.NOT_YET
    return Question(state, asked_on, move)


def give(case: Case, act: Act, answer: Answer, after: timedelta) -> tuple[Sequence[Event], Slip]:
    """That an answer was given is a fact of the case, also after its closing; what it was is not.

    Raises NotAsked or AnsweredAlready.
    """
    asked = question(case, act.now, after)
    if asked.state is Asked.ANSWERED:
        raise AnsweredAlready("You have answered already.")
    if asked.state is not Asked.ASKED or asked.move is None or asked.asked_on is None:
        raise NotAsked("This is asked some weeks after the move.")
    month = asked.asked_on.replace(day=1)
    slip = Slip(asked.move.municipality, asked.move.from_azc, month, answer)
    return [ExperienceGiven(id=act.id, at=act.at, case_id=case.id)], slip


def ripe(
    box: Sequence[Pile], minimum: int, successors: Mapping[str, str]
) -> list[tuple[Group, list[Pile]]]:
    """The groups that may leave, each with the piles that it takes.

    Of one municipality an azc with enough answers is a group; those with too few leave together
    once they are enough, without their azc. Whatever is less stays, and counts later.
    `successors`: of municipalities that merged, which count under what they merged into.
    """
    named: dict[tuple[str, str], list[Pile]] = {}
    for pile in box:
        if pile.size:
            named.setdefault((successor(pile.municipality, successors), pile.azc), []).append(pile)
    found, small = [], dict[str, list[Pile]]()
    for (municipality, azc), piles in named.items():
        if _size(piles) >= minimum:
            found.append((_group(municipality, azc, piles), piles))
        else:
            small.setdefault(municipality, []).extend(piles)
    together = {place: piles for place, piles in small.items() if _size(piles) >= minimum}
    found += [(_group(place, None, piles), piles) for place, piles in together.items()]
    return found


def successor(municipality: str, successors: Mapping[str, str]) -> str:
    """What it has become, over several mergers."""
    seen = {municipality}
    while (following := successors.get(municipality)) and following not in seen:
        seen.add(following)
        municipality = following
    return municipality


def _size(piles: Sequence[Pile]) -> int:
    return sum(pile.size for pile in piles)


def _group(municipality: str, azc: str | None, piles: Sequence[Pile]) -> Group:
    answers = tuple(answer for pile in piles for answer in pile.answers)
    return Group(municipality, azc, max(pile.month for pile in piles), answers)
