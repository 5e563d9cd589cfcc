"""From what people write to municipalities: several in a cell, old names, spelling, brackets."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from rapidfuzz import fuzz, process

SURE: Final = 88.0
"""How alike a name has to be (of 100) to be taken for one that is known; and how much more than
the next one."""
LEAD: Final = 5.0
LIKELY: Final = 60.0
SUGGESTED: Final = 3
AZC: Final = "azc "
"""Written before the code of a reception centre: many are called like a municipality."""
_BETWEEN: Final = re.compile(r"(\s*[;\n|/,+&]\s*|\s+(?:en|and)\s+|\s+[-–—]\s+)", re.IGNORECASE)
_CODE: Final = re.compile(r"GM\d{4}|AM\d{2}|PV\d{2}|NL", re.ASCII)
_BRACKET: Final = re.compile(r"^(.*?)\s*\(([^)]*)\)$")
_BEFORE: Final = re.compile(r"^(de\s+)?(gemeenten?|gem\.?|regio|stad)\s+", re.IGNORECASE)
_ALSO: Final = {
    "den haag": "s gravenhage",
    "den bosch": "s hertogenbosch",
    "shertogenbosch": "s hertogenbosch",
    "sgravenhage": "s gravenhage",
    "friese meren": "de fryske marren",
    "de friese meren": "de fryske marren",
    "swf": "sudwest fryslan",
}
_PROVINCES: Final = {
    "Groningen": ("gr",), "Fryslân": ("fr", "friesland"), "Drenthe": ("dr",),
    "Overijssel": ("o", "ov"), "Flevoland": ("fl",), "Gelderland": ("gld", "g"),
    "Utrecht": ("u", "ut"), "Noord-Holland": ("nh",), "Zuid-Holland": ("zh",),
    "Zeeland": ("z", "zld"), "Noord-Brabant": ("nb", "br", "brabant"), "Limburg": ("l", "lb"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Known:
    """A municipality, or one that merged: `successor` then is where it lies now."""

    code: str
    name: str
    province: str
    successor: str | None = None


@dataclass(frozen=True, slots=True)
class Named:
    """What a cell names. `understood`: (code, sentence) of what was taken otherwise than written;
    `doubts`: sentences about what was not taken, with suggestions."""

    codes: tuple[str, ...]
    understood: tuple[tuple[str, str], ...] = ()
    doubts: tuple[str, ...] = ()


@dataclass
class Names:
    """All names of municipalities, those of former ones too. `others`: codes of azc's;
    `regions`: names of labour-market regions to their codes."""

    places: Iterable[Known]
    others: frozenset[str] = frozenset()
    regions: Mapping[str, str] = field(default_factory=dict)
    _by_code: dict[str, Known] = field(default_factory=dict)
    _exact: dict[str, set[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for place in self.places:
            self._by_code[place.code] = place
            for name in _forms(place):
                self._exact.setdefault(name, set()).add(place.code)

    def read(self, text: str) -> Named:
        """Everything the text names, each once, in its order."""
        codes: dict[str, None] = {}
        understood: list[tuple[str, str]] = []
        doubts: list[str] = []
        for written, exact in self._parts(re.sub(r"\ba/d\b", "aan den", text)):
            code, said = (exact, "") if exact else self._alike(written)
            if code is None:
                doubts.append(said)
                continue
            if said:
                understood.append(("spelling", said))
            current = self._current(code)
            if current != code:
                old, new = self._by_code[code].name, self._by_code[current].name
                understood.append(("former-name", f"{old} is part of {new} now."))
            codes[current] = None
        return Named(tuple(codes), tuple(dict.fromkeys(understood)), tuple(dict.fromkeys(doubts)))

    def region(self, text: str) -> str | None:
        """The code of the labour-market region that is called so, or as good as."""
        form = plain(_BEFORE.sub("", text.strip()))
        known = {plain(name): code for name, code in self.regions.items()}
        if text.strip() in known.values():
            return text.strip()
        near = process.extractOne(form, list(known), scorer=fuzz.ratio, score_cutoff=SURE)
        return known[near[0]] if near else None

    def name(self, code: str) -> str:
        """As it is written in a file; a place that is no municipality by its code."""
        if code in self.others:
            return f"{AZC}{code}"
        known = self._by_code.get(code)
        if known is None:
            return code
        alone = len(self._exact.get(plain(known.name), ())) == 1
        return known.name if alone else code

    def _current(self, code: str) -> str:
        seen = {code}
        while (
            (known := self._by_code.get(code)) and known.successor and known.successor not in seen
        ):
            code = known.successor
            seen.add(code)
        return code

    def _parts(self, text: str) -> Iterator[tuple[str, str | None]]:
        """The longest runs of words that are names (`Nuenen, Gerwen en Nederwetten` is one)."""
        atoms = _BETWEEN.split(text.strip())
        names, between = atoms[::2], [*atoms[1::2], ""]
        at = 0
        while at < len(names):
            for end in range(len(names), at, -1):
                joined = "".join(
                    name + (between[i] if i < end - 1 else "")
                    for i, name in enumerate(names[at:end], at)
                )
                code = self._exactly(joined)
                if code is not None:
                    yield joined, code
                    at = end
                    break
            else:
                if plain(names[at]):
                    yield names[at], None
                at += 1

    def _exactly(self, text: str) -> str | None:
        stripped = text.strip()
        if _CODE.fullmatch(stripped) and (stripped in self._by_code or stripped[:2] != "GM"):
            return stripped
        if stripped.startswith(AZC) and stripped[len(AZC) :] in self.others:
            return stripped[len(AZC) :]
        for form in (plain(stripped), plain(_BEFORE.sub("", stripped))):
            found = self._exact.get(_ALSO.get(form, form), set())
            current = {self._current(code) for code in found}
            if len(found) == 1 or len(current) == 1:
                return min(found)
            living = [code for code in found if self._by_code[code].successor is None]
            if len(living) == 1:
                return living[0]
        return None

    def _alike(self, text: str) -> tuple[str | None, str]:
        """The one name that this must be, or what it may be; never what was written."""
        form = plain(_BEFORE.sub("", text.strip()))
        same = sorted(self._exact.get(form, ()))
        if same:
            names = ", ".join(f"{self._by_code[code].name} ({code})" for code in same)
            return None, f"More than one municipality is called so: {names}."
        near = process.extract(form, list(self._exact), scorer=fuzz.ratio, limit=12)
        best: dict[str, float] = {}
        for name, score, _ in near:
            for code in self._exact[name]:
                current = self._current(code)
                best[current] = max(score, best.get(current, 0.0))
        ranked = sorted(best.items(), key=lambda item: -item[1])
        if ranked and ranked[0][1] >= SURE and len(form) > 3:
            second = ranked[1][1] if len(ranked) > 1 else 0.0
            if ranked[0][1] - second >= LEAD:
                code = ranked[0][0]
                return code, f"Taken for {self._by_code[code].name}."
        likely = [self._by_code[code].name for code, score in ranked if score >= LIKELY]
        hint = f" Is one of these meant: {', '.join(likely[:SUGGESTED])}?" if likely else ""
        return None, f"Names no municipality that is known.{hint}"


def plain(text: str) -> str:
    """Lower case, without accents, brackets or punctuation."""
    ascii_only = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    words = re.sub(r"[^a-z0-9]+", " ", ascii_only.casefold()).split()
    return " ".join(words)


def _forms(place: Known) -> set[str]:
    """`Bergen (NH.)` is also Bergen, Bergen NH and Bergen Noord-Holland."""
    forms = {plain(place.name)}
    bracket = _BRACKET.match(place.name)
    bare = bracket[1] if bracket else place.name
    forms.add(plain(bare))
    for province in (place.province, *_PROVINCES.get(place.province, ())):
        forms.add(plain(f"{bare} {province}"))
    return forms
