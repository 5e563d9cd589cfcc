"""What came of a talk, for one or for a household; and whether it was of use."""

from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from continuous_line.act import Act, When
from continuous_line.codes import Section, Verdict
from handover_service import roles
from handover_service.application.households import Decided, decide_for_all
from handover_service.application.recording import Recorded, decide
from handover_service.domain import talks
from handover_service.domain.case import Case
from handover_service.domain.events import Event
from handover_service.domain.link import after_link
from handover_service.streams import Desk, File


async def decide_talk(
    desk: Desk,
    case_id: UUID,
    new: talks.NewTalk,
    members: Collection[UUID],
    when: When,
    exceptions: Mapping[UUID, talks.NewTalk] | None = None,
) -> Decided:
    """The outcome for one case, or in one act for all members of a household; see `save_all`.

    `exceptions`: for whom of them another outcome holds than for the rest.
    """
    outcomes = talks.of_each(new, {case_id, *members}, exceptions or {})

    def outcome(file: File, case: Case, act: Act) -> Sequence[Event]:
        after_link(case, act)
        return talks.record_talk(case, act, outcomes[case.id], file.azc(case, act.at))

    return await decide_for_all(desk, roles.TALK, case_id, members, when, outcome)


async def acknowledge(
    desk: Desk, case_id: UUID, verdict: Verdict, sections: tuple[Section, ...], when: When
) -> Recorded:
    return await decide(
        desk,
        roles.ACKNOWLEDGE,
        case_id,
        when,
        lambda case, act: talks.acknowledge(case, act, verdict, sections),
    )
