"""Evidence on the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.cli.typed import rows, run
from workbench import new_dossier
from workbench.model.decision import Decision

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_passages_are_linked_and_both_sides_are_printed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = tmp_path / "a.dossier"
    with new_dossier(place, title="A") as dossier:
        source = dossier.sources.add_text("Beijing approved it. It was never approved.", title="R")
        dossier.passages.mark(source, 0, 20)
        dossier.passages.mark(source, 21, 43)
        dossier.decisions.add(Decision(title="Approval"))
    link = ("passages", "link", "-d", place, "--record", "D-0001", "--field", "action")
    run(capsys, *link, "M-0001")
    run(capsys, *link, "M-0002", "--against")
    found = rows(capsys, "evidence", "D-0001", "--field", "action", "-d", place)
    assert [(each["role"], each["quote"]) for each in found] == [
        ("supports", "Beijing approved it."),
        ("contradicts", "It was never approved."),
    ]
    assert "No passage" in run(capsys, "evidence", "D-0001", "--field", "title", "-d", place)
