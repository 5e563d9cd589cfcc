"""What was said in a signal about nobody is not kept for ever. All texts are made up."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text

from handover_service.signal_retention import retention

AZC = "azc-weert"
SAID = {"kind": "programme-unclear", "text": "Fictief: wat een stage is, is niet duidelijk."}
TERM = timedelta(days=30)


@pytest.fixture
def forget(world: Any) -> Any:
    """The worker's run, where installed with a term of thirty days."""

    async def run() -> None:
        resources = world.resources
        policy = resources.policy.model_copy(update={"signal_retention": TERM})
        object.__setattr__(resources, "policy", policy)
        async with resources.database.transaction() as tx:
            await retention(resources)(tx)

    return run


async def kept(world: Any) -> int:
    async with world.resources.database.reading() as tx:
        found: int = (await tx.execute(text("SELECT count(*) FROM texts"))).scalar_one()
    return found


async def said_and_closed(world: Any) -> str:
    signal: str = await world.roermond.post("/signals", azc=AZC, **SAID)
    await world.case_manager.post(f"{signal}/answers", text="Fictief: het staat nu uitgelegd.")
    await world.roermond.post(f"{signal}/closings")
    return signal


async def test_the_words_of_a_signal_about_nobody_go_a_term_after_it_was_closed(
    world: Any, clock: Any, forget: Any
) -> None:
    clock.set("2026-04-01")
    await world.places()
    signal = await said_and_closed(world)
    clock.set("2026-04-30")
    await forget()
    assert (await world.roermond.get(signal))["text"] == SAID["text"]
    clock.set("2026-05-02")
    await forget()
    shown = await world.roermond.get(signal)
    assert (shown["state"], shown["text"], shown["answer"]) == ("closed", None, None)
    assert await kept(world) == 0
    causes = (await world.roermond.get("/signals/causes"))["items"]
    assert [(one["kind"], one["raised"]) for one in causes] == [("programme-unclear", 1)]
    await forget()


async def test_what_is_not_closed_or_is_about_a_person_keeps_its_words(
    world: Any, clock: Any, forget: Any
) -> None:
    clock.set("2026-04-01")
    await world.places()
    case = await world.owned()
    open_still = await world.roermond.post("/signals", azc=AZC, **SAID)
    of_a_person = await world.roermond.post(f"{case}/signals", **SAID)
    await world.roermond.post(f"{of_a_person}/closings", noLongerNeeded=True)
    clock.set("2026-12-01")
    await forget()
    for signal in (open_still, of_a_person):
        assert (await world.roermond.get(signal))["text"] == SAID["text"]


async def test_a_signal_without_words_that_is_opened_again_can_still_end(
    world: Any, clock: Any, forget: Any
) -> None:
    clock.set("2026-04-01")
    await world.places()
    signal = await said_and_closed(world)
    clock.set("2026-06-01")
    await forget()
    events = (await world.roermond.get(f"{signal}/events"))["items"]
    await world.roermond.post(f"{signal}/events/{events[-1]['id']}/voidings", reason="mistake")
    assert (await world.roermond.get(signal))["state"] == "answered"
    await world.roermond.post(f"{signal}/closings")
    assert (await world.roermond.get(signal))["state"] == "closed"
