"""A briefing remembers where it was written; the next one tells what moved, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.model import Allocation, Judgement
from workbench.model.quantity import Quantity

if TYPE_CHECKING:
    from pathlib import Path

    from workbench import Dossier


def test_the_first_briefing_has_nothing_to_compare_with(dossier: Dossier) -> None:
    data = dossier.briefings.preview()
    assert (data.previous, data.changes) == ("", ())


def test_the_next_briefing_lists_old_and_new_value_and_why(
    dossier: Dossier, tmp_path: Path
) -> None:
    kept = dossier.allocations.add(Allocation(title="H200", quantity=Quantity.vague("many")))
    dossier.judgements.add(Judgement(statement="More follows"))
    dossier.briefings.write(tmp_path / "one.xlsx")
    with dossier.operation("Change allocation", reason="Reuters gave a number") as operation:
        grown = Quantity.more_than(400_000, "chip")
        changed = dossier.allocations.change(kept, quantity=grown)
        operation.put(changed)
    data = dossier.briefings.preview()
    assert data.previous.startswith("B-0001, ")
    (row,) = [each for each in data.changes if each.what == "Quantity"]
    assert (row.ref, row.before) == (kept.ref, "many")
    assert "400,000" in row.after
    assert row.why == "Reuters gave a number"
    assert row.day is not None
    assert [each.since for each in data.judgements] == ["unchanged"]


def test_what_was_removed_is_told_with_its_reason(dossier: Dossier, tmp_path: Path) -> None:
    kept = dossier.allocations.add(Allocation(title="H200", quantity=Quantity.exact(5, "chip")))
    dossier.briefings.write(tmp_path / "one.xlsx")
    with dossier.operation("Remove allocation", reason="Withdrawn by the wire"):
        dossier.allocations.remove(kept)
    (row,) = dossier.briefings.preview().changes
    assert (row.ref, row.what, row.why) == (kept.ref, "No longer shown", "Withdrawn by the wire")


def test_a_briefing_of_another_query_is_no_predecessor(dossier: Dossier, tmp_path: Path) -> None:
    dossier.briefings.write(tmp_path / "one.xlsx", query="is:undated")
    assert dossier.briefings.preview().previous == ""
    assert dossier.briefings.preview("is:undated").previous.startswith("B-0001")
