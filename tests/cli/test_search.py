from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any

from workbench.__main__ import main

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def searched(capsys: pytest.CaptureFixture[str], *words: str) -> list[dict[str, Any]]:
    assert main(["search", *words, "--json"]) == 0
    found: list[dict[str, Any]] = json.loads(capsys.readouterr().out)
    return found


def test_the_search_line_is_understood(
    sample_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = str(shutil.copy(sample_file, tmp_path / "copy.dossier"))
    (hit,) = searched(capsys, "near/6:approvals,weeks", "kind:source", "-d", file)
    assert hit["places"] > 0
    places = searched(capsys, "--regex", "more than [0-9,]+", "-d", file)
    assert [each["kind"] for each in places] == ["source", "source"]


def test_a_mistake_is_explained(
    sample_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = str(shutil.copy(sample_file, tmp_path / "copy.dossier"))
    assert main(["search", "chips OR licence", "-d", file]) == 1
    assert "any:first,second" in capsys.readouterr().err
    assert main(["search", "--regex", "(chips", "-d", file]) == 1
    assert "at character 1" in capsys.readouterr().err


def test_a_saved_search_is_asked_again(
    sample_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = str(shutil.copy(sample_file, tmp_path / "copy.dossier"))
    for title, line, shown in (("Soon", "weeks", "everything"), ("H200", "h200", "decision")):
        told = ["--title", title, "--query", line, "--shown", shown]
        assert main(["saved-queries", "add", "-d", file, *told]) == 0
    capsys.readouterr()
    assert main(["saved-queries", "ask", "Soon", "-d", file]) == 0
    assert "coming weeks" in capsys.readouterr().out
    assert main(["saved-queries", "ask", "H200", "-d", file, "--json"]) == 0
    assert {each["kind"] for each in json.loads(capsys.readouterr().out)} == {"decision"}
