"""Allocations as rows of the table; free of Qt, read off the window's thread."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.gui.table.columns import Cell, Column, Row
from workbench.gui.table.grades import read_grades
from workbench.gui.table.sums import too_many, total_words
from workbench.gui.table.words import date_cell, not_split, quantity_cell, tip_of
from workbench.model.decision import Decision
from workbench.model.kinds import AllocationRole
from workbench.model.query import Filter, Query
from workbench.model.when import When

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.dossier.dossier import Dossier
    from workbench.model.allocation import Allocation

COLUMNS = (
    Column(name="ref", title="No.", width=74, priority=8, order="number", shown=False),
    Column(name="date", title="Date", width=110, priority=2, order="date", right=True),
    Column(name="title", title="Allocation", width=180, order="title", stretch=True),
    Column(name="item", title="Item", width=84, most=160, priority=5, order="item"),
    Column(name="quantity", title="Quantity", width=142, priority=1, order="quantity", right=True),
    Column(name="stage", title="Stage", width=96, priority=4, order="stage"),
    Column(name="recipients", title="Recipients", width=150, most=260, priority=3),
    Column(name="supplier", title="Supplier", width=104, priority=9),
    Column(name="decision", title="Decision", width=84, priority=8, order="decision"),
    Column(name="evidence", title="Evidence", width=78, priority=7),
)
SHOWN_NAMES = 3


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around some allocations, looked up at once."""

    parties: Mapping[str, str]
    items: Mapping[str, str]
    decisions: Mapping[str, Decision]
    dates: Mapping[str, When]
    grades: Mapping[str, tuple[str, ...]]


def read_rows(dossier: Dossier, ids: Sequence[str]) -> list[Row]:
    """The rows of some allocations, in this order."""
    allocations = dossier.allocations.page(ids)
    around = _look_around(dossier, allocations)
    return [_row(each, around) for each in allocations]


def sum_words(dossier: Dossier, ids: Sequence[str], query: Query | None) -> str:
    """What some allocations add up to, with bounds."""
    count = f"{len(ids):,} selected"
    if too_many(len(ids)):
        return count
    if query is None:
        query = Query(filters=(Filter("ref", _refs(dossier, ids)),))
    return f"{count}:  {total_words(dossier, query)}"


def _refs(dossier: Dossier, ids: Sequence[str]) -> tuple[str, ...]:
    return tuple(each.ref for each in dossier.allocations.page(ids))


def recipients_words(allocation: Allocation, parties: Mapping[str, str]) -> tuple[str, str]:
    """Who receives it, and how: the names, and "jointly, split not known"."""
    names = [parties.get(each, "") for each in allocation.recipients]
    if not names:
        return "not stated", ""
    spelled = ", ".join(names[:SHOWN_NAMES])
    more = f" and {len(names) - SHOWN_NAMES} more" if len(names) > SHOWN_NAMES else ""
    if len(names) == 1:
        return spelled, ""
    joint = "jointly, split not known" if not_split(allocation) else f"{len(names)} recipients"
    return spelled + more, joint


def suppliers_of(allocation: Allocation) -> list[str]:
    """The party ids of its suppliers."""
    return [each.party for each in allocation.parties if each.role is AllocationRole.SUPPLIER]


def _look_around(dossier: Dossier, allocations: Sequence[Allocation]) -> Around:
    parties = sorted({part.party for each in allocations for part in each.parties})
    items = sorted({each.item for each in allocations if each.item})
    decisions = sorted({each.decision for each in allocations if each.decision})
    return Around(
        parties={each.id: each.title for each in dossier.parties.page(parties)},
        items={each.id: each.title for each in dossier.items.page(items)},
        decisions={each.id: each for each in dossier.decisions.page(decisions)},
        dates=dossier.allocations.dates(allocations),
        grades=read_grades(dossier, [each.id for each in allocations]),
    )


def _row(allocation: Allocation, around: Around) -> Row:
    decision = around.decisions.get(allocation.decision or "")
    names, how = recipients_words(allocation, around.parties)
    supplied = ", ".join(around.parties.get(each, "") for each in suppliers_of(allocation))
    item = around.items.get(allocation.item or "", "")
    date = date_cell(around.dates[allocation.id], note="" if allocation.when else "of the decision")
    quantity = quantity_cell(allocation)
    stage = allocation.stage.value.capitalize()
    return Row(
        id=allocation.id,
        name=allocation.title,
        cells={
            "ref": Cell(upper=allocation.ref, quiet=True),
            "date": date,
            "title": Cell(
                upper=allocation.title, lower=decision.title if decision else "", strong=True
            ),
            "item": Cell(upper=item or "not stated", quiet=not item),
            "quantity": quantity,
            "stage": Cell(upper=stage),
            "recipients": Cell(upper=names, lower=how, quiet=not allocation.recipients),
            "supplier": Cell(upper=supplied or "not stated", quiet=not supplied),
            "decision": Cell(upper=decision.ref if decision else "none", quiet=decision is None),
            "evidence": Cell(chips=around.grades.get(allocation.id, ())),
        },
        tip=tip_of(
            (
                f"{allocation.ref}  {allocation.title}",
                f"{stage}: {quantity.words}",
                f"“{allocation.quantity.verbatim}”" if allocation.quantity.verbatim else "",
                f"{names} ({how})" if how else names,
                f"{decision.ref}  {decision.title}" if decision else "",
            )
        ),
    )
