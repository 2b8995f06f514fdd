from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hypothesis import given, strategies

from workbench.model import Item, PolicyLine
from workbench.model.allocation import AllocationParty
from workbench.model.quantity import Quantity
from workbench.store import log

if TYPE_CHECKING:
    from workbench import Dossier
    from workbench.model import Allocation, Decision, Party
    from workbench.store.store import Store

    Records = tuple[Party, Party, Decision, Allocation]


@given(times=strategies.lists(strategies.integers(0, 2**62), min_size=1, max_size=20))
def test_the_clock_never_goes_back_however_wrong_the_wall_clock_is(times: list[int]) -> None:
    clocks = [""]
    for moment in times:
        clocks.append(log.next_clock(clocks[-1], moment))

    assert clocks == sorted(set(clocks))


def test_a_counter_that_is_full_borrows_a_millisecond() -> None:
    full = "00000000000a-ffff"

    assert log.next_clock(full, 0) == "00000000000b-0000"


def test_each_operation_holds_the_hash_of_the_one_before(store: Store) -> None:
    for title in ("a", "b", "c"):
        with store.operation(title) as op:
            op.put(Item(title=title))

    third, second, first = store.operations()
    assert (first.previous, second.previous, third.previous) == ("", first.hash, second.hash)
    with store.reading() as connection:
        for operation in (first, second, third):
            assert log.hash_operation(connection, operation) == (1, operation.hash)


def test_the_history_of_a_record_tells_of_its_parts(store: Store, records: Records) -> None:
    allocation = records[3]
    part = AllocationParty(party=records[1].id, quantity=Quantity.parse("about 100"))
    with store.operation("Tell more") as op:
        op.put(replace(allocation, note="seen", parties=(part,)))
    with store.operation("Remove") as op:
        op.remove(allocation)

    with store.reading() as connection:
        history = list(log.history_of(connection, allocation.id))
    by_label: dict[str, set[tuple[str, str]]] = {}
    for change in history:
        by_label.setdefault(change.operation.label, set()).add((change.action, change.field))

    assert {change.kind for change in history} == {"allocation"}
    assert by_label["Add"] == {("add", ""), ("add", "parties")}
    assert by_label["Remove"] == {("remove", ""), ("remove", "parties")}
    assert {("change", "note"), ("change", "parties.quantity_verbatim")} <= by_label["Tell more"]
    assert history[0].operation.label == "Remove"


def test_what_a_field_ever_held_is_known_after_edits_and_removal(dossier: Dossier) -> None:
    one, other = (dossier.policy_lines.add(PolicyLine(title=title)) for title in ("One", "Other"))
    decision = dossier.decisions.log(title="Moved", line=one.id)
    dossier.decisions.change(decision, line=other.id)
    dossier.decisions.remove(decision.id)

    with dossier.store.reading() as connection:
        held = log.ever_held(connection, "decision", "line", [decision.id])
        assert held == {one.id, other.id}
        assert not log.ever_held(connection, "decision", "line", [])
