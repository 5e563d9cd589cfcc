"""What programmes are loaded, in which versions, and which files were refused."""

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Path, Response

from continuous_line.fields import Code
from handover_service import programme_table, roles
from handover_service.domain.anchors import MILESTONE, STEP
from handover_service.domain.errors_programmes import UnknownProgramme
from handover_service.domain.programme import Milestone, Programme
from handover_service.web import codes_moments
from handover_service.web.guards import PageDesk, page_desk
from handover_service.web.look import show
from handover_service.web.panel_terms import programme_names

router = APIRouter()
Looking = Annotated[PageDesk, page_desk(*roles.PROGRAMMES)]


@router.get("/programmes")
async def programmes_page(at: Looking) -> Response:
    known = await at.resources.programmes.known(at.writing.tx)
    names = programme_names(at, known)
    return await show(
        at, "programmes.html", refused=await programme_table.refused(at.writing.tx),
        programmes=sorted((names[code], known.versions(code)) for code in known.codes()),
    )  # fmt: skip


@router.get("/programmes/{code}")
async def programme_page(code: Annotated[Code, Path()], at: Looking) -> Response:
    """Every version, the newest first."""
    known = await at.resources.programmes.known(at.writing.tx)
    versions = known.versions(code)
    if not versions:
        raise UnknownProgramme("There is no programme with this code.")
    return await show(
        at, "programme.html", name=programme_names(at, known)[code],
        versions=[(one, [_row(at, one, m) for m in one.milestones]) for one in reversed(versions)],
    )  # fmt: skip


def _row(at: PageDesk, version: Programme, one: Milestone) -> dict[str, Any]:
    return {
        "name": getattr(one.name, at.visitor.language),
        "days": one.days,
        "moment": _moment(at, version, one.counted_from),
        "owed_by": one.owed_by,
    }


def _moment(at: PageDesk, version: Programme, moment: str | date | None) -> str:
    """In words."""
    language = at.visitor.language
    if moment is None:
        return ""
    if isinstance(moment, date):
        return at.visitor.words["from_day"].format(day=moment.isoformat())
    if moment.startswith(MILESTONE):
        found = version.by_code[moment.removeprefix(MILESTONE)]
        return str(getattr(found.name, language))
    if moment.startswith(STEP):
        names = {step.code: step.name for step in version.steps}
        return str(getattr(names[moment.removeprefix(STEP)], language))
    return codes_moments.MOMENTS[language][moment]
