"""Somebody who is signed in and looks at pages, as a browser without JavaScript would."""

import html
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Final
from uuid import uuid4

import httpx

from continuous_line.sessions import Held, Session
from continuous_line.web.sign_in.state import SignIn

Fields = Mapping[str, str | Sequence[str]]
_TAG: Final = re.compile(r"<[^>]+>")


def plain(page: str) -> str:
    """What is to be read in the main part of a page."""
    body = page[page.index("<main") : page.index("</main>")]
    return " ".join(html.unescape(_TAG.sub(" ", body)).split())


class Visiting:
    """Addresses are those of pages. Redirects are not followed; close `client`."""

    def __init__(self, app: Any, session: Session | None) -> None:
        sign_in: SignIn = app.state.sign_in
        self.session = session
        self.csrf = "" if session is None else sign_in.sessions.csrf(session)
        self.client = httpx.AsyncClient(
            transport=httpx.ASGITransport(app, raise_app_exceptions=False),
            base_url="https://service",
            headers={"Accept": "text/html"},
            cookies={} if session is None else {sign_in.cookie: session.id},
        )

    async def get(self, address: str, status: int = 200) -> str:
        """The page's HTML."""
        answer = await self.client.get(address)
        assert answer.status_code == status, f"{answer.status_code}\n{answer.text}"
        return answer.text

    async def post(
        self, address: str, fields: Fields | None = None, *, version: int | None = None,
        key: str | None = None, files: Mapping[str, Any] | None = None,
    ) -> httpx.Response:  # fmt: skip
        """Send a form with what a page of ours hides in it; the same `key` is the same form."""
        hidden = {"csrf": self.csrf, "key": key or str(uuid4())}
        if version is not None:
            hidden["version"] = str(version)
        data: dict[str, Any] = {**hidden, **(fields or {})}
        return await self.client.post(address, data=data, files=files)

    async def sends(self, address: str, fields: Fields | None = None, **more: Any) -> str:
        """As `post`; it has to succeed. Returns where it leads to."""
        answer = await self.post(address, fields, **more)
        assert answer.status_code == 303, f"{answer.status_code}\n{answer.text}"
        return str(answer.headers["location"])


async def signed_in(app: Any, token: str, label: str = "", organisation: str = "") -> Visiting:
    """Somebody with this token, without the way through an issuer. The app's lifespan runs."""
    sign_in: SignIn = app.state.sign_in
    who = await sign_in.verifier.verify(token)
    held = Held(subject=who.subject, access_token=token, label=label, organisation=organisation)
    async with app.state.resources.database.transaction() as tx:
        session = await sign_in.sessions.begin(tx, held, datetime.now(UTC))
    return Visiting(app, session)
