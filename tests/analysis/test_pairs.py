from __future__ import annotations

from datetime import date

from workbench.analysis.pairs import pairs
from workbench.analysis.timeline import timeline
from workbench.analysis.trend import trend
from workbench.model.allocation import Allocation
from workbench.model.decision import Decision, DecisionLink
from workbench.model.kinds import DecisionRelation
from workbench.model.quantity import Quantity
from workbench.model.when import When


def some(amount: str, when: str) -> Allocation:
    return Allocation(title="A", quantity=Quantity.parse(amount, "chip"), as_of=When(when))


SUMS = trend([some("between 60 and 90", "2025-08-01"), some("more than 400", "2026-01-28")])


def test_the_last_reversal_parts_before_from_after() -> None:
    back = DecisionLink(relation=DecisionRelation.REVERSES, decision="d1")
    lanes = timeline(
        [
            Decision(id="d1", number=1, title="Stop", announced=When("2025-09-17")),
            Decision(id="d2", number=2, title="Go", announced=When("2026-01-28"), links=(back,)),
            Decision(id="d3", number=3, title="Later", announced=When("2026-03-01")),
        ]
    )
    made = pairs(SUMS, lanes)
    assert made is not None
    assert (made.ref, made.day) == ("D-0002", date(2026, 1, 28).toordinal())
    whole = made.rows[-1]
    assert (whole.before.sign_text(), whole.after.sign_text()) == ("60 – 90", "> 460")


def test_a_day_can_be_chosen() -> None:
    made = pairs(SUMS, timeline([]), date(2025, 7, 1).toordinal())
    assert made is not None
    assert made.rows[-1].before.sign_text() == "0"
    assert made.ref == ""


def test_where_nothing_is_dated_there_is_no_before() -> None:
    assert pairs(trend([some("10", "")]), timeline([])) is None
