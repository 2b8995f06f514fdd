from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from workbench import new_dossier, open_dossier
from workbench.__main__ import main

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def place(tmp_path: Path) -> Path:
    path = tmp_path / "a.dossier"
    with new_dossier(path) as dossier:
        source = dossier.sources.add_text("The firms may buy 400,000 chips.\n\nNo more was said.")
        dossier.passages.mark_quote(source, "400,000 chips")
        dossier.passages.mark_quote(source, "No more was said")
    return path


def test_a_text_is_corrected_and_its_passages_decided_on_the_command_line(
    place: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mended = tmp_path / "mended.txt"
    mended.write_text("The firms may buy 900,000 chips.", "utf-8")
    assert main(["sources", "correct", "S-0001", str(mended), "-d", str(place)]) == 0
    assert "1 to look at, 1 without a place now" in capsys.readouterr().out
    assert main(["passages", "review", "--json", "-d", str(place)]) == 0
    states = {each["ref"]: each["anchor"] for each in json.loads(capsys.readouterr().out)}
    assert states == {"M-0001": "fuzzy", "M-0002": "orphan"}
    assert main(["passages", "confirm", "M-0001", "-d", str(place)]) == 0
    assert main(["passages", "confirm", "M-0002", "-d", str(place)]) == 1
    assert "Say where it belongs" in capsys.readouterr().err
    assert main(["passages", "place", "M-0002", "--quote", "The firms", "-d", str(place)]) == 0
    capsys.readouterr()
    assert main(["passages", "review", "-d", str(place)]) == 0
    assert capsys.readouterr().out == "No passage is in doubt.\n"


def test_a_source_is_read_again(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sources", "read-again", "1", "--reader", "markdown", "-d", str(place)]) == 0
    assert "2 found as they were" in capsys.readouterr().out
    with open_dossier(place) as dossier:
        assert [each.asked for each in dossier.text_versions.of(dossier.sources.find()[0])] == [
            "",
            "markdown",
        ]
