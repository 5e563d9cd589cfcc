"""Which open cases somebody has who does not work where the case is, by what was heard of them.

Of whom nothing was heard (yet) is no row: they count as there.
"""

from enum import StrEnum
from typing import Final

from continuous_line.codes import Role


class Whose(StrEnum):
    """Which cases are looked at: a condition apart for each, so that each has its own plan."""

    ALL = "true"
    STAFF = "c.holder = $2"
    PERSONS = "c.permit_holder_id = ANY(CAST($2 AS uuid[]))"


AT_COA: Final = f"""
    SELECT c.case_id, c.holder, post.gone, post.valid_from AS since,
      CASE WHEN NOT post.gone THEN c.azc_at END AS place_since
    FROM (
      SELECT case_id, permit_holder_id, azc, azc_at,
        CASE WHEN owner_until < $1 THEN owner_then ELSE owner END AS holder
      FROM cases WHERE closed_on IS NULL
    ) c
    CROSS JOIN LATERAL ({{post}}) post
    WHERE {{whose}} AND (post.gone
      OR NOT ('{Role.CASE_MANAGER}' = ANY(post.roles) AND c.azc = ANY(post.places)))
    ORDER BY c.case_id
    """  # noqa: S608
"""`place_since`: when the person came to live there. Where that is unknown everybody fits."""

AT_THE_MUNICIPALITY: Final = f"""
    WITH RECURSIVE speaks AS (
      SELECT code, successor FROM municipality_mergers WHERE valid_from <= $1
      UNION
      SELECT s.code, m.successor FROM speaks s
      JOIN municipality_mergers m ON m.code = s.successor AND m.valid_from <= $1
    )
    SELECT c.case_id, c.holder, post.gone, post.valid_from AS since,
      CAST(NULL AS timestamptz) AS place_since
    FROM (
      SELECT case_id, permit_holder_id, municipality,
        CASE WHEN client_manager_until < $1 THEN client_manager_then ELSE client_manager END
          AS holder
      FROM cases WHERE closed_on IS NULL
    ) c
    CROSS JOIN LATERAL ({{post}}) post
    WHERE {{whose}} AND (post.gone
      OR NOT ('{Role.CLIENT_MANAGER}' = ANY(post.roles) AND (c.municipality = ANY(post.places)
        OR EXISTS (SELECT FROM speaks
          WHERE speaks.code = c.municipality AND speaks.successor = ANY(post.places)))))
    ORDER BY c.case_id
    """  # noqa: S608
"""Whoever works for a municipality works for those that merged into it, too."""

_POST: Final = """
      SELECT s.gone, s.valid_from, s.roles, s.places FROM staff s
      WHERE s.staff_id = c.holder AND s.valid_from <= $1
        AND NOT EXISTS (
          SELECT FROM staff AS l WHERE l.gone AND l.staff_id = s.staff_id
          AND l.valid_from <= s.valid_from AND l.sequence > s.sequence)
      ORDER BY s.valid_from DESC, s.sequence DESC LIMIT 1
    """
"""What holds for somebody on a day: see `knowledge.still_planned`."""


def orphaned(holding: str, whose: Whose) -> str:
    """SQL; `$1` is the day, `$2` whose: `case_id`, `holder`, `gone`, `since`, `place_since`."""
    return holding.format(post=_POST, whose=whose.value)
