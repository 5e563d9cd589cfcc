"""What the API takes of signals, and gives."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import Field

from continuous_line.codes_directory import ContactKind
from continuous_line.codes_guidance import Side, SignalKind
from continuous_line.fields import Answer, Code, StrictBool
from handover_service.addressee import Addressee, Goes
from handover_service.api.schemas import Correctable, Happening, MunicipalityCode, StaffId
from handover_service.application.signals import Between, Said
from handover_service.domain.signals import SignalState
from handover_service.texts import LONGEST

Words = Annotated[
    str,
    Field(
        min_length=1,
        max_length=LONGEST,
        pattern=r"^[^\x00-\x08\x0b-\x1f\x7f]+$",
        description="No medical facts. Kept sealed; in no event.",
    ),
]
State = Literal["open", "answered", "closed"]


class NewSignal(Happening):
    """About the person of a case."""

    kind: SignalKind
    text: Words

    def said(self) -> Said:
        return Said(self.kind, self.text)


class NewSignalAboutNobody(NewSignal):
    """The text names no person. The place of one's own may be left out where there is only one."""

    azc: Code | None = None
    municipality: MunicipalityCode | None = None

    def between(self) -> Between:
        return Between(self.azc, self.municipality)


class SignalAnswer(Correctable):
    text: Words


class PassingOn(Happening):
    owner: StaffId


class SignalClosing(Happening):
    no_longer_needed: Annotated[
        StrictBool, Field(description="Needed to be true as long as there is no answer.")
    ] = False


class GoesTo(Answer):
    """`staff`: `staffId` is asked; `contact`: an entry of directory-service; else a role there."""

    goes: Goes
    staff_id: str | None = None
    contact_id: UUID | None = None
    contact_kind: ContactKind | None = None


class SignalSummary(Answer):
    """A signal as lists show it, without what was said."""

    signal_id: UUID
    kind: SignalKind
    raised_by: Side
    case_id: UUID | None = Field(None, description="Null: it is about nobody.")
    azc: str = Field(description="Of a case: where the person lives today.")
    municipality: str
    raised_at: datetime
    due_on: date
    late: bool = Field(description="Not answered, and the day it is due on has passed.")
    state: SignalState
    answered_at: datetime | None = None
    in_time: bool | None = None
    closed_at: datetime | None = None
    goes_to: GoesTo


class Signal(SignalSummary):
    """`text` and `answer` null: not said, or erased."""

    text: str | None = None
    answer: str | None = None


class SignalCause(Answer):
    """How often a kind of signal was raised with a place."""

    kind: SignalKind
    place: str
    raised: int
    open: int
    late: int
    answered_in_time: int
    about_nobody: int


class SignalCauses(Answer):
    items: list[SignalCause]


def summary(row: Any, to: Addressee, today: date) -> SignalSummary:
    return SignalSummary(**_of_row(row, to, today))


def detail(row: Any, to: Addressee, today: date, said: Mapping[str, str | None]) -> Signal:
    return Signal(**_of_row(row, to, today), **said)


def cause(row: Any) -> SignalCause:
    return SignalCause(**row._mapping)


def _of_row(row: Any, to: Addressee, today: date) -> dict[str, Any]:
    plain = (
        "signal_id", "kind", "raised_by", "case_id", "azc", "municipality", "raised_at", "due_on",
        "state", "answered_at", "in_time", "closed_at",
    )  # fmt: skip
    goes_to = GoesTo(
        goes=to.goes,
        staff_id=to.staff_id,
        contact_id=to.contact.id if to.contact else None,
        contact_kind=to.contact.kind if to.contact else None,
    )
    late = row.state == "open" and row.due_on < today
    return {name: getattr(row, name) for name in plain} | {"goes_to": goes_to, "late": late}
