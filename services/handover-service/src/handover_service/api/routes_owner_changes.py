"""All cases of somebody to others in one act, looked at first."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Path, Response
from pydantic import Field
from sqlalchemy import select

from continuous_line.codes import OwnerReason
from continuous_line.errors import NotFound
from continuous_line.fields import Answer, Body, Day, Id
from continuous_line.writing import Reading, reading
from handover_service import roles
from handover_service.api.dependencies import desk
from handover_service.api.schemas import StaffId
from handover_service.application import handing_over
from handover_service.streams import Desk
from handover_service.tables import owner_changes

router = APIRouter(tags=["people"])
Handing = Annotated[Desk, desk(*roles.HAND_OVER)]
MOST = 2000


class ChosenOwner(Body):
    """Of one case: who gets it, or another reason than that of the act."""

    case_id: Id
    owner: StaffId | None = None
    reason: OwnerReason | None = None


class OwnerChange(Body):
    """Without `cases` all open ones of `holder`; without `holder` those in `cases`.

    They are shared among `to` so that loads come out even, and households stay together.
    """

    holder: Annotated[StaffId | None, Field(description="Who has them today.")] = None
    reason: Annotated[OwnerReason | None, Field(description="Needed but for first owners.")] = None
    to: Annotated[list[StaffId], Field(max_length=50)] = Field(default_factory=list)
    until: Annotated[
        Day | None, Field(description="Last day of a stand-in; then the cases go back.")
    ] = None
    cases: Annotated[list[Id] | None, Field(max_length=MOST, description="Only these.")] = None
    chosen: Annotated[list[ChosenOwner], Field(max_length=MOST)] = Field(default_factory=list)

    def asked(self) -> handing_over.Asked:
        return handing_over.Asked(
            holder=self.holder,
            reason=self.reason,
            to=tuple(dict.fromkeys(self.to)),
            until=self.until,
            only=frozenset(self.cases) if self.cases is not None else None,
            chosen={one.case_id: one.owner for one in self.chosen if one.owner},
            reasons={one.case_id: one.reason for one in self.chosen if one.reason},
        )


class PlannedOwner(Answer):
    """`code` and `detail`: why this case cannot go there; null where it can."""

    case_id: UUID
    to: str
    reason: OwnerReason | None = None
    code: str | None = None
    detail: str | None = None


class ReceiverLoad(Answer):
    """Open cases of somebody afterwards."""

    owner: str
    open: int


class OwnerChangePreview(Answer):
    """`elsewhere`: open cases of the holder in which you have no say."""

    moves: list[PlannedOwner]
    loads: list[ReceiverLoad]
    elsewhere: int


class RecordedOwner(Answer):
    case_id: UUID
    to: str
    reason: OwnerReason | None = None


class RecordedOwnerChange(Answer):
    holder: str
    until: Day | None = None
    moves: list[RecordedOwner]


@router.post("/owner-change-previews")
async def preview_owner_change(body: OwnerChange, at: Handing) -> OwnerChangePreview:
    """What would become of each case; nothing is recorded."""
    plan = await handing_over.preview(at, body.asked())
    return OwnerChangePreview(
        moves=[
            PlannedOwner(
                case_id=move.case_id, to=move.to, reason=move.reason,
                code=move.refusal.code if move.refusal else None,
                detail=move.refusal.detail if move.refusal else None,
            )
            for move in plan.moves
        ],
        loads=[ReceiverLoad(owner=one, open=n) for one, n in sorted(plan.loads.items())],
        elsewhere=plan.elsewhere,
    )  # fmt: skip


@router.post("/owner-changes", status_code=201, response_class=Response)
async def change_owners(body: OwnerChange, at: Handing) -> Response:
    """All of them or none: the refusal names each case that cannot go, and why."""
    change_id, _ = await handing_over.hand_over(at, body.asked())
    return await at.writing.created(f"/v1/owner-changes/{change_id}", 1)


@router.get("/owner-changes/{changeId}")
async def read_owner_change(
    change_id: Annotated[Id, Path(alias="changeId")],
    view: Annotated[Reading, reading(*roles.HAND_OVER)],
) -> RecordedOwnerChange:
    """What your organisation handed over in that act."""
    t = owner_changes
    chosen = select(t).where(t.c.change_id == change_id, t.c.organisation == view.who.organisation)
    row: Any = (await view.tx.execute(chosen)).first()
    if row is None:
        raise NotFound("There is no such act of your organisation.")
    moves = [RecordedOwner(case_id=m["caseId"], to=m["to"], reason=m["reason"]) for m in row.moves]
    return RecordedOwnerChange(holder=row.holder, until=row.until, moves=moves)
