"""What the API takes of programmes and of what is recorded within them."""

from typing import Annotated

from pydantic import Field

from continuous_line.codes import Mode, OwnerReason
from continuous_line.codes_guidance import ContactOccasion, FindingSource, ProgrammeEnd
from continuous_line.fields import Code, Day
from handover_service.api.schemas import Happening, StaffId
from handover_service.application.programmes import NewContact
from handover_service.domain.accompanying import NewAssignment
from handover_service.texts import LONGEST

ProgrammeCode = Annotated[Code, Field(description="Code of the programme.")]
Words = Annotated[
    str,
    Field(
        min_length=1, max_length=LONGEST, pattern=r"^[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f]+$",
        description="No medical facts.",
    ),
]  # fmt: skip


class Assignment(Happening):
    """Above the programme's norm with a reason it names, and with a last day."""

    programme: ProgrammeCode
    worker: Annotated[StaffId | None, Field(description="Who guides.")] = None
    until: Annotated[Day | None, Field(description="Last day in the programme.")] = None
    reason: Annotated[OwnerReason | None, Field(description="Why above the norm.")] = None

    def new(self) -> NewAssignment:
        return NewAssignment(self.worker, self.until, self.reason)


class Ending(Happening):
    programme: ProgrammeCode
    reason: ProgrammeEnd


class Contact(Happening):
    programme: ProgrammeCode
    worker: Annotated[StaffId | None, Field(description="By default yourself.")] = None
    mode: Mode = Mode.IN_PERSON
    contact: ContactOccasion = ContactOccasion.REGULAR

    def new(self) -> NewContact:
        return NewContact(self.programme, self.worker, self.mode, self.contact)


class ProgressTalk(Happening):
    programme: ProgrammeCode | None = None


class StepTaken(Happening):
    programme: ProgrammeCode
    step: Annotated[Code, Field(description="Code of a step of the programme.")]


class Finding(Happening):
    source: FindingSource
    text: Words
