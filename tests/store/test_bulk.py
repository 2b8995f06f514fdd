from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from hypothesis import given, strategies

from tests.store.test_rows import QUANTITIES
from workbench.model import Allocation
from workbench.model.allocation import AllocationParty
from workbench.model.quantity import Quantity
from workbench.model.record import fields_of
from workbench.model.when import When
from workbench.store.bulk import columns_of_parts, columns_of_records
from workbench.store.packing import listed
from workbench.store.rows import part_rows, row_of
from workbench.store.schema import specs_of

if TYPE_CHECKING:
    from workbench.store.packing import Columns

(PARTIES,) = (spec for spec in specs_of(Allocation) if spec.part)


def rows(columns: Columns) -> list[dict[str, object]]:
    lists = [listed(columns, name) for name in columns]
    return [dict(zip(columns, row, strict=True)) for row in zip(*lists, strict=True)]


@given(
    given=strategies.lists(
        strategies.tuples(
            QUANTITIES, strategies.sampled_from(["", "2026-01", "2025?"]), strategies.integers(0, 3)
        ),
        min_size=1,
    )
)
def test_many_records_have_the_rows_that_each_of_them_has(
    given: list[tuple[Quantity, str, int]],
) -> None:
    records = [
        Allocation(
            title="a",
            quantity=quantity,
            as_of=When(when),
            decision="d" if parts else "",
            parties=tuple(AllocationParty(party=f"p{n}", quantity=quantity) for n in range(parts)),
        )
        for quantity, when, parts in given
    ]
    fields = fields_of(Allocation, records)

    assert rows(columns_of_records(Allocation, fields)) == [row_of(each) for each in records]
    assert rows(columns_of_parts(PARTIES, fields["id"], fields["parties"])) == [
        row for each in records for row in part_rows(each, "parties")
    ]


def test_numbers_that_are_equal_keep_the_digits_that_each_was_given_with() -> None:
    quantities = [Quantity.exact(Decimal(number)) for number in ("1.0", "1.00", "1.0")]
    records = [Allocation(title="a", quantity=each) for each in quantities]

    columns = columns_of_records(Allocation, fields_of(Allocation, records))

    assert columns["quantity_point"] == ["1.0", "1.00", "1.0"]
