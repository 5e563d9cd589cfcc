"""How it went: asked, answered once, and published so that no answer is anybody's."""

import asyncio
import json
import logging
from collections import Counter
from collections.abc import Callable
from uuid import UUID, uuid4

import pytest
from sqlalchemy import text

from continuous_line.codes import Role
from continuous_line.contracts import Envelope, data_of, handover
from continuous_line.contracts import handover_guidance as guidance
from continuous_line.testing.reading import envelopes, until
from handover_service.emptying import empty

ANSWERS = ["well", "well", "mixed", "badly", "well"]


@pytest.fixture
def log_url(own_database: Callable[..., str]) -> str:
    return own_database()


async def moved(world, clock, person: UUID | None = None, azc: str = "azc-weert") -> str:
    """Address of a case of somebody who has moved on the first of April."""
    clock.set("2026-03-01")
    case = await world.link(person, azc=azc)
    clock.set("2026-04-02")
    await world.tvs.post(f"{case}/moves", movedOn="2026-04-01")
    return case


async def asked(world, clock, sign_in, azc: str = "azc-weert"):
    """A made-up permit holder who is asked now."""
    person = uuid4()
    await moved(world, clock, person, azc)
    clock.set("2026-06-01")
    return sign_in([Role.PERMIT_HOLDER], "", [], person)


async def rows(world, sql: str) -> list[tuple]:
    async with world.resources.database.reading() as tx:
        return [tuple(row) for row in await tx.execute(text(sql))]


async def published(world) -> list[dict]:
    sql = "SELECT data FROM events WHERE kind = 'ExperienceAnswered' ORDER BY position"
    return [row[0] for row in await rows(world, sql)]


@pytest.mark.scenario("S-X5")
async def test_eight_weeks_after_the_move_the_permit_holder_is_asked_and_answers_once(
    world, clock, sign_in
) -> None:
    person = uuid4()
    case = await moved(world, clock, person)
    permit_holder = sign_in([Role.PERMIT_HOLDER], "", [], person)
    path, answer = "/my-case/experiences", {"answer": "mixed"}
    for today, state in (("2026-05-26", "not-yet"), ("2026-05-27", "asked")):
        clock.set(today)
        found = (await permit_holder.get("/my-case"))["experience"]
        assert found == {"state": state, "askedOn": "2026-05-27"}
        if state == "not-yet":
            assert await permit_holder.refused(path, **answer) == (409, "not-asked")
    assert await permit_holder.post(path, **answer) == "/my-case"
    assert (await permit_holder.get("/my-case"))["experience"]["state"] == "answered"
    assert await permit_holder.refused(path, **answer) == (409, "answered-already")
    assert "ExperienceGiven" not in await world.tvs.types(case)


@pytest.mark.scenario("S-X5")
async def test_an_answer_is_nowhere_with_the_person(world, clock, sign_in, caplog, capfd) -> None:
    """Two who answer differently: not one row, log line or version of a row tells who said what."""
    caplog.set_level(logging.DEBUG)
    answers = {
        "badly": await asked(world, clock, sign_in),
        "well": await asked(world, clock, sign_in),
    }
    await asked(world, clock, sign_in, "azc-echt")
    for answer, person in answers.items():
        await person.post(
            "/my-case/experiences", {"Idempotency-Key": f"key-{answer}"}, answer=answer
        )
    tables = [row[0] for row in await rows(
        world, "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
    )]  # fmt: skip
    for table in set(tables) - {"experience_box"}:
        for (row,) in await rows(world, f"SELECT to_jsonb(t) FROM {table} t"):
            assert not {"badly", "well"} & set(words(row)), table
    assert await rows(
        world, "SELECT count(*) FROM idempotency WHERE route LIKE '%experience%'"
    ) == [(0,)]
    said = capfd.readouterr()
    lines = [*caplog.messages, *said.out.splitlines(), *said.err.splitlines()]
    assert any("experiences" in line for line in lines)
    assert not [line for line in lines if "badly" in line]
    given = "SELECT data FROM events WHERE kind = 'ExperienceGiven'"
    assert [sorted(row[0]) for row in await rows(world, given)] == [
        ["at", "case_id", "id", "replaces"]
    ] * 2


def words(value: object) -> list[str]:
    return json.dumps(value).replace('"', " ").replace(",", " ").split()


@pytest.mark.scenario("S-X5")
async def test_the_version_of_a_row_does_not_tell_to_which_number_an_answer_went(
    world, clock, sign_in
) -> None:
    for azc in ("azc-weert", "azc-echt", "azc-weert"):
        person = await asked(world, clock, sign_in, azc)
        await person.post("/my-case/experiences", answer="well")
    found = await rows(world, "SELECT azc, well, mixed, badly, xmin::text FROM experience_box")
    assert sorted(row[:4] for row in found) == [("azc-echt", 1, 0, 0), ("azc-weert", 2, 0, 0)]
    assert len({row[4] for row in found}) == 1


@pytest.mark.scenario("S-X5")
async def test_answers_leave_together_in_no_order_at_one_moment_and_not_twice_a_day(
    world, clock, sign_in
) -> None:
    for answer in ANSWERS[:4]:
        person = await asked(world, clock, sign_in)
        await person.post("/my-case/experiences", answer=answer)
    clock.set("2026-06-02")
    assert await empty(world.resources) == 0
    last = await asked(world, clock, sign_in)
    await last.post("/my-case/experiences", answer=ANSWERS[4])
    clock.set("2026-06-02", 20)
    assert await empty(world.resources) == 0
    clock.set("2026-06-03")
    assert await empty(world.resources) == len(ANSWERS)
    found = await published(world)
    assert Counter(data["answer"] for data in found) == Counter(ANSWERS)
    alike = {json.dumps({k: v for k, v in d.items() if k not in ("id", "answer")}) for d in found}
    assert len(alike) == 1
    context = await rows(
        world,
        "SELECT DISTINCT recorded_at, subject, organisation, correlation_id, causation_id, "
        "traceparent, version FROM events WHERE kind = 'ExperienceAnswered'",
    )
    assert len(context) == 1
    assert context[0][1:3] == ("experience", "")
    shared = await rows(
        world,
        "SELECT count(*) FROM events a JOIN events b USING (correlation_id) "
        "WHERE a.kind = 'ExperienceAnswered' AND b.kind <> 'ExperienceAnswered'",
    )
    assert shared == [(0,)]
    assert await rows(world, "SELECT * FROM experience_box") == []
    clock.set("2026-06-04")
    assert await empty(world.resources) == 0


@pytest.mark.scenario("S-X5")
async def test_a_reception_centre_with_too_few_is_not_named(world, clock, sign_in) -> None:
    for azc in ("azc-weert", "azc-echt", "azc-weert", "azc-echt", "azc-weert"):
        person = await asked(world, clock, sign_in, azc)
        await person.post("/my-case/experiences", answer="well")
    clock.set("2026-06-02")
    assert await empty(world.resources) == 5
    assert [(d["municipality"], d["azc"]) for d in await published(world)] == [("GM0957", None)] * 5


@pytest.mark.scenario("S-X5")
async def test_of_workers_that_look_at_the_same_moment_one_empties_the_box(
    world, clock, sign_in
) -> None:
    for answer in ANSWERS:
        person = await asked(world, clock, sign_in)
        await person.post("/my-case/experiences", answer=answer)
    clock.set("2026-06-02")
    emptied = await asyncio.gather(*(empty(world.resources) for _ in range(3)))
    assert sorted(emptied) == [0, 0, len(ANSWERS)]
    assert len(await published(world)) == len(ANSWERS)


@pytest.mark.scenario("S-X5")
async def test_others_read_answers_about_a_municipality_and_about_nobody(
    world, log, worker, clock, sign_in
) -> None:
    for answer in ANSWERS:
        person = await asked(world, clock, sign_in)
        await person.post("/my-case/experiences", answer=answer)
    clock.set("2026-06-02")
    await empty(world.resources)
    found: list[Envelope] = []
    told: list[Envelope] = []

    async def all_told() -> bool:
        found[:] = await envelopes(log, handover.TOPIC, at_least=1)
        told[:] = [one for one in found if isinstance(data_of(one), guidance.ExperienceAnswered)]
        return len(told) == len(ANSWERS)

    await until(all_told)
    assert [one.subject for one in told] == ["GM0957"] * len(ANSWERS)
    assert len({one.id for one in told}) == len(ANSWERS)
    assert {(one.traceparent, one.causationid) for one in told} == {(None, None)}
    of_persons = {one.correlationid for one in found if one not in told}
    assert of_persons.isdisjoint(one.correlationid for one in told)
    assert len(of_persons) >= 2 * len(ANSWERS)


async def test_who_has_no_case_is_asked_nothing(world, sign_in) -> None:
    stranger = sign_in([Role.PERMIT_HOLDER], "", [], uuid4())
    assert await stranger.refused("/my-case", "GET") == (404, "case-unknown")
    assert await stranger.refused("/my-case/experiences", answer="well") == (404, "case-unknown")


async def test_the_permit_holder_reads_the_own_case(world, sign_in) -> None:
    person = uuid4()
    case = await world.owned(person)
    await world.roermond.post(
        f"{case}/plans",
        goals=[{"party": "permit-holder", "text": "Werk vinden"}],
        actions=[{"party": "permit-holder", "dueOn": "2026-06-01", "text": "CV maken"}],
    )
    found = await sign_in([Role.PERMIT_HOLDER], "", [], person).get("/my-case")
    assert (found["state"], found["municipality"], found["azc"]) == (
        "linked", "GM0957", "azc-weert",
    )  # fmt: skip
    assert [action["text"] for action in found["plan"]["actions"]] == ["CV maken"]
    assert found["experience"] == {"state": "no", "askedOn": None}
