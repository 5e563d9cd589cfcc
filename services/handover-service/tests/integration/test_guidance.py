"""The role card, welcomes and referrals over HTTP, with their corrections."""

import pytest


async def test_the_role_card_is_shown_and_taken_back(world) -> None:
    case = await world.owned()
    shown = await world.case_manager.post(f"{case}/role-cards")
    assert (await world.case_manager.get(shown))["type"] == "RoleCardShown"
    right = await world.case_manager.post(
        f"{case}/role-cards", replaces=shown.rpartition("/")[2], occurredAt="2026-03-01T07:00:00Z"
    )
    assert (await world.case_manager.get(shown))["replacedBy"] == right.rpartition("/")[2]
    await world.case_manager.post(f"{right}/voidings", reason="mistake")
    assert (await world.case_manager.get(right))["voidedBy"] is not None


@pytest.mark.scenario("S-H22")
@pytest.mark.parametrize("welcome", ["letter", "pack", "day", "market"])
async def test_a_welcome_before_the_move_is_shown_and_is_no_handover(world, welcome) -> None:
    case = await world.owned()
    before = (await world.roermond.get(case))["missing"]
    sent = await world.roermond.post(f"{case}/welcomes", welcome=welcome)
    event = await world.case_manager.get(sent)
    assert event["data"] == {"municipality": "GM0957", "welcome": welcome}
    shown = await world.roermond.get(case)
    assert (shown["missing"], "handover" in shown["missing"]) == (before, True)
    assert (await world.case_manager.refused(f"{case}/welcomes", welcome=welcome))[0] == 403


@pytest.mark.scenario("S-H22")
async def test_after_the_move_nobody_is_welcomed_beforehand(world, clock) -> None:
    case = await world.owned()
    clock.set("2026-06-20")
    await world.tvs.post(f"{case}/moves", movedOn="2026-06-01")
    refused = await world.roermond.refused(f"{case}/welcomes", welcome="pack")
    assert refused == (409, "already-moved")
    await world.roermond.post(f"{case}/welcomes", welcome="pack", occurredAt="2026-05-20T10:00:00Z")


async def test_a_referral_is_confirmed_corrected_and_taken_back_with_its_confirmation(
    world,
) -> None:
    case = await world.owned()
    made = await world.case_manager.post(f"{case}/referrals", referralTo="language-school")
    referral = (await world.case_manager.get(made))["data"]["referral"]
    path = f"{case}/referrals/{referral}/confirmations"
    confirmed = await world.roermond.post(path)
    assert (await world.roermond.get(confirmed))["data"] == {"referral": referral}
    assert await world.roermond.refused(path) == (409, "already-confirmed")
    right = await world.case_manager.post(
        f"{case}/referrals", referralTo="volunteering", replaces=made.rpartition("/")[2]
    )
    data = (await world.case_manager.get(right))["data"]
    assert (data["referral"], data["referralTo"]) == (referral, "volunteering")
    await world.case_manager.post(f"{right}/voidings", reason="mistake")
    assert (await world.roermond.get(confirmed))["voidedBy"] is not None
    assert await world.roermond.refused(path) == (404, "referral-unknown")
