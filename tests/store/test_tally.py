from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.model import Decision, Party
from workbench.store.tally import pointing, tally, values_of

if TYPE_CHECKING:
    from workbench.store.store import Store


def test_each_record_is_told_how_many_point_at_it(store: Store) -> None:
    with store.operation("Add") as op:
        first, second = op.put(Party(title="a")), op.put(Party(title="b"))
        added = op.add_all(Decision(title=f"d{n}", authority=first.id) for n in range(3))

    with store.reading() as connection:
        counted = tally(connection, "decision", "authority", [first.id, second.id, "absent"])
        assert counted == {first.id: 3, second.id: 0, "absent": 0}
        found = pointing(connection, "decision", "authority", [second.id, first.id])
        assert found == [decision.id for decision in added]


def test_nothing_points_at_no_records(store: Store) -> None:
    with store.reading() as connection:
        assert tally(connection, "decision", "authority", []) == {}
        assert pointing(connection, "decision", "authority", []) == []


def test_what_records_hold_in_a_field_is_given_once(store: Store) -> None:
    with store.operation("Add") as op:
        op.add_all(Decision(title=title) for title in ("a", "b", "a"))
    with store.reading() as connection:
        assert values_of(connection, "decision", "title") == {"a", "b"}
