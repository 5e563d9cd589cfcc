"""What a log line may hold."""

import asyncio
import gc
import logging
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import structlog

from continuous_line import telemetry

ENTERED = "Jansen, born in Aleppo"


@contextmanager
def configured() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    telemetry.configure("sample")
    try:
        yield
    finally:
        root.handlers[:], root.level = handlers, level
        structlog.reset_defaults()


def test_an_error_in_a_line_is_its_class_and_its_places_and_never_its_words(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with configured():
        try:
            int(ENTERED)
        except ValueError as error:
            telemetry.logger("relay").error("halted", error=error)
    written = capsys.readouterr().out
    assert '"error":"ValueError"' in written
    assert "test_telemetry.py" in written
    assert ENTERED not in written


def test_an_error_that_nobody_waited_for_is_told_without_its_words(
    capsys: pytest.CaptureFixture[str],
) -> None:
    async def fail() -> None:
        raise ValueError(ENTERED)

    async def forget() -> None:
        task = asyncio.create_task(fail())
        await asyncio.wait({task})

    with configured():
        asyncio.run(forget())
        gc.collect()
    written = capsys.readouterr().out
    assert "never retrieved" in written
    assert ENTERED not in written
