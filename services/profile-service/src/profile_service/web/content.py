"""What a section says, line by line, with the labels of its schema."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final

from continuous_line.web.pages import language as say
from continuous_line.web.pages.language import Language
from profile_service.domain.contents import Content
from profile_service.sections import SectionSchema

_YES_NO: Final = {Language.NL: ("ja", "nee"), Language.EN: ("yes", "no")}
Line = tuple[str, Sequence[str]]


def lines(schema: SectionSchema, content: Content, language: Language) -> list[Line]:
    """Label and values of each field that is in, in the order of the schema."""
    return [
        (label_of(name, field, language), list(_values(field, content[name], language)))
        for name, field in schema.fields.items()
        if name in content
    ]


def label_of(name: str, field: Mapping[str, Any], language: Language) -> str:
    """A schema of one's own may have fields without labels."""
    label: str = field.get("labels", {}).get(language.value, name)
    return label


def _values(field: Mapping[str, Any], value: object, language: Language) -> Iterator[str]:
    if isinstance(value, list):
        for one in value:
            yield from _values(field.get("items", {}), one, language)
    elif isinstance(value, Mapping):
        yield ", ".join(_parts(field.get("properties", {}), value, language))
    else:
        yield _one(field, value, language)


def _parts(
    fields: Mapping[str, Any], value: Mapping[str, Any], language: Language
) -> Iterator[str]:
    for name, field in fields.items():
        if name in value:
            shown = " ".join(_values(field, value[name], language))
            label = label_of(name, field, language)
            yield shown if name == next(iter(fields)) else f"{label.lower()} {shown}"


def _one(field: Mapping[str, Any], value: object, language: Language) -> str:
    if isinstance(value, bool):
        return _YES_NO[language][0 if value else 1]
    if field.get("format") == "date" and isinstance(value, str):
        return say.day(date.fromisoformat(value), language)
    return words_of(field, language).get(str(value), str(value))


def words_of(field: Mapping[str, Any], language: Language) -> dict[str, str]:
    """Of the codes that may be chosen; one without words is its own."""
    words: Mapping[str, str] = field.get("words", {}).get(language.value, {})
    return {str(code): words.get(str(code), str(code)) for code in field.get("enum", ())}
