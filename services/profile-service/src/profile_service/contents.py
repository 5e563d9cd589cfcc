"""The contents of sections as they lie in the tables: sealed with the person's own key."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final
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


async def opened(tx: Tx, vault: Vault, person: UUID, wanted: Iterable[ContentOf]) -> Contents:
    """In two round trips; nothing where the person's key was destroyed."""
    chosen = list(dict.fromkeys(wanted))
    if not chosen:
        return {}
    key = (await vault.keys([person])).get(person)
    if key is None:
        return {}
    sections, versions = [one.section.value for one in chosen], [one.version for one in chosen]
    found: dict[ContentOf, Opened] = {}
    for row in await alone(tx, _FIND, person, sections, versions):
        plain = key.open_json(row.section, row.version, row.sealed)
        of = ContentOf(section=Section(row.section), version=row.version)
        found[of] = Opened(plain["schema"], plain["content"])
    return found


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
    found = {}
    for row in rows:
        key = keys[row.permit_holder_id]
        plain = key.open_json(row.section, row.version, row.sealed)
        found[row.permit_holder_id] = Opened(plain["schema"], plain["content"])
    return found
