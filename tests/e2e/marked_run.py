"""Everybody does what holds personal data, with values that occur nowhere by accident.

Also wrong input: an answer that refuses is not to repeat it.
"""

import asyncio
import re
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from random import Random
from typing import Any, Self
from uuid import UUID, uuid4

import httpx

from continuous_line.testing.browsing import Browsing, Seen
from continuous_line.testing.leaks import Marks, mark
from continuous_line_embedded.demo.acts import TVS, Actor, case_manager, client_manager
from continuous_line_embedded.demo.requests import ON_ITS_WAY
from continuous_line_embedded.stand import Stand

AZC, MUNICIPALITY = "weert", "GM0957"
MANAGER, CLIENT = case_manager(AZC, 1), client_manager(MUNICIPALITY)
BRIDGE = Actor("participation-weert", "coa", ("participation-case-manager",), (AZC,))
WORDS = ("given", "family", "called", "street", "diploma", "school", "job", "skill", "teacher",
         "hobby", "goal", "friend", "remark", "wish", "result", "colleague", "hours", "diagnosis",
         "typed")  # fmt: skip
_LINKS = re.compile(r'(?:href|action|src|formaction)="([^"]*)"')
_PATIENCE = 60.0
Body = Mapping[str, Any] | bytes


def marks() -> Marks:
    """A date of birth that no reference data have, numbers of which there are 10^9 and more."""
    chance = Random()
    mobile = str(chance.randrange(10_000_000, 55_000_000))
    day = f"19{chance.randrange(20, 40)}-0{chance.randrange(1, 9)}-1{chance.randrange(9)}"
    numbers = {
        "V-number": str(chance.randrange(10**9, 10**10)),
        "V-number of somebody erased": str(chance.randrange(10**9, 10**10)),
        "wrong V-number": str(chance.randrange(10**9, 10**10)),
        "phone as dialled": f"316{mobile}",
        "phone as written": f"06{mobile}",
        "date of birth": day,
    }
    return Marks({word: mark(word) for word in WORDS} | numbers)


@dataclass
class Run:
    """One run; keeps every address it was sent to and every answer that refuses."""

    stand: Stand
    marks: Marks
    person: UUID = field(default_factory=uuid4)
    erased: UUID = field(default_factory=uuid4)
    contact: UUID = field(default_factory=uuid4)
    addresses: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    read: list[str] = field(default_factory=list)

    async def __aenter__(self) -> Self:
        self._client = httpx.AsyncClient(timeout=30, event_hooks={"response": [self._saw]})
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._client.aclose()

    @property
    def texts(self) -> dict[str, str]:
        """What was answered and where it led."""
        return {
            "addresses": "\n".join(self.addresses),
            "problem details": "\n".join(self.problems),
        }

    async def asks(
        self, actor: Actor, method: str, service: str, path: str, body: Body | None = None,
        *, status: int | None = None,
    ) -> httpx.Response:  # fmt: skip
        """Until it is answered so: the event that it takes may be on its way."""
        address, began = f"{self.stand.address(service)}/v1{path}", time.monotonic()
        while True:
            answer = await self._once(actor, method, address, body)
            if answer.is_success if status is None else answer.status_code == status:
                return answer
            late = time.monotonic() - began > _PATIENCE
            if late or answer.json().get("code") not in ON_ITS_WAY:
                raise AssertionError(f"{method} {path}: {answer.status_code} {answer.text}")
            await asyncio.sleep(0.2)

    async def _once(
        self, actor: Actor, method: str, address: str, body: Body | None
    ) -> httpx.Response:
        holder = UUID(actor.permit_holder) if actor.permit_holder else None
        token = self.stand.token(
            actor.subject, actor.organisation, actor.roles, actor.places, permit_holder_id=holder
        )
        headers = {"authorization": f"Bearer {token}", "tracestate": f"x={self.marks['typed']}"}
        if isinstance(body, bytes):
            headers["content-type"] = "application/json"
            return await self._client.request(method, address, content=body, headers=headers)
        return await self._client.request(method, address, json=body, headers=headers)

    async def _saw(self, answer: httpx.Response) -> None:
        await answer.aread()
        self.addresses.append(answer.headers.get("location", ""))
        if answer.is_error:
            self.problems.append(answer.text)
        elif answer.content:
            self.read.append(answer.text)

    async def whole(self) -> None:
        await self._profile(self.person, self.marks["V-number"])
        await self._reading()
        await self._wrong_input()
        await self._contacts()
        await self._pages()
        await self._profile(self.erased, self.marks["V-number of somebody erased"])
        await self.asks(TVS, "POST", "profile", f"/profiles/{self.erased}/erasures",
                        {"ground": "request"})  # fmt: skip

    def identity(self, v_number: str) -> dict[str, Any]:
        m = self.marks
        return {
            "names": {"given": m["given"], "family": m["family"], "calledBy": m["called"]},
            "dateOfBirth": m["date of birth"],
            "vNumber": v_number,
            "languages": [{"language": "ti", "interpreter": True}],
            "contact": {"phone": f"+{m['phone as dialled']}", "email": f"{m['street']}@x.example"},
        }

    def contents(self) -> dict[str, dict[str, Any]]:
        m = self.marks
        return {
            "education": {"level": "vocational", "diplomas": [{"title": m["diploma"]}],
                          "courses": [m["school"]], "remarks": m["remark"]},
            "work": {"experience": [{"occupation": m["job"]}], "skills": [m["skill"]]},
            "language": {"level": "A1", "lessons": [{"provider": m["teacher"]}],
                         "motherTongue": "ti"},
            "activities": {"interests": [m["hobby"]]},
            "wishes": {"goals": [{"goal": m["goal"]}], "remarks": m["remark"]},
            "network": {"contacts": [{"relation": "friend", "place": m["friend"]}]},
        }  # fmt: skip

    async def _profile(self, person: UUID, v_number: str) -> None:
        here = f"/profiles/{person}"
        await self.asks(TVS, "POST", "profile", "/profiles",
                        {"permitHolderId": str(person), "azc": AZC})  # fmt: skip
        await self.asks(TVS, "POST", "profile", f"{here}/permits", {"grantedOn": "2026-01-05"})
        await self.asks(TVS, "PUT", "profile", f"{here}/sections/identity",
                        {"content": self.identity(v_number)})  # fmt: skip
        for section, content in self.contents().items():
            await self.asks(MANAGER, "PUT", "profile", f"{here}/sections/{section}",
                            {"content": content})  # fmt: skip
        await self.asks(MANAGER, "POST", "profile", f"{here}/activity-requests",
                        {"activityType": "volunteering", "wish": self.marks["wish"]})  # fmt: skip
        await self.asks(MANAGER, "POST", "profile", f"{here}/assessments",
                        {"kind": "language-test", "state": "done", "happenedOn": "2026-02-01",
                         "result": self.marks["result"]})  # fmt: skip

    async def _reading(self) -> None:
        here = f"/profiles/{self.person}"
        themselves = Actor("holder", "", ("permit-holder",), (), str(self.person))
        await self.asks(TVS, "POST", "handover", "/links",
                        {"permitHolderId": str(self.person), "municipality": MUNICIPALITY,
                         "azc": AZC, "basis": "education"})  # fmt: skip
        await self.asks(MANAGER, "POST", "profile", f"{here}/completions", {})
        await self.asks(MANAGER, "POST", "profile", f"{here}/sendings", {})
        for path in ("", "/sections/identity", "/sections/wishes", "/versions/1"):
            await self.asks(CLIENT, "GET", "profile", here + path)
        for path in ("/my-data", "/my-data/events", "/my-data/accesses", here):
            await self.asks(themselves, "GET", "profile", path)
        await self.asks(MANAGER, "GET", "profile", f"{here}/activity-requests")
        await self.asks(BRIDGE, "GET", "profile", f"{here}/assessments")
        look_up = {"vNumber": self.marks["V-number"]}
        await self.asks(CLIENT, "POST", "profile", "/profile-searches", look_up)
        look_up = {"vNumber": self.marks["wrong V-number"]}
        await self.asks(CLIENT, "POST", "profile", "/profile-searches", look_up, status=404)

    async def _wrong_input(self) -> None:
        typed, identity = self.marks["typed"], self.identity(self.marks["V-number"])
        here = f"/profiles/{self.person}"
        wrong: list[tuple[Actor, str, Any]] = [
            (TVS, "identity", {"content": identity | {"dateOfBirth": f"{typed} 1930"}}),
            (TVS, "identity", {"content": identity | {"vNumber": typed}}),
            (TVS, "identity", {"content": identity | {"contact": {"phone": typed}}}),
            (TVS, "identity", {"content": typed}),
            (TVS, "identity", b'{"content": {"names": {"given": "' + typed.encode()),
            (MANAGER, "education", {"content": {"level": typed, "diplomas": typed}}),
            (MANAGER, "circumstances", {"content": {"health": self.marks["diagnosis"]}}),
        ]
        for actor, section, body in wrong:
            await self.asks(actor, "PUT", "profile", f"{here}/sections/{section}", body, status=400)
        for service, path in (("profile", "/profile-searches"), ("profile", "/profiles"),
                              ("handover", "/links")):  # fmt: skip
            body = dict.fromkeys(("vNumber", "azc", "municipality", "occurredAt"), typed)
            await self.asks(TVS, "POST", service, path, body, status=400)
        for service, path in (("profile", f"/profiles/{typed}"), ("handover", f"/cases/{typed}"),
                              ("profile", f"/profiles?azc={typed}%20{typed}&name={typed}"),
                              ("report", f"/figures?period={typed}")):  # fmt: skip
            await self._once(MANAGER, "GET", f"{self.stand.address(service)}/v1{path}", None)

    async def _contacts(self) -> None:
        m, here = self.marks, f"/contacts/{self.contact}"
        details = {
            "name": m["colleague"], "phones": [m["phone as written"]], "hours": m["hours"],
            "mail": f"{m['colleague']}@x.example",
        }  # fmt: skip
        await self.asks(CLIENT, "POST", "directory", "/contacts",
                        {"contactId": str(self.contact), "kind": "client-manager",
                         "places": [MUNICIPALITY], "details": details})  # fmt: skip
        await self.asks(CLIENT, "PUT", "directory", f"{here}/details",
                        details | {"hours": f"na {m['hours']}"})  # fmt: skip
        await self.asks(MANAGER, "GET", "directory", here)
        address = f"{self.stand.address('directory')}/v1{here}/details"
        for wrong in ({"phones": [m["typed"]]}, {"mail": m["typed"]}, {"phones": ["0612"]}):
            answer = await self._once(CLIENT, "PUT", address, details | wrong)
            assert answer.is_error, wrong

    async def _pages(self) -> None:
        """A form with faults shows what was entered, and leads nowhere with it."""
        m, browser = self.marks, Browsing(None)
        try:
            page = await browser.go(f"{self.stand.address('directory')}/contacts/new")
            page = await browser.submit(page, "/sign-in", person=CLIENT.subject)
            page = await browser.submit(
                page, "/contacts/new", kind="client-manager", name=m["colleague"],
                phone1=m["typed"], mail=m["typed"],
            )  # fmt: skip
            assert page.status == 400
            assert m["typed"] in page.text
            self._linked(page)
            page = await browser.go(f"{self.stand.address('directory')}/contacts/{self.contact}")
            assert m["colleague"] in page.text
            self._linked(page)
            self.addresses += browser.visited
        finally:
            await browser.close()

    def _linked(self, page: Seen) -> None:
        """Addresses that a browser asks for; `mailto:` and `tel:` go to nobody's log."""
        found = _LINKS.findall(page.text)
        self.addresses += [each for each in found if not each.startswith(("mailto:", "tel:"))]
