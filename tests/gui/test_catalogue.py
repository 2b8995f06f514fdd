from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtWidgets import QDialogButtonBox

from workbench.gui.inspector.computed import Computed
from workbench.gui.inspector.sheet import ComputedLine
from workbench.gui.records.inspector import read_sheet
from workbench.model import Item

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from workbench.gui.context import Context
    from workbench.gui.records.view import RecordsView
    from workbench.gui.window import Window


def test_chosen_items_of_the_catalogue_are_added_with_their_figures(
    window: Window, context: Context, qtbot: QtBot
) -> None:
    view = cast("RecordsView", window.show_task("records"))
    view.add_from_catalogue()
    dialog = view.catalogue
    assert dialog is not None
    ok = dialog.buttons.button(QDialogButtonBox.StandardButton.Ok)
    assert not ok.isEnabled()
    dialog.table.selectRow(0)
    assert dialog.names() == ["H200 SXM"]
    ok.click()
    qtbot.waitUntil(lambda: view.kind == "item" and view.current() is not None)
    item = view.current()
    assert isinstance(item, Item)
    assert item.specs
    context.dossier.undo()
    assert context.dossier.items.count() == 0


def test_the_inspector_shows_what_is_computed_and_how(context: Context, qtbot: QtBot) -> None:
    item = context.dossier.items.add_shipped("B300")
    sheet = read_sheet(context.dossier, "item", item.id)
    assert sheet is not None
    words = {line.label: line.words for line in sheet.computed}
    assert words["H100e, TPP"] == "3.5371 (TPP) each"
    assert words["H100e, 8-bit"] == "2.2739 – 2.5265 (8-bit) each"
    assert words["FP8, dense disputed"] == "4,500 or 5,000"
    shown = Computed(ComputedLine(label="H100e", words="1", how="TPP by TPP"))
    qtbot.addWidget(shown)
    assert shown.how.isHidden()
    shown.head.pressed.emit()
    assert not shown.how.isHidden()
