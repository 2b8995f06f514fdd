"""Charts as SVG: well-formed, told in words, drawn to one scale."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from lxml import etree

from workbench.briefing.page import paper
from workbench.briefing.recipe import Recipe
from workbench.briefing.svg import svg

if TYPE_CHECKING:
    from workbench.briefing.data import BriefingData

NAMESPACE = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize("name", ["undated", "dated"])
def test_each_chart_is_well_formed_and_told_in_words(
    name: str, request: pytest.FixtureRequest, minister: Recipe
) -> None:
    data: BriefingData = request.getfixturevalue(name)
    charts = [chart for page in paper(data, minister).pages for chart in page.charts]
    assert charts
    for chart in charts:
        tree = etree.fromstring(svg(chart).encode())
        assert tree.get("aria-label") == chart.alt
        assert tree.findtext(f"{NAMESPACE}title") == chart.title


def test_a_bar_is_as_long_as_its_figure(dated: BriefingData) -> None:
    recipe = Recipe.parse(
        '[[sheets]]\nblock = "summary"\ncharts = ["stances"]\n'
        '[[sheets]]\nblock = "decisions"\n[[sheets]]\nblock = "allocations"\n'
    )
    (chart,) = (chart for page in paper(dated, recipe).pages for chart in page.charts)
    tree = etree.fromstring(svg(chart).encode())
    widths = {float(each.get("width") or 0) for each in tree.iter(f"{NAMESPACE}rect")}
    assert len(widths) == 1  # one decision each


@pytest.mark.parametrize(("language", "comma"), [("en-GB", ","), ("de", ".")])
def test_a_label_tells_the_bounds_and_never_how_long_an_open_end_is_drawn(
    dated: BriefingData, minister: Recipe, language: str, comma: str
) -> None:
    pages = paper(dated, replace(minister, language=language)).pages
    (chart,) = (each for page in pages for each in page.charts if each.name == "recipients")
    drawn = " ".join(map(str, etree.fromstring(svg(chart).encode()).itertext()))
    for label in ("> 400,000", "60,000 – 90,000", "≥ 12,000", "40,000 – < 55,000"):
        assert label.replace(",", comma) in drawn
    assert f"460{comma}000" not in drawn
