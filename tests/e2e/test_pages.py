"""Every page that a ready-made person of the demo can come to, by following links."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from urllib.parse import unquote_plus

import httpx
import pytest
from playwright.async_api import Browser, Cookie, Page
from walking import Seen, Walk

from continuous_line.days import day
from continuous_line.local.sign_in import Person
from continuous_line.testing.browser import faults_of, page_of, sign_in
from continuous_line.web.pages import Language
from continuous_line.web.pages.told import ROLES
from continuous_line_embedded.demo import cast, fiction, guide, ready, replay, stories, today
from continuous_line_embedded.demo.acts import at
from continuous_line_embedded.demo.command import published, reference_places, token
from continuous_line_embedded.demo.requests import Requests
from continuous_line_embedded.demo.situations import SITUATIONS, hero
from continuous_line_embedded.stand import Stand

SEED, OF_2019, MUNICIPALITIES = 2019, 8, 30
PEOPLE = ready.people(SEED)
pytestmark = pytest.mark.timeout(600)  # the demo is made first
STARTS = ("profile", "handover", "directory", "report")
ACCOUNT = "/sign-in/account"
EMPTY = '<p class="notice" role="status">'
"""How a list says that there is nothing in it."""
MAY_BE_EMPTY = (
    "profile /activity-requests",
    "handover /",
    "handover /cases",
    "handover /cases/*",
    "handover /signals",
    "handover /notices",
    "handover /cases/*/findings",
    "handover /cases/*/steps/new",
    "handover /cases/*/closing",
    "report /reports/*",
)
"""Not everywhere does somebody wait for an answer, have cases of their own, or something to be
told; how a case ended, what a closing still needs and that a report is being made is said in the
same way."""

ENDED = {"profile /profiles/*": 410, "report /reports/*": 202}
"""What else may be answered: a profile of 2019 is erased by now, its term is over; a quarterly
report is being made."""


@dataclass
class Demo:
    """`looked`: the kinds of pages that were seen in the browser's window."""

    stand: Stand
    browser: Browser
    today: date
    requests: Requests
    looked: set[str] = field(default_factory=set)

    @property
    def addresses(self) -> dict[str, str]:
        return {name: self.stand.address(name) for name in STARTS}

    @asynccontextmanager
    async def signed_in(self, person: str) -> AsyncIterator[Page]:
        """In a window of their own, and in every service."""
        context = await self.browser.new_context()
        try:
            page = await context.new_page()
            await sign_in(page, f"{self.addresses['directory']}{ACCOUNT}", person)
            for base in self.addresses.values():
                await page.goto(f"{base}{ACCOUNT}")
            yield page
        finally:
            await context.close()


def client_of(cookies: list[Cookie]) -> httpx.AsyncClient:
    """With the browser's cookies, which it keeps over plain http on this machine."""
    kept = {one["name"]: one["value"] for one in cookies}
    return httpx.AsyncClient(cookies=kept, follow_redirects=True, timeout=30)


@pytest.fixture(scope="module")
async def demo(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Demo]:
    """The demo with fewer municipalities and few persons of 2019."""
    folder: Path = tmp_path_factory.mktemp("demo")
    now = day(datetime.now(UTC))
    places = reference_places()
    of_today = (*places.of_today[:MUNICIPALITIES], *cast.MUNICIPALITIES)
    told = stories.write(SEED, OF_2019, places, published())
    told += today.write(SEED, 0, replace(places, of_today=of_today), now)
    first = min(act.recorded_on for story in told for act in story.acts)
    stand = Stand(folder, clock_at=at(first, 0), people=PEOPLE,
                  postgres_options=("fsync=off", "synchronous_commit=off"))  # fmt: skip
    async with stand, page_of() as page:
        assert page.context.browser
        addresses = {name: stand.address(name) for name in stand.services}
        requests = Requests(addresses, lambda actor: token(stand, actor), {})
        progress = replay.Progress(SEED, OF_2019, now)
        await replay.replay(
            told, requests, stand.clock, progress, folder / "demo.json", lambda _day, _acts: None
        )
        assert await guide.differences(requests, guide.looks(SEED, now)) == []
        yield Demo(stand, page.context.browser, now, requests)
        await requests.close()


@pytest.mark.parametrize("person", PEOPLE, ids=lambda person: person.subject)
async def test_every_link_leads_somebody_to_a_page_for_them(demo: Demo, person: Person) -> None:
    async with demo.signed_in(person.subject) as page:
        starts = [f"{base}/" for base in demo.addresses.values()]
        async with client_of(await page.context.cookies()) as client:
            seen = await Walk(client, demo.addresses).pages(starts)
        faults = [fault for one in seen for fault in _faults(one, person)]
        for one in seen:
            if one.html and one.kind not in demo.looked:
                demo.looked.add(one.kind)
                await page.goto(one.address)
                faults += [f"{one.address}: {fault}" for fault in await faults_of(page)]
    assert not faults, "\n".join(faults)


def _faults(seen: Seen, person: Person) -> list[str]:
    faults = []
    if seen.status != ENDED.get(seen.kind, 200) and seen.status != 200:
        faults.append(f"{seen.address} from {seen.came}: {seen.status}")
    if seen.html and not seen.kind.startswith("report"):
        header = seen.html.partition("</header>")[0]
        told = [ROLES[Language.NL][role] for role in person.roles]
        faults += [
            f"{seen.address} does not name {each}"
            for each in (person.name, person.organisation_name, *told)
            if each not in header
        ]
    if EMPTY in seen.html and "?" not in seen.address and seen.kind not in MAY_BE_EMPTY:
        notice = seen.html.partition(EMPTY)[2].partition("</p>")[0]
        faults.append(f"{seen.address} has nothing to show: {notice}")
    address = unquote_plus(seen.address).lower()
    return faults + [f"{seen.address} holds {each}" for each in personal() if each in address]


@cache
def personal() -> frozenset[str]:
    """What somebody is called, and how they are reached; what is short may be in any word."""
    residents = [hero(SEED, name, date(2026, 1, 1)).resident for name in SITUATIONS]
    colleagues = [fiction.colleague(SEED, number) for number in range(200)]
    told = {told for one in residents for told in (one.given, one.family, one.v_number)}
    told |= {told for one in colleagues for told in (one.name, one.mail, one.phone)}
    plain = (each.replace(fiction.MARK, "").strip().lower() for each in told)
    return frozenset(each for each in plain if len(each) > 4)


async def test_where_to_look_first_there_is_something_to_see(demo: Demo) -> None:
    looks = [look for look in guide.looks(SEED, demo.today) if look.page]
    assert looks
    for person in {look.actor.subject for look in looks}:
        async with demo.signed_in(person) as page:
            for look in (one for one in looks if one.actor.subject == person):
                answer = await page.goto(f"{demo.stand.address(look.service)}{look.page}")
                assert answer is not None
                assert answer.status == look.status, look.page
                assert EMPTY not in await page.content(), look.page
