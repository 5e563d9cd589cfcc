"""The plan over HTTP: drawn up, agreed by three, done and taken over; its words in the vault."""

from uuid import UUID, uuid4

import pytest
from sqlalchemy import text

from continuous_line.codes import Role

GOALS = [
    {"party": "permit-holder", "text": "Nederlands op A2"},
    {"party": "client-manager", "text": "Inkomen op de eerste dag"},
]
OWN = {"party": "permit-holder", "dueOn": "2026-06-01", "text": "Inschrijven bij de taalschool"}
THEIRS = {"party": "client-manager", "dueOn": "2026-06-01", "text": "Uitkering aanvragen"}
PLAN = {"goals": GOALS, "actions": [OWN, THEIRS]}


@pytest.fixture
def person() -> UUID:
    return uuid4()


@pytest.fixture
def permit_holder(sign_in, person):
    """Made up."""
    return sign_in([Role.PERMIT_HOLDER], "", [], person)


@pytest.fixture
async def case(world, person) -> str:
    return await world.owned(person)


async def drafted(world, case: str, **plan) -> str:
    """The id of the version."""
    await world.roermond.post(f"{case}/plans", **(plan or PLAN))
    found = await world.roermond.get(f"{case}/plan")
    return found["present"]["planId"]


def now(world) -> str:
    return str(world.resources.clock.now().isoformat())


async def agreed(world, case: str, permit_holder) -> str:
    plan = {"planId": await drafted(world, case)}
    for party in (world.case_manager, world.roermond, permit_holder):
        await party.post(f"{case}/plan-endorsements", **plan)
    return plan["planId"]


async def actions(somebody, case: str) -> dict[str, dict]:
    """By the party that answers for each."""
    found = (await somebody.get(f"{case}/plan"))["actions"]
    return {action["party"]: action for action in found}


@pytest.mark.scenario("S-H15")
async def test_agreed_by_two_is_not_agreed_and_the_third_is_named(
    world, case, permit_holder
) -> None:
    plan = {"planId": await drafted(world, case)}
    path = f"{case}/plan-endorsements"
    await world.roermond.post(path, **plan)
    await world.case_manager.post(path, **plan)
    found = await world.case_manager.get(f"{case}/plan")
    assert (found["agreed"], found["lacking"]) == (False, ["permit-holder"])
    assert "PlanAgreed" not in await world.case_manager.types(case)
    await permit_holder.post(path, **plan)
    found = await permit_holder.get(f"{case}/plan")
    assert (found["agreed"], found["lacking"]) == (True, [])
    event = await world.case_manager.last(case, "PlanAgreed")
    assert event["data"] == {
        "municipality": "GM0957",
        "agreedBy": ["case-manager", "client-manager", "permit-holder"],
        "goalsBy": {"caseManager": 0, "clientManager": 1, "permitHolder": 1},
        "actionsBy": {"caseManager": 0, "clientManager": 1, "permitHolder": 1},
    }


async def test_the_permit_holder_says_so_in_the_talk_and_nobody_agrees_for_a_colleague(
    world, case
) -> None:
    plan = {"planId": await drafted(world, case)}
    path, moment = f"{case}/plan-endorsements", {"occurredAt": now(world)}
    undated = await world.roermond.problem(path, **plan, party="permit-holder")
    assert (undated["code"], undated["needs"]) == ("talk-day-needed", ["occurredAt"])
    await world.roermond.post(path, **plan, party="permit-holder", **moment)
    refused = await world.roermond.refused(path, **plan, party="case-manager")
    assert refused == (403, "other-party")
    again = await world.case_manager.refused(path, **plan, party="permit-holder", **moment)
    assert again == (409, "already-endorsed")
    assert (await world.roermond.get(f"{case}/plan"))["lacking"] == [
        "case-manager", "client-manager",
    ]  # fmt: skip


async def test_the_permit_holder_sees_who_recorded_their_word_and_takes_it_back(
    world, case, permit_holder
) -> None:
    plan = {"planId": await drafted(world, case)}
    said = plan | {"party": "permit-holder", "occurredAt": now(world)}
    await world.roermond.post(f"{case}/plan-endorsements", **said)
    await world.case_manager.post(f"{case}/plan-endorsements", **plan)
    found = (await permit_holder.get(f"{case}/plan"))["present"]["endorsements"]
    assert {one["party"]: one["recordedBy"] for one in found} == {
        "permit-holder": "GM0957", "case-manager": None,
    }  # fmt: skip
    withdrawing = f"{case}/plans/{plan['planId']}/endorsements/permit-holder/voidings"
    assert await world.case_manager.refused(withdrawing, reason="mistake") == (
        403, "other-organisation",
    )  # fmt: skip
    await permit_holder.post(withdrawing, reason="other")
    assert "permit-holder" in (await world.roermond.get(f"{case}/plan"))["lacking"]
    await permit_holder.post(f"{case}/plan-endorsements", **plan)
    again = (await permit_holder.get(f"{case}/plan"))["present"]["endorsements"]
    assert [one["recordedBy"] for one in again if one["party"] == "permit-holder"] == [None]


async def test_a_redraft_needs_agreement_anew_and_an_action_goes_on_in_it(
    world, case, permit_holder
) -> None:
    first = await agreed(world, case, permit_holder)
    own = (await actions(world.roermond, case))["permit-holder"]
    await permit_holder.post(f"{case}/plan-actions/{own['actionId']}/completions")
    kept = OWN | {"actionId": own["actionId"], "text": "Inschrijven bij taalschool Zuid"}
    second = await drafted(world, case, goals=GOALS[:1], actions=[kept])
    found = await permit_holder.get(f"{case}/plan")
    assert (found["agreed"], len(found["lacking"])) == (False, 3)
    assert [one["planId"] for one in found["former"]] == [first]
    assert [a["doneAt"] is not None for a in found["actions"]] == [True]
    assert found["actions"][0]["text"] == "Inschrijven bij taalschool Zuid"
    assert found["former"][0]["actions"][0]["text"] == OWN["text"]
    stale = await permit_holder.problem(f"{case}/plan-endorsements", planId=first)
    assert (stale["code"], stale["needs"]) == ("newer-plan", ["plan"])
    await world.roermond.post(f"{case}/agreements/{second}/voidings", reason="mistake")
    back = await permit_holder.get(f"{case}/plan")
    assert (back["agreed"], back["present"]["planId"]) == (True, first)
    assert back["present"]["actions"][0]["text"] == OWN["text"]


@pytest.mark.scenario("S-H15")
async def test_own_actions_stay_the_permit_holders_until_taken_over_with_a_reason(
    world, case, permit_holder
) -> None:
    await agreed(world, case, permit_holder)
    own = (await actions(world.roermond, case))["permit-holder"]["actionId"]
    done, taken = (f"{case}/plan-actions/{own}/{what}" for what in ("completions", "take-overs"))
    problem = await world.roermond.problem(done)
    assert (problem["code"], problem["needs"]) == ("not-their-action", ["take-over"])
    assert (await world.roermond.refused(taken))[0] == 400
    event = await world.roermond.get(await world.roermond.post(taken, reason="asked"))
    assert event["data"] == {"of": "permit-holder", "by": "client-manager", "reason": "asked"}
    assert await permit_holder.refused(done) == (409, "not-their-action")
    finished = await world.roermond.post(done)
    assert (await world.roermond.get(finished))["data"] == {"by": "client-manager"}
    shown = [a for a in (await permit_holder.get(f"{case}/plan"))["actions"] if a["doneAt"]]
    assert [(a["party"], a["agreedWith"]) for a in shown] == [("client-manager", "permit-holder")]


async def test_what_is_done_is_taken_back_like_any_fact(world, case, permit_holder) -> None:
    await agreed(world, case, permit_holder)
    theirs = (await actions(world.roermond, case))["client-manager"]["actionId"]
    path = f"{case}/plan-actions/{theirs}/completions"
    done = await world.roermond.post(path)
    assert await world.roermond.refused(path) == (409, "already-done")
    await world.roermond.post(f"{done}/voidings", reason="mistake")
    assert (await actions(world.roermond, case))["client-manager"]["doneAt"] is None


async def test_who_takes_back_an_agreement_takes_the_agreed_plan_with_it(
    world, case, permit_holder
) -> None:
    plan = await agreed(world, case, permit_holder)
    path = f"{case}/plans/{plan}/endorsements"
    other = await world.roermond.refused(f"{path}/permit-holder/voidings", reason="mistake")
    assert other == (403, "other-organisation")
    event = await world.case_manager.last(case, "PlanAgreed")
    directly = f"{case}/events/{event['id']}/voidings"
    refused = await world.case_manager.refused(directly, reason="mistake")
    assert refused == (403, "other-organisation")
    await permit_holder.post(f"{path}/permit-holder/voidings", reason="other")
    found = await world.case_manager.get(f"{case}/plan")
    assert (found["agreed"], found["lacking"]) == (False, ["permit-holder"])
    assert (await world.case_manager.last(case, "PlanAgreed"))["voidedBy"] is not None
    await permit_holder.post(f"{case}/plan-endorsements", planId=plan)
    assert (await world.case_manager.get(f"{case}/plan"))["agreed"]


async def test_a_plan_survives_the_move_and_is_history_with_another_municipality(
    world, clock, person, case, permit_holder
) -> None:
    plan = await agreed(world, case, permit_holder)
    clock.set("2026-04-01")
    await world.tvs.post("/links", permitHolderId=str(person), municipality="GM0193",
                         azc="azc-weert", basis="network")  # fmt: skip
    found = await world.zwolle.get(f"{case}/plan")
    assert (found["agreed"], found["present"], found["actions"]) == (False, None, [])
    assert [one["municipality"] for one in found["former"]] == ["GM0957"]
    assert found["former"][0]["planId"] == plan
    assert (await world.roermond.refused(f"{case}/plan", "GET"))[0] == 403
    await world.zwolle.post(f"{case}/plans", goals=GOALS)
    clock.set("2026-05-01")
    await world.tvs.post(f"{case}/moves", movedOn="2026-04-30")
    assert (await world.zwolle.get(f"{case}/plan"))["present"]["municipality"] == "GM0193"


async def test_what_a_talk_agrees_stands_beside_the_plan_and_needs_a_talk(world, case) -> None:
    body = {"actions": [OWN]}
    problem = await world.case_manager.problem(f"{case}/agreements", **body)
    assert (problem["code"], problem["needs"]) == ("talk-needed", ["talk"])
    await world.case_manager.post(f"{case}/handover-outcomes", mode="phone", reason="distance")
    await world.case_manager.post(f"{case}/agreements", **body)
    (action,) = (await world.roermond.get(f"{case}/plan"))["actions"]
    assert (action["text"], action["inPlan"]) == (OWN["text"], False)
    taken_back = f"{case}/agreements/{action['agreementId']}/voidings"
    assert await world.roermond.refused(taken_back, reason="mistake") == (
        403, "other-organisation",
    )  # fmt: skip
    await world.case_manager.post(taken_back, reason="mistake")
    assert (await world.roermond.get(f"{case}/plan"))["actions"] == []


async def test_the_words_are_sealed_and_every_reading_of_them_is_recorded(
    world, case, person, permit_holder
) -> None:
    await drafted(world, case)
    await permit_holder.get(f"{case}/plan")
    assert (await world.zwolle.refused(f"{case}/plan", "GET"))[0] == 404
    async with world.resources.database.reading() as tx:
        kept = await tx.execute(
            text(
                "SELECT name, manner, purpose, organisation FROM processing_log "
                "WHERE data_subject_id = :person AND sections @> '{plan}' ORDER BY position"
            ),
            {"person": person},
        )
        assert [tuple(row) for row in kept] == [
            ("case-recording", "changed", "integration", "GM0957"),
            ("case-reading", "opened", "integration", "GM0957"),
            ("case-reading", "opened", "own-data", ""),
            ("case-reading", "refused", "integration", "GM0193"),
        ]
        for table in ("texts", "events"):
            everything = await tx.scalar(text(f"SELECT string_agg(t::text, ' ') FROM {table} t"))
            assert "taalschool" not in everything


async def test_a_plan_of_who_was_erased_stands_without_words(world, case, person) -> None:
    await drafted(world, case)
    await world.resources.vault.forget(person, world.resources.clock.now())
    found = (await world.roermond.get(f"{case}/plan"))["present"]
    assert [goal["text"] for goal in found["goals"]] == [None, None]
    assert await world.roermond.refused(f"{case}/plans", **PLAN) == (410, "personal-data-erased")


async def test_two_who_draw_up_a_plan_at_the_same_moment_do_not_overwrite_each_other(
    world, case
) -> None:
    seen = (await world.roermond.client.get(f"{case}/plan")).headers["etag"]
    await world.case_manager.post(f"{case}/plans", **PLAN)
    late = await world.roermond.client.post(f"{case}/plans", json=PLAN, headers={"If-Match": seen})
    assert (late.status_code, late.json()["code"]) == (412, "precondition-failed")
