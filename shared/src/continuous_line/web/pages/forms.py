"""A form that was sent: its values, read one by one, and every fault of them together.

The label of the field `moved_on` is the word `moved_on`, its hint the word `moved_on_hint`
where there is one. What was entered stays, so that the page can show the form again.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time
from typing import Any, Final

from continuous_line.web.pages.language import Language, month_of
from continuous_line.web.pages.sent import Upload
from continuous_line.web.pages.words import Words

HIDDEN: Final = ("csrf", "key", "version", "confirmed", "change", "kept")
_BOXES: Final = ("day", "month", "year")
_OF_ROWS: Final = ("rows", "id")
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_TIME: Final = re.compile(r"([01]?\d|2[0-3])[:.]([0-5]\d)", re.ASCII)
_NUMBER: Final = re.compile(r"-?\d{1,15}", re.ASCII)
_CODE: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:-]{0,63}")


@dataclass(frozen=True, slots=True)
class Fault:
    """`at` is the id of what a link leads to."""

    name: str
    at: str
    text: str


@dataclass
class Form:
    """`values` as they were entered; `Form.of(visitor, remark="...")` begins one."""

    words: Words
    language: Language = Language.NL
    values: Mapping[str, Sequence[str]] = field(default_factory=dict)
    files: Mapping[str, Upload] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    @classmethod
    def of(cls, visitor: Any, **values: Any) -> "Form":
        """A form to be filled in; a date or a collection fills its boxes, None nothing."""
        return cls(visitor.words, visitor.language, dict(_entries(values)))

    @property
    def confirmed(self) -> bool:
        """The button of the check page was pressed."""
        return "confirmed" in self.values

    @property
    def changing(self) -> bool:
        """*Wijzig* was pressed on the check page: show the form again."""
        return "change" in self.values

    @property
    def version(self) -> str:
        return self.value("version")

    @property
    def entered(self) -> list[tuple[str, str]]:
        """Every field and value, without what is hidden: for a page that sends it on."""
        return [
            (name, value)
            for name, values in self.values.items()
            if name not in HIDDEN
            for value in values
        ]

    def told(self) -> Iterator[tuple[str, str]]:
        """What was entered, by label: where the page itself is not at hand.

        Of a row (`goal.0.plan_text`) by the word of its last part; how many rows there were, and
        which is which, is nothing that anybody entered.
        """
        for name, value in self.entered:
            field_name, _, part = name.partition("-")
            row, _, last = field_name.rpartition(".")
            if row and last in _OF_ROWS:
                continue
            label = self.words.get(field_name) or self.words.get(last, field_name)
            yield (f"{label}, {self.words[part].lower()}" if part in _BOXES else label), value

    def value(self, name: str) -> str:
        """As it was entered."""
        return next(iter(self.values.get(name, ())), "")

    def has(self, name: str, value: str) -> bool:
        """Whether this choice was ticked."""
        return value in self.values.get(name, ())

    def faults_at(self, name: str) -> list[Fault]:
        return [fault for fault in self.faults if fault.name == name]

    def fault(self, name: str, text: str, at: str | None = None, **parts: object) -> None:
        """`text` is the key of a word, or a sentence."""
        sentence = self.words.get(text, text)
        self.faults.append(Fault(name, at or name, sentence.format(**parts) if parts else sentence))

    def label(self, name: str) -> str:
        return self.words[name]

    def text(self, name: str, *, longest: int = 200, required: bool = True) -> str:
        """On one or several lines; without the spaces around it."""
        found = self.value(name).replace("\r\n", "\n").strip()
        if not found and required:
            self.fault(name, "required")
        if len(found) > longest:
            self.fault(name, "too_long", longest=longest, length=len(found))
        if _CONTROL.search(found):
            self.fault(name, "no_control")
        return found

    def code(self, name: str, *, required: bool = True) -> str:
        """Of an organisation or programme, as the API takes it: no room for a sentence."""
        found = self.text(name, longest=64, required=required)
        if found and not _CODE.fullmatch(found):
            self.fault(name, "no_code")
        return found

    def codes(self, name: str, *, most: int = 50) -> tuple[str, ...]:
        """One or more, with spaces or commas between them; each once."""
        found = tuple(dict.fromkeys(self.text(name, longest=4000).replace(",", " ").split()))
        if not all(_CODE.fullmatch(one) for one in found):
            self.fault(name, "no_code")
        if len(found) > most:
            self.fault(name, "too_many", most=most, number=len(found))
        return found

    def choice(self, name: str, known: Collection[str], *, required: bool = True) -> str | None:
        found = self.value(name)
        if not found:
            if required:
                self.fault(name, "choose")
            return None
        if found not in known:
            self.fault(name, "choose_known")
        return found

    def choices(self, name: str, known: Collection[str], *, required: bool = False) -> list[str]:
        found = [value for value in self.values.get(name, ()) if value]
        if not found and required:
            self.fault(name, "choose_some")
        if any(value not in known for value in found):
            self.fault(name, "choose_known")
        return found

    def day(self, name: str, *, required: bool = True) -> date | None:
        """Of three boxes: `name-day`, `name-month` (a number or a word), `name-year`."""
        boxes = [self.value(f"{name}-{part}").strip() for part in _BOXES]
        if not any(boxes):
            if required:
                self.fault(name, "required", f"{name}-day")
            return None
        found = _day(boxes)
        if found is None:
            self.fault(name, "no_date", f"{name}-day")
        return found

    def day_of(self, name: str) -> date | None:
        """The day in the boxes, to show its weekday; None where there is none."""
        return _day([self.value(f"{name}-{part}").strip() for part in _BOXES])

    def time(self, name: str, *, required: bool = True) -> time | None:
        found = self.value(name).strip()
        if not found:
            if required:
                self.fault(name, "required")
            return None
        parts = _TIME.fullmatch(found)
        if parts is None:
            self.fault(name, "no_time")
            return None
        return time(int(parts[1]), int(parts[2]))

    def number(
        self, name: str, *, least: int = 0, most: int = 1_000_000, required: bool = True
    ) -> int | None:
        found = self.value(name).strip()
        if not found:
            if required:
                self.fault(name, "required")
            return None
        if not _NUMBER.fullmatch(found) or not least <= int(found) <= most:
            self.fault(name, "no_number", least=least, most=most)
            return None
        return int(found)

    def file(self, name: str, *, required: bool = True) -> Upload | None:
        found = self.files.get(name)
        if found is None and required:
            self.fault(name, "no_file")
        return found


def _day(boxes: Sequence[str]) -> date | None:
    number, month, year = boxes[0], month_of(boxes[1]), boxes[2]
    plain = all(box.isascii() and box.isdigit() for box in (number, year))
    if month is None or not plain or len(year) != 4 or len(number) > 2:
        return None
    try:
        return date(int(year), month, int(number))
    except ValueError:
        return None


def _entries(values: Mapping[str, Any]) -> Iterator[tuple[str, Sequence[str]]]:
    for name, value in values.items():
        if isinstance(value, date):
            parts = zip(_BOXES, (value.day, value.month, value.year), strict=True)
            yield from ((f"{name}-{part}", (str(number),)) for part, number in parts)
        elif isinstance(value, str):
            yield name, (value,)
        elif isinstance(value, Collection):
            yield name, tuple(str(each) for each in value)
        elif value is not None:
            yield name, (str(value),)
