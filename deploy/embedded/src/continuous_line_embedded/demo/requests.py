"""Making the requests of the demo: tokens, repeats, and waiting for what is still on its way."""

import asyncio
import ssl
import sys
from collections.abc import Callable, MutableMapping
from functools import lru_cache
from typing import Any

import httpx

from continuous_line_embedded.demo.acts import Act, Actor

ON_ITS_WAY = frozenset(
    {
        "access-unknown",
        "not-found",
        "not-linked",
        "not-one-household",
        "outcome-unknown",
        "profile-unknown",
        "staff-unknown",
        "unavailable",
    }
)
"""Refusals that end by themselves: an event of another service is on its way, or a part away."""

KNOWN_FROM_BEFORE = "already-registered"
"""People at work that an earlier replay into the same data registered."""

PATIENCE = 30.0


class DemoFailed(Exception):
    """A request was refused that had to succeed, or a repeat was not answered the same."""


class Requests:
    """Sends acts. `known` maps `person/name` to paths from `Location`, kept over restarts."""

    def __init__(
        self,
        addresses: dict[str, str],
        token: Callable[[Actor], str],
        known: MutableMapping[str, str],
    ) -> None:
        self._addresses = addresses
        self._token = lru_cache(maxsize=None)(token)
        self._known = known
        self._plain = ssl.create_default_context()
        self._made: list[httpx.AsyncClient] = []
        self._free: list[httpx.AsyncClient] = []
        # httpcore looks for it on disk at every lock; where it is not there, that is remembered.
        sys.modules.setdefault("sniffio", None)  # type: ignore[arg-type]
        self.repeats = 0

    async def close(self) -> None:
        for client in self._made:
            await client.aclose()

    async def _request(self, method: str, url: str, **more: Any) -> httpx.Response:
        """By a client of its own while it lasts: one pool for all looks at each of its
        connections before every request."""
        if not self._free:
            self._made.append(httpx.AsyncClient(verify=self._plain, timeout=30))
            self._free.append(self._made[-1])
        client = self._free.pop()
        try:
            return await client.request(method, url, **more)
        finally:
            self._free.append(client)

    async def send(self, act: Act) -> None:
        """Make the request, and once more where the story says so.

        Raises DemoFailed where it is refused for good or a repeat answers otherwise.
        """
        body = await self._body(act)
        path = await self._path(act)
        answer = await self._insist(act, path, body)
        if act.remember:
            self._known[f"{act.person}/{act.remember}"] = answer.headers["location"]
        if act.repeated:
            again = await self._once(act, path, body)
            same = ("location", "etag")
            if again.status_code != answer.status_code or any(
                again.headers.get(name) != answer.headers.get(name) for name in same
            ):
                raise DemoFailed(f"{act.method} {act.path}: a repeat was answered otherwise")
            self.repeats += 1

    async def _insist(self, act: Act, path: str, body: dict[str, Any]) -> httpx.Response:
        """With the same key, until it is answered for good; a service may be starting anew."""
        waited, pause = 0.0, 0.02
        while True:
            try:
                answer = await self._once(act, path, body)
            except httpx.TransportError as error:
                said: Any = type(error).__name__
            else:
                if answer.is_success and act.refused is None:
                    return answer
                problem = {} if answer.is_success else answer.json()
                if problem.get("code") in {act.refused or "", KNOWN_FROM_BEFORE}:
                    return answer
                said = f"{answer.status_code} {problem}"
                if problem.get("code") not in ON_ITS_WAY and not answer.is_success:
                    waited = PATIENCE
            if waited >= PATIENCE:
                raise DemoFailed(f"{act.method} {act.path}: {said}")
            await asyncio.sleep(pause)
            waited, pause = waited + pause, min(pause * 2, 0.5)

    async def _once(self, act: Act, path: str, body: dict[str, Any]) -> httpx.Response:
        headers = {"authorization": f"Bearer {self._token(act.actor)}"}
        if act.method == "POST":
            headers["idempotency-key"] = act.key
        return await self._request(
            act.method,
            self._addresses[act.service] + path,
            json=body if act.method != "GET" else None,
            headers=headers,
        )

    async def _path(self, act: Act) -> str:
        path = act.path.replace("{person}", act.person)
        if "{case}" in path:
            path = path.replace("/cases/{case}", self._case(act.person))
        if path.startswith("{"):
            name, _, rest = path[1:].partition("}")
            path = self._known[f"{act.person}/{name}"] + rest
        if "{event}" in path:
            path = path.replace("{event}", await self._event(act, act.voids or ""))
        return path if path.startswith("/v1/") else "/v1" + path

    async def _body(self, act: Act) -> dict[str, Any]:
        body = dict(act.body)
        if act.corrects:
            body["replaces"] = await self._event(act, act.corrects)
        if act.members:
            body["members"] = [self._case(person).rsplit("/", 1)[-1] for person in act.members]
        return body

    def _case(self, person: str) -> str:
        return self._known[f"{person}/case"]

    async def _event(self, act: Act, kind: str) -> str:
        """The id of the last event of this kind in the person's history."""
        key = f"{act.person}/event/{act.number}"
        if key not in self._known:
            where = (
                self._case(act.person)
                if act.service == "handover"
                else "/v1/profiles/" + act.person
            )
            events = await self.all(act.service, where + "/events", act.actor)
            self._known[key] = [event["id"] for event in events if kind in event["type"]][-1]
        return self._known[key]

    async def all(self, service: str, path: str, actor: Actor) -> list[dict[str, Any]]:
        """Every item of a list, page by page."""
        items: list[dict[str, Any]] = []
        query: dict[str, str] = {}
        while True:
            answer = await self.get(service, path, actor, **query)
            items += answer["items"]
            if not answer.get("next"):
                return items
            query["cursor"] = answer["next"]

    async def get(self, service: str, path: str, actor: Actor, **query: str) -> dict[str, Any]:
        answer = await self._get(service, path, actor, query)
        if not answer.is_success:
            raise DemoFailed(f"GET {path}: {answer.status_code} {answer.text[:300]}")
        found: dict[str, Any] = answer.json()
        return found

    async def told(self, service: str, path: str, actor: Actor, **query: str) -> dict[str, Any]:
        """What is answered, also where that is a problem."""
        found: dict[str, Any] = (await self._get(service, path, actor, query)).json()
        return found

    async def _get(
        self, service: str, path: str, actor: Actor, query: dict[str, str]
    ) -> httpx.Response:
        return await self._request(
            "GET",
            self._addresses[service] + path,
            params=query,
            headers={"authorization": f"Bearer {self._token(actor)}"},
        )
