"""The talk over HTTP: warm, by phone, not held, acknowledged, corrected."""

from uuid import uuid4

import pytest

ALL_THREE = ["case-manager", "client-manager", "permit-holder"]


@pytest.mark.scenario("S-H3")
async def test_all_three_in_person_is_warm_and_incomplete_names_what_is_missing(world) -> None:
    case = await world.owned()
    held = await world.case_manager.post(
        f"{case}/handover-outcomes", mode="in-person", attended=ALL_THREE, interpreter=True
    )
    event = await world.case_manager.get(held)
    assert (event["type"], event["data"]["interpreter"]) == ("WarmHandoverHeld", True)
    said = await world.roermond.post(
        f"{case}/acknowledgements", verdict="incomplete", sections=["education"]
    )
    acknowledged = await world.roermond.get(said)
    assert acknowledged["data"] == {
        "municipality": "GM0957", "verdict": "incomplete", "sections": ["education"]
    }  # fmt: skip
    assert "handover" not in (await world.roermond.get(case))["missing"]


@pytest.mark.scenario("S-H4")
async def test_who_stayed_away_leaves_the_talk_not_held_and_on_the_list(world) -> None:
    case = await world.owned()
    kept = await world.case_manager.post(
        f"{case}/handover-outcomes", mode="in-person", attended=ALL_THREE[:2]
    )
    event = await world.case_manager.get(kept)
    assert (event["type"], event["data"]["reason"]) == ("HandoverNotHeld", "party-absent")
    listed = await world.case_manager.get("/cases", missing="handover")
    assert [f"/cases/{item['caseId']}" for item in listed["items"]] == [case]


@pytest.mark.scenario("S-H5")
async def test_a_talk_by_phone_needs_a_reason_and_is_no_warm_handover(world) -> None:
    await world.places()
    case = await world.owned(to="GM0193")
    assert (await world.case_manager.get(case))["distanceKm"] == pytest.approx(143, abs=3)
    path = f"{case}/handover-outcomes"
    refusal = await world.case_manager.refused(path, mode="phone", attended=ALL_THREE[:2])
    assert refusal == (409, "reason-needed")
    assert await world.case_manager.types(case) == ["MunicipalityLinked", "CaseAssigned"]
    await world.case_manager.post(path, mode="phone", attended=ALL_THREE[:2], reason="distance")
    assert (await world.case_manager.types(case))[-1] == "HandoverByPhone"


@pytest.mark.scenario("S-H6")
@pytest.mark.parametrize("reason", ["no-capacity", "municipality-declined", "no-contact-person"])
async def test_each_reason_for_no_talk_keeps_its_own_code(world, reason: str) -> None:
    case = await world.owned()
    kept = await world.case_manager.post(f"{case}/handover-outcomes", attended=[], reason=reason)
    assert (await world.case_manager.get(kept))["data"]["reason"] == reason


@pytest.mark.scenario("S-H2")
async def test_one_side_proposes_and_the_other_confirms(world, clock) -> None:
    case = await world.owned()
    clock.set("2026-05-01")
    plan = {"mode": "in-person", "scenario": "combined", "scheduledFor": "2026-05-12T10:00:00Z"}
    await world.roermond.post(f"{case}/handovers", **plan)
    path = f"{case}/handover-confirmations"
    assert await world.roermond.refused(path) == (403, "other-side")
    await world.case_manager.post(path)
    shown = await world.case_manager.get(case)
    assert (shown["turn"], shown["plannedFor"]) == ("planned", "2026-05-12T10:00:00Z")
    clock.set("2026-05-13")
    assert (await world.case_manager.get(case))["turn"] != "planned"


async def test_a_talk_registered_after_the_move_is_kept_with_its_own_day(world, clock) -> None:
    case = await world.owned()
    clock.set("2026-06-20")
    await world.tvs.post(f"{case}/moves", movedOn="2026-06-01")
    held = await world.case_manager.post(
        f"{case}/handover-outcomes", mode="in-person", attended=ALL_THREE,
        occurredAt="2026-05-12T10:00:00+02:00",
    )  # fmt: skip
    event = await world.case_manager.get(held)
    assert event["occurredAt"] == "2026-05-12T08:00:00Z"
    assert event["recordedAt"].startswith("2026-06-20")


async def test_nothing_is_recorded_before_it_happened_or_before_the_link(world) -> None:
    case = await world.owned()
    path, talk = f"{case}/handover-outcomes", {"mode": "in-person", "attended": ALL_THREE}
    ahead = await world.case_manager.refused(path, **talk, occurredAt="2026-03-02T10:00:00Z")
    before = await world.case_manager.refused(path, **talk, occurredAt="2026-02-27T10:00:00Z")
    assert (ahead, before) == ((409, "ahead-of-now"), (409, "before-link"))


async def test_a_correction_replaces_and_a_voiding_takes_back(world) -> None:
    case = await world.owned()
    path = f"{case}/handover-outcomes"
    phone = await world.case_manager.post(path, mode="phone", reason="distance")
    wrong = phone.rpartition("/")[2]
    warm = await world.case_manager.post(path, mode="in-person", attended=ALL_THREE, replaces=wrong)
    assert (await world.case_manager.get(phone))["replacedBy"] == warm.rpartition("/")[2]
    again = await world.case_manager.refused(path, mode="phone", reason="distance", replaces=wrong)
    assert again == (409, "not-correctable")
    assert await world.roermond.refused(f"{warm}/voidings", reason="mistake") == (
        403, "other-organisation",
    )  # fmt: skip
    voided = await world.case_manager.post(f"{warm}/voidings", reason="mistake")
    assert (await world.case_manager.get(warm))["voidedBy"] == voided.rpartition("/")[2]
    assert "handover" in (await world.case_manager.get(case))["missing"]


async def test_a_correction_replaces_an_event_of_its_own_kind_only(world) -> None:
    case = await world.owned()
    link = (await world.tvs.last(case, "MunicipalityLinked"))["id"]
    path = f"{case}/moves"
    assert await world.tvs.refused(path, movedOn="2026-03-01", replaces=link) == (
        409, "replaces-another-kind",
    )  # fmt: skip
    unknown = await world.tvs.refused(path, movedOn="2026-03-01", replaces=str(uuid4()))
    assert unknown == (409, "not-correctable")
    assert await world.tvs.refused(f"{case}/events/{uuid4()}/voidings", reason="mistake") == (
        404,
        "event-unknown",
    )
