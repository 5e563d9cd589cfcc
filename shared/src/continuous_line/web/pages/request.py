"""What a route of a page is given: who looks, in which language, and how to answer."""

import hashlib
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cached_property
from typing import Any, Final
from urllib.parse import urlencode

from fastapi import Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from continuous_line.auth import Principal
from continuous_line.web.pages.kit import Link, PageKit
from continuous_line.web.pages.language import Language
from continuous_line.web.pages.told import ROLES
from continuous_line.web.pages.words import Words

_LANGUAGE: Final = "__Host-language"
_A_YEAR: Final = 365 * 24 * 3600


@dataclass(frozen=True, kw_only=True)
class PageRequest:
    """A request for a page, by anybody. In templates it is `page`."""

    request: Request
    kit: PageKit

    def page(self, template: str, status: int = 200, **context: Any) -> Response:
        """The template with `words`, `language`, `page` and the context.

        Give `form` where the page has one: faults in it change the title.
        """
        given: dict[str, Any] = {"form": None, "page": self, **context}
        html = self.kit.html(template, self.language, given)
        return self._dressed(HTMLResponse(html, status))

    def unchanged(self, headers: Mapping[str, str]) -> Response:
        """304, with the policy of the page that the browser kept."""
        return self._dressed(Response(status_code=304, headers=headers))

    def see(self, address: str, done: str | None = None) -> Response:
        """Redirect to a page; `done` is the key of a word `done_...` that it shows as a notice."""
        if done is not None:
            address += ("&" if "?" in address else "?") + urlencode({"done": done})
        return self._dressed(RedirectResponse(address, 303))

    @cached_property
    def language(self) -> Language:
        """Of the address, else of the cookie that the language switch set, else Dutch."""
        asked = self.request.query_params.get("lang") or self.request.cookies.get(_LANGUAGE)
        return Language.EN if asked == Language.EN else Language.NL

    @property
    def words(self) -> Words:
        return self.kit.words_in(self.language)

    @property
    def path(self) -> str:
        return str(self.request.scope["path"])

    @property
    def switch(self) -> str:
        """This page with its filters in the other language."""
        return self.here(lang=self.language.other)

    def here(self, **changes: object) -> str:
        """The address of this page with other values in its query; None removes one."""
        query = dict(self.request.query_params) | changes
        kept = [(name, str(value)) for name, value in query.items() if value is not None]
        return f"{self.path}?{urlencode(kept)}" if kept else self.path

    @property
    def done(self) -> str | None:
        """The notice of what was just done."""
        key = self.request.query_params.get("done")
        return self.words.get(f"done_{key}") if key else None

    @property
    def links(self) -> Sequence[Link]:
        return [link for link in self.kit.links if not link.roles]

    @property
    def embedded(self) -> bool:
        return bool(self.request.app.state.settings.environment == "embedded")

    @property
    def invented(self) -> tuple[date, date] | None:
        """First and last day of what a demo invented; None outside such a demo."""
        found: tuple[date, date] | None = self.request.app.state.settings.invented
        return found

    @cached_property
    def now(self) -> datetime:
        """The service's clock; the system's where it is not there."""
        resources: Any = getattr(self.request.app.state, "resources", None)
        return resources.clock.now() if resources is not None else datetime.now(UTC)

    @cached_property
    def key(self) -> str:
        """A new idempotency key for the form on this page."""
        return secrets.token_urlsafe(18)

    def _dressed(self, answer: Response) -> Response:
        """No script or style but our own files, no frame, and forms go to us or the issuer."""
        targets = " ".join(("'self'", *self.request.app.state.form_targets))
        answer.headers["Content-Security-Policy"] = (
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
            "base-uri 'none'; "
            f"frame-ancestors 'none'; form-action {targets}"
        )
        if self.request.query_params.get("lang") in tuple(Language):
            answer.set_cookie(
                _LANGUAGE, self.language, max_age=_A_YEAR, secure=True, httponly=True,
                samesite="lax",
            )  # fmt: skip
        return answer


@dataclass(frozen=True, kw_only=True)
class Visitor(PageRequest):
    """Somebody who signed in. `csrf` goes with every form; `label` is a name or the subject.

    `token` is the person's own bearer token: what another service is asked in their name.
    """

    who: Principal
    label: str
    organisation: str
    csrf: str
    token: str = field(repr=False)

    @property
    def person_key(self) -> str:
        """The same in every session of this person here; tells nothing of who it is."""
        return _digest(self.csrf.partition(".")[2])

    @property
    def session_key(self) -> str:
        return _digest(self.csrf)

    @property
    def roles(self) -> str:
        """The roles in words, in the language of the page."""
        return in_words(self.who.roles, self.language, self.words)

    @property
    def links(self) -> Sequence[Link]:
        return [link for link in self.kit.links if not link.roles or self.who.has(*link.roles)]


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()[:16]


def in_words(roles: frozenset[Any], language: Language, words: Mapping[str, str]) -> str:
    """`klantmanager en analist`."""
    *some, last = [ROLES[language][role] for role in sorted(roles)] or ["-"]
    return f"{', '.join(some)} {words['and']} {last}" if some else last


def page_request(request: Request) -> PageRequest:
    """The visitor where one is known by now, else a request by anybody."""
    known: PageRequest | None = getattr(request.state, "visitor", None)
    return known or PageRequest(request=request, kit=request.app.state.pages)
