"""The source summary statement says what can be counted about the sources."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from workbench.briefing.language import words_in
from workbench.briefing.statement import source_summary
from workbench.model.grades import Reliability

if TYPE_CHECKING:
    from workbench.briefing.data import BriefingData


def test_the_statement_counts_claims_sources_and_hedges(undated: BriefingData) -> None:
    assert source_summary(undated, words_in("en")) == (
        "3 claims from 1 source, which go back to 1 primary origin. All rest on one source,"
        " (unidentified outlet). No source's reliability has been judged. 1 hedged by the source"
        " and 1 attributed to somebody else."
    )


def test_the_preparers_words_come_first(undated: BriefingData) -> None:
    data = dataclasses.replace(undated, source_summary="We have one wire report, read second-hand.")
    assert source_summary(data, words_in("en")).startswith(
        "We have one wire report, read second-hand. 3 claims"
    )


def test_grades_are_counted_and_never_averaged(undated: BriefingData) -> None:
    first, *rest = undated.evidence
    graded = dataclasses.replace(first, reliability=Reliability.B)
    data = dataclasses.replace(undated, evidence=(graded, *rest))
    assert "per claim: 1 B, 2 F." in source_summary(data, words_in("en"))


def test_a_briefing_without_claims_says_so(undated: BriefingData) -> None:
    assert "No claim is cited" in source_summary(
        dataclasses.replace(undated, evidence=()), words_in("en")
    )


def test_claims_without_a_source_are_not_said_to_rest_on_one(undated: BriefingData) -> None:
    evidence = tuple(dataclasses.replace(row, source="") for row in undated.evidence)
    said = source_summary(dataclasses.replace(undated, evidence=evidence), words_in("en"))
    assert "3 claims from 0 sources" in said
    assert "one source" not in said
