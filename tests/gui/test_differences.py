"""The history page finds operations and lists what changed since one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.gui.history import HistoryPage
from workbench.model.item import Item

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from workbench.dossier.dossier import Dossier
    from workbench.gui.window import Window


def page_of(window: Window, qtbot: QtBot) -> HistoryPage:
    """Show the history and wait until it is read."""
    window.commands.action("dossier.history").trigger()
    page = window.page
    assert isinstance(page, HistoryPage)
    qtbot.waitUntil(lambda: page.rows.rowCount() > 0)
    return page


def test_what_changed_since_an_operation_is_listed_and_saved(
    window: Window, dossier: Dossier, tmp_path: Path, qtbot: QtBot
) -> None:
    item = dossier.items.add(Item(title="H200"))
    dossier.items.change(item, title="H20")
    page = page_of(window, qtbot)
    page.table.selectRow(1)
    page.difference_button.click()
    qtbot.waitUntil(lambda: page.dialog is not None)
    dialog = page.dialog
    assert dialog is not None
    cells = [str(dialog.table.model().index(1, column).data()) for column in range(6)]
    assert cells == ["I-0001", "item", "H20", "Name", "H200", "H20"]
    place = tmp_path / "changes.csv"
    dialog.save(place)
    qtbot.waitUntil(place.exists)
    dialog.reject()


def test_operations_are_found_by_their_words(
    window: Window, dossier: Dossier, qtbot: QtBot
) -> None:
    with dossier.operation("Tidy the items"):
        dossier.items.add(Item(title="H200"))
    dossier.items.add(Item(title="H20"))
    page = page_of(window, qtbot)
    page.line.setText("tidy")
    qtbot.waitUntil(lambda: page.rows.rowCount() == 1)
    assert page.rows.operation(0).label == "Tidy the items"
    page.line.setText("nothing of that name")
    qtbot.waitUntil(lambda: page.rows.rowCount() == 0)
