"""The life of a decision as its inspector words it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from workbench.gui.decisions.life import effective_words, events_words
from workbench.gui.decisions.rows import date_note
from workbench.gui.decisions.sheet import read_sheet
from workbench.model.decision import Decision, DecisionEvent, StanceCoding
from workbench.model.kinds import EventAction, Scope
from workbench.model.when import When

if TYPE_CHECKING:
    from workbench import Dossier


@pytest.mark.parametrize(
    ("announced", "effective", "words"),
    [
        ("2024-07-04", "2024-07-01", "1 Jul 2024, before it was announced"),
        ("2024-07-04", "2024-07", "Jul 2024"),
        ("", "2024-07-01", "1 Jul 2024"),
        ("2024-07-04", "", ""),
    ],
)
def test_what_took_effect_surely_before_it_was_announced_says_so(
    announced: str, effective: str, words: str
) -> None:
    decision = Decision(title="Rule", announced=When(announced), effective=When(effective))
    assert effective_words(decision) == words


def test_what_never_came_into_force_says_so_with_the_planned_date() -> None:
    planned = Decision(title="Rule", effective=When("2025-05-15"), never_in_force=True)
    assert effective_words(planned) == "planned for 15 May 2025; never came into force"
    assert effective_words(Decision(title="R", never_in_force=True)) == "never came into force"


def test_a_row_does_not_call_a_planned_date_in_effect() -> None:
    assert date_note(Decision(title="Rule", effective=When("2025-05-15"))) == "in effect"
    planned = Decision(title="Rule", effective=When("2025-05-15"), never_in_force=True)
    assert date_note(planned) == "never in force"


def test_events_stand_by_date_with_the_undated_last() -> None:
    events = (
        DecisionEvent(action=EventAction.APPEAL),
        DecisionEvent(action=EventAction.TERMINATION, when=When("2025-05-13")),
        DecisionEvent(action=EventAction.ADOPTION, when=When("2025-01"), words="published"),
    )
    assert events_words(Decision(title="Rule", events=events)).splitlines() == [
        "Jan 2025 · Adoption · published",
        "13 May 2025 · Termination",
        "no date stated · Appeal",
        "Stands: terminated",
    ]


def test_a_coded_stance_shows_its_level_flag_date_and_scale(dossier: Dossier) -> None:
    scale = dossier.stance_scales.adopt("export-licence-review")
    coded = StanceCoding(scale=scale.id, value=3, reach=Scope.GENERAL)
    decision = dossier.decisions.add(
        Decision(title="Rule", announced=When("2026-01-13"), stances=(coded,))
    )
    sheet = read_sheet(dossier, decision.id)
    assert sheet is not None
    words = next(line.words for line in sheet.facts if line.field == "stances")
    assert words.startswith("3 of 5  Case by case")
    assert "general · from 13 Jan 2026 · Export-licence review policy, version 1" in words
