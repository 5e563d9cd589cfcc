"""Who read what is kept before the answer leaves, and shown to the person it is about."""

from uuid import UUID

import pytest
from sqlalchemy import text

from continuous_line.codes import Role
from continuous_line.web.document import operations

ROERMOND, ZWOLLE = "GM0957", "GM0193"
SCHOOL = {
    "party": "taalschool",
    "purpose": "language-lessons",
    "sections": ["language", "education"],
    "expiresOn": "2026-06-30",
    "permitHolderAgreed": True,
}


async def told(somebody, path: str) -> list[tuple[str, ...]]:
    """Who read and was refused, without the reading of the log itself.

    Organisation, manner, purpose, parts, reason.
    """
    items = (await somebody.get(path))["items"]
    return [
        (one["organisation"], one["manner"], one["purpose"], *one["parts"], one["reason"] or "")
        for one in reversed(items)
        if one["parts"] != ["accesses"] and one["manner"] not in ("changed", "sent")
    ]


async def test_reading_and_listing_are_told_apart_with_who_what_and_what_for(world) -> None:
    profile, person = await world.sent()
    own = world.themselves(person)
    await world.roermond.get("/profiles")
    await world.roermond.get(f"{profile}/activities")
    await world.bridge.get(f"{profile}/events")
    await own.get(f"{profile}/assessments")
    expected = [
        (ROERMOND, "listed", "integration", "profile", ""),
        (ROERMOND, "opened", "integration", "activities", ""),
        ("coa", "opened", "review", "history", ""),
        ("", "opened", "own-data", "assessments", ""),
    ]
    assert await told(own, "/my-data/accesses") == expected
    assert await told(world.author, f"{profile}/accesses") == expected


@pytest.mark.scenario("S-P7")
async def test_readings_and_refusals_of_a_school_are_in_the_log(world, clock) -> None:
    profile, person = await world.completed()
    await world.author.post(f"{profile}/grants", **SCHOOL)
    await world.school.get(f"{profile}/granted-sections/language")
    await world.school.problem(f"{profile}/granted-sections/circumstances", "GET")
    clock.set("2026-07-01")
    await world.school.problem(f"{profile}/granted-sections", "GET")
    await world.school.problem(profile, "GET")
    assert await told(world.themselves(person), "/my-data/accesses") == [
        ("taalschool", "opened", "language-lessons", "language", ""),
        ("taalschool", "refused", "integration", "circumstances", "not-granted"),
        ("taalschool", "refused", "integration", "right-ended"),
        ("taalschool", "refused", "integration", "role-missing"),
    ]


async def test_who_has_no_business_with_a_person_is_in_that_persons_log(world) -> None:
    profile, person = await world.sent()
    await world.zwolle.problem(profile, "GET")
    await world.zwolle.problem("/profiles/00000000-0000-0000-0000-000000000000", "GET")
    (refused,) = await told(world.themselves(person), "/my-data/accesses")
    assert refused == (ZWOLLE, "refused", "integration", "profile-unknown")
    async with world.resources.database.reading() as tx:
        found = await tx.execute(text("SELECT count(DISTINCT data_subject_id) FROM processing_log"))
    assert found.scalar() == 1


async def test_a_change_that_is_refused_is_in_the_log_too(world, clock) -> None:
    profile, _ = await world.opened()
    clock.set("2026-03-04")
    await world.tvs.post(f"{profile}/relocations", toAzc="sneek")
    await world.author.problem(f"{profile}/participation-talks", heldOn="2026-03-01")
    sneek = world.sign_in([Role.CASE_MANAGER], "coa", ["sneek"])
    assert await told(sneek, f"{profile}/accesses") == [
        ("coa", "refused", "reception", "right-ended")
    ]


async def test_the_log_comes_in_pages_the_newest_first(world) -> None:
    profile, _ = await world.opened()
    for _ in range(3):
        await world.author.get(f"{profile}/activities")
    first = await world.author.get(f"{profile}/accesses", pageSize="2")
    second = await world.author.get(f"{profile}/accesses", pageSize="2", cursor=first["next"])
    assert len(first["items"]) == 2
    assert [one["parts"] for one in second["items"]] == [["activities"]]
    assert second["next"] is None


async def test_where_the_log_cannot_be_read_nobody_is_told_that_nobody_read_anything(world) -> None:
    profile, person = await world.opened()
    await rename(world, "processing_log", "processing_log_gone")
    own = world.themselves(person)
    for path in ("/my-data/accesses", f"{profile}/accesses"):
        assert await own.refused(path, "GET") == (503, "reading-log-away")
    await rename(world, "processing_log_gone", "processing_log")
    assert (await own.get("/my-data/accesses"))["items"] == []


async def test_what_cannot_be_kept_in_the_log_is_not_told(world) -> None:
    profile, _ = await world.opened()
    await rename(world, "processing_log", "processing_log_gone")
    answer = await world.author.client.get(profile)
    assert answer.status_code == 500
    assert "azc" not in answer.json()


async def rename(world, former: str, name: str) -> None:
    async with world.resources.database.transaction() as tx:
        await tx.execute(text(f"ALTER TABLE {former} RENAME TO {name}"))


async def test_every_operation_that_tells_of_a_person_leaves_a_record(world, app) -> None:
    profile, person = await world.sent()
    await fill(world, profile)
    for path, method, operation in operations(app.api.openapi()):
        if method != "get" or not path.startswith(("/profiles", "/my-data", "/grants", "/activ")):
            continue
        somebody = reader_of(world, person, operation["x-roles"])
        address = await address_of(world, profile, path)
        before = await count(world, person)
        answer = await somebody.client.get(address)
        assert answer.status_code == 200, (path, answer.text)
        assert await count(world, person) > before, path


async def fill(world, profile: str) -> None:
    await world.author.post(f"{profile}/grants", **SCHOOL)
    await world.author.post(f"{profile}/activity-requests", activityType="internship")
    await world.author.post(
        f"{profile}/activities", activityType="language", setting="internal", startedOn="2026-02-01"
    )
    await world.author.post(
        f"{profile}/planned-activities", activityType="training", provider="roc"
    )
    await world.author.post(
        f"{profile}/assessments", kind="noa", state="done", happenedOn="2026-02-01"
    )


def reader_of(world, person: UUID, roles: list[str]):
    if roles == [Role.PROVIDER]:
        return world.school
    return world.themselves(person) if roles == [Role.PERMIT_HOLDER] else world.author


async def address_of(world, profile: str, path: str) -> str:
    """With the ids of what is there."""
    plain = path.replace("/profiles/{permitHolderId}", profile).replace("{section}", "language")
    plain = plain.replace("{number}", "1").replace("/changes", "/changes?since=1")
    name = plain.partition("{")[2].partition("}")[0]
    if not name:
        return plain
    one = (await world.author.get(plain.partition("/{")[0]))["items"][0]
    return plain.replace("{" + name + "}", one.get(name) or one["id"])


async def count(world, person: UUID) -> int:
    async with world.resources.database.reading() as tx:
        statement = text("SELECT count(*) FROM processing_log WHERE data_subject_id = :person")
        return int((await tx.execute(statement, {"person": person})).scalar_one())
