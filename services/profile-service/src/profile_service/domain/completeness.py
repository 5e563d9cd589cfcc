"""How far a profile is: what is required, what is missing, in percent.

No source gives a field list; which sections are required is configuration.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from continuous_line.codes import Completeness, Section

REQUIRED = (Section.EDUCATION, Section.WORK, Section.LANGUAGE, Section.WISHES)

Sections = Mapping[Section, Completeness]


@dataclass(frozen=True, slots=True)
class Progress:
    """`of_required` and `of_all`: percent of the sections that are complete, rounded down."""

    missing: tuple[Section, ...]
    of_required: int
    of_all: int


def progress(sections: Sections, required: tuple[Section, ...] = REQUIRED) -> Progress:
    """A section is in when it is complete; one that is partly there is missing."""
    missing = tuple(section for section in required if not _is_in(sections, section))
    inside = sum(_is_in(sections, section) for section in Section)
    return Progress(
        missing=missing,
        of_required=_percent(len(required) - len(missing), len(required)),
        of_all=_percent(inside, len(Section)),
    )


def _is_in(sections: Sections, section: Section) -> bool:
    return sections.get(section) == Completeness.COMPLETE


def _percent(part: int, whole: int) -> int:
    return 100 * part // whole if whole else 100
