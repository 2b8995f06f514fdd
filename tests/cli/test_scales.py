from __future__ import annotations

from typing import TYPE_CHECKING

from tests.cli.typed import rows
from workbench import open_dossier
from workbench.__main__ import main

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_a_shipped_scale_is_adopted_used_and_revised(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "a.dossier"
    at = ["-d", str(file)]
    assert main(["dossier", "new", str(file)]) == 0
    assert main(["stance-scales", "shipped"]) == 0
    assert "export-licence-review" in capsys.readouterr().out
    assert {"name": "export-licence-review"} in rows(capsys, "stance-scales", "shipped")
    assert rows(capsys, "codes", "shipped") == []
    assert "minister" in {each["name"] for each in rows(capsys, "briefings", "recipes", *at)}
    assert main(["stance-scales", "adopt", "export-licence-review", *at]) == 0
    coded = ["--stances", "Y-0001; value=3; reach=general", "--events", "adoption; when=2026-01-13"]
    assert main(["decisions", "add", *at, "--title", "Rule", *coded]) == 0
    levels = ["--level", "free", "--level", "banned"]
    assert main(["stance-scales", "revise", "Y-0001", *at, *levels]) == 0
    with open_dossier(file) as dossier:
        decision = dossier.decisions.get("D-0001")
        assert decision.stances[0].value == 3
        assert decision.standing.value == "adopted"
        assert dossier.stance_scales.get("Y-0002").version == 2
