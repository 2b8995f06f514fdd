"""The codebook on the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.cli.typed import rows, run
from workbench import new_dossier

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_the_codebook_is_moved_merged_and_retired(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = tmp_path / "codes.dossier"
    with new_dossier(place, title="Codes") as dossier:
        harm = dossier.codes.create("harm")
        dossier.codes.create("fire", below=harm)
        dossier.codes.create("flood")
    run(capsys, "codes", "move", "flood", "--before", "fire", "-d", place)
    tree = rows(capsys, "codes", "tree", "-d", place)
    assert [(each["depth"], each["title"]) for each in tree] == [
        (0, "harm"),
        (1, "flood"),
        (1, "fire"),
    ]
    run(capsys, "codes", "add", "--title", "smoke", "--parent", "harm", "-d", place)
    run(capsys, "codes", "add", "--title", "steam", "--parent", "harm", "-d", place)
    added = rows(capsys, "codes", "tree", "-d", place)[-2:]
    assert [(each["depth"], each["title"]) for each in added] == [(1, "smoke"), (1, "steam")]
    assert len({each["colour"] for each in added}) == 2
    run(capsys, "codes", "merge", "flood", "--into", "fire", "-d", place)
    run(capsys, "codes", "retire", "fire", "-d", place)
    assert "fire (retired)" in run(capsys, "codes", "tree", "-d", place)
    run(capsys, "codes", "restore", "fire", "-d", place)
    assert "retired" not in run(capsys, "codes", "tree", "-d", place)
