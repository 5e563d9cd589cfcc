"""How an intake is told of over HTTP."""

from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import Field

from continuous_line.fields import Answer
from continuous_line.intake.intake import Intake, IntakeState


class IntakeAnswer(Answer):
    """`done` of `total` rows in this state: the figure of progress."""

    intake_id: UUID
    state: IntakeState
    dry_run: bool
    only_valid: bool
    total: int
    done: int
    valid_rows: int
    faulty_rows: int = Field(description="Rows with at least one fault.")
    faults: int
    notes: int = Field(description="What was understood otherwise than it was written.")
    applied_rows: int
    refused_rows: int = Field(description="Rows that could not be done after all; see the result.")
    failure: str | None = None
    staff_id: str = Field(description="Who began it.")
    created_at: datetime
    changed_at: datetime


class IntakeFault(Answer):
    row: int = Field(description="As a person sees it in the file; 0: the file as a whole.")
    column: str = Field(description="Its name, or its letter where it has no known name.")
    code: str
    detail: str
    note: bool = Field(description="Nothing is wrong: it is said how it was understood.")


def answer_of(intake: Intake) -> IntakeAnswer:
    return IntakeAnswer(
        intake_id=intake.intake_id, state=intake.state, dry_run=intake.dry_run,
        only_valid=intake.only_valid, total=intake.total, done=intake.done,
        valid_rows=intake.valid, faulty_rows=intake.faulty, faults=intake.faults,
        notes=intake.notes,
        applied_rows=intake.applied, refused_rows=intake.refused, failure=intake.failure,
        staff_id=intake.subject, created_at=intake.created_at, changed_at=intake.changed_at,
    )  # fmt: skip


def fault_of(row: Any) -> IntakeFault:
    return IntakeFault(
        row=row.row,
        column=row.column,
        code=row.code,
        detail=row.detail,
        note=row.note,
    )
