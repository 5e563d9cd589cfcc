"""A section as a form: what its JSON Schema says, as fields; what was entered, as content again.

Names of fields are paths: `level`, `diplomas.0.title`. The schema itself judges what was entered.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from continuous_line.web.pages import Form
from continuous_line.web.pages.language import Language
from profile_service.sections.catalogue import SectionSchema
from profile_service.sections.faults import Fault, Path
from profile_service.web.content import label_of, words_of

MORE: Final = 1
"""Empty rows that a list is shown with, after those that are filled in."""
_LONG: Final = 250
_WHOLE: Final = re.compile(r"-?\d{1,15}", re.ASCII)
_BROKEN: Final = re.compile(r"-?\d{1,15}[.,]\d{1,15}", re.ASCII)
_TICKS: Final = {"yes": True, "no": False}
_LOSING: Final = {"extra-forbidden", "type", "enum"}
"""Faults of recorded content that a form of the schema would leave out or change."""


@dataclass(frozen=True, slots=True)
class Field:
    """`kind`: text, long, number, tick, choice, day, lines, group or rows.

    `options`: code and words of a choice. `parts`: of a group; of rows, the parts of each.
    """

    name: str
    kind: str
    label: str
    required: bool = False
    options: Sequence[tuple[str, str]] = ()
    parts: Sequence["Field"] = ()
    rows: Sequence[Sequence["Field"]] = ()
    none: bool = False


@dataclass
class SectionForm(Form):
    """A form whose labels are those of the schema."""

    labels: dict[str, str] = field(default_factory=dict)

    def label(self, name: str) -> str:
        return self.labels.get(name) or self.labels.get(name.partition(".")[0], name)


def form_of(form: Form, schema: SectionSchema) -> SectionForm:
    """What was sent, as a form of this section."""
    made = SectionForm(form.words, form.language, form.values, form.files, form.faults)
    made.labels = dict(_labels(fields(schema, made)))
    return made


def fields(schema: SectionSchema, form: Form) -> list[Field]:
    """In the order of the schema; lists with a row for each entry, and one more."""
    return [
        _field(name, name, of, form, required=name in schema.required)
        for name, of in schema.fields.items()
    ]


def _field(path: str, name: str, of: Mapping[str, Any], form: Form, *, required: bool) -> Field:
    label, kind = label_of(name, of, form.language), kind_of(of)
    if kind == "choice":
        options = tuple(words_of(of, form.language).items())
        return Field(path, kind, label, required, options)
    if kind == "group":
        return Field(path, kind, label, required, parts=_parts(path, of, form))
    if kind == "rows":
        number = _count(form, path)
        rows = [_parts(f"{path}.{row}", of["items"], form) for row in range(number)]
        return Field(path, kind, label, required, rows=rows, none=required)
    return Field(path, kind, label, required, none=required and kind == "lines")


def kind_of(of: Mapping[str, Any]) -> str:
    """How a value of this schema is entered."""
    if "enum" in of:
        return "choice"
    if of.get("type") == "array":
        return "rows" if of["items"].get("type") == "object" else "lines"
    if of.get("type") == "string":
        if of.get("format") == "date":
            return "day"
        return "long" if of.get("maxLength", 0) > _LONG else "text"
    kinds = {"object": "group", "boolean": "tick", "integer": "number", "number": "number"}
    return kinds.get(str(of.get("type")), "text")


def _parts(path: str, of: Mapping[str, Any], form: Form) -> list[Field]:
    required = of.get("required", ())
    return [
        _field(f"{path}.{name}", name, part, form, required=name in required)
        for name, part in of.get("properties", {}).items()
    ]


def _count(form: Form, path: str) -> int:
    """Rows that are shown: as many as were, and one more where that is asked for."""
    shown = form.value(f"{path}.rows")
    number = int(shown) if shown.isdigit() and len(shown) < 4 else MORE
    return min(number + (form.value("more") == path), 100)


def _labels(found: Sequence[Field]) -> Iterator[tuple[str, str]]:
    for one in found:
        yield one.name, one.label
        yield from _labels(one.parts)
        for row in one.rows:
            yield from _labels(row)


def fits(schema: SectionSchema, content: Mapping[str, Any]) -> bool:
    """Whether a form shows all of it: a schema of one's own, and content of an older version."""
    return all(_showable(of) for of in schema.fields.values()) and not any(
        fault.code in _LOSING for fault in schema.faults(content)
    )


def _showable(of: Mapping[str, Any]) -> bool:
    if "enum" in of:
        return all(isinstance(code, str) and code for code in of["enum"])
    if of.get("type") == "object":
        return bool(of.get("properties")) and all(map(_showable, of["properties"].values()))
    if of.get("type") == "array":
        items = of["items"]
        return _showable(items) and (items.get("type") in ("object", "string"))
    return "const" not in of and of.get("type") in ("string", "boolean", "integer", "number")


def content_of(schema: SectionSchema, form: Form) -> dict[str, Any]:
    """What was entered; what cannot be is left as it is, for the schema to say so."""
    found = {name: _read(name, of, form) for name, of in schema.fields.items()}
    return {name: value for name, value in found.items() if value is not None}


def _read(path: str, of: Mapping[str, Any], form: Form) -> Any:
    """None: nothing was entered."""
    read = _READERS.get(kind_of(of))
    return read(path, of, form) if read else _text(path, form) or None


def _text(path: str, form: Form) -> str:
    return form.value(path).replace("\r\n", "\n").strip()


def _read_lines(path: str, _of: Mapping[str, Any], form: Form) -> list[Any] | None:
    lines = [line.strip() for line in _text(path, form).split("\n") if line.strip()]
    return lines or _nothing(path, form)


def _read_rows(path: str, of: Mapping[str, Any], form: Form) -> list[Any] | None:
    return [row for _, row in _rows(path, of, form) if row] or _nothing(path, form)


def _read_group(path: str, of: Mapping[str, Any], form: Form) -> dict[str, Any] | None:
    return _read_parts(path, of, form) or None


def _read_number(path: str, of: Mapping[str, Any], form: Form) -> int | float | str | None:
    text = _text(path, form)
    if _WHOLE.fullmatch(text):
        return int(text)
    if of.get("type") == "number" and _BROKEN.fullmatch(text):
        return float(text.replace(",", "."))
    return text or None


def _read_tick(path: str, _of: Mapping[str, Any], form: Form) -> bool | None:
    return _TICKS.get(form.value(path))


def _nothing(path: str, form: Form) -> list[Any] | None:
    """Ticked: there is none. Else nobody asked."""
    return [] if form.value(f"{path}.none") else None


def _rows(path: str, of: Mapping[str, Any], form: Form) -> Iterator[tuple[int, dict[str, Any]]]:
    for number in range(_count(form, path)):
        yield number, _read_parts(f"{path}.{number}", of["items"], form)


def _read_parts(path: str, of: Mapping[str, Any], form: Form) -> dict[str, Any]:
    found = {name: _read(f"{path}.{name}", part, form) for name, part in of["properties"].items()}
    return {name: value for name, value in found.items() if value is not None}


def _read_day(path: str, _of: Mapping[str, Any], form: Form) -> str | None:
    day = form.day_of(path)
    if day is not None:
        return day.isoformat()
    boxes = [form.value(f"{path}-{part}").strip() for part in ("day", "month", "year")]
    return "-".join(boxes) if any(boxes) else None


_READERS: Final[Mapping[str, Callable[[str, Mapping[str, Any], Form], Any]]] = {
    "lines": _read_lines,
    "rows": _read_rows,
    "group": _read_group,
    "day": _read_day,
    "tick": _read_tick,
    "number": _read_number,
}


def entries(schema: SectionSchema, content: Mapping[str, Any]) -> dict[str, Sequence[str]]:
    """The values of a form that says this."""
    return {
        name: values
        for field_name, of in schema.fields.items()
        if field_name in content
        for name, values in _entries(field_name, of, content[field_name])
    }


def _entries(path: str, of: Mapping[str, Any], value: Any) -> Iterator[tuple[str, Sequence[str]]]:
    kind = kind_of(of)
    if kind == "rows":
        yield f"{path}.rows", (str(len(value) + MORE),)
        for number, row in enumerate(value):
            yield from _entries(f"{path}.{number}", of["items"], row)
    elif kind == "group":
        for name, part in of["properties"].items():
            if name in value:
                yield from _entries(f"{path}.{name}", part, value[name])
    elif kind == "day":
        day = date.fromisoformat(value)
        parts = (("day", day.day), ("month", day.month), ("year", day.year))
        yield from ((f"{path}-{part}", (str(number),)) for part, number in parts)
    elif kind == "lines":
        yield path, ("\n".join(value),)
    else:
        shown = {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)
        yield path, (shown,)
    if kind in ("rows", "lines") and not value:
        yield f"{path}.none", ("1",)


def tell(form: SectionForm, schema: SectionSchema, found: Sequence[Fault]) -> None:
    """Each fault of the content at the field where it was entered."""
    for one in found:
        name, kind = _place(form, schema, one.path)
        at = f"{name}-day" if kind == "day" else name
        form.fault(name, _said(one, form), at)


def _place(form: Form, schema: SectionSchema, path: Path) -> tuple[str, str]:
    """The field of a path in the content; rows that were empty are not part of the content."""
    of: Mapping[str, Any] = {"type": "object", "properties": schema.fields}
    name, kind = "", "group"
    for step in path:
        if kind == "lines":
            break
        if isinstance(step, int):
            filled = [number for number, row in _rows(name, of, form) if row]
            number, of = filled[step], of["items"]
            name, kind = f"{name}.{number}", "group"
            continue
        of = of.get("properties", {}).get(step, {})
        name, kind = (f"{name}.{step}" if name else step), kind_of(of)
    if kind in ("group", "rows") and name:
        return _first(name, of, kind)
    return name, kind


def _first(name: str, of: Mapping[str, Any], kind: str) -> tuple[str, str]:
    """A link leads to something that can be filled in."""
    if kind == "rows":
        name, of = f"{name}.0", of["items"]
    inner = next(iter(of.get("properties", {"": {}}).items()))
    return (f"{name}.{inner[0]}", kind_of(inner[1])) if inner[0] else (name, kind)


def _said(fault: Fault, form: Form) -> str:
    if form.language is Language.EN:
        return fault.detail
    key = f"fault_{fault.code}"
    return form.words.get(key, form.words["fault_other"])
