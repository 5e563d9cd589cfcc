"""What an alert says, in Dutch and then in English: numbers, days, a host and a link. No address
beyond the host, no secret, and nothing about a person."""

from datetime import date, datetime
from email.message import EmailMessage
from email.utils import format_datetime
from typing import Final
from uuid import NAMESPACE_URL, uuid5

from continuous_line.days import AMSTERDAM, start_of
from handover_service.subscriptions.alerts.due import Facts, Kind

_SUBJECT: Final = {
    Kind.DEAD_LETTERS: "berichten opgegeven / events given up",
    Kind.MISSED: "gebeurtenissen gemist / events missed",
    Kind.FULL: "er komt niets nieuws bij / nothing new is added",
    Kind.NOT_PERMITTED: "adres zegt geen ja / sink does not agree",
    Kind.FAILING: "adres ontvangt niets / sink takes nothing",
    Kind.RECOVERED: "adres ontvangt weer / sink takes events again",
    Kind.ENDED: "abonnement beëindigd / subscription ended",
}
_DUTCH: Final = {
    Kind.DEAD_LETTERS: "Wij hebben {dead} bericht(en) aan {host} opgegeven; het oudste is van "
    "{oldest}. Laat ze opnieuw proberen of laat ze weg.",
    Kind.MISSED: "Het abonnement liep zo ver achter dat er gebeurtenissen niet meer bewaard zijn. "
    "Hoe het nu met iedereen staat, sturen wij opnieuw.",
    Kind.FULL: "Er wacht zo veel dat {host} nog niet ontving, dat er niets nieuws bij komt. Laat "
    "wat is opgegeven opnieuw proberen of laat het weg; dan gaat het vanzelf verder.",
    Kind.NOT_PERMITTED: "{host} heeft nog niet gezegd dat het wil ontvangen ({why}). Tot dan "
    "sturen wij niets.",
    Kind.FAILING: "{host} heeft sinds {since} niets ontvangen. Laatste antwoord: {last}. Wij "
    "proberen het vanzelf opnieuw.",
    Kind.RECOVERED: "{host} ontvangt weer. Wat wachtte, wordt nu gestuurd.",
    Kind.ENDED: "{host} zegt dat het niet meer bestaat. Daarom is het abonnement beëindigd, en dat "
    "blijft zo.",
}
_ENGLISH: Final = {
    Kind.DEAD_LETTERS: "{dead} event(s) to {host} were given up; the oldest is of {oldest}. Have "
    "them tried again, or leave them out.",
    Kind.MISSED: "The subscription fell so far behind that there are events that are no longer "
    "kept. How things stand for everybody is sent again.",
    Kind.FULL: "So much waits that {host} has not taken that nothing new is added. Have what was "
    "given up tried again, or leave it out; then it goes on by itself.",
    Kind.NOT_PERMITTED: "{host} has not said yet that it wants to receive ({why}). Until then "
    "nothing is sent.",
    Kind.FAILING: "{host} has taken nothing since {since}. Last answer: {last}. It is tried again "
    "by itself.",
    Kind.RECOVERED: "{host} takes events again. What waited is being sent.",
    Kind.ENDED: "{host} says that it is no more. So the subscription has ended, for good.",
}
_BODY: Final = (
    "(English below)\n\nAbonnement: {name}\n\n{dutch}\n\nMeer, en wat u kunt doen: {link}\n"
    "Op die pagina zet u deze e-mail ook uit.\n\n--\n\n"
    "Subscription: {name}\n\n{english}\n\nMore, and what you can do: {link}\n"
    "There you turn this e-mail off, too.\n"
)


def letter(facts: Facts, kind: Kind, *, to: str, sender: str, on: date, link: str) -> EmailMessage:
    """One per kind and day has one Message-ID, so that a server that got it twice can tell."""
    last = [str(one) for one in (facts.last_status, facts.last_reason) if one is not None]
    words = {
        "name": " ".join(facts.name.split()), "host": facts.host, "link": link,
        "dead": facts.dead, "oldest": _day(facts.oldest), "since": _moment(facts.failing_since),
        "why": facts.reason, "last": ", ".join(last) or "-",
    }  # fmt: skip
    message = EmailMessage()
    message["Subject"] = f"{words['name']}: {_SUBJECT[kind]}"
    message["From"], message["To"] = sender, to
    message["Date"] = format_datetime(start_of(on))
    domain = sender.rpartition("@")[2]
    message["Message-ID"] = f"<{uuid5(NAMESPACE_URL, f'{facts.id}|{kind}|{on}')}@{domain}>"
    message["Auto-Submitted"] = "auto-generated"
    message["Content-Language"] = "nl, en"
    message.set_content(
        _BODY.format(
            dutch=_DUTCH[kind].format(**words), english=_ENGLISH[kind].format(**words), **words
        )
    )
    return message


def _day(at: datetime | None) -> str:
    return "-" if at is None else f"{at.astimezone(AMSTERDAM):%Y-%m-%d}"


def _moment(at: datetime | None) -> str:
    return "-" if at is None else f"{at.astimezone(AMSTERDAM):%Y-%m-%d %H:%M}"
