from __future__ import annotations

import pytest

from workbench.model.kinds import EventAction, EventStatus, Phase


def test_the_numbers_are_those_of_the_digital_policy_alert() -> None:
    known = {n for n in range(100) if EventAction.of_dpa(n) is not EventAction.UNSPECIFIED}
    assert known == set(range(1, 24)) - {8}
    assert {EventAction.of_dpa(n) for n in known} == set(EventAction) - {EventAction.UNSPECIFIED}
    assert EventAction.of_dpa(18) is EventAction.POSTPONEMENT
    assert EventAction.of_dpa(99) is EventAction.UNSPECIFIED


@pytest.mark.parametrize(
    ("action", "status", "phase"),
    [
        (EventAction.ADOPTION, EventStatus.ADOPTED, Phase.DECIDED),
        (EventAction.TERMINATION, EventStatus.TERMINATED, Phase.ENDED),
        (EventAction.CONSULTATION_OPENED, EventStatus.CONSULTATION_OPEN, Phase.UNDER_DELIBERATION),
    ],
)
def test_an_action_says_how_a_decision_stands_after_it(
    action: EventAction, status: EventStatus, phase: Phase
) -> None:
    assert (action.status, action.phase) == (status, phase)
