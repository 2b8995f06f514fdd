from __future__ import annotations

import json
from typing import TYPE_CHECKING

from workbench import open_dossier
from workbench.__main__ import main

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_grades_are_given_and_listed_with_their_basis(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = str(tmp_path / "a.dossier")
    assert main(["dossier", "new", file]) == 0
    assert main(["parties", "add", "-d", file, "--title", "Reuters"]) == 0
    words = ["--basis", "track record", "--reason", "yearly look"]
    assert main(["parties", "rate", "Reuters", "B", "-d", file, *words, "--analyst", "anna"]) == 0
    capsys.readouterr()
    assert main(["parties", "ratings", "P-0001", "-d", file, "--json"]) == 0
    (latest,) = json.loads(capsys.readouterr().out)
    assert (latest["grade"], latest["basis"], latest["reason"], latest["analyst"]) == (
        "B",
        "track record",
        "yearly look",
        "anna",
    )
    assert main(["parties", "rate", "Reuters", "X", "-d", file]) == 1
    assert "no grade" in capsys.readouterr().err


def test_a_claim_is_graded_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "a.dossier"
    assert main(["dossier", "new", str(file)]) == 0
    assert main(["claims", "add", "-d", str(file), "--statement", "400,000"]) == 0
    assert main(["claims", "rate", "C-0001", "2", "-d", str(file)]) == 0
    with open_dossier(file) as dossier:
        assert dossier.claims.get("C-0001").credibility.value == "2"
    assert main(["claims", "ratings", "C-0001", "-d", str(file)]) == 0
    assert "grade" in capsys.readouterr().out
