from __future__ import annotations

import threading
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from tests.store.steps import ENDLESS, titles
from workbench.errors import (
    DossierBusy,
    DossierClosed,
    DossierReadOnly,
    Interrupted,
    InvalidField,
    NothingToUndo,
    OperationRunning,
    OperationTakenBack,
)
from workbench.model import Item, Party
from workbench.model.party import Alias
from workbench.model.progress import Silent
from workbench.model.query import Query
from workbench.store import find, store as store_module
from workbench.store.check import check
from workbench.store.store import Store

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

    from workbench.model.change import Changes


def put(store: Store, title: str) -> Item:
    with store.operation(f"Add {title}") as op:
        return op.put(Item(title=title))


def put_and_fail(store: Store) -> None:
    with store.operation("Fail") as op:
        op.put(Item(title="H200"))
        op.put(Item(title=""))


def test_an_operation_is_signed(store: Store) -> None:
    with store.operation("Add item", reason="It was missing") as op:
        op.put(Item(title="H200"))

    [operation] = store.operations()
    assert (operation.label, operation.reason) == ("Add item", "It was missing")
    assert (operation.analyst, operation.replica, operation.seq) == ("me", "here", 1)
    assert operation.at.endswith("Z")


def go_on_after_a_stop(store: Store, count: int, steps: int) -> None:
    """Writes on in an operation in which the writing of many was stopped after some steps."""
    with store.operation("Go on") as op:
        op.put(Item(title="before"))
        driver: Any = op.connection.connection.driver_connection
        driver.set_progress_handler(lambda: 1, steps)
        with pytest.raises(Interrupted):
            op.add_all(Item(title=f"i{n}", note="x" * 300) for n in range(count))
        op.put(Item(title="after"))


@pytest.mark.parametrize(("count", "steps"), [(50, 500), (700, 5_000), (6_000, 15_000)])
def test_an_operation_that_goes_on_after_it_was_stopped_amid_a_write_says_so_and_keeps_nothing(
    store: Store, count: int, steps: int
) -> None:
    put(store, "H100")
    with pytest.raises(OperationTakenBack, match="run it again"):
        go_on_after_a_stop(store, count, steps)

    assert titles(store) == ["H100"]
    put(store, "H200")
    assert titles(store) == ["H100", "H200"]
    with store.reading() as connection:
        assert check(connection, Silent()) == []


def test_an_empty_operation_leaves_no_trace(store: Store) -> None:
    with store.operation("Nothing"):
        pass

    assert store.operations() == []


def test_an_operation_that_fails_leaves_the_dossier_as_it_was(store: Store) -> None:
    put(store, "H100")

    with pytest.raises(InvalidField):
        put_and_fail(store)

    assert titles(store) == ["H100"]
    assert len(store.operations()) == 1
    assert put(store, "H20").number == 2


def test_a_nested_operation_joins_the_outer_one(store: Store) -> None:
    with store.operation("Outer") as outer:
        outer.put(Item(title="H100"))
        with store.operation("Inner") as inner:
            inner.put(Item(title="H200"))

    assert [operation.label for operation in store.operations()] == ["Outer"]
    store.undo()
    assert titles(store) == []


def test_a_nested_operation_can_fail_alone(store: Store) -> None:
    with store.operation("Outer") as outer:
        outer.put(Item(title="H100"))
        with pytest.raises(InvalidField):
            put_and_fail(store)
        third = outer.put(Item(title="H20"))

    assert titles(store) == ["H100", "H20"]
    assert third.number == 2


def test_an_operation_reads_what_it_wrote_and_others_do_not(store: Store) -> None:
    seen: list[list[str]] = []
    with store.operation("Add") as op:
        op.put(Item(title="H200"))
        assert titles(store) == ["H200"]
        reader = threading.Thread(target=lambda: seen.append(titles(store)))
        reader.start()
        reader.join()

    assert seen == [[]]


def test_a_reader_sees_one_state_while_others_write(store: Store) -> None:
    put(store, "H100")
    with store.reading() as connection:
        before = find.ids(connection, "item", Query())
        writer = threading.Thread(target=put, args=(store, "H200"))
        writer.start()
        writer.join()
        assert find.ids(connection, "item", Query()) == before

    assert titles(store) == ["H100", "H200"]


def test_threads_write_one_after_the_other(store: Store) -> None:
    threads = [threading.Thread(target=put, args=(store, f"item {n}")) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(titles(store)) == [f"item {n}" for n in range(8)]
    assert [each.seq for each in store.operations()] == list(range(8, 0, -1))


def test_a_write_that_waits_too_long_for_another_thread_says_so(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store_module, "BUSY_SECONDS", 0.05)
    faults: list[type[BaseException]] = []

    def write() -> None:
        try:
            put(store, "H200")
        except DossierBusy as fault:
            faults.append(type(fault))

    with store.operation("Long"):
        thread = threading.Thread(target=write)
        thread.start()
        thread.join()

    assert faults == [DossierBusy]


def test_listeners_hear_what_was_touched_until_they_stop(store: Store) -> None:
    heard: list[Changes] = []
    stop = store.listen(heard.append)

    item = put(store, "H200")
    stop()
    stop()
    put(store, "H20")

    assert [(each.operation.seq, each.touched) for each in heard] == [(1, {"item": {item.id}})]


def test_a_part_touches_its_record(store: Store) -> None:
    heard: list[Changes] = []
    store.listen(heard.append)
    with store.operation("Add") as op:
        party = op.put(Party(title="ByteDance"))
    with store.operation("Name") as op:
        op.put(replace(party, aliases=(Alias(name="TikTok"),)))

    assert heard[1].touched == {"party": {party.id}}


def test_every_listener_is_told_though_one_fails(store: Store) -> None:
    heard: list[Changes] = []

    def fail(_changes: Changes) -> None:
        raise ZeroDivisionError

    store.listen(fail)
    store.listen(heard.append)

    with pytest.raises(ZeroDivisionError):
        put(store, "H200")

    assert len(heard) == 1
    assert titles(store) == ["H200"]


def test_a_listener_may_write(store: Store) -> None:
    def follow(changes: Changes) -> None:
        if changes.operation.label == "Add H200":
            put(store, "follower")

    store.listen(follow)
    put(store, "H200")

    assert titles(store) == ["H200", "follower"]


def test_polling_tells_of_another_writer_once(store: Store, other: Store) -> None:
    heard: list[Changes] = []
    store.listen(heard.append)
    item = put(other, "H200")

    assert store.poll() is not None
    assert store.poll() is None
    assert [each.touched for each in heard] == [{"item": {item.id}}]


def test_polling_says_nothing_of_own_writes(store: Store) -> None:
    put(store, "H200")

    assert store.poll() is None


def test_an_own_write_tells_of_what_another_wrote_just_before(store: Store, other: Store) -> None:
    heard: list[Changes] = []
    store.listen(heard.append)
    theirs = put(other, "H200")
    ours = put(store, "H20")

    assert heard[0].touched == {"item": {theirs.id, ours.id}}
    assert store.poll() is None


def test_polling_never_waits_for_an_operation_of_another_thread(store: Store) -> None:
    answers: list[Changes | None] = []
    with store.operation("Long") as op:
        op.put(Item(title="H200"))
        timer = threading.Thread(target=lambda: answers.append(store.poll()))
        timer.start()
        timer.join(10)
        assert not timer.is_alive()

    assert answers == [None]


def test_two_processes_see_each_others_writes_and_undo_them(
    store: Store, elsewhere: Callable[[str], subprocess.Popen[str]]
) -> None:
    put(store, "ours")
    process = elsewhere(
        "with store.operation('Add theirs') as op: op.put(Item(title='theirs'))\n"
        "print('written', flush=True); input()\n"
        "print(store.poll().operation.label); store.undo(); store.close()"
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "written\n"
    news = store.poll()
    assert news is not None
    assert (news.operation.analyst, news.operation.label) == ("other", "Add theirs")
    put(store, "ours again")
    printed, _ = process.communicate("\n", timeout=60)

    assert printed == "Add ours again\n"
    assert titles(store) == ["ours", "theirs"]
    assert store.undo().label == "Add theirs"
    assert titles(store) == ["ours"]


def test_another_process_that_keeps_writing_makes_the_dossier_busy(
    store: Store, other: Store
) -> None:
    with store.operation("Long") as op:
        op.put(Item(title="H200"))
        with other.reading() as connection:
            connection.exec_driver_sql("PRAGMA busy_timeout = 1")
        with pytest.raises(DossierBusy, match="Nothing was changed"):
            put(other, "H20")

    put(other, "H20")
    assert titles(store) == ["H200", "H20"]


def test_a_closed_dossier_is_one_plain_file(path: Path) -> None:
    store = Store.create(path, analyst="me", replica="here")
    put(store, "H200")
    store.close()
    store.close()

    assert [each.name for each in path.parent.iterdir()] == [path.name]
    assert path.read_bytes()[18:20] == b"\1\1"
    with pytest.raises(DossierClosed):
        titles(store)
    with pytest.raises(DossierClosed):
        put(store, "H20")


def test_a_dossier_that_another_has_open_stays_usable_when_one_closes(
    store: Store, other: Store
) -> None:
    put(store, "H200")
    store.close()

    assert titles(other) == ["H200"]
    put(other, "H20")
    assert titles(other) == ["H200", "H20"]


def test_a_dossier_cannot_be_closed_or_undone_inside_an_operation(store: Store) -> None:
    put(store, "H200")
    with store.operation("Outer"):
        for act in (store.close, store.undo, store.redo):
            with pytest.raises(OperationRunning):
                act()

    assert titles(store) == ["H200"]


def test_closing_stops_an_endless_search_of_another_thread(store: Store) -> None:
    begun = threading.Event()
    stopped = threading.Event()

    def search() -> None:
        with store.reading() as connection:
            begun.set()
            with pytest.raises(Interrupted):
                connection.exec_driver_sql(ENDLESS).all()
            stopped.set()

    thread = threading.Thread(target=search)
    thread.start()
    begun.wait()
    store.close()

    assert stopped.is_set()
    thread.join()


def test_what_was_written_is_there_after_opening_again(path: Path) -> None:
    store = Store.create(path, analyst="me", replica="here")
    put(store, "H200")
    store.close()

    again = Store.open(path, analyst="you", replica="there")
    assert titles(again) == ["H200"]
    assert again.undo().label == "Add H200"
    assert titles(again) == []
    again.close()

    third = Store.open(path, analyst="me", replica="here")
    assert third.redo().label == "Undo: Add H200"
    assert titles(third) == ["H200"]
    third.close()


def test_a_dossier_open_for_reading_refuses_writes(path: Path) -> None:
    Store.create(path, analyst="me", replica="here").close()
    store = Store.open(path, analyst="me", replica="here", read_only=True)

    with pytest.raises(DossierReadOnly):
        put(store, "H200")
    with pytest.raises(NothingToUndo):
        store.undo()
    store.close()
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_a_reader_follows_what_a_writer_does(store: Store, path: Path) -> None:
    reader = Store.open(path, analyst="you", replica="there", read_only=True)
    put(store, "H200")

    assert titles(reader) == ["H200"]
    assert reader.poll() is not None
    reader.close()
