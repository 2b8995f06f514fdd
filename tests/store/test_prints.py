from __future__ import annotations

from collections import Counter

from hypothesis import given, strategies as st

from workbench.store.prints import Prints, gathered, meet

MOST = 3
SETS = st.lists(st.sets(st.integers(0, 12), max_size=6), max_size=8)


def one_by_one(
    texts: list[set[int]], held: int
) -> tuple[set[tuple[int, int]], Counter[tuple[int, int]]]:
    """What is kept of the texts from `held` on, and what they share, worked out the plain way."""
    known: dict[int, list[int]] = {}
    kept, shared = set(), Counter[tuple[int, int]]()
    for number, prints in enumerate(texts):
        for each in prints:
            having = known.setdefault(each, [])
            if number >= held:
                shared.update((number, other) for other in having)
            if len(having) < MOST:
                having.append(number)
                if number >= held:
                    kept.add((each, number))
    return kept, shared


@given(SETS, st.integers(0, 8))
def test_many_texts_meet_as_if_they_came_one_by_one(texts: list[set[int]], held: int) -> None:
    held = min(held, len(texts))
    before: dict[int, list[int]] = {}
    for number, prints in enumerate(texts[:held]):
        for each in prints:
            if len(before.setdefault(each, [])) < MOST:
                before[each].append(number)
    rows = [(each, number) for each in sorted(before) for number in before[each]]
    fresh = (
        gathered([(n, sorted(texts[n])) for n in range(held, len(texts))])
        if held < len(texts)
        else Prints.of([])
    )
    found = meet(Prints.of([rows]), fresh, MOST)
    kept, shared = one_by_one(texts, held)
    assert {pair for part in found.kept.parts(4) for pair in part} == kept
    assert {(one, other): count for one, other, count in found.shared} == shared
    lacking = {n for n in range(held, len(texts)) for each in texts[n] if (each, n) not in kept}
    assert found.crowded.tolist() == sorted(lacking)


def test_those_that_share_most_come_first() -> None:
    fresh = gathered([(1, [1, 2]), (2, [2, 3, 4]), (3, [1, 2, 3, 4])])
    assert meet(Prints.of([]), fresh, MOST).shared == [(2, 1, 1), (3, 2, 3), (3, 1, 2)]


def test_prints_are_picked_out_of_others() -> None:
    some = Prints.of([[(1, 7), (2, 7)], [(2, 8), (5, 7)]])
    assert some.each_once().tolist() == [1, 2, 5]
    picked = some.among(Prints.of([[(2, 0), (6, 0)]]).prints)
    assert list(picked.parts(9)) == [[(2, 7), (2, 8)]]
    assert list(some.among(Prints.of([]).prints).parts(9)) == []
