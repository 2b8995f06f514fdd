"""Dates keep the precision that their source gives."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import assume, given, strategies as st

from workbench.errors import WhenSyntaxError
from workbench.model.kinds import Precision
from workbench.model.when import When, day_of, days_of
from workbench.model.when_text import find_dates

marks = st.sampled_from(["", "~", "?", "%"])
years = st.integers(1000, 9998).map(str)
points = st.builds(
    lambda text, mark: text + mark,
    st.one_of(
        years,
        years.map(lambda year: year[:3] + "X"),
        st.builds("{}-{:02d}".format, years, st.integers(1, 12)),
        st.builds("{}-{}".format, years, st.sampled_from([*range(21, 25), *range(33, 37)])),
        st.dates(date(1000, 1, 1), date(9998, 12, 31)).map(date.isoformat),
    ),
    marks,
)


@st.composite
def texts(draw: st.DrawFn) -> str:
    """EDTF text of a date or of a span of dates."""
    first, last = draw(points), draw(points)
    form = draw(st.sampled_from(["{0}", "{0}/..", "../{0}", "{0}/{1}"]))
    ends = sorted((first, last), key=lambda each: When(each).earliest or date.min)
    assume((When(ends[0]).earliest or date.min) <= (When(ends[1]).latest or date.max))
    return form.format(*ends)


@given(texts())
def test_the_first_day_never_comes_after_the_last(text: str) -> None:
    when = When(text)
    assert when.earliest is None or when.latest is None or when.earliest <= when.latest


@given(texts())
def test_reading_what_was_printed_gives_the_same_date(text: str) -> None:
    assert When.parse(str(When(text))) == When(text)


@given(texts())
def test_edtf_text_is_read_as_it_stands(text: str) -> None:
    assert When.parse(text).text == text


@given(st.text(max_size=60) | st.text(alphabet="0123456789X-/.~?% JanofQH", max_size=30))
def test_any_text_is_a_date_or_a_clear_refusal(words: str) -> None:
    try:
        when = When.parse(words)
    except WhenSyntaxError:
        return
    assert When(when.text) == when


@given(st.dates(date(1000, 1, 1)))
def test_a_day_is_known_to_the_day(day: date) -> None:
    when = When.of(day)
    assert (when.earliest, when.latest, when.precision) == (day, day, Precision.DAY)
    first, last = days_of(when)
    assert first is not None
    assert first == last
    assert day_of(first) == day


@pytest.mark.parametrize(
    ("words", "text", "precision"),
    [
        ("28 January 2026", "2026-01-28", Precision.DAY),
        ("January 28th, 2026", "2026-01-28", Precision.DAY),
        ("2026/1/8", "2026-01-08", Precision.DAY),
        ("2026年1月28日", "2026-01-28", Precision.DAY),
        ("Jan 2026", "2026-01", Precision.MONTH),
        ("early March 2026", "2026-03~", Precision.MONTH),
        ("Q1 2026", "2026-33", Precision.QUARTER),
        ("second quarter of 2026", "2026-34", Precision.QUARTER),
        ("spring 2026", "2026-21", Precision.SEASON),
        ("first half of 2026", "2026-01/2026-06", Precision.INTERVAL),
        ("2026", "2026", Precision.YEAR),
        ("2020s", "202X", Precision.DECADE),
        ("since March 2026", "2026-03/..", Precision.INTERVAL),
        ("March 2026 to Q3 2026", "2026-03/2026-35", Precision.INTERVAL),
        ("unknown", "", Precision.UNKNOWN),
        ("", "", Precision.UNKNOWN),
    ],
)
def test_plain_english_is_read_at_its_own_precision(
    words: str, text: str, precision: Precision
) -> None:
    when = When.parse(words)
    assert (when.text, when.precision) == (text, precision)


def test_a_winter_runs_into_the_next_year() -> None:
    assert When("2026-24").latest == date(2027, 2, 28)


def test_about_and_doubt_are_kept() -> None:
    assert When("2026-01~").approximate
    assert When("2026-01?").uncertain
    assert When("2026-01%").approximate
    assert When("2026-01%").uncertain
    assert not When("2026-01").approximate


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("2026-Q1~", "2026-33~"),
        ("Q1 2026?", "2026-33?"),
        ("spring 2026%", "2026-21%"),
        ("28 Jan 2026 (?)", "2026-01-28?"),
    ],
)
def test_a_date_in_words_takes_the_marks_of_edtf(words: str, text: str) -> None:
    assert When.parse(words).text == text


@pytest.mark.parametrize("words", ["about Q1 2026~", "Q1 2026~~", "?", "~"])
def test_a_mark_too_many_is_refused(words: str) -> None:
    with pytest.raises(WhenSyntaxError):
        When.parse(words)


@pytest.mark.parametrize("words", ["2026-02-30", "30 February 2026", "2026-13", "0000", "9999-24"])
def test_a_date_that_the_calendar_lacks_is_refused(words: str) -> None:
    with pytest.raises(WhenSyntaxError, match="The calendar has no"):
        When.parse(words)


@pytest.mark.parametrize(
    "words", ["in the coming weeks", "28 January", "may", "/", "..", "../..", "x" * 500]
)
def test_words_that_are_no_date_by_themselves_are_refused(words: str) -> None:
    with pytest.raises(WhenSyntaxError, match="is no date"):
        When.parse(words)


def test_a_span_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(WhenSyntaxError, match="Swap the two dates"):
        When("2026-03/2026-01")


def test_dates_are_found_in_text_without_inventing_any() -> None:
    text = (
        "On 28 January 2026 we may go; since 2025, Q3 2026, early March 2026, in May 2026. "
        "2,024 H200 and 2026 chips."
    )
    assert [(text[a:b], edtf) for a, b, edtf in find_dates(text)] == [
        ("28 January 2026", "2026-01-28"),
        ("2025", "2025"),
        ("Q3 2026", "2026-35"),
        ("early March 2026", "2026-03~"),
        ("in May 2026", "2026-05"),
    ]
