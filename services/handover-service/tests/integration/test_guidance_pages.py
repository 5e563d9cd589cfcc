"""The pages of the plan, of what is shown and given, and of the own case."""

import re
from uuid import UUID, uuid4

import pytest
from sqlalchemy import text

from continuous_line.codes import Role
from continuous_line.testing.visiting import plain

AZC, ROERMOND = "azc-weert", "GM0957"
ROWS = {"goal.rows": "1", "action.rows": "1"}
GOAL = {"goal.0.plan_text": "Nederlands op A2", "goal.0.plan_party": "permit-holder"}
ACTION = {
    "action.0.plan_text": "Inschrijven bij de taalschool", "action.0.plan_party": "permit-holder",
    "action.0.plan_due_on-day": "1", "action.0.plan_due_on-month": "juni",
    "action.0.plan_due_on-year": "2026",
}  # fmt: skip


@pytest.fixture
def person() -> UUID:
    return uuid4()


@pytest.fixture
async def case(world, person) -> str:
    return await world.owned(person)


@pytest.fixture
async def case_manager(visit):
    return await visit([Role.CASE_MANAGER], "coa", [AZC])


@pytest.fixture
async def client_manager(visit):
    return await visit([Role.CLIENT_MANAGER], ROERMOND, [ROERMOND])


@pytest.fixture
async def permit_holder(visit, person):
    """Made up."""
    return await visit([Role.PERMIT_HOLDER], "permit-holder", [], person)


def forms_in(page: str, path: str) -> list[str]:
    return re.findall(rf'action="([^"]*{path}[^"]*)"', page)


@pytest.mark.scenario("S-H15")
async def test_a_plan_is_drawn_up_and_agreed_by_three_on_pages(
    case, case_manager, client_manager, permit_holder
) -> None:
    more = await client_manager.post(f"{case}/plan/edit", ROWS | GOAL | {"more": "goal"})
    assert (more.status_code, "goal.1.plan_text" in more.text) == (200, True)
    assert "Nederlands op A2" in more.text
    after = await client_manager.sends(f"{case}/plan/edit", ROWS | GOAL | ACTION)
    assert after == f"{case}/plan?done=drafted"
    for who in (client_manager, case_manager):
        (own, *_) = forms_in(await who.get(f"{case}/plan"), "endorsements")
        await who.sends(own)
    shown = plain(await client_manager.get(f"{case}/plan"))
    assert "Nog niet akkoord. Dit ontbreekt: het akkoord van vergunninghouder." in shown
    mine = await permit_holder.get("/my-case")
    assert "het akkoord van u" in plain(mine)
    (agree,) = forms_in(mine, "endorsements")
    assert await permit_holder.sends(agree) == "/my-case?done=endorsed"
    assert "Alle drie zijn akkoord." in plain(await case_manager.get(f"{case}/plan"))


async def test_what_is_wrong_in_a_plan_is_said_at_once_and_kept(case, client_manager) -> None:
    wrong = ROWS | ACTION | {"action.0.plan_due_on-year": "2025", "action.0.plan_party": ""}
    answer = await client_manager.post(f"{case}/plan/edit", wrong)
    assert answer.status_code == 400
    shown = plain(answer.text)
    for said in (
        "Doel 1, wat: Vul ten minste één doel in.",
        "Actie 1, wie: Maak een keuze.",
        "Actie 1, uiterlijk op: Deze datum is voorbij.",
    ):
        assert said in shown
    assert "<title>Fout: " in answer.text
    assert "Inschrijven bij de taalschool" in answer.text
    assert "Er is nog geen plan" in plain(await client_manager.get(f"{case}/plan"))


async def test_a_day_without_words_is_not_lost_and_words_that_are_emptied_are_left_out(
    case, client_manager
) -> None:
    day = {name: value for name, value in ACTION.items() if "due_on" in name}
    without = await client_manager.post(f"{case}/plan/edit", ROWS | GOAL | day)
    assert (without.status_code, "Actie 1, wat: Vul dit in." in plain(without.text)) == (400, True)
    await client_manager.sends(f"{case}/plan/edit", ROWS | GOAL | ACTION)
    edit = await client_manager.get(f"{case}/plan/edit")
    known = dict(re.findall(r'type="hidden" name="(action\.0[^"]+)" value="([^"]*)"', edit))
    emptied = ROWS | GOAL | ACTION | known | {"action.0.plan_text": ""}
    await client_manager.sends(f"{case}/plan/edit", emptied)
    shown = plain(await client_manager.get(f"{case}/plan"))
    assert "Inschrijven" not in shown.partition("Eerdere plannen")[0]


async def test_a_changed_plan_keeps_its_actions_with_who_answers_for_them(
    case, client_manager, permit_holder
) -> None:
    await client_manager.sends(f"{case}/plan/edit", ROWS | GOAL | ACTION)
    (done,) = forms_in(await permit_holder.get("/my-case"), "completion")
    assert await permit_holder.sends(done) == "/my-case?done=completed"
    edit = await client_manager.get(f"{case}/plan/edit")
    fields = dict(re.findall(r'type="hidden" name="(action\.0[^"]+)" value="([^"]*)"', edit))
    assert fields["action.0.plan_party"] == "permit-holder"
    version = int(re.findall(r'name="version" value="(\d+)"', edit)[0])
    changed = ROWS | GOAL | ACTION | fields | {"goal.0.plan_text": "Nederlands op B1"}
    await client_manager.sends(f"{case}/plan/edit", changed, version=version)
    shown = plain(await client_manager.get(f"{case}/plan"))
    assert "Nederlands op B1" in shown
    assert "Gedaan: " in shown
    stale = await client_manager.post(f"{case}/plan/edit", changed, version=version)
    assert stale.status_code == 412
    said = plain(stale.text)
    assert "klantmanager: het plan gewijzigd" in said
    assert "Wat Nederlands op B1 Wie permit-holder" in said
    assert "rows" not in said


@pytest.mark.scenario("S-H15")
async def test_an_action_is_taken_over_with_a_reason(case, client_manager) -> None:
    await client_manager.sends(f"{case}/plan/edit", ROWS | GOAL | ACTION)
    (over,) = re.findall(r'href="([^"]+/take-over)"', await client_manager.get(f"{case}/plan"))
    without = await client_manager.post(over)
    assert (without.status_code, "Maak een keuze." in without.text) == (400, True)
    await client_manager.sends(over, {"take_over_reason": "asked"})
    page = await client_manager.get(f"{case}/plan")
    assert "overgenomen van: vergunninghouder" in plain(page)
    (done,) = forms_in(page, "completion")
    await client_manager.sends(done)
    assert "Gedaan: " in plain(await client_manager.get(f"{case}/plan"))


async def test_agreements_of_a_talk_need_a_talk_and_are_taken_back(
    world, case, case_manager
) -> None:
    path = f"{case}/agreements/new"
    none = await case_manager.post(path, {"action.rows": "1"})
    assert "Vul ten minste één actie in." in plain(none.text)
    early = await case_manager.post(path, {"action.rows": "1"} | ACTION)
    assert early.status_code == 409
    assert "Leg eerst het gesprek vast" in plain(early.text)
    await world.case_manager.post(f"{case}/handover-outcomes", mode="phone", reason="distance")
    await case_manager.sends(path, {"action.rows": "1"} | ACTION)
    page = await case_manager.get(f"{case}/plan")
    assert "afgesproken in een gesprek" in plain(page)
    (back,) = re.findall(r'href="([^"]+/taking-back)"', page)
    assert "Inschrijven bij de taalschool" in await case_manager.get(back)
    assert (await case_manager.post(back)).status_code == 400
    await case_manager.sends(back, {"why_taken_back": "mistake"})
    assert "taalschool" not in await case_manager.get(f"{case}/plan")


async def test_an_agreement_is_withdrawn_on_its_page(case, client_manager) -> None:
    await client_manager.sends(f"{case}/plan/edit", ROWS | GOAL)
    (own, *_) = forms_in(await client_manager.get(f"{case}/plan"), "endorsements")
    await client_manager.sends(own)
    (withdraw,) = forms_in(await client_manager.get(f"{case}/plan"), "taking-back")
    assert await client_manager.sends(withdraw) == f"{case}/plan?done=withdrawn"
    assert "Nog niet akkoord: u" in plain(await client_manager.get(f"{case}/plan"))


async def test_the_permit_holders_word_in_a_talk_is_recorded_with_its_day_and_theirs_to_withdraw(
    case, client_manager, permit_holder, clock
) -> None:
    await client_manager.sends(f"{case}/plan/edit", ROWS | GOAL)
    (_, theirs) = forms_in(await client_manager.get(f"{case}/plan"), "endorsements")
    said = {"party": "permit-holder"}
    undated = await client_manager.post(theirs, said)
    assert (undated.status_code, "<title>Fout: " in undated.text) == (400, True)
    day = {f"told_on-{part}": value for part, value in
           {"day": "1", "month": "maart", "year": "2026"}.items()}  # fmt: skip
    clock.set("2026-03-04")
    ahead = await client_manager.post(theirs, said | day | {"told_on-day": "9"})
    assert "Deze dag ligt in de toekomst." in plain(ahead.text)
    await client_manager.sends(theirs, said | day)
    told = "Gezegd in een gesprek, vastgelegd door GM0957."
    assert told in plain(await client_manager.get(f"{case}/plan"))
    assert "Dat legde GM0957 vast. Klopt het niet?" in plain(await permit_holder.get("/my-case"))
    (withdraw,) = forms_in(await permit_holder.get(f"{case}/plan"), "taking-back")
    assert await permit_holder.sends(withdraw) == "/my-case?done=withdrawn"
    assert "Klopt het niet?" not in plain(await permit_holder.get("/my-case"))


@pytest.mark.scenario("S-H22")
async def test_role_card_welcome_and_referral_are_recorded_on_one_page(
    case, case_manager, client_manager
) -> None:
    here = f"{case}/guidance"
    ahead = {f"shown_on-{part}": value for part, value in
             (("day", "1"), ("month", "4"), ("year", "2026"))}  # fmt: skip
    wrong = await case_manager.post(f"{here}/role-card", ahead)
    assert (wrong.status_code, "Deze datum ligt in de toekomst." in wrong.text) == (400, True)
    await case_manager.sends(f"{here}/role-card")
    assert forms_in(await case_manager.get(here), "/welcome") == []
    assert (await client_manager.post(f"{here}/welcome")).status_code == 400
    await client_manager.sends(f"{here}/welcome", {"welcome": "pack"})
    await case_manager.sends(f"{here}/referral", {"referral_to": "language-school"})
    (confirm,) = forms_in(await case_manager.get(here), "confirmation")
    await case_manager.sends(confirm)
    shown = plain(await case_manager.get(here))
    for said in ("Getoond: zo 1 maart 2026", "een welkomstpakket, van", "Er is contact: zo"):
        assert said in shown
    panel = plain(await case_manager.get(case))
    for said in ("Getoond: zo 1 maart 2026", "een welkomstpakket", "1, waarvan 0 nog zonder"):
        assert said in panel


@pytest.mark.scenario("S-X5")
async def test_the_permit_holder_answers_how_it_went_once(
    world, clock, case, permit_holder
) -> None:
    clock.set("2026-04-02")
    await world.tvs.post(f"{case}/moves", movedOn="2026-04-01")
    assert "Vanaf 27 mei 2026 vragen wij u" in plain(await permit_holder.get("/my-case"))
    clock.set("2026-06-01")
    assert "Hoe ging het?" in plain(await permit_holder.get("/my-case"))
    empty = await permit_holder.post("/my-case/experience")
    assert (empty.status_code, "Maak een keuze." in empty.text) == (400, True)
    answer = {"experience": "badly"}
    key = "the-same-form"
    led_to = await permit_holder.sends("/my-case/experience", answer, key=key)
    assert led_to == "/my-case?done=answered"
    assert "U heeft verteld hoe het ging." in plain(await permit_holder.get("/my-case"))
    again = await permit_holder.post("/my-case/experience", answer, key=key)
    assert (again.status_code, "badly" in again.text) == (409, False)
    async with world.resources.database.reading() as tx:
        kept = await tx.scalar(
            text("SELECT count(*) FROM idempotency WHERE route LIKE '%experience%'")
        )
        assert kept == 0


@pytest.mark.scenario("S-X5")
async def test_an_answer_that_was_sent_too_late_does_not_wait_for_a_new_sign_in(
    world, case, permit_holder
) -> None:
    """What other forms hold is kept, sealed, with whose it is; this answer is not."""
    database = world.resources.database
    async with database.transaction() as tx:
        await tx.execute(text("UPDATE sessions SET seen_at = seen_at - interval '1 day'"))

    async def kept_of(path: str) -> bool:
        late = await permit_holder.post(path, {"experience": "badly"})
        assert late.headers["location"].startswith("/sign-in/start")
        async with database.reading() as tx:
            return await tx.scalar(text("SELECT kept IS NOT NULL FROM sessions"))

    assert not await kept_of("/my-case/experience")
    assert await kept_of(f"{case}/plan/actions/{uuid4()}/completion")


async def test_who_is_linked_to_no_municipality_learns_whom_to_ask(visit) -> None:
    stranger = await visit([Role.PERMIT_HOLDER], "permit-holder", [], uuid4())
    assert "Ga naar uw casemanager" in plain(await stranger.get("/my-case"))
    assert (await stranger.client.get("/")).headers["location"] == "/my-case"
