"""Everybody does what holds personal data, with values that occur nowhere by accident.

Also wrong input: an answer that refuses is not to repeat it.
"""

import asyncio
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from random import Random
from typing import Any, Self
from uuid import UUID, uuid4

import httpx

from continuous_line.testing.leaks import Marks, mark
from continuous_line_embedded.demo.acts import Actor, case_manager, client_manager
from continuous_line_embedded.demo.requests import ON_ITS_WAY
from continuous_line_embedded.stand import Stand

AZC, MUNICIPALITY = "weert", "GM0957"
MANAGER, CLIENT = case_manager(AZC, 1), client_manager(MUNICIPALITY)
WORDS = (
    "given", "family", "called", "street", "diploma", "school", "job", "skill", "teacher",
    "hobby", "goal", "friend", "remark", "wish", "result", "colleague", "listed", "hours",
    "diagnosis", "typed", "filed",
)  # fmt: skip
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
        "V-number in a file": str(chance.randrange(10**9, 10**10)),
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
    pages: list[str] = field(default_factory=list)

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
            answer = await self.once(actor, method, address, body)
            if answer.is_success if status is None else answer.status_code == status:
                return answer
            late = time.monotonic() - began > _PATIENCE
            if late or answer.json().get("code") not in ON_ITS_WAY:
                raise AssertionError(f"{method} {path}: {answer.status_code} {answer.text}")
            await asyncio.sleep(0.2)

    async def once(
        self, actor: Actor, method: str, address: str, body: Body | None
    ) -> httpx.Response:
        holder = UUID(actor.permit_holder) if actor.permit_holder else None
        token = self.stand.token(
            actor.subject, actor.organisation, actor.roles, actor.places, permit_holder_id=holder
        )
        headers = {"authorization": f"Bearer {token}", "tracestate": f"x={self.marks['typed']}"}
        if isinstance(body, bytes):
            headers["content-type"] = "application/json" if body.startswith(b"{") else "text/csv"
            return await self._client.request(method, address, content=body, headers=headers)
        return await self._client.request(method, address, json=body, headers=headers)

    async def _saw(self, answer: httpx.Response) -> None:
        await answer.aread()
        self.addresses.append(answer.headers.get("location", ""))
        if answer.is_error:
            self.problems.append(answer.text)
        elif answer.content:
            self.read.append(answer.text)
