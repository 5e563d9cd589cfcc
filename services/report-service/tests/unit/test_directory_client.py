"""What a directory of several pages tells of a region, whatever it does with the later ones."""

from collections.abc import Callable
from datetime import timedelta

import httpx

from continuous_line.neighbour import Neighbour
from report_service.directory_client import DirectoryClient, Region

Answers = Callable[[int], tuple[int, str | None]]
"""To the page of this number, from 1: with which status, and what follows it."""


async def asked(answers: Answers) -> tuple[Region | None, int]:
    """A region of a directory with one contact on every page and no gaps; how often it was asked
    for contacts."""
    pages = 0

    def answer(request: httpx.Request) -> httpx.Response:
        nonlocal pages
        if request.url.path == "/v1/contact-gaps":
            return httpx.Response(200, json={"items": []})
        pages += 1
        # the page after this one is asked for by what this one said, the first by nothing
        assert request.url.params.get("cursor") == (f"after-{pages - 1}" if pages > 1 else None)
        status, following = answers(pages)
        contact = {
            "contactId": f"00000000-0000-0000-0000-{pages:012}", "kind": "team",
            "organisation": "GM0988", "places": ["GM0988"], "verification": "verified",
        }  # fmt: skip
        return httpx.Response(status, json={"items": [contact], "next": following})

    async with httpx.AsyncClient(transport=httpx.MockTransport(answer)) as http:
        service = Neighbour(http, "directory", "http://directory.example", timedelta(seconds=1))
        return await DirectoryClient(service).region("token", "AM33"), pages


async def test_all_pages_are_read_and_nothing_is_said_to_be_left() -> None:
    region, pages = await asked(lambda page: (200, f"after-{page}" if page < 3 else None))
    assert region is not None
    assert [contact.contact_id.int for contact in region.contacts] == [1, 2, 3]
    assert (region.more, pages) == (False, 3)


async def test_a_list_without_end_is_read_ten_times_and_the_rest_is_said_to_be_there() -> None:
    region, pages = await asked(lambda page: (200, f"after-{page}"))
    assert region is not None
    assert (len(region.contacts), region.more, pages) == (10, True, 10)


async def test_where_a_later_page_does_not_come_nothing_is_known() -> None:
    region, pages = await asked(lambda page: (200 if page == 1 else 503, f"after-{page}"))
    assert (region, pages) == (None, 2)
