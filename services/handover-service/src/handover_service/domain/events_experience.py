"""How it went after the move: about nobody, in a stream of its own for every answer."""

from dataclasses import dataclass
from datetime import date

from continuous_line import happened
from continuous_line.codes_guidance import ExperienceAnswer as Answer


@dataclass(frozen=True, kw_only=True)
class ExperienceAnswered(happened.Happened):
    """`month`: its first day. `azc` None: too few came from each to be told apart."""

    municipality: str
    azc: str | None
    month: date
    answer: Answer
