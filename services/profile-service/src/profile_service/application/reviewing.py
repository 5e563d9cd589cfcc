"""A second case manager looks at a completed version."""

from uuid import UUID

from continuous_line.act import When
from continuous_line.codes import ReviewVerdict
from continuous_line.processing_log import Manner
from continuous_line.processing_register import Activity
from profile_service import roles
from profile_service.application.recording import Recorded, act_on, save
from profile_service.domain.events import (
    ContentOf,
    ProfileCompleted,
    ProfileSectionRecorded,
    RemarkOn,
)
from profile_service.domain.reviewing import review as decide_review
from profile_service.files import File
from profile_service.streams import Desk


async def review(
    desk: Desk,
    person: UUID,
    number: int,
    verdict: ReviewVerdict,
    remarks: tuple[RemarkOn, ...],
    when: When,
) -> Recorded:
    file = await desk.open(roles.REVIEW, person)
    events = decide_review(
        file.state,
        number,
        verdict,
        remarks,
        act_on(desk, file, when),
        reviewer=desk.writing.who.subject,
        authors=authors_of(file, number),
    )
    reviewed = await save(desk, file, events)
    sections = {one.section for one in remarks}
    await desk.log(person, Activity.PROFILE_REVIEW, Manner.CHANGED, sorted(sections))
    return reviewed


def authors_of(file: File, number: int) -> frozenset[str]:
    """Whoever completed the version or recorded something of it."""
    version = file.state.version(number)
    if version is None:
        return frozenset()
    return frozenset(one.context.subject for one in file.stored if _is_part(one.event, version))


def _is_part(event: object, version: ProfileCompleted) -> bool:
    if isinstance(event, ProfileSectionRecorded):
        return ContentOf(section=event.section, version=event.content_version) in version.contents
    return event == version
