"""Making the requests of the demo: tokens, repeats, and waiting for what is still on its way."""

import asyncio
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
        limits = httpx.Limits(max_connections=32, max_keepalive_connections=32)
        self._client = httpx.AsyncClient(limits=limits, timeout=30)
        self.repeats = 0

    async def close(self) -> None:
        await self._client.aclose()

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
                if answer.is_success:
                    return answer
                problem = answer.json()
                if problem.get("code") == KNOWN_FROM_BEFORE:
                    return answer
                said = f"{answer.status_code} {problem}"
                if problem.get("code") not in ON_ITS_WAY:
                    waited = PATIENCE
            if waited >= PATIENCE:
                raise DemoFailed(f"{act.method} {act.path}: {said}")
            await asyncio.sleep(pause)
            waited, pause = waited + pause, min(pause * 2, 0.5)

    async def _once(self, act: Act, path: str, body: dict[str, Any]) -> httpx.Response:
        headers = {"authorization": f"Bearer {self._token(act.actor)}"}
        if act.method == "POST":
            headers["idempotency-key"] = act.key
        return await self._client.request(
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
        answer = await self._client.get(
            self._addresses[service] + path,
            params=query,
            headers={"authorization": f"Bearer {self._token(actor)}"},
        )
        if not answer.is_success:
            raise DemoFailed(f"GET {path}: {answer.status_code} {answer.text[:300]}")
        found: dict[str, Any] = answer.json()
        return found
