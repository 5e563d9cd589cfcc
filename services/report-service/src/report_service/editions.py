"""Editions: what was known at an earlier moment, by the definitions of then asked for, kept.

An edition has a number, and with it a schema of its own (tables.edition_tables). It is asked for,
made in the background (edition_making.py), and from then on never changes.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal
from uuid import UUID, uuid4

from sqlalchemy import ColumnElement, Row, delete, func, literal, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.schema import CreateSchema, DropSchema

from continuous_line.database import Tx
from continuous_line.errors import NotFound, Refused
from report_service import generations
from report_service.domain.definitions import Definitions, read_kept
from report_service.domain.errors import MomentAhead
from report_service.domain.observe import CODE_VERSION
from report_service.tables import edition_tables, editions, schema_of_edition

State = Literal["requested", "running", "kept", "failed"]
Vector = Mapping[str, Mapping[int, int]]
"""Topic → partition number → last sequence."""
SETTLED = timedelta(minutes=1)
"""So long after the moment it is made: what was recorded by then is in the log by now."""
WAITING = 20
"""So many may be asked for and not yet made."""
_UNFINISHED = ("requested", "running")
_c = editions.c


class EditionUnfinished(Refused):
    code = "edition-unfinished"


class EditionFailed(Refused):
    """`reason`: why; `edition`: its id."""

    code = "edition-failed"


class TooManyEditions(Refused):
    code = "editions-waiting"


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """`total` and `done` are events, `rate` is events per second. `parts`: the vector as kept."""

    id: UUID
    number: int
    as_of: datetime
    definitions: Definitions
    code_version: int
    state: State
    reason: str | None
    requested_at: datetime
    started_at: datetime | None
    made_at: datetime | None
    total: int
    done: int
    rate: float
    refused: int
    parts: Mapping[str, Mapping[str, int]]

    @property
    def vector(self) -> Vector:
        found: dict[str, dict[int, int]] = {}
        for number, topics in sorted(self.parts.items(), key=lambda each: int(each[0])):
            for topic, sequence in sorted(topics.items()):
                found.setdefault(topic, {})[int(number)] = sequence
        return found

    @property
    def rules(self) -> str:
        return generations.rules_version(self.code_version, self.definitions)

    @property
    def percent(self) -> int:
        if self.state == "kept":
            return 100
        return 0 if not self.total else min(99, 100 * self.done // self.total)

    def seconds_left(self) -> int | None:
        """At this rate; None where that is not known."""
        if self.state != "running" or self.rate <= 0:
            return None
        return round((self.total - self.done) / self.rate)


async def ask(tx: Tx, as_of: datetime, *, now: datetime) -> Edition:
    """The edition of this moment by this release and the definitions that serve.

    The one that is there, or a new one that is requested.
    Raises MomentAhead, NothingServes, EditionFailed or TooManyEditions.
    """
    found = await find(tx, as_of, now=now)
    if found is not None:
        return found
    await _require_room(tx)
    _, text = await generations.made_by(tx, await generations.serving_generation(tx))
    await tx.execute(
        insert(editions)
        .values(
            id=uuid4(),
            as_of=as_of,
            code_version=CODE_VERSION,
            definitions=text,
            definitions_version=read_kept(text).version,
            state="requested",
            requested_at=now,
            asked_at=now,
        )
        .on_conflict_do_nothing()
    )
    return _edition((await tx.execute(select(editions).where(*await _key(tx, as_of)))).one())


async def find(tx: Tx, as_of: datetime, *, now: datetime) -> Edition | None:
    """The same where it is there, whatever its state; it is asked for now.

    Raises MomentAhead, NothingServes, or EditionFailed.
    """
    if as_of > now:
        raise MomentAhead(as_of)
    row = (
        await tx.execute(
            update(editions)
            .where(*await _key(tx, as_of))
            .values(asked_at=now)
            .returning(*editions.c)
        )
    ).one_or_none()
    if row is not None and row.state == "failed":
        raise EditionFailed(
            "What was known then could not be made; an operator may drop this edition, and it can "
            "be asked for again.",
            edition=str(row.id),
            reason=row.reason,
        )
    return None if row is None else _edition(row)


async def _key(tx: Tx, as_of: datetime) -> tuple[ColumnElement[bool], ...]:
    _, text = await generations.made_by(tx, await generations.serving_generation(tx))
    return (
        _c.as_of == as_of,
        _c.code_version == CODE_VERSION,
        _c.definitions_version == read_kept(text).version,
    )


async def _require_room(tx: Tx) -> None:
    waiting = await tx.scalar(
        select(func.count()).select_from(editions).where(_c.state.in_(_UNFINISHED))
    )
    if (waiting or 0) >= WAITING:
        raise TooManyEditions("Other moments were asked for and are not made yet; try again.")


async def load(tx: Tx, edition: UUID) -> Edition:
    """Raises NotFound."""
    row = (await tx.execute(select(editions).where(_c.id == edition))).one_or_none()
    if row is None:
        raise NotFound("There is no such edition.")
    return _edition(row)


async def all_of(tx: Tx) -> list[Edition]:
    """The latest moment first."""
    rows = await tx.execute(select(editions).order_by(_c.as_of.desc(), _c.number.desc()))
    return [_edition(row) for row in rows]


async def kept_ids(tx: Tx) -> list[UUID]:
    return list(await tx.scalars(select(_c.id).where(_c.state == "kept").order_by(_c.number)))


async def kept_since(tx: Tx, since: datetime) -> list[Edition]:
    """Those of later moments, the earliest first."""
    rows = await tx.execute(
        select(editions).where(_c.state == "kept", _c.as_of > since).order_by(_c.as_of, _c.number)
    )
    return [_edition(row) for row in rows]


async def before(tx: Tx, edition: Edition, since: datetime) -> Edition | None:
    """The one kept that is the latest before it, not earlier than `since`, by the same rules."""
    row = (
        await tx.execute(
            select(editions)
            .where(
                _c.as_of < edition.as_of,
                _c.as_of >= since,
                _c.state == "kept",
                _c.code_version == edition.code_version,
                _c.definitions_version == edition.definitions.version,
            )
            .order_by(_c.as_of.desc())
            .limit(1)
        )
    ).one_or_none()
    return None if row is None else _edition(row)


async def to_make(tx: Tx, now: datetime) -> Edition | None:
    """The one that was begun, else the first that was asked for and can be made by now."""
    row = (
        await tx.execute(
            select(editions)
            .where(_c.state.in_(_UNFINISHED), _c.as_of <= now - SETTLED)
            .order_by(_c.state == "requested", _c.requested_at, _c.number)
            .limit(1)
        )
    ).one_or_none()
    return None if row is None else _edition(row)


async def begin(tx: Tx, edition: Edition, *, total: int, now: datetime) -> bool:
    """Its tables are made the first time; one that was begun before goes on.

    False where it was dropped meanwhile.
    """
    begun = await tx.scalar(
        update(editions)
        .where(_c.id == edition.id)
        .values(state="running", total=total, started_at=now)
        .returning(_c.id)
    )
    if begun is None:
        return False
    await tx.execute(CreateSchema(schema_of_edition(edition.number), if_not_exists=True))
    await tx.run_sync(edition_tables(edition.number).metadata.create_all)
    return True


async def change(tx: Tx, edition: UUID, **values: Any) -> None:
    await tx.execute(update(editions).where(_c.id == edition).values(**values))


async def finish_part(
    tx: Tx, edition: UUID, number: int, last: Mapping[str, int], **values: Any
) -> None:
    """Of one partition number: the last sequence of every topic."""
    added = literal({str(number): dict(last)}, _c.vector.type)
    await change(tx, edition, vector=_c.vector.op("||")(added), **values)


async def drop(tx: Tx, edition: UUID) -> None:
    """Raises NotFound, or EditionUnfinished while it is being made."""
    row = (
        await tx.execute(select(editions).where(_c.id == edition).with_for_update())
    ).one_or_none()
    if row is None:
        raise NotFound("There is no such edition.")
    if row.state == "running":
        raise EditionUnfinished("This edition is being made.")
    await _remove(tx, row)


async def forget_old(tx: Tx, before: datetime) -> int:
    """Drop what nobody has asked for since then; how many editions that were."""
    rows = await tx.execute(
        select(editions)
        .where(_c.asked_at < before, _c.state.in_(("kept", "failed")))
        .with_for_update(skip_locked=True)
    )
    found = rows.all()
    for row in found:
        await _remove(tx, row)
    return len(found)


async def _remove(tx: Tx, row: Row[Any]) -> None:
    await tx.execute(DropSchema(schema_of_edition(row.number), cascade=True, if_exists=True))
    await tx.execute(delete(editions).where(_c.id == row.id))


def _edition(row: Row[Any]) -> Edition:
    return Edition(
        id=row.id,
        number=row.number,
        as_of=row.as_of,
        definitions=read_kept(row.definitions),
        code_version=row.code_version,
        state=row.state,
        reason=row.reason,
        requested_at=row.requested_at,
        started_at=row.started_at,
        made_at=row.made_at,
        total=row.total,
        done=row.done,
        rate=row.rate,
        refused=row.refused,
        parts=row.vector,
    )
