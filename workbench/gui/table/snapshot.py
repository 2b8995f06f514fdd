"""What a table reads at once: the ids that a query shows, and the rows that can be seen first."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from workbench.errors import QuerySyntaxError
from workbench.gui.nouns import noun_of
from workbench.gui.table.columns import Row
from workbench.gui.table.rows import PAGE
from workbench.model.inert import inert
from workbench.model.query import Query

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from workbench.dossier.dossier import Dossier

    ReadRows = Callable[[Dossier, Sequence[str]], list[Row]]

_SIGNED = re.compile(r"[+-]\d[\d.,]*")
"""A number, which stays one where it is pasted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """The records of a query as they are now; `fault` says what is wrong with the query.

    `ids` are all of them, or only the first where more than these `count` records are shown.
    """

    ids: list[str] = field(default_factory=list)
    places: Mapping[str, int] = field(default_factory=dict)
    """The row number of each id."""
    count: int = 0
    pages: Mapping[int, Sequence[Row]] = field(default_factory=dict)
    every: int = 0
    fault: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What should be read at once: rows of some pages, and of the page that holds `near`.

    `most` reads no more than that many ids, which is quicker where very many records are shown.
    """

    pages: frozenset[int] = frozenset({0})
    near: str = ""
    most: int | None = None


def read_snapshot(
    dossier: Dossier, kind: str, query: Query, read_rows: ReadRows, wish: Wish = Wish()
) -> Snapshot:
    """Reads the ids of a query, and the rows that are wished for."""
    noun, most = noun_of(dossier, kind), wish.most
    try:
        if most is None:
            ids = noun.ids(query)
            count = len(ids)
        else:
            ids, count = noun.first_ids(query, most)
    except QuerySyntaxError as fault:
        return Snapshot(fault=fault.message)
    places = {key: number for number, key in enumerate(ids)}
    wanted = {page for page in wish.pages if page * PAGE < len(ids)}
    if wish.near in places:
        wanted.add(places[wish.near] // PAGE)
    return Snapshot(
        ids=ids,
        places=places,
        count=count,
        pages={p: read_rows(dossier, ids[p * PAGE : (p + 1) * PAGE]) for p in sorted(wanted)},
        every=noun.count(Query()),
    )


def next_named(dossier: Dossier, kind: str, ids: Sequence[str], start: int, prefix: str) -> str:
    """The id of the first record from `start` on, going round, whose name begins with `prefix`."""
    noun, wanted = noun_of(dossier, kind), prefix.casefold()
    order = [*ids[start:], *ids[:start]]
    for first in range(0, len(order), 4 * PAGE):
        for record in noun.page(order[first : first + 4 * PAGE]):
            if record.name.casefold().startswith(wanted):
                return str(record.id)
    return ""


def as_lines(rows: Iterable[Row], columns: Sequence[tuple[str, str]]) -> str:
    """Rows as tab-separated text with a line of headings; `columns` are names and titles.

    Nothing in it becomes a formula where it is pasted.
    """
    head = "\t".join(title for _, title in columns)
    lines = ["\t".join(_plain(row.cell(name).words) for name, _ in columns) for row in rows]
    return "\n".join([head, *lines]) + "\n"


def _plain(words: str) -> str:
    plain = " ".join(words.split())
    return plain if _SIGNED.fullmatch(plain) else inert(plain)
