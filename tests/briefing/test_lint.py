"""The lint finds what ICD 203 forbids, and what rests on nothing."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import pytest

from workbench.briefing.data import Cite, JudgementRow
from workbench.briefing.lint import lint
from workbench.model.likelihood import Scale

if TYPE_CHECKING:
    from workbench.briefing.data import BriefingData

CITED = (Cite(claim="C-0001"),)


def rules(data: BriefingData, scale: Scale = Scale.ICD_203) -> list[tuple[str, str]]:
    return [(each.rule, each.ref) for each in lint(data, scale) if each.rule != "evidence"]


def judged(data: BriefingData, statement: str, **fields: str) -> BriefingData:
    row = JudgementRow(ref="J-0001", statement=statement, cites=CITED, **fields)
    return dataclasses.replace(data, judgements=(row,))


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        ("More approvals are likely.", []),
        ("We judge with low confidence that more approvals are likely.", ["apart"]),
        ("More approvals are likely. We have low confidence in this.", []),
        ("More approvals are likely, though our confidence is low.", ["apart"]),
        ("A loss of consumer confidence is likely.", []),
        ("Beijing may approve more.", ["weasel"]),
        ("Approvals follow in May 2026.", ["weasel"]),
        ("There is a realistic possibility of more approvals.", ["mixed"]),
    ],
)
def test_a_judgement_is_read_sentence_by_sentence(
    undated: BriefingData, statement: str, found: list[str]
) -> None:
    if "May 2026" in statement:
        found = []
    assert rules(judged(undated, statement)) == [(rule, "J-0001") for rule in found]


def test_the_bottom_line_is_read_too(undated: BriefingData) -> None:
    data = dataclasses.replace(undated, bottom_line="Others could follow.")
    assert rules(data) == [("weasel", "about")]


def test_each_scale_has_its_own_words(undated: BriefingData) -> None:
    data = judged(undated, "A deal is a realistic possibility.")
    assert rules(data, Scale.PHIA) == []
    assert rules(judged(undated, "It is very likely."), Scale.PHIA) == [("mixed", "J-0001")]


def test_the_likelihood_of_a_judgement_is_a_word_of_the_scale_too(undated: BriefingData) -> None:
    data = judged(undated, "More follows.", likelihood="roughly even chance")
    assert rules(data, Scale.ICD_203) == []
    assert rules(data, Scale.PHIA) == [("mixed", "J-0001")]


def test_a_judgement_that_rests_on_nothing_is_found(undated: BriefingData) -> None:
    bare = JudgementRow(ref="J-0002", statement="More follows.", likelihood="sure thing")
    data = dataclasses.replace(undated, judgements=(bare,))
    assert rules(data) == [("support", "J-0002"), ("mixed", "J-0002")]


def test_a_figure_without_a_claim_is_found(undated: BriefingData) -> None:
    bare = dataclasses.replace(undated.allocations[0], cites=())
    found = lint(dataclasses.replace(undated, allocations=(bare,)))
    assert [each.ref for each in found if each.rule == "evidence"] == ["A-0001", "D-0002"]
    assert str(found[0]).startswith("A-0001: the figure rests on no claim")
