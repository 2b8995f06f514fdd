from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given, strategies as st

from workbench.store.thinning import superfluous

NOW = datetime(2026, 11, 25, 12, 30, tzinfo=UTC)
MOMENTS = st.lists(
    st.integers(min_value=-500_000, max_value=800 * 24 * 60).map(
        lambda minutes: NOW - timedelta(minutes=minutes)
    ),
    max_size=60,
)


def test_a_year_of_hourly_backups_is_thinned_out_by_age() -> None:
    hourly = [NOW - timedelta(hours=n) for n in range(24 * 365)]

    kept = sorted(set(hourly) - superfluous(hourly, NOW), reverse=True)

    ages = [(NOW - each).days for each in kept]
    assert 46 <= sum(age < 2 for age in ages) <= 48
    assert sum(2 <= age < 14 for age in ages) in {12, 13}
    assert sum(14 <= age < 84 for age in ages) in {10, 11}
    assert sum(age >= 84 for age in ages) in {9, 10, 11}


@given(MOMENTS)
def test_the_newest_backup_is_never_thinned_out(moments: list[datetime]) -> None:
    assert not moments or max(moments) not in superfluous(moments, NOW)


@given(MOMENTS)
def test_thinning_out_twice_takes_nothing_more(moments: list[datetime]) -> None:
    kept = set(moments) - superfluous(moments, NOW)

    assert superfluous(kept, NOW) == set()


def test_a_backup_dated_in_the_future_by_a_wrong_clock_does_not_push_out_today_s() -> None:
    future = NOW + timedelta(days=4_000)
    yesterday = NOW - timedelta(days=1)

    assert superfluous([future, yesterday], NOW) == set()
