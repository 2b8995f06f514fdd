from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.cli.typed import outcome, run
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


def test_text_versions_are_compared_and_used_again(
    place: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mended = tmp_path / "mended.txt"
    mended.write_text("The firms may buy 900,000 chips.\nNo more was said.", "utf-8")
    run(capsys, "sources", "correct", "S-0001", mended, "-d", place)
    told = run(capsys, "text-versions", "compare", "TV-0001", "TV-0002", "-d", place)
    assert told == (
        "1\t- The firms may buy 400,000 chips.\n1\t+ The firms may buy 900,000 chips.\n"
    )
    assert "same" in run(capsys, "text-versions", "compare", "TV-0001", "TV-0001", "-d", place)
    assert "400,000" in run(capsys, "text-versions", "text", "TV-0001", "-d", place)
    run(capsys, "text-versions", "use", "TV-0001", "-d", place)
    assert "400,000" in run(capsys, "sources", "text", "S-0001", "-d", place)


def test_the_original_bytes_are_written_to_a_file(
    place: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "o.txt"
    run(capsys, "sources", "original", "S-0001", "-d", place, "--out", target)
    assert target.read_text("utf-8").startswith("The firms may buy")
    target = tmp_path / "nowhere" / "o.txt"
    code, _, told = outcome(capsys, "sources", "original", "1", "-d", place, "--out", target)
    assert (code, "Choose another place" in told) == (1, True)


def test_files_that_failed_are_tried_again(
    place: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "in" / "deep"
    folder.mkdir(parents=True)
    (folder / "a.txt").write_bytes(b"")
    (folder / "b.txt").write_text("Words.", "utf-8")
    code, _, _ = outcome(capsys, "sources", "add", tmp_path / "in", "-d", place)
    assert code == 1
    code, _, told = outcome(capsys, "intake-reports", "retry", "N-0001", tmp_path, "-d", place)
    assert (code, "no words" in told or "a.txt" in told) == (1, True), "it is still empty"
    (folder / "a.txt").write_text("Now it has words.", "utf-8")
    told = run(capsys, "intake-reports", "retry", "N-0001", folder.parent, "-d", place)
    assert told.startswith("S-")
    (tmp_path / "empty").mkdir()
    code, _, told = outcome(
        capsys, "intake-reports", "retry", "N-0001", tmp_path / "empty", "-d", place
    )
    assert (code, "Choose their folder" in told) == (1, True)
