"""From what stands in a cell to what the schema of its field asks for.

Nothing is refused here: what cannot be understood is left as it is, and the schema names it.
"""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, Final

import orjson

from continuous_line.intake.table import Cell

BETWEEN_ITEMS: Final = "|"
_YES: Final = frozenset({"ja", "j", "yes", "y", "true", "waar", "1", "x"})
_NO: Final = frozenset({"nee", "n", "no", "false", "onwaar", "0", "-"})
_DUTCH_DAY: Final = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})", re.ASCII)
_WHOLE: Final = re.compile(r"-?\d{1,15}", re.ASCII)


def value_of(cell: Cell, schema: Mapping[str, Any]) -> Any:
    """`schema`: of the field; arrays are divided by `|`, or written as JSON."""
    kind = schema.get("type")
    if kind == "array":
        return _items(cell, schema.get("items", {}))
    if kind == "boolean":
        return _yes_or_no(cell)
    if kind in ("integer", "number"):
        return _number(cell)
    if isinstance(cell, list):
        return cell
    text = str(cell).strip()
    if "enum" in schema:
        return _choice(text, schema["enum"])
    return day_text(text) if schema.get("format") == "date" else text


def day_text(text: str) -> str:
    """A day as Dutch people write it, in ISO 8601; anything else stays as it is."""
    found = _DUTCH_DAY.fullmatch(text)
    if found is None:
        return text
    try:
        return date(int(found[3]), int(found[2]), int(found[1])).isoformat()
    except ValueError:
        return text


def yes(cell: Cell | None) -> bool:
    return cell is not None and _yes_or_no(cell) is True


def _items(cell: Cell, schema: Mapping[str, Any]) -> Any:
    if isinstance(cell, list):
        return cell
    text = str(cell).strip()
    if text.startswith("["):
        try:
            return orjson.loads(text)
        except orjson.JSONDecodeError:
            return text
    parts = [part.strip() for part in text.split(BETWEEN_ITEMS) if part.strip()]
    if schema.get("type") != "object":
        return [value_of(part, schema) for part in parts]
    name = next(iter((*schema.get("required", ()), *schema.get("properties", {}))), "")
    inner = schema.get("properties", {}).get(name, {})
    return [{name: value_of(part, inner)} for part in parts]


def _yes_or_no(cell: Cell) -> Any:
    text = str(cell).strip().casefold()
    return True if text in _YES else False if text in _NO else cell


def _number(cell: Cell) -> Any:
    if not isinstance(cell, str):
        return cell
    text = cell.strip().replace(",", ".")
    if _WHOLE.fullmatch(text):
        return int(text)
    try:
        return float(text)
    except ValueError:
        return cell


def _choice(text: str, choices: list[Any]) -> Any:
    same = (choice for choice in choices if str(choice).casefold() == text.casefold())
    return next(same, text)
