from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from hypothesis import given, strategies

from workbench.model import Allocation, Decision
from workbench.model.allocation import AllocationParty
from workbench.model.kinds import Action, Stage
from workbench.model.quantity import Quantity
from workbench.model.when import When
from workbench.store.rows import columns_of, part_from, part_rows, record_from, row_of, values_of

if TYPE_CHECKING:
    from sqlalchemy import RowMapping

QUANTITIES = strategies.one_of(
    strategies.just(Quantity()),
    strategies.decimals(0, 10**9, places=3).map(Quantity.exact),
    strategies.sampled_from(
        ["more than 400,000", "hundreds of thousands", "between 17,000 and 35,000", "about 5 %"]
    ).map(Quantity.parse),
)


def mapping(row: dict[str, object]) -> RowMapping:
    return row  # type: ignore[return-value]  # a row is read by name only


@given(quantity=QUANTITIES, when=strategies.sampled_from(["", "2026-01", "2026-01-28~", "2025?"]))
def test_a_record_comes_back_as_it_was(quantity: Quantity, when: str) -> None:
    part = AllocationParty(party="p", quantity=quantity)
    record = Allocation(
        title="a", quantity=quantity, as_of=When(when), stage=Stage.AUTHORISED, parties=(part,)
    )
    rows = part_rows(record, "parties")

    parts = tuple(part_from(AllocationParty, mapping(row)) for row in rows)
    assert record_from(Allocation, mapping(row_of(record)), {"parties": parts}) == record


def test_values_stand_in_the_order_of_their_columns() -> None:
    decision = Decision(title="Approval", action=Action.APPROVE, announced=When("2026-01"))
    row = dict(zip(columns_of(Decision), values_of(decision), strict=True))

    assert row == row_of(decision)
    assert (row["action"], row["announced"], row["line"]) == ("approve", "2026-01", None)
    assert row["announced_last"] - row["announced_first"] == 30


def test_numbers_are_kept_exactly_and_readably() -> None:
    quantity = Quantity.parse("0.1")

    row = row_of(Allocation(title="a", quantity=quantity))
    assert row["quantity_point"] == "0.1"
    assert Decimal(row["quantity_point"]) == quantity.point


def test_an_empty_link_points_at_nothing() -> None:
    assert row_of(Decision(title="a", authority=""))["authority"] is None


def test_a_part_has_the_same_id_on_every_laptop() -> None:
    record = Allocation(id="a" * 26, title="a", parties=(AllocationParty(party="p"),))

    assert part_rows(record, "parties")[0]["id"] == part_rows(record, "parties")[0]["id"]
    assert part_rows(record, "parties")[0]["record"] == record.id
