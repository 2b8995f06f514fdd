from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from workbench.errors import NoSuchRecord
from workbench.model import Item
from workbench.model.quantity import Quantity
from workbench.model.specification import ItemSpec, SpecFigure, SpecStatus

if TYPE_CHECKING:
    from workbench import Dossier


def results(dossier: Dossier, item: Item | str, on: str) -> dict[str, str]:
    return {each.rule.subject: each.words for each in dossier.rules.classify(item, on)}


def test_a_chip_of_the_catalogue_is_classified_on_a_day(dossier: Dossier) -> None:
    found = results(dossier, "H200", "2026-01-20")

    assert found == {"control": "3A090.a", "review": "case by case", "tariff": "25 percent"}


def test_before_the_revision_the_same_chip_met_a_presumption_of_denial(dossier: Dossier) -> None:
    found = results(dossier, "H200 SXM", "2025-06")

    assert found == {"control": "3A090.a", "review": "presumption of denial"}


def test_figures_of_the_dossier_come_before_those_of_the_catalogue(sample: Dossier) -> None:
    held = sample.items["I-0001"]
    assert results(sample, held, "2026-01-20")["control"].startswith("open: needs")

    sample.items.add_shipped("H200", into=held)
    assert results(sample, "Nvidia H200", "2026-01-20")["control"] == "3A090.a"


def test_memory_falls_under_its_own_rule_from_the_day_on_which_there_was_one(
    dossier: Dossier,
) -> None:
    density = ItemSpec(
        figure=SpecFigure.MEMORY_BANDWIDTH_DENSITY,
        value=Quantity.exact("7", "GB/s/mm²"),
        status=SpecStatus.SECONDARY,
    )
    stack = dossier.items.add(Item(title="A stack of memory", specs=(density,)))

    assert results(dossier, stack, "2024-12-01") == {}
    assert results(dossier, "A stack of memory", "2024-12-02") == {"control": "3A090.c"}
    assert [each.words for each in dossier.items.computed(stack.ref)] == ["3A090.c"]


def test_the_figure_of_an_item_says_what_earlier_vintages_said_too(dossier: Dossier) -> None:
    chip = dossier.items.add_shipped("A800 SXM")
    (control,) = [each for each in dossier.items.computed(chip) if each.label == "Control"]

    assert control.words == "3A090.a"
    assert control.how.endswith(
        "By day: from Oct 2022 not controlled as 3A090; from 17 Nov 2023 3A090.a."
    )


def test_an_item_that_nobody_knows_is_refused(dossier: Dossier) -> None:
    with pytest.raises(NoSuchRecord):
        dossier.rules.classify("H", "2026-01-20")
