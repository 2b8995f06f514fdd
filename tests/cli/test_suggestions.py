"""Suggestions on the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.cli.typed import rows, run
from workbench import new_dossier

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_suggestions_are_listed_accepted_and_rejected(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = tmp_path / "a.dossier"
    with new_dossier(place, title="A") as dossier:
        dossier.sources.add_text("Beijing approved 400 chips. This may backfire.", title="Report")
    found = {
        each["kind"]: each for each in rows(capsys, "suggestions", "list", "S-0001", "-d", place)
    }
    assert set(found) == {"action", "quantity", "hedge"}
    made = run(capsys, "suggestions", "accept", "S-0001", found["quantity"]["at"], "-d", place)
    assert made.strip() == "A-0001"
    run(capsys, "suggestions", "reject", "S-0001", found["hedge"]["at"], "-d", place)
    left = rows(capsys, "suggestions", "list", "Report", "-d", place)
    assert [each["kind"] for each in left] == ["action"]
    every = rows(capsys, "suggestions", "list", "Report", "--all", "-d", place)
    assert {each["state"] for each in every} == {"pending", "accepted", "rejected"}
