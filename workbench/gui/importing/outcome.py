"""What would come of a table: the first records, the cells that do not fit, the rows left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QTabWidget

from workbench.gui.fields import form_fields
from workbench.gui.widgets.facts import fact, linked_names
from workbench.gui.widgets.plain_table import fill, plain_table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from workbench.dossier.dossier import Dossier
    from workbench.dossier.importing import ImportPlan
    from workbench.model.record import Record

FIRST = 60
LONGEST = 120
MOST_TOLD = 2_000
Shown = tuple[tuple[str, ...], ...]


def first_records(dossier: Dossier, plan: ImportPlan) -> Shown:
    """The first records that would be added: row, name, and what they say; off the thread."""
    records = plan.records[:FIRST]
    names = linked_names(dossier, records)
    names |= {each.id: each.name for each in (*plan.added, *plan.records)}
    return tuple(
        (
            str(row),
            each.name,
            "  ·  ".join(_said(each, names)),
        )
        for row, each in zip(plan.rows, records, strict=False)
    )


def _said(record: Record, names: Mapping[str, str]) -> Iterator[str]:
    """What a record says beyond what every new one does."""
    for field in form_fields(type(record)):
        value = getattr(record, field.name)
        if field.name != record.TITLE and value != field.default:
            lines = fact(field, value, names).splitlines()
            words = "; ".join(" ".join(each.split()) for each in lines if each.strip())
            yield f"{field.label}: {words[:LONGEST]}"


class Outcome(QTabWidget):
    """Three tabs, each with its count."""

    def __init__(self) -> None:
        super().__init__()
        self.setDocumentMode(True)
        self.records = plain_table("Records to add", "Row", "Name", "What it says")
        self.misfits = plain_table("Cells that do not fit", "Row", "Column", "Words", "Why")
        self.left_out = plain_table("Rows left out", "Row", "Why")
        widths = ((64, 300), (64, 180, 220), (64,))
        for table, some in zip((self.records, self.misfits, self.left_out), widths, strict=True):
            for column, width in enumerate(some):
                table.setColumnWidth(column, width)
        self.addTab(self.records, "To add")
        self.addTab(self.misfits, "Does not fit")
        self.addTab(self.left_out, "Left out")

    def show_plan(self, plan: ImportPlan, records: Shown) -> None:
        """Shows what would come of a table."""
        fill(self.records, records)
        misfits = [
            (str(each.row), each.column, each.words[:200], f"{each.message} Kept in the note.")
            for each in plan.misfits[:MOST_TOLD]
        ]
        fill(self.misfits, misfits)
        repeated = [(str(row), f"the same as row {first}") for row, first in plan.repeated]
        held = [(str(row), "the dossier has it already") for row in plan.held]
        fill(self.left_out, (repeated + held)[:MOST_TOLD])
        for tab, (words, count) in enumerate(
            (
                ("To add", len(plan.records)),
                ("Does not fit", len(plan.misfits)),
                ("Left out", len(plan.repeated) + len(plan.held)),
            )
        ):
            self.setTabText(tab, f"{words}  {count:,}")
