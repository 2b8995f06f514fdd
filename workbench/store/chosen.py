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
from workbench.store.search import asks, count_matching, looked_up, matching, row_of

if TYPE_CHECKING:
    from sqlalchemy import Connection, Select

    from workbench.model.query import Query

OFTEN = 20_000
"""What so many records hold is soon met by looking at one after the other."""


@dataclass(frozen=True, slots=True)
class Held:
    """How many records of a kind hold words that leave something out; `every` is how many are.

    Without words nothing was counted.
    """

    words: tuple[str, ...] = ()
    holding: int = 0
    every: int = 0


@dataclass(frozen=True, slots=True)
class Chosen:
    """Where the records are read, and what they fulfil there.

    `held` are the words of the query, whatever else is asked; `filtered` says whether more is.
    """

    source: FromClause
    clauses: list[ColumnElement[bool]]
    held: Held
    filtered: bool

    @property
    def often(self) -> bool:
        """Whether very many records hold the words."""
        return bool(self.held.words) and self.held.holding >= OFTEN


def held_by(connection: Connection, kind: str, words: tuple[str, ...]) -> Held:
    """How many records of `kind` hold some words: this is asked once for all that is read."""
    if not asks(kind, words):
        return Held()
    every = connection.execute(select(func.count()).select_from(RECORD_TABLES[kind])).scalar_one()
    holding = count_matching(connection, kind, words)
    return Held(words, holding, every) if holding < every else Held()


def chosen_by(connection: Connection, kind: str, query: Query, held: Held | None = None) -> Chosen:
    """How the records of `kind` that the query shows are read; `held` is known of its words.

    Raises:
        QuerySyntaxError: the query names a field or state that this kind does not have.
    """
    table, words = RECORD_TABLES[kind], query.words
    if not asks(kind, words):
        rest = clauses(kind, query)
        return Chosen(table, rest, Held(), bool(rest))
    rest = clauses(kind, replace(query, words=()))
    held = held or held_by(connection, kind, words)
    if not held.words:
        return Chosen(table, rest, held, bool(rest))
    led = matching(kind, words)
    if led is None or (rest and held.holding >= OFTEN):
        return Chosen(table, [*rest, looked_up(kind, words)], held, bool(rest))
    return Chosen(led_by(led, kind), rest, held, bool(rest))


def led_by(rows: Select[int], kind: str) -> FromClause:
    """The records of `kind`, led by those whose rowids are selected as `row`."""
    led = rows.subquery()
    return led.join(RECORD_TABLES[kind], row_of(kind) == led.c.row)
