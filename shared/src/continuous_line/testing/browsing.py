"""A browser without JavaScript for tests: follows redirects, keeps cookies, submits forms.

As Chromium does, it keeps `Secure` cookies of this machine over plain http too.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urljoin, urlsplit

import httpx

_REDIRECTS = (301, 302, 303, 307, 308)


@dataclass
class SentForm:
    """A form on a page: where it goes and what it would send untouched."""

    action: str
    method: str
    fields: dict[str, str] = field(default_factory=dict)
    buttons: list[tuple[str, str]] = field(default_factory=list)


@dataclass
class Seen:
    """A page; `path` has no host."""

    address: str
    status: int
    text: str
    headers: httpx.Headers
    forms: list[SentForm]

    @property
    def path(self) -> str:
        parts = urlsplit(self.address)
        return f"{parts.path}?{parts.query}" if parts.query else parts.path

    def form(self, action: str = "") -> SentForm:
        """The first form whose action holds this."""
        return next(form for form in self.forms if action in form.action)


class Browsing:
    """`app` answers at https://service; every other address is asked over the network."""

    def __init__(self, app: Any) -> None:
        self.cookies: dict[str, dict[str, str]] = {}
        self.visited: list[str] = []
        self._inside = httpx.AsyncClient(transport=httpx.ASGITransport(app))
        self._outside = httpx.AsyncClient(timeout=30)

    async def close(self) -> None:
        await self._inside.aclose()
        await self._outside.aclose()

    async def go(self, address: str, *, until: str | None = None) -> Seen:
        """Open an address and follow where it leads; stop before an address that holds `until`."""
        return await self._ask("GET", urljoin("https://service", address), None, until)

    async def submit(
        self, page: Seen, action: str = "", *, until: str | None = None, **fields: str
    ) -> Seen:
        form = page.form(action)
        sent = form.fields | fields
        target = urljoin(page.address, form.action)
        return await self._ask(form.method, target, sent, until)

    async def _ask(
        self, method: str, address: str, data: Mapping[str, str] | None, until: str | None
    ) -> Seen:
        for _ in range(20):
            answer = await self._once(method, address, data)
            self.visited.append(address)
            if answer.status_code not in _REDIRECTS:
                return _seen(address, answer)
            address = urljoin(address, answer.headers["location"])
            if until is not None and until in address:
                return _seen(address, answer)
            if answer.status_code not in (307, 308):
                method, data = "GET", None
        raise AssertionError(f"redirected for ever: {self.visited[-3:]}")

    async def _once(
        self, method: str, address: str, data: Mapping[str, str] | None
    ) -> httpx.Response:
        host = urlsplit(address).hostname or ""
        jar = self.cookies.setdefault(host, {})
        headers = {"Accept": "text/html", "Cookie": "; ".join(f"{k}={v}" for k, v in jar.items())}
        if not jar:
            del headers["Cookie"]
        client = self._inside if host == "service" else self._outside
        answer = await client.request(
            method, address, data=dict(data) if data is not None else None, headers=headers
        )
        client.cookies.clear()
        for line in answer.headers.get_list("set-cookie"):
            for name, morsel in SimpleCookie(line).items():
                gone = morsel["max-age"] == "0" or "1970" in morsel["expires"]
                if gone:
                    jar.pop(name, None)
                else:
                    jar[name] = morsel.value
        return answer


class _Forms(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[SentForm] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            method = given.get("method", "get").upper()
            self.found.append(SentForm(given.get("action", ""), method))
        elif self.found and "name" in given:
            form, name, value = self.found[-1], given["name"], given.get("value", "")
            kind = given.get("type", "text")
            if tag == "button":
                form.buttons.append((name, value))
            elif tag == "input" and (kind not in ("radio", "checkbox") or "checked" in given):
                form.fields[name] = value


def _seen(address: str, answer: httpx.Response) -> Seen:
    parser = _Forms()
    parser.feed(answer.text)
    return Seen(address, answer.status_code, answer.text, answer.headers, parser.found)
