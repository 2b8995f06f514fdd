from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.store.columns import column_lists, columns, different, part_columns

if TYPE_CHECKING:
    from workbench import Dossier


def test_columns_of_all_records_or_of_some(sample: Dossier) -> None:
    with sample.store.reading() as connection:
        every = columns(connection, "decision", "id", "jurisdiction")
        some = columns(connection, "decision", "jurisdiction", only=[every[0][0]])

    assert sorted(each[1] for each in every) == ["CHN", "USA", "USA"]
    assert some == [(every[0][1],)]


def test_columns_of_parts_come_with_their_owner(sample: Dossier) -> None:
    with sample.store.reading() as connection:
        links = part_columns(connection, "decision", "links", "record", "relation", "decision")

    refs = [(sample.decisions.get(a).ref, how, sample.decisions.get(b).ref) for a, how, b in links]
    assert refs == [("D-0003", "partially_reverses", "D-0002")]


def test_columns_of_those_that_hold_something(sample: Dossier) -> None:
    with sample.store.reading() as connection:
        one = columns(connection, "decision", "number", where={"jurisdiction": "USA"})
        both = columns(connection, "claim", "number", where={"kind": {"causal", "prediction"}})

    assert sorted(one) == [(2,), (3,)]
    assert len(both) == sum(each.kind in {"causal", "prediction"} for each in sample.claims)


def test_columns_as_lists_are_the_same_columns(sample: Dossier) -> None:
    names = ("number", "title", "effective_first", "line")
    with sample.store.reading() as connection:
        rows = columns(connection, "decision", *names, where={"jurisdiction": "USA"})
        lists = column_lists(connection, "decision", *names, where={"jurisdiction": "USA"})
        links = column_lists(connection, "decision", "relation", field="links")
        nothing = column_lists(connection, "decision", "id", "title", only=[])

    assert sorted(zip(*lists, strict=True)) == sorted(rows)
    assert links == [["partially_reverses"]]
    assert nothing == [[], []]


def test_different_values_are_each_given_once_and_none_is_left_out(sample: Dossier) -> None:
    with sample.store.reading() as connection:
        assert different(connection, "decision", "jurisdiction") == {"CHN", "USA"}
        assert not different(connection, "allocation", "part_of")
