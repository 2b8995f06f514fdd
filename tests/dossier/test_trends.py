from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from workbench.model import Allocation, Party
from workbench.model.allocation import AllocationParty
from workbench.model.kinds import Split
from workbench.model.quantity import Quantity
from workbench.model.when import When

if TYPE_CHECKING:
    from workbench.dossier.dossier import Dossier


@pytest.fixture
def three(dossier: Dossier) -> Dossier:
    """Two recipients, each with a quantity of its own, and one that they hold together."""
    both = [dossier.parties.add(Party(title=name)) for name in ("ByteDance", "Alibaba")]
    parts = tuple(AllocationParty(party=each.id) for each in both)
    for amount, parties in ((100, parts[:1]), (40, parts[1:]), (900, parts)):
        dossier.allocations.add(
            Allocation(
                title="H200",
                quantity=Quantity.more_than(amount, "chip"),
                as_of=When("2026-01-28"),
                parties=parties,
                split=Split.JOINT_UNSPECIFIED if len(parties) > 1 else Split.SINGLE,
            )
        )
    return dossier


def test_a_trend_parts_by_recipient_and_leaves_joint_quantities_whole(three: Dossier) -> None:
    (trend,) = three.trends.read(by="recipient")
    assert [(p.low[-1], p.together) for p in trend.parts] == [
        (101, False),
        (41, False),
        (901, True),
    ]
    assert [p.name for p in trend.parts][:2] == ["ByteDance", "Alibaba"]
    assert sum(float(p.low[-1]) for p in trend.parts) == trend.low[-1]


def test_what_is_read_is_kept_until_something_that_it_rests_on_changes(three: Dossier) -> None:
    kept = three.trends.ledger()
    assert three.trends.ledger() is kept
    three.parties.add(Party(title="Tencent"))
    assert three.trends.ledger() is not kept
    (before,) = three.trends.read()
    three.allocations.add(Allocation(title="More", quantity=Quantity.exact(5, "chip")))
    (after,) = three.trends.read()
    assert (before.counted, after.counted) == (3, 4)


def test_the_columns_of_a_query_are_read_once_for_all_groups(three: Dossier) -> None:
    whole = three.trends.ledger()
    for by in ("recipient", "supplier", "item", "jurisdiction"):
        assert three.trends.ledger(by=by).rows is whole.rows
        assert three.trends.read(by=by)[0].days is three.trends.read()[0].days


def test_what_an_operation_has_written_so_far_is_in_every_grouping(three: Dossier) -> None:
    party = three.parties.find()[0].id
    with three.operation("More"):
        assert three.trends.read()[0].counted == 3
        three.allocations.add(
            Allocation(
                title="More",
                quantity=Quantity.exact(5, "chip"),
                parties=(AllocationParty(party=party),),
            )
        )
        (trend,) = three.trends.read(by="recipient")
        assert (trend.counted, sum(part.counted for part in trend.parts)) == (4, 4)


def test_many_undated_allocations_are_summed_up_in_one_entry(dossier: Dossier) -> None:
    dossier.allocations.add_all(
        Allocation(title=f"N {n}", quantity=Quantity.exact(n, "chip")) for n in range(1, 301)
    )
    (trend,) = dossier.trends.read()
    assert len(trend.undated) == 200
    assert trend.undated_count == trend.counted == 300
    assert trend.undated[-1].ref == "101 more"
    assert sum(each.bounds[0] for each in trend.undated) == 300 * 301 / 2
    assert trend.total.point == 300 * 301 / 2
