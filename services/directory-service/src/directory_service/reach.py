"""How somebody at work can be reached: telephone numbers and mail addresses in one form."""

from dataclasses import dataclass, field

import phonenumbers
from email_validator import EmailNotValidError, validate_email
from phonenumbers import NumberParseException, PhoneNumberFormat

from continuous_line.codes_directory import ContactDetail

REGION = "NL"


@dataclass(frozen=True, slots=True)
class Details:
    """What the vault holds of a contact. `phones` in E.164; no part of it is shown in a repr."""

    name: str | None = field(default=None, repr=False)
    phones: tuple[str, ...] = field(default=(), repr=False)
    mail: str | None = field(default=None, repr=False)
    hours: str | None = field(default=None, repr=False)

    @property
    def holds(self) -> tuple[ContactDetail, ...]:
        return tuple(detail for detail in ContactDetail if getattr(self, detail.value))

    def changed(self, before: "Details") -> tuple[ContactDetail, ...]:
        """Which of them are another than before."""
        return tuple(
            detail
            for detail in ContactDetail
            if getattr(self, detail.value) != getattr(before, detail.value)
        )


def phone(text: str) -> str:
    """In E.164, from the forms that people in the Netherlands write. Raises ValueError."""
    try:
        number = phonenumbers.parse(text, REGION)
    except NumberParseException as error:
        raise ValueError("this is no telephone number") from error
    if number.extension or not phonenumbers.is_valid_number(number):
        raise ValueError("this telephone number does not exist")
    return phonenumbers.format_number(number, PhoneNumberFormat.E164)


def as_people_write(number: str) -> str:
    """A number in E.164 as it is written here: a foreign one with its country."""
    known = phonenumbers.parse(number, REGION)
    home = phonenumbers.region_code_for_number(known) == REGION
    form = PhoneNumberFormat.NATIONAL if home else PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(known, form)


def mail(text: str) -> str:
    """The address as mail is sent to it; nobody is asked whether it exists. Raises ValueError."""
    try:
        return validate_email(text, check_deliverability=False).normalized
    except EmailNotValidError as error:
        raise ValueError("this is no mail address") from error
