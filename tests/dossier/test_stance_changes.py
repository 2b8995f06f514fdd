from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.analysis.interval import Interval
from workbench.model import PolicyLine
from workbench.model.decision import DecisionEvent, StanceCoding
from workbench.model.kinds import EventAction
from workbench.model.stance_scale import ScaleLevel, StanceScale
from workbench.model.when import When, day_of

if TYPE_CHECKING:
    from workbench import Dossier


def test_a_coding_holds_from_its_own_day_else_from_that_of_its_event(dossier: Dossier) -> None:
    scale = dossier.stance_scales.add(
        StanceScale(title="Review", levels=tuple(ScaleLevel(value=n) for n in range(5)))
    )
    line = dossier.policy_lines.add(PolicyLine(title="Exports"))
    dossier.decisions.log(
        title="Rule",
        line=line.id,
        announced=When("2025-01-01"),
        events=(DecisionEvent(action=EventAction.ADOPTION, when=When("2025-02-01")),),
        stances=(
            StanceCoding(scale=scale.id, value=4, event=EventAction.ADOPTION),
            StanceCoding(scale=scale.id, value=0, since=When("2025-03-01")),
        ),
    )

    steps = dossier.stance.of(line).stance.steps
    assert [day_of(step.start).isoformat() for step in steps] == ["2025-02-01", "2025-03-01"]
    assert steps[0].index == Interval(87.5, 100)


def test_a_decision_that_never_came_into_force_sets_no_stance(dossier: Dossier) -> None:
    scale = dossier.stance_scales.add(
        StanceScale(title="Review", levels=tuple(ScaleLevel(value=n) for n in range(6)))
    )
    line = dossier.policy_lines.add(PolicyLine(title="Exports"))
    for day, value, never in (("2022-10-07", 4, False), ("2025-01-15", 5, True)):
        dossier.decisions.log(
            title="Rule",
            line=line.id,
            effective=When(day),
            never_in_force=never,
            stances=(StanceCoding(scale=scale.id, value=value),),
        )
    dossier.decisions.log(
        title="Uncoded", line=line.id, effective=When("2025-02-01"), never_in_force=True
    )

    (step,) = dossier.stance.of(line).stance.steps
    assert day_of(step.start).isoformat() == "2022-10-07"
