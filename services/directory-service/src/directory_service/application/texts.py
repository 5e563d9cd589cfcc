"""The words of what is offered or shared: the newest only, changed and removed at will."""

from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.dialects.postgresql import insert

from continuous_line.writing import Writing
from directory_service.domain.wording import Wording
from directory_service.tables import texts


async def put(writing: Writing, about: UUID, wording: Wording) -> None:
    row = {
        "title": wording.title,
        "body": wording.body,
        "owner_name": wording.owner_name,
        "recorded_at": writing.now,
    }
    statement = insert(texts).values(about=about, **row)
    await writing.tx.execute(statement.on_conflict_do_update(index_elements=["about"], set_=row))


async def drop(writing: Writing, about: UUID) -> None:
    await writing.tx.execute(delete(texts).where(texts.c.about == about))
