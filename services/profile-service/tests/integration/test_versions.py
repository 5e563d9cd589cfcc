"""Versions that stay, their reviews, and what a receiver reads of them and when."""

import pytest

from continuous_line.codes import Role
from continuous_line.contracts import EventVoided, handover
from continuous_line.contracts.handover_guidance import CaseOwnerLeft

AZC, OTHER_AZC = "weert", "sneek"
ROERMOND, ZWOLLE = "GM0957", "GM0193"


def content_of(found: dict, section: str):
    return next(one["content"] for one in found["sections"] if one["section"] == section)


@pytest.mark.scenario("S-P2")
async def test_a_second_case_manager_reviews_and_the_next_version_shows_what_changed(
    world, clock
) -> None:
    profile, _ = await world.completed()
    reviewer = world.sign_in([Role.PARTICIPATION_CASE_MANAGER], "coa", [AZC])
    await reviewer.post(
        f"{profile}/versions/1/reviews", verdict="not-usable",
        remarks=[{"section": "work", "remark": "too-thin"}],
    )  # fmt: skip
    (version,) = (await world.author.get(f"{profile}/versions"))["items"]
    (review,) = version["reviews"]
    assert (review["verdict"], review["remarks"]) == (
        "not-usable", [{"section": "work", "remark": "too-thin"}],
    )  # fmt: skip
    event = await world.author.last(profile, "ProfileReviewed")
    assert event["data"] == {"verdict": "not-usable"}
    await world.record(
        profile, "work", experience=[{"occupation": "lasser", "country": "ER", "fromYear": 2010}],
        remarks="werkte op een werf",
    )  # fmt: skip
    await world.author.post(f"{profile}/completions")
    found = await world.author.get(f"{profile}/versions/2/changes", since="1")
    assert found["changes"] == [
        {"section": "work", "field": "experience", "difference": "changed"},
        {"section": "work", "field": "remarks", "difference": "added"},
        {"section": "work", "field": "skills", "difference": "removed"},
    ]


async def test_nobody_reviews_the_own_work_and_not_usable_says_why(world) -> None:
    profile, _ = await world.completed()
    reviews = f"{profile}/versions/1/reviews"
    own = await world.author.problem(reviews, verdict="usable")
    assert (own["status"], own["code"]) == (409, "own-work")
    reviewer = world.sign_in([Role.PARTICIPATION_CASE_MANAGER], "coa", [AZC])
    bare = await reviewer.problem(reviews, verdict="not-usable")
    assert (bare["status"], bare["code"]) == (409, "remark-missing")
    none = await reviewer.problem(f"{profile}/versions/2/reviews", verdict="usable")
    assert (none["status"], none["code"]) == (404, "version-unknown")


async def test_a_review_falls_due_and_is_listed_until_it_is_done(world, clock) -> None:
    profile, person = await world.completed()
    assert (await world.author.get(profile))["reviewDueOn"] == "2026-05-30"
    assert (await world.author.get("/profiles", reviewDue="true"))["items"] == []
    clock.set("2026-05-30")
    (due,) = (await world.author.get("/profiles", reviewDue="true"))["items"]
    assert due["permitHolderId"] == str(person)
    reviewer = world.sign_in([Role.PARTICIPATION_CASE_MANAGER], "coa", [AZC])
    await reviewer.post(f"{profile}/versions/1/reviews", verdict="usable")
    assert (await world.author.get("/profiles", reviewDue="true"))["items"] == []
    assert len((await world.author.get("/profiles", reviewDue="false"))["items"]) == 1


@pytest.mark.scenario("S-P6")
async def test_version_one_stays_readable_after_version_two_was_sent(world) -> None:
    profile, _ = await world.sent(ZWOLLE)
    before = await world.zwolle.get(f"{profile}/versions/1")
    await world.zwolle.post(f"{profile}/supplement-requests", sections=["education"])
    (listed,) = (await world.author.get("/profiles", missing="education"))["items"]
    assert listed["asked"] == ["education"]
    await world.record(profile, "education", level="higher", diplomas=[{"title": "Ingenieur"}])
    await world.author.post(f"{profile}/completions")
    await world.author.post(f"{profile}/sendings")
    assert (await world.author.get(profile))["asked"] == []
    assert await world.zwolle.get(f"{profile}/versions/1") == before
    assert content_of(before, "education")["diplomas"] == [{"title": "Lasser"}]
    second = await world.zwolle.get(f"{profile}/versions/2")
    assert content_of(second, "education")["level"] == "higher"


@pytest.mark.scenario("S-P15")
async def test_a_municipality_reads_what_it_was_sent_and_never_a_newer_draft(world) -> None:
    profile, _ = await world.sent()
    await world.record(profile, "language", level="A2", lessons=[], motherTongue="ti")
    found = await world.roermond.get(profile)
    assert content_of(found, "language")["level"] == "A1"
    assert (found["contentsOf"], found["changes"]) == (1, [])
    await world.author.post(f"{profile}/completions")
    assert content_of(await world.roermond.get(profile), "language")["level"] == "A1"
    unsent = await world.roermond.problem(f"{profile}/versions/2", "GET")
    assert (unsent["status"], unsent["code"]) == (404, "version-unknown")
    draft = next(
        one for one in (await world.author.get(profile))["sections"] if one["section"] == "language"
    )
    assert draft["changedSinceSent"] is True
    await world.author.post(f"{profile}/sendings")
    found = await world.roermond.get(profile)
    assert content_of(found, "language")["level"] == "A2"
    assert (found["contentsOf"], found["changedSince"]) == (2, 1)
    assert found["changes"] == [{"section": "language", "field": "level", "difference": "changed"}]


async def test_before_it_sends_the_author_sees_to_whom_what_goes_and_what_not_and_why(
    world,
) -> None:
    profile, person = await world.completed()
    nobody = await world.author.get(f"{profile}/sendings/preview")
    assert (nobody["municipality"], nobody["profileVersion"]) == (None, 1)
    await world.linked(person, ROERMOND)
    found = await world.author.get(f"{profile}/sendings/preview")
    assert (found["municipality"], found["alreadySent"]) == (ROERMOND, False)
    going = {one["section"]: one["fields"] for one in found["sections"] if one["fields"]}
    assert going == {
        "education": ["diplomas", "level"],
        "work": ["experience", "skills"],
        "language": ["lessons", "level", "motherTongue"],
        "wishes": ["goals"],
    }
    await world.author.post(f"{profile}/sendings")
    again = await world.author.get(f"{profile}/sendings/preview")
    assert (again["alreadySent"], again["changedSince"]) == (True, None)
    await world.record(profile, "work", experience=[])
    await world.author.post(f"{profile}/completions")
    newer = await world.author.get(f"{profile}/sendings/preview")
    assert (newer["alreadySent"], newer["changedSince"]) == (False, 1)
    assert {one["field"] for one in newer["changes"]} == {"experience", "skills"}
    read = await world.roermond.get(profile)
    assert {s["section"]: sorted(s["content"]) for s in read["sections"] if s["content"]} == going


@pytest.mark.scenario("S-P4")
async def test_what_lies_unopened_for_the_term_shows_up_for_both_sides(world, clock) -> None:
    clock.set("2026-03-03")
    profile, person = await world.sent()
    clock.set("2026-03-09", 22)
    assert (await world.roermond.get("/profiles", unopened="true"))["items"] == []
    clock.set("2026-03-09", 23, 1)
    for somebody in (world.roermond, world.author):
        (listed,) = (await somebody.get("/profiles", unopened="true"))["items"]
        assert listed["permitHolderId"] == str(person)
        assert (listed["unopened"], listed["unopenedDays"]) == (True, 7)
    await world.roermond.get(f"{profile}/versions/1")
    opened = await world.author.get(profile)
    assert opened["sentAt"].startswith("2026-03-03")
    assert opened["viewedAt"].startswith("2026-03-09")
    assert opened["unopened"] is False
    assert (await world.author.get("/profiles", unopened="true"))["items"] == []


@pytest.mark.scenario("S-P4")
async def test_a_version_that_was_sent_later_is_unopened_until_that_one_is_opened(
    world, clock
) -> None:
    clock.set("2026-03-03")
    profile, _ = await world.sent()
    await world.roermond.get(profile)
    clock.set("2026-03-04")
    await world.record(profile, "language", level="B1", lessons=[], motherTongue="ti")
    await world.author.post(f"{profile}/completions")
    await world.author.post(f"{profile}/sendings")
    clock.set("2026-03-12")
    for address in (profile, f"{profile}?asOf=2026-03-04T23:00:00Z"):
        waiting = await world.author.get(address)
        assert (waiting["profileVersion"], waiting["state"]) == (2, "sent")
        assert waiting["viewedAt"] is None
    for somebody in (world.author, world.roermond):
        (listed,) = (await somebody.get("/profiles", unopened="true"))["items"]
        assert (listed["state"], listed["viewedAt"], listed["unopenedDays"]) == ("sent", None, 8)
    await world.roermond.get(f"{profile}/versions/1")
    assert (await world.author.get(profile))["unopened"] is True
    opened = await world.roermond.get(profile)
    assert opened["viewedAt"].startswith("2026-03-12")
    (listed,) = (await world.author.get("/profiles", state="viewed"))["items"]
    assert (listed["unopened"], listed["viewedAt"]) == (False, opened["viewedAt"])


async def test_a_profile_is_read_as_it_was_known_at_a_moment(world, clock) -> None:
    profile, _ = await world.sent()
    clock.set("2026-03-02")
    await world.record(profile, "language", level="B1", lessons=[], motherTongue="ti")
    await world.roermond.get(profile)
    clock.set("2026-03-03")
    before = await world.author.get(profile, asOf="2026-03-01T23:00:00Z")
    assert content_of(before, "language")["level"] == "A1"
    assert (before["state"], before["viewedAt"], before["municipality"]) == (
        "sent", None, ROERMOND,
    )  # fmt: skip
    after = await world.author.get(profile, asOf="2026-03-02T23:00:00Z")
    assert content_of(after, "language")["level"] == "B1"
    early = await world.author.problem(f"{profile}?asOf=2026-02-28T12:00:00Z", "GET")
    assert (early["status"], early["code"]) == (404, "profile-unknown")
    ahead = await world.author.problem(f"{profile}?asOf=2026-03-03T13:00:00Z", "GET")
    assert (ahead["status"], ahead["code"]) == (409, "ahead-of-now")


async def test_after_the_owner_left_nobody_is_named_as_who_keeps_it(world) -> None:
    profile, person = await world.sent()
    owner = "casemanager-weert"
    await world.hear(handover.CaseAssigned(occurred_at=world.now, owner=owner), person)
    await world.hear(CaseOwnerLeft(occurred_at=world.now, owner=owner), person)
    kept = (await world.author.get(profile))["keptBy"]
    assert (kept["azc"], kept["role"], kept["staffId"]) == (AZC, "location-manager", None)


async def test_a_relocation_keeps_everything_and_names_who_keeps_it(world, clock) -> None:
    profile, person = await world.sent()
    assigned = await world.hear(
        handover.CaseAssigned(occurred_at=world.now, owner="casemanager-weert"), person
    )
    before = await world.author.get(profile)
    assert before["keptBy"] == {
        "azc": AZC, "role": "case-manager", "staffId": "casemanager-weert",
        "since": before["keptBy"]["since"],
    }  # fmt: skip
    clock.set("2026-03-05")
    await world.tvs.post(f"{profile}/relocations", toAzc=OTHER_AZC)
    sneek = world.sign_in([Role.CASE_MANAGER], "coa", [OTHER_AZC])
    found = await sneek.get(profile)
    assert (found["keptBy"]["azc"], found["keptBy"]["role"]) == (OTHER_AZC, "location-manager")
    assert found["keptBy"]["staffId"] is None
    assert content_of(found, "wishes") == content_of(before, "wishes")
    assert [one["profileVersion"] for one in found["versions"]] == [1]
    relocated = await world.tvs.last(profile, "PermitHolderRelocated")
    await world.tvs.post(
        f"{profile}/relocations", toAzc=OTHER_AZC, caseManager="casemanager-sneek",
        replaces=relocated["id"],
    )  # fmt: skip
    assert (await sneek.get(profile))["keptBy"]["staffId"] == "casemanager-sneek"
    clock.set("2026-03-06")
    await world.hear(
        handover.CaseReassigned(occurred_at=world.now, owner="another", reason="relocation"),
        person,
    )
    assert (await sneek.get(profile))["keptBy"]["staffId"] == "another"
    voided = EventVoided(occurred_at=world.now, voids=assigned, reason="mistake")
    await world.hear(voided, person)
    assert (await sneek.get(profile))["keptBy"]["staffId"] == "another"


async def test_a_review_and_its_remarks_are_not_the_municipalitys(world) -> None:
    profile, _ = await world.sent()
    reviewer = world.sign_in([Role.PARTICIPATION_CASE_MANAGER], "coa", [AZC])
    await reviewer.post(f"{profile}/versions/1/reviews", verdict="usable")
    (version,) = (await world.roermond.get(profile))["versions"]
    assert version["reviews"] is None
