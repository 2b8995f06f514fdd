"""Where records stand, and what rests on a claim."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import pytest

from workbench.briefing.book import Book
from workbench.briefing.data import AllocationRow, Cite, QuestionRow
from workbench.errors import InvalidField

if TYPE_CHECKING:
    from workbench.briefing.data import BriefingData
    from workbench.briefing.recipe import Recipe


def allocation(number: int, *cites: Cite) -> AllocationRow:
    return AllocationRow(ref=f"A-{number:04d}", cites=cites)


def test_a_record_stands_in_the_table_of_its_kind(undated: BriefingData, minister: Recipe) -> None:
    book = Book(undated, minister)
    assert book.place("C-0002") == "Evidence!A7"
    assert book.place(undated.allocations[0].ref) == "Allocations!A6"
    assert book.place("C-9999") == book.place("") == ""


def test_a_claim_leads_to_the_first_two_fields_that_rest_on_it(
    undated: BriefingData, minister: Recipe
) -> None:
    cite = Cite(claim="C-0001", field="quantity")
    rows = (
        allocation(1, cite, cite, Cite(claim="C-9999")),
        allocation(2, Cite(claim="C-0002"), cite),
        allocation(3, cite),
    )
    data = dataclasses.replace(
        undated,
        allocations=rows,
        decisions=(),
        judgements=(),
        expectations=(),
        questions=(QuestionRow(ref="Q-0001", question="?", cites=(Cite(claim="C-0002"),)),),
        comments=(),
    )
    standing = Book(data, minister).standing
    assert [each.ref for each in undated.evidence[:2]] == ["C-0001", "C-0002"]
    assert standing.backed(0) == (
        [("A-0001", "quantity", "Allocations!A6"), ("A-0002", "quantity", "Allocations!A7")],
        3,
    )
    assert standing.backed(1) == (
        [("A-0002", "", "Allocations!A7"), ("Q-0001", "", "Gaps!A6")],
        2,
    )


def test_a_block_without_a_sheet_is_no_place(undated: BriefingData, minister: Recipe) -> None:
    sheets = tuple(each for each in minister.sheets if each.block != "allocations")
    book = Book(undated, dataclasses.replace(minister, sheets=sheets))
    assert book.place(undated.allocations[0].ref) == ""
    assert {each.place for each in book.standing.backed(1)[0]} >= {""}


def test_more_rows_than_a_sheet_has_are_refused(undated: BriefingData, minister: Recipe) -> None:
    data = dataclasses.replace(undated, allocations=undated.allocations * 1_048_571)
    with pytest.raises(InvalidField, match="allocations"):
        Book(data, minister)
