"""The addresses of signing in and out, in every service with pages."""

from typing import Annotated, Any, Final
from urllib.parse import urlsplit

from fastapi import APIRouter, Query, Request, Response

from continuous_line.errors import Forbidden, NotFound
from continuous_line.sessions import Session
from continuous_line.web.pages.forms import Form
from continuous_line.web.pages.guards import open_page, signed_in
from continuous_line.web.pages.request import PageRequest, Visitor
from continuous_line.web.pages.sent import sent_with
from continuous_line.web.sign_in import attempt as attempts
from continuous_line.web.sign_in.errors import SignInFailed, SignInOff, SignInRefused
from continuous_line.web.sign_in.provider import CALLBACK, SIGNED_OUT
from continuous_line.web.sign_in.state import SignIn

Anybody = Annotated[PageRequest, open_page()]
Somebody = Annotated[Visitor, signed_in()]
_KEPT: Final = "/sign-in/kept"

router = APIRouter(include_in_schema=False)


@router.get("/sign-in")
async def sign_in_here(page: Anybody) -> Response:
    """Choosing a person is the issuer's page; elsewhere than in the embedded default: 404."""
    if not page.embedded:
        raise NotFound("There is nothing at this address.", code="not-found-here")
    return page.see("/sign-in/start")


@router.get("/sign-in/start")
async def start(
    page: Anybody, next_: Annotated[str, Query(alias="next", max_length=2000)] = "/"
) -> Response:
    """To the issuer; afterwards to `next`, a path of this service."""
    return await _start(page, next_)


@router.get("/sign-in/switch")
async def switch(page: Anybody) -> Response:
    """Choose another ready-made person."""
    if not page.embedded:
        raise NotFound("There is nothing at this address.", code="not-found-here")
    return await _start(page, "/", prompt="select_account")


async def _start(page: PageRequest, next_: str, prompt: str | None = None) -> Response:
    sign_in = _sign_in(page)
    if not sign_in.settings.public_url:
        raise SignInOff("No public address is set.")
    attempt = attempts.begin(next_)
    answer = page.see(await sign_in.provider.authorize_at(attempt.proof, prompt=prompt))
    attempts.keep(answer, attempt, sign_in.sealing, sign_in.cookie)
    return answer


@router.get(CALLBACK)
async def callback(
    request: Request,
    page: Anybody,
    state: str = "",
    code: str = "",
    iss: str | None = None,
    error: str = "",
) -> Response:
    """Back from the issuer: only in the browser that went there, and once."""
    sign_in = _sign_in(page)
    attempt = attempts.find(request, state, sign_in.sealing, sign_in.cookie)
    await sign_in.provider.require_issuer(iss)
    if error:
        raise SignInRefused("The issuer did not sign in.")
    if not code:
        raise SignInFailed("The issuer sent no code.")
    tokens = await sign_in.provider.exchange(code, attempt.verifier)
    before, _ = await sign_in.find(request)
    async with request.app.state.resources.database.transaction() as tx:
        session, waits = await sign_in.enter(tx, tokens, attempt, before)
    answer = page.see(_KEPT if waits else attempt.next)
    sign_in.give_cookie(answer, session)
    attempts.drop(answer, state, sign_in.cookie)
    return answer


@router.get(_KEPT)
async def kept(visitor: Somebody) -> Response:
    """What was sent with a session that had ended, to send it now."""
    session, _ = await _sign_in(visitor).find(visitor.request)
    found = session and session.kept
    if not found:
        return visitor.page("kept.html", kept=None)
    values: dict[str, list[str]] = {}
    for name, value in found.fields:
        values.setdefault(name, []).append(value)
    form = Form(visitor.words, visitor.language, values)
    return visitor.page("kept.html", kept=found, resend=form)


@router.get("/sign-in/account")
async def account(visitor: Somebody) -> Response:
    """Who is signed in, and the ways out."""
    return visitor.page("account.html")


@router.post("/sign-out")
async def sign_out(page: Anybody) -> Response:
    return await _sign_out(page, everywhere=False)


@router.post("/sign-out/everywhere")
async def sign_out_everywhere(page: Anybody) -> Response:
    """Every session of this person in this service; the issuer tells the other services."""
    return await _sign_out(page, everywhere=True)


@router.get(SIGNED_OUT)
async def signed_out(page: Anybody) -> Response:
    return page.page("signed_out.html", leave=None)


@router.post("/sign-in/backchannel-logout")
async def told_by_issuer(request: Request) -> Response:
    """The issuer ended a session (OpenID Connect Back-Channel Logout 1.0)."""
    sign_in: SignIn = request.app.state.sign_in
    token = (await sent_with(request)).get("logout_token")
    try:
        subject, issuer_session = await sign_in.provider.logout(token)
    except SignInFailed:
        return Response('{"error": "invalid_request"}', 400, media_type="application/json")
    async with request.app.state.resources.database.transaction() as tx:
        await sign_in.sessions.end_all(tx, subject=subject, issuer_session=issuer_session)
    return Response(status_code=200)


async def _sign_out(page: PageRequest, *, everywhere: bool) -> Response:
    sign_in, request = _sign_in(page), page.request
    session, _ = await sign_in.find(request)
    if session is not None:
        await _end(request, sign_in, session, everywhere=everywhere)
    id_token = session.held.id_token if session is not None else None
    leave = await sign_in.provider.leave_at(id_token) if id_token else None
    if leave is None or not _same_origin(leave, sign_in.settings.issuer):
        answer = page.page("signed_out.html", leave=leave)
    else:
        answer = page.see(leave)
    sign_in.take_cookie(answer)
    return answer


async def _end(request: Request, sign_in: SignIn, session: Session, *, everywhere: bool) -> None:
    given = (await sent_with(request)).get("csrf")
    if not sign_in.sessions.csrf_of_same_person(session, given):
        raise Forbidden("The form is not of this session.", code="csrf")
    async with request.app.state.resources.database.transaction() as tx:
        await sign_in.sessions.end(tx, session.id)
        if everywhere:
            await sign_in.sessions.end_all(tx, subject=session.held.subject)


def _same_origin(one: str, other: str) -> bool:
    """What `form-action` lets a form lead to: a redirect elsewhere would be stopped."""
    return urlsplit(one)[:2] == urlsplit(other)[:2]


def _sign_in(page: PageRequest) -> SignIn:
    found: Any = page.request.app.state.sign_in
    return found  # type: ignore[no-any-return]
