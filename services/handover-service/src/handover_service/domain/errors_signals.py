"""What signals refuse, in the domain's words; the codes are stable.

Refused      409  SignalIsClosed, AlreadyAnswered, NotAnswered, BeforeRaised, PlaceUnknown,
                  PlaceNeeded, NotOfThatSide, AlreadyTheirs
NotFound     404  UnknownSignal
Forbidden    403  OtherSideAnswers, RaiserCloses, NotYourPlace
"""

from continuous_line.errors import Forbidden, NotFound, Refused


class SignalIsClosed(Refused):
    """It was closed or taken back."""

    code = "signal-closed"


class AlreadyAnswered(Refused):
    """`answeredOn`, and by which `organisation` where that is known."""

    code = "already-answered"


class NotAnswered(Refused):
    """Nothing is answered yet: closing it says that it is no longer needed."""

    code = "not-answered"


class BeforeRaised(Refused):
    code = "before-raised"


class PlaceUnknown(Refused):
    """The directory told of no such reception centre or municipality (yet)."""

    code = "place-unknown"


class PlaceNeeded(Refused):
    """Somebody who works for several places says for which one."""

    code = "place-needed"


class NotYourPlace(Forbidden):
    """Somebody speaks for the places of their own token only."""

    code = "not-your-place"


class NotOfThatSide(Refused):
    """A signal is passed on within the side that answers it."""

    code = "not-of-that-side"


class AlreadyTheirs(Refused):
    code = "already-theirs"


class UnknownSignal(NotFound):
    """There is none, or the reader is on neither side of it."""

    code = "signal-unknown"


class OtherSideAnswers(Forbidden):
    """Who raises a signal does not answer it, nor pass it on."""

    code = "other-side-answers"


class RaiserCloses(Forbidden):
    """The side that raised a signal closes it."""

    code = "raiser-closes"
