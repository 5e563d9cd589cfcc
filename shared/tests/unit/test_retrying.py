"""Which errors blame the event."""

import asyncio

import asyncpg
import pytest
from sqlalchemy.exc import DBAPIError, IntegrityError

from continuous_line.errors import LogUnavailable, Refused, VersionConflict
from continuous_line.retrying import Backoff, place_of, transient, tries


def of_driver(error: Exception, kind: type[DBAPIError] = DBAPIError) -> DBAPIError:
    """As SQLAlchemy hands it on."""
    wrapped = kind("SELECT", {}, error)
    wrapped.__cause__ = error
    return wrapped


def with_cause(error: Exception, cause: Exception) -> Exception:
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    "error",
    [
        OSError(),
        ConnectionRefusedError(),
        TimeoutError(),
        LogUnavailable(),
        of_driver(asyncpg.DeadlockDetectedError()),
        of_driver(asyncpg.SerializationError()),
        of_driver(asyncpg.AdminShutdownError()),
        of_driver(asyncpg.TooManyConnectionsError()),
        of_driver(asyncpg.ReadOnlySQLTransactionError()),
        of_driver(asyncpg.UndefinedTableError()),
        asyncpg.InterfaceError("connection is closed"),
        with_cause(RuntimeError(), OSError()),
    ],
    ids=lambda error: type(getattr(error, "orig", error)).__name__,
)
def test_what_is_away_is_tried_for_ever(error: Exception) -> None:
    assert transient(error)
    assert tries(error) is None


@pytest.mark.parametrize(
    "error",
    [
        ValueError(),
        Refused("no"),
        asyncpg.exceptions.InternalClientError(),
        of_driver(asyncpg.UniqueViolationError(), IntegrityError),
        of_driver(asyncpg.InvalidTextRepresentationError()),
    ],
    ids=lambda error: type(getattr(error, "orig", error)).__name__,
)
def test_what_comes_back_each_time_is_the_event_s_fault(error: Exception) -> None:
    assert not transient(error)
    assert tries(error) == 3


def test_a_conflict_with_another_writer_is_tried_longer_but_not_for_ever() -> None:
    assert (tries(VersionConflict("x")) or 0) > 10


def test_a_log_line_says_where_and_not_what() -> None:
    with pytest.raises(ValueError, match="Jansen") as caught:
        int("Jansen")
    assert place_of(caught.value).startswith("test_retrying.py:")


async def test_a_pause_ends_when_it_is_time_to_stop() -> None:
    stop = asyncio.Event()
    stop.set()
    async with asyncio.timeout(5):
        await Backoff(first=60).pause(stop)
