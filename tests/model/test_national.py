from __future__ import annotations

import pytest

from workbench.model.national import LADDERS, covers, to_keep


@pytest.mark.parametrize("ladder", LADDERS, ids=lambda each: each[0])
def test_the_highest_of_a_ladder_covers_the_others(ladder: tuple[str, ...]) -> None:
    assert to_keep(ladder) == (ladder[-1],)
    assert covers([ladder[1]], ladder[0])
    assert not covers([ladder[0]], ladder[1])


def test_markings_that_nobody_can_compare_all_stay() -> None:
    kept = to_keep(["OFFICIAL", "", "VS-Vertraulich", "House rules", "official-sensitive"])
    assert kept == ("VS-Vertraulich", "House rules", "official-sensitive")
