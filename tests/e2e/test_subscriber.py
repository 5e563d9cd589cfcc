"""A municipality's own system: it reads the log, and asks the API for what no event says."""

import time
from collections import deque
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import date
from typing import Any
from uuid import uuid4

import httpx
import msgspec
import pytest
from person import CONTENT, Person

from continuous_line.contracts import Envelope, decode, profile, type_name
from continuous_line.event_log import PARTITIONS, LogRecord, Reader, TopicPartition
from continuous_line.event_log.opening import open_event_log
from continuous_line_embedded.demo.acts import TVS, at, client_manager
from continuous_line_embedded.demo.requests import Requests
from continuous_line_embedded.stand import Stand

AZC, ROERMOND = "weert", "GM0957"
RECORDED = type_name("profile", profile.ProfileSectionRecorded)
SENT = type_name("profile", profile.ProfileSent)
FIELDS = ("occurredAt", "section", "completeness")


class Subscriber:
    """Reads on from where it began; keeps what is about one person."""

    def __init__(self, stand: Stand, reader: Reader, person: str) -> None:
        self._reader, self._stand, self._person = reader, stand, person
        self._waiting: deque[Envelope] = deque()
        self.records: list[LogRecord] = []

    async def hears(self, kind: str, **data: Any) -> Mapping[str, Any]:
        """The data of the next event about the person that is of this type and says this."""
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            while self._waiting:
                envelope = self._waiting.popleft()
                said: Mapping[str, Any] = msgspec.json.decode(envelope.data)
                if envelope.type == kind and data.items() <= said.items():
                    return said
            await self._read()
        raise AssertionError(f"{kind} with {data} did not come")

    async def looks(self) -> Mapping[str, Any]:
        """The profile, as the client manager's system reads it."""
        someone = client_manager(ROERMOND)
        token = self._stand.token(
            someone.subject, someone.organisation, someone.roles, someone.places
        )
        async with httpx.AsyncClient() as client:
            answer = await client.get(
                f"{self._stand.address('profile')}/v1/profiles/{self._person}",
                headers={"authorization": f"Bearer {token}"},
            )
        answer.raise_for_status()
        found: Mapping[str, Any] = answer.json()
        return found

    async def _read(self) -> None:
        batch = await self._reader.read(1.0)
        for record in (one for records in batch.values() for one in records):
            envelope = decode(record.value)
            if envelope.subject == self._person:
                self.records.append(record)
                self._waiting.append(envelope)


@asynccontextmanager
async def subscribed(stand: Stand, person: str) -> AsyncIterator[Subscriber]:
    """From the first record on, as whoever subscribes late does."""
    log = open_event_log(stand.event_log_url, topic_prefix=stand.topic_prefix)
    starts = {TopicPartition(profile.TOPIC, number): 0 for number in range(PARTITIONS)}
    try:
        async with log.reader(starts) as reader:
            yield Subscriber(stand, reader, person)
    finally:
        await log.close()


class Author(Person):
    """The case manager at the azc writes about the person."""

    async def writes(self, section: str, content: Mapping[str, object]) -> None:
        path = "/profiles/{person}/sections/" + section
        await self.does(self.manager, "profile", path, "PUT", content=content)

    async def completes_and_sends(self) -> None:
        await self.does(self.manager, "profile", "/profiles/{person}/completions")
        await self.does(self.manager, "profile", "/profiles/{person}/sendings")

    async def prepares(self) -> None:
        """In reception, with a permit, linked to Roermond, with a first version sent there."""
        await self.is_looked_after()
        await self.does(TVS, "profile", "/profiles", permitHolderId=self.id, azc=AZC)
        await self.does(TVS, "profile", "/profiles/{person}/permits", grantedOn="2026-01-05")
        await self.does(
            TVS, "handover", "/links", permitHolderId=self.id, municipality=ROERMOND, azc=AZC,
            basis="education", occurredAt=at(date(2026, 6, 1)).isoformat(),
        )  # fmt: skip
        for section, content in CONTENT.items():
            await self.writes(section, content)
        await self.completes_and_sends()


def level(found: Mapping[str, Any]) -> str:
    told = next(one for one in found["sections"] if one["section"] == "language")
    said: str = told["content"]["level"]
    return said


@pytest.mark.scenario("S-P15")
async def test_a_subscriber_hears_that_language_grew_and_reads_it_once_the_next_version_is_sent(
    stand: Stand, requests: Requests
) -> None:
    stand.clock.set(at(date(2026, 6, 2)))
    author = Author(requests, AZC, ROERMOND)
    await author.prepares()
    async with subscribed(stand, author.id) as roermond:
        await roermond.hears(SENT, municipality=ROERMOND, profileVersion=1)
        teacher = f"lessen-{uuid4().hex}"
        await author.writes(
            "language", {**CONTENT["language"], "level": "A2", "lessons": [{"provider": teacher}]}
        )
        heard = await roermond.hears(RECORDED, section="language")
        assert set(heard) <= set(FIELDS)
        assert level(await roermond.looks()) == "A1"

        await author.completes_and_sends()
        await roermond.hears(SENT, municipality=ROERMOND, profileVersion=2)
        found = await roermond.looks()
        assert level(found) == "A2"
        assert {(one["section"], one["field"]) for one in found["changes"]} == {
            ("language", "level"),
            ("language", "lessons"),
        }
    written = b"".join(record.value for record in roermond.records)
    assert teacher.encode() not in written
    assert b'"A2"' not in written
