from __future__ import annotations

from typing import TYPE_CHECKING

from typing_extensions import override

from workbench.charts import chosen
from workbench.charts.columns import Columns

if TYPE_CHECKING:
    import pytest

    from tests.charts.conftest import Shown
    from workbench.analysis.trend import Trend


def ids_of(trend: Trend) -> list[str]:
    """The ids of the dated allocations of a trend."""
    return [key.decode() for key in trend.keys.tolist()]


def test_selected_allocations_mean_the_steps_that_they_surely_make(dated: Shown) -> None:
    trend = dated[1][0]
    every = frozenset(ids_of(trend))
    assert chosen.steps(trend, every).tolist() == list(range(len(trend.days)))
    (step,) = chosen.steps(trend, frozenset({ids_of(trend)[-1], "d1"})).tolist()
    assert trend.days[step] == trend.last[-1]
    assert not len(chosen.steps(trend, frozenset({"d1"})))


def test_where_very_many_are_selected_no_step_is_told_from_the_others(
    dated: Shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chosen, "MOST", 1)
    assert not len(chosen.steps(dated[1][0], frozenset(ids_of(dated[1][0]))))


def test_selected_decisions_mean_their_marks_however_much_else_is_selected(dated: Shown) -> None:
    columns = Columns.of(dated[0])
    key = columns.marks[1].id
    for others in ((), [f"a{n}" for n in range(100)]):
        found = chosen.marks(columns, frozenset({key, *others}))
        assert [mark.id for mark, on in zip(columns.marks, found, strict=True) if on] == [key]


class Compared(frozenset[str]):
    """A set that refuses to be compared."""

    __hash__ = frozenset.__hash__

    @override
    def __eq__(self, other: object) -> bool:
        raise AssertionError


def test_what_was_found_is_kept_without_comparing_very_many_ids(dated: Shown) -> None:
    columns = Columns.of(dated[0])
    one, same = (Compared({mark.id for mark in columns.marks}) for _ in range(2))
    assert chosen.marks(columns, one) is chosen.marks(columns, one)
    assert chosen.marks(columns, same).tolist() == chosen.marks(columns, one).tolist()
