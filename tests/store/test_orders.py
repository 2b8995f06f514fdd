from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from workbench.model import Claim, Source
from workbench.model.query import Query
from workbench.model.when import When
from workbench.store import find

if TYPE_CHECKING:
    from workbench.store.store import Store

CLAIMED_OF = (2, 0, 1, 2, None, 3, 0, None, 2)
"""Which of the sources each claim is of."""


@pytest.fixture
def claims(store: Store) -> None:
    """Claims of sources of which two have one title, and two no date; and of none."""
    held = (("B", "2025"), ("a", ""), ("b", "2024-01-02"), ("C", ""))
    sources = [Source(title=title, published=When(day)) for title, day in held]
    with store.operation("Add") as op:
        op.add_all(sources)
        op.add_all(
            Claim(statement=f"Said {n}", source=None if at is None else sources[at].id)
            for n, at in enumerate(CLAIMED_OF)
        )


@pytest.mark.usefixtures("claims")
@pytest.mark.parametrize(
    "order", ["source", "-source", "date", "-date", "number", "-number", "-statement"]
)
@pytest.mark.parametrize("words", ["", "said"])
def test_the_first_of_any_order_are_those_of_all(store: Store, order: str, words: str) -> None:
    query = Query.parse(f"{words} order:{order}")
    with store.reading() as connection:
        every = find.ids(connection, "claim", query)
        for limit in range(len(CLAIMED_OF) + 2):
            assert find.ids(connection, "claim", query, limit) == every[:limit]


@pytest.mark.usefixtures("claims")
def test_what_a_record_links_to_brings_it_into_order_and_what_links_to_nothing_is_last(
    store: Store,
) -> None:
    with store.reading() as connection:
        by_title = find.ids(connection, "claim", Query.parse("order:source"))
        page = find.page(connection, Claim, by_title)

    assert [each.statement for each in page] == [f"Said {n}" for n in (2, 0, 1, 3, 6, 8, 5, 4, 7)]
