"""DUO's form comes in; messages that are open are listed and decided on."""

from datetime import datetime
from typing import Annotated, Any, Final
from uuid import UUID

from fastapi import APIRouter, Header, Path, Query, Request

from continuous_line.auth import Principal, requires
from continuous_line.fields import Id
from continuous_line.pagination import Page, PagingParameters
from continuous_line.web.edge import API
from continuous_line.writing import Reading, reading
from handover_service.duo import accepting, deciding, store
from handover_service.duo.deciding import LOOK, SEND
from handover_service.duo.domain.messages import OPEN, Message, MessageState, Numbers
from handover_service.duo.room import Given, Room
from handover_service.duo.schemas import DuoMessage, DuoMessageNumbers, NewDiscarding, Notificatie
from handover_service.duo.unread import KeepingRoute

Oin = Annotated[str, Header(pattern=r"^[0-9]{20}$", min_length=20, max_length=20)]
MessageId = Annotated[Id, Path(alias="messageId", description="Of the message, here.")]
Sender = Annotated[Principal, requires(*SEND)]
View = Annotated[Reading, reading(*LOOK)]
BODY_LIMITS: Final = {f"{API}/notificaties": 16_384}
"""In bytes. Whatever is refused is kept, so nobody may send much."""
_CONFLICT: dict[int | str, dict[str, Any]] = {
    409: {"description": "The berichtId was used before, the addressee is unknown"}
}
_DECIDED: dict[int | str, dict[str, Any]] = {409: {"description": "It was dealt with already"}}
_ERASED: dict[int | str, dict[str, Any]] = {
    **_DECIDED,
    410: {"description": "The personal data were erased; `erasedOn` says when"},
}


def routes(room: Room) -> APIRouter:
    """`room`: how messages are read here, and what the service does by them."""
    router = APIRouter(tags=["duo"])
    router.include_router(_receiving(room))
    _looking(router)
    _deciding(router, room)
    return router


def _receiving(room: Room) -> APIRouter:
    router = APIRouter(route_class=KeepingRoute)

    @router.post("/notificaties", status_code=202, responses=_CONFLICT)
    async def receive_notificatie(
        body: Notificatie,
        who: Sender,
        request: Request,
        *,
        bron: Annotated[Oin, Header(description="OIN of the sender: that of your organisation.")],
        doel: Annotated[Oin, Header(description="OIN of whom it is for: a municipality, or us.")],
        bericht_id: Annotated[
            Id, Header(alias="berichtId", description="Of the sender's making, once per message.")
        ],
    ) -> DuoMessage:
        """DUO's municipal form. It is stored before this is answered, and done once.

        A repeat with the same `berichtId` is answered by what became of the first. After a 503
        send it again with the same one. What a rule refuses, or is about nobody known, is `kept`;
        so is what is answered with 400, 403 or 409.
        """
        sent = Message(
            sender=bron,
            addressee=doel,
            id=bericht_id,
            registered_at=body.registratie_datum_tijd,
            event=body.gebeurtenis_id,
            numbers=Numbers(body.bsn, body.v_nummer),
        )
        found = await accepting.accept(room, _given(request), who, _token(request), sent)
        return DuoMessage.of(found)

    return router


def _looking(router: APIRouter) -> None:
    @router.get("/duo-messages")
    async def list_duo_messages(
        view: View,
        paging: PagingParameters,
        state: Annotated[
            MessageState | None, Query(description="Default: waiting and kept.")
        ] = None,
    ) -> Page[DuoMessage]:
        """Messages of your organisation (an operator: of all), the oldest first."""
        rows = await deciding.listed(
            view.tx,
            view.who,
            OPEN if state is None else (state,),
            paging.after(datetime, UUID),
            paging.limit,
        )
        shown, following = paging.cut(rows, lambda row: (row.received_at, row.message_id))
        return Page(items=[DuoMessage.of(row) for row in shown], next=following)

    @router.get("/duo-messages/{messageId}")
    async def read_duo_message(message_id: MessageId, view: View) -> DuoMessage:
        """One message, also after it was dealt with."""
        found = await store.found(view.tx, message_id)
        return DuoMessage.of(deciding.require_theirs(view.who, found))

    @router.get("/duo-messages/{messageId}/numbers", responses=_ERASED)
    async def read_duo_message_numbers(
        message_id: MessageId, who: Sender, request: Request
    ) -> DuoMessageNumbers:
        """Of an open message of your organisation; that you read them is kept."""
        numbers = await deciding.numbers_of(_given(request), who, message_id)
        return DuoMessageNumbers(
            bsn=numbers.bsn, v_number=numbers.v_number, as_sent=numbers.as_sent
        )


def _deciding(router: APIRouter, room: Room) -> None:
    @router.post("/duo-messages/{messageId}/redrives", responses=_ERASED)
    async def redrive_duo_message(
        message_id: MessageId, who: Sender, request: Request
    ) -> DuoMessage:
        """Try an open message again, by your own rights and by today's conversion table."""
        token = _token(request)
        return DuoMessage.of(await deciding.redrive(room, _given(request), who, token, message_id))

    @router.post("/duo-messages/{messageId}/discards", responses=_DECIDED)
    async def discard_duo_message(
        message_id: MessageId,
        body: NewDiscarding,
        who: Annotated[Principal, requires(*LOOK)],
        request: Request,
    ) -> DuoMessage:
        """Nothing is done by it: the numbers go, that it was there and who decided stays."""
        done = await deciding.discard(_given(request), who, message_id, body.reason)
        return DuoMessage.of(done)


def _given(request: Request) -> Given:
    given: Given = request.app.state.resources
    return given


def _token(request: Request) -> str:
    return request.headers["authorization"].partition(" ")[2].strip()
