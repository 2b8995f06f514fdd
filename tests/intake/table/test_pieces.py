from __future__ import annotations

from workbench.intake.table.fit import FittedRow
from workbench.intake.table.pieces import aliases_of, put_together
from workbench.intake.table.targets import targets_of
from workbench.model.item import ItemAlias
from workbench.model.party import Alias
from workbench.model.quantity import Quantity
from workbench.model.when import When


def test_a_period_with_one_end_stays_open_and_one_day_stays_a_day() -> None:
    targets = targets_of("allocation")
    start, end = targets["period.start"], targets["period.end"]
    for given, edtf in (
        ([(start, When("2022"))], "2022/.."),
        ([(end, When("2022"))], "../2022"),
        ([(start, When("2022")), (end, When("2022"))], "2022"),
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


def test_other_names_become_the_parts_of_their_kind() -> None:
    assert aliases_of("party", ["Beijing"]) == (Alias(name="Beijing"),)
    assert aliases_of("item", ["GH200"]) == (ItemAlias(name="GH200"),)
