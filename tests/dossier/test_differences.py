"""What changed between two moments is told in words; what came back is no difference."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest

from workbench.dossier.differences import HEADS, differences, write_csv
from workbench.errors import ExchangeNotWritten, InvalidField
from workbench.model.item import Item
from workbench.model.kinds import Action
from workbench.model.when import When

if TYPE_CHECKING:
    from pathlib import Path

    from workbench import Dossier
    from workbench.model.decision import Decision


def newest(dossier: Dossier) -> int:
    return dossier.operations(limit=1)[0].seq


@pytest.fixture
def decision(dossier: Dossier) -> Decision:
    """A decision that stands before anything is compared."""
    return dossier.decisions.log(title="Sales denied", action=Action.DENY, jurisdiction="CHN")


def test_a_changed_field_is_told_with_both_values_and_who_and_why(
    dossier: Dossier, decision: Decision
) -> None:
    start = newest(dossier)
    with dossier.operation("Date it", reason="the register says so"):
        dossier.decisions.change(decision, announced=When("2026-03"))
    [found] = differences(dossier, start)
    assert (found.ref, found.what, found.before, found.after) == (
        "D-0001", "Announced", "", "Mar 2026",
    )  # fmt: skip
    assert (found.operation, found.reason) == (newest(dossier), "the register says so")
    assert found.analyst == dossier.analyst


def test_what_was_changed_and_changed_back_is_no_difference(
    dossier: Dossier, decision: Decision
) -> None:
    start = newest(dossier)
    dossier.decisions.change(decision, title="Other")
    dossier.undo()
    assert differences(dossier, start) == ()


def test_records_that_came_and_went_are_told(dossier: Dossier, decision: Decision) -> None:
    start = newest(dossier)
    dossier.items.add(Item(title="H200"))
    dossier.decisions.remove(decision)
    passing = dossier.items.add(Item(title="H20"))
    dossier.items.remove(passing)
    told = [(each.what, each.title) for each in differences(dossier, start)]
    assert sorted(told) == [("added", "H200"), ("removed", "Sales denied")]


def test_two_moments_of_the_past_are_compared(dossier: Dossier, decision: Decision) -> None:
    first = newest(dossier)
    dossier.decisions.change(decision, title="Second")
    second = newest(dossier)
    dossier.decisions.change(decision, title="Third")
    [there] = differences(dossier, first, second)
    assert (there.before, there.after) == ("Sales denied", "Second")
    with pytest.raises(InvalidField):
        differences(dossier, "yesterday")


def test_the_table_holds_every_difference_and_no_formula(
    dossier: Dossier, decision: Decision, tmp_path: Path
) -> None:
    start = newest(dossier)
    dossier.decisions.change(decision, title="=1+1", note="two\nlines")
    place = tmp_path / "changes.csv"
    write_csv(differences(dossier, start), place)
    with place.open(encoding="utf-8-sig", newline="") as file:
        heads, *rows = csv.reader(file)
    assert tuple(heads) == HEADS
    assert len(rows) == 2
    assert {"'=1+1", "two\nlines"} <= {cell for row in rows for cell in row}
    with pytest.raises(ExchangeNotWritten):
        write_csv((), tmp_path / "nowhere" / "changes.csv")


def test_operations_are_found_by_their_words(dossier: Dossier, decision: Decision) -> None:
    with dossier.operation("Tidy 100 % of it", reason="before the briefing"):
        dossier.decisions.change(decision, title="Tidy")
    assert [each.label for each in dossier.operations(words="tidy BRIEFING")] == [
        "Tidy 100 % of it"
    ]
    assert len(dossier.operations(words="100 %")) == 1
    assert dossier.operations(words="1_0") == []
