"""The triggers, made from the tables: changes are logged, and the search index follows the records.

Log triggers call `wb_operation()`, a function that only our connections have and that names the
running operation. So nothing can write unlogged, and no other program can write at all ("no such
function: wb_operation").
"""

# ruff: noqa: S608 - statements made of our own names only

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.model import RECORDS
from workbench.store.schema import ENTRIES, LOGGED, PART_TABLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sqlalchemy import Connection, Table

LOG_PREFIX = "log_"
SEARCH_PREFIX = "search_"

INDEXED_PARTS = {
    PART_TABLES[kind, field].name: kind
    for kind, field in (("item", "aliases"), ("party", "aliases"))
}
"""The tables of parts that are searched with their record, and its kind."""
_SINGLY = "WHEN NOT EXISTS (SELECT 1 FROM batched)"
"""Rows that are written together are logged and indexed together (`store.batches`)."""
_NOT_ASCII = "GLOB '*[^' || char(1) || '-' || char(127) || ']*'"
_FTS = "content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 2'"

SEARCH_TABLES = (
    f"CREATE VIRTUAL TABLE search USING fts5(title, body, {_FTS})",
    f"CREATE VIRTUAL TABLE search_cjk USING fts5(body, {_FTS})",
)
"""All records by their words, and once more those with Chinese, Japanese or Korean characters."""
SEARCH_INDEXES = ("search", "search_cjk")


def drop_triggers(connection: Connection) -> None:
    """Takes away all triggers."""
    found = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'")
    for name in found.scalars().all():
        connection.exec_driver_sql(f"DROP TRIGGER {_quoted(name)}")


def take_singly(connection: Connection, table: str) -> tuple[str, ...]:
    """Takes the triggers of single rows of a table away; gives what makes them again."""
    found = connection.exec_driver_sql(
        "SELECT name, sql FROM sqlite_master"
        " WHERE type = 'trigger' AND tbl_name = ? AND instr(sql, ?)",
        (table, _SINGLY),
    ).all()
    for name, _ in found:
        connection.exec_driver_sql(f"DROP TRIGGER {_quoted(name)}")
    return tuple(made for _, made in found)


def log_triggers() -> Iterator[str]:
    """The statements that make every change of a logged table a row of `change`."""
    for table in LOGGED:
        yield from _log_triggers(table)
    yield (
        f"CREATE TRIGGER {LOG_PREFIX}batched BEFORE INSERT ON batched"
        " BEGIN SELECT wb_operation(); END"
    )
    yield from (statement for _, statement in log_guards())


def log_guards() -> Iterator[tuple[str, str]]:
    """By name: the statements that make the triggers which keep the log from being rewritten."""
    for table in ("operation", "change"):
        for verb in ("UPDATE", "DELETE"):
            name = f"{LOG_PREFIX}{table}_no_{verb.lower()}"
            yield (
                name,
                (
                    f"CREATE TRIGGER {name} BEFORE {verb} ON {table}"
                    " BEGIN SELECT RAISE(ABORT, 'the log is never rewritten'); END"
                ),
            )


def row_json(table: Table, row: str) -> str:
    """The expression that spells a row of `table`, called `row` there, as the log does."""
    values = ", ".join(f"'{column.name}', {row}.{_quoted(column.name)}" for column in table.c)
    return f"json_object({values})"


def owner_of(table: Table) -> str:
    """The column of a table of records or parts that holds the id of the record."""
    return "record" if "record" in table.c and "position" in table.c else "id"


def _log_triggers(table: Table) -> Iterator[str]:
    name = table.name
    owner = owner_of(table)
    head = "INSERT INTO change (operation, tbl, row, record, action, field, before, after) VALUES"
    for verb, row, action in (("INSERT", "NEW", "add"), ("DELETE", "OLD", "remove")):
        whole = row_json(table, row)
        pair = f"NULL, {whole}" if action == "add" else f"{whole}, NULL"
        yield (
            f"CREATE TRIGGER {LOG_PREFIX}{name}_{action} AFTER {verb} ON {_quoted(name)} {_SINGLY}"
            f" BEGIN {head} (wb_operation(), '{name}', {row}.id, {row}.{owner}, '{action}', '',"
            f" {pair}); END"
        )
    for column in table.c:
        field = _quoted(column.name)
        yield (
            f"CREATE TRIGGER {LOG_PREFIX}{name}_{column.name} AFTER UPDATE OF {field}"
            f" ON {_quoted(name)} WHEN OLD.{field} IS NOT NEW.{field} BEGIN {head}"
            f" (wb_operation(), '{name}', NEW.id, NEW.{owner}, 'change', '{column.name}',"
            f" OLD.{field}, NEW.{field}); END"
        )


def reindexing() -> Iterator[str]:
    """The statements that index all records anew, in tables of their own making."""
    yield from (f"DROP TABLE IF EXISTS {index}" for index in SEARCH_INDEXES)
    yield from SEARCH_TABLES
    for kind, record in RECORDS.items():
        if record.SEARCHED:
            yield from indexing(kind, "true")


def search_triggers() -> Iterator[str]:
    """The statements that keep the search index in step with the records."""
    for kind, record in RECORDS.items():
        if not record.SEARCHED:
            continue
        columns = ", ".join(_quoted(each) for each in (*record.SEARCHED, *_text_column(kind)))
        add = _inside(indexing(kind, "r.rowid = NEW.rowid"))
        yield (
            f"CREATE TRIGGER {SEARCH_PREFIX}{kind}_add AFTER INSERT ON {kind} {_SINGLY}"
            f" BEGIN {add} END"
        )
        yield (
            f"CREATE TRIGGER {SEARCH_PREFIX}{kind}_change AFTER UPDATE OF {columns} ON {kind}"
            f" BEGIN {_inside(unindexing(kind, 'SELECT NEW.rowid AS row'))} {add} END"
        )
        yield (
            f"CREATE TRIGGER {SEARCH_PREFIX}{kind}_remove AFTER DELETE ON {kind} {_SINGLY}"
            f" BEGIN {_inside(unindexing(kind, 'SELECT OLD.rowid AS row'))} END"
        )
    for table, kind in INDEXED_PARTS.items():
        for verb, row in (("INSERT", "NEW"), ("UPDATE", "NEW"), ("DELETE", "OLD")):
            anew = _inside(reindexing_of(kind, f"= {row}.record"))
            yield (
                f"CREATE TRIGGER {SEARCH_PREFIX}{table}_{verb.lower()} AFTER {verb} ON {table}"
                f" {_SINGLY} BEGIN {anew} END"
            )


def _text_column(kind: str) -> tuple[str, ...]:
    return ("text",) if kind == "source" else ()


def _inside(statements: Iterable[str]) -> str:
    return " ".join(f"{statement};" for statement in statements)


def unindexing(kind: str, rows: str) -> Iterator[str]:
    """What takes records of a kind out of the search index; `rows` selects their rowids as `row`.

    Those that are not in it are passed over: FTS5 takes long to find that one is not.
    """
    for index in SEARCH_INDEXES:
        entries = f"SELECT {ENTRIES[kind][0]} + row FROM ({rows})"
        held = f"SELECT id FROM {index}_docsize WHERE id IN ({entries})"
        yield f"DELETE FROM {index} WHERE rowid IN ({held})"


def gone_rows(kind: str) -> str:
    """What selects as `row` the rowids under which the index holds records that are not there."""
    first, last = ENTRIES[kind]
    held = f"SELECT id - {first} AS row FROM search_docsize WHERE id BETWEEN {first} AND {last}"
    return f"{held} EXCEPT SELECT rowid FROM {kind}"


def reindexing_of(kind: str, which: str) -> tuple[str, ...]:
    """What indexes the records with an id `which` anew."""
    rows = f"SELECT rowid AS row FROM {kind} WHERE id {which}"
    return (*unindexing(kind, rows), *indexing(kind, f"r.id {which}"))


def indexing(kind: str, which: str) -> tuple[str, str]:
    """What puts the records `which` (called `r` there) of a kind in both."""
    title, *rest = (f"r.{_quoted(each)}" for each in RECORDS[kind].SEARCHED)
    if kind == "source":
        rest.append("COALESCE((SELECT CAST(bytes AS TEXT) FROM content WHERE hash = r.text), '')")
    rest += [
        f"COALESCE((SELECT group_concat(name, ' ') FROM {table} WHERE record = r.id), '')"
        for table, owner in INDEXED_PARTS.items()
        if owner == kind
    ]
    body = " || ' ' || ".join(rest) or "''"
    entry, source = f"{ENTRIES[kind][0]} + r.rowid", f"FROM {kind} r WHERE {which}"
    words = f"{title} || ' ' || {body}"
    # A text may hold a NUL, where GLOB ends; fields hold none, and most hold only ASCII.
    some = "" if kind == "source" else f"AND {words} {_NOT_ASCII}"
    # The limit, which is none, keeps SQLite from spacing each text twice.
    once = f"SELECT {entry} AS id, wb_cjk(CAST({words} AS BLOB)) AS body {source} {some} LIMIT -1"
    return (
        f"INSERT INTO search (rowid, title, body) SELECT {entry}, {title}, {body} {source}",
        f"INSERT INTO search_cjk (rowid, body) SELECT id, body FROM ({once}) WHERE body NOTNULL",
    )


def _quoted(name: str) -> str:
    return '"{}"'.format(name.replace('"', '""'))
