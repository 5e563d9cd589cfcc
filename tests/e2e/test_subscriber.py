"""A municipality's own system: it pulls what it subscribed to, and asks for what no event says."""

import asyncio
from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import uuid4

import httpx
import pytest
from municipal_system import client_of, reading, subscribe
from person import CONTENT, Person

from continuous_line.contracts import handover, profile, subscription, type_name
from continuous_line_embedded.demo.acts import TVS, at, client_manager
from continuous_line_embedded.demo.requests import Requests
from continuous_line_embedded.stand import Stand

AZC, ROERMOND, ZWOLLE = "weert", "GM0957", "GM0193"
LINKED = type_name("handover", handover.MunicipalityLinked)
RECORDED = type_name("profile", profile.ProfileSectionRecorded)
SENT = type_name("profile", profile.ProfileSent)
ENDED = type_name("subscription", subscription.LinkEnded)
STATE = type_name("subscription", subscription.StateTold)
FIELDS = ("occurredAt", "section", "completeness")


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


async def looks(stand: Stand, person: str) -> Mapping[str, Any]:
    """The profile, as the client manager's system reads it."""
    someone = client_manager(ROERMOND)
    token = stand.token(someone.subject, someone.organisation, someone.roles, someone.places)
    async with httpx.AsyncClient() as client:
        answer = await client.get(
            f"{stand.address('profile')}/v1/profiles/{person}",
            headers={"authorization": f"Bearer {token}"},
        )
    answer.raise_for_status()
    found: Mapping[str, Any] = answer.json()
    return found


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
    async with reading(stand, ROERMOND, author.id) as another:
        await author.prepares()
        await another.hears(SENT, municipality=ROERMOND, profileVersion=1)
    async with reading(stand, ROERMOND, author.id) as roermond:
        await roermond.hears(STATE, profileVersion=1)
        teacher = f"lessen-{uuid4().hex}"
        await author.writes(
            "language", {**CONTENT["language"], "level": "A2", "lessons": [{"provider": teacher}]}
        )
        heard = await roermond.hears(RECORDED, section="language")
        assert set(heard) <= set(FIELDS)
        assert level(await looks(stand, author.id)) == "A1"

        await author.completes_and_sends()
        await roermond.hears(SENT, municipality=ROERMOND, profileVersion=2)
        found = await looks(stand, author.id)
        assert level(found) == "A2"
        assert {(one["section"], one["field"]) for one in found["changes"]} == {
            ("language", "level"),
            ("language", "lessons"),
        }
    assert LINKED not in {event.type for event in roermond.told}, "it subscribed after the link"
    assert teacher not in roermond.written
    assert '"A2"' not in roermond.written


async def test_who_waits_is_answered_when_the_service_is_stopped_and_goes_on_afterwards(
    stand: Stand,
) -> None:
    async with client_of(stand, ZWOLLE) as client:
        made = await subscribe(client)
        start = await client.batch(made)
        waiting = asyncio.create_task(client.batch(made, since=start.next, wait=25))
        await asyncio.sleep(1)
        await stand.stop("handover")
        assert (await waiting).next == start.next
        await stand.start("handover")
        await client.post(f"/subscriptions/{made}/pings", {})
        assert [event.name for event in (await client.batch(made, since=start.next)).events] == [
            "Ping"
        ]
        await client.delete(f"/subscriptions/{made}")


async def test_who_subscribes_late_begins_with_how_things_stand_and_another_town_hears_nothing(
    stand: Stand, requests: Requests
) -> None:
    stand.clock.set(at(date(2026, 6, 2)))
    author = Author(requests, AZC, ROERMOND)
    async with (
        reading(stand, ROERMOND, author.id) as early,
        reading(stand, ZWOLLE, author.id) as zwolle,
    ):
        await author.prepares()
        await early.hears(SENT, profileVersion=1)
        async with reading(stand, ROERMOND, author.id) as late:
            state = await late.hears(STATE, profileVersion=1)
            assert (state["permitGrantedOn"], state["azc"]) == ("2026-01-05", AZC)
            await author.completes_and_sends()
            await late.hears(SENT, profileVersion=2)
            assert [event.type for event in late.told].count(SENT) == 1
        await early.hears(SENT, profileVersion=2)
        with pytest.raises(AssertionError, match="did not come"):
            await zwolle.hears(STATE, within=3)
        assert zwolle.told == []


async def test_of_who_was_unlinked_a_system_that_was_away_hears_the_end_and_nothing_else(
    stand: Stand, requests: Requests
) -> None:
    stand.clock.set(at(date(2026, 6, 2)))
    author = Author(requests, AZC, ROERMOND)
    async with (
        reading(stand, ROERMOND, author.id) as witness,
        reading(stand, ROERMOND, author.id) as away,
    ):
        await author.prepares()
        await witness.hears(SENT, profileVersion=1)
        await author.does(TVS, "handover", "/cases/{case}/unlinkings", reason="mistake")
        await witness.hears(ENDED, municipality=ROERMOND)
        await author.writes("language", {**CONTENT["language"], "level": "A2"})
        await away.hears(ENDED, municipality=ROERMOND)
        with pytest.raises(AssertionError, match="did not come"):
            await away.hears(RECORDED, within=3)
        assert [event.type for event in away.told] == [ENDED]
