"""An intake: how far it is, who began it, and what may follow."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Final, Self
from uuid import UUID

from continuous_line.auth import Principal
from continuous_line.codes import Role
from continuous_line.errors import NotFound, Refused
from continuous_line.event_store import Context


class IntakeState(StrEnum):
    UPLOADED = "uploaded"
    CHECKING = "checking"
    CHECKED = "checked"
    COMMITTING = "committing"
    DONE = "done"
    FAILED = "failed"
    UNDONE = "undone"
    ABANDONED = "abandoned"


WORKED_ON: Final = (IntakeState.UPLOADED, IntakeState.CHECKING, IntakeState.COMMITTING)
ENDED: Final = (IntakeState.DONE, IntakeState.FAILED, IntakeState.UNDONE, IntakeState.ABANDONED)


class UnknownIntake(NotFound):
    code = "unknown-intake"


class NotCheckedYet(Refused):
    code = "intake-not-checked"


class IntakeEnded(Refused):
    code = "intake-ended"


class HasFaults(Refused):
    code = "intake-has-faults"


@dataclass(frozen=True, slots=True)
class Intake:
    """`done` of `total` rows in the present state; `faulty`: rows with at least one fault.

    `applied`, `refused`: rows after the commit. `failure`: a code, where it failed.
    """

    intake_id: UUID
    kind: str
    state: IntakeState
    dry_run: bool
    only_valid: bool
    total: int
    done: int
    next_chunk: int
    faulty: int
    faults: int
    notes: int
    applied: int
    refused: int
    tries: int
    failure: str | None
    version: int
    subject: str
    organisation: str
    roles: tuple[str, ...]
    places: tuple[str, ...]
    correlation_id: UUID
    traceparent: str | None
    created_at: datetime
    changed_at: datetime
    forgotten: bool

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> Self:
        fields = dict(row)
        fields |= {"state": IntakeState(fields["state"])}
        fields |= {name: tuple(fields[name]) for name in ("roles", "places")}
        return cls(**fields)

    @property
    def who(self) -> Principal:
        """Who began it, as the token said."""
        held = frozenset(role for role in Role if role.value in self.roles)
        return Principal(self.subject, self.organisation, held, frozenset(self.places))

    @property
    def context(self) -> Context:
        return Context(
            subject=self.subject, organisation=self.organisation, roles=self.roles,
            correlation_id=self.correlation_id, traceparent=self.traceparent,
        )  # fmt: skip

    @property
    def valid(self) -> int:
        return self.total - self.faulty

    def check_commit(self, *, only_valid: bool) -> None:
        """Raises NotCheckedYet, IntakeEnded, or HasFaults where not all rows may go."""
        if self.state in ENDED or self.state is IntakeState.COMMITTING:
            raise IntakeEnded("This intake is committed or ended already.", state=self.state.value)
        if self.state is not IntakeState.CHECKED:
            raise NotCheckedYet("The rows are still being checked.", state=self.state.value)
        if self.valid == 0:
            raise HasFaults("No row is without faults.", faultyRows=self.faulty)
        if self.faults and not only_valid:
            raise HasFaults("Rows have faults: mend them first.", faultyRows=self.faulty)
