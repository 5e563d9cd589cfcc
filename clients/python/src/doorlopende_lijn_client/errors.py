"""What can go wrong.

ClientError
  Problem           the service answered that it will not, or cannot: a problem document
    FellBehind      the subscription no longer keeps what was asked for
  NotAnswered       there was no answer, also not when asked again
  WrongSignature    what was received is not from the sender, was changed, or is too old
  NotAnEvent        what was received is signed and is no CloudEvent
"""

from collections.abc import Mapping
from typing import Any, Self

import httpx

_OF_EVERY_PROBLEM = {"type", "title", "status", "detail", "code", "traceId"}


class ClientError(Exception):
    """The root: everything raised on purpose."""


class Problem(ClientError):
    """`code` is stable and meant for programs; `extra`: further members, as those that
    name every fault of a 400; `document`: all of it."""

    def __init__(self, status: int, document: Mapping[str, Any]) -> None:
        self.status, self.document = status, document
        self.code = str(document.get("code", ""))
        self.detail = str(document.get("detail", ""))
        self.trace_id = str(document.get("traceId", ""))
        self.extra = {k: v for k, v in document.items() if k not in _OF_EVERY_PROBLEM}
        super().__init__(f"{status} {self.code}: {self.detail}")


class FellBehind(Problem):
    """`earliest`: the position to start again from; what lies before it has to be read
    otherwise, as from the list of cases."""

    CODE = "position-gone"

    @property
    def earliest(self) -> str:
        return str(self.extra.get("earliest", ""))

    @classmethod
    def of(cls, problem: Problem) -> Self:
        return cls(problem.status, problem.document)


class NotAnswered(ClientError):
    """A write may have been done all the same: repeat it with the same Idempotency-Key."""


class WrongSignature(ClientError):
    """Answer 401 and do nothing with what was received."""


class NotAnEvent(ClientError):
    """Answer 400."""


def problem_of(response: httpx.Response) -> Problem:
    """The error that an answer of 400 or above is."""
    try:
        document = response.json()
    except ValueError:
        document = {}
    return Problem(response.status_code, document if isinstance(document, dict) else {})
