"""Who stands behind a figure, for those who may see them, and by which events."""

from collections.abc import Awaitable, Callable, Sequence
from uuid import UUID, uuid4

import httpx
import pytest
from sqlalchemy import text

from continuous_line.case_owners import case_number
from continuous_line.codes import Role
from continuous_line.database import Database
from continuous_line.event_log.port import Record
from report_service.testing import History, Recorder

Live = Callable[[Sequence[Record]], Awaitable[None]]
Get = Callable[..., Awaitable[httpx.Response]]
ASKED = {"period": "2019-H1", "metric": "warm-handover", "by": "azc", "code": "weert"}
PATH = "/v1/figures/cases"


@pytest.fixture(autouse=True)
def pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DL_REPORT_HANDOVER_PAGES", "https://handover.example/")


def country() -> list[History]:
    """Five moved from Weert, of whom two talked; one from Echt; one is still there."""
    people = [History("echt" if n == 5 else "weert", "GM0988") for n in range(7)]
    for number, person in enumerate(people):
        person.opened("2018-11-01")
        person.permit("2019-01-05")
        person.linked("2019-03-02")
        if number < 2:
            person.warm("2019-05-12")
        if number < 6:
            person.moved("2019-06-01")
    return people


@pytest.mark.parametrize(
    ("within", "indices"),
    [("denominator", range(5)), ("numerator", range(2)), ("rest", range(2, 5))],
)
async def test_a_case_manager_reads_who_counts_at_the_own_azc(
    live: Live, get: Get, within: str, indices: Sequence[int]
) -> None:
    people = country()
    await live(Recorder().by_time(people))
    asked = ASKED | {"in": within, "pageSize": "2"}
    items, cursor = [], dict[str, str]()
    while True:
        answer = await get(PATH, Role.CASE_MANAGER, ["weert"], **asked, **cursor)
        assert answer.status_code == 200, answer.text
        items += answer.json()["items"]
        if answer.json()["next"] is None:
            break
        cursor = {"cursor": answer.json()["next"]}
    wanted = {str(people[index].person): people[index] for index in indices}
    assert [each["permitHolderId"] for each in items] == sorted(wanted)
    for each in items:
        person = wanted[each["permitHolderId"]]
        case = str(case_number(person.person, person.told[2].id))
        assert each["caseId"] == case
        assert each["casePage"] == f"https://handover.example/cases/{case}"
        assert each["countedOn"] == "2019-06-01"


@pytest.mark.parametrize(
    ("role", "place", "cell", "number"),
    [
        (Role.LOCATION_MANAGER, "echt", {"by": "azc", "code": "echt"}, 1),
        (Role.CLIENT_MANAGER, "GM0988", {"by": "municipality", "code": "GM0988"}, 6),
        (Role.PARTICIPATION_CASE_MANAGER, "GM0988", {"by": "municipality", "code": "GM0988"}, 6),
        (Role.PARTICIPATION_CASE_MANAGER, "weert", {"by": "azc-distance", "code": "weert:0-25"}, 5),
    ],
)
async def test_so_do_others_of_their_own_place(
    live: Live, get: Get, role: Role, place: str, cell: dict[str, str], number: int
) -> None:
    await live(Recorder().by_time(country()))
    answer = await get(PATH, role, [place], **ASKED | cell)
    assert len(answer.json()["items"]) == number


@pytest.mark.parametrize(
    ("role", "places", "cell"),
    [
        (Role.CASE_MANAGER, ["echt"], {}),
        (Role.CLIENT_MANAGER, ["weert"], {}),
        (Role.CASE_MANAGER, ["zuid"], {"by": "unit", "code": "zuid"}),
        (Role.CLIENT_MANAGER, ["Limburg"], {"by": "province", "code": "Limburg"}),
        (Role.ANALYST, ["weert"], {}),
        (Role.REGIONAL_COORDINATOR, ["weert"], {}),
        (Role.POLICY_OFFICER, ["weert"], {}),
        (Role.UNIT_MANAGER, ["weert"], {}),
    ],
)
async def test_all_others_are_refused_and_told_who_may(
    live: Live, get: Get, role: Role, places: list[str], cell: dict[str, str]
) -> None:
    await live(Recorder().by_time(country()))
    answer = await get(PATH, role, places, **ASKED | cell)
    assert answer.status_code == 403
    needed = answer.json()["rolesNeeded"]
    assert (Role.CASE_MANAGER in needed) is (not cell)


async def test_the_events_by_which_somebody_counts(
    live: Live, get: Get, database: Database
) -> None:
    people = country()
    await live(Recorder().by_time(people))
    person = people[0]
    answer = await get(f"{PATH}/{person.person}", Role.CASE_MANAGER, ["weert"], **ASKED)
    found = answer.json()
    assert [UUID(each["event"]) for each in found["events"]] == [one.id for one in person.told]
    assert [(each["kind"], each["numerator"], each["denominator"]) for each in found["events"]] == [
        ("opened", 0, 0), ("permit", 0, 0), ("linked", 0, 0), ("warm", 0, 0), ("moved", 1, 1),
    ]  # fmt: skip
    assert (found["numerator"], found["countedOn"]) == (True, "2019-06-01")
    # nobody who does not count there, or not for this reader
    for who in (people[5].person, people[6].person, uuid4()):
        other = await get(f"{PATH}/{who}", Role.CASE_MANAGER, ["weert"], **ASKED)
        assert other.status_code == 404
    async with database.reading() as tx:
        logged = await tx.execute(
            text("SELECT data_subject_id, manner, name, reason FROM processing_log")
        )
        records = [tuple(row) for row in logged]
    assert records[0] == (person.person, "opened", "figure-reading", None)
    assert {row[1:] for row in records[1:]} == {("refused", "figure-reading", "not-found")}


async def test_whoever_has_to_do_with_a_merger_counts_under_the_successor(
    live: Live, get: Get
) -> None:
    from datetime import date

    from continuous_line.contracts.directory import MunicipalityMerged
    from report_service.testing import noon

    merger = MunicipalityMerged(
        occurred_at=noon("2019-01-01"), code="GM0957", successor="GM0988",
        valid_from=date(2019, 2, 1),
    )  # fmt: skip
    person = History("weert", "GM0957")
    person.opened("2018-11-01")
    person.permit("2019-01-05")
    person.warm("2019-05-12", with_="GM0988")
    person.moved("2019-06-01")
    recorder = Recorder()
    await live([*recorder.places([("GM0957", merger)]), *recorder.by_time([person])])
    cell = {"by": "municipality", "code": "GM0988"}
    answer = await get(PATH, Role.CLIENT_MANAGER, ["GM0988"], **ASKED | cell)
    (found,) = answer.json()["items"]
    assert (found["permitHolderId"], found["numerator"]) == (str(person.person), True)
    assert found["caseId"] is None
