"""What is different between two moments, on the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.cli.typed import outcome, rows, run
from workbench import new_dossier
from workbench.model import Question

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_what_is_different_is_listed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    place = tmp_path / "a.dossier"
    with new_dossier(place, title="A") as dossier:
        asked = dossier.questions.add(Question(question="Who?"))
        dossier.questions.change(asked.id, question="When?")

    found = rows(capsys, "dossier", "changes", place, "#2")

    assert [(each["field"], each["before"], each["after"]) for each in found] == [
        ("question", "Who?", "When?")
    ]
    assert "Nothing is different" in run(capsys, "dossier", "changes", place, "#3")


def test_what_is_different_is_written_as_a_table(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place, out = tmp_path / "a.dossier", tmp_path / "changes.csv"
    with new_dossier(place, title="A") as dossier:
        dossier.questions.add(Question(question="Who?"))

    assert "added" in run(capsys, "dossier", "changes", place, "#1")
    run(capsys, "dossier", "changes", place, "#1", "--out", out)

    assert "Who?" in out.read_text("utf-8-sig")

    code, _, complaint = outcome(capsys, "dossier", "changes", place, "#1", "--out", place)
    assert (code, complaint.count("has to end in .csv")) == (1, 1)
    assert rows(capsys, "dossier", "changes", place, "#1")
