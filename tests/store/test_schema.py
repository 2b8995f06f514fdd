from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from sqlalchemy.exc import OperationalError

from workbench.model import RECORDS, Allocation, Decision
from workbench.model.decision import DecisionLink
from workbench.model.quantity import Quantity
from workbench.model.when import When
from workbench.store.schema import KIND_OF_TABLE, LOGGED, PART_TABLES, RECORD_TABLES, specs_of

if TYPE_CHECKING:
    from workbench.store.store import Store


def test_every_kind_has_a_table_and_every_tuple_of_parts_its_own() -> None:
    assert RECORD_TABLES.keys() == RECORDS.keys()
    assert {table.name for table in LOGGED} == KIND_OF_TABLE.keys()
    assert PART_TABLES["allocation", "parties"].name == "allocation_parties"


def test_a_quantity_and_a_date_spread_over_columns() -> None:
    specs = {spec.name: spec for spec in specs_of(Allocation)}

    assert specs["quantity"].holds is Quantity
    assert specs["quantity"].columns[:2] == ("quantity_kind", "quantity_low")
    assert specs["as_of"].holds is When
    assert specs["as_of"].columns == ("as_of", "as_of_first", "as_of_last")


def test_a_link_knows_the_kind_that_it_points_at() -> None:
    links = {spec.name: spec.link for spec in specs_of(DecisionLink) if spec.link}

    assert links == {"decision": "decision", "claim": "claim"}


def test_every_link_is_indexed_and_checked_at_the_end_of_an_operation() -> None:
    for table in LOGGED:
        led = {next(iter(index.columns)) for index in table.indexes}
        for column in table.c:
            for key in column.foreign_keys:
                assert (key.deferrable, key.initially) == (True, "DEFERRED"), column
                assert column in led, column


def test_no_index_begins_as_another_of_its_table_does() -> None:
    for table in LOGGED:
        columns = sorted(tuple(index.columns.keys()) for index in table.indexes)
        assert not [
            (short, long) for short, long in pairwise(columns) if long[: len(short)] == short
        ], table.name


def test_only_records_that_link_to_one_of_their_kind_stand_in_the_index_of_such_a_link(
    store: Store,
) -> None:
    whole = Allocation(title="Whole")
    with store.operation("Add") as op:
        op.put(whole)
        part = op.put(Allocation(title="Part", part_of=whole.id))

    with store.reading() as connection:
        found = connection.exec_driver_sql(
            "SELECT id FROM allocation INDEXED BY ix_allocation_part_of WHERE part_of IS NOT NULL"
        )
        assert found.scalars().all() == [part.id]
        with pytest.raises(OperationalError, match="no query solution"):
            connection.exec_driver_sql("SELECT id FROM allocation INDEXED BY ix_allocation_part_of")


def test_the_tables_on_disk_are_those_of_the_records(store: Store) -> None:
    with store.reading() as connection:
        for table in LOGGED:
            found = connection.exec_driver_sql(f'PRAGMA table_info("{table.name}")').all()
            assert [row[1] for row in found] == table.c.keys()


def test_a_term_that_is_added_to_the_model_needs_no_new_table(store: Store) -> None:
    with store.reading() as connection:
        tables = connection.exec_driver_sql(
            "SELECT sql FROM sqlite_master WHERE tbl_name = 'decision' AND type = 'table'"
        ).scalar_one()

    assert "CHECK" not in tables
    assert specs_of(Decision)
