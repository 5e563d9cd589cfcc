"""Somebody with a token, who asks a service and expects to get what was asked for."""

from typing import Any

import httpx


class Somebody:
    """`app`: a service whose lifespan runs. Addresses are those under /v1; close `client`."""

    def __init__(self, app: Any, token: str) -> None:
        self.client = httpx.AsyncClient(
            transport=httpx.ASGITransport(app, raise_app_exceptions=False),
            base_url="http://service/v1",
            headers={"Authorization": f"Bearer {token}"},
        )

    async def post(self, path: str, headers: dict[str, str] | None = None, **body: Any) -> str:
        """The address that was made."""
        answer = await self.client.post(path, json=body, headers=headers)
        assert answer.status_code == 201, answer.text
        return str(answer.headers["location"]).removeprefix("/v1")

    async def put(self, path: str, **body: Any) -> str:
        """The ETag afterwards."""
        answer = await self.client.put(path, json=body)
        assert answer.status_code == 204, answer.text
        return str(answer.headers["etag"])

    async def get(self, path: str, **query: str) -> dict[str, Any]:
        answer = await self.client.get(path, params=query)
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = answer.json()
        return found

    async def problem(self, path: str, method: str = "POST", **body: Any) -> dict[str, Any]:
        """What the service answers where it does not do what was asked."""
        answer = await self.client.request(method, path, json=None if method == "GET" else body)
        assert answer.headers["content-type"] == "application/problem+json", answer.text
        problem: dict[str, Any] = answer.json()
        assert problem["status"] == answer.status_code
        return problem

    async def refused(self, path: str, method: str = "POST", **body: Any) -> tuple[int, str]:
        """Status and code of the problem."""
        problem = await self.problem(path, method, **body)
        return problem["status"], problem["code"]

    async def types(self, of: str) -> list[str]:
        """The types of what happened to it, in order."""
        return [event["type"] for event in (await self.get(f"{of}/events"))["items"]]

    async def last(self, of: str, kind: str) -> dict[str, Any]:
        """The last event of that type that happened to it."""
        events: list[dict[str, Any]] = (await self.get(f"{of}/events"))["items"]
        return [event for event in events if event["type"] == kind][-1]
