"""What happened to a signal between azc and municipality. Its words are in the vault.

One stream per signal; `about` is the key under which it is published: the person, or the azc or
municipality where it is about nobody.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from continuous_line import happened
from continuous_line.codes_guidance import Side, SignalKind


@dataclass(frozen=True, kw_only=True)
class SignalFact(happened.Fact):
    about: str
    signal: UUID


@dataclass(frozen=True, kw_only=True)
class SignalRaised(SignalFact):
    """`owner`: the staff id of who has to answer, None: whoever of that side comes first."""

    kind: SignalKind
    raised_by: Side
    due_on: date
    case_id: UUID | None = None
    azc: str | None = None
    municipality: str | None = None
    owner: str | None = None


@dataclass(frozen=True, kw_only=True)
class SignalPassedOn(SignalFact):
    """Somebody else answers; the term runs on. Not published."""

    owner: str


@dataclass(frozen=True, kw_only=True)
class SignalAnswered(SignalFact):
    in_time: bool


@dataclass(frozen=True, kw_only=True)
class SignalClosed(SignalFact):
    pass


@dataclass(frozen=True, kw_only=True)
class SignalVoided(happened.EventVoided):
    about: str
    signal: UUID


SignalEvent = SignalRaised | SignalPassedOn | SignalAnswered | SignalClosed | SignalVoided
