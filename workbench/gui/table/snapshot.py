"""What a table reads at once: the ids that a query shows, and the rows that can be seen first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from workbench.errors import QuerySyntaxError
from workbench.gui.nouns import noun_of
from workbench.gui.table.columns import Row
from workbench.gui.table.rows import PAGE
from workbench.model.query import Query

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from workbench.dossier.dossier import Dossier

    ReadRows = Callable[[Dossier, Sequence[str]], list[Row]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """The records of a query as they are now; `fault` says what is wrong with the query."""

    ids: list[str] = field(default_factory=list)
    pages: Mapping[int, Sequence[Row]] = field(default_factory=dict)
    every: int = 0
    fault: str = ""


def read_snapshot(
    dossier: Dossier,
    kind: str,
    query: Query,
    read_rows: ReadRows,
    pages: Iterable[int] = (0,),
    near: str = "",
) -> Snapshot:
    """Reads the ids of a query, and the rows of some pages and of the page that holds `near`."""
    noun = noun_of(dossier, kind)
    try:
        ids = noun.ids(query)
    except QuerySyntaxError as fault:
        return Snapshot(fault=fault.message)
    wanted = {page for page in pages if page * PAGE < len(ids)}
    if near and near in (held := {key: n for n, key in enumerate(ids)}):
        wanted.add(held[near] // PAGE)
    return Snapshot(
        ids=ids,
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
    """Rows as tab-separated text with a line of headings; `columns` are names and titles."""
    head = "\t".join(title for _, title in columns)
    lines = ["\t".join(_plain(row.cell(name).words) for name, _ in columns) for row in rows]
    return "\n".join([head, *lines]) + "\n"


def _plain(words: str) -> str:
    return " ".join(words.split())
