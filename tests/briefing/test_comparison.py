"""What moved between two briefings, in the words that readers see."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from workbench.briefing.comparison import changed, since
from workbench.briefing.data import JudgementRow
from workbench.model.kinds import Stance
from workbench.model.quantity import Quantity

if TYPE_CHECKING:
    from workbench.briefing.data import BriefingData


def test_nothing_moves_between_a_briefing_and_itself(undated: BriefingData) -> None:
    assert changed(undated, undated) == ()


def test_a_new_value_stands_beside_the_old_one(undated: BriefingData) -> None:
    grown = dataclasses.replace(
        undated.allocations[0], quantity=Quantity.parse("more than 500,000", unit="chip")
    )
    (row,) = changed(undated, dataclasses.replace(undated, allocations=(grown,)))
    assert (row.ref, row.what) == ("A-0001", "Quantity")
    assert (row.before, row.after) == (
        "more than 400,000 of the chips in total",
        "more than 500,000",
    )


def test_rows_that_come_and_go_are_told(undated: BriefingData) -> None:
    first, *rest = undated.decisions
    fewer = dataclasses.replace(undated, decisions=tuple(rest))
    assert [(row.ref, row.what) for row in changed(fewer, undated)] == [("D-0001", "New")]
    assert [(row.ref, row.what) for row in changed(undated, fewer)] == [
        ("D-0001", "No longer shown")
    ]
    turned = dataclasses.replace(first, stance=Stance.DENY)
    (row,) = changed(undated, dataclasses.replace(undated, decisions=(turned, *rest)))
    assert (row.before, row.after) == ("With conditions", "Deny")


def test_a_judgement_knows_how_it_stands_to_the_last(undated: BriefingData) -> None:
    kept = JudgementRow(ref="J-0001", statement="a", likelihood="likely")
    moved = JudgementRow(ref="J-0002", statement="b", likelihood="likely")
    before = dataclasses.replace(undated, judgements=(kept, moved))
    weaker = dataclasses.replace(moved, likelihood="unlikely")
    fresh = JudgementRow(ref="J-0003", statement="c")
    after = dataclasses.replace(undated, judgements=(kept, weaker, fresh))
    assert since(before, after) == {"J-0001": "unchanged", "J-0002": "changed", "J-0003": "new"}
