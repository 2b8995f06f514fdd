from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from workbench.analysis.ach import Cell, Consensus, consensus, credibility_weight, matrix
from workbench.model.kinds import AchGrade, Credibility

II, I, N, NA, C, CC = AchGrade  # noqa: E741 - the letters of the method


def cells(*rows: str) -> list[Cell]:
    """Rows of grades for hypotheses a, b, c, evidence 1, 2, 3."""
    letters = {"II": II, "I": I, "N": N, "NA": NA, "C": C, "CC": CC}
    return [
        Cell(hypothesis=h, evidence=str(e), grade=letters[word])
        for e, row in enumerate(rows, 1)
        for h, word in zip("abc", row.split(), strict=False)
        if word in letters
    ]


def test_only_inconsistency_counts_and_the_least_is_named() -> None:
    found = matrix("abc", "12", cells("II CC C", "I C CC"))

    assert found.scores == {"a": 3, "b": 0, "c": 0}
    assert found.least == ("b", "c")
    assert found.unrated == 0


def test_a_row_that_tells_nothing_apart_has_no_diagnosticity() -> None:
    found = matrix("abc", "12", cells("I I I", "II N C"))

    assert [row.diagnosticity for row in found.rows] == [0, 2]


def test_a_row_decides_where_leaving_it_out_changes_the_least() -> None:
    found = matrix("ab", "123", cells("N I", "I N", "N I"))

    assert found.least == ("a",)
    assert [row.decides for row in found.rows] == [True, False, True]


def test_weights_are_off_unless_given() -> None:
    rated = cells("II N N")

    assert matrix("abc", "1", rated).scores["a"] == 2
    weights = {"1": credibility_weight(Credibility("4"))}
    assert matrix("abc", "1", rated, weights=weights).scores["a"] == pytest.approx(0.8)
    assert credibility_weight(Credibility.NOT_JUDGED) == 1.0


def test_cells_without_a_rating_are_counted_and_add_nothing() -> None:
    found = matrix("ab", "12", cells("II -", "- -"))

    assert found.unrated == 3
    assert found.scores == {"a": 2, "b": 0}


def test_before_anything_is_rated_no_hypothesis_is_ahead() -> None:
    found = matrix("ab", "12", [])

    assert found.least == ()
    assert not any(row.decides for row in found.rows)


def test_an_empty_matrix_has_no_scores() -> None:
    found = matrix("", "1", [])

    assert found.scores == {}
    assert found.rows[0].diagnosticity == 0


@pytest.mark.parametrize(
    ("grades", "expected"),
    [
        ([], None),
        ([II], Consensus.ONE_VOICE),
        ([I, I, I], Consensus.CONSENSUS),
        ([CC, C], Consensus.CONSENSUS),
        ([N, C], Consensus.MILD),
        ([N, NA], Consensus.CONSENSUS),
        ([I, C], Consensus.STRONG),
        ([II, CC], Consensus.EXTREME),
    ],
)
def test_agreement_is_classed_by_spread(grades: list[AchGrade], expected: Consensus | None) -> None:
    assert consensus(grades) is expected


@given(st.lists(st.sampled_from(list(AchGrade)), min_size=4, max_size=4))
def test_leaving_out_and_adding_up_agree(grades: list[AchGrade]) -> None:
    four = [
        Cell(hypothesis=h, evidence=e, grade=grade)
        for (h, e), grade in zip(
            [("a", "1"), ("b", "1"), ("a", "2"), ("b", "2")], grades, strict=True
        )
    ]
    whole, without = matrix("ab", "12", four), matrix("ab", "2", four)

    assert whole.rows[0].decides == (whole.least != without.least)
    assert all(whole.scores[h] == without.scores[h] + whole.rows[0].adds[h] for h in ("a", "b"))
