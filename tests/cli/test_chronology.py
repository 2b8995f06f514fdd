from __future__ import annotations

import json
from typing import TYPE_CHECKING

from workbench.__main__ import main

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_decisions_day_by_day_and_before_and_after(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    at = ["-d", str(file)]
    assert main(["chronology", *at, "--json"]) == 0
    lines = json.loads(capsys.readouterr().out)
    assert {each["lane"] for each in lines} == {"announced", "reported"}
    assert main(["chronology", *at]) == 0
    assert "D-0001" in capsys.readouterr().out
    assert main(["decisions", "compare", "D-0003", *at, "--json"]) == 0
    (pair,) = json.loads(capsys.readouterr().out)
    assert (pair["before"], pair["after"]) == ("D-0002", "D-0003")
    assert "direction" in pair["changed"]
    assert main(["decisions", "compare", "D-0003", *at]) == 0
    assert "Direction" in capsys.readouterr().out
    assert main(["decisions", "compare", "D-0001", *at]) == 0
    assert "takes nothing back" in capsys.readouterr().out
