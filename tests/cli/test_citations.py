from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

from workbench import open_dossier
from workbench.__main__ import main
from workbench.model.kinds import SourceRelation
from workbench.model.source import SourceLink

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def graph(capsys: pytest.CaptureFixture[str], file: Path | str) -> list[dict[str, str]]:
    assert main(["sources", "graph", "-d", str(file), "--json"]) == 0
    found: list[dict[str, str]] = json.loads(capsys.readouterr().out)
    return found


def test_the_graph_of_sources_names_origins(
    sample_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = shutil.copy(sample_file, tmp_path / "copy.dossier")
    found = graph(capsys, file)
    assert {each["goes back to"] for each in found} == {"Reuters"}
    assert [each["how"] for each in found] == ["had primary source", "attribution of a claim"]
    assert not any(each["circular"] for each in found)


def test_circular_reporting_is_flagged(
    sample_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = shutil.copy(sample_file, tmp_path / "copy.dossier")
    with open_dossier(file) as dossier:
        reuters, article = (
            dossier.sources.find("Reuters -is:held")[0],
            dossier.sources.find("is:held")[0],
        )
        quoted = SourceLink(relation=SourceRelation.WAS_QUOTED_FROM, source=article.id)
        dossier.sources.change(reuters, links=(quoted,))
    assert all(each["circular"] for each in graph(capsys, file))


def test_the_graph_is_drawn_whole_or_around_one_source(
    sample_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "graph.svg"
    assert main(["sources", "graph", "-d", str(sample_file), "--out", str(out)]) == 0
    assert capsys.readouterr().out.strip() == str(out)
    assert "primary origin" in out.read_text("utf-8")
    few = tmp_path / "few.svg"
    asked = ["sources", "graph", "-d", str(sample_file), "-o", str(few), "--around", "Bresnick"]
    assert main(["sources", "graph", "-d", str(sample_file), "--around", "S-0099"]) != 0
    assert main(asked) != 0  # a source or party goes by its number
    assert not few.exists()
