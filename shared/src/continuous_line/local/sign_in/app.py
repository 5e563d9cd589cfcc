"""The addresses of the embedded issuer."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path
from typing import Annotated, Final, cast
from urllib.parse import urlencode, urlsplit

import orjson
import uvicorn
from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.responses import JSONResponse
from starlette.middleware.trustedhost import TrustedHostMiddleware

from continuous_line.local.errors import CannotStart
from continuous_line.local.issuer import ALGORITHM, Issuer
from continuous_line.local.sign_in.people import Person
from continuous_line.local.sign_in.provider import Client, Desk, NotAsked, Wish
from continuous_line.local.sign_in.texts import WORDS
from continuous_line.web.pages import Form, PageKit, PageRequest, open_page
from continuous_line.web.pages.request import in_words
from continuous_line.web.pages.routes import router as page_routes
from continuous_line.web.pages.sent import sent_with

_COOKIE: Final = "__Host-issuer"
_HEADERS: Final = {"Cache-Control": "no-store", "X-Frame-Options": "DENY"}
Anybody = Annotated[PageRequest, open_page()]
KIT = PageKit("continuous_line.local.sign_in", WORDS)
router = APIRouter(include_in_schema=False)


@router.get("/.well-known/openid-configuration")
async def discovery(request: Request) -> Response:
    here = _desk(request).issuer.address
    return JSONResponse(
        {
            "issuer": here,
            "authorization_endpoint": f"{here}/authorize",
            "token_endpoint": f"{here}/token",
            "jwks_uri": f"{here}/jwks",
            "end_session_endpoint": f"{here}/end-session",
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": [ALGORITHM],
            "code_challenge_methods_supported": ["S256"],
            "token_endpoint_auth_methods_supported": ["none"],
            "scopes_supported": ["openid", "profile"],
            "authorization_response_iss_parameter_supported": True,
            "backchannel_logout_supported": True,
            "backchannel_logout_session_supported": True,
        }
    )


@router.get("/jwks")
async def keys(request: Request) -> Response:
    path: Path = _desk(request).issuer.jwks
    return JSONResponse(orjson.loads(await asyncio.to_thread(path.read_bytes)))


@router.get("/authorize")
async def authorize(request: Request, page: Anybody) -> Response:
    """Who was chosen before goes on at once, unless the client asks to choose."""
    desk = _desk(request)
    try:
        wish = desk.wish(request.query_params)
    except NotAsked as fault:
        return page.page("not_asked.html", 400, fault=str(fault))
    at = desk.session(request.cookies.get(_COOKIE))
    if at is not None and "select_account" not in wish.prompt and "login" not in wish.prompt:
        return page.see(_back(desk, wish, code=desk.code(wish, at)))
    if "none" in wish.prompt.split():
        return page.see(_back(desk, wish, error="login_required"))
    query = {name: value for name, value in request.query_params.items() if name != "lang"}
    return page.see("/sign-in?" + urlencode(query))


@router.get("/sign-in")
async def choose(page: Anybody) -> Response:
    return _choice(page, Form.of(page))


@router.post("/sign-in")
async def chosen(request: Request, page: Anybody) -> Response:
    """A new session with the one chosen; the services of the old one are told that it ended."""
    desk, sent = _desk(request), await sent_with(request)
    form = Form(page.words, page.language, sent.values())
    begun = desk.begin(form.choice("person", [each.subject for each in desk.people]) or "")
    if begun is None:
        return _choice(page, form, 400)
    try:
        wish = desk.wish(request.query_params)
    except NotAsked as fault:
        return page.page("not_asked.html", 400, fault=str(fault))
    await desk.end(request.cookies.get(_COOKIE))
    cookie, at = begun
    answer = page.see(_back(desk, wish, code=desk.code(wish, at)))
    answer.set_cookie(_COOKIE, cookie, path="/", secure=True, httponly=True, samesite="lax")
    return answer


@router.post("/token")
async def token(request: Request) -> Response:
    sent = dict((await sent_with(request)).fields)
    found = _desk(request).tokens(sent)
    if found is None:
        return JSONResponse({"error": "invalid_grant"}, 400)
    return JSONResponse(found, headers=_HEADERS)


@router.get("/end-session")
async def end_session(request: Request, page: Anybody) -> Response:
    """Back to the service that asked, where it is one of ours."""
    desk = _desk(request)
    await desk.end(request.cookies.get(_COOKIE))
    wanted = request.query_params.get("post_logout_redirect_uri", "")
    known = any(wanted == client.signed_out for client in desk.clients.values())
    answer = page.see(wanted) if known else page.page("signed_out_here.html")
    answer.delete_cookie(_COOKIE, path="/", secure=True, httponly=True, samesite="lax")
    return answer


def _choice(page: PageRequest, form: Form, status: int = 200) -> Response:
    people = [(each.subject, _named(each, page)) for each in _desk(page.request).people]
    return page.page("people.html", status, form=form, people=people)


def _named(person: Person, page: PageRequest) -> str:
    roles = in_words(frozenset(person.roles), page.language, page.words)
    return f"{roles}, {person.about}" if person.about else roles


def _back(desk: Desk, wish: Wish, **answer: str) -> str:
    query = {**answer, "state": wish.state, "iss": desk.issuer.address}
    return f"{wish.client.callback}?{urlencode(query)}"


def _desk(request: Request) -> Desk:
    return cast(Desk, request.app.state.desk)


class _Given:
    """What the kit asks of a service's settings."""

    environment = "embedded"
    invented: tuple[date, date] | None = None
    """Here are no figures."""


class SignInPlace:
    """The issuer, listening at its address while the block runs. Raises CannotStart."""

    def __init__(self, issuer: Issuer, clients: Sequence[Client], people: Sequence[Person]) -> None:
        self.desk = Desk(issuer, clients, people)
        self.app = FastAPI(openapi_url=None, redirect_slashes=False)
        self.app.state.desk, self.app.state.pages = self.desk, KIT
        self.app.state.settings = _Given()
        self.app.state.form_targets = [client.address for client in clients]
        # A name that somebody points at this machine is not this machine.
        self.app.add_middleware(TrustedHostMiddleware, allowed_hosts=["127.0.0.1", "localhost"])
        self.app.include_router(page_routes)
        self.app.include_router(router)

    @asynccontextmanager
    async def serving(self) -> AsyncIterator[None]:
        parts = urlsplit(self.desk.issuer.address)
        config = uvicorn.Config(
            self.app, host=parts.hostname or "127.0.0.1", port=parts.port or 80, log_config=None,
            access_log=False, lifespan="off", server_header=False, timeout_graceful_shutdown=1,
        )  # fmt: skip
        server = _Server(config)
        task = asyncio.create_task(server.serve(), name="issuer")
        try:
            while not server.started:
                if task.done():
                    raise CannotStart(f"the issuer cannot listen at {self.desk.issuer.address}")
                await asyncio.sleep(0.01)
            yield
        finally:
            server.should_exit = True
            await asyncio.gather(task, return_exceptions=True)


class _Server(uvicorn.Server):
    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Signals are those of the process around it."""
        yield
