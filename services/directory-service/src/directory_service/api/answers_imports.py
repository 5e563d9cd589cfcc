"""What the API gives of imports of contacts."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from pydantic import Field

from continuous_line.fields import Answer
from continuous_line.intake.intake import Intake, IntakeState
from directory_service.national_list.importing import Shown
from directory_service.national_list.planning import Change, Difference


class ContactImport(Answer):
    import_id: UUID
    state: IntakeState
    rows: int = Field(description="Rows that list somebody, or a municipality without contact.")
    faulty_rows: int
    faults: int
    notes: int = Field(description="What was understood otherwise than it was written.")
    added: int
    changed: int
    ended: int = Field(description="Contacts of the directory that the file does not list.")
    unchanged: int
    staff_id: str = Field(description="Who began it.")
    created_at: datetime
    changed_at: datetime


class ContactChange(Answer):
    difference: Difference
    contact_id: UUID = Field(description="Of one that is added: the id it will have.")
    row: int = Field(description="In the file; 0: it is not in it.")
    name: str | None = Field(description="Null where there is none, or it is no longer kept.")
    places: list[str]
    fields: list[str] = Field(description="What is another: places, kind, name, phones, ...")
    successor: UUID | None = Field(
        None, description="Who answers for all places of one that ends; else there is a gap."
    )


def contact_import(of: Intake, changes: Iterable[Change]) -> ContactImport:
    counts = Counter(change.difference for change in changes)
    return ContactImport(
        import_id=of.intake_id,
        state=of.state,
        rows=of.total,
        faulty_rows=of.faulty,
        faults=of.faults,
        notes=of.notes,
        added=counts[Difference.ADDED],
        changed=counts[Difference.CHANGED],
        ended=counts[Difference.ENDED],
        unchanged=counts[Difference.UNCHANGED],
        staff_id=of.subject,
        created_at=of.created_at,
        changed_at=of.changed_at,
    )


def contact_change(of: Shown) -> ContactChange:
    return ContactChange(
        difference=of.change.difference,
        contact_id=of.change.contact_id,
        row=of.change.row,
        name=of.name,
        places=list(of.change.places),
        fields=list(of.change.fields),
        successor=of.change.successor,
    )
