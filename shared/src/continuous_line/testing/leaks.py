"""Looks for marked values wherever personal data must not be: rows, logs, answers, raw files.

A mark is a string that occurs nowhere by accident. It is looked for without regard to case, in
UTF-8, UTF-16, hexadecimal and base64.
"""

import base64
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final
from uuid import uuid4

import asyncpg

from continuous_line.event_log import PARTITIONS, EventLog, TopicPartition
from continuous_line.testing.event_log import read_all

_PIECE: Final = 1 << 22
_TABLES: Final = """
    SELECT format('%I.%I', n.nspname, c.relname) FROM pg_class c JOIN pg_namespace n
    ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'p', 'm')
    AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast') ORDER BY 1
    """


def mark(word: str) -> str:
    """A value with this word in it that nobody else has; letters and digits only."""
    return f"{word}q{uuid4().hex[:16]}q"


@dataclass(frozen=True, slots=True)
class Leak:
    """`where`: a table, a file, a topic or an answer."""

    where: str
    mark: str


class Marks:
    """`Marks({"first name": "Q1..."})`: what each value is called in the report of a failure."""

    def __init__(self, values: Mapping[str, str]) -> None:
        self.values = dict(values)

    def __getitem__(self, name: str) -> str:
        return self.values[name]

    @cached_property
    def _needles(self) -> list[tuple[str, list[bytes], list[bytes]]]:
        return [(name, list(_forms(v)), list(_base64(v))) for name, v in self.values.items()]

    @cached_property
    def longest(self) -> int:
        return max(len(each) for _, *both in self._needles for forms in both for each in forms)

    def found_in(self, content: bytes) -> set[str]:
        """Names of the values that are in there."""
        lowered = content.translate(None, b"\0").lower()
        return {
            name
            for name, forms, encoded in self._needles
            if any(each in lowered for each in forms) or any(each in content for each in encoded)
        }

    def in_texts(self, texts: Mapping[str, str | bytes]) -> Iterator[Leak]:
        """In answers, metrics and whatever else is at hand."""
        for where, text in texts.items():
            content = text.encode() if isinstance(text, str) else text
            yield from (Leak(where, name) for name in sorted(self.found_in(content)))

    def in_files(self, paths: Iterable[Path]) -> Iterator[Leak]:
        """In files, and in all files of folders."""
        for path in paths:
            files = (
                (each for each in path.rglob("*") if each.is_file()) if path.is_dir() else [path]
            )
            for file in files:
                yield from (Leak(str(file), name) for name in sorted(self._in_file(file)))

    async def in_database(self, url: str) -> list[Leak]:
        """In every column of every row of every table, as text."""
        leaks: list[Leak] = []
        connection = await asyncpg.connect(url)
        try:
            for (table,) in await connection.fetch(_TABLES):
                found: set[str] = set()
                async with connection.transaction():
                    async for row in connection.cursor(f"SELECT t::text FROM {table} t"):
                        found |= self.found_in(row[0].encode())
                where = f"{url.rpartition('/')[2]}: {table}"
                leaks += [Leak(where, name) for name in sorted(found)]
        finally:
            await connection.close()
        return leaks

    async def in_log(self, log: EventLog, topics: Collection[str]) -> list[Leak]:
        """In the key and value of every record."""
        start = {TopicPartition(topic, n): 0 for topic in topics for n in range(PARTITIONS)}
        return [
            Leak(f"{record.topic} {record.partition}/{record.offset}", name)
            for record in await read_all(log, start)
            for name in sorted(self.found_in(record.key.encode() + b"\n" + record.value))
        ]

    def _in_file(self, path: Path) -> set[str]:
        found: set[str] = set()
        kept = b""
        try:
            with path.open("rb") as file:
                while piece := file.read(_PIECE):
                    found |= self.found_in(kept + piece)
                    kept = piece[-self.longest :]
        except FileNotFoundError:  # a server removes files of its own while it runs
            return found
        return found


def assert_none(leaks: Iterable[Leak]) -> None:
    """Fails with every place and what was found there."""
    told = sorted({f"{leak.mark} in {leak.where}" for leak in leaks})
    assert not told, "\n".join(told)


def _forms(value: str) -> Iterator[bytes]:
    """In small letters; UTF-16 is the same without its zeros."""
    yield value.lower().encode()
    yield value.encode().hex().encode()


def _base64(value: str) -> Iterator[bytes]:
    for before in range(3):  # a value begins at any of three places in base64
        encoded = base64.b64encode(b"\0" * before + value.encode())
        yield encoded[4 if before else 0 : -4]
