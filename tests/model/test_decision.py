"""A decision's life: its events say how it stands, its codings from when."""

from __future__ import annotations

import pytest

from workbench.model.decision import Condition, Decision, DecisionEvent, StanceCoding
from workbench.model.kinds import ConditionKind, EventAction, EventStatus, Phase
from workbench.model.quantity import Quantity
from workbench.model.when import When

ADOPTED = DecisionEvent(action=EventAction.ADOPTION, when=When("2025-01-15"))
ENDED = DecisionEvent(action=EventAction.TERMINATION, when=When("2025-05-13"))
UNDATED = DecisionEvent(action=EventAction.APPEAL)


def test_the_latest_dated_event_says_how_it_stands_whatever_the_order_of_the_list() -> None:
    decision = Decision(title="AI Diffusion rule", events=(ENDED, UNDATED, ADOPTED))
    assert decision.standing is EventStatus.TERMINATED
    assert decision.phase is Phase.ENDED


def test_without_events_nothing_is_said() -> None:
    assert Decision(title="Rule").standing is EventStatus.UNSTATED
    assert Decision(title="Rule").phase is Phase.UNSTATED


def test_undated_events_stand_as_they_are_listed() -> None:
    decision = Decision(title="Rule", events=(DecisionEvent(), UNDATED))
    assert decision.standing is EventStatus.APPEALED


def test_a_coding_holds_from_its_own_date_else_its_event_else_when_it_took_effect() -> None:
    decision = Decision(
        title="Rule",
        announced=When("2025-01-13"),
        effective=When("2025-01-15"),
        events=(ADOPTED, ENDED),
    )
    whole = StanceCoding(scale="s", value=3)
    assert decision.coded_from(whole) == When("2025-01-15")
    ended = StanceCoding(scale="s", value=0, event=EventAction.TERMINATION)
    assert decision.coded_from(ended) == When("2025-05-13")
    since = StanceCoding(scale="s", value=1, since=When("2026"))
    assert decision.coded_from(since) == When("2026")
    appeal = StanceCoding(scale="s", value=1, event=EventAction.APPEAL)
    assert decision.coded_from(appeal) == When.UNKNOWN


@pytest.mark.parametrize(
    ("kind", "words", "quantity", "told"),
    [
        ("unspecified", "", "", "conditions not stated"),
        ("unspecified", "conditional licences", "", "conditional licences"),
        ("testing", "", "", "testing"),
        ("revenue_share", "25 percent", "25 %", "revenue share: 25 percent"),
        ("quota", "of the US volume", "at most 50 %", "quota: of the US volume, ≤ 50 %"),
    ],
)
def test_a_condition_is_told_by_kind_words_and_number(
    kind: str, words: str, quantity: str, told: str
) -> None:
    given = Quantity.parse(quantity) if quantity else Quantity()
    assert Condition(kind=ConditionKind(kind), words=words, quantity=given).told == told
