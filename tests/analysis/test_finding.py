from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from workbench.analysis import finding
from workbench.analysis.timeline import Timeline, timeline
from workbench.analysis.trend import trend
from workbench.model.allocation import Allocation, AllocationParty
from workbench.model.decision import Decision, DecisionLink
from workbench.model.kinds import Action, DecisionRelation, Split
from workbench.model.quantity import Quantity
from workbench.model.when import When

if TYPE_CHECKING:
    from workbench.analysis.trend import Trend

NAMES = {"h200": "Nvidia H200", "a": "ByteDance", "b": "Alibaba", "c": "Tencent"}
THREE = tuple(AllocationParty(party=name) for name in "abc")


def joint(when: str = "") -> Allocation:
    return Allocation(
        title="H200",
        item="h200",
        quantity=Quantity.parse("more than 400,000", "chip"),
        split=Split.JOINT_UNSPECIFIED,
        parties=THREE,
        as_of=When(when),
    )


def single(amount: str, when: str = "") -> Allocation:
    quantity = Quantity.parse(amount, "chip")
    return Allocation(title="H200", item="h200", quantity=quantity, as_of=When(when))


def of(*allocations: Allocation) -> Trend:
    return trend(allocations, names=NAMES)


@pytest.mark.parametrize(
    ("made", "sentence"),
    [
        (
            of(joint()),
            (
                "One authorised allocation: more than 400,000 Nvidia H200 jointly to ByteDance, "
                "Alibaba and Tencent; no date stated"
            ),
        ),
        (
            of(joint("2026-01-28")),
            (
                "One authorised allocation: more than 400,000 Nvidia H200 jointly to ByteDance, "
                "Alibaba and Tencent, 28 Jan 2026"
            ),
        ),
        (
            of(joint("2026-01-28"), single("162,000", "2025-08-01")),
            (
                "Two authorised allocations: more than 562,000 Nvidia H200; more than 400,000 "
                "of them jointly to ByteDance, Alibaba and Tencent"
            ),
        ),
        (
            of(single("10"), single("5"), single("hundreds")),
            "Two authorised allocations: 15 Nvidia H200; none dated; 1 more without a stated bound",
        ),
        (
            of(single("hundreds of thousands")),
            "One authorised allocation: hundreds of thousands Nvidia H200; no bounds stated",
        ),
        (of(), "No allocations to add up"),
    ],
)
def test_the_title_of_a_trend_is_its_finding(made: Trend, sentence: str) -> None:
    assert finding.trend_title(made) == sentence


def decisions() -> Timeline:
    first = Decision(title="Restrictions", jurisdiction="USA", action=Action.RESTRICT)
    link = DecisionLink(relation=DecisionRelation.PARTIALLY_REVERSES, decision=first.id)
    second = Decision(title="Partial access", jurisdiction="USA", links=(link,))
    third = Decision(title="Approval", jurisdiction="CHN", action=Action.APPROVE_CONDITIONALLY)
    return timeline([first, second, third])


def test_the_title_of_a_timeline_counts_decisions_and_reversals() -> None:
    words = "Three decisions in two jurisdictions, one reversal; none dated"
    assert finding.timeline_title(decisions()) == words


def test_a_picture_takes_the_finding_of_its_first_trend() -> None:
    assert finding.title(decisions(), [of(joint())]).startswith("One authorised allocation")
    assert finding.title(decisions(), []).startswith("Three decisions")
    assert finding.title(Timeline(), []) == ""


def test_the_description_names_every_mark_with_its_stance() -> None:
    told = finding.describe(decisions(), [of(joint())])
    assert "China: no date stated: With conditions, Approval" in told
    assert "more than 400,000 Nvidia H200 jointly" in told


def test_a_long_list_is_cut_with_a_count() -> None:
    assert finding.listed(["A", "B", "C", "D", "E"]) == "A, B and 3 others"
    assert finding.listed(["A"]) == "A"
    assert finding.listed([]) == ""


def test_units_are_named_when_there_is_no_item() -> None:
    money = Allocation(title="Fee", quantity=Quantity.exact(5, "USD"))
    assert trend([money]).noun == "USD"
    chips = Allocation(title="Chips", quantity=Quantity.exact(5, "chip"))
    assert trend([chips]).noun == "chips"


def test_what_is_counted_begins_small_within_the_subtitle_and_large_as_a_heading() -> None:
    made = trend([Allocation(title="A", quantity=Quantity.exact(5, "chip"), as_of=When("2026"))])
    lanes = timeline([Decision(title="Go", jurisdiction="USA", announced=When("2026-01"))])
    assert finding.subtitle(lanes, [made]).endswith(", and chips authorised, cumulative")
    assert finding.subtitle(Timeline(), [made]) == finding.trend_label(made)
    assert finding.trend_label(made) == "Chips authorised, cumulative"
