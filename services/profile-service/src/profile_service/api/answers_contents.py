"""What the API gives of contents: as much as the reader's role and purpose allow."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import Field

from continuous_line.codes import Completeness, ReviewRemark, ReviewVerdict, Section
from continuous_line.event_store import Context, Stored
from continuous_line.fields import Answer
from profile_service import sections
from profile_service.application.reading import Read
from profile_service.application.sending import Preview
from profile_service.application.telling import SectionTold, Told
from profile_service.domain.contents import Change, Difference
from profile_service.domain.events import ProfileCompleted, ProfileEvent
from profile_service.domain.sharing import Why, Withheld


class SectionSchema(Answer):
    section: Section
    version: int
    versions: list[int] = Field(description="Those that contents may have been recorded with.")
    document: dict[str, Any] = Field(description="JSON Schema with why each field is shared.")


class RecordedBy(Answer):
    organisation: str
    roles: list[str]


class SectionState(Answer):
    """`content` null: nothing recorded, declined, erased, or nothing of it for this reader."""

    section: Section
    completeness: Completeness
    missing: list[str] = Field(description="Required fields that are not in.")
    declined: bool = Field(description="Asked, does not want to tell.")
    content: dict[str, Any] | None = None
    content_version: int | None = None
    schema_version: int | None = None
    recorded_at: datetime | None = None
    recorded_by: RecordedBy | None = None
    changed_since_sent: bool | None = Field(
        None, description="Recorded anew since it was sent to the municipality linked now."
    )


class WithheldField(Answer):
    section: Section
    field: str | None = Field(None, description="Null: the whole section.")
    why: Why


class OneSection(SectionState):
    withheld: list[WithheldField]


class ChangedField(Answer):
    section: Section
    field: str | None = Field(None, description="Null: that the person does not want to tell.")
    difference: Difference


class Remark(Answer):
    section: Section
    remark: ReviewRemark


class Review(Answer):
    verdict: ReviewVerdict
    remarks: list[Remark]
    reviewed_at: datetime
    reviewed_by: RecordedBy


class Version(Answer):
    """`reviews` null: they are for whoever writes and reviews."""

    profile_version: int
    completeness: int
    completed_at: datetime
    reviews: list[Review] | None = None


class VersionContents(Version):
    sections: list[SectionState]
    withheld: list[WithheldField]


class VersionChanges(Answer):
    profile_version: int
    since: int
    changes: list[ChangedField]
    withheld: list[WithheldField]


class PreviewedSection(Answer):
    section: Section
    completeness: Completeness
    declined: bool
    fields: list[str] = Field(description="Those that are in and go along.")


class SendingPreview(Answer):
    """`municipality` null: nobody is linked yet. `profileVersion` null: nothing is completed."""

    municipality: str | None = None
    profile_version: int | None = None
    already_sent: bool
    sections: list[PreviewedSection]
    withheld: list[WithheldField] = Field(description="What does not go along, and why.")
    changed_since: int | None = Field(None, description="The version that it has.")
    changes: list[ChangedField]


def section_schema(catalogue: sections.Catalogue, of: sections.SectionSchema) -> SectionSchema:
    return SectionSchema(
        section=of.section,
        version=of.version,
        versions=list(catalogue.versions(of.section)),
        document=dict(of.document),
    )


def section_states(found: Read, told: Told, linked: str | None = None) -> list[SectionState]:
    """`linked`: the municipality that is linked now."""
    return [SectionState(**_state(found, one, linked)) for one in told.sections]


def one_section(found: Read, told: SectionTold) -> OneSection:
    whole = found.told.withheld if found.told else ()
    of_it = withheld(one for one in whole if one.section is told.section)
    return OneSection(**_state(found, told, None), withheld=of_it)


def version(found: Read, of: ProfileCompleted) -> Version:
    return Version(**_version(found, of))


def version_contents(found: Read, of: ProfileCompleted, told: Told) -> VersionContents:
    return VersionContents(
        **_version(found, of),
        sections=section_states(found, told),
        withheld=withheld(told.withheld),
    )


def version_changes(told: Told) -> VersionChanges:
    return VersionChanges(
        profile_version=told.version or 0,
        since=told.since or 0,
        changes=changes(told.changes),
        withheld=withheld(told.withheld),
    )


def preview(of: Preview) -> SendingPreview:
    told = of.told
    return SendingPreview(
        municipality=of.municipality,
        profile_version=told.version if told else None,
        already_sent=of.already_sent,
        sections=[
            PreviewedSection(
                section=one.section,
                completeness=_completeness(one),
                declined=one.declined,
                fields=sorted(one.content or ()),
            )
            for one in (told.sections if told else ())
        ],
        withheld=withheld(told.withheld if told else ()),
        changed_since=told.since if told else None,
        changes=changes(told.changes if told else ()),
    )


def withheld(found: Iterable[Withheld]) -> list[WithheldField]:
    return [WithheldField(section=one.section, field=one.field, why=one.why) for one in found]


def changes(found: Iterable[Change]) -> list[ChangedField]:
    return [
        ChangedField(section=one.section, field=one.field, difference=one.difference)
        for one in found
    ]


def _state(found: Read, told: SectionTold, linked: str | None) -> dict[str, Any]:
    recorded = told.recorded
    state: dict[str, Any] = {
        "section": told.section,
        "completeness": _completeness(told),
        "missing": list(recorded.missing) if recorded else [],
        "declined": told.declined,
        "content": None if told.content is None else dict(told.content),
        "schema_version": told.schema_version,
    }
    if recorded is None:
        return state
    stored = _stored(found, recorded.id)
    return state | {
        "content_version": recorded.content_version,
        "recorded_at": stored.recorded_at,
        "recorded_by": _by(stored.context),
        "changed_since_sent": _changed_since_sent(found, told, linked),
    }


def _changed_since_sent(found: Read, told: SectionTold, linked: str | None) -> bool | None:
    sent = found.state.sent_to(linked) if linked else []
    version = found.state.version(sent[-1].profile_version) if sent else None
    if version is None or told.recorded is None:
        return None
    had = {of.section: of.version for of in version.contents}
    return had.get(told.section) != told.recorded.content_version


def _version(found: Read, of: ProfileCompleted) -> dict[str, Any]:
    return {
        "profile_version": of.profile_version,
        "completeness": of.completeness,
        "completed_at": of.at,
        "reviews": _reviews(found, of) if found.municipality is None else None,
    }


def _reviews(found: Read, of: ProfileCompleted) -> list[Review]:
    return [
        Review(
            verdict=one.verdict,
            remarks=[Remark(section=said.section, remark=said.remark) for said in one.remarks],
            reviewed_at=one.at,
            reviewed_by=_by(_stored(found, one.id).context),
        )
        for one in found.state.reviews(of.profile_version)
    ]


def _stored(found: Read, event_id: UUID) -> Stored[ProfileEvent]:
    return next(one for one in found.file.stored if one.event.id == event_id)


def _by(context: Context) -> RecordedBy:
    return RecordedBy(organisation=context.organisation, roles=list(context.roles))


def _completeness(told: SectionTold) -> Completeness:
    return told.recorded.completeness if told.recorded else Completeness.EMPTY
