"""The walk over all pages: it passes on the sample's pages, and finds what is wrong with others."""

from collections.abc import AsyncIterator, Callable
from typing import Annotated

import pytest
from fastapi import APIRouter, Response
from fastapi.responses import HTMLResponse

from continuous_line.codes import Role
from continuous_line.config import Settings
from continuous_line.testing.pages import OPEN, PageSuite, faults_of_words
from continuous_line.web import Service
from continuous_line.web.pages import Language, PageKit, Visitor, signed_in

READ = (Role.CASE_MANAGER, Role.ANALYST)
EVERY = frozenset(Role) - {Role.ASYLUM_DECISION_MAKER}
MATRIX = {
    "GET /": OPEN,
    "GET /me": EVERY,
    "GET /visits": READ,
    "GET /visits/new": (Role.CASE_MANAGER,),
    "POST /visits/new": (Role.CASE_MANAGER,),
    "GET /visits/{visitId}": READ,
}


@pytest.fixture
async def app(sound_app: Service) -> AsyncIterator[Service]:
    async with sound_app.router.lifespan_context(sound_app):
        yield sound_app


class TestPages(PageSuite):
    matrix = MATRIX


@pytest.mark.parametrize(
    "wrong",
    [{"GET /visits": (Role.ANALYST,)}, {"GET /me": OPEN}, {"GET /": READ},
     {"GET /visits/new": (Role.CASE_MANAGER, Role.PROVIDER)}],
)  # fmt: skip
async def test_another_matrix_than_the_guards_is_found(
    wrong: dict[str, tuple[Role, ...]], app: Service, token: Callable[..., str]
) -> None:
    suite = PageSuite()
    suite.matrix = MATRIX | wrong  # type: ignore[misc]
    with pytest.raises(AssertionError, match=next(iter(wrong))):
        await suite.test_every_page_lets_in_exactly_the_roles_it_is_for(app, token)


async def test_a_page_that_does_not_say_who_is_signed_in_is_found(
    settings: Settings, token: Callable[..., str]
) -> None:
    from sample_pages.app import app_of

    router = APIRouter()

    @router.get("/bare")
    async def bare(_visitor: Annotated[Visitor, signed_in(*READ)]) -> Response:
        return HTMLResponse('<html lang="nl">Naar de inhoud')

    suite = PageSuite()
    suite.matrix = {"GET /bare": READ}  # type: ignore[misc]
    made = app_of(settings, router)
    async with made.router.lifespan_context(made):
        with pytest.raises(AssertionError) as found:
            await suite.test_every_page_says_who_is_signed_in_in_both_languages(made, token)
    assert "does not name Somebody" in str(found.value)
    assert "no page in this language" in str(found.value)


def test_words_of_one_language_only_are_found() -> None:
    kit = PageKit(words={Language.NL: {"a": "a", "items": "b"}, Language.EN: {"a": ""}})
    assert faults_of_words(kit) == [
        "words: only one language has items",
        "words: a is empty",
        "words: items is a method of dict",
    ]
