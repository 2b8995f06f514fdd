from __future__ import annotations

from math import inf, log

import pytest
from hypothesis import given, strategies as st

from workbench.analysis.scores import (
    Forecasted,
    Question,
    brier,
    counts,
    log_score,
    murphy,
    score,
)

NUMBERS = st.sampled_from([0.0, 0.1, 0.3, 0.5, 0.7, 0.95, 1.0])


def made(low: float, high: float | None = None, *, happened: bool) -> Forecasted:
    return Forecasted(id="f", low=low, high=low if high is None else high, happened=happened)


def test_a_number_scores_its_square() -> None:
    assert brier(made(0.7, happened=True)) == pytest.approx((0.09, 0.09))
    assert brier(made(0.7, happened=False)) == pytest.approx((0.49, 0.49))
    assert log_score(made(0.7, happened=True)).low == pytest.approx(-log(0.7))


def test_the_word_likely_scores_as_an_interval() -> None:
    assert brier(made(0.55, 0.80, happened=True)) == pytest.approx((0.040, 0.2025))
    assert brier(made(0.55, 0.80, happened=False)) == pytest.approx((0.3025, 0.64))


def test_a_sure_miss_is_infinitely_surprising() -> None:
    assert log_score(made(0.0, happened=True)) == (inf, inf)
    assert log_score(made(0.0, happened=False)) == (0, 0)


@given(st.lists(st.tuples(NUMBERS, st.booleans()), min_size=1))
def test_reliability_less_resolution_plus_uncertainty_is_the_brier_score(
    given_: list[tuple[float, bool]],
) -> None:
    forecasts = [made(number, happened=happened) for number, happened in given_]
    found = score(forecasts)

    assert found.murphy is not None
    assert found.brier is not None
    assert found.murphy.brier == pytest.approx(found.brier.low)


def test_words_have_no_place_in_the_decomposition_and_are_counted() -> None:
    found = score([made(0.55, 0.8, happened=True)])

    assert found.murphy is None
    assert found.banded == 1
    assert murphy([]) is None


def test_no_forecast_gives_no_score() -> None:
    found = score([])

    assert (found.count, found.brier, found.log) == (0, None, None)


def test_metaculus_1480_a_question_counts_only_after_its_scheduled_day() -> None:
    early = Question(due=100, outcome=True)

    assert counts(early, today=99) == "scheduled day not past"
    assert counts(early, today=100) == "scheduled day not past"
    assert not counts(early, today=101)


def test_metaculus_1854_an_annulled_question_is_no_no() -> None:
    assert counts(Question(due=100, outcome=None, annulled=True), today=200) == "annulled"


def test_metaculus_715_a_question_that_is_open_again_has_no_score() -> None:
    assert counts(Question(due=100, outcome=None), today=200) == "not decided"


def test_a_question_without_a_scheduled_day_never_counts() -> None:
    assert counts(Question(due=None, outcome=True), today=200) == "no scheduled day"


def test_metaculus_575_the_plain_brier_score_is_given() -> None:
    found = score([made(0.7, happened=True), made(0.2, happened=True)])

    assert found.brier == pytest.approx(((0.09 + 0.64) / 2,) * 2)


def test_fatebook_40_a_score_does_not_move_with_other_forecasters() -> None:
    mine = made(0.7, happened=True)

    alone = score([mine]).brier
    assert alone == brier(mine)
    assert score([mine, mine]).brier == pytest.approx(alone)
