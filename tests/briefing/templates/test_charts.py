"""The charts of a template show what it is filled with."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from workbench.briefing.templates.charts import NOTHING, charts_of, following
from workbench.briefing.templates.fill import fill
from workbench.briefing.templates.package import Template
from workbench.briefing.templates.regions import Area, Move
from workbench.briefing.write import write

if TYPE_CHECKING:
    from pathlib import Path

    from workbench.briefing.data import BriefingData
    from workbench.briefing.recipe import Recipe


def drawn(path: Path) -> dict[str, str]:
    template = Template.read(path)
    return {
        name: template.parts[part].decode()
        for sheet in template.sheets
        for name, part in charts_of(template, sheet).items()
    }


def test_titles_ranges_and_labels_are_those_of_a_new_briefing(
    dated: BriefingData, minister: Recipe, tmp_path: Path
) -> None:
    fewer = dataclasses.replace(dated, steps=dated.steps[:3], allocations=dated.allocations[:3])
    write(fewer, minister, tmp_path / "last.xlsx")
    write(dated, minister, tmp_path / "anew.xlsx")
    fill(dated, minister, tmp_path / "last.xlsx", tmp_path / "filled.xlsx")
    assert (
        drawn(tmp_path / "filled.xlsx")["cumulative"] == drawn(tmp_path / "anew.xlsx")["cumulative"]
    )


def test_a_chart_with_nothing_to_draw_says_so_and_keeps_no_old_figure(
    dated: BriefingData, minister: Recipe, tmp_path: Path
) -> None:
    write(dated, minister, tmp_path / "last.xlsx")
    empty = dataclasses.replace(dated, steps=(), allocations=(), decisions=())
    fill(empty, minister, tmp_path / "last.xlsx", tmp_path / "filled.xlsx")
    for chart in drawn(tmp_path / "filled.xlsx").values():
        assert NOTHING in chart
        assert "512000" not in chart


def test_any_other_chart_follows_its_table(office: Path) -> None:
    part = Template.read(office).parts["xl/charts/chart1.xml"]
    moved = following(part, [Move(Area("Grants", 2, 4, 7, 7), 30)]).decode()
    assert "Grants!$D$5:$D$30" in moved
    assert "trendline" in moved
    assert following(part, []) == part
