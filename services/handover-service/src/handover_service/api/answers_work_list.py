"""What the API tells of the work list."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from pydantic import Field

from continuous_line.codes import OwnerGone
from continuous_line.fields import Answer
from handover_service.domain.checklist import Item
from handover_service.domain.unit import Part
from handover_service.queries_units import Counts, missing_of, names_in


class WorkListParts(Answer):
    """Every open unit is in exactly one of them: they add up to `open`."""

    no_owner: int
    planned: int
    reception: int = Field(description="It is COA's turn.")
    municipality: int = Field(description="It is the municipality's turn.")


class WorkListFlags(Answer):
    """Within the part that is shown."""

    late: int = Field(description="The next date has passed.")
    moving: int = Field(description="The move is planned within the configured days.")
    undated: int = Field(description="Without a next date.")
    silent: int = Field(description="Nothing happened for 30 days.")
    long: int = Field(description="Linked more than 10 weeks ago, and not moved.")


class UnitRow(Answer):
    """The open cases of one household on the way to one municipality, or one case."""

    case_id: UUID = Field(description="The case that was opened first: it leads to the page.")
    case_ids: list[UUID]
    permit_holder_ids: list[UUID]
    azc: str | None
    municipality: str | None
    distance_km: float | None
    part: Part
    missing: list[Item]
    due_on: date | None = Field(description="The next date; before today: late.")
    due_what: str | None = Field(description="`talk`, `move`, or `programme/milestone`.")
    owner: str | None = Field(description="Of the case that was opened first.")
    owners: list[str] = Field(description="Everybody at COA who has a case of it, each once.")
    owner_gone: OwnerGone | None = Field(
        description="Why nobody at COA has it who had: see `OwnerGone`."
    )
    client_manager: str | None = Field(description="Of the case that was opened first.")
    client_managers: list[str] = Field(
        description="Everybody at the municipality who has a case of it, each once."
    )
    client_manager_gone: OwnerGone | None = Field(
        description="Why nobody at the municipality has it who had."
    )
    linked_on: date | None
    move_on: date | None = Field(description="For which day the move is planned.")
    planned_for: datetime | None = Field(description="The talk both sides agreed to.")
    last_at: datetime | None = Field(description="When anything happened last.")


class WorkListAnswer(Answer):
    """`shown`: how many units the filters leave; `items` is one page of them."""

    open: int
    persons: int
    parts: WorkListParts
    flags: WorkListFlags
    shown: int
    items: list[UnitRow]


def work_list(counts: Counts, rows: Sequence[Any]) -> WorkListAnswer:
    return WorkListAnswer(
        open=counts.open,
        persons=counts.persons,
        parts=WorkListParts(**{part.name.lower(): n for part, n in counts.parts.items()}),
        flags=WorkListFlags(**{flag.value: n for flag, n in counts.flags.items()}),
        shown=counts.shown,
        items=[unit_row(row) for row in rows],
    )


def unit_row(row: Any) -> UnitRow:
    return UnitRow(
        case_id=row["case_id"],
        case_ids=row["case_ids"],
        permit_holder_ids=row["permit_holder_ids"],
        azc=row["azc"],
        municipality=row["municipality"],
        distance_km=row["distance_km"],
        part=row["today"],
        missing=missing_of(row),
        due_on=row["next_on"],
        due_what=row["next_what"],
        owner=row["owner_today"],
        owners=names_in(row["owners"]),
        owner_gone=row["owner_gone"],
        client_manager=row["receiver_today"],
        client_managers=names_in(row["receivers"]),
        client_manager_gone=row["client_manager_gone"],
        linked_on=row["linked_on"],
        move_on=row["move_on"],
        planned_for=row["planned_for"],
        last_at=row["last_at"],
    )
