"""Who may see a page, and the transaction it works in."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar, Final

from fastapi import Depends, Request, Response

from continuous_line.auth import Guard, Principal, authorise
from continuous_line.codes import Role
from continuous_line.database import Tx
from continuous_line.errors import Forbidden
from continuous_line.idempotency import Remembered, RequestKey
from continuous_line.sessions import KeptInput, Session
from continuous_line.web import routing
from continuous_line.web.pages.forms import Form
from continuous_line.web.pages.request import PageRequest, Visitor, page_request
from continuous_line.web.pages.sent import known_of, sent_with
from continuous_line.web.sign_in.state import SignIn, SignInNeeded
from continuous_line.writing import KEY, Reading, ReadingGuard, Writing, WritingGuard

_SAFE: Final = frozenset(("GET", "HEAD"))
_LARGEST_KEPT: Final = 100_000


@dataclass(frozen=True, slots=True)
class Change:
    """What somebody else did meanwhile; shown where a form met another version."""

    at: datetime
    by: str
    what: str


ChangesSince = Callable[[Tx, Request, int | None], Awaitable[Sequence[Change]]]


class PageGuard(Guard):
    """Lets in by session, never by bearer token; a form has to come from a page of the session.

    `keeps_input`: what was sent with a session that had just ended waits for who had it.
    """

    keeps_input: ClassVar[bool] = True

    async def admit(self, request: Request) -> Principal:
        return (await self.visit(request)).who

    async def enter(self, request: Request) -> Principal:
        """Unknown query parameters are nobody's harm on a page."""
        return await self.admit(request)

    async def visit(self, request: Request) -> Visitor:
        """Raises SignInNeeded or Forbidden."""
        sign_in: SignIn = request.app.state.sign_in
        session, live = await sign_in.find(request)
        who = await sign_in.principal(request, session) if session is not None and live else None
        if session is None or who is None:
            if session is not None and self.keeps_input:
                await _keep_input(request, sign_in, session)
            raise SignInNeeded(_where_to_go_on(request))
        visitor = Visitor(
            request=request,
            kit=request.app.state.pages,
            who=who,
            label=session.held.label or who.subject,
            organisation=session.held.organisation or who.organisation,
            csrf=sign_in.sessions.csrf(session),
            token=getattr(request.state, "access_token", session.held.access_token),
        )
        request.state.visitor = visitor
        authorise(who, self.roles)
        if request.method not in _SAFE:
            await _require_own_form(request, sign_in, session)
            await _let_go(request, sign_in, session)
        return visitor


class VisitGuard(PageGuard):
    async def __call__(self, request: Request) -> Visitor:
        return await self.visit(request)


@dataclass(frozen=True, slots=True)
class PageReading(Reading):
    visitor: Visitor


@dataclass(frozen=True, slots=True, kw_only=True)
class PageWriting(Writing):
    """A `Writing` as the application functions take it. End with `see`, or show a page."""

    visitor: Visitor
    form: Form

    async def see(self, address: str, done: str | None = None) -> Response:
        """What was asked is recorded: redirect to it. The same form sent twice comes here once."""
        answer = self.visitor.see(address, done)
        await self._answer(Remembered(303, answer.headers["location"], None))
        return answer


class PageReadingGuard(PageGuard, ReadingGuard):
    def given(self, request: Request, view: Reading) -> PageReading:
        return PageReading(view.tx, view.who, view.now, request.state.visitor)


class PageWritingGuard(PageGuard, WritingGuard):
    """`changes` says what others did since the version seen, for the page of a conflict."""

    def __init__(self, *roles: Role, changes: ChangesSince | None = None) -> None:
        super().__init__(*roles)
        self.changes = changes

    def given(self, request: Request, unit: Writing) -> PageWriting:
        return PageWriting(
            unit.tx, unit.who, unit.now, unit.context, unit.if_match, unit.request_key,
            unit.about, unit.afterwards, visitor=request.state.visitor, form=form_of(request),
        )  # fmt: skip

    async def request_key(self, request: Request, who: Principal) -> RequestKey | None:
        """Of the hidden field. The token against forgery is not part of what was sent."""
        if request.method in _SAFE:
            return None
        sent = await sent_with(request)
        key = sent.get("key")
        if not KEY.fullmatch(key):
            return None
        route = f"{request.method} {request.scope['path']}"
        secret: str = request.app.state.settings.secret
        return RequestKey.of(who.subject, route, key, sent.canonical(), secret)

    async def if_match(self, request: Request) -> int | None:
        """The version that the form was made of."""
        if request.method in _SAFE:
            return None
        version = (await sent_with(request)).get("version")
        return int(version) if version.isascii() and version.isdigit() else None


def signed_in(*roles: Role) -> Any:
    """`visitor: Annotated[Visitor, signed_in(Role.CASE_MANAGER)]`; no role: any will do."""
    return Depends(VisitGuard(*roles), scope="function")


def page_reading(*roles: Role) -> Any:
    """`view: Annotated[PageReading, page_reading(Role.CASE_MANAGER)]`."""
    return Depends(PageReadingGuard(*roles), scope="function")


def page_writing(*roles: Role, changes: ChangesSince | None = None) -> Any:
    """`unit: Annotated[PageWriting, page_writing(Role.CASE_MANAGER)]`; for a GET that records too.

    Committed before the answer leaves.
    """
    return Depends(PageWritingGuard(*roles, changes=changes), scope="function")


def open_page() -> Any:
    """`page: Annotated[PageRequest, open_page()]`: for everybody."""
    return Depends(_anybody, scope="function")


async def _anybody(request: Request) -> PageRequest:
    return page_request(request)


def form_of(request: Request) -> Form:
    """What was sent, where the guard has read it; empty otherwise."""
    page, sent = page_request(request), known_of(request)
    return Form(page.words, page.language, sent.values(), sent.files)


async def _require_own_form(request: Request, sign_in: SignIn, session: Session) -> None:
    given = (await sent_with(request)).get("csrf")
    if sign_in.sessions.csrf_fits(session, given):
        return
    if sign_in.sessions.csrf_of_same_person(session, given):
        raise Forbidden("The form is of an earlier session.", code="session-changed")
    raise Forbidden("The form is not of this session.", code="csrf")


async def _let_go(request: Request, sign_in: SignIn, session: Session) -> None:
    """What waited was sent again."""
    if session.kept is not None and (await sent_with(request)).get("kept"):
        async with request.app.state.resources.database.transaction() as tx:
            await sign_in.sessions.keep(tx, session, None)


async def _keep_input(request: Request, sign_in: SignIn, session: Session) -> None:
    """What was sent with a session that had just ended waits, sealed, for who had it."""
    if request.method in _SAFE:
        return
    sent = await sent_with(request)
    fields = [entry for entry in sent.fields if entry[0] != "csrf"]
    size = sum(len(name) + len(value) for name, value in fields)
    if size > _LARGEST_KEPT or not sign_in.sessions.csrf_fits(session, sent.get("csrf")):
        return
    kept = KeptInput(str(request.scope["path"]), fields, files=bool(sent.files))
    async with request.app.state.resources.database.transaction() as tx:
        await sign_in.sessions.keep(tx, session, kept)


def _where_to_go_on(request: Request) -> str:
    """The page itself; after a form its page, where its address has one."""
    if request.method in _SAFE:
        query = request.url.query
        return f"{request.scope['path']}?{query}" if query else str(request.scope["path"])
    return str(request.scope["path"]) if "GET" in routing.methods_at(request) else "/"
