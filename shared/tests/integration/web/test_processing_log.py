"""What is read or refused is in the processing log, and what failed is not."""

from datetime import UTC, datetime, timedelta
from typing import Annotated
from uuid import UUID, uuid4

import httpx
import pytest
from fastapi import APIRouter
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from continuous_line import processing_log
from continuous_line.auth import Principal
from continuous_line.codes import Purpose, Role
from continuous_line.database import Database
from continuous_line.errors import Forbidden, Refused
from continuous_line.fields import Id
from continuous_line.processing_log import Manner, Processed, Processing
from continuous_line.processing_register import ENTRIES, Activity
from continuous_line.web import Service
from continuous_line.writing import Writing, writing

WHO = Principal("anna", "coa", frozenset({Role.CASE_MANAGER}), frozenset())
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
TRACE = "0af7651916cd43dd8448eb211c80319c"
PARENT = f"00-{TRACE}-b7ad6b7169203331-01"
router = APIRouter()


@router.get("/records/{person}")
async def read_record(
    person: Id, unit: Annotated[Writing, writing(Role.CASE_MANAGER)], how: str = "well"
) -> dict[str, str]:
    """Tells what it does before it decides."""
    entry = Processed(person, Activity.PROFILE_READING, Manner.OPENED, ("work", "language"))
    unit.about.append(entry)
    await unit.processed(entry)
    if how == "refused":
        raise Forbidden("Not for you.", code="not-linked")
    if how == "conflict":
        raise Refused("Not now.")
    return {}


@pytest.fixture
def app(app: Service) -> Service:
    app.api.include_router(router)
    return app


@pytest.fixture
async def database(url: str) -> Database:
    return Database(url)


async def _logged(database: Database, person: UUID) -> list[Processing]:
    async with database, database.reading() as tx:
        return await processing_log.of_subject(tx, person)


async def test_a_reading_is_in_the_log_before_the_answer_leaves_in_the_form_of_the_standard(
    client: httpx.AsyncClient, database: Database
) -> None:
    person = uuid4()
    answer = await client.get(f"/v1/records/{person}", headers={"traceparent": PARENT})
    assert answer.status_code == 200
    async with database, database.reading() as tx:
        (row,) = await tx.execute(text("SELECT * FROM processing_log"))
    assert row.trace_id == TRACE
    assert row.parent_span_id == "b7ad6b7169203331"
    assert len(row.span_id) == 16
    assert row.span_id != row.parent_span_id
    assert row.status == "ok"
    assert row.name == "profile-reading"
    assert row.processing_activity_id == Activity.PROFILE_READING.uri
    assert row.data_subject_id == person
    assert row.data_subject_id_type == "permit-holder-id"
    assert timedelta(0) <= row.end_time - row.start_time < timedelta(minutes=1)
    assert row.start_time.microsecond % 1000 == row.end_time.microsecond % 1000 == 0
    assert (row.subject, row.organisation, row.roles) == ("somebody", "coa", ["case-manager"])
    assert (row.manner, row.purpose, row.reason) == ("opened", "integration", None)
    assert row.sections == ["work", "language"]


async def test_a_refusal_is_in_the_log_as_refused_with_the_reason(
    client: httpx.AsyncClient, database: Database
) -> None:
    person = uuid4()
    answer = await client.get(f"/v1/records/{person}?how=refused")
    assert answer.status_code == 403
    (only,) = await _logged(database, person)
    assert (only.manner, only.reason, only.sections) == (
        Manner.REFUSED, "not-linked", ("work", "language"),
    )  # fmt: skip


async def test_what_was_rolled_back_for_another_reason_is_not_in_the_log(
    client: httpx.AsyncClient, database: Database
) -> None:
    person = uuid4()
    assert (await client.get(f"/v1/records/{person}?how=conflict")).status_code == 409
    assert await _logged(database, person) == []


async def test_one_action_about_many_is_one_record_for_each(url: str) -> None:
    persons = [uuid4() for _ in range(300)]
    entries = [
        Processed(person, Activity.PROFILE_LISTING, Manner.LISTED, purpose=Purpose.REVIEW)
        for person in persons
    ]
    async with Database(url) as database, database.transaction() as tx:
        await processing_log.record(tx, WHO, entries, now=NOW)
        await processing_log.record(tx, WHO, [], now=NOW)
        assert await tx.scalar(text("SELECT count(*) FROM processing_log")) == 300
        (one,) = await processing_log.of_subject(tx, persons[7])
    assert (one.purpose, one.sections, one.at) == (Purpose.REVIEW, (), NOW)


async def test_somebodys_records_come_the_newest_first_and_in_pages(url: str) -> None:
    person = uuid4()
    entry = Processed(person, Activity.OWN_DATA, Manner.OPENED)
    async with Database(url) as database, database.transaction() as tx:
        for hour in range(5):
            await processing_log.record(tx, WHO, [entry], now=NOW + timedelta(hours=hour))
        first = await processing_log.of_subject(tx, person, limit=3)
        rest = await processing_log.of_subject(tx, person, after=first[-1].position, limit=3)
    hours = [(each.at - NOW) // timedelta(hours=1) for each in (*first, *rest)]
    assert hours == [4, 3, 2, 1, 0]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE processing_log SET organisation = 'other'",
        "DELETE FROM processing_log",
        "TRUNCATE processing_log",
    ],
)
async def test_a_record_is_never_changed(url: str, statement: str) -> None:
    entry = Processed(uuid4(), Activity.PROFILE_READING, Manner.OPENED)
    async with Database(url) as database:
        async with database.transaction() as tx:
            await processing_log.record(tx, WHO, [entry], now=NOW)
        with pytest.raises(DBAPIError, match="never changed"):
            async with database.transaction() as tx:
                await tx.execute(text(statement))


async def test_records_go_when_their_term_has_passed_and_not_before(url: str) -> None:
    old, young = uuid4(), uuid4()
    async with Database(url) as database:
        async with database.transaction() as tx:
            for person, at in ((old, NOW), (young, NOW + timedelta(days=1))):
                entry = Processed(person, Activity.PROFILE_READING, Manner.OPENED)
                await processing_log.record(tx, WHO, [entry], now=at)
        async with database.transaction() as tx:
            assert await processing_log.forget_old(tx, NOW + timedelta(hours=1)) == 1
        async with database.transaction() as tx:
            assert await processing_log.of_subject(tx, old) == []
            assert len(await processing_log.of_subject(tx, young)) == 1
        with pytest.raises(DBAPIError, match="never changed"):
            async with database.transaction() as tx:
                await tx.execute(text("DELETE FROM processing_log"))


def test_every_activity_is_in_the_register_and_says_why_and_on_what_ground() -> None:
    assert set(ENTRIES) == set(Activity)
    for activity, entry in ENTRIES.items():
        assert entry.what.endswith(".")
        assert entry.nl.endswith(".")
        assert activity.uri.startswith("https://")
