"""Contacts as they are answered: with how to reach them, each look recorded."""

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from continuous_line.processing_log import Manner
from directory_service.api.schemas_contacts import Contact
from directory_service.application.book import Book
from directory_service.queries_contacts import contacts_by_id


async def contacts(book: Book, rows: Sequence[Any], manner: Manner) -> list[Contact]:
    """Rows of contacts, in their order."""
    known = await book.details({row.contact_id: row.details for row in rows}, manner)
    return [Contact.of(row, known.get(row.contact_id), book.policy, book.today) for row in rows]


async def contacts_of(book: Book, contact_ids: Collection[UUID]) -> dict[UUID, Contact]:
    """Those of a list, by id."""
    rows = await contacts_by_id(book.writing.tx, contact_ids)
    shown = await contacts(book, list(rows.values()), Manner.LISTED)
    return {contact.contact_id: contact for contact in shown}
