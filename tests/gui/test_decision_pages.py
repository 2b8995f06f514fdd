"""Decisions day by day, and a reversal before and after, as pages of the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.gui.decisions.before_after import BeforeAfterPage
from workbench.gui.decisions.chronology import ChronologyPage
from workbench.gui.decisions.pages import DecisionPages

if TYPE_CHECKING:
    from PySide6.QtWidgets import QTableWidget
    from pytestqt.qtbot import QtBot

    from workbench.gui.decisions.view import DecisionsView
    from workbench.gui.window import Window


def words(table: QTableWidget) -> list[list[str]]:
    """The cells of a table, row by row."""
    model = table.model()
    return [
        [str(model.index(row, column).data() or "") for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def pages_of(view: DecisionsView) -> tuple[DecisionPages, Window]:
    """The commands of the pages, and their window."""
    window: Window = view.window()  # type: ignore[assignment] # the fixture's window
    pages = window.findChild(DecisionPages)
    assert pages is not None
    return pages, window


def test_the_chronology_lists_each_lane_and_opens_a_decision(
    decisions_view: DecisionsView, qtbot: QtBot
) -> None:
    commands, window = pages_of(decisions_view)
    commands.chronology()
    page = window.pages.currentWidget()
    assert isinstance(page, ChronologyPage)
    qtbot.waitUntil(lambda: page.table.rowCount() == 4)
    rows = words(page.table)
    assert rows[0][0] == "17 Sep 2025"
    assert rows[0][1].startswith("D-0001  Orders stopped")
    assert [row[0] for row in rows[-2:]] == ["no date stated"] * 2
    assert any(row[3].startswith("Article") for row in rows)
    page.table.selectRow(0)
    page.open_chosen()
    qtbot.waitUntil(lambda: window.pages.currentWidget() is window.regions)


def test_before_and_after_shows_what_changed_first(
    decisions_view: DecisionsView, qtbot: QtBot
) -> None:
    commands, window = pages_of(decisions_view)
    context = decisions_view.context
    for ref in ("D-0001", "D-0002"):
        context.dossier.decisions.change(ref, citation="Notice 7")
    context.select("decision", context.dossier.decisions.get("D-0002").id)
    commands.before_after()
    page = window.pages.currentWidget()
    assert isinstance(page, BeforeAfterPage)
    qtbot.waitUntil(lambda: page.table.rowCount() > 0)
    heading, *rest = words(page.table)
    assert heading == ["Reverses", "D-0001  Orders stopped", "D-0002  Purchase approved"]
    assert ["Stance", "■ Deny", "◐ With conditions"] in rest
    before = page.table.rowCount()
    page.only.setChecked(False)
    assert page.table.rowCount() > before
    page.leave()
    assert window.pages.currentWidget() is window.regions


def test_a_decision_without_reversal_says_how_to_link_one(
    decisions_view: DecisionsView, qtbot: QtBot
) -> None:
    commands, window = pages_of(decisions_view)
    context = decisions_view.context
    context.select("decision", context.dossier.decisions.get("D-0003").id)
    commands.before_after()
    page = window.pages.currentWidget()
    assert isinstance(page, BeforeAfterPage)
    qtbot.waitUntil(lambda: "takes nothing back" in page.words.text())
