"""What a digest says: numbers, case numbers and a link. No name, and nothing about a person."""

from collections.abc import Sequence
from datetime import date
from email.message import EmailMessage
from email.utils import format_datetime
from typing import Any, Final
from uuid import NAMESPACE_URL, UUID, uuid5

from continuous_line.days import start_of

SHOWN: Final = 25
"""Case numbers in one mail; the page has them all."""
_SUBJECT: Final = {
    "nl": "{new} nieuwe melding(en) over zaken",
    "en": "{new} new notice(s) about cases",
}
_BODY: Final = {
    "nl": (
        "U hebt {open} open melding(en), waarvan {new} nieuw.\n\n"
        "Te laat: {missed}. Bijna te laat: {near}. Valt op: {flag}.\n\n"
        "Zaken met een nieuwe melding:\n{cases}\n\n"
        "Alle meldingen: {link}\n\n"
        "Wilt u deze e-mail niet meer? Zet hem uit op {link}/mail\n"
    ),
    "en": (
        "You have {open} open notice(s), {new} of them new.\n\n"
        "Too late: {missed}. Nearly too late: {near}. Stands out: {flag}.\n\n"
        "Cases with a new notice:\n{cases}\n\n"
        "All notices: {link}\n\n"
        "No longer want this e-mail? Turn it off at {link}/mail\n"
    ),
}
_MORE: Final = {"nl": "en nog {more}", "en": "and {more} more"}


def digest(
    *,
    to: str,
    sender: str,
    language: str,
    staff_id: str,
    on: date,
    notices: Sequence[Any],
    new: Sequence[Any],
    link: str,
) -> EmailMessage:
    """`notices`: rows of all that are open, `new` those that no digest told of. One per day has
    one Message-ID, so that a server that got it twice can tell."""
    about = [row.about for row in notices]
    numbers = {kind: about.count(kind) for kind in ("missed", "near", "flag")}
    words = {
        "open": len(notices), "new": len(new), "link": link, **numbers,
        "cases": _cases([row.case_id for row in new], language),
    }  # fmt: skip
    message = EmailMessage()
    message["Subject"] = _SUBJECT[language].format(**words)
    message["From"], message["To"] = sender, to
    message["Date"] = format_datetime(start_of(on))
    domain = sender.rpartition("@")[2]
    message["Message-ID"] = f"<{uuid5(NAMESPACE_URL, f'{staff_id}|{on}')}@{domain}>"
    message["Auto-Submitted"] = "auto-generated"
    message["Content-Language"] = language
    message.set_content(_BODY[language].format(**words))
    return message


def _cases(case_ids: Sequence[UUID], language: str) -> str:
    once = [str(one) for one in dict.fromkeys(case_ids)]
    lines = [f"- {one}" for one in once[:SHOWN]]
    if len(once) > SHOWN:
        lines.append(_MORE[language].format(more=len(once) - SHOWN))
    return "\n".join(lines)
