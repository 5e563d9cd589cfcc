"""Pages as people see them: every kind that links lead to, and where each of these leads."""

import re
from html import unescape
from urllib.parse import urldefrag, urljoin

from marked_run import CLIENT, MANAGER, Run

from continuous_line.testing.browsing import Browsing

HOLDER = "permit-holder-1"
_LINKS = re.compile(r'(?:href|action|src|formaction)="([^"]*)"')
_ONES_OWN = re.compile(r"[0-9a-f-]{36}|(?:GM|AM|PV)[0-9]+|=[^&]*")
_EACH, _MOST = 2, 60


async def pages(run: Run) -> None:
    for service, path, person in (
        ("profile", "/", MANAGER.subject),
        ("profile", f"/profiles/{run.person}", MANAGER.subject),
        ("profile", f"/profiles/{run.person}", CLIENT.subject),
        ("profile", "/", HOLDER),
        ("directory", "/", CLIENT.subject),
        ("directory", f"/contacts/{run.contact}", CLIENT.subject),
    ):
        await walk(run, f"{run.stand.address(service)}{path}", person)
    await looked_up(run)


async def looked_up(run: Run) -> None:
    """By a V-number that is known, one that is not, and what is none."""
    browser = Browsing(None)
    try:
        choice = await browser.go(f"{run.stand.address('profile')}/profiles")
        page = await browser.submit(choice, "/sign-in", person=MANAGER.subject)
        for value, status in (("V-number", 200), ("wrong V-number", 404), ("typed", 400)):
            found = await browser.submit(page, "/profile-searches", v_number=run.marks[value])
            assert found.status == status, value
            linked(run, found.text)
        run.addresses += browser.visited
    finally:
        await browser.close()


async def walk(run: Run, start: str, person: str) -> None:
    """Two of each kind: the same address with another id or filter is the same kind."""
    browser = Browsing(None)
    try:
        choice = await browser.go(urljoin(start, "/sign-in/account"))
        await browser.submit(choice, "/sign-in", person=person)
        waiting, kinds, seen = [start], dict[str, int](), set[str]()
        while waiting and len(seen) < _MOST:
            address = waiting.pop(0)
            kind = _ONES_OWN.sub("*", address)
            if address in seen or kinds.get(kind, 0) >= _EACH:
                continue
            seen.add(address)
            kinds[kind] = kinds.get(kind, 0) + 1
            page = await browser.go(address)
            run.pages.append(page.text)
            found = linked(run, page.text)
            waiting += [urldefrag(urljoin(page.address, each)).url for each in found if goes(each)]
        run.addresses += browser.visited
    finally:
        await browser.close()


def goes(address: str) -> bool:
    """To a page of the service in this language, without ending the session."""
    return (
        address.startswith("/")
        and not address.startswith(("//", "/static", "/sign-"))
        and ("lang=" not in address)
    )


def linked(run: Run, text: str) -> list[str]:
    """Addresses that a browser asks for; `mailto:` and `tel:` go to nobody's log."""
    found = [unescape(each) for each in _LINKS.findall(text)]
    kept = [each for each in found if not each.startswith(("mailto:", "tel:"))]
    run.addresses += kept
    return kept
