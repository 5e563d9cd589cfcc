"""A contact as a form: read with every fault, and filled in with what is known."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from continuous_line.codes_directory import ContactKind
from continuous_line.codes_places import COUNTRY
from continuous_line.web.pages import PageWriting
from continuous_line.web.pages.forms import Form
from directory_service.api.schemas_contacts import Contact
from directory_service.application.book import Book
from directory_service.domain.contact import Coverage, Period
from directory_service.queries_contacts import places_on
from directory_service.reach import Details, mail, phone

MOST_PHONES = 3


@dataclass(frozen=True, slots=True)
class Filled:
    coverage: Coverage
    period: Period
    details: Details


async def place_options(book: Book) -> list[tuple[str, str]]:
    """The places that the reader keeps contacts of."""
    places = await places_on(book.writing.tx, book.today)
    own = await book.own()
    known = [
        *places.centres.values(),
        *places.units.values(),
        *places.regions.values(),
        *places.municipalities.values(),
    ]
    found = [(area.code, area.name) for area in known if book.everywhere or area.code in own]
    return [(COUNTRY, "Nederland"), *found] if book.everywhere else found


def read(form: Form, book: Book, places: Sequence[tuple[str, str]]) -> Filled | None:
    """None where something is wrong; then every fault is in the form."""
    kind = form.choice("kind", tuple(ContactKind))
    covered = form.choices("places", [code for code, _ in places], required=True)
    topics = form.choices("topics", book.policy.topics)
    begins, ends = form.day("valid_from", required=False), form.day("valid_to", required=False)
    organisation = form.code("organisation", required=False)
    details = read_details(form)
    period = Period(begins or book.today, ends)
    if ends is not None and ends <= period.valid_from:
        form.fault("valid_to", "ends_before", "valid_to-day")
    if form.faults or kind is None:
        return None
    coverage = Coverage(
        ContactKind(kind), organisation or book.writing.who.organisation,
        tuple(covered), tuple(topics), (),
    )  # fmt: skip
    return Filled(coverage, period, details)


def read_details(form: Form) -> Details:
    """What cannot be read is a fault of the form, which still shows it."""
    phones = []
    for name in (f"phone{number}" for number in range(1, MOST_PHONES + 1)):
        text = form.text(name, longest=30, required=False)
        try:
            phones += [phone(text)] if text else []
        except ValueError:
            form.fault(name, "no_phone")
    address = form.text("mail", longest=254, required=False)
    try:
        address = mail(address) if address else ""
    except ValueError:
        form.fault("mail", "no_mail")
    name = form.text("name", longest=200, required=False)
    hours = form.text("hours", longest=200, required=False)
    return Details(name or None, tuple(dict.fromkeys(phones)), address or None, hours or None)


def filled(unit: PageWriting, contact: Contact | None, **more: Any) -> Form:
    """A form with what is known of the contact."""
    values: dict[str, Any] = dict(more)
    if contact is not None:
        values |= {
            "kind": contact.kind,
            "organisation": contact.organisation,
            "places": contact.places,
            "topics": contact.topics,
            "valid_from": contact.valid_from,
            "valid_to": contact.valid_to,
            **_details(contact),
        }
    return Form.of(unit.visitor, **values)


def _details(contact: Contact) -> Mapping[str, str | None]:
    told = contact.details
    if told is None:
        return {}
    phones = {f"phone{number}": one.shown for number, one in enumerate(told.phones, 1)}
    return {"name": told.name, "mail": told.mail, "hours": told.hours, **phones}
