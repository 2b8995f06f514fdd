from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from workbench.errors import NoSuchRecord
from workbench.model import Decision, Item
from workbench.model.query import Query
from workbench.model.when import When
from workbench.store import find

if TYPE_CHECKING:
    from workbench.model import Allocation, Party
    from workbench.store.store import Store

    Records = tuple[Party, Party, Decision, Allocation]


@pytest.fixture
def dated(store: Store) -> list[str]:
    """The ids of five decisions, in the order of their numbers."""
    dates = ("2025-04", "", "2026-01-13", "2025-12-08", "2026")
    with store.operation("Add") as op:
        added = op.add_all(
            Decision(title=f"Act {n}", announced=When(date)) for n, date in enumerate(dates)
        )
    return [decision.id for decision in added]


def titles(store: Store, line: str = "", limit: int | None = None) -> list[str]:
    with store.reading() as connection:
        found = find.ids(connection, "decision", Query.parse(line), limit)
        return [decision.title[-1] for decision in find.page(connection, Decision, found)]


@pytest.mark.usefixtures("dated")
def test_decisions_come_newest_first_and_undated_last(store: Store) -> None:
    assert titles(store) == ["2", "4", "3", "0", "1"]


@pytest.mark.usefixtures("dated")
def test_an_order_can_be_chosen(store: Store) -> None:
    assert titles(store, "order:date") == ["0", "3", "4", "2", "1"]
    assert titles(store, "order:-title") == ["4", "3", "2", "1", "0"]
    assert titles(store, "order:number") == ["0", "1", "2", "3", "4"]


@pytest.mark.usefixtures("dated")
@pytest.mark.parametrize(
    "line", ["", "act", "-act", "act -3", "since:2025-12", "act since:2025-12"]
)
def test_the_first_few_come_with_how_many_there_are(store: Store, line: str) -> None:
    query = Query.parse(line)
    with store.reading() as connection:
        every = find.ids(connection, "decision", query)
        assert find.count(connection, "decision", query) == len(every)
        for limit in range(1, 7):
            first = find.first_ids(connection, "decision", query, limit)
            assert first == (every[:limit], len(every))


@pytest.mark.usefixtures("dated")
def test_the_first_few_come_as_they_would_among_all(store: Store) -> None:
    assert titles(store, limit=2) == ["2", "4"]


def test_a_page_comes_in_the_order_that_was_asked_for(store: Store, dated: list[str]) -> None:
    wanted = [dated[3], "not there", dated[0]]

    with store.reading() as connection:
        found = find.page(connection, Decision, wanted)

    assert [decision.id for decision in found] == [dated[3], dated[0]]


def test_a_page_may_be_of_any_length(store: Store) -> None:
    with store.operation("Import") as op:
        added = op.add_all(Item(title=f"i{n}") for n in range(12_000))

    with store.reading() as connection:
        ids = find.ids(connection, "item", Query())
        assert find.page(connection, Item, ids) == added
        assert find.count(connection, "item", Query()) == len(added)
        assert find.page(connection, Item, []) == []


@pytest.mark.parametrize("key", ["D-0001", "d-1", "1", "D-000000000000000000000001"])
def test_a_record_is_found_by_what_people_call_it(store: Store, records: Records, key: str) -> None:
    with store.reading() as connection:
        assert find.get(connection, Decision, key) == records[2]


@pytest.mark.parametrize(
    "key", ["", "D-0009", "P-0001", "²", "D-²", "9" * 40, "x", "\0", "\ud800", "-1"]
)
@pytest.mark.usefixtures("records")
def test_a_name_that_nobody_has_is_an_error_that_says_so(store: Store, key: str) -> None:
    with store.reading() as connection, pytest.raises(NoSuchRecord):
        find.get(connection, Decision, key)
