from __future__ import annotations

import pytest

from workbench.errors import InvalidField
from workbench.model import Item
from workbench.model.quantity import Quantity
from workbench.model.rules import check
from workbench.model.specification import ItemSpec, SpecFigure, SpecStatus


def test_a_figure_has_its_usual_unit_unless_another_is_named() -> None:
    plain = ItemSpec(figure=SpecFigure.MEMORY_BANDWIDTH, value=Quantity.exact(4800))
    assert plain.amount.unit == "GB/s"
    named = ItemSpec(figure=SpecFigure.MEMORY_BANDWIDTH, value=Quantity.exact("4.8", "TB/s"))
    assert named.amount.unit == "TB/s"


def test_one_source_gives_one_figure_once_and_another_source_another() -> None:
    said = ItemSpec(value=Quantity.exact(36_000), cited="datasheet")
    other = ItemSpec(value=Quantity.exact(36_100), cited="Epoch AI")
    check(Item(title="B200", specs=(said, other)))
    with pytest.raises(InvalidField, match="stands twice"):
        check(Item(title="B200", specs=(said, said)))


def test_only_verified_and_secondary_figures_stand_by_themselves() -> None:
    standing = [each for each in SpecStatus if each.stands]
    assert standing == [SpecStatus.VERIFIED, SpecStatus.SECONDARY]
