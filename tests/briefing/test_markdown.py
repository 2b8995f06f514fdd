"""Markdown: tables with pipes, signs of a text kept as text."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from workbench.briefing.markdown import markdown
from workbench.briefing.page import paper
from workbench.briefing.recipe import Recipe

if TYPE_CHECKING:
    from workbench.briefing.data import BriefingData


def test_a_table_has_as_many_pipes_in_each_row(dated: BriefingData, minister: Recipe) -> None:
    lines = markdown(paper(dated, minister)).splitlines()
    start = next(n for n, line in enumerate(lines) if line.startswith("| Id | Decision |"))
    bars = {line.count("|") for line in lines[start : start + 9]}
    assert bars == {16}


def test_a_pipe_in_a_text_stays_in_its_cell(undated: BriefingData, minister: Recipe) -> None:
    first, *rest = undated.evidence
    odd = dataclasses.replace(first, statement="a | b *c*")
    text = markdown(paper(dataclasses.replace(undated, evidence=(odd, *rest)), minister))
    assert r"a \| b \*c\*" in text


def test_a_headline_figure_stands_beside_what_it_is(
    undated: BriefingData, minister: Recipe
) -> None:
    text = markdown(paper(undated, minister))
    assert r"\> 400,000: Nvidia H200: authorised, lower bound of the sum (upper bound: not" in text


def test_the_contents_of_a_publication_are_listed(undated: BriefingData) -> None:
    text = markdown(paper(undated, Recipe.shipped("publication")))
    assert "| Worksheet | What it holds |\n| --- | --- |\n| Judgements | What we conclude" in text


def test_the_marking_stands_first_and_last(undated: BriefingData, minister: Recipe) -> None:
    lines = markdown(paper(undated, minister)).split("\n\n")
    assert lines[0] == lines[-1].strip() == "**TLP:AMBER**"
