"""Memos on the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.cli.typed import rows, run
from workbench import new_dossier
from workbench.model.decision import Decision

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_memos_are_written_and_searched(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    place = tmp_path / "a.dossier"
    with new_dossier(place, title="A") as dossier:
        dossier.decisions.add(Decision(title="Approval"))
    run(capsys, "memos", "write", "Which day?", "--about", "D-0001", "-d", place)
    run(capsys, "memos", "write", "Stopped here.", "-d", place)
    found = rows(capsys, "memos", "search", "-d", place)
    assert [(each["about"], each["memo"]) for each in found] == [
        ("", "Stopped here."),
        ("D-0001", "Which day?"),
    ]
    assert "D-0001" in run(capsys, "memos", "search", "day", "-d", place)
