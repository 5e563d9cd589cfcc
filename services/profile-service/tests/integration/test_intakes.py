"""Profiles by the thousand: checked, committed, resumed; faults by row and column."""

import asyncio
import csv
import io
import os
import signal
import sys
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import httpx
import orjson
import pytest
from sqlalchemy import text

from continuous_line.codes import Role
from continuous_line.config import Settings
from continuous_line.intake.acts import CHUNK
from continuous_line.intake.downloads import xlsx
from continuous_line.intake.runner import WAITING, Runner
from continuous_line.local.postgres import free_port
from continuous_line.testing.clock import ClockFile
from continuous_line.testing.service import NO_LOG
from continuous_line.web import Service
from profile_service.application.looking_up import V_NUMBER
from profile_service.intake.handler import ProfileRows
from profile_service.resources import Resources

MARK = "Fictiefmerk"
ROW: dict[str, Any] = {
    "azc": "weert",
    "openedOn": "2026-01-05",
    "grantedOn": "06-02-2026",
    "identity.names.given": "Demo",
    "identity.names.family": MARK,
    "identity.dateOfBirth": "1990-04-03",
    "identity.languages": "ti|en",
    "education.level": "higher",
    "education.years": "14",
    "language.level": "a2",
    "wishes.declined": "ja",
}


def rows(number: int, **changed: Any) -> list[dict[str, Any]]:
    """So many rows of made-up people, each with a V-number of its own."""
    return [ROW | {"identity.vNumber": f"{one:010}"} | changed for one in range(1, number + 1)]


def as_csv(found: list[dict[str, Any]]) -> bytes:
    written = io.StringIO(newline="")
    writer = csv.DictWriter(written, list(found[0]), delimiter=";", extrasaction="ignore")
    writer.writeheader()
    writer.writerows(found)
    return written.getvalue().encode("utf-8-sig")


def as_xlsx(found: list[dict[str, Any]]) -> bytes:
    return xlsx(list(found[0]), [list(row.values()) for row in found])


def as_ndjson(found: list[dict[str, Any]]) -> bytes:
    return b"\n".join(orjson.dumps(row) for row in found)


class Intakes:
    """The system that registers, and a worker beside it."""

    def __init__(self, resources: Resources, client: httpx.AsyncClient) -> None:
        self.resources, self.client = resources, client

    async def post(self, content: bytes, **query: str) -> httpx.Response:
        return await self.client.post("/profile-intakes", content=content, params=query)

    async def start(self, content: bytes, **query: str) -> str:
        answer = await self.post(content, **query)
        assert answer.status_code == 201, answer.text
        return str(answer.headers["location"]).removeprefix("/v1")

    async def work(self) -> None:
        r = self.resources
        runner = Runner(r.database, r.vault, r.clock, ProfileRows(r.profiles))
        while await runner.step():
            pass

    async def get(self, path: str) -> dict[str, Any]:
        answer = await self.client.get(path)
        assert answer.status_code == 200, answer.text
        return dict(answer.json())

    async def checked(self, content: bytes, **query: str) -> tuple[str, dict[str, Any]]:
        address = await self.start(content, **query)
        await self.work()
        return address, await self.get(address)

    async def faults(self, address: str) -> list[tuple[int, str, str]]:
        found = (await self.get(f"{address}/faults"))["items"]
        return [(fault["row"], fault["column"], fault["code"]) for fault in found]

    async def result(self, address: str) -> list[dict[str, str]]:
        answer = await self.client.get(f"{address}/result")
        lines = answer.content.decode("utf-8-sig").splitlines()
        return list(csv.DictReader(lines, delimiter=";"))

    async def count(self, table: str) -> int:
        async with self.resources.database.reading() as tx:
            return int(await tx.scalar(text(f"SELECT count(*) FROM {table}")) or 0)


@pytest.fixture
def log_url(request: pytest.FixtureRequest, own_database: Callable[..., str]) -> str:
    return own_database() if "log" in request.fixturenames else NO_LOG


@pytest.fixture
async def intakes(app: Service, world: Any) -> Intakes:
    return Intakes(app.state.resources, world.tvs.client)


@pytest.mark.parametrize("form", [as_csv, as_xlsx, as_ndjson])
async def test_a_file_in_any_form_opens_its_profiles(
    intakes: Intakes, world: Any, form: Callable[[Any], bytes]
) -> None:
    address, found = await intakes.checked(form(rows(3)), dryRun="false")

    assert (found["state"], found["appliedRows"], found["faults"]) == ("done", 3, 0)
    result = await intakes.result(address)
    assert {one["outcome"] for one in result} == {"opened"}
    profile = await world.author.get(f"/profiles/{result[0]['permitHolderId']}")
    assert profile["grantedOn"] == "2026-02-06"
    assert profile["openedAt"] == "2026-01-04T23:00:00Z"
    states = {one["section"]: one["completeness"] for one in profile["sections"]}
    assert states["identity"] == "complete"
    assert states["wishes"] == "complete"
    assert states["language"] == "partial"
    whose = await intakes.resources.vault.look_up(V_NUMBER, "0000000001")
    assert str(whose) == result[0]["permitHolderId"]


async def test_what_is_imported_reads_as_what_was_entered_one_by_one(
    intakes: Intakes, world: Any
) -> None:
    address, _ = await intakes.checked(as_csv(rows(1)), dryRun="false")
    (one,) = await intakes.result(address)
    person = one["permitHolderId"]

    kinds = await world.author.types(f"/profiles/{person}")
    assert kinds[:2] == ["ProfileOpened", "PermitGranted"]
    assert set(kinds[2:]) == {"ProfileSectionRecorded"}
    section = await world.author.get(f"/profiles/{person}/sections/education")
    assert section["content"] == {"level": "higher", "years": 14}


async def test_a_dry_run_names_every_fault_by_row_and_column_and_opens_nothing(
    intakes: Intakes,
) -> None:
    content = rows(6)
    content[1] |= {"azc": "", "education.level": "magister"}
    content[2] |= {"openedOn": "2027-01-01", "education.years": "veel"}
    content[3] |= {"identity.vNumber": content[0]["identity.vNumber"]}
    content[4] |= {"grantedOn": "31-02-2026", "identity.vNumber": "V123"}
    before = await intakes.count("events")

    address, found = await intakes.checked(as_csv(content))

    assert (found["state"], found["done"], found["total"]) == ("checked", 6, 6)
    assert (found["faultyRows"], found["validRows"]) == (4, 2)
    assert sorted(await intakes.faults(address)) == [
        (3, "azc", "missing"),
        (3, "education.level", "enum"),
        (4, "education.years", "type"),
        (4, "openedOn", "ahead-of-now"),
        (5, "identity.vNumber", "twice-in-file"),
        (6, "grantedOn", "format"),
        (6, "identity.vNumber", "pattern"),
    ]
    assert await intakes.count("events") == before
    told = str(await intakes.get(f"{address}/faults"))
    assert "magister" not in told
    assert "V123" not in told


async def test_faulty_rows_hold_all_back_unless_the_caller_leaves_them_out(
    intakes: Intakes,
) -> None:
    content = rows(4)
    content[2] |= {"azc": "geen code"}
    address, _ = await intakes.checked(as_csv(content))

    refused = await intakes.client.post(f"{address}/commits", json={})
    assert (refused.status_code, refused.json()["code"]) == (409, "intake-has-faults")
    committed = await intakes.client.post(f"{address}/commits", json={"onlyValid": True})
    assert committed.status_code == 201
    await intakes.work()

    assert (await intakes.get(address))["appliedRows"] == 3
    result = await intakes.result(address)
    outcomes = [one["outcome"] for one in result]
    assert outcomes == ["opened", "opened", "faulty", "opened"]
    assert result[2]["faults"] == "azc pattern"
    assert not result[2]["permitHolderId"]
    lines = (await intakes.client.get(f"{address}/result?form=ndjson")).content.splitlines()
    assert [orjson.loads(line)["outcome"] for line in lines] == outcomes
    again = await intakes.client.post(f"{address}/commits", json={"onlyValid": True})
    assert (again.status_code, again.json()["code"]) == (409, "intake-ended")


async def test_somebody_who_has_a_profile_is_a_fault_that_does_not_tell_the_number(
    intakes: Intakes,
) -> None:
    await intakes.checked(as_csv(rows(2)), dryRun="false")

    address, found = await intakes.checked(as_csv(rows(3)))

    assert found["faultyRows"] == 2
    assert await intakes.faults(address) == [
        (2, "identity.vNumber", "v-number-known"),
        (3, "identity.vNumber", "v-number-known"),
    ]
    assert "0000000001" not in str(await intakes.get(f"{address}/faults"))


async def test_who_got_a_profile_between_check_and_commit_is_refused_and_the_rest_opened(
    intakes: Intakes,
) -> None:
    first, _ = await intakes.checked(as_csv(rows(3)))
    await intakes.checked(as_csv(rows(1)), dryRun="false")

    await intakes.client.post(f"{first}/commits", json={})
    await intakes.work()

    found = await intakes.get(first)
    assert (found["appliedRows"], found["refusedRows"]) == (2, 1)
    assert (await intakes.result(first))[0]["faults"] == "v-number-known"
    assert await intakes.count("profiles") == 3


async def test_nothing_personal_lies_outside_the_vault(intakes: Intakes) -> None:
    address = await intakes.start(as_csv(rows(2)))
    for _ in range(2):
        for table in ("intakes", "intake_chunks", "intake_faults", "events", "section_contents"):
            async with intakes.resources.database.reading() as tx:
                found = await tx.scalars(text(f"SELECT t::text FROM {table} t"))
                stored = "\n".join(found)
            assert MARK not in stored
            assert MARK.encode().hex() not in stored
        await intakes.work()
        await intakes.client.post(f"{address}/commits", json={})
        await intakes.work()
    assert (await intakes.get(address))["state"] == "done"


def environment(settings: Settings) -> dict[str, str]:
    given = settings.model_dump(mode="json", exclude_none=True, exclude={"cors_origins"})
    secret = {"master_key": settings.master_key.get_secret_value()} if settings.master_key else {}
    told = given | secret | {"port": free_port()}
    return os.environ | {f"DL_{name.upper()}": str(value) for name, value in told.items()}


@pytest.mark.usefixtures("log")
async def test_a_worker_that_is_killed_midway_is_followed_by_another_and_nothing_is_done_twice(
    intakes: Intakes, settings: Settings
) -> None:
    address, _ = await intakes.checked(as_csv(rows(2500)))
    await intakes.client.post(f"{address}/commits", json={})
    worker = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "profile_service", "work", env=environment(settings)
    )
    try:
        while (await intakes.get(address))["done"] == 0:
            assert worker.returncode is None
            await asyncio.sleep(0.01)
    finally:
        worker.send_signal(signal.SIGKILL)
        await worker.wait()
    left = await intakes.get(address)
    assert 0 < left["done"] < 2500

    await intakes.work()

    found = await intakes.get(address)
    assert (found["state"], found["appliedRows"], found["refusedRows"]) == ("done", 2500, 0)
    assert await intakes.count("profiles") == 2500
    persons = {one["permitHolderId"] for one in await intakes.result(address)}
    assert len(persons) == 2500


async def test_a_large_file_lets_requests_through_while_it_is_worked_on(intakes: Intakes) -> None:
    address = await intakes.start(as_ndjson(rows(5000)), dryRun="false")
    working = asyncio.create_task(intakes.work())
    shown = set[tuple[str, int]]()
    while not working.done():
        found = await intakes.get(address)
        shown.add((found["state"], found["done"]))
    await working

    assert len(shown) > 5
    found = await intakes.get(address)
    assert (found["state"], found["done"], found["appliedRows"]) == ("done", 5000, 5000)
    async with intakes.resources.database.reading() as tx:
        largest = await tx.scalar(text("SELECT max(cardinality(rows)) FROM intake_chunks"))
    assert largest == CHUNK


async def test_of_two_workers_none_does_what_the_other_did(intakes: Intakes) -> None:
    same, more = rows(600), rows(700)
    first = await intakes.start(as_csv(same), dryRun="false")
    second = await intakes.start(as_csv(more), dryRun="false", onlyValid="true")

    await asyncio.gather(intakes.work(), intakes.work(), intakes.work())

    opened = 0
    for address in (first, second):
        found = await intakes.get(address)
        assert found["state"] == "done", found
        opened += found["appliedRows"]
    assert opened == await intakes.count("profiles") == 700


async def test_everybody_a_file_is_about_is_in_the_processing_log(intakes: Intakes) -> None:
    address, _ = await intakes.checked(as_csv(rows(2)), dryRun="false")
    await intakes.checked(as_csv(rows(1)))
    persons = [one["permitHolderId"] for one in await intakes.result(address)]

    async def logged(person: str) -> list[tuple[str, ...]]:
        sql = (
            "SELECT name, manner, organisation FROM processing_log "
            "WHERE data_subject_id = :person ORDER BY position"
        )
        async with intakes.resources.database.reading() as tx:
            return [tuple(row) for row in await tx.execute(text(sql), {"person": UUID(person)})]

    intake, look_up = ("profile-intake", "changed", "tvs"), ("person-look-up", "found", "tvs")
    result = ("profile-intake", "exported", "tvs")
    assert await logged(persons[0]) == [intake, look_up, result]
    assert await logged(persons[1]) == [intake, result]


async def test_whose_token_names_places_registers_people_there_alone(
    intakes: Intakes, sign_in: Callable[..., Any]
) -> None:
    content = rows(2)
    content[1] |= {"azc": "sneek"}
    here = Intakes(intakes.resources, sign_in([Role.TVS_SYSTEM], "tvs", ["weert"]).client)

    address, found = await here.checked(as_csv(content))

    assert found["faultyRows"] == 1
    assert await here.faults(address) == [(3, "azc", "place-not-yours")]


async def test_an_intake_that_nobody_commits_ends_after_its_term(
    intakes: Intakes, clock: ClockFile
) -> None:
    address, _ = await intakes.checked(as_csv(rows(2)))
    r = intakes.resources
    clock.set((r.clock.now() + WAITING + timedelta(days=1)).date().isoformat())
    await Runner(r.database, r.vault, r.clock, ProfileRows(r.profiles)).clean()
    await intakes.work()

    assert (await intakes.get(address))["state"] == "abandoned"
    refused = await intakes.client.post(f"{address}/commits", json={})
    assert (refused.status_code, refused.json()["code"]) == (409, "intake-ended")
    async with intakes.resources.database.reading() as tx:
        assert set(await tx.scalars(text("SELECT sealed FROM intake_chunks"))) == {None}
    assert await intakes.count("profiles") == 0


async def test_a_truncated_upload_starts_nothing(intakes: Intakes) -> None:
    form = httpx.Request("POST", "http://t/", files={"file": ("p.csv", as_csv(rows(20)))})
    spreadsheet, objects = as_xlsx(rows(20)), as_ndjson(rows(20))
    kind = {"content-type": form.headers["content-type"]}
    cut: list[tuple[bytes, dict[str, str], str]] = [
        (form.read()[:900], kind, "form-truncated"),
        (spreadsheet[: len(spreadsheet) // 2], {}, "file-not-spreadsheet"),
        (b'azc;identity.vNumber\nweert;"000', {}, "csv-invalid"),
    ]
    for content, headers, code in cut:
        answer = await intakes.client.post("/profile-intakes", content=content, headers=headers)
        assert (answer.status_code, answer.json()["code"]) == (400, code)
    assert await intakes.count("intakes") == 0

    address, found = await intakes.checked(objects[:-5])
    assert (found["validRows"], found["faultyRows"]) == (19, 1)
    assert await intakes.faults(address) == [(20, "", "json-invalid")]


async def test_the_list_is_of_the_own_organisation_the_newest_first(
    intakes: Intakes, sign_in: Callable[..., Any]
) -> None:
    started = [await intakes.start(as_csv(rows(1))) for _ in range(3)]

    first = await intakes.get("/profile-intakes?pageSize=2")
    rest = await intakes.get(f"/profile-intakes?pageSize=2&cursor={first['next']}")

    listed = [one["intakeId"] for one in (*first["items"], *rest["items"])]
    assert set(listed) == {address.rpartition("/")[2] for address in started}
    moments = [one["createdAt"] for one in (*first["items"], *rest["items"])]
    assert moments == sorted(moments, reverse=True)
    other = Intakes(intakes.resources, sign_in([Role.TVS_SYSTEM], "other").client)
    assert (await other.get("/profile-intakes"))["items"] == []


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file-empty"),
        (b"PK no archive", "file-not-spreadsheet"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + "EncryptedPackage".encode("utf-16-le"),
         "file-protected"),
        (b"one;two\n1;2\n", "columns-unknown"),
        (b"azc;identity.vNumbr\nweert;1\n", "columns-unknown"),
        (b"azc;identity.vNumber;wie\nweert;1;x\n", "columns"),
    ],
)  # fmt: skip
async def test_a_file_that_is_none_is_refused_with_everything_amiss(
    intakes: Intakes, content: bytes, code: str
) -> None:
    answer = await intakes.post(content)

    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["code"] == code
    assert answer.json()["errors"]
    assert await intakes.count("intakes") == 0


async def test_a_form_may_carry_the_file_and_a_repeat_with_its_key_starts_nothing_new(
    intakes: Intakes,
) -> None:
    files = {"file": ("profielen.csv", as_csv(rows(2)))}
    headers = {"Idempotency-Key": "one"}

    request = intakes.client.build_request("POST", "/profile-intakes", files=files, headers=headers)
    await request.aread()
    first = await intakes.client.send(request)
    again = await intakes.client.send(request)

    assert first.status_code == again.status_code == 201
    assert first.headers["location"] == again.headers["location"]
    assert await intakes.count("intakes") == 1


async def test_a_file_may_be_larger_than_other_bodies_up_to_its_own_limit(
    intakes: Intakes,
) -> None:
    assert (await intakes.post(b"azc;identity.vNumber\n" + b"weert;1\n" * 200_000)).status_code == (
        400
    )
    assert (await intakes.post(b"x" * 21_000_000)).status_code == 413


async def test_an_intake_is_its_own_organisations(
    intakes: Intakes, sign_in: Callable[..., Any]
) -> None:
    address = await intakes.start(as_csv(rows(1)))
    other = sign_in([Role.TVS_SYSTEM], "other")

    for path in (address, f"{address}/faults", f"{address}/result"):
        assert await other.refused(path, "GET") == (404, "unknown-intake")
    assert await other.refused(f"{address}/commits") == (404, "unknown-intake")


async def test_an_abandoned_intake_commits_nothing_and_is_forgotten(intakes: Intakes) -> None:
    address, _ = await intakes.checked(as_csv(rows(2)))

    answer = await intakes.client.post(f"{address}/abandonments", json={})
    assert answer.status_code == 201
    await intakes.work()

    assert (await intakes.get(address))["state"] == "abandoned"
    async with intakes.resources.database.reading() as tx:
        sealed = await tx.scalars(text("SELECT sealed FROM intake_chunks"))
        assert set(sealed) == {None}


async def test_an_intake_that_failed_does_not_keep_its_people_out(
    intakes: Intakes, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(*_: Any, **__: Any) -> None:
        raise ValueError

    with monkeypatch.context() as patched:
        patched.setattr("profile_service.projections.show_new", broken)
        _, failed = await intakes.checked(as_csv(rows(2)), dryRun="false")
    assert (failed["state"], failed["failure"]) == ("failed", "internal")
    assert await intakes.count("profiles") == 0

    _, found = await intakes.checked(as_csv(rows(2)), dryRun="false")

    assert (found["state"], found["appliedRows"]) == ("done", 2)
