"""Reading what one has already: `ETag` and `If-None-Match` of a GET (RFC 9110, 8.8 and 13.1.2).

The tag is made of all that an answer follows from, so that it is known before the answer is made.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, Final

from fastapi import Request, Response

_TAG: Final = re.compile(r'(?:W/)?"([\x21\x23-\x7e\x80-\xff]*)"')
_KEPT: Final = "private, no-cache"


@dataclass(frozen=True, slots=True)
class Validator:
    """`vary`: the request headers that the answer depends on."""

    etag: str
    vary: str

    @property
    def headers(self) -> dict[str, str]:
        """Of the answer, and of the 304 in its place: keep it, and ask each time."""
        return {"ETag": self.etag, "Cache-Control": _KEPT, "Vary": self.vary}

    def is_known_to(self, request: Request) -> bool:
        """Whether the client has the answer already. `*` says nothing about which one."""
        sent = request.headers.get("if-none-match", "")
        own = _TAG.fullmatch(self.etag)
        return own is not None and own[1] in _TAG.findall(sent)

    def not_modified(self) -> Response:
        return Response(status_code=304, headers=self.headers)


def validator(*follows_from: object, vary: str, weak: bool = False) -> Validator:
    """Of values that JSON can tell, days and sets.

    `weak`: the answer says the same in other bytes, as it names the moment at which it is made.
    """
    told = json.dumps(follows_from, default=_told, ensure_ascii=False, separators=(",", ":"))
    digest = sha256(told.encode()).hexdigest()[:32]
    return Validator(f'W/"{digest}"' if weak else f'"{digest}"', vary)


@cache
def release(packages: tuple[str, ...], distributions: tuple[str, ...] = ()) -> str:
    """A digest of the code, templates and words of packages, with the versions of libraries that
    an answer is written by: another release answers otherwise, though the data are the same."""
    digest = sha256(json.dumps([version(name) for name in distributions]).encode())
    for package in packages:
        _take(files(package), digest)
    return digest.hexdigest()[:16]


def _take(folder: Traversable, digest: Any) -> None:
    for each in sorted(folder.iterdir(), key=lambda one: one.name):
        if each.is_dir():
            if each.name != "__pycache__":
                _take(each, digest)
        else:
            content = each.read_bytes()
            digest.update(f"{each.name} {len(content)}\n".encode() + content)


def _told(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (set, frozenset)):
        return sorted(str(each) for each in value)
    return str(value)


def described(*, weak: bool = False) -> dict[int | str, Any]:
    """`responses` of such a route: its headers, and the 304."""
    return {
        200: {"headers": _headers(weak=weak)},
        304: {
            "description": "`If-None-Match` names the answer that there would be.",
            "headers": _headers(weak=weak),
        },
    }


IF_NONE_MATCH: Final[Mapping[str, Any]] = {
    "parameters": [
        {
            "name": "If-None-Match", "in": "header", "required": False,
            "description": "The `ETag` of what you have: 304 where it is as it was.",
            "schema": {"type": "string"},
        }
    ]
}  # fmt: skip
"""`openapi_extra` of such a route."""


def _headers(*, weak: bool) -> dict[str, Any]:
    meaning = (
        "Changes with what was read of the log, the definitions, your rights and the query"
        + (", not with the moments at which it was asked." if weak else ".")
    )
    return {
        name: {"description": text, "required": True, "schema": {"type": "string"}}
        for name, text in (
            ("ETag", meaning),
            ("Cache-Control", "`private, no-cache`: keep it, and ask each time."),
            ("Vary", "What else the answer depends on."),
        )
    }
