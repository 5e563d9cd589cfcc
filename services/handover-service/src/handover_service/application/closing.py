"""The receiver accepts, COA closes."""

from uuid import UUID, uuid4

from continuous_line.act import When
from handover_service import roles
from handover_service.application.recording import Recorded, act_on, decide, save
from handover_service.domain import closing, receiving
from handover_service.streams import Desk


async def accept(desk: Desk, case_id: UUID, when: When) -> Recorded:
    by = desk.writing.who.subject
    return await decide(
        desk,
        roles.ACCEPT,
        case_id,
        when,
        lambda case, act: receiving.accept(case, act, by=by, naming=uuid4()),
    )


async def close(desk: Desk, case_id: UUID, new: closing.NewClosing, when: When) -> Recorded:
    file = await desk.open(roles.CLOSE, case_id)
    case = file.case(case_id)
    ended = file.resident.stay_ended_since(case.links[0].at if case.links else None)
    return await save(desk, file, closing.close(case, act_on(desk, file, when), new, ended))
