"""History that is dropped takes what was changed with it, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, Phase, given, settings, strategies as st

from tests.store.steps import end_logging, titles
from workbench.errors import HistoryDropped, NothingToUndo
from workbench.model import Item
from workbench.model.progress import Silent
from workbench.store import chain, log
from workbench.store.baseline import baseline_of, drop_history, told_of
from workbench.store.check import check
from workbench.store.pages import Pages
from workbench.store.salvage import salvage
from workbench.store.store import Store

if TYPE_CHECKING:
    from pathlib import Path

Step = tuple[int, str]


def carry_out(store: Store, steps: list[Step]) -> None:
    """Add, change and remove items, a step an operation; a minus sign undoes."""
    held: dict[int, Item] = {}
    for which, word in steps:
        if word == "undo":
            if store.peek_undo() is not None:
                store.undo()
                held = {n: each for n, each in held.items() if each.title in titles(store)}
            continue
        with store.operation(word) as op:
            old = held.get(which)
            if old is not None and word == "remove":
                op.remove(held.pop(which))
            elif old is None:
                held[which] = op.put(Item(title=f"{which} {word}"))
            else:
                held[which] = op.put(replace(old, title=f"{which} {word}", note=word))


def seen(store: Store, seq: int) -> list[str]:
    """What the dossier held after an operation."""
    past = store.at(seq)
    try:
        return titles(past)
    finally:
        past.close()


def findings(store: Store) -> list[str]:
    """What a check says."""
    with store.reading() as connection:
        return [f"{each.where}: {each.message}" for each in check(connection, Silent())]


STEPS: list[Step] = [(0, "a"), (1, "b"), (0, "c"), (1, "remove"), (2, "d"), (0, "e")]


def test_after_history_is_dropped_records_and_chain_are_what_they_were(store: Store) -> None:
    carry_out(store, STEPS)
    before, heads = titles(store), [each.hash for each in store.operations()]
    later = {seq: seen(store, seq) for seq in (4, 5, 6)}

    drop_history(store, 4, "Drop the history up to operation 4", "Law says so.")

    assert titles(store) == before
    assert [each.hash for each in store.operations()][1:] == heads
    assert findings(store) == []
    assert {seq: seen(store, seq) for seq in (4, 5, 6)} == later
    newest = store.operations(limit=1)[0]
    assert (newest.role, newest.reverts, newest.reason[:12]) == ("drop", 4, "Law says so.")


def test_what_was_dropped_is_refused_with_a_word(store: Store) -> None:
    carry_out(store, STEPS)
    third = store.operations()[-3]
    drop_history(store, 4, "Drop")

    for refused in (
        lambda: store.at(3),
        lambda: store.revert(third),
        lambda: store.return_to(3),
        lambda: drop_history(store, 2, "Drop"),
    ):
        with pytest.raises(HistoryDropped, match="operations 1 to 4"):
            refused()
    assert findings(store) == []


def test_a_past_goes_no_further_back_than_history_was_dropped_since(store: Store) -> None:
    carry_out(store, STEPS)
    past = store.at(5)
    drop_history(store, 4, "Drop")

    with pytest.raises(HistoryDropped, match="operations 1 to 4"):
        past.at(3)
    earlier = past.at(4)
    assert seen(earlier, 4) == seen(store, 4)
    for each in (earlier, past):
        each.close()


def test_undo_goes_back_to_where_history_begins_and_no_further(store: Store) -> None:
    carry_out(store, STEPS)
    drop_history(store, 4, "Drop")

    assert [store.undo().label for _ in range(2)] == ["e", "d"]
    with pytest.raises(NothingToUndo):
        store.undo()
    assert store.redo().label == "Undo: d"
    assert findings(store) == []


def test_the_dropping_itself_is_not_taken_back(store: Store) -> None:
    carry_out(store, STEPS)
    drop_history(store, 4, "Drop")
    with pytest.raises(NothingToUndo):
        store.revert(store.operations(limit=1)[0])


def test_nothing_of_what_was_dropped_is_left_in_the_file(store: Store, path: Path) -> None:
    with store.operation("Add") as op:
        item = op.put(Item(title="very secret name"))
    with store.operation("Change") as op:
        op.put(replace(item, title="plain name"))
    drop_history(store, 2, "Drop")
    store.close()

    assert b"secret" not in path.read_bytes()
    assert b"plain name" in path.read_bytes()


def test_a_record_from_before_is_told_as_of_the_dropping(store: Store) -> None:
    carry_out(store, STEPS)
    with store.reading() as connection:
        key = connection.exec_driver_sql("SELECT id FROM item WHERE title = '0 e'").scalar_one()
    drop_history(store, 4, "Drop")
    with store.reading() as connection:
        told = [(each.operation.label, each.action) for each in told_of(connection, key)]
    assert told == [("e", "change"), ("e", "change"), ("Drop", "add")]


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        ("UPDATE change SET after = '{}' WHERE operation = 4", [(7, chain.KEPT_ALTERED)]),
        ("DELETE FROM change WHERE operation = 4", [(7, chain.KEPT_ALTERED)]),
        ("UPDATE operation SET hash = 'x' WHERE seq = 2", [(3, chain.CUT)]),
        ("UPDATE operation SET reverts = 3 WHERE seq = 7", [(4, chain.ALTERED), (7, "")]),
    ],
)
def test_tampering_with_what_was_kept_is_named(
    store: Store, statement: str, found: list[tuple[int, str]]
) -> None:
    carry_out(store, STEPS)
    drop_history(store, 4, "Drop")
    with store._connections.lend(immediate=True) as connection:  # noqa: SLF001 - tampering
        connection.begin()
        end_logging(connection)
        connection.exec_driver_sql(statement)
        told = {(each.operation.seq, each.message) for each in chain.breaks(connection, Silent())}
    for seq, message in found:
        assert any(at == seq and message in said for at, said in told), told


def test_salvage_vouches_for_what_was_kept(store: Store, path: Path) -> None:
    carry_out(store, STEPS)
    drop_history(store, 4, "Drop")
    held = titles(store)
    store.close()
    saved = salvage(Pages(path.read_bytes()), Silent())
    assert sorted(each.name for each in saved.records) == sorted(held)
    assert saved.verified == {each.id for each in saved.records}
    assert saved.lost == []


@settings(
    max_examples=3,
    phases=[Phase.generate],
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    st.lists(
        st.tuples(st.integers(0, 3), st.sampled_from(("x", "y", "remove", "undo"))),
        min_size=3, max_size=7,
    ),
    st.data(),
)  # fmt: skip
def test_every_later_moment_is_what_it_was_after_history_is_dropped(
    tmp_path_factory: pytest.TempPathFactory, steps: list[Step], data: st.DataObject
) -> None:
    path = tmp_path_factory.mktemp("dropped") / "a.dossier"
    store = Store.create(path, analyst="me", replica="here")
    try:
        carry_out(store, [(0, "first"), *steps])
        last = store.operations(limit=1)[0].seq
        for first, until in ((1, last), (1, last + 1)):  # a second time, over the first
            seq = data.draw(st.integers(first, until))
            with store.reading() as connection:
                kept = baseline_of(connection)
            if kept is not None and seq < kept.seq:
                continue
            then = {each: seen(store, each) for each in range(seq, until + 1)}
            drop_history(store, seq, "Drop")
            assert {each: seen(store, each) for each in then} == then
            assert findings(store) == []
            with store.reading() as connection:
                assert log.count_changes(connection, seq) == len(then[seq])
    finally:
        store.close()
