"""Telephone numbers in every form, and mail addresses with the slips that people make."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import phonenumbers
from phonenumbers import PhoneNumberFormat, PhoneNumberMatcher

from continuous_line.intake.table import Cell
from directory_service import reach

_BETWEEN: Final = re.compile(r"[;\n|/,]|\s+(?:of|en|or|and)\s+", re.IGNORECASE)
_LABEL: Final = re.compile(r"^[^\d+(]+|\s*\([^\d)]*\)\s*$")
_AT: Final = re.compile(r"\s*[\[({]\s*(?:at|apenstaart)\s*[\])}]\s*", re.IGNORECASE)
_NOTHING: Final = frozenset({"", "-", "--", "n.v.t.", "nvt", "geen", "onbekend", "?", "x"})


@dataclass(frozen=True, slots=True)
class Phones:
    """`numbers` in E.164; `wrong`: something is there that is no number."""

    numbers: tuple[str, ...]
    wrong: bool = False


@dataclass(frozen=True, slots=True)
class Mail:
    """`mended`: it was written with a slip that has one meaning only."""

    address: str | None
    mended: bool = False
    wrong: str = ""


def phones(cell: Cell | None) -> Phones:
    """Every number in the cell, each once."""
    text = _text(cell)
    if text.casefold() in _NOTHING:
        return Phones(())
    whole = _number(text)
    if whole is not None:
        return Phones((whole,))
    found: list[str] = []
    wrong = False
    for part in _BETWEEN.split(text):
        number = _number(part)
        numbers = [number] if number is not None else list(_in(part))
        wrong |= not numbers and any(character.isdigit() for character in part)
        found += numbers
    return Phones(tuple(dict.fromkeys(found)), wrong or not found)


def mail(cell: Cell | None) -> Mail:
    """The one address in the cell."""
    text = str(cell or "").strip()
    if text.casefold() in _NOTHING:
        return Mail(None)
    parts = [part for part in re.split(r"[;\n|/]|\s+of\s+", text) if part.strip()]
    if len(parts) > 1 and sum("@" in part for part in parts) > 1:
        return Mail(None, wrong="Holds more than one mail address; keep one.")
    for candidate, mended in ((text, False), (_mended(text), True)):
        try:
            return Mail(reach.mail(candidate), mended)
        except ValueError:
            continue
    return Mail(None, wrong="Is no mail address.")


def _mended(text: str) -> str:
    found = re.sub(
        r"^mailto:|^e-?mail:?", "", text.strip().strip("<>").strip(), flags=re.IGNORECASE
    )
    found = _AT.sub("@", found)
    found = re.sub(r"\s+", "", found).strip(".,;:<>")
    name, at, host = found.partition("@")
    host = re.sub(r"[.,]+", ".", host)
    return f"{name.rstrip('.')}{at}{host}"


def _text(cell: Cell | None) -> str:
    """A number of a spreadsheet lost its zero."""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    text = str("" if cell is None else cell).strip()
    if text.isdigit() and len(text) == 9:
        return f"0{text}"
    return f"+{text}" if text.isdigit() and len(text) == 11 and text.startswith("31") else text


def _number(text: str) -> str | None:
    stripped = _LABEL.sub("", text).strip()
    stripped = re.sub(r"\(0\)", "", stripped)
    if not re.fullmatch(r"[+\d][\d\s().\-–/]*", stripped):
        return None
    for form in (stripped, _text(re.sub(r"\D", "", stripped))):
        try:
            return reach.phone(form)
        except ValueError:
            continue
    return None


def _in(text: str) -> Iterator[str]:
    for match in PhoneNumberMatcher(text, reach.REGION):
        yield phonenumbers.format_number(match.number, PhoneNumberFormat.E164)
