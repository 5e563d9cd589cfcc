"""The permit holder's own case: read, and the answer to how it went."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from continuous_line.act import When
from continuous_line.codes_guidance import ExperienceAnswer
from handover_service import experience_box, queries, roles
from handover_service.application import accounting
from handover_service.application.agreeing import Agreed, with_words
from handover_service.application.recording import Recorded, act_on, save
from handover_service.domain import experience
from handover_service.domain.case import latest
from handover_service.domain.errors import UnknownCase
from handover_service.domain.experience import Question
from handover_service.streams import Desk, File

PART = "experience"


@dataclass(frozen=True, slots=True)
class OwnCase:
    """`row`: as lists show it; `question`: whether it is asked how it went."""

    agreed: Agreed
    row: Any
    question: Question


async def read(desk: Desk) -> OwnCase:
    """The last case of whoever is signed in. Raises UnknownCase."""
    file, case_id = await _own(desk)
    w, case = desk.writing, file.case(case_id)
    return OwnCase(
        await with_words(desk, file, case),
        await queries.case_row(w.tx, case_id, w.now),
        experience.question(case, w.now, desk.policy.experience_after),
    )


async def answer(desk: Desk, said: ExperienceAnswer) -> Recorded:
    """What was answered goes to the box, and nowhere else: not into an event, a log or a hash."""
    file, case_id = await _own(desk)
    act, after = act_on(desk, file, When()), desk.policy.experience_after
    events, slip = experience.give(file.case(case_id), act, said, after)
    recorded = await save(desk, file, events)
    await experience_box.put(desk.writing.tx, slip)
    await accounting.changed(desk, file, PART)
    return recorded


async def _own(desk: Desk) -> tuple[File, UUID]:
    person = desk.writing.who.permit_holder_id
    if person is None:
        raise UnknownCase("This token names no permit holder.")
    case = latest((await desk.cases.of_person(desk.writing.tx, person)).state)
    if case is None:
        raise UnknownCase("There is no case of yours here.")
    return await accounting.opened(desk, roles.OWN_CASE, case.id, "case"), case.id
