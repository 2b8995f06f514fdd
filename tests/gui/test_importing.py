"""A table is mapped, tried and brought in from its page; nothing is written before."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from workbench.dossier.table_mappings import ColumnMapping, DateFormat
from workbench.gui.import_commands import ImportCommands
from workbench.gui.importing.page import ImportPage
from workbench.gui.importing.values import ValuesDialog
from workbench.gui.widgets.editors import QuietCombo

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QComboBox
    from pytestqt.qtbot import QtBot

    from workbench.gui.context import Context
    from workbench.gui.importing.columns import ColumnTable
    from workbench.gui.window import Window

TRACKER = (
    "Title,Announced,Evaluation,Country,Other\n"
    "Chips rule,1/31/2026,Purple,usa,kept\n"
    "Next rule,2/3/2026,Red,CHN,\n"
    "Chips rule,1/31/2026,Purple,usa,kept\n"
)


def tried(window: Window, place: Path, qtbot: QtBot) -> ImportPage:
    """Open the page of a table, and wait until it is tried."""
    commands = window.findChild(ImportCommands)
    assert commands is not None
    commands.open_table(place)
    qtbot.waitUntil(lambda: isinstance(window.pages.currentWidget(), ImportPage))
    page = window.pages.currentWidget()
    assert isinstance(page, ImportPage)
    qtbot.waitUntil(lambda: page.plan is not None)
    return page


@pytest.fixture
def page(window: Window, tmp_path: Path, qtbot: QtBot) -> ImportPage:
    """The page of a small tracker, tried."""
    place = tmp_path / "tracker.csv"
    place.write_text(TRACKER, "utf-8")
    return tried(window, place, qtbot)


def field_of(columns: ColumnTable, row: int) -> QComboBox:
    """The field that a column becomes."""
    holder = columns.cellWidget(row, 2)
    assert holder is not None
    return holder.findChildren(QuietCombo)[0]


def choose(columns: ColumnTable, row: int, name: str) -> None:
    """Chooses the field of a column, as a click does."""
    combo = field_of(columns, row)
    combo.setCurrentIndex(combo.findData(name))
    combo.activated.emit(combo.currentIndex())


def test_a_table_is_tried_as_it_is_mapped_and_nothing_is_written(
    page: ImportPage, context: Context
) -> None:
    assert [field_of(page.columns, row).currentData() for row in range(5)] == [
        "title",
        "announced",
        "",
        "jurisdiction",
        "",
    ]
    assert page.button.text() == "Bring in 2 decisions"
    assert page.outcome.tabText(2) == "Left out  1"
    assert page.outcome.records.model().index(0, 1).data() == "Chips rule"
    assert len(context.dossier.decisions) == 0


def test_a_column_goes_elsewhere_and_its_misfits_are_told(page: ImportPage, qtbot: QtBot) -> None:
    choose(page.columns, 2, "direction")
    qtbot.waitUntil(lambda: page.plan is not None and bool(page.plan.misfits))
    assert page.outcome.tabText(1) == "Does not fit  2"
    mapping = page.columns.mapping
    assert mapping is not None
    values = {"Purple": "", "Red": "restrictive"}
    column = ColumnMapping(field="direction", values=values)
    page.show_mapping(mapping.with_column("Evaluation", column))
    qtbot.waitUntil(lambda: page.plan is not None and not page.plan.misfits)


def test_the_table_is_brought_in_by_one_undoable_operation(
    page: ImportPage, window: Window, context: Context, qtbot: QtBot
) -> None:
    page.bring_in()
    qtbot.waitUntil(lambda: len(context.dossier.decisions) == 2)
    qtbot.waitUntil(lambda: window.pages.currentWidget() is window.regions)
    context.dossier.undo()
    assert len(context.dossier.decisions) == 0


def test_what_every_row_has_is_given_once(page: ImportPage, qtbot: QtBot) -> None:
    page.columns.add_constant()
    row = page.columns.rowCount() - 1
    holder = page.columns.cellWidget(row, 1)
    assert holder is not None
    holder.findChildren(QLineEdit)[0].setText("Ministry")
    choose(page.columns, row, "authority")
    qtbot.waitUntil(lambda: page.plan is not None and bool(page.plan.added))
    assert page.plan is not None
    assert [each.name for each in page.plan.added] == ["Ministry"]


def test_a_table_of_quantities_becomes_allocations_from_whatever_view(
    window: Window, tmp_path: Path, qtbot: QtBot
) -> None:
    window.show_task("decisions")
    place = tmp_path / "chips.csv"
    place.write_text(
        "Name,Owner,Chip,Date,Units (5th percentile),Units,Units (95th percentile)\n"
        "A,ByteDance,H20,3/31/2025,10,20,30\n"
    )
    page = tried(window, place, qtbot)
    assert page.kinds.currentData() == "allocation"
    assert page.button.text() == "Bring in 1 allocation"


def test_rows_become_another_kind_and_the_mapping_is_kept(
    page: ImportPage, context: Context, qtbot: QtBot
) -> None:
    page.show_kind("party")
    qtbot.waitUntil(lambda: page.plan is not None and page.plan.mapping.kind == "party")
    page.keep_as("Names")
    qtbot.waitUntil(lambda: len(context.dossier.table_mappings) == 1)
    assert context.dossier.table_mappings.get("T-0001").shown == "party"


def test_leaving_writes_nothing(page: ImportPage, window: Window, context: Context) -> None:
    page.leave()
    assert window.pages.currentWidget() is window.regions
    assert len(context.dossier.decisions) == 0


def test_values_say_what_they_mean(page: ImportPage, context: Context, qtbot: QtBot) -> None:
    target = context.dossier.table_mappings.targets("decision")["direction"]
    held = ColumnMapping(field="direction", values={"red": "restrictive"})
    dialog = ValuesDialog("Evaluation", ["Red", "Red", "Grey", ""], target, held, page)
    qtbot.addWidget(dialog)
    assert dialog.values() == {"Red": "restrictive"}
    dialog.say("Grey", "")
    assert dialog.values() == {"Red": "restrictive", "Grey": ""}


def test_the_wheel_gives_no_field_the_focus_and_so_changes_none(page: ImportPage) -> None:
    for row in range(page.columns.rowCount()):
        assert field_of(page.columns, row).focusPolicy() is Qt.FocusPolicy.StrongFocus


def test_dates_of_a_column_are_spelled_otherwise(page: ImportPage) -> None:
    mapping = page.columns.mapping
    assert mapping is not None
    assert mapping.columns["Announced"].dates is DateFormat.US
    holder = page.columns.cellWidget(1, 3)
    assert holder is not None
    combo = holder.findChildren(QuietCombo)[0]
    combo.setCurrentIndex(list(DateFormat).index(DateFormat.EUROPEAN))
    combo.activated.emit(combo.currentIndex())
    assert page.columns.mapping is not None
    assert page.columns.mapping.columns["Announced"].dates is DateFormat.EUROPEAN
