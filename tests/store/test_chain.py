"""A broken chain names the operation at which it broke, however it was broken."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from typing_extensions import override

from tests.store.steps import end_logging
from workbench.errors import Cancelled
from workbench.model import Item
from workbench.model.progress import Silent
from workbench.store import chain, log

if TYPE_CHECKING:
    from workbench.store.store import Store


def fill(store: Store) -> None:
    """Four operations: one of many changes, one of few, one with words that JSON escapes, one."""
    with store.operation("Many") as op:
        op.add_all(Item(title=f"item {n}") for n in range(20))
    with store.operation("Few") as op:
        item = op.put(Item(title="H200"))
        op.put(Item(title="H20"))
    with store.operation('Words "quoted" \\ and\nbroken', reason="tab\t, 中文, \x7f, 😀") as op:
        op.put(replace(item, note='line\nbreak "q" \\ \u2028 \x01 é', title="H200 NVL"))
    store.undo()


def broken(store: Store, statement: str = "", since: int = 0) -> list[tuple[int, str]]:
    """What breaks after a statement was carried out behind the log's back."""
    with store._connections.lend(immediate=True) as connection:  # noqa: SLF001 - tampering
        connection.begin()
        end_logging(connection)
        if statement:
            connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
            connection.exec_driver_sql(statement)
        found = chain.breaks(connection, Silent(), since)
        return [(each.operation.seq, each.message) for each in found]


def test_an_untouched_log_holds_from_any_operation_on(store: Store) -> None:
    fill(store)
    for since in range(5):
        assert broken(store, since=since) == []


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        ("UPDATE change SET after = 'x' WHERE seq = 3", [(1, chain.ALTERED)]),
        ("UPDATE change SET field = 'x' WHERE operation = 3", [(3, chain.ALTERED)]),
        ("DELETE FROM change WHERE operation = 2", [(2, chain.ALTERED)]),
        ("UPDATE operation SET analyst = 'you' WHERE seq = 2", [(2, chain.ALTERED)]),
        ("UPDATE operation SET changes = 3 WHERE seq = 2", [(2, chain.ALTERED)]),
        ("UPDATE operation SET previous = '' WHERE seq = 3", [(3, chain.ALTERED), (3, chain.CUT)]),
        ("DELETE FROM operation WHERE seq = 2", [(3, chain.CUT)]),
        ("DELETE FROM operation WHERE seq = 1", [(2, chain.CUT)]),
        ("UPDATE operation SET hash = 'x' WHERE seq = 2", [(2, chain.ALTERED), (3, chain.CUT)]),
    ],
)
def test_what_was_altered_is_named(
    store: Store, statement: str, found: list[tuple[int, str]]
) -> None:
    fill(store)
    assert broken(store, statement) == found


def test_a_number_with_a_fraction_is_spelled_as_it_was_hashed(store: Store) -> None:
    fill(store)
    with store._connections.lend(immediate=True) as connection:  # noqa: SLF001 - an odd log
        connection.begin()
        end_logging(connection)
        connection.exec_driver_sql("UPDATE change SET after = 0.1 + 0.2 WHERE operation = 3")
        odd = log.operation_at(connection, 3)
        assert odd is not None
        sealed = log.hash_operation(connection, odd)[1]
        connection.exec_driver_sql("UPDATE operation SET hash = ? WHERE seq = 3", (sealed,))
        found = [each.operation.seq for each in chain.breaks(connection, Silent(), 2)]
    assert found == [4]  # the one after it names another hash; it itself holds


def test_following_the_chain_can_be_stopped(store: Store) -> None:
    class Stopped(Silent):
        @override
        def step(self, done: int, total: int, what: str = "") -> None:
            raise Cancelled

    fill(store)
    with store.reading() as connection, pytest.raises(Cancelled):
        list(chain.breaks(connection, Stopped()))


def test_an_operation_is_named_by_number_label_moment_and_analyst(store: Store) -> None:
    fill(store)
    with store.reading() as connection:
        operation = log.operation_at(connection, 2)
    assert operation is not None
    assert chain.named(operation).startswith("operation 2, “Few”, 20")
    assert chain.named(operation).endswith(" UTC, me")
