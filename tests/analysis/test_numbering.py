from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from hypothesis import given, strategies as st

from workbench.analysis import numbering
from workbench.analysis.numbering import numbered, places, which

if TYPE_CHECKING:
    import pytest

    from workbench.analysis.numbering import Ids

DRAWN = st.lists(st.sampled_from(["", "A", "B" * 26, "B" * 25 + "C", "C" + "B" * 25, "none"]))


def ids(drawn: list[str]) -> Ids:
    return np.array(drawn, dtype="S26")


@given(DRAWN, DRAWN)
def test_equal_ids_and_no_others_have_one_number(one: list[str], other: list[str]) -> None:
    first, second = numbered(ids(one), ids(other))

    numbers = dict(zip([*one, *other], [*first.tolist(), *second.tolist()], strict=True))
    assert [numbers[each] for each in [*one, *other]] == [*first.tolist(), *second.tolist()]
    assert sorted(numbers.values()) == list(range(len({*one, *other})))


def test_ids_that_are_mixed_into_one_key_are_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(numbering, "_MIX", 0)

    (found,) = numbered(ids(["B", "A", "B", "C"]))
    assert found.tolist() == [1, 0, 1, 2]


@given(DRAWN, st.sets(st.sampled_from(["A", "B" * 26, "none"])))
def test_places_are_where_an_id_stands(wanted: list[str], among: set[str]) -> None:
    there = sorted(among)

    assert places(ids(wanted), ids(there)).tolist() == [
        there.index(each) if each in among else -1 for each in wanted
    ]


@given(DRAWN, DRAWN)
def test_those_that_are_wanted_are_found_wherever_they_stand(
    every: list[str], wanted: list[str]
) -> None:
    assert which(ids(every), ids(wanted)).tolist() == [
        place for place, each in enumerate(every) if each in wanted
    ]
