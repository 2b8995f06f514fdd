from __future__ import annotations

from decimal import Decimal

import pytest

from workbench.errors import InvalidField
from workbench.intake.table.cells import read_cell
from workbench.intake.table.fit import FittedRow
from workbench.intake.table.mapping import ColumnMapping
from workbench.intake.table.pieces import aliases_of, put_together
from workbench.intake.table.targets import targets_of
from workbench.model.item import ItemAlias
from workbench.model.party import Alias
from workbench.model.quantity import Quantity
from workbench.model.when import When


def test_a_period_has_its_own_name_where_it_has_one_and_stays_open_with_one_end() -> None:
    targets = targets_of("allocation")
    start, end = targets["period.start"], targets["period.end"]
    for given, edtf in (
        ([(start, When("2022"))], "2022/.."),
        ([(end, When("2022"))], "../2022"),
        ([(start, When("2022")), (end, When("2022"))], "2022"),
        ([(start, When("2022-01-01")), (end, When("2022-12-31"))], "2022"),
        ([(start, When("2022-04-01")), (end, When("2022-06-30"))], "2022-34"),
        ([(start, When("2022-02-01")), (end, When("2022-02-28"))], "2022-02"),
        ([(start, When("2022-02-01")), (end, When("2022-02-27"))], "2022-02-01/2022-02-27"),
    ):
        row = FittedRow(number=1)
        put_together(row, given)
        assert row.values["period"].text == edtf


def test_a_unit_of_its_own_column_joins_the_words() -> None:
    targets = targets_of("allocation")
    row = FittedRow(number=1)
    words = Quantity.parse("more than 400,000")
    put_together(row, [(targets["quantity"], words), (targets["quantity.unit"], "chip")])
    assert row.values["quantity"] == Quantity.parse("more than 400,000", "chip")


def test_a_bound_in_words_is_the_quantity_where_no_other_number_stands_beside_it() -> None:
    targets = targets_of("allocation")
    low, median, unit = (targets[f"quantity.{each}"] for each in ("low", "median", "unit"))
    for target, words in ((low, "> 400,000"), (median, "hundreds of thousands")):
        row = FittedRow(number=1)
        read = read_cell(words, target, ColumnMapping(field=target.name))
        put_together(row, [(target, read), (unit, "chip")])
        assert row.values["quantity"] == Quantity.parse(words, "chip")
    row = FittedRow(number=1)
    beside = read_cell("> 400,000", low, ColumnMapping(field=low.name))
    put_together(row, [(low, beside), (median, Decimal(500_000))])
    assert "quantity" not in row.values
    with pytest.raises(InvalidField, match="no number"):
        read_cell("see note 5", low, ColumnMapping(field=low.name))


def test_other_names_become_the_parts_of_their_kind() -> None:
    assert aliases_of("party", ["Beijing"]) == (Alias(name="Beijing"),)
    assert aliases_of("item", ["GH200"]) == (ItemAlias(name="GH200"),)
