from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from workbench.model import Assumption
from workbench.model.when import When

if TYPE_CHECKING:
    from workbench import Dossier


def test_assumptions_whose_day_has_come_are_due_longest_first(dossier: Dossier) -> None:
    for statement, review in (("late", "2026-03-01"), ("later", "2026-09"), ("old", "2026-01")):
        dossier.assumptions.add(Assumption(statement=statement, review=When(review)))
    dossier.assumptions.add(Assumption(statement="never"))

    due = dossier.assumptions.due(date(2026, 3, 1))
    assert [each.statement for each in due] == ["old", "late"]
