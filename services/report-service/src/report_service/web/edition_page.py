"""A page that says how far an earlier moment is, also in the place of its figures."""

from collections.abc import Iterator
from typing import Final

from fastapi import Response

from continuous_line.days import day, start_of
from continuous_line.web.pages import PageRequest
from continuous_line.web.pages import language as say
from report_service.editions import Edition
from report_service.web.texts_editions import EDITIONS

AGAIN: Final = 15
"""Seconds after which a browser asks again by itself."""


def edition_page(page: PageRequest, edition: Edition, *, again: str) -> Response:
    """`again`: the address at which to look again; a browser does so by itself, too."""
    told = EDITIONS[page.language]
    waiting = edition.state in ("requested", "running")
    answer = _page(
        page,
        202 if waiting else 200,
        moment=told["moment"].format(moment=say.moment(edition.as_of, page.language)),
        lines=list(_lines(edition, page)),
        again=again if waiting else None,
        figures=address_of(edition) if edition.state == "kept" else None,
    )
    if waiting:
        answer.headers["Refresh"] = str(AGAIN)
        answer.headers["Retry-After"] = str(AGAIN)
    return answer


def no_edition(page: PageRequest) -> Response:
    return _page(page, 404, lines=[EDITIONS[page.language]["missing"]])


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
