"""One profile: where it stands, what is known, what is missing, and what to do next."""

from datetime import datetime, time, timedelta
from typing import Annotated, Any, Final

from fastapi import APIRouter, Request, Response

from continuous_line.act import When
from continuous_line.codes import Section
from continuous_line.days import AMSTERDAM, day
from continuous_line.web.pages import Form
from profile_service import roles
from profile_service.api import answers
from profile_service.api.dependencies import PermitHolderId
from profile_service.application import reading, sending, standing
from profile_service.application.naming import written
from profile_service.application.reading import Read
from profile_service.application.telling import Told
from profile_service.web.codes import DIFFERENCES, WHYS
from profile_service.web.content import Line, label_of, lines
from profile_service.web.guards import PageDesk, page_desk
from profile_service.web.look import show

router = APIRouter()


@router.get("/profiles/{permitHolderId}")
async def profile_page(
    permit_holder_id: PermitHolderId,
    request: Request,
    at: Annotated[PageDesk, page_desk(*roles.STAFF)],
) -> Response:
    """As it is, or as it was known at the end of a day. Opening it is kept as in the API."""
    form = Form(at.visitor.words, at.visitor.language, _query(request))
    chosen = form.day("as_of", required=False)
    as_of = _end_of(chosen) if chosen else None
    if as_of is not None and as_of > at.writing.now:
        if chosen is not None and chosen > day(at.writing.now):
            form.fault("as_of", "day_ahead", "as_of-day")
        as_of = None
    found = await reading.read(at, permit_holder_id, as_of)
    row = standing.row_of(at, found)
    keeper = standing.keeper_of(found)
    profile = answers.detail(found, row, keeper)
    language = at.visitor.language
    return await show(
        at,
        "profile.html",
        400 if form.faults else 200,
        places=[profile.azc, profile.municipality, *(one.municipality for one in profile.sendings)],
        form=form,
        as_of=chosen if as_of else None,
        profile=profile,
        version=found.file.version,
        name=name_of(found),
        told=contents_in(at, found.told),
        labels=field_labels(at),
        whys=WHYS[language],
        differences=DIFFERENCES[language],
        complete=sum(one.completeness == "complete" for one in profile.sections or ()),
        total=len(Section),
        may={what: at.writing.who.has(*allowed) for what, allowed in _MAY.items()},
        newer=_is_newer(found),
        more=[
            (path, at.visitor.words[word]) for path, word, who in MORE if at.writing.who.has(*who)
        ],
        today=day(at.writing.now),
    )


@router.post("/profiles/{permitHolderId}/completions")
async def complete(
    permit_holder_id: PermitHolderId, at: Annotated[PageDesk, page_desk(*roles.WRITE)]
) -> Response:
    """The next version, which can be sent."""
    await sending.complete(at, permit_holder_id, When())
    return await at.unit.see(f"/profiles/{permit_holder_id}", "completed")


MORE: Final[list[tuple[str, str, roles.Roles]]] = [
    ("activities", "doings", roles.DOINGS),
    ("access", "access", roles.SHOW_ACCESS),
]
"""Further pages of a person: path, word, roles; in the order of the list."""
_MAY: Final = {
    "write": roles.WRITE,
    "ask": roles.ASK,
    "review": roles.REVIEW,
}


def name_of(found: Read) -> str:
    """For who may read it, else empty."""
    identity = found.told.of(Section.IDENTITY).content if found.told else None
    return written(identity.get("names")) if identity else ""


def contents_in(at: PageDesk, told: Told | None) -> dict[str, list[Line]]:
    """Per section what the reader gets of it, in the reader's language."""
    catalogue, language = at.profiles.sections, at.visitor.language
    return {
        one.section.value: lines(
            catalogue.of(one.section, one.schema_version or 0), one.content, language
        )
        for one in (told.sections if told else ())
        if one.content is not None
    }


def field_labels(at: PageDesk) -> dict[str, dict[str, str]]:
    """Of the present schemas: what each field of each section is called."""
    return {
        schema.section.value: {
            name: label_of(name, field, at.visitor.language)
            for name, field in schema.fields.items()
        }
        for schema in at.profiles.sections
    }


def _is_newer(found: Read) -> bool:
    """Whether what is recorded is another than the last completed version."""
    last = found.state.completed
    return last is None or set(last.contents) != set(found.state.contents)


def _query(request: Request) -> dict[str, Any]:
    return {name: request.query_params.getlist(name) for name in request.query_params}


def _end_of(chosen: Any) -> datetime:
    return datetime.combine(chosen + timedelta(days=1), time(), AMSTERDAM) - timedelta(
        microseconds=1
    )
