"""What others did to a case since a form was opened, for the page of a conflict."""

from collections.abc import Sequence
from uuid import UUID

from fastapi import Request

from continuous_line.database import Tx
from continuous_line.web.pages.guards import Change
from continuous_line.web.pages.request import in_words
from handover_service.identity import IDS
from handover_service.web import codes


async def changes_since(tx: Tx, request: Request, seen: int | None) -> Sequence[Change]:
    """Of the case in the address; what is published to nobody is not told here either."""
    visitor, case_id = request.state.visitor, _case_of(request)
    if case_id is None:
        return []
    files = await request.app.state.resources.cases.files(tx, [case_id])
    if case_id not in files:
        return []
    words, events = visitor.words, codes.CODES[visitor.language]["event"]
    return [
        Change(
            one.recorded_at,
            in_words(frozenset(one.context.roles), visitor.language, words),
            words.get(f"changed_{type(one.event).__name__}")
            or events.get(type(one.event).__name__, words["changed_otherwise"]),
        )
        for one in files[case_id].stored[seen or 0 :]
        if one.event.case_id == case_id and IDS.of(one.event) is not None
    ]


def _case_of(request: Request) -> UUID | None:
    """None on a page that is about no single case."""
    found = request.path_params.get("caseId")
    return None if found is None else UUID(found)
