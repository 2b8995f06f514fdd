"""Columns read straight from the tables are those that the records would give."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.analysis.ledger import ROW, Ledger, of_records
from workbench.model import Allocation, Decision, Item, Party
from workbench.model.allocation import AllocationParty
from workbench.model.kinds import AllocationRole, Split, Stage
from workbench.model.quantity import Quantity
from workbench.model.query import Query
from workbench.model.when import When
from workbench.store.ledger_rows import allocation_columns, allocation_groups

if TYPE_CHECKING:
    from workbench.dossier.dossier import Dossier


def filled(dossier: Dossier) -> list[Allocation]:
    parties = [dossier.parties.add(Party(title=name)) for name in ("ByteDance", "Alibaba")]
    items = [dossier.items.add(Item(title=name)) for name in ("H200", "H20")]
    decision = dossier.decisions.add(
        Decision(title="D", jurisdiction="CHN", announced=When("2026-01-28"))
    )
    both = tuple(AllocationParty(party=each.id) for each in parties)
    return [
        dossier.allocations.add(each)
        for each in (
            Allocation(
                title="Joint", item=items[0].id, quantity=Quantity.more_than(400_000, "chip"),
                split=Split.JOINT_UNSPECIFIED, parties=both, decision=decision.id,
            ),
            Allocation(
                title="One", item=items[1].id, quantity=Quantity.between("1.5", "2.5", "GW"),
                as_of=When("2025-08"), parties=both[:1], stage=Stage.DELIVERED,
            ),
            Allocation(title="None", quantity=Quantity.vague("hundreds", "chip")),
        )
    ]  # fmt: skip


def test_rows_equal_those_of_the_records(dossier: Dossier) -> None:
    records = filled(dossier)
    dates = dossier.allocations.dates(records)
    wanted = of_records(records, dates)
    with dossier.store.reading() as connection:
        found = allocation_columns(connection, Query(), ROW)
    made = Ledger.of_rows(found.rows, found.units, found.items)
    for name in ("id", "stage", "kind", "joint", "low_open", "first", "last", "low", "high"):
        assert made.rows[name].tolist() == wanted.rows[name].tolist(), name
    assert [made.units[n] for n in made.rows["unit"]] == ["chip", "GW", "chip"]
    names = [dossier.items.get(made.items[n]).title for n in made.rows["item"] if n >= 0]
    assert names == ["H200", "H20"]


def test_the_query_chooses_the_rows(dossier: Dossier) -> None:
    filled(dossier)
    with dossier.store.reading() as connection:
        found = allocation_columns(connection, Query.parse("stage:delivered"), ROW)
        late = allocation_columns(connection, Query.parse("since:2026"), ROW)
    assert len(found.rows) == 1
    assert len(late.rows) == 1


def test_rows_are_grouped_by_party_item_and_jurisdiction(dossier: Dossier) -> None:
    filled(dossier)
    with dossier.store.reading() as connection:
        found = allocation_columns(connection, Query(), ROW)
        by = {}
        for name in (AllocationRole.RECIPIENT.value, "item", "jurisdiction"):
            codes, keys = allocation_groups(connection, Query(), found, name)
            by[name] = [keys[n] for n in codes]
    assert [len(key.split()) for key in by["recipient"]] == [2, 1, 0]
    assert by["recipient"][0].split() == sorted(by["recipient"][0].split())
    assert by["jurisdiction"] == ["CHN", "", ""]
    assert [bool(key) for key in by["item"]] == [True, True, False]
    assert len(set(by["item"])) == 3


def test_an_empty_dossier_has_no_rows(dossier: Dossier) -> None:
    with dossier.store.reading() as connection:
        found = allocation_columns(connection, Query(), ROW)
        assert len(found.rows) == 0
        for name in (AllocationRole.RECIPIENT.value, "item", "jurisdiction"):
            assert len(allocation_groups(connection, Query(), found, name)[0]) == 0
