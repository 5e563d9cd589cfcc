"""What the API gives."""

from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from pydantic import Field

from continuous_line.case_owners import Tenure
from continuous_line.codes import OwnerGone
from continuous_line.fields import Answer
from handover_service.domain.checklist import Item, Line
from handover_service.domain.stage import Stage
from handover_service.queries import missing_of

CaseState = Literal["unlinked", "linked", "moved", "closed"]
Turn = Literal[
    "no-owner",
    "planned",
    "tvs-system",
    "location-manager",
    "case-manager",
    "client-manager",
    "nobody",
]


class CaseSummary(Answer):
    """A case as lists show it. `missing` is in the order in which things come."""

    case_id: UUID
    permit_holder_id: UUID
    household_id: UUID | None = None
    opened_on: date = Field(description="Day of the first link.")
    state: CaseState = Field(description="Where the person is on the way.")
    stage: Stage = Field(description="How far the case has come: the furthest valid fact.")
    municipality: str | None = Field(None, description="Moved to, else linked to.")
    basis: str | None = None
    distance_km: float | None = Field(None, description="Great circle between centre points.")
    azc: str | None = None
    owner: str | None = Field(None, description="Who has the case today; null: nobody.")
    stand_in: bool = Field(description="Whether the owner stands in for another.")
    owner_gone: OwnerGone | None = Field(
        None, description="Why nobody has it who had: see `OwnerGone`."
    )
    client_manager_gone: OwnerGone | None = Field(None, description="The same at the municipality.")
    granted_on: date | None = None
    planned_for: datetime | None = Field(None, description="The talk both sides agreed to.")
    moved_on: date | None = None
    closed_on: date | None = None
    outcome: str | None = None
    turn: Turn = Field(description="Whose turn it is.")
    missing: list[Item]


class ChecklistItem(Answer):
    """`doneAt` null: missing, and owed by `owedBy`."""

    item: Item
    done_at: datetime | None = None
    owed_by: str


class OwnerSpan(Answer):
    """`lastOn` null: from then on."""

    owner: str
    first_on: date
    last_on: date | None = None
    stand_in: bool


class Case(CaseSummary):
    checklist: list[ChecklistItem]
    owners: list[OwnerSpan]


def summary(row: Any) -> CaseSummary:
    return CaseSummary(**_of_row(row))


def detail(row: Any, lines: list[Line], tenures: list[Tenure]) -> Case:
    return Case(
        **_of_row(row),
        checklist=[
            ChecklistItem(item=line.item, done_at=line.done_at, owed_by=line.owed_by)
            for line in lines
        ],
        owners=[
            OwnerSpan(owner=t.owner, first_on=t.first, last_on=t.last, stand_in=t.stand_in)
            for t in tenures
        ],
    )


def _of_row(row: Any) -> dict[str, Any]:
    plain = (
        "case_id", "permit_holder_id", "household_id", "opened_on", "state", "municipality",
        "basis", "distance_km", "azc", "owner", "stand_in", "granted_on", "planned_for",
        "moved_on", "closed_on", "outcome", "stage", "owner_gone", "client_manager_gone",
    )  # fmt: skip
    found = {name: getattr(row, name) for name in plain}
    return found | {"turn": row.whose_turn, "missing": missing_of(row)}
