"""Where the records of a query are read: by its words, by its filters, or all of them.

Words lead by the index where few records hold them. Where many do, what else is asked leads, and
each record is asked for the words; words that all records hold are not asked for at all.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, FromClause, func, select

from workbench.store.filters import clauses
from workbench.store.schema import RECORD_TABLES
from workbench.store.search import count_matching, looked_up, matching, row_of

if TYPE_CHECKING:
    from sqlalchemy import Connection, Select

    from workbench.model.query import Query

OFTEN = 20_000
"""What so many records hold is soon met by looking at one after the other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """Where the records are read, and what they fulfil there.

    `words` are those of the query that leave something out; `holding` is how many records there are
    with these words, whatever else is asked, and `every` how many without them.
    """

    source: FromClause
    clauses: list[ColumnElement[bool]]
    words: tuple[str, ...] = ()
    holding: int = 0
    every: int = 0

    @property
    def often(self) -> bool:
        """Whether very many records hold the words."""
        return bool(self.words) and self.holding >= OFTEN


def chosen_by(connection: Connection, kind: str, query: Query) -> Chosen:
    """How the records of `kind` that the query shows are read.

    Raises:
        QuerySyntaxError: the query names a field or state that this kind does not have.
    """
    table, words = RECORD_TABLES[kind], query.words
    held = matching(kind, words)
    if held is None:
        return Chosen(source=table, clauses=clauses(kind, query))
    rest = clauses(kind, replace(query, words=()))
    every = connection.execute(select(func.count()).select_from(table)).scalar_one()
    holding = count_matching(connection, kind, words)
    if holding == every:
        return Chosen(source=table, clauses=rest)
    one_by_one = bool(rest) and holding >= OFTEN
    return Chosen(
        source=table if one_by_one else led_by(held, kind),
        clauses=[*rest, looked_up(kind, words)] if one_by_one else rest,
        words=words,
        holding=holding,
        every=every,
    )


def led_by(held: Select[int], kind: str) -> FromClause:
    """The records of `kind`, led by those whose rowids are selected as `row`."""
    led = held.subquery()
    return led.join(RECORD_TABLES[kind], row_of(kind) == led.c.row)
