from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from workbench.analysis.heat import heat
from workbench.analysis.plot import told
from workbench.analysis.timeline import timeline
from workbench.model import Allocation, Decision, Item, Party
from workbench.model.allocation import AllocationParty
from workbench.model.kinds import AllocationRole
from workbench.model.plot_choice import PlotChoice, PlotForm
from workbench.model.quantity import Quantity
from workbench.model.when import When

if TYPE_CHECKING:
    from workbench.dossier.dossier import Dossier


@pytest.mark.parametrize(
    ("by", "words"),
    [
        ("recipient", "Six in ten chips were authorised for ByteDance"),
        ("supplier", "Six in ten chips authorised come from Nvidia"),
        ("item", "Six in ten chips authorised are H200"),
        ("jurisdiction", "Six in ten chips were authorised under decisions of China"),
    ],
)
def test_a_stack_names_its_largest_part_as_what_it_is(
    dossier: Dossier, by: str, words: str
) -> None:
    for name, amount, maker, code, item in (
        ("ByteDance", 60, "Nvidia", "CHN", "H200"),
        ("Alibaba", 40, "AMD", "USA", "MI308"),
    ):
        party, supplier = (dossier.parties.add(Party(title=each)) for each in (name, maker))
        decision = dossier.decisions.add(Decision(title="Go", jurisdiction=code))
        dossier.allocations.add(
            Allocation(
                title="A",
                quantity=Quantity.exact(amount, "chip"),
                as_of=When("2026-01-28"),
                decision=decision.id,
                item=dossier.items.add(Item(title=item, unit="chip")).id,
                parties=(
                    AllocationParty(party=party.id),
                    AllocationParty(party=supplier.id, role=AllocationRole.SUPPLIER),
                ),
            )
        )
    made = dossier.trends.of("", form="stacked", by=by)
    title, below = told(made.choice, made.timeline, made.trends, None)
    assert title == words
    assert below == f"Chips authorised, cumulative lower bound, by {by}"


def test_a_heat_map_names_the_busiest_and_counts_what_stands_apart() -> None:
    lanes = timeline(
        [
            Decision(title="A", jurisdiction="USA", announced=When("2025-01-05")),
            Decision(title="B", jurisdiction="USA"),
            Decision(title="C", jurisdiction="CHN", announced=When("2025-01-05")),
        ]
    )
    title, below = told(PlotChoice(form=PlotForm.HEAT), lanes, (), heat(lanes))
    assert title == "United States decided most often: two decisions"
    assert below.endswith("; 1 without a quarter stands apart")


def test_a_heat_map_names_all_who_decided_as_often() -> None:
    lanes = timeline(
        Decision(title="A", jurisdiction=code, announced=When("2026-01"))
        for code in ("USA", "CHN", "NLD", "JPN")
    )
    title, _ = told(PlotChoice(form=PlotForm.HEAT), lanes, (), heat(lanes))
    assert title == "China, Japan and 2 others decided most often: one decision each"


def test_a_plot_and_its_trends_are_told_in_a_line_as_in_the_console(dossier: Dossier) -> None:
    for amount in (60, 40):
        quantity = Quantity.exact(amount, "chip")
        dossier.allocations.add(Allocation(title="A", quantity=quantity, as_of=When("2026-01")))
    made = dossier.trends.of("", form="stacked")
    assert repr(made) == "<Plot stacked: Two authorised allocations: 100 chips>"
    assert repr(made.trends[0]) == "<Trend chips authorised: 100>"
    assert repr(dossier.trends.of("stage:ordered")) == "<Plot steps: nothing to draw>"
