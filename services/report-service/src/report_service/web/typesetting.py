"""The HTML of a report as the markup that typst sets: the PDF is made from the page itself.

It knows the elements that the template of a report uses, and no others.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser
from typing import Final

_DRAWING: Final = re.compile(r"<svg .*?</svg>", re.DOTALL)
_SAID: Final = re.compile(r"<title[^>]*>(.*?)</title><desc[^>]*>(.*?)</desc>", re.DOTALL)
_SPACE: Final = re.compile(r"\s+")
_VOID: Final = frozenset({"meta", "br", "img"})
_SKIPPED: Final = frozenset({"head", "nav"})
_TONES: Final = {f"tone-{number}" for number in range(5)}


@dataclass(slots=True)
class Element:
    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    inside: list["Element | str"] = field(default_factory=list)

    @property
    def classes(self) -> set[str]:
        return set(self.attributes.get("class", "").split())

    def all(self, *tags: str) -> Iterator["Element"]:
        """Those inside it, at any depth, in order."""
        for one in self.inside:
            if isinstance(one, Element):
                if one.tag in tags:
                    yield one
                yield from one.all(*tags)


class _Reading(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.root = Element("")
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = Element(tag, {name: value or "" for name, value in attrs})
        self._open[-1].inside.append(found)
        if tag not in _VOID:
            self._open.append(found)

    def handle_endtag(self, tag: str) -> None:
        if self._open.pop().tag != tag:
            raise ValueError(f"</{tag}> closes what is not open")

    def handle_data(self, data: str) -> None:
        self._open[-1].inside.append(data)


def typeset(html: str, font: str) -> str:
    """The body of the page as markup; drawings are set in `font`."""
    drawings: list[str] = []

    def keep(found: re.Match[str]) -> str:
        drawings.append(found[0])
        return f'<img data-drawing="{len(drawings) - 1}">'

    reading = _Reading()
    reading.feed(_DRAWING.sub(keep, html))
    reading.close()
    return _Setting(drawings, font).inside(reading.root)


class _Setting:
    def __init__(self, drawings: list[str], font: str) -> None:
        self._drawings, self._font = drawings, font

    def inside(self, element: Element) -> str:
        return "".join(self._one(one) for one in element.inside)

    def _one(self, one: Element | str) -> str:
        if isinstance(one, str):
            text = _SPACE.sub(" ", one)
            return text if text in ("", " ") else f"#{_quoted(text)};"
        if one.tag in _SKIPPED or one.classes & {"hidden", "screen"}:
            return ""
        make = getattr(self, f"_{one.tag}", None)
        return make(one) if make else self.inside(one)

    def _h1(self, _one: Element) -> str:
        return "\n\n#title()\n\n"

    def _h2(self, one: Element) -> str:
        return f"\n\n#heading(level: 1)[{self.inside(one)}]\n\n"

    def _h3(self, one: Element) -> str:
        return f"\n\n#heading(level: 2, outlined: false)[{self.inside(one)}]\n\n"

    def _p(self, one: Element) -> str:
        named = next((name for name in ("subject", "small", "notice") if name in one.classes), None)
        text = self.inside(one)
        return f"\n\n#{named}[{text}]\n\n" if named else f"\n\n{text}\n\n"

    def _section(self, one: Element) -> str:
        return ("\n\n#pagebreak(weak: true)\n\n" if "page" in one.classes else "") + self.inside(
            one
        )

    def _header(self, one: Element) -> str:
        return self.inside(one) + "\n\n#contents\n\n"

    def _article(self, one: Element) -> str:
        return f"\n\n#tile[{self.inside(one)}]\n\n"

    def _strong(self, one: Element) -> str:
        text = self.inside(one)
        return f"#big[{text}]" if "figure" in one.classes else f"#strong[{text}]"

    def _span(self, one: Element) -> str:
        text = self.inside(one)
        if "plain" in one.classes:
            return f"#linebreak()#fine[{text}]"
        return f"#fine[{text}]" if "small" in one.classes else text

    def _code(self, one: Element) -> str:
        return f"#raw({_quoted(''.join(map(str, one.inside)))})"

    def _dl(self, one: Element) -> str:
        items, names = [], ""
        for part in one.all("dt", "dd"):
            if part.tag == "dt":
                names = self.inside(part)
            else:
                items.append(f"terms.item([{names}], [{self.inside(part)}])")
        return f"\n\n#terms({', '.join(items)})\n\n"

    def _figure(self, one: Element) -> str:
        caption = "".join(self.inside(part) for part in one.all("figcaption"))
        picture = next(one.all("img"))
        svg = self._drawings[int(picture.attributes["data-drawing"])]
        said = _SAID.search(svg)
        alt = " ".join(said.groups()) if said else ""
        svg = svg.replace('font-family="sans-serif"', f'font-family="{self._font}"')
        return f"\n\n#chart([{caption}], {_quoted(svg)}, {_quoted(unescape(alt))})\n\n"

    def _table(self, one: Element) -> str:
        rows = list(one.all("tr"))
        head = [row for part in one.all("thead") for row in part.all("tr")]
        foot = [row for part in one.all("tfoot") for row in part.all("tr")]
        columns = len(list(rows[0].all("th", "td")))
        given = one.attributes.get("data-widths")
        widths = given.split() if given else ["1.6fr", *["1fr"] * (columns - 1)]
        cells = "".join(self._row(row, bold=False) for row in rows if row not in (*head, *foot))
        caption = "".join(self.inside(part) for part in one.all("caption"))
        kind = "heat" if "heat" in one.classes else "annex" if "annex" in one.classes else "plain"
        return (
            f"\n\n#{kind}-table([{caption}], ({', '.join(widths)},), "
            f"({''.join(self._row(row, bold=True) for row in head)}), "
            f"({cells}), ({''.join(self._row(row, bold=True) for row in foot)}))\n\n"
        )

    def _row(self, row: Element, *, bold: bool) -> str:
        return "".join(self._cell(cell, bold) for cell in row.all("th", "td"))

    def _cell(self, cell: Element, bold: bool) -> str:
        text = self.inside(cell).strip() or "–"
        if "reason" in cell.classes:
            text = f"#h(1em){text}"
        if bold:
            text = f"#strong[{text}]"
        given = ["align: right"] if "number" in cell.classes else []
        tone = next(iter(cell.classes & _TONES), None)
        if tone:
            given.append(f"fill: tones.at({tone[-1]})")
            text = f"#text(fill: inks.at({tone[-1]}))[{text}]"
        return f"table.cell({', '.join(given)})[{text}], "


def _quoted(text: str) -> str:
    """A string of typst; of JSON it takes over quotes, backslashes and line ends."""
    return json.dumps(text, ensure_ascii=False)
