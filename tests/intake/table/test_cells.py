from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from workbench.errors import InvalidField
from workbench.intake.table.cells import read_cell
from workbench.intake.table.mapping import ColumnMapping
from workbench.intake.table.targets import targets_of
from workbench.model.kinds import Action, Direction
from workbench.model.quantity import Quantity

DECISION, ALLOCATION = targets_of("decision"), targets_of("allocation")


def read(words: str, name: str, **values: str) -> Any:
    """What a cell gives the target of a name, with values that mean something."""
    target = ALLOCATION.get(name) or DECISION[name]
    return read_cell(words, target, ColumnMapping(field=name, values=values))


@pytest.mark.parametrize(
    ("words", "name", "value"),
    [
        ("Approve conditionally", "action", Action.APPROVE_CONDITIONALLY),
        ("RESTRICTIVE", "direction", Direction.RESTRICTIVE),
        ("46,839", "quantity.median", Decimal(46839)),
        ("1 234 567.5", "quantity.low", Decimal("1234567.5")),
        ("90%", "quantity.level", Decimal(90)),
        ("more than 400,000", "quantity", Quantity.parse("more than 400,000")),
        ("A; B | A\nC", "parties.recipient", ("A", "B", "C")),
        ("Yes", "never_in_force", True),
        ("n/a", "action", None),
        ("TBD", "announced", None),
        (" - ", "quantity.low", None),
        ("n/a", "title", "n/a"),
    ],
)
def test_a_cell_is_read_as_its_target_takes_it(words: str, name: str, value: object) -> None:
    assert read(words, name) == value


def test_values_mean_what_the_mapping_says_in_any_case() -> None:
    assert read(" rED ", "direction", Red="restrictive") is Direction.RESTRICTIVE
    assert read("Grey", "direction", Grey="") is None


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Red", "direction"),
        ("lots", "quantity.low"),
        ("1,23", "quantity.low"),
        ("nan1", "quantity.low"),
        ("Infinity", "quantity.low"),
        ("perhaps", "never_in_force"),
        ("Atlantis", "jurisdiction"),
        ("no number", "quantity"),
    ],
)
def test_what_does_not_fit_is_refused(words: str, name: str) -> None:
    with pytest.raises(InvalidField):
        read(words, name)
