"""Errors as pages: what went wrong, whether anything was recorded, and what to do next."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import date
from http import HTTPStatus
from typing import Any, Final
from urllib.parse import urlencode

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from continuous_line import telemetry
from continuous_line.codes import Role
from continuous_line.database import passing
from continuous_line.errors import LogUnavailable, NotFound, Refused
from continuous_line.idempotency import Remembered
from continuous_line.web import problems, routing
from continuous_line.web.pages import language as say
from continuous_line.web.pages.guards import Change, PageGuard, PageWritingGuard, form_of
from continuous_line.web.pages.language import Language
from continuous_line.web.pages.request import PageRequest, Visitor, in_words, page_request
from continuous_line.web.pages.told import ROLES
from continuous_line.web.sign_in.state import SignInNeeded
from continuous_line.writing import AnsweredBefore, replay

_CONFLICTS: Final = frozenset(("version-conflict", "precondition-failed"))
_HTML: Final = "text/html"

Handler = Callable[[Request, Exception], Any]


def handle_page_errors(root: FastAPI) -> None:
    """A route of a page, or a browser at an address without one, gets a page; others JSON."""
    for kind, page, other in (
        (SignInNeeded, _to_sign_in, problems.refused),
        (Refused, _refused, problems.refused),
        (AnsweredBefore, _answered, replay),
        (HTTPException, _plain, problems.plain),
        (RequestValidationError, _invalid, problems.invalid),
        (Exception, _unexpected, problems.unexpected),
    ):
        root.add_exception_handler(kind, _either(page, other))


def _either(page: Callable[..., Awaitable[Response]], other: Handler) -> Any:
    async def handle(request: Request, error: Exception) -> Response:
        if wants_page(request):
            return await page(page_request(request), error)
        answer = other(request, error)
        return answer if isinstance(answer, Response) else await answer

    return handle


def wants_page(request: Request) -> bool:
    if isinstance(routing.guard_of(request), PageGuard):
        return True
    return _HTML in request.headers.get("accept", "")


async def _to_sign_in(page: PageRequest, error: SignInNeeded) -> Response:
    return page.see("/sign-in/start?" + urlencode({"next": error.next}))


async def _answered(page: PageRequest, error: AnsweredBefore) -> Response:
    """The same form a second time: where the first led to."""
    answer: Remembered = error.answer
    return page.see(answer.location or "/")


async def _refused(page: PageRequest, error: Refused) -> Response:
    if error.code in _CONFLICTS:
        return await _conflict(page, error)
    sentence = page.kit.refusal(error.code, page.language)
    if sentence is None:
        english = page.language is Language.EN
        sentence = error.detail if english else page.kit.refusal("refused", page.language)
    more = list(_more(page, error))
    again = error.code in ("session-changed", "outcome-unknown", "access-unknown", "unavailable")
    return problem_page(page, error.status, error.code, sentence, more, again=again)


async def _conflict(page: PageRequest, error: Refused) -> Response:
    """Who changed what, what was entered, and both ways on."""
    form = form_of(page.request)
    sentence = page.kit.refusal(error.code, page.language)
    version = error.extra.get("currentVersion")
    return page.page(
        "conflict.html", error.status, sentence=sentence, code=error.code, form=form,
        changes=await _changes(page, form.version), version=version or form.version,
        address=_page_of(page),
    )  # fmt: skip


async def _changes(page: PageRequest, version: str) -> Sequence[Change]:
    guard = routing.guard_of(page.request)
    if not isinstance(guard, PageWritingGuard) or guard.changes is None:
        return ()
    resources: Any = page.request.app.state.resources
    async with resources.database.reading() as tx:
        seen = int(version) if version.isdigit() else None
        return await guard.changes(tx, page.request, seen)


def _more(page: PageRequest, error: Refused) -> Any:
    words = page.words
    needed = error.extra.get("rolesNeeded")
    if needed and isinstance(page, Visitor):
        roles = in_words(frozenset(needed), page.language, words)
        key = "role_needed" if len(needed) == 1 else "roles_needed"
        yield words[key].format(roles=roles, held=page.roles)
        yield words["ask_for_role"]
    if error.code == "right-ended":
        yield _whom_to_ask(page, error)
    if "erasedOn" in error.extra:
        erased = date.fromisoformat(str(error.extra["erasedOn"]))
        yield words["erased_on"].format(day=say.day(erased, page.language))
    if error.code == "outcome-unknown":
        yield words["outcome_unknown"]
    elif error.status >= 409 or page.request.method == "POST":
        yield words["nothing_recorded"]


def _whom_to_ask(page: PageRequest, error: Refused) -> str:
    since, ask = error.extra.get("since"), error.extra.get("ask")
    if not since or not ask:
        return page.words["right_ended_plain"]
    day = say.day(date.fromisoformat(str(since)[:10]), page.language)
    role, azc = (ask["role"], ask["azc"]) if isinstance(ask, Mapping) else (Role.CASE_MANAGER, ask)
    said, place = ROLES[page.language][role], str(azc).removeprefix("azc-")
    return page.words["right_ended"].format(day=day, role=said, place=place)


async def _plain(page: PageRequest, error: HTTPException) -> Response:
    status = error.status_code
    code = "not-found-here" if status == 404 else _code(status)
    sentence = page.kit.refusal(code, page.language) or page.words["problem_400"]
    answer = problem_page(page, status, code, sentence, ())
    if status == 405:
        answer.headers["Allow"] = ", ".join(sorted(routing.methods_at(page.request)))
    return answer


def _code(status: int) -> str:
    return HTTPStatus(status).phrase.lower().replace(" ", "-")


async def _invalid(page: PageRequest, error: RequestValidationError) -> Response:
    """An address that cannot be: who may not come in learns that first, others of no page."""
    guard = routing.guard_of(page.request)
    if guard is not None:
        try:
            await guard.admit(page.request)
        except SignInNeeded as needed:
            return await _to_sign_in(page, needed)
        except Refused as refusal:
            return await _refused(page_request(page.request), refusal)
    page = page_request(page.request)
    if any(entry["loc"][:1] == ("path",) for entry in error.errors()):
        return await _refused(page, NotFound("There is nothing at this address."))
    sentence = page.kit.refusal("invalid-input", page.language)
    return problem_page(page, 400, "invalid-input", sentence, ())


async def _unexpected(page: PageRequest, error: Exception) -> Response:
    away = isinstance(error, LogUnavailable) or passing(error)
    status, code = (503, "unavailable") if away else (500, "internal")
    sentence = page.kit.refusal(code, page.language)
    answer = problem_page(page, status, code, sentence, (page.words["nothing_recorded"],),
                          again=away)  # fmt: skip
    if away:
        answer.headers["Retry-After"] = problems.RETRY_AFTER
    return answer


def problem_page(
    page: PageRequest, status: int, code: str, sentence: str | None, more: Sequence[str],
    *, again: bool = False,
) -> Response:  # fmt: skip
    """`again`: with a button that sends what was entered once more."""
    form = form_of(page.request) if again and page.request.method == "POST" else None
    if not isinstance(page, Visitor):
        form = None
    title = page.words.get(f"problem_{status}", page.words["problem_400"])
    return page.page(
        "problem.html", status, title=title, sentence=sentence, more=more, code=code,
        trace=telemetry.current_trace().trace_id, form=None, resend=form,
    )  # fmt: skip


def _page_of(page: PageRequest) -> str:
    return page.path if "GET" in routing.methods_at(page.request) else "/"
