"""What can be saved of a damaged dossier: records, put together from the log and from the tables.

Pages are read by ourselves (`store.pages`), so a file that SQLite refuses gives up what it holds,
also without its header page. The log tells each row as it was written, and its hashes tell which
operations are whole; where the tables can be found, they tell what the log has lost.
"""

from __future__ import annotations

import contextlib
from collections import Counter
from dataclasses import dataclass, field, fields, replace
from itertools import chain
from typing import TYPE_CHECKING, Any

from workbench.model import RECORDS
from workbench.model.change import Operation
from workbench.model.progress import followed
from workbench.model.record import Record
from workbench.model.rules import check
from workbench.model.support import Support
from workbench.store.baseline import digest_of_rows, told_by
from workbench.store.content import hash_of
from workbench.store.log import digest_of, row_in
from workbench.store.orphans import CONTENT
from workbench.store.packing import rows_in
from workbench.store.page_tables import UNREADABLE, columns_of, table_like, tables_of
from workbench.store.rows import defaults_of, part_from, record_from
from workbench.store.schema import (
    BATCHES,
    CHANGE,
    LOGGED,
    METADATA,
    OPERATION,
    PART_TABLES,
    specs_of,
)
from workbench.store.triggers import owner_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.model.progress import Progress
    from workbench.model.record import Part
    from workbench.store.pages import Pages, Row

_Rows = dict[str, dict[str, dict[str, Any]]]
"""By table and id: the columns of a row."""
_TABLES = frozenset(table.name for table in LOGGED)
_ACTIONS = frozenset({"add", "remove", "change"}) | BATCHES
_HASH = 64
_GAPS = "What was lost has no name any more: the history has gaps. Compare with a backup."


@dataclass(frozen=True, slots=True)
class Lost:
    """A record that could not be saved, or a link or text that it lost, and why."""

    what: str
    why: str


@dataclass(slots=True)
class Salvaged:
    """What was found: records, the ids of those that the log's hashes vouch for, texts, losses."""

    records: list[Record] = field(default_factory=list)
    verified: set[str] = field(default_factory=set)
    contents: dict[str, bytes] = field(default_factory=dict)
    operations: int = 0
    whole_operations: int = 0
    lost: list[Lost] = field(default_factory=list)
    complete: bool = True
    """Whether the log is whole, so that nothing can be lost without being named."""

    @property
    def nothing_named(self) -> str:
        """What is said where no loss can be named."""
        return "Nothing was lost." if self.complete else _GAPS

    @property
    def kinds(self) -> Counter[str]:
        """How many records of each kind were saved."""
        return Counter(record.KIND for record in self.records)


@dataclass(slots=True)
class _Found:
    """The rows that were read off the pages."""

    changes: dict[int, dict[str, Any]] = field(default_factory=dict)
    operations: dict[int, Operation] = field(default_factory=dict)
    contents: dict[str, bytes] = field(default_factory=dict)
    tables: _Rows = field(default_factory=dict)
    strays: _Rows = field(default_factory=dict)
    """Rows of pages that no tree leads to."""


def salvage(pages: Pages, progress: Progress) -> Salvaged:
    """Everything that can be saved of the pages of a dossier.

    Raises:
        Cancelled: it was stopped.
    """
    found = _read(pages, progress)
    whole = _whole_operations(found)
    rows, doubtful = _replayed(found, whole, progress)
    complete = _is_complete(found, whole)
    if not complete:
        _fill_up(rows, found.tables, doubtful)
        _take_in(rows, found, doubtful)
    saved = Salvaged(
        contents=found.contents,
        operations=len(found.operations),
        whole_operations=len(whole),
        complete=complete,
    )
    _put_together(rows, saved, progress)
    found_first = {each.id: each for each in saved.records}
    _cut_loose_ends(saved, progress)
    untouched = {each.id for each in saved.records if each == found_first[each.id]}
    saved.verified = untouched - doubtful
    return saved


def _read(pages: Pages, progress: Progress) -> _Found:
    found = _Found()
    named, columns = tables_of(pages)
    unused = pages.unused()
    for number in followed(range(1, pages.count + 1), progress, "Reading every page"):
        name, rows = named.get(number, ""), list(pages.rows(number))
        if not name and number not in unused and (stray := table_like(rows, columns)):
            _hold(found.strays, stray, columns_of(stray, columns), rows)
        elif name in _TABLES:
            _hold(found.tables, name, columns_of(name, columns), rows)
        else:
            for row in rows:
                _take(found, row)
    return found


def _hold(tables: _Rows, name: str, columns: tuple[str, ...], rows: list[Row]) -> None:
    """Keeps rows by column; they have fewer values where columns were added afterwards."""
    for row in rows:
        if len(row.values) <= len(columns):
            held = dict(zip(columns, row.values, strict=False))
            tables.setdefault(name, {})[str(held["id"])] = held


def _take(found: _Found, row: Row) -> None:
    """Knows rows of the log and contents by their shape, whatever page they lie on."""
    match row.values:
        case (_, int(), str(table), str(), str(), str(action), str(), _, _) if (
            table in _TABLES and action in _ACTIONS
        ):
            names = CHANGE.c.keys()
            found.changes[row.rowid] = dict(zip(names, (row.rowid, *row.values[1:]), strict=True))
        case (_, str(), str(), str(), *_, str(digest)) if len(row.values) == len(OPERATION.c) and (
            len(digest) == _HASH
        ):
            values = (row.rowid, *row.values[1:])
            told: dict[str, Any] = dict(zip(OPERATION.c.keys(), values, strict=True))
            found.operations[row.rowid] = Operation(**told)
        case (str(key), int(size), bytes(data)) if len(data) == size and hash_of(data) == key:
            found.contents[key] = data


def _whole_operations(found: _Found) -> set[int]:
    """The operations whose changes are all there and unaltered, as their hashes tell."""
    changes: dict[int, list[tuple[Any, ...]]] = {}
    for seq in sorted(found.changes):
        _, operation, *rest = found.changes[seq].values()
        changes.setdefault(operation, []).append(tuple(rest))
    whole = {
        seq
        for seq, each in found.operations.items()
        if digest_of(each, changes.get(seq, [])) == (each.changes, each.hash)
    }
    return whole | _dropped(found, changes, whole)


def _dropped(found: _Found, changes: dict[int, list[tuple[Any, ...]]], whole: set[int]) -> set[int]:
    """The operations whose changes were dropped, where what was kept instead is unaltered."""
    kept = (
        told_by(found.operations[max(dropping)])
        if (dropping := [seq for seq in whole if told_by(found.operations[seq])])
        else None
    )
    if kept is None or digest_of_rows(changes.get(kept.seq, [])) != kept.digest:
        return set()
    return {seq for seq in found.operations if seq <= kept.seq}


def _replayed(found: _Found, whole: set[int], progress: Progress) -> tuple[_Rows, set[str]]:
    """The rows as the log tells them, and the records about which it is not whole."""
    rows: _Rows = {}
    doubtful: set[str] = set()
    for change in chain.from_iterable(
        _unfolded(found.changes[seq])
        for seq in followed(sorted(found.changes), progress, "Following the log")
    ):
        table = rows.setdefault(change["tbl"], {})
        if change["operation"] not in whole:
            doubtful.add(change["record"])
        if change["action"] == "add":
            after = change["after"]  # of a batch it is unfolded already
            table[change["row"]] = after if isinstance(after, dict) else row_in(after)
        elif change["action"] == "remove":
            table.pop(change["row"], None)
        elif change["row"] in table:
            table[change["row"]][change["field"]] = change["after"]
        else:
            doubtful.add(change["record"])
    return rows, doubtful


def _unfolded(change: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """A change, or those that a batch holds."""
    if change["action"] not in BATCHES:
        yield change
        return
    action = change["action"].removesuffix("_all")
    side = "after" if action == "add" else "before"
    owner = owner_of(METADATA.tables[change["tbl"]])
    for row in rows_in(change[side]):
        told = {"action": action, "row": str(row.get("id")), "record": str(row.get(owner))}
        yield {**change, **told, side: row}


def _is_complete(found: _Found, whole: set[int]) -> bool:
    """Whether no operation is missing from the log, as far as can be seen."""
    seen = found.operations.keys() | {change["operation"] for change in found.changes.values()}
    return seen == whole == set(range(1, len(whole) + 1))


def _fill_up(rows: _Rows, tables: _Rows, doubtful: set[str]) -> None:
    """Takes from the tables what a log with gaps has lost or tells otherwise.

    Such a row is doubtful, and so is one that no table confirms: what changed it last may be lost.
    """
    for name in rows.keys() | tables.keys():
        held, logged = tables.get(name, {}), rows.setdefault(name, {})
        for key in held.keys() | logged.keys():
            told, row = logged.get(key), held.get(key)
            if told and row and all(told.get(each, row[each]) == row[each] for each in row):
                continue
            doubtful |= {_owner(name, key, each) for each in (told, row) if each}
            if row:
                logged[key] = row


def _take_in(rows: _Rows, found: _Found, doubtful: set[str]) -> None:
    """Takes rows of pages that no tree leads to, where nothing else tells of them."""
    removing = (each for each in found.changes.values() if each["action"].startswith("remove"))
    removed = {(each["tbl"], each["row"]) for some in removing for each in _unfolded(some)}
    for name, held in found.strays.items():
        known = rows.setdefault(name, {})
        for key, row in held.items():
            if key not in known and (name, key) not in removed:
                known[key] = row
                doubtful.add(_owner(name, key, row))


def _owner(table: str, key: str, row: dict[str, Any]) -> str:
    """The record that a row is, or is a part of."""
    return key if table in RECORDS else str(row.get("record"))


def _put_together(rows: _Rows, saved: Salvaged, progress: Progress) -> None:
    for kind, model in RECORDS.items():
        parts = {
            spec.name: _parts(rows, PART_TABLES[kind, spec.name].name, spec.part)
            for spec in specs_of(model)
            if spec.part
        }
        of_kind = list(rows.get(kind, {}).items())
        for key, row in followed(of_kind, progress, "Putting the records together"):
            own: Any = {**defaults_of(kind), **row}
            of_this = {name: tuple(held.get(key, ())) for name, held in parts.items()}
            try:
                record = record_from(model, own, of_this)
                check(record)
                _expect_id(record, key)
            except UNREADABLE as fault:
                named = row.get(model.TITLE) or row.get("number") or key
                saved.lost.append(Lost(f"{_words(kind)} {named}", f"it cannot be read: {fault}"))
            else:
                saved.records.append(record)


def _expect_id(record: Record, key: str) -> None:
    if record.id != key:
        raise ValueError(record.id)


def _parts(rows: _Rows, table: str, part: type[Part]) -> dict[str, list[Part]]:
    """The parts that a table holds, by the record that they belong to."""
    found: dict[str, list[Part]] = {}
    in_order = sorted(rows.get(table, {}).values(), key=lambda row: row.get("position") or 0)
    for row in in_order:
        own: Any = {**defaults_of(table), **row}
        with contextlib.suppress(*UNREADABLE):
            found.setdefault(str(row.get("record")), []).append(part_from(part, own))
    return found


def _cut_loose_ends(saved: Salvaged, progress: Progress) -> None:
    """Takes away links to records that are lost, and texts whose bytes are; until all hold."""
    while True:
        ids = {record.id for record in saved.records}
        held = followed(saved.records, progress, "Following every link")
        mended = [_mended(record, ids, saved) for record in held]
        saved.records = [record for record in mended if record is not None]
        if {record.id for record in saved.records} == ids:
            return


def _mended(record: Record, ids: set[str], saved: Salvaged) -> Record | None:
    """The record without what it has lost; None when it means nothing without that."""
    if isinstance(record, Support) and record.record not in ids:
        return None
    changed: dict[str, Any] = {}
    for spec in specs_of(type(record)):
        held = getattr(record, spec.name)
        if spec.part:
            changed[spec.name] = tuple(each for each in held if _links_of(each) <= ids)
            lost = len(held) - len(changed[spec.name])
            why = f"{lost} of its {_words(spec.name)} named records that are lost" if lost else ""
        elif spec.link and held and held not in ids:
            changed[spec.name] = None
            why = f"its {_words(spec.name)} is lost"
        elif held and spec.name in CONTENT[record.KIND] and held not in saved.contents:
            changed[spec.name] = ""
            why = f"its {_words(spec.name)} is lost"
        else:
            continue
        if why:
            saved.lost.append(Lost(f"{record.ref} {record.name}", why))
    try:
        mended = replace(record, **changed)
        check(mended)
    except UNREADABLE as fault:
        saved.lost.append(Lost(f"{record.ref} {record.name}", f"it is lost with that: {fault}"))
        return None
    return mended if _links_of(mended, needed=True) <= ids else None


def _links_of(value: Record | Part, *, needed: bool = False) -> set[str]:
    """The ids that a record or part points at; of those `needed` None says that one is missing."""
    found: set[Any] = set()
    optional = {each.name for each in fields(value) if each.default is None}
    for spec in specs_of(type(value)):
        if spec.link:
            held = getattr(value, spec.name)
            if held or (needed and spec.name not in optional):
                found.add(held)
    return found


def _words(name: str) -> str:
    return name.replace("_", " ")
