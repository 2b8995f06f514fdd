"""The web page: one file, links that lead somewhere, nothing loaded, nothing run."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from workbench.briefing.html import for_paper, html
from workbench.briefing.language import words_in
from workbench.briefing.page import paper
from workbench.briefing.statement import source_summary

if TYPE_CHECKING:
    from workbench.briefing.data import BriefingData
    from workbench.briefing.recipe import Recipe


def test_a_link_in_the_web_page_leads_to_its_row(undated: BriefingData, minister: Recipe) -> None:
    web = html(paper(undated, minister))
    targets = set(re.findall(r'href="#([^"]+)"', web))
    assert "Evidence-7" in targets
    assert targets <= set(re.findall(r'id="([^"]+)"', web))


def test_the_web_page_loads_nothing_and_runs_nothing(
    undated: BriefingData, minister: Recipe
) -> None:
    web = html(paper(undated, minister))
    assert "default-src 'none'" in web
    assert "<script" not in web
    assert not re.search(r'(src|xlink:href)="(?!chart)', web)
    assert "<svg" in web


def test_words_in_a_column_of_figures_stand_right_and_no_word_is_broken(
    undated: BriefingData, minister: Recipe
) -> None:
    web, _, _ = for_paper(paper(undated, minister))
    assert re.search(r'<td class="figure" align="right"[^>]*>[^/]*not bounded', web)
    assert '<th scope="col" style="white-space:nowrap">Hedge' in web
    assert '<td style="white-space:nowrap">attributed' in web
    assert '<td class="middle" align="center"' in web
    preview, _, _ = for_paper(paper(undated, minister), most=9)
    assert '<td style="white-space:nowrap">C-0001' in preview
    assert "<td>attributed" in preview


def test_a_text_without_a_label_begins_at_the_margin(
    undated: BriefingData, minister: Recipe
) -> None:
    web = html(paper(undated, minister))
    said = source_summary(undated, words_in("en")).split(",")[0]
    assert f'<table class="words"><tr><td>{said}' in web
