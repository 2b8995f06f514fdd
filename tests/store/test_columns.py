from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.model import Support
from workbench.model.kinds import SupportOrigin
from workbench.model.when import When, days_of
from workbench.store.columns import (
    SOME,
    column_lists,
    columns,
    different,
    first_known,
    id_columns,
    part_columns,
)

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


def test_ids_are_read_as_one_array_also_those_that_no_record_has(sample: Dossier) -> None:
    sample.supports.add(
        Support(record="none", record_kind="decision", origin=SupportOrigin.ANALYST)
    )
    with sample.store.reading() as connection:
        rows = columns(connection, "support", "record", "claim")
        arrays = id_columns(connection, "support", "record", "claim")
        some = id_columns(connection, "decision", "id", where={"jurisdiction": "CHN"})
        (nothing,) = id_columns(connection, "decision", "id", only=[])

    read = zip(*(each.astype(str).tolist() for each in arrays), strict=True)
    assert sorted(read) == sorted((record, claim or "") for record, claim in rows)
    assert some[0].tolist() == [sample.decisions.find("jurisdiction:CHN")[0].id.encode()]
    assert not len(nothing)


def test_rows_that_hold_something_and_the_first_date_that_is_known(sample: Dossier) -> None:
    early, late = When("2025-02"), When("2025-03-04")
    made = sample.decisions.log(title="Dated", announced=early, effective=late)
    bare = sample.decisions.log(title="Announced", announced=early)
    days = first_known("effective", "announced", "published")
    with sample.store.reading() as connection:
        read = columns(connection, "decision", *days, only=[made.id])
        also = columns(connection, "decision", *days, only=[bare.id])
        held = columns(connection, "decision", "title", where={"effective_first": SOME})

    assert read == [days_of(late)]
    assert also == [days_of(early)]
    assert ("Dated",) in held
    assert ("Announced",) not in held
