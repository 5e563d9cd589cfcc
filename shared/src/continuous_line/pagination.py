"""Pages of a list by an opaque cursor that only this service can have made."""

import hmac
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Final, Generic, TypeVar

import msgspec
from fastapi import Depends, Query, Request
from pydantic import Field

from continuous_line.errors import NotFound
from continuous_line.fields import AS_INTEGER, Answer

T = TypeVar("T")
Row = TypeVar("Row")

LARGEST: Final = 200
USUAL: Final = 50
_SEAL: Final = 16
_SHAPE: Final = r"^[A-Za-z0-9_-]{24,1000}$"
_NOT_IN_SCOPE: Final = re.compile(r"(?:^|&)(?:cursor|pageSize)=[^&]*")


class Page(Answer, Generic[T]):
    """`next` is the cursor of the next page, null on the last one."""

    items: list[T]
    next: str | None = Field(description="Cursor of the next page; null on the last.")

    @classmethod
    def model_parametrized_name(cls, params: tuple[Any, ...]) -> str:
        return f"{params[0].__name__}Page"


@dataclass(frozen=True, slots=True)
class Paging:
    """Where in a list: ask the database for `limit` rows after `after(...)`, then `cut` them."""

    size: int
    _cursor: str | None
    _seal: Callable[[bytes], bytes]

    @property
    def limit(self) -> int:
        """One more than the page holds, to know whether there is a next one."""
        return self.size + 1

    def after(self, *types: Any) -> tuple[Any, ...] | None:
        """The sort values of the last row already shown, or None on the first page.

        Raises NotFound where the cursor is not one of this list: only here, when it is known
        who asks.
        """
        if self._cursor is None:
            return None
        position = _opened(self._cursor, self._seal)
        try:
            wanted = tuple.__class_getitem__(types)
            found: tuple[Any, ...] = msgspec.convert(position, wanted)
        except msgspec.ValidationError:
            raise _unknown() from None
        return found

    def cut(
        self, rows: Sequence[Row], key: Callable[[Row], tuple[Any, ...]]
    ) -> tuple[Sequence[Row], str | None]:
        """The page's rows, and the cursor of the next page; `key` gives a row's sort values."""
        if len(rows) <= self.size:
            return rows, None
        shown = rows[: self.size]
        payload = msgspec.msgpack.encode(key(shown[-1]))
        return shown, _text(self._seal(payload) + payload)

    def part(self, items: Sequence[Row]) -> tuple[list[Row], str | None]:
        """The page of a list that is whole in memory, and the cursor of the next one."""
        after = self.after(int)
        numbered = list(enumerate(items))[after[0] + 1 if after else 0 :]
        shown, following = self.cut(numbered[: self.limit], lambda row: (row[0],))
        return [item for _, item in shown], following


def _paging(
    request: Request,
    cursor: Annotated[
        str | None, Query(pattern=_SHAPE, description="`next` of the page before.")
    ] = None,
    page_size: Annotated[int, Field(ge=1, le=LARGEST), AS_INTEGER, Query(alias="pageSize")] = USUAL,
) -> Paging:
    return Paging(page_size, cursor, _sealer(request))


PagingParameters = Annotated[Paging, Depends(_paging, scope="function")]
"""`paging: PagingParameters` in a route."""


def _sealer(request: Request) -> Callable[[bytes], bytes]:
    """Keyed over the list's address and filters too: a cursor of another list does not open."""
    secret: str = request.app.state.settings.secret
    filters = _NOT_IN_SCOPE.sub("", request.url.query).strip("&")
    where = f"{request.scope['path']}?{filters}".encode()

    def seal(payload: bytes) -> bytes:
        return hmac.digest(secret.encode(), b"cursor\0" + where + b"\0" + payload, "sha256")[:_SEAL]

    return seal


def _opened(cursor: str, seal: Callable[[bytes], bytes]) -> tuple[Any, ...]:
    try:
        raw = urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
    except ValueError:
        raise _unknown() from None
    given, payload = raw[:_SEAL], raw[_SEAL:]
    if not hmac.compare_digest(given, seal(payload)):
        raise _unknown()
    return tuple(msgspec.msgpack.decode(payload))


def _text(raw: bytes) -> str:
    return urlsafe_b64encode(raw).decode().rstrip("=")


def _unknown() -> NotFound:
    return NotFound(
        "There is no such page of this list; begin at the first.", code="cursor-unknown"
    )
