"""What the API takes."""

from typing import Annotated

from pydantic import Field

from continuous_line.act import When
from continuous_line.codes import (
    Basis,
    Outcome,
    OwnerReason,
    Party,
    UnlinkReason,
    VoidReason,
)
from continuous_line.fields import Body, Code, Day, Id, Moment
from handover_service.application.link import LinkRequest
from handover_service.application.people import NewOwner
from handover_service.domain.closing import NewClosing
from handover_service.domain.events import ClosingReason, Task, TaskCode
from handover_service.domain.receiving import NewClientManager

MunicipalityCode = Annotated[str, Field(pattern=r"^GM[0-9]{4}$", description="Code of CBS.")]
StaffId = Annotated[Code, Field(description="The subject of the person's token; no name.")]


class Happening(Body):
    occurred_at: Annotated[
        Moment | None,
        Field(description="When it happened; never ahead of now, which is the default."),
    ] = None

    def when(self) -> When:
        return When(self.occurred_at)


class Correctable(Happening):
    replaces: Annotated[
        Id | None,
        Field(description="Id of the event that this one corrects; its moment is the default."),
    ] = None

    def when(self) -> When:
        return When(self.occurred_at, self.replaces)


class NewLink(Correctable):
    permit_holder_id: Id
    municipality: MunicipalityCode
    azc: Code
    basis: Basis
    matched_region: Annotated[
        Code | None, Field(description="Labour-market region of an opportunity-based match.")
    ] = None

    def request(self) -> LinkRequest:
        return LinkRequest(
            self.permit_holder_id, self.municipality, self.azc, self.basis, self.matched_region
        )


class Unlinking(Happening):
    reason: UnlinkReason


class Ownership(Happening):
    """The first owner needs no reason, every later one does."""

    owner: StaffId
    reason: OwnerReason | None = None
    until: Annotated[
        Day | None, Field(description="Last day of a stand-in; then the case goes back.")
    ] = None

    def new(self) -> NewOwner:
        return NewOwner(self.owner, self.reason, self.until)


class ClientManager(Happening):
    """The first one needs no reason."""

    client_manager: StaffId
    reason: OwnerReason | None = None
    until: Annotated[
        Day | None, Field(description="Last day of a stand-in; then the case goes back.")
    ] = None

    def new(self) -> NewClientManager:
        return NewClientManager(self.client_manager, self.reason, self.until)


class FirstContact(Happening):
    pass


class PlannedMove(Correctable):
    planned_on: Day


class Move(Correctable):
    moved_on: Day
    municipality: Annotated[
        MunicipalityCode | None, Field(description="Where to; by default the one linked to.")
    ] = None


class Return(Happening):
    azc: Code


class Acceptance(Happening):
    pass


class ClosingTask(Body):
    task: TaskCode
    party: Party

    def new(self) -> Task:
        return Task(task=self.task, party=self.party)


class Closing(Happening):
    """With `accepted` at least one task; with `other` a reason."""

    outcome: Outcome
    overview: Annotated[Party, Field(description="Who keeps the overview from now on.")]
    tasks: Annotated[list[ClosingTask], Field(max_length=20)] = Field(default_factory=list)
    reason: ClosingReason | None = None

    def new(self) -> NewClosing:
        tasks = tuple(task.new() for task in self.tasks)
        return NewClosing(self.outcome, self.overview, tasks, self.reason)


class Voiding(Happening):
    reason: VoidReason
