"""Under which ids others know a case and what happened to it."""

from uuid import UUID, uuid5

from continuous_line.case_owners import case_number
from continuous_line.contracts import handover, public_id, type_name
from continuous_line.public_ids import PublicIds

DOMAIN = "handover"
IDS = PublicIds(DOMAIN)
FEED = "subscription-feed"
"""The consumer by which subscriptions hear the log."""


def stream_of(person: UUID) -> str:
    """Where what happened in the person's cases is stored."""
    return f"case-{person}"


def case_id_of(permit_holder_id: UUID, link: UUID) -> UUID:
    """UUIDv5(person, public id of the case's first link): any reader of the log can tell it.

    `link` is the stored id of that link.
    """
    first = public_id(link, type_name(DOMAIN, handover.MunicipalityLinked))
    return case_number(permit_holder_id, first)


def private_id(stored_id: UUID) -> UUID:
    """Under which a client knows something that is not published: a plan, an agreement."""
    return uuid5(stored_id, "private")


def words_id(agreement: UUID, item: UUID) -> UUID:
    """Where the words of a goal or action are kept, as that version has them.

    So that a version that is taken back leaves those of the one before as they were.
    """
    return uuid5(agreement, str(item))
