"""What the room refuses, in its own words; the codes are stable."""

from continuous_line.errors import Forbidden, NotFound, Refused


class SenderNotYours(Forbidden):
    """`bron` is not the OIN of the organisation in the token."""

    code = "bron-not-yours"


class AddresseeUnknown(Refused):
    """`doel` is the OIN of nobody that messages are exchanged with."""

    code = "doel-unknown"


class SentBefore(Refused):
    """The same `berichtId` with another content."""

    code = "bericht-id-reused"


class NotInForm(Refused):
    """Nothing can be made of it."""

    code = "not-in-form"


class TooManyOpen(Refused):
    """Of what cannot be done so much is open that nothing more of it is kept."""

    status = 429
    code = "too-many-open"


class LookUpAway(Refused):
    """Who the person is cannot be asked now; the message waits."""

    status = 503
    code = "look-up-away"


class TryAgain(Refused):
    """Somebody else wrote to the same case; the message waits."""

    status = 503
    code = "try-again"


class UnknownMessage(NotFound):
    code = "unknown-message"


class DealtWith(Refused):
    """It was recorded, noted or discarded: nothing is left to decide or to read."""

    code = "dealt-with"


class OinUnknown(Exception):
    """Nobody has configured the OIN of whom a message is to go to."""


class NumberAway(Exception):
    """The number that a message names cannot be had now."""
