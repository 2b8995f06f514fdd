"""What allocations amount to, on the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from workbench.__main__ import main
from workbench.dossier.sample import build

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def file(tmp_path: Path) -> str:
    place = tmp_path / "sample.dossier"
    build(place)
    return str(place)


def test_shares_pipeline_and_equivalents_are_listed(
    file: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["allocations", "shares", "-d", file]) == 0
    assert "ByteDance" in capsys.readouterr().out
    assert main(["allocations", "pipeline", "-d", file, "--json"]) == 0
    assert "never located" in capsys.readouterr().out
    assert main(["items", "add-shipped", "H200", "-d", file]) == 0
    assert main(["allocations", "equivalents", "-d", file]) == 0
    assert "> 400,000" in capsys.readouterr().out


def test_a_basis_that_is_none_is_refused(file: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["allocations", "equivalents", "--basis", "share", "-d", file]) == 2
    assert "8-bit" in capsys.readouterr().err
