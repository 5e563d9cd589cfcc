"""What regions need, and what somebody found out that others can use."""

from collections.abc import Callable
from typing import Any

import pytest

from continuous_line.codes import Role
from continuous_line.testing.clock import ClockFile
from continuous_line.testing.somebody import Somebody

DEN_HAAG = "GM0518"
REPAIR: dict[str, Any] = {
    "kind": "practice", "title": "Repair Center",
    "body": "Omwonenden laten kapotte spullen repareren door bewoners.",
    "topics": ["volunteering"], "places": ["sint-annaparochie"],
}  # fmt: skip


@pytest.fixture
async def region(pcm: Somebody) -> str:
    """The labour-market region of Den Haag."""
    return str((await pcm.get(f"/municipalities/{DEN_HAAG}"))["region"])


@pytest.mark.scenario("S-D13")
async def test_the_sectors_of_the_region_show_with_their_date_where_a_link_is_weighed(
    pcm: Somebody, region: str, sign_in: Callable[..., Somebody], clock: ClockFile
) -> None:
    coordinator = sign_in([Role.REGIONAL_COORDINATOR], "divosa", [region])
    address = f"/region-profiles/{region}"
    await coordinator.put(address, sectors=["retail", "care", "technology"], validFrom="2026-01-01")
    await coordinator.put(address, sectors=["care"], validFrom="2026-06-01")
    weighed = await pcm.get("/region-profiles", municipality=DEN_HAAG)
    (profile,) = weighed["items"]
    assert profile["sectors"] == ["retail", "care", "technology"]
    assert profile["validFrom"] == "2026-01-01"
    assert profile["publishedAt"].startswith("2026-03-01T12:00")
    (later,) = (await pcm.get("/region-profiles", region=region, on="2026-06-01"))["items"]
    assert later["sectors"] == ["care"]
    assert (await pcm.get("/region-profiles", municipality="GM0957"))["items"] == []
    published = await pcm.last(address, "RegionProfilePublished")
    assert published["data"] == {"region": region, "sectors": ["care"], "validFrom": "2026-06-01"}


async def test_the_profile_of_a_region_is_published_by_its_own_coordinator(
    pcm: Somebody, region: str, sign_in: Callable[..., Somebody]
) -> None:
    address = f"/region-profiles/{region}"
    other = sign_in([Role.REGIONAL_COORDINATOR], "divosa", ["GM0957"])
    assert await other.refused(address, "PUT", sectors=["care"]) == (403, "not-your-organisation")
    own = sign_in([Role.REGIONAL_COORDINATOR], "divosa", [DEN_HAAG])
    await own.put(address, sectors=["care", "care"])
    (found,) = (await pcm.get("/region-profiles"))["items"]
    assert (found["sectors"], found["validFrom"]) == (["care"], "2026-03-01")
    assert (await own.refused("/region-profiles/AM99", "PUT", sectors=["care"]))[0] == 404
    (event,) = (await pcm.get(f"{address}/events"))["items"]
    await own.post(f"{address}/events/{event['id']}/voidings", reason="mistake")
    assert (await pcm.get("/region-profiles"))["items"] == []


@pytest.mark.scenario("S-D14")
async def test_a_practice_or_an_explanation_is_found_by_other_sites_and_partners(
    pcm: Somebody, sign_in: Callable[..., Somebody]
) -> None:
    north = sign_in([Role.CASE_MANAGER], "coa", ["sint-annaparochie"])
    address = await north.post("/practices", **REPAIR)
    explanation = REPAIR | {
        "kind": "explanation", "title": "Wat doet COA voor de verhuizing?",
        "body": "Stap voor stap.", "topics": ["handover"], "places": [],
    }  # fmt: skip
    await north.post("/practices", **explanation)
    for role in (Role.LOCATION_MANAGER, Role.CLIENT_MANAGER, Role.PROVIDER):
        who = sign_in([role], "elsewhere", ["GM0957"])

        async def found(who: Somebody = who, **query: str) -> list[str]:
            return [one["title"] for one in (await who.get("/practices", **query))["items"]]

        assert await found(q="repareren") == ["Repair Center"]
        assert await found(q="verhuising") == ["Wat doet COA voor de verhuizing?"]
        assert await found(topic="volunteering") == ["Repair Center"]
        assert await found(kind="explanation") == ["Wat doet COA voor de verhuizing?"]
        assert (await who.get(address)) | REPAIR == await who.get(address)
    first = await pcm.get("/practices", pageSize="1")
    second = await pcm.get("/practices", pageSize="1", cursor=first["next"])
    assert first["items"] != second["items"]
    assert second["next"] is None


async def test_a_practice_is_withdrawn_by_who_shared_it_and_its_words_go(
    pcm: Somebody, app: Any, sign_in: Callable[..., Somebody]
) -> None:
    address = await pcm.post("/practices", **REPAIR)
    other = sign_in([Role.CLIENT_MANAGER], "GM0957", ["GM0957"])
    assert await other.refused(f"{address}/withdrawals") == (403, "not-your-organisation")
    await pcm.post(f"{address}/withdrawals")
    assert (await pcm.refused(address, "GET"))[0] == 404
    assert (await pcm.get("/practices"))["items"] == []
    assert await pcm.refused(f"{address}/withdrawals") == (409, "practice-withdrawn")
    async with app.state.resources.database.transaction() as tx:
        assert (await tx.exec_driver_sql("SELECT count(*) FROM texts")).scalar() == 0
    assert await pcm.types(address) == ["PracticeShared", "PracticeWithdrawn"]
