from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.store.columns import columns, part_columns

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
