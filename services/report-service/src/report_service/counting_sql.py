"""The statements by which the database counts, cell by cell.

Each row of `observed` is read once; PostgreSQL adds it to its cells of all tables of the list
(GROUPING SETS), so that what comes back is as long as the tables, however many persons there are.
Places are as recorded: which of them are one by the map is for the tally.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    ColumnElement,
    Integer,
    Text,
    and_,
    case,
    cast,
    column,
    extract,
    func,
    literal,
    or_,
    select,
    tuple_,
)
from sqlalchemy.sql.expression import FromClause, Select

from report_service.counting import Days, counts_in, lasting, may_count
from report_service.domain.count import Window
from report_service.domain.cuts import NOT_LINKED
from report_service.domain.observation import (
    ABOUT_PLACES,
    CASE_DAY,
    CONTRADICTION,
    MOVED,
    RECEPTION,
    UNKNOWN,
    Observation,
)
from report_service.tables import GenerationTables

_ONCE = (RECEPTION, MOVED, CONTRADICTION, *sorted(ABOUT_PLACES))
"""Populations in which nobody is more than once in a period, or that are about nobody."""
_IN_NO_CELL = (CONTRADICTION, *sorted(ABOUT_PLACES))
_COLUMNS = tuple(name for name in Observation._fields if name != "others")
_EMPTY_TEXTS: ColumnElement[Any] = literal([], ARRAY(Text))


class Year:
    """The rows of a year, which begins on `first` and ends on `last`.

    `apart`: the persons whose rows are left out.
    """

    def __init__(
        self, tables: GenerationTables, first: date, last: date, apart: Sequence[UUID]
    ) -> None:
        self._tables, c = tables, tables.observed.c
        self._near = may_count(tables, first, last)
        if apart:
            others = c.permit_holder_id != func.all(literal(apart, ARRAY(c.permit_holder_id.type)))
            self._near = and_(self._near, or_(c.permit_holder_id.is_(None), others))

    def cells(self, days: Window, by_map: Sequence[str], lies: FromClause) -> Select[Any]:
        """Of one period, per population and marks that hold: the cell, its number, and of how many
        rows. In populations `by_map` marks hold by where a municipality `lies`."""
        c, window = self._tables.observed.c, Days.of(days)
        rows: FromClause = self._tables.observed
        if by_map:
            rows = rows.outerjoin(lies, lies.c.code == c.municipality)
        weight = case((c.population == CASE_DAY, lasting(self._tables, window)), else_=1)
        counted = (
            select(
                c.population,
                _held(c, by_map, lies).label("held"),
                *_cell(c),
                weight.label("weight"),
            )
            .select_from(rows)
            .where(self._near, counts_in(self._tables, window), c.population.not_in(_IN_NO_CELL))
        )
        each = counted.subquery().c
        return (
            select(each.population, each.held, *_where(each), func.sum(each.weight), func.count())
            .where(each.weight > 0)
            .group_by(each.population, each.held, _sets(each))
        )

    def sizes(self, windows: Sequence[Window], marks: Sequence[str]) -> Select[Any]:
        """Of several periods at once: per population, which of the marks hold and in which of the
        periods it counts (a bit for each): the cell, and in how many rows."""
        c = self._tables.observed.c
        flags = [case((c.marks.contains([mark]), 1 << n), else_=0) for n, mark in enumerate(marks)]
        counted = select(
            c.population,
            sum(flags, cast(literal(0), Integer)).label("flags"),
            _periods(self._tables, windows).label("periods"),
            *_cell(c),
        ).where(self._near, c.population.not_in(_IN_NO_CELL))
        each = counted.subquery().c
        return (
            select(each.population, each.flags, each.periods, *_where(each), func.count())
            .where(each.periods > 0)
            .group_by(each.population, each.flags, each.periods, _sets(each))
        )

    def lead_times(self, days: Window) -> Select[Any]:
        """Of one period, per lead time: the cell, and the days that each took."""
        c = self._tables.observed.c
        counted = select(c.population, *_cell(c), c.days).where(
            self._near, counts_in(self._tables, Days.of(days)), c.days.is_not(None)
        )
        each = counted.subquery().c
        return select(each.population, *_where(each), func.array_agg(each.days)).group_by(
            each.population, _sets(each)
        )

    def about_places(self, days: Window) -> Select[Any]:
        """Of one period: the rows about places."""
        c = self._tables.observed.c
        return select(*(c[name] for name in _COLUMNS)).where(
            self._near, counts_in(self._tables, Days.of(days)), c.population.in_(ABOUT_PLACES)
        )

    def several(self) -> Select[Any]:
        """Whoever may be counted more than once in a cell, by population."""
        c = self._tables.observed.c
        return (
            select(c.permit_holder_id)
            .where(self._near, c.population.not_in(_ONCE), c.permit_holder_id.is_not(None))
            .group_by(c.permit_holder_id, c.population)
            .having(func.count() > 1)
        )

    def rows_of(self, persons: Sequence[UUID]) -> Select[Any]:
        """What may be counted of these persons more than once, person by person."""
        c = self._tables.observed.c
        known = literal(persons, ARRAY(c.permit_holder_id.type))
        return (
            select(c.permit_holder_id, *(c[name] for name in _COLUMNS))
            .where(self._near, c.population.not_in(_ONCE), c.permit_holder_id == func.any(known))
            .order_by(c.permit_holder_id)
        )


def regions(of: Mapping[str, str]) -> FromClause:
    """In which region each municipality lies."""
    texts = ARRAY(Text)
    return (
        func.unnest(literal(list(of), texts), literal(list(of.values()), texts))
        .table_valued(column("code", Text), column("region", Text), name="lies")
        .render_derived()
    )


def _held(c: Any, by_map: Sequence[str], lies: FromClause) -> ColumnElement[Any]:
    if not by_map:
        return c.marks  # type: ignore[no-any-return]
    mark = func.unnest(c.marks).column_valued("mark")
    only_in = func.split_part(mark, "?", 2)
    held = (
        select(func.array_agg(func.split_part(mark, "?", 1)))
        .where(or_(only_in == "", only_in == lies.c.region))
        .scalar_subquery()
    )
    return case((c.population.in_(by_map), func.coalesce(held, _EMPTY_TEXTS)), else_=c.marks)


def _periods(tables: GenerationTables, windows: Sequence[Window]) -> ColumnElement[Any]:
    """A bit for each in which a row counts. What happens on a day counts by its month."""
    c, none = tables.observed.c, cast(literal(0), Integer)
    by_condition: list[ColumnElement[Any]] = []
    for n, each in enumerate(windows):
        days = Days.of(each)
        counts = and_(
            counts_in(tables, days), or_(c.population != CASE_DAY, lasting(tables, days) > 0)
        )
        by_condition.append(case((counts, 1 << n), else_=0))
    months = {
        month: sum(
            1 << n for n, w in enumerate(windows) if w.first_on.month <= month <= w.last_on.month
        )
        for month in range(1, 13)
    }
    by_month = case(months, value=cast(extract("month", c.from_on), Integer))
    on_a_day = and_(c.until_on.is_(None), c.population.not_in((RECEPTION, CASE_DAY)))
    return case((on_a_day, by_month), else_=sum(by_condition, none))


def _cell(c: Any) -> tuple[ColumnElement[Any], ...]:
    """As `Cuts.of` has it."""
    linked = c.municipality != ""
    basis = func.coalesce(func.nullif(c.basis, ""), UNKNOWN)
    return (
        func.coalesce(func.nullif(c.azc, ""), UNKNOWN).label("azc"),
        c.municipality,
        case((linked, c.band), else_=NOT_LINKED).label("distance"),
        case((linked, basis), else_=NOT_LINKED).label("basis"),
    )


def _where(each: Any) -> tuple[ColumnElement[Any], ...]:
    """Which set a row is of (a bit for each column that is not in it), and its values."""
    columns = (each.azc, each.municipality, each.distance, each.basis)
    return (func.grouping(*columns), *columns)


def _sets(each: Any) -> ColumnElement[Any]:
    return func.grouping_sets(
        tuple_(),
        tuple_(each.azc),
        tuple_(each.municipality),
        tuple_(each.distance),
        tuple_(each.basis),
        tuple_(each.azc, each.distance),
    )
