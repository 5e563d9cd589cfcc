"""Walks every page of a service as somebody with every role, and as nobody."""

import html
from collections.abc import AsyncIterator, Callable, Collection, Iterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from types import MappingProxyType
from typing import ClassVar, Final
from uuid import UUID

import httpx
import jwt
import pytest

from continuous_line.codes import Role
from continuous_line.sessions import Held
from continuous_line.testing.visiting import Visiting
from continuous_line.web import Service, routing
from continuous_line.web.pages.guards import PageGuard
from continuous_line.web.pages.kit import PageKit
from continuous_line.web.pages.language import Language
from continuous_line.web.pages.request import in_words

OPEN: Final = frozenset[Role]()
"""In a matrix: the page is for everybody, without signing in."""
OPERATIONS: Final[Mapping[str, Collection[Role]]] = {
    f"{method} /operations{path}": (Role.OPERATOR,)
    for method, path in (
        ("GET", ""),
        ("GET", "/parked-events"),
        ("GET", "/parked-events/{parkedEventId}/redrives"),
        ("POST", "/parked-events/{parkedEventId}/redrives"),
        ("GET", "/parked-events/{parkedEventId}/discards"),
        ("POST", "/parked-events/{parkedEventId}/discards"),
        ("GET", "/redrives"),
        ("POST", "/redrives"),
    )
}
"""What every service that consumes has in its matrix."""
_KITS_OWN: Final = ("/static/", "/sign-in", "/sign-out", "/health/", "/v1")
_EXPOSITION: Final = "/metrics"
_LONG_ENOUGH: Final = 9
Token = Callable[..., str]


@dataclass(frozen=True, slots=True)
class Address:
    """`name` is as in the matrix: `GET /visits/{visitId}`."""

    method: str
    path: str
    guard: PageGuard | None

    @property
    def name(self) -> str:
        return f"{self.method} {self.path}"


class PageSuite:
    """`matrix`: who may use each page, by `METHOD /path`; OPEN for everybody.

    `parameters` fills names in paths (else a UUID that nothing has); `places` and `person` are
    those of the tokens. Give a test class the fixtures `app` and `token`.
    """

    matrix: ClassVar[Mapping[str, Collection[Role]]]
    parameters: ClassVar[Mapping[str, str]] = MappingProxyType({})
    places: ClassVar[Collection[str]] = ()
    person: ClassVar[UUID | None] = None

    async def test_every_page_lets_in_exactly_the_roles_it_is_for(
        self, app: Service, token: Token
    ) -> None:
        faults = list(_differences(app, self.matrix))
        for address in addresses(app):
            allowed = frozenset(self.matrix.get(address.name, ()))
            if address.guard is None:
                continue
            for roles, wanted in _visits(allowed):
                async with self._visiting(app, token, roles) as visiting:
                    answer = await self._ask(visiting, address)
                found = _outcome(answer)
                if found != wanted:
                    held = "+".join(roles) or "nobody"
                    faults.append(f"{address.name} for {held}: {found} instead of {wanted}")
        assert not faults, "\n".join(faults)

    async def test_no_form_is_taken_that_is_not_of_the_session(
        self, app: Service, token: Token
    ) -> None:
        faults = []
        for address in addresses(app):
            if address.guard is None or address.method == "GET":
                continue
            role = sorted(self.matrix[address.name])[0]
            for forged in ("", "guess"):
                async with self._visiting(app, token, (role,)) as visiting:
                    visiting.csrf = forged
                    answer = await self._ask(visiting, address)
                if answer.status_code != 403 or "csrf" not in answer.text:
                    faults.append(f"{address.name} with {forged!r}: {answer.status_code}")
        assert not faults, "\n".join(faults)

    async def test_every_page_says_who_is_signed_in_in_both_languages(
        self, app: Service, token: Token
    ) -> None:
        faults = []
        for address in addresses(app):
            if address.method != "GET":
                continue
            role = next(iter(sorted(self.matrix[address.name])), None)
            for language in Language:
                roles = () if role is None else (role,)
                async with self._visiting(app, token, roles) as visiting:
                    answer = await self._ask(visiting, address, f"?lang={language}")
                redirected = answer.status_code in (301, 302, 303, 307, 308)
                if redirected or "attachment" in answer.headers.get("content-disposition", ""):
                    continue
                faults += [
                    f"{address.name} in {language}: {fault}"
                    for fault in _faults_of(app, answer, language, role)
                ]
        assert not faults, "\n".join(faults)

    async def test_what_a_demo_invented_is_said_on_every_page(
        self, app: Service, token: Token, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        invented = {
            "demo_invented_from": date(2019, 7, 1),
            "demo_invented_until": date(2020, 6, 30),
        }
        settings = app.state.settings.model_copy(update={"environment": "embedded", **invented})
        monkeypatch.setattr(app.state, "settings", settings)
        faults = []
        for address in addresses(app):
            if address.method != "GET":
                continue
            roles = sorted(self.matrix[address.name])[:1]
            async with self._visiting(app, token, roles) as visiting:
                answer = await self._ask(visiting, address)
            header = html.unescape(answer.text.partition("</header>")[0])
            is_page = answer.headers.get("content-type", "").startswith("text/html")
            if is_page and not answer.is_redirect and "30 juni 2020 is verzonnen" not in header:
                faults.append(f"{address.name}: {answer.status_code} without a word of it")
        assert not faults, "\n".join(faults)

    def test_both_languages_have_the_same_words(self, app: Service) -> None:
        faults = faults_of_words(app.state.pages)
        assert not faults, "\n".join(faults)

    @asynccontextmanager
    async def _visiting(
        self, app: Service, token: Token, roles: Collection[Role]
    ) -> AsyncIterator[Visiting]:
        """Also for who could not sign in: their session is made without asking."""
        session = None
        if roles:
            access = token(roles, "coa", self.places, self.person)
            claims = jwt.decode(access, options={"verify_signature": False})
            held = Held(subject=claims["sub"], access_token=access, label="Somebody",
                        organisation="Their organisation")  # fmt: skip
            async with app.state.resources.database.transaction() as tx:
                sessions = app.state.sign_in.sessions
                session = await sessions.begin(tx, held, datetime.now(UTC))
        visiting = Visiting(app, session)
        try:
            yield visiting
        finally:
            await visiting.client.aclose()

    async def _ask(self, visiting: Visiting, address: Address, query: str = "") -> httpx.Response:
        path = address.path
        while "{" in path:
            before, _, rest = path.partition("{")
            name, _, after = rest.partition("}")
            path = before + self.parameters.get(name, str(UUID(int=0))) + after
        if address.method == "GET":
            return await visiting.client.get(path + query)
        return await visiting.post(path)


def addresses(app: Service) -> Iterator[Address]:
    """Every page of the service's own."""
    for context in routing.contexts(app):
        path = context.path_format or ""
        dependant = getattr(context.original_route, "dependant", None)
        if dependant is None or path.startswith(_KITS_OWN) or path == _EXPOSITION:
            continue
        guard = next((g for g in routing.guards(dependant) if isinstance(g, PageGuard)), None)
        for method in sorted(context.methods or ()):
            if method != "HEAD":
                yield Address(method, path, guard)


def faults_of_words(kit: PageKit) -> list[str]:
    """What one language has and the other lacks; words that a template cannot ask for."""
    faults = []
    for name, both in (("words", kit.words), ("refusals", kit.refusals)):
        nl, en = both[Language.NL], both[Language.EN]
        faults += [f"{name}: only one language has {key}" for key in sorted(nl.keys() ^ en.keys())]
        faults += [f"{name}: {key} is empty" for key in nl if not nl[key] or not en.get(key, "x")]
    faults += [f"words: {key} is a method of dict" for key in kit.words[Language.NL]
               if hasattr(dict, key)]  # fmt: skip
    return faults


def _differences(app: Service, matrix: Mapping[str, Collection[Role]]) -> Iterator[str]:
    known = {address.name: address for address in addresses(app)}
    yield from (f"{name} is not in the matrix" for name in sorted(known.keys() - matrix.keys()))
    yield from (f"{name} is no page" for name in sorted(matrix.keys() - known.keys()))
    for name in sorted(known.keys() & matrix.keys()):
        guard = known[name].guard
        if guard is None and matrix[name]:
            yield f"{name} is open to everybody"
        if guard is not None and guard.roles != frozenset(matrix[name]):
            yield f"{name}: its guard lets in {sorted(guard.roles)}"


def _visits(allowed: frozenset[Role]) -> Iterator[tuple[tuple[Role, ...], str]]:
    yield (), "sign in"
    for role in Role:
        if role is not Role.ASYLUM_DECISION_MAKER:
            yield (role,), "in" if role in allowed else "403 role-missing"
    yield (Role.ASYLUM_DECISION_MAKER,), "403 roles-exclude"
    for role in sorted(allowed)[:1]:
        yield (role, Role.ASYLUM_DECISION_MAKER), "403 roles-exclude"


def _outcome(answer: httpx.Response) -> str:
    if answer.status_code == 303 and answer.headers["location"].startswith("/sign-in/start?"):
        return "sign in"
    if answer.status_code == 403:
        codes = ("role-missing", "roles-exclude", "csrf")
        return next((f"403 {code}" for code in codes if f" {code}." in answer.text), "in")
    return "in" if answer.status_code < 500 else str(answer.status_code)


def _faults_of(
    app: Service, answer: httpx.Response, language: Language, role: Role | None
) -> Iterator[str]:
    shown = html.unescape(answer.text)
    kit: PageKit = app.state.pages
    words = kit.words_in(language)
    if f'<html lang="{language}"' not in shown:
        yield f"{answer.status_code} is no page in this language"
        return
    if role is not None:
        wanted = ("Somebody", in_words(frozenset([role]), language, words), "Their organisation")
        yield from (f"does not name {each}" for each in wanted if each not in shown)
    foreign = kit.words_in(language.other)
    known = set(words.values())
    for key, text in foreign.items():
        plain = text.partition("{")[0].strip()
        if key == "other_language" or len(plain) < _LONG_ENOUGH or plain in known:
            continue
        if plain in shown and not any(plain in each for each in known):
            yield f"has the {language.other} words {plain!r}"
