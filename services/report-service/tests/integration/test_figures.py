"""The figures that the API gives, from events that went through the log and the projection."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import date
from typing import Any

import httpx
import msgspec
import pytest

from continuous_line.codes import Role
from continuous_line.contracts import PublicEvent
from continuous_line.contracts.base import EventVoided
from continuous_line.contracts.directory import MunicipalityRegistered, ReceptionCentreRegistered
from continuous_line.event_log.port import Record
from report_service.testing import History, Recorder, noon

Live = Callable[[Sequence[Record]], Awaitable[None]]
Ask = Callable[..., Awaitable[dict[str, Any]]]


@pytest.fixture
def every_cell(monkeypatch: pytest.MonkeyPatch) -> None:
    """Cells of a single person are shown, too."""
    monkeypatch.setenv("DL_REPORT_MINIMUM_CELL", "1")


def in_reception(*, sent: bool = True, municipality: str = "GM0988", azc: str = "weert") -> History:
    person = History(azc, municipality)
    person.opened("2018-11-01")
    person.permit("2019-01-05")
    person.linked("2019-03-02")
    if sent:
        person.sent("2019-03-03")
    return person


def moved_out(*, active: bool = False, municipality: str = "GM0988", azc: str = "weert") -> History:
    person = in_reception(municipality=municipality, azc=azc)
    if active:
        person.active("2018-12-01", "2019-02-01")
    person.moved("2019-06-01")
    return person


def shares(answer: dict[str, Any]) -> dict[str, tuple[int, int]]:
    return {
        figure["metric"] + (f":{figure['part']}" if figure["part"] else ""): (
            figure["numerator"],
            figure["denominator"],
        )
        for figure in answer["figures"]
    }


@pytest.mark.scenario("S-R1")
async def test_three_figures_from_the_log_each_with_its_own_denominator(
    live: Live, ask: Ask
) -> None:
    stayed = [in_reception(sent=number < 62) for number in range(100)]
    moved = [moved_out(active=number < 65) for number in range(100)]
    for person in moved[:24]:
        person.warm("2019-05-12")
    await live(Recorder().of(stayed + moved))
    answer = await ask(period="2019-H1")
    found = shares(answer)
    assert found["profile-sent"] == (162, 200)
    assert found["warm-handover"] == (24, 100)
    assert found["activity"] == (65, 100)
    percents = {figure["metric"]: figure["percent"] for figure in answer["figures"]}
    assert percents["profile-sent"] == 81.0
    metrics = {figure["metric"] for figure in answer["figures"]}
    assert len(answer["definitions"]) == len(metrics) + len(answer["leadTimes"])
    assert answer["heldBack"] == 0


@pytest.mark.scenario("S-R2")
async def test_outcomes_from_the_log_add_up(live: Live, ask: Ask) -> None:
    moved = [moved_out() for _ in range(100)]
    for person in moved[:24]:
        person.warm("2019-05-12")
    for person in moved[24:54]:
        person.phone("2019-05-12")
    for number, person in enumerate(moved[54:90]):
        reason = "distance" if number < 20 else "no-time" if number < 30 else "no-capacity"
        person.not_held("2019-05-12", reason)
    await live(Recorder().of(moved))
    found = shares(await ask(period="2019-H1"))
    asked = ("profile-sent", "warm-handover", "phone-only", "unknown", "activity")
    assert {
        name: numerator
        for name, (numerator, _) in found.items()
        if name in asked or name.startswith("not-held")
    } == {
        "profile-sent": 100,
        "warm-handover": 24,
        "phone-only": 30,
        "not-held": 36,
        "not-held:distance": 20,
        "not-held:no-time": 10,
        "not-held:no-capacity": 6,
        "unknown": 10,
        "activity": 0,
    }


@pytest.mark.scenario("S-H6")
async def test_three_reasons_for_no_talk_are_counted_apart(
    every_cell: None, live: Live, ask: Ask
) -> None:
    reasons = ("no-capacity", "municipality-declined", "no-contact-person")
    moved = [moved_out() for _ in reasons]
    for person, reason in zip(moved, reasons, strict=True):
        person.not_held("2019-05-12", reason)
    await live(Recorder().of(moved))
    found = shares(await ask(period="2019-H1"))
    assert {name: found[f"not-held:{name}"] for name in reasons} == dict.fromkeys(reasons, (1, 3))
    assert found["warm-handover"] == (0, 3)


async def test_a_late_a_voided_and_a_replaced_fact_change_the_figure(
    every_cell: None, live: Live, ask: Ask
) -> None:
    late, voided, replaced = moved_out(), moved_out(), moved_out()
    wrong, by_hand = voided.warm("2019-05-12"), replaced.warm("2019-05-12")
    recorder = Recorder()
    await live(recorder.of([late, voided, replaced]))
    assert shares(await ask(period="2019-H1"))["warm-handover"] == (2, 3)
    for person in (late, voided, replaced):
        person.told.clear()
    late.warm("2019-05-20", recorded="2019-11-01")
    event = EventVoided(occurred_at=noon("2019-12-01"), voids=wrong, reason="mistake")
    voided.tell(event, domain="handover")
    replaced.phone("2019-05-12", replaces=by_hand)
    await live(recorder.of([late, voided, replaced]))
    found = shares(await ask(period="2019-H1"))
    assert found["warm-handover"] == (1, 3)
    assert found["phone-only"] == (1, 3)


async def test_as_known_at_an_earlier_moment(every_cell: None, live: Live, ask: Ask) -> None:
    person = moved_out()
    talk = person.warm("2019-05-12", recorded="2019-09-01")
    person.voided(talk, recorded="2019-12-01")
    await live(Recorder().of([person]))

    async def warm(moment: str) -> tuple[int, int]:
        return shares(await ask(period="2019-H1", asOf=moment))["warm-handover"]

    assert await warm("2019-08-31T12:00:00Z") == (0, 1)
    assert await warm("2019-09-02T12:00:00Z") == (1, 1)
    assert await warm("2019-12-02T12:00:00Z") == (0, 1)
    assert await warm("2019-03-01T12:00:00Z") == (0, 0)


def places() -> list[tuple[str, PublicEvent]]:
    at = noon("2019-01-01")
    towns = [
        MunicipalityRegistered(
            occurred_at=at, code=code, name=name, province="Limburg", region=region,
            region_name=region, latitude=51.2, longitude=5.7,
        )
        for code, name, region in (
            ("GM0988", "Weert", "AM33"), ("GM0957", "Roermond", "AM33"), ("GM0983", "Venlo", "AM34")
        )
    ]  # fmt: skip
    azc = ReceptionCentreRegistered(
        occurred_at=at, azc="weert", name="azc Weert", unit="zuid", place="GM0988",
        latitude=51.2, longitude=5.7, valid_from=date(2010, 1, 1),
    )  # fmt: skip
    return [*((town.code, town) for town in towns), ("weert", azc)]


async def tell_a_country(live: Live) -> None:
    """3 to Roermond, 6 to Weert, 20 to Venlo."""
    recorder = Recorder()
    people = [
        moved_out(municipality=code)
        for code, number in (("GM0957", 3), ("GM0988", 6), ("GM0983", 20))
        for _ in range(number)
    ]
    await live([*recorder.places(places()), *recorder.of(people)])


def moved(answer: dict[str, Any]) -> dict[str, int | None]:
    return {
        cell["code"]: next(f["denominator"] for f in cell["figures"] if f["metric"] == "activity")
        for cell in answer["cells"]
    }


@pytest.mark.scenario("S-R9")
async def test_a_small_cell_is_hidden_with_a_second_so_that_totals_do_not_tell(
    live: Live, ask: Ask
) -> None:
    await tell_a_country(live)
    by_town = await ask(period="2019-H1", by="municipality")
    assert moved(by_town) == {"GM0957": None, "GM0988": None, "GM0983": 20}
    assert moved(await ask(period="2019-H1", by="region")) == {"AM33": 9, "AM34": 20}
    assert moved(await ask(period="2019-H1", by="province")) == {"Limburg": 29}
    hidden = next(cell for cell in by_town["cells"] if cell["code"] == "GM0957")
    assert all(
        figure["suppressed"] and figure["numerator"] is None and figure["percent"] is None
        for figure in hidden["figures"]
        if figure["metric"] in {"profile-sent", "warm-handover", "activity", "unknown"}
    )
    assert {figure["part"] for figure in hidden["figures"]} == {None}
    assert shares(by_town)["activity"] == (0, 29)


async def test_a_client_manager_sees_the_own_municipality_and_the_country(
    live: Live, ask: Ask, client: httpx.AsyncClient, token: Callable[..., str]
) -> None:
    await tell_a_country(live)
    role = Role.CLIENT_MANAGER
    own = await ask(role, ["GM0983"], period="2019-H1", by="municipality")
    assert moved(own) == {"GM0983": 20}
    assert shares(own)["activity"] == (0, 29)
    assert own["cells"][0]["name"] == "Venlo"
    refused = await client.get(
        "/v1/figures?period=2019-H1&by=azc",
        headers={"Authorization": f"Bearer {token([role], 'coa', ['GM0983'])}"},
    )
    assert refused.status_code == 403
    assert Role.CASE_MANAGER in refused.json()["rolesNeeded"]


async def test_a_unit_manager_sees_the_azcs_of_the_own_unit(live: Live, ask: Ask) -> None:
    await tell_a_country(live)
    role = Role.UNIT_MANAGER
    assert moved(await ask(role, ["zuid"], period="2019-H1", by="azc")) == {"weert": 29}
    assert moved(await ask(role, ["noord"], period="2019-H1", by="azc")) == {}


@pytest.mark.scenario("S-R8")
async def test_an_azc_is_compared_with_its_own_target(live: Live, ask: Ask) -> None:
    recorder = Recorder()
    (azc,) = [event for code, event in places() if code == "weert"]
    with_target = msgspec.structs.replace(azc, activity_target=70)
    people = [moved_out(active=number < 13) for number in range(20)]
    await live([*recorder.places([("weert", with_target)]), *recorder.of(people)])
    (cell,) = (await ask(period="2019-H1", by="azc"))["cells"]
    assert cell["ownTarget"] == {"percent": 70, "against": "below"}
    assert shares(cell)["activity"] == (13, 20)
    assert shares(cell)["activity-internal-only"] == (13, 13)
