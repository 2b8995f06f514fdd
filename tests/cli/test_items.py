"""The catalogue of items on the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.__main__ import main

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_an_item_of_the_catalogue_is_added_and_shown_with_what_is_computed(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["items", "catalogue", "-d", str(file)]) == 0
    assert "B200\tfp8\t5,000\tTFLOPS\tsecondary\tEpoch AI" in capsys.readouterr().out
    assert main(["items", "add-shipped", "H20", "-d", str(file)]) == 0
    ref = capsys.readouterr().out.strip()
    assert main(["items", "show", ref, "-d", str(file)]) == 0
    shown = capsys.readouterr().out
    assert "H100e, TPP" in shown
    assert "0.1496 (TPP) each" in shown


def test_a_name_that_the_catalogue_lacks_is_refused(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["items", "add-shipped", "Abacus", "-d", str(file)]) == 1
    assert "Abacus" in capsys.readouterr().err
