from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.analysis.heat import heat
from workbench.analysis.plot import told
from workbench.analysis.timeline import timeline
from workbench.model import Allocation, Decision, Party
from workbench.model.allocation import AllocationParty
from workbench.model.plot_choice import PlotChoice, PlotForm
from workbench.model.quantity import Quantity
from workbench.model.when import When

if TYPE_CHECKING:
    from workbench.dossier.dossier import Dossier


def test_a_stack_names_who_holds_most(dossier: Dossier) -> None:
    for name, amount in (("ByteDance", 60), ("Alibaba", 40)):
        party = dossier.parties.add(Party(title=name))
        dossier.allocations.add(
            Allocation(
                title="A",
                quantity=Quantity.exact(amount, "chip"),
                as_of=When("2026-01-28"),
                parties=(AllocationParty(party=party.id),),
            )
        )
    made = dossier.trends.of("", form="stacked")
    title, below = told(made.choice, made.timeline, made.trends, None)
    assert title == "ByteDance holds six in ten chips"
    assert below == "Chips authorised, cumulative lower bound, by recipient"


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
    assert below.endswith("; 1 without a quarter stand apart")
