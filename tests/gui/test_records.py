from __future__ import annotations

from typing import TYPE_CHECKING, cast

import pytest

from workbench.gui.form import Form
from workbench.gui.records.inspector import RecordInspector
from workbench.gui.records.model import PAGE, RecordTable
from workbench.gui.records.view import KINDS, WHY_EMPTY
from workbench.model import Item, Party, PolicyLine

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from workbench.gui.context import Context
    from workbench.gui.records.view import RecordsView
    from workbench.gui.window import Window


@pytest.fixture
def view(window: Window) -> RecordsView:
    return cast("RecordsView", window.show_task("records"))


def test_an_empty_kind_says_what_it_is_for_and_offers_the_first(
    view: RecordsView, qtbot: QtBot
) -> None:
    qtbot.waitUntil(view.empty.isVisible)
    assert view.empty.heading.text() == "No parties yet"
    assert WHY_EMPTY.keys() == set(KINDS)


def test_records_that_others_write_appear(
    view: RecordsView, context: Context, qtbot: QtBot
) -> None:
    context.dossier.parties.add(Party(title="Nvidia", jurisdiction="USA"))
    qtbot.waitUntil(lambda: view.rows.rowCount() == 1)
    assert view.rows.index(0, 0).data() == "P-0001"
    assert view.rows.index(0, 1).data() == "Nvidia"
    assert "United States" in [view.rows.index(0, n).data() for n in range(6)]


def test_links_are_shown_by_name(context: Context) -> None:
    maker = context.dossier.parties.add(Party(title="Nvidia"))
    item = context.dossier.items.add(Item(title="H200", maker=maker.id))
    rows = RecordTable(context, Item)
    rows.show([item.id])
    assert "Nvidia" in [rows.index(0, n).data() for n in range(rows.columnCount())]


def test_only_the_pages_in_sight_are_read(context: Context) -> None:
    added = context.dossier.parties.add_all(Party(title=f"Party {n}") for n in range(PAGE * 2 + 5))
    rows = RecordTable(context, Party)
    rows.show([each.id for each in added])
    assert rows.index(PAGE * 2 + 4, 1).data() == f"Party {PAGE * 2 + 4}"
    assert list(rows._pages) == [2]  # noqa: SLF001 - what was read


def test_a_record_that_is_gone_leaves_its_row_blank(context: Context) -> None:
    party = context.dossier.parties.add(Party(title="A"))
    rows = RecordTable(context, Party)
    rows.show([party.id])
    context.dossier.parties.remove(party)
    assert rows.index(0, 1).data() is None


def test_new_edit_and_remove(
    view: RecordsView, window: Window, context: Context, qtbot: QtBot
) -> None:
    view.new_record()
    form = window.regions.form.content
    assert isinstance(form, Form)
    form.rows["title"].editor.set_value("Nvidia")
    form.save()
    qtbot.waitUntil(lambda: view.current() is not None)
    view.edit_record()
    form = window.regions.form.content
    assert isinstance(form, Form)
    form.rows["title"].editor.set_value("NVIDIA")
    form.save()
    qtbot.waitUntil(lambda: context.dossier.parties.find()[0].title == "NVIDIA")
    qtbot.waitUntil(lambda: view.current() is not None)
    view.remove_record()
    qtbot.waitUntil(lambda: context.dossier.parties.count() == 0)
    qtbot.waitUntil(lambda: context.notices.shown == ("Party P-0001 removed",))


def test_another_kind_is_shown_with_its_counts(
    view: RecordsView, context: Context, qtbot: QtBot
) -> None:
    context.dossier.policy_lines.add(PolicyLine(title="Chip exports"))
    view.show_kind("policy_line")
    qtbot.waitUntil(lambda: view.rows.rowCount() == 1)
    assert view.rows.kind is PolicyLine
    assert "policy line" in view.tools[0].text()  # type: ignore[attr-defined] # a button


def test_the_inspector_shows_facts_and_history(
    view: RecordsView, context: Context, qtbot: QtBot
) -> None:
    party = context.dossier.parties.add(Party(title="Nvidia", jurisdiction="USA"))
    context.dossier.parties.change(party, note="Maker of the H200")
    view.show_record("party", party.id)
    inspector = view.inspector
    assert isinstance(inspector, RecordInspector)
    qtbot.waitUntil(lambda: inspector.sheet is not None)
    sheet = inspector.sheet
    assert sheet is not None
    facts = {each.label: each.words for each in sheet.facts}
    assert facts["Jurisdiction"] == "United States"
    assert facts["Note"] == "Maker of the H200"
    assert len(sheet.past) == 2


def test_columns_go_where_the_window_is_narrow(view: RecordsView, window: Window) -> None:
    window.resize(1700, 800)
    wide = sum(not view.table.isColumnHidden(n) for n in range(view.rows.columnCount()))
    window.resize(1000, 800)
    narrow = sum(not view.table.isColumnHidden(n) for n in range(view.rows.columnCount()))
    assert narrow < wide
    assert view.table.columnWidth(1) >= 190
