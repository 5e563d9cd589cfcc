"""How far an earlier moment is: for whoever waits for its figures, without JavaScript."""

from collections.abc import Iterator
from typing import Annotated

from fastapi import APIRouter, Path, Response

from continuous_line.days import day, start_of
from continuous_line.errors import NotFound
from continuous_line.fields import Id
from continuous_line.web.pages import PageRequest, open_page
from continuous_line.web.pages import language as say
from report_service import editions
from report_service.api.dependencies import Given
from report_service.editions import Edition
from report_service.web.texts_editions import EDITIONS

router = APIRouter()


@router.get("/editions/{editionId}")
async def edition_page(
    resources: Given,
    page: Annotated[PageRequest, open_page()],
    edition_id: Annotated[Id, Path(alias="editionId")],
) -> Response:
    """Says nothing about anybody: a moment, and how far it is."""
    told = EDITIONS[page.language]
    try:
        async with resources.database.reading() as tx:
            found = await editions.load(tx, edition_id)
    except NotFound:
        return _page(page, 404, lines=[told["missing"]])
    waiting = found.state in ("requested", "running")
    return _page(
        page,
        202 if waiting else 200,
        moment=told["moment"].format(moment=say.moment(found.as_of, page.language)),
        lines=list(_lines(found, page)),
        again=f"/editions/{found.id}" if waiting else None,
        figures=address_of(found) if found.state == "kept" else None,
    )


def _page(page: PageRequest, status: int, **context: object) -> Response:
    found: dict[str, object] = {"moment": None, "again": None, "figures": None, **context}
    return page.page("edition.html", status, told=EDITIONS[page.language], **found)


def address_of(edition: Edition) -> str:
    """Pages of figures know whole days; of another moment it leads to those of now."""
    on = day(edition.as_of)
    return f"/?asOf={on}" if start_of(on) == edition.as_of else "/"


def _lines(edition: Edition, page: PageRequest) -> Iterator[str]:
    told = EDITIONS[page.language]
    yield told[edition.state].format(percent=edition.percent)
    left = edition.seconds_left()
    if left is not None:
        minutes = max(1, round(left / 60))
        yield told["left" if minutes > 1 else "left_one"].format(minutes=minutes)
