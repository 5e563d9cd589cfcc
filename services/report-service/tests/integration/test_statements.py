"""A statement can be computed again from the log alone, and what was changed in it shows."""

import json
from collections.abc import Awaitable, Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import httpx
import pytest
from typer.testing import CliRunner

from continuous_line.codes import Role
from continuous_line.config import Settings
from continuous_line.contracts.directory import MunicipalityMerged
from continuous_line.event_log.port import Record
from report_service.__main__ import app as command
from report_service.domain import definitions
from report_service.domain.statement import digest
from report_service.testing import History, Recorder, noon
from report_service.verify_process import LogSettings, verify_statement

Live = Callable[[Sequence[Record]], Awaitable[None]]
Make = Callable[[], Awaitable[int]]
Get = Callable[..., Awaitable[httpx.Response]]
State = Callable[..., Awaitable[dict[str, Any]]]
Verify = Callable[..., Awaitable[tuple[int, str]]]
JULY = "2019-07-15T12:00:00Z"


@pytest.fixture
def state(get: Get, make: Make) -> State:
    async def ask(**asked: str) -> dict[str, Any]:
        answer = await get("/v1/statements", **{"period": "2019-H1"} | asked)
        if answer.status_code == 202:
            assert await make() == 1
            answer = await get("/v1/statements", **{"period": "2019-H1"} | asked)
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = answer.json()
        return found

    return ask


@pytest.fixture
def verify(settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Verify:
    """Without a database, unless told."""

    async def run(
        statement: dict[str, Any], definitions: Path | None = None, *, database: bool = False
    ) -> tuple[int, str]:
        path = tmp_path / "statement.json"
        path.write_text(json.dumps(statement), encoding="utf-8")
        given = LogSettings(
            event_log_url=settings.event_log_url,
            topic_prefix=settings.topic_prefix,
            database_url=settings.database_url if database else None,
        )
        capsys.readouterr()
        status = await verify_statement(given, str(path), definitions)
        return status, capsys.readouterr().out

    return run


def country(number: int = 63) -> list[Record]:
    """60 moved out in June from two azc's, a few from a third; a merger, late and voided talks."""
    people = [
        History(
            "weert" if n % 2 else "echt" if n < 60 else "sneek", "GM0957" if n % 3 else "GM0988"
        )
        for n in range(number)
    ]
    for index, person in enumerate(people):
        person.opened("2018-11-01")
        person.permit("2019-01-05")
        person.linked("2019-03-02")
        person.sent("2019-03-03")
        if index % 4 == 0:
            talk = person.warm("2019-05-12", with_="GM0988", recorded="2019-07-10")
            if index % 8 == 0:
                person.voided(talk, recorded="2019-09-01")
        person.moved("2019-06-01")
    merger = MunicipalityMerged(
        occurred_at=noon("2019-01-02"), code="GM0957", successor="GM0988",
        valid_from=date(2019, 2, 10),
    )  # fmt: skip
    recorder = Recorder()
    return [*recorder.places([("GM0957", merger)]), *recorder.by_time(people)]


@pytest.mark.parametrize(
    "asked",
    [
        {"metric": "warm-handover"},
        {"metric": "warm-handover", "asOf": JULY},
        {"metric": "profile-sent", "asOf": JULY, "by": "azc", "code": "weert"},
        {"metric": "unknown", "by": "azc", "code": "sneek"},
        {"metric": "link-basis", "by": "municipality", "code": "GM0988", "period": "2019-03"},
        {"metric": "link-to-move", "by": "distance", "code": "0-25"},
        {"metric": "ownerless-days", "asOf": "2019-05-01T00:00:00Z"},
        {"metric": "contact-at-coa"},
    ],
)
async def test_what_is_stated_is_what_the_log_makes(
    live: Live, state: State, verify: Verify, asked: dict[str, str]
) -> None:
    await live(country())
    statement = await state(**asked)
    assert statement["digest"] == digest(statement)
    status, told = await verify(statement)
    assert (status, told) == (
        0, f"equal: {asked['metric']} in {statement['period']['code']}, {statement['digest']}\n"
    )  # fmt: skip


async def test_it_stays_true_whatever_is_recorded_later(
    live: Live, state: State, verify: Verify
) -> None:
    records = country()
    await live(records[:300])
    then = await state(metric="warm-handover")
    await live(records[300:])
    assert await state(metric="warm-handover") != then
    assert (await verify(then))[0] == 0


async def test_a_statement_that_was_changed_is_told_and_so_is_a_figure_that_is_not_the_logs(
    live: Live, state: State, verify: Verify
) -> None:
    await live(country(60))
    statement = await state(metric="warm-handover", asOf=JULY)
    (figure,) = statement["figures"]
    assert (figure["numerator"], figure["denominator"]) == (15, 60)
    figure["numerator"] = 50
    status, told = await verify(statement)
    assert status == 1
    assert "the statement was changed" in told
    statement["digest"] = digest(statement)
    assert await verify(statement) == (
        1, "different: warm-handover: stated 50 of 60, the log says 15 of 60\n"
    )  # fmt: skip


async def test_its_definitions_are_found_where_they_are_kept_or_given(
    live: Live, state: State, verify: Verify, tmp_path: Path
) -> None:
    await live(country())
    statement = await state(metric="warm-handover")
    other = tmp_path / "definitions.toml"
    other.write_text(definitions.current().text + "\n# another time\n", encoding="utf-8")
    from report_service.domain.statement import digest_of

    statement["definitionsDigest"] = digest_of(definitions.read(other.read_text("utf-8")))
    statement["digest"] = digest(statement)
    for database in (True, False):
        status, told = await verify(statement, database=database)
        assert status == 2
        assert "--definitions" in told
    assert (await verify(statement, other))[0] == 0


async def test_another_release_a_shorter_log_and_other_texts_cannot_be_told(
    live: Live, state: State, verify: Verify
) -> None:
    await live(country())
    statement = await state(metric="warm-handover")
    for change, reason in (
        ({"codeVersion": 1}, "take the release that made it"),
        ({"readUpTo": [
            {**each, "last": [number + 1000 for number in each["last"]]}
            for each in statement["readUpTo"]
        ]}, "the log does not have event"),
        ({"form": "other"}, "not a statement"),
    ):  # fmt: skip
        changed = {**statement, **change}
        changed["digest"] = digest(changed)
        status, told = await verify(changed)
        assert status == 2
        assert reason in told


async def test_it_is_given_to_whom_the_figure_is_given(live: Live, get: Get) -> None:
    await live(country())
    asked = {"period": "2019-H1", "metric": "warm-handover", "by": "azc", "code": "weert"}
    path, role = "/v1/statements", Role.CASE_MANAGER
    assert (await get(path, role, ["weert"], **asked)).status_code == 200
    assert (await get(path, role, ["echt"], **asked)).status_code == 404
    assert (await get(path, Role.CLIENT_MANAGER, ["weert"], **asked)).status_code == 403
    assert (await get(path, period="2019", metric="happiness")).status_code == 404


def test_the_command_needs_nothing_but_the_log(tmp_path: Path) -> None:
    golden = Path(__file__).parents[1] / "golden" / "statement.json"
    found = CliRunner().invoke(command, ["verify", str(golden)], env={"DL_EVENT_LOG_URL": ""})
    assert found.exit_code == 2
    missing = CliRunner().invoke(
        command, ["verify", str(tmp_path / "none")], env={"DL_EVENT_LOG_URL": "postgresql://x"}
    )
    assert (missing.exit_code, missing.output.split(":")[0]) == (2, "cannot be verified")
