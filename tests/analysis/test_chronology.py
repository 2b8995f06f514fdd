"""A chronology puts what falls together on one line, and counts copies of a story once."""

from __future__ import annotations

from workbench.analysis.chronology import Lane, Report, chronology
from workbench.model.decision import Decision, DecisionEvent
from workbench.model.kinds import EventAction
from workbench.model.when import When

EARLY = Decision(
    title="Rule", number=1, announced=When("2024-07-04"), published=When("2024-07-04"),
    effective=When("2024-07-01"), ended=When("2025"),
)  # fmt: skip


def told(*decisions: Decision, reports: tuple[Report, ...] = ()) -> list[tuple[str, str, str]]:
    """Day, lane and what of each entry."""
    return [
        (each.when.text, each.lane.value, ", ".join(each.what))
        for each in chronology(decisions, reports)
    ]


def report(source: str, day: str, origin: str) -> Report:
    """A report on the early rule."""
    return Report(
        decision=EARLY.id, source=source, title=f"By {source}", published=When(day), origin=origin
    )


def test_what_took_effect_first_stands_first_and_what_falls_together_on_one_line() -> None:
    assert told(EARLY) == [
        ("2024-07-01", "effective", "in effect"),
        ("2024-07-04", "announced", "announced, published"),
        ("2025", "effective", "ended"),
    ]


def test_reports_of_one_origin_are_folded_into_the_first() -> None:
    reports = (
        report("copy", "2024-07-06", "reuters"),
        report("reuters", "2024-07-05", "reuters"),
        report("copy", "2024-07-06", "reuters"),
        report("wsj", "2024-07-05", "wsj"),
    )
    reported = [x for x in chronology([EARLY], reports) if x.lane is Lane.REPORTED]
    assert [(each.source, each.folded) for each in reported] == [("reuters", 1), ("wsj", 0)]
    assert not chronology([], reports)


def test_the_undated_are_listed_last_and_never_placed() -> None:
    assert told(Decision(title="Undated"), EARLY)[-1] == ("", "announced", "undated")


def test_what_never_came_into_force_was_only_planned_and_steps_stand_in_their_lane() -> None:
    events = (
        DecisionEvent(action=EventAction.ADOPTION, when=When("2025-01-15")),
        DecisionEvent(action=EventAction.TERMINATION, when=When("2025-05-13")),
        DecisionEvent(when=When("2025-02")),
        DecisionEvent(action=EventAction.APPEAL),
    )
    decision = Decision(
        title="Diffusion", published=When("2025-01-15"), effective=When("2025-05-15"),
        never_in_force=True, events=events,
    )  # fmt: skip
    assert told(decision) == [
        ("2025-01-15", "announced", "published, adoption"),
        ("2025-02", "announced", "a step"),
        ("2025-05-13", "effective", "ended"),
        ("2025-05-15", "effective", "planned to take effect"),
    ]
