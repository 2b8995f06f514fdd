from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from workbench.errors import NoSuchRecord
from workbench.model import Item
from workbench.model.quantity import Quantity
from workbench.model.specification import ItemSpec, SpecFigure, SpecStatus

if TYPE_CHECKING:
    from workbench.dossier.dossier import Dossier


def test_the_catalogue_ships_figures_with_who_says_so_and_how_far_they_are_checked(
    dossier: Dossier,
) -> None:
    shipped = {each.title: each for each in dossier.items.shipped()}
    tpp = [s for s in shipped["H200 SXM"].specs if s.figure is SpecFigure.TPP]
    assert [(s.value.point, s.status) for s in tpp] == [(Decimal(15832), SpecStatus.VERIFIED)]
    assert all(spec.cited for each in shipped.values() for spec in each.specs)
    assert all(s.status is SpecStatus.ESTIMATE for s in shipped["B30A"].specs)
    assert all(s.status is SpecStatus.UNVERIFIED for s in shipped["MI308"].specs)
    assert dossier.items.count() == 0


def test_figures_that_disagree_stay_side_by_side(dossier: Dossier) -> None:
    item = dossier.items.add_shipped("B200")
    said = [(s.value.point, s.cited) for s in item.specs if s.figure is SpecFigure.FP8]
    assert said == [(Decimal(4500), "s-w-kelly repository"), (Decimal(5000), "Epoch AI")]


def test_an_item_that_is_here_already_gets_the_figures_and_keeps_its_own(dossier: Dossier) -> None:
    own = ItemSpec(
        figure=SpecFigure.TPP,
        value=Quantity.exact(15_800),
        cited="NVIDIA datasheet by way of s-w-kelly; Tom's Hardware; glennklockwood.com",
    )
    held = dossier.items.add(Item(title="Nvidia H200", specs=(own,)))
    filled = dossier.items.add_shipped("h200 sxm")
    assert (filled.id, dossier.items.count()) == (held.id, 1)
    assert filled.specs[0] == own
    assert [s.figure for s in filled.specs].count(SpecFigure.TPP) == 1
    assert filled.maker is not None
    assert dossier.parties.get(filled.maker).title == "NVIDIA"
    dossier.undo()
    assert dossier.items.get(held.id) == held
    assert dossier.parties.count() == 0


def test_figures_go_into_the_item_that_is_named(dossier: Dossier) -> None:
    held = dossier.items.add(Item(title="Some accelerator"))
    assert dossier.items.add_shipped("H20", into=held.ref).id == held.id
    assert dossier.items.known_as("some ACCELERATOR") is not None


def test_a_name_that_the_catalogue_lacks_is_refused(dossier: Dossier) -> None:
    with pytest.raises(NoSuchRecord, match="Abacus"):
        dossier.items.add_shipped("Abacus")
