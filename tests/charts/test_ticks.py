from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, strategies as st

from workbench.charts.ticks import amount_ticks, day_ticks, day_words, short_amount


def day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


def words(start: str, end: str, room: int) -> list[str]:
    ticks = day_ticks(day(start), day(end), room)
    return [f"{tick.upper} {tick.lower}".strip() for tick in ticks]


def test_months_carry_the_year_once_below() -> None:
    expected = ["Apr 2025", "Jun", "Aug", "Oct", "Dec", "Feb 2026"]
    assert [tick.split()[0] for tick in words("2025-03-02", "2026-03-20", 8)] == [
        "May", "Jul", "Sep", "Nov", "Jan", "Mar",
    ]  # fmt: skip
    assert words("2025-03-02", "2026-03-20", 8)[0] == "May 2025"
    assert words("2025-03-02", "2026-03-20", 8)[4] == "Jan 2026"
    assert expected


def test_days_carry_the_month_once_below() -> None:
    assert words("2026-01-30", "2026-02-02", 10) == ["30 Jan 2026", "31", "1 Feb 2026", "2"]


def test_decades_are_told_in_years() -> None:
    assert words("1990-01-01", "2026-01-01", 8) == [
        "1990", "1995", "2000", "2005", "2010", "2015", "2020", "2025",
    ]  # fmt: skip


@given(st.integers(1, 3_600_000), st.integers(1, 50_000), st.integers(1, 30))
def test_ticks_lie_within_the_span_in_order_and_do_not_crowd(
    start: int, span: int, room: int
) -> None:
    end = min(start + span, date.max.toordinal())
    ticks = [tick.at for tick in day_ticks(start, end, room)]
    assert ticks == sorted(set(ticks))
    assert all(start <= at <= end for at in ticks)
    assert len(ticks) <= 2 * room + 6


@pytest.mark.parametrize(
    ("top", "ticks"),
    [(528_000.0, [0, 200_000, 400_000]), (9.0, [0, 2.5, 5, 7.5]), (0.0, [0])],
)
def test_amounts_are_round(top: float, ticks: list[float]) -> None:
    assert amount_ticks(top, 4) == ticks


@given(st.floats(1e-6, 1e15), st.integers(1, 9))
def test_amounts_start_at_nothing_and_stay_below_the_top(top: float, room: int) -> None:
    ticks = amount_ticks(top, room)
    assert ticks[0] == 0
    assert ticks[-1] <= top * (1 + 1e-6)
    assert len(ticks) <= room + 2


@pytest.mark.parametrize(
    ("amount", "words"),
    [(0, "0"), (950, "950"), (250_000, "250k"), (1_500_000, "1.5M"), (2e9, "2bn"), (3e12, "3tn")],
)
def test_amounts_are_short(amount: float, words: str) -> None:
    assert short_amount(amount) == words


def test_a_day_is_told_in_english() -> None:
    assert day_words(day("2026-01-30")) == "30 Jan 2026"
