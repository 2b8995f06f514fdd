from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from workbench.model import Decision
from workbench.model.kinds import Action
from workbench.model.query import Query
from workbench.store import chosen, find

if TYPE_CHECKING:
    from workbench.store.store import Store

TITLES = ("Chip ban", "chips", "Chip 出口", "Ban of chips", "Chipmaking", "Chip licence")


@pytest.mark.parametrize("often", [1, chosen.OFTEN])
@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("chip", [0, 1, 2, 3, 4, 5]),
        ("ban jurisdiction:USA", [0]),
        ("chip jurisdiction:USA", [0, 2, 4]),
        ("chip -ban jurisdiction:USA", [2, 4]),
        ("-ban stance:deny", [2, 5]),
        ("-ban -licence", [1, 2, 4]),
        ("-出口 -ban", [1, 4, 5]),
        ("chip ban -chipmaking stance:deny", [0, 3]),
        ("chip is:undated", [0, 1, 2, 3, 4, 5]),
        ("nothing jurisdiction:USA", []),
        ("_ jurisdiction:USA", [0, 2, 4]),
    ],
)
def test_words_and_filters_choose_the_same_whichever_leads(
    store: Store, monkeypatch: pytest.MonkeyPatch, often: int, line: str, shown: list[int]
) -> None:
    monkeypatch.setattr(chosen, "OFTEN", often)
    with store.operation("Add") as op:
        op.add_all(
            Decision(
                title=title,
                jurisdiction="CHN" if n % 2 else "USA",
                action=Action.RELAX if n % 3 == 1 else Action.DENY,
            )
            for n, title in enumerate(TITLES)
        )
    query = Query.parse(f"{line} order:title")

    with store.reading() as connection:
        every = find.ids(connection, "decision", query)
        numbers = [each.number - 1 for each in find.page(connection, Decision, every)]
        assert numbers == sorted(shown, key=lambda n: TITLES[n].lower())
        assert find.count(connection, "decision", query) == len(shown)
        for limit in range(1, len(TITLES) + 1):
            assert find.ids(connection, "decision", query, limit) == every[:limit]
