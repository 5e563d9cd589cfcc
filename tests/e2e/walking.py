"""Walks the pages of all services as one person, from link to link."""

import re
from collections import Counter, deque
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Final
from urllib.parse import parse_qsl, urldefrag, urljoin, urlsplit

import httpx

_LEFT_ALONE: Final = ("/sign-in/switch", "/sign-in/start", "/static/", "/v1", "/health")
_ID: Final = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|[A-Z]{2}[0-9]{2,4}|[0-9]+")


@dataclass(frozen=True)
class Seen:
    """`kind` is the address without what names one thing; `came` the page with the link."""

    kind: str
    address: str
    came: str
    status: int
    html: str


@dataclass
class _Links(HTMLParser):
    found: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        href = dict(attrs).get("href") if tag == "a" else None
        if href:
            self.found.append(href)


@dataclass(frozen=True)
class Walk:
    """`client` is signed in, and follows where it is led; `most`: pages of one kind."""

    client: httpx.AsyncClient
    addresses: Mapping[str, str]
    most: int = 2

    async def pages(self, starts: Collection[str]) -> list[Seen]:
        waiting = deque((start, "") for start in starts)
        met, times, seen = set(starts), Counter[str](), list[Seen]()
        while waiting:
            address, came = waiting.popleft()
            kind = self.kind(address)
            if times[kind] == self.most:
                continue
            times[kind] += 1
            seen.append(await self._open(kind, address, came))
            for link in self._links(seen[-1]):
                if link not in met:
                    met.add(link)
                    waiting.append((link, address))
        return seen

    async def _open(self, kind: str, address: str, came: str) -> Seen:
        answer = await self.client.get(address)
        html = "text/html" in answer.headers.get("content-type", "")
        return Seen(kind, address, came, answer.status_code, answer.text if html else "")

    def _links(self, seen: Seen) -> Iterator[str]:
        links = _Links()
        links.feed(seen.html)
        for href in links.found:
            address = urldefrag(urljoin(seen.address, href)).url
            parts = urlsplit(address)
            own = any(address.startswith(f"{base}/") for base in self.addresses.values())
            switch = "lang" in dict(parse_qsl(parts.query))
            if own and not switch and not parts.path.startswith(_LEFT_ALONE):
                yield address

    def kind(self, address: str) -> str:
        """`profile /profiles/*?tab`"""
        name = next(name for name, base in self.addresses.items() if address.startswith(f"{base}/"))
        parts = urlsplit(address)
        words = parts.path.split("/")
        plain = [
            "*" if _ID.fullmatch(word) or (before.endswith("s") and word != "new") else word
            for before, word in zip(["", *words], words, strict=False)
        ]
        asked = ",".join(sorted({key for key, _ in parse_qsl(parts.query)}))
        return f"{name} {'/'.join(plain)}" + (f"?{asked}" if asked else "")
