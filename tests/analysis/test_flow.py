from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING

import numpy as np
import pytest

from workbench.analysis.flow import flow
from workbench.analysis.ledger import Group, of_records
from workbench.model.allocation import Allocation
from workbench.model.kinds import Split
from workbench.model.quantity import Quantity

if TYPE_CHECKING:
    from workbench.analysis.flow import Flow
    from workbench.analysis.ledger import Ledger

RECIPIENTS = (Group(key="a", name="ByteDance"), Group(key="ab", name="Both", joint=True))
SUPPLIERS = (Group(key="n", name="Nvidia"),)


def grouped(some: list[Allocation], groups: tuple[Group, ...], codes: list[int]) -> Ledger:
    return of_records(some).grouped(np.array(codes), groups)


@pytest.fixture
def made() -> Flow:
    some = [
        Allocation(id="x1", title="A", item="h20", quantity=Quantity.between(60, 90, "chip")),
        Allocation(id="x2", title="B", item="h20", quantity=Quantity.exact(40, "chip")),
        Allocation(
            id="x3", title="C", item="h200", quantity=Quantity.more_than(400, "chip"),
            split=Split.JOINT_UNSPECIFIED,
        ),
        Allocation(id="x4", title="D", quantity=Quantity.vague("some", "chip")),
    ]  # fmt: skip
    found = flow(grouped(some, SUPPLIERS, [0] * 4), grouped(some, RECIPIENTS, [0, 0, 1, 0]))
    assert found is not None
    return found


def test_ways_are_added_and_joint_quantities_stay_one_ribbon(made: Flow) -> None:
    assert [(r.supplier, r.item, r.recipient, r.low, r.joint) for r in made.ribbons] == [
        ("Nvidia", "h20", "ByteDance", 100, False),
        ("Nvidia", "h200", "Both", 401, True),
    ]
    assert made.low == 501


def test_each_ribbon_knows_its_allocations_and_its_bounds(made: Flow) -> None:
    assert made.ribbons[0].ids == {"x1", "x2"}
    assert [(r.low, r.high) for r in made.ribbons] == [(100, 130), (401, inf)]


def test_a_sum_is_told_in_the_figures_that_sources_state(made: Flow) -> None:
    alone, joint = made.ribbons
    assert made.sum_of([alone]).sign_text() == "100 – 130"
    assert made.sum_of([joint]).sign_text() == "> 400"
    assert made.sum_of(made.ribbons).sign_text() == "> 500"


def test_nothing_with_bounds_is_no_flow() -> None:
    some = [Allocation(title="D", quantity=Quantity.vague("some", "chip"))]
    assert flow(grouped(some, SUPPLIERS, [0]), grouped(some, RECIPIENTS, [0])) is None


def test_many_recipients_are_put_together() -> None:
    many = tuple(Group(key=str(n), name=f"R{n}") for n in range(20))
    some = [
        Allocation(title="A", item="i", quantity=Quantity.exact(n + 1, "chip")) for n in range(20)
    ]
    found = flow(grouped(some, SUPPLIERS, [0] * 20), grouped(some, many, list(range(20))))
    assert found is not None
    assert len(found.ribbons) == 10
    assert found.ribbons[-1].recipient == "11 others"
    assert found.low == 210


def test_one_more_than_few_keeps_its_name() -> None:
    found = flow(*ends(10, suppliers=1))
    assert found is not None
    assert {each.recipient for each in found.ribbons} == {f"R{n}" for n in range(10)}


def test_many_suppliers_and_items_are_put_together_and_nothing_is_lost() -> None:
    found = flow(*ends(40, suppliers=40))
    assert found is not None
    ends_of = [(each.supplier, each.item, each.recipient) for each in found.ribbons]
    for names in zip(*ends_of, strict=True):
        assert len(set(names)) == 10
        assert "31 others" in names
    assert found.low == sum(range(1, 41))
    assert sum(len(each.ids) for each in found.ribbons) == 40


def test_of_those_put_together_who_holds_jointly_is_counted_apart() -> None:
    some = [
        Allocation(title="A", item="i", quantity=Quantity.exact(n + 1, "chip")) for n in range(20)
    ]
    groups = tuple(Group(key=f"r{n}", name=f"R{n}", joint=n < 4) for n in range(20))
    found = flow(grouped(some, SUPPLIERS, [0] * 20), grouped(some, groups, list(range(20))))
    assert found is not None
    assert found.others == {"7 others", "4 others"}
    told = {(each.recipient, each.joint): each.low for each in found.ribbons}
    assert told["7 others", False] == sum(range(5, 12))
    assert told["4 others", True] == sum(range(1, 5))


def ends(number: int, *, suppliers: int) -> tuple[Ledger, Ledger]:
    """As many allocations, each of an item of its own to a recipient of its own."""
    some = [
        Allocation(title="A", item=f"i{n}", quantity=Quantity.exact(n + 1, "chip"))
        for n in range(number)
    ]
    makers = tuple(Group(key=f"s{n}", name=f"S{n}") for n in range(suppliers))
    buyers = tuple(Group(key=f"r{n}", name=f"R{n}") for n in range(number))
    return (
        grouped(some, makers, [n % suppliers for n in range(number)]),
        grouped(some, buyers, list(range(number))),
    )
