"""The catalogue of items on the command line."""

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


def test_an_item_of_the_catalogue_is_added_and_shown_with_what_is_computed(
    file: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["items", "catalogue", "-d", file]) == 0
    assert "B200\tfp8\t5,000\tTFLOPS\tsecondary\tEpoch AI" in capsys.readouterr().out
    assert main(["items", "add-shipped", "H20", "-d", file]) == 0
    ref = capsys.readouterr().out.strip()
    assert main(["items", "show", ref, "-d", file]) == 0
    shown = capsys.readouterr().out
    assert "H100e, TPP" in shown
    assert "0.1496 (TPP) each" in shown


def test_a_name_that_the_catalogue_lacks_is_refused(
    file: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["items", "add-shipped", "Abacus", "-d", file]) == 1
    assert "Abacus" in capsys.readouterr().err
