"""The error tree of the platform.

ContinuousLineError
  Refused                 the domain says no: 409 unless a subclass says otherwise
    NotFound              404: it does not exist, or not for this reader
    Forbidden             403: the role or the right is missing
      RightEnded          403: there was a right, and it ended
    AccessUnknown         503: the right rests on events that are late
    VersionConflict       409: somebody else changed the stream first
    PreconditionFailed    412: If-Match names another version
    KeyReused             409: the idempotency key was used with another body
    Unauthenticated       401: no token, or one that is not valid here
    KeysUnavailable       503: the issuer's keys cannot be had, so no token can be checked
    OutcomeUnknown        503: the database went away during the commit
    VaultOpening          503: erasures are applied before anything is read
    Erased                410: the person was forgotten on request or after the term
    KeyMissing            410: what is stored was sealed with a key that is not here
    LookUpTaken           409: the value leads to somebody else already
  Unreadable              what is stored does not open with the key of its person
  CannotStart             the configuration does not do
    VaultClosed           the vault cannot open: a wrong or missing key or keys database
  LogUnavailable          the event log cannot be reached; try again
  Fenced                  another producer with the same id took over
  StaleOwner              another consumer owns the partition
  LogAheadOfStore         the log holds events the (restored) store does not know
  HistoryIncomplete       a topic no longer reaches back to its beginning
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from continuous_line.days import day


class ContinuousLineError(Exception):
    """The root: everything raised on purpose."""


class Refused(ContinuousLineError):
    """A rule of the domain refuses what was asked.

    `code` is kebab-case and stable; `detail` says in a sentence what would be needed, without
    personal data; `extra` are further members of the problem document.
    """

    status = 409
    code = "refused"

    def __init__(self, detail: str, *, code: str | None = None, **extra: Any) -> None:
        super().__init__(detail)
        self.detail = detail
        self.code = code or self.code
        self.extra: Mapping[str, Any] = extra


class NotFound(Refused):
    status = 404
    code = "not-found"


class Forbidden(Refused):
    status = 403
    code = "forbidden"


class RightEnded(Forbidden):
    """`since` when there is no right any more, and whom to `ask`."""

    code = "right-ended"


class AccessUnknown(Refused):
    status = 503
    code = "access-unknown"


class VersionConflict(Refused):
    code = "version-conflict"


class PreconditionFailed(Refused):
    status = 412
    code = "precondition-failed"


class KeyReused(Refused):
    code = "idempotency-key-reused"


class Unauthenticated(Refused):
    """`code` is `unauthenticated` without a token and `invalid-token` with one."""

    status = 401
    code = "unauthenticated"


class KeysUnavailable(Refused):
    status = 503
    code = "keys-unavailable"


class OutcomeUnknown(Refused):
    status = 503
    code = "outcome-unknown"


class VaultOpening(Refused):
    status = 503
    code = "vault-opening"


class Erased(Refused):
    """`erasedOn`: the day, in the Netherlands, on which the key was destroyed."""

    status = 410
    code = "personal-data-erased"

    def __init__(self, at: datetime) -> None:
        on = day(at)
        super().__init__(f"The personal data were erased on {on}.", erasedOn=on.isoformat())
        self.at = at


class KeyMissing(Refused):
    """As after a backup of the tables was restored without the keys database."""

    status = 410
    code = "key-missing"


class LookUpTaken(Refused):
    """`subject` is whose it is; the answer to a client does not tell."""

    code = "look-up-taken"

    def __init__(self, subject: UUID) -> None:
        super().__init__("This belongs to somebody else already.")
        self.subject = subject


class Unreadable(ContinuousLineError):
    pass


class CannotStart(ContinuousLineError):
    """The configuration does not do; the message is for whoever starts the service."""


class VaultClosed(CannotStart):
    """The message is one line for whoever starts the service."""


class LogUnavailable(ContinuousLineError):
    pass


class Fenced(ContinuousLineError):
    pass


class StaleOwner(ContinuousLineError):
    pass


class LogAheadOfStore(ContinuousLineError):
    pass


class HistoryIncomplete(ContinuousLineError):
    pass
