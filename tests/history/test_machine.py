"""Random histories of a dossier: whatever was done, the log tells it and undo takes it back."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, settings, strategies
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    invariant,
    multiple,
    precondition,
    rule,
)
from typing_extensions import override

from workbench.errors import (
    InvalidField,
    NoSuchRecord,
    NothingToRedo,
    NothingToUndo,
    RevertConflict,
    StillInUse,
)
from workbench.model import RECORDS, Allocation, Decision, Item, Party, Source
from workbench.model.allocation import AllocationParty
from workbench.model.decision import Condition, DecisionLink, DecisionParty
from workbench.model.kinds import Action, AllocationRole, DecisionRelation, DecisionRole
from workbench.model.party import Alias
from workbench.model.progress import Silent
from workbench.model.quantity import Quantity
from workbench.model.when import When
from workbench.store import batches, find, log
from workbench.store.check import check
from workbench.store.schema import ENTRIES
from workbench.store.store import Store
from workbench.store.triggers import search_triggers

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from workbench.model.record import Record

State = dict[str, list[Any]]

TITLES = strategies.sampled_from(["H200", "ByteDance", "批准", "approval of chips", "x"])
NOTES = strategies.sampled_from(["", "seen", "中文 note", 'quote " and \\ and é'])
DATES = strategies.sampled_from(["", "2025-04", "2026-01-13", "2026?"]).map(When)
AMOUNTS = strategies.sampled_from(["more than 400,000", "9", "hundreds of thousands"]).map(
    Quantity.parse
)


def state(store: Store) -> State:
    """Every record of the dossier by kind, in the order of their ids."""
    with store.reading() as connection:
        return {
            kind: find.page(connection, model, ids(connection, kind))
            for kind, model in RECORDS.items()
        }


def ids(connection: Connection, kind: str) -> list[str]:
    rows = connection.exec_driver_sql(f"SELECT id FROM {kind} ORDER BY id")  # noqa: S608 - our own names
    return list(rows.scalars())


def index(connection: Connection) -> list[tuple[Any, ...]]:
    """What each word of the search index finds, by kind and record."""
    words = ("H200", "ByteDance", "approval", "seen", "note", "quote", "x", "Alias0", "Alias1")
    found: list[tuple[Any, ...]] = []
    for table, terms in (("search", words), ("search_cjk", ("批", "准", "中", "note"))):
        for term in terms:
            for kind, (first, _) in ENTRIES.items():
                rows = connection.exec_driver_sql(
                    f"SELECT r.id FROM {table} JOIN {kind} r ON r.rowid = {table}.rowid - {first}"  # noqa: S608 - our own names
                    f" WHERE {table} MATCH ? ORDER BY 1",
                    (f'"{term}"',),
                )
                found += [(table, term, kind, *row) for row in rows]
    return found


class Dossier(RuleBasedStateMachine):
    """Puts, removes, undoes, redoes and reverts, and remembers what the dossier held after each."""

    parties = Bundle("parties")
    items = Bundle("items")
    decisions = Bundle("decisions")
    allocations = Bundle("allocations")

    least = batches.LEAST
    rows = batches.ROWS

    def __init__(self) -> None:
        super().__init__()
        batches.LEAST, batches.ROWS = self.least, self.rows
        self.folder = Path(tempfile.mkdtemp())
        self.path = self.folder / "x.dossier"
        self.store = Store.create(self.path, analyst="me", replica="here")
        self.snapshots = {0: state(self.store)}
        self.steps = 0

    @override
    def teardown(self) -> None:
        self.is_whole()
        self.rebuild()
        self.look_back()
        self.store.close()
        shutil.rmtree(self.folder)
        batches.LEAST, batches.ROWS = Dossier.least, Dossier.rows

    def remember(self) -> None:
        newest = self.store.operations(limit=1)
        if newest:
            self.snapshots[newest[0].seq] = state(self.store)

    def keep(self, *records: Record, remove: bool = False) -> None:
        """Puts or removes records in one operation; nothing changes where that is refused."""
        before = state(self.store)
        try:
            with self.store.operation("Put") as op:
                for record in records:
                    if remove:
                        op.remove(record)
                    else:
                        op.put(record)
        except (StillInUse, InvalidField, NoSuchRecord):
            assert state(self.store) == before
        self.remember()

    @rule(target=parties, title=TITLES, note=NOTES, aliases=strategies.integers(0, 2))
    def add_party(self, title: str, note: str, aliases: int) -> Party:
        names = tuple(Alias(name=f"Alias{n}") for n in range(aliases))
        party = Party(title=title, note=note, aliases=names)
        self.keep(party)
        return party

    @rule(target=items, titles=strategies.lists(TITLES, min_size=1, max_size=4))
    def import_items(self, titles: list[str]) -> Any:
        with self.store.operation("Import") as op:
            added = op.add_all(Item(title=title) for title in titles)
        self.remember()
        return multiple(*added)

    @rule(target=decisions, title=TITLES, when=DATES, party=parties, note=NOTES)
    def add_decision(self, title: str, when: When, party: Party, note: str) -> Decision:
        decision = Decision(
            title=title,
            announced=when,
            authority=party.id,
            note=note,
            parties=(DecisionParty(party=party.id, role=DecisionRole.OTHER),),
            conditions=(Condition(words=note),),
        )
        self.keep(decision)
        return decision

    @rule(target=allocations, decision=decisions, item=items, party=parties, amount=AMOUNTS)
    def add_allocation(
        self, decision: Decision, item: Item, party: Party, amount: Quantity
    ) -> Allocation:
        part = AllocationParty(party=party.id, role=AllocationRole.SUPPLIER, quantity=amount)
        allocation = Allocation(
            title="a", decision=decision.id, item=item.id, quantity=amount, parties=(part,)
        )
        self.keep(allocation)
        return allocation

    @rule(text=strategies.sampled_from(["批准 H200", "approval", ""]))
    def add_source(self, text: str) -> None:
        with self.store.operation("Add source") as op:
            op.put(Source(title="s", text=op.keep(text.encode())))
        self.remember()

    @rule(party=parties, title=TITLES, aliases=strategies.integers(0, 2))
    def change_party(self, party: Party, title: str, aliases: int) -> None:
        names = tuple(Alias(name=f"Alias{n}") for n in reversed(range(aliases)))
        self.keep(replace(party, title=title, aliases=names))

    @rule(first=decisions, second=decisions, title=TITLES, action=strategies.sampled_from(Action))
    def change_decisions(
        self, first: Decision, second: Decision, title: str, action: Action
    ) -> None:
        link = DecisionLink(relation=DecisionRelation.AMENDS, decision=second.id)
        self.keep(replace(first, title=title, links=(link,)), replace(second, action=action))

    @rule(record=strategies.one_of(parties, items, decisions, allocations))
    def remove(self, record: Record) -> None:
        self.keep(record, remove=True)

    @rule(records=strategies.lists(strategies.one_of(items, allocations), max_size=4))
    def put_and_remove_at_once(self, records: list[Record]) -> None:
        before = state(self.store)
        try:
            with self.store.operation("Both") as op:
                for record in records:
                    op.put(record)
                    op.remove(record)
                    op.put(record)
        except (StillInUse, InvalidField):
            assert state(self.store) == before
        self.remember()

    @rule()
    def undo(self) -> None:
        try:
            undone = self.store.undo()
        except NothingToUndo:
            return
        self.remember()
        assert state(self.store) == self.snapshots[undone.seq - 1]

    @rule()
    def redo(self) -> None:
        try:
            redone = self.store.redo()
        except NothingToRedo:
            return
        self.remember()
        assert state(self.store) == self.snapshots[redone.seq - 1]

    @rule()
    def undo_and_redo(self) -> None:
        before = state(self.store)
        if self.store.peek_undo() is None:
            return
        self.store.undo()
        self.remember()
        self.store.redo()
        self.remember()
        assert state(self.store) == before

    @rule(back=strategies.integers(0, 5))
    def revert(self, back: int) -> None:
        operations = self.store.operations(limit=back + 1)
        if len(operations) <= back:
            return
        before = state(self.store)
        try:
            self.store.revert(operations[back])
        except (RevertConflict, StillInUse, InvalidField):
            assert state(self.store) == before
        self.remember()

    @rule()
    def close_and_open(self) -> None:
        self.store.close()
        self.store = Store.open(self.path, analyst="me", replica="here")

    @precondition(lambda self: len(self.snapshots) > 1)
    @rule(data=strategies.data())
    def look_at_the_past(self, data: strategies.DataObject) -> None:
        seq = data.draw(strategies.sampled_from(sorted(self.snapshots)))
        past = self.store.at(seq)
        assert state(past) == self.snapshots[seq]
        with past.reading() as connection:
            assert check(connection, Silent()) == []
        past.close()

    def look_back(self) -> None:
        """Each moment of the past is what the dossier was then."""
        for seq in sorted(self.snapshots)[:: max(1, len(self.snapshots) // 3)]:
            past = self.store.at(seq)
            assert state(past) == self.snapshots[seq]
            past.close()

    def rebuild(self) -> None:
        """The search index is what it would be if it were made anew."""
        with self.store.reading() as connection:
            kept = index(connection)
        past = self.store.at(10**9)
        with past.reading() as connection:
            rebuild_search(connection)
            assert index(connection) == kept
        past.close()

    @invariant()
    def is_whole_now_and_then(self) -> None:
        """A check reads the whole dossier: after every third step, and at the end."""
        self.steps += 1
        if self.steps % 3 == 0:
            self.is_whole()

    def is_whole(self) -> None:
        """The chain verifies, links hold, replaying the log rebuilds the tables."""
        with self.store.reading() as connection:
            assert check(connection, Silent()) == []
            last = log.last_operation(connection)
        assert (last.seq if last else 0) == max(self.snapshots)


def rebuild_search(connection: Connection) -> None:
    """Empties the index of a copy and adds each record to it once more, parts after."""
    for table in ("search", "search_cjk"):
        connection.exec_driver_sql(f"DELETE FROM {table}")  # noqa: S608 - our own names
    connection.exec_driver_sql("CREATE TEMP TABLE batched (operation INTEGER)")
    for statement in search_triggers():  # a copy has none
        connection.exec_driver_sql(statement.replace("CREATE", "CREATE TEMP", 1))
    for kind, model in RECORDS.items():
        if model.SEARCHED:
            connection.exec_driver_sql(f"CREATE TEMP TABLE kept AS SELECT * FROM {kind}")  # noqa: S608 - our own names
            connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
            connection.exec_driver_sql(f"DELETE FROM {kind}")  # noqa: S608 - our own names
            connection.exec_driver_sql(f"INSERT INTO {kind} SELECT * FROM kept")  # noqa: S608 - our own names
            connection.exec_driver_sql("DROP TABLE kept")


Dossier.TestCase.settings = settings(
    max_examples=10,
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
# Each example reads the whole dossier often: a quarter of a minute alone, minutes in a crowd.
test_a_random_history_is_told_and_taken_back = pytest.mark.timeout(400)(Dossier.TestCase)


class InBatches(Dossier):
    """The same where all that is added or removed together is logged in batches, of two rows."""

    least = 1
    rows = 2


InBatches.TestCase.settings = settings(Dossier.TestCase.settings, max_examples=6)
test_a_random_history_in_batches_is_told_and_taken_back = pytest.mark.timeout(400)(
    InBatches.TestCase
)
