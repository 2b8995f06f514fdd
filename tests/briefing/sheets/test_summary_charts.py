"""The charts of the Summary: titles that say what is found, words for who cannot see them."""

from __future__ import annotations

import dataclasses
import re
import zipfile
from typing import TYPE_CHECKING

import pytest

from workbench.briefing.recipe import Recipe
from workbench.briefing.write import write

if TYPE_CHECKING:
    from pathlib import Path

    from workbench.briefing.data import BriefingData


def drawing(path: Path) -> str:
    with zipfile.ZipFile(path) as archive:
        return archive.read("xl/drawings/drawing1.xml").decode()


def of_charts(*names: str) -> Recipe:
    listed = ", ".join(f'"{name}"' for name in names)
    return Recipe.parse(
        f'[[sheets]]\nblock = "summary"\ncharts = [{listed}]\n'
        '[[sheets]]\nblock = "decisions"\n[[sheets]]\nblock = "allocations"\n'
    )


@pytest.mark.parametrize(
    ("chart", "words"),
    [
        (
            "cumulative",
            "More than 512,000 chips authorised so far; no upper bound is known; how the joint",
        ),
        ("recipients", "78% of the lower bound is one joint grant, not split"),
        ("quarters", "Most decisions in 2025 Q3: 2 of 2"),
        ("stances", "2 decisions, 1 of them: ◐ With conditions"),
    ],
)
def test_a_chart_is_titled_with_what_it_shows(
    dated: BriefingData, tmp_path: Path, chart: str, words: str
) -> None:
    if chart == "quarters":
        words = "All dated decisions fall in 2025 Q3"
    drawn = drawing(write(dated, of_charts(chart), tmp_path / "b.xlsx").path)
    assert f'descr="{words}' in drawn


def test_a_recipe_chooses_its_charts_and_their_order(dated: BriefingData, tmp_path: Path) -> None:
    recipe = of_charts("stances", "quarters", "cumulative")
    drawn = drawing(write(dated, recipe, tmp_path / "b.xlsx").path)
    places = [drawn.index(words) for words in ("2 decisions,", "All dated", "More than 512,000")]
    assert places == sorted(places)


def test_decisions_without_dates_are_drawn_by_stance(undated: BriefingData, tmp_path: Path) -> None:
    drawn = drawing(write(undated, of_charts("quarters"), tmp_path / "b.xlsx").path)
    assert "By stance" in drawn


def test_an_alternative_text_goes_through_every_bar(dated: BriefingData, tmp_path: Path) -> None:
    data = dataclasses.replace(dated, title="x")
    drawn = drawing(write(data, of_charts("recipients"), tmp_path / "b.xlsx").path)
    for words in ("ByteDance: 60,000 to 90,000", "joint, not split): 400,000 or more, not bounded"):
        assert words in drawn


@pytest.mark.parametrize(("language", "parts"), [("en-GB", 3), ("de", 2)])
def test_a_title_says_as_much_as_fits_one_line(
    dated: BriefingData, tmp_path: Path, language: str, parts: int
) -> None:
    recipe = dataclasses.replace(of_charts("cumulative"), language=language)
    path = write(dated, recipe, tmp_path / "b.xlsx").path
    with zipfile.ZipFile(path) as archive:
        (title,) = re.findall("<a:t>(.+?)</a:t>", archive.read("xl/charts/chart1.xml").decode())
    assert len(title.split("; ")) == parts
