"""What is plotted, and put into a briefing, is chosen with the same options."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zipfile import ZipFile

from tests.cli.typed import run
from workbench.__main__ import main

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

CHOSEN = ("--form", "stacked", "--by", "supplier", "--hide", "restrict")


def test_a_plot_is_written_and_put_into_a_briefing_with_the_same_words(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    picture, workbook = tmp_path / "plot.svg", tmp_path / "b.xlsx"
    run(capsys, "trends", "plot", "-d", file, "--out", picture, *CHOSEN)
    kept = run(capsys, "briefings", "add-plot", "minister", "-d", file, "-q", "h200", *CHOSEN)
    ref, title = kept.strip().split("\t")
    assert title == "For the minister's office, with plots"
    text = run(capsys, "briefings", "recipe", ref, "-d", file)
    assert 'query = "h200"\nform = "stacked"\nby = "supplier"\nhidden = ["restrict"]' in text
    run(capsys, "briefings", "write", "-d", file, "--recipe", ref, "--out", workbook)
    with ZipFile(workbook) as archive:
        assert "xl/media/image1.png" in archive.namelist()
    run(capsys, "dossier", "undo", file)
    assert run(capsys, "dossier", "undo", file) == "Took back: Put plot in briefing\n"


def test_a_chart_or_a_recipe_that_is_not_there_is_refused(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for recipe, words in (("nowhere", "No such recipe"), ("publication", "no pictures")):
        assert main(["briefings", "add-plot", recipe, "-d", str(file)]) == 1
        assert words in capsys.readouterr().err
    assert main(["briefings", "add-plot", "minister", "-d", str(file), "--chart", "x"]) == 1
    assert "There is no chart 'x'" in capsys.readouterr().err
