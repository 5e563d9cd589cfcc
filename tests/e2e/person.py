"""Acts about one made-up person, as the services' users do them."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final
from uuid import uuid4

from continuous_line_embedded.demo.acts import (
    Act,
    Actor,
    case_manager,
    client_manager,
    location_manager,
)
from continuous_line_embedded.demo.requests import Requests

CONTENT: Final[Mapping[str, Mapping[str, object]]] = {
    "education": {"level": "vocational", "diplomas": []},
    "work": {"experience": [{"occupation": "kok", "fromYear": 2011}], "skills": ["koken"]},
    "language": {"level": "A1", "lessons": [], "motherTongue": "ti"},
    "wishes": {"goals": [{"goal": "een eigen restaurant", "term": "years"}]},
}
"""Enough to complete the sections that are required."""


class Person:
    """Sends acts about one person, in order."""

    def __init__(self, requests: Requests, azc: str, municipality: str) -> None:
        self.id = str(uuid4())
        self.manager, self.location = case_manager(azc, 1), location_manager(azc)
        self.client = client_manager(municipality)
        self._requests, self._number = requests, 0

    async def does(
        self, actor: Actor, service: str, path: str, method: str = "POST", **body: Any
    ) -> None:
        self._number += 1
        remember = "case" if path == "/links" else None
        await self._requests.send(
            Act(date(2026, 6, 1), self._number, self.id, actor, service, path, body,
                method=method, remember=remember)
        )  # fmt: skip

    async def is_looked_after(self) -> None:
        """The case manager and the client manager are registered as staff."""
        for by, staff in ((self.location, self.manager), (self.client, self.client)):
            await self.does(
                by, "directory", "/staff", staffId=staff.subject, organisation=staff.organisation,
                roles=list(staff.roles), places=list(staff.places), validFrom="2018-01-01",
            )  # fmt: skip
