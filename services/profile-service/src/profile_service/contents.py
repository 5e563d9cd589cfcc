"""The contents of sections as they lie in the tables: sealed with the person's own key."""

from collections.abc import Awaitable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from continuous_line.codes import Section
from continuous_line.database import Tx, alone, copy_rows, fetch
from continuous_line.vault import DataKey, Vault
from profile_service.domain.contents import Content, Entry
from profile_service.domain.events import ContentOf

_COLUMNS: Final = ("permit_holder_id", "section", "version", "sealed", "recorded_at")
_KEEP: Final = (
    "INSERT INTO section_contents (permit_holder_id, section, version, sealed, recorded_at) "
    "VALUES ($1, $2, $3, $4, $5)"
)
_FIND: Final = (
    "SELECT c.section, c.version, c.sealed FROM section_contents c "
    "JOIN unnest(CAST($2 AS text[]), CAST($3 AS int[])) AS w(section, version) "
    "USING (section, version) WHERE c.permit_holder_id = $1"
)
NEWEST: Final = """
    ARRAY(SELECT (n.section, n.version, n.sealed) FROM (
      SELECT DISTINCT ON (section) section, version, sealed FROM section_contents
      WHERE permit_holder_id = $1 ORDER BY section, version DESC) n)
    """
"""Of each section what was recorded last, for `sealed`."""
_FIND_MANY: Final = (
    "SELECT c.permit_holder_id, c.section, c.version, c.sealed FROM section_contents c "
    "JOIN unnest(CAST($1 AS uuid[]), CAST($2 AS text[]), CAST($3 AS int[])) "
    "AS w(permit_holder_id, section, version) USING (permit_holder_id, section, version)"
)


@dataclass(frozen=True, slots=True)
class Opened:
    """`content` None: asked, does not want to tell."""

    schema_version: int
    content: Content | None


Contents = Mapping[ContentOf, Opened]
Sealed = Mapping[ContentOf, bytes]
"""As they lie in the table."""


async def keep(tx: Tx, key: DataKey, of: ContentOf, entry: Entry, at: datetime) -> None:
    await fetch(tx, _KEEP, *_row(key, of, entry, at))


async def keep_many(tx: Tx, kept: Iterable[tuple[DataKey, ContentOf, Entry]], at: datetime) -> None:
    """As `keep`, by COPY."""
    rows = [_row(key, of, entry, at) for key, of, entry in kept]
    await copy_rows(tx, "section_contents", _COLUMNS, rows)


def _row(key: DataKey, of: ContentOf, entry: Entry, at: datetime) -> tuple[object, ...]:
    """The version of the schema lies with the content, so that old content stays readable."""
    plain = {"schema": entry.schema_version, "content": entry.content}
    sealed = key.seal_json(of.section.value, of.version, plain)
    return key.subject, of.section.value, of.version, sealed, at


async def opened(
    tx: Tx, opening: Awaitable[DataKey | None], wanted: Iterable[ContentOf], at_hand: Sealed
) -> Contents:
    """What is not `at_hand` is read first; nothing where the person's key was destroyed.

    `opening`: the person's key, which may be on its way.
    """
    chosen = list(dict.fromkeys(wanted))
    if not chosen:
        return {}
    key = await opening
    if key is None:
        return {}
    missing = [of for of in chosen if of not in at_hand]
    if missing:
        at_hand = {**at_hand, **await _find(tx, key.subject, missing)}
    return {of: _opened(key, of, at_hand[of]) for of in chosen if of in at_hand}


async def _find(tx: Tx, person: UUID, wanted: Sequence[ContentOf]) -> Sealed:
    sections, versions = [one.section.value for one in wanted], [one.version for one in wanted]
    return sealed(await alone(tx, _FIND, person, sections, versions))


def sealed(rows: Iterable[Any] = ()) -> Sealed:
    """From rows of section, version and what is sealed."""
    return {
        ContentOf(section=Section(section), version=version): content
        for section, version, content in rows
    }


def _opened(key: DataKey, of: ContentOf, content: bytes) -> Opened:
    plain = key.open_json(of.section.value, of.version, content)
    return Opened(plain["schema"], plain["content"])


async def of_many(tx: Tx, vault: Vault, wanted: Mapping[UUID, ContentOf]) -> dict[UUID, Opened]:
    """One of each person, in two round trips; nothing of whose key was destroyed."""
    keys = await vault.keys(list(wanted))
    chosen = [(person, of) for person, of in wanted.items() if person in keys]
    if not chosen:
        return {}
    rows = await fetch(
        tx, _FIND_MANY, [person for person, _ in chosen],
        [of.section.value for _, of in chosen], [of.version for _, of in chosen],
    )  # fmt: skip
    return {
        row.permit_holder_id: _opened(
            keys[row.permit_holder_id], wanted[row.permit_holder_id], row.sealed
        )
        for row in rows
    }
