"""What somebody is told of, and whether that comes by mail too."""

from typing import Annotated

from fastapi import APIRouter, Path, Response

from continuous_line.days import day
from continuous_line.fields import Id
from continuous_line.web.pages import Form
from handover_service import mail_addresses, notice_queries, roles
from handover_service.domain.errors_programmes import AddressInvalid
from handover_service.web.guards import PageDesk, page_desk
from handover_service.web.look import show
from handover_service.web.panel_terms import programme_names

router = APIRouter()
Told = Annotated[PageDesk, page_desk(*roles.NOTICES)]


@router.get("/notices")
async def notices_page(at: Told) -> Response:
    """The unread first."""
    w, today = at.writing, day(at.writing.now)
    rows = await notice_queries.notices_for(w.tx, w.who, today)
    known = await at.resources.programmes.known(w.tx)
    names = {
        f"{one.code}/{one.version}/{code}": getattr(milestone.name, at.visitor.language)
        for one in known
        for code, milestone in one.by_code.items()
    }
    return await show(
        at, "notices.html", rows=rows, unread=await notice_queries.unread_for(w.tx, w.who, today),
        names=names, programmes=programme_names(at, known), today=today,
        places=[row.place for row in rows if row.role != "unit-manager"],
    )  # fmt: skip


@router.post("/notices/{noticeId}/readings")
async def read_notice(notice_id: Annotated[Id, Path(alias="noticeId")], at: Told) -> Response:
    """Seen; leads to the case."""
    w = at.writing
    case_id = await notice_queries.mark_read(w.tx, w.who, notice_id, w.now)
    seen = w.who.has(*roles.STAFF)
    return await at.unit.see(f"/cases/{case_id}" if seen else "/notices")


@router.get("/notices/mail")
async def mail_form(at: Told) -> Response:
    return await _mail(at, Form.of(at.visitor))


@router.post("/notices/mail")
async def give_address(at: Told) -> Response:
    w, form = at.writing, at.form
    if form.value("stop"):
        await mail_addresses.withdraw(w.tx, w.who.subject)
        return await at.unit.see("/notices/mail", "mail_off")
    address = form.text("mail_address", longest=254)
    try:
        plain = mail_addresses.valid(address) if address else ""
    except AddressInvalid:
        form.fault("mail_address", "no_address")
    if form.faults:
        return await _mail(at, form, 400)
    language, vault = at.visitor.language.value, at.resources.vault
    await mail_addresses.give(w.tx, vault, w.who.subject, plain, language, w.now)
    return await at.unit.see("/notices/mail", "mail_on")


async def _mail(at: PageDesk, form: Form, status: int = 200) -> Response:
    w = at.writing
    present = await mail_addresses.address_of(w.tx, at.resources.vault, w.who.subject)
    return await show(at, "notice_mail.html", status, form=form, present=present)
