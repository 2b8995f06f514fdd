"""The window shows the dossier as it was: under a banner on every page, for reading only."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtWidgets import QPushButton, QToolButton

from tests.gui.steps import settle
from workbench.gui.history import HistoryPage
from workbench.gui.views import TASKS
from workbench.gui.widgets.empty import EmptyState
from workbench.model.query import Query

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from workbench import Dossier
    from workbench.gui.decisions.view import DecisionsView
    from workbench.gui.window import Window

WRITING = ("New", "Edit", "Remove", "Rate", "Add", "Acknowledge", "Link", "Describe", "Take it")


def test_every_page_of_the_past_says_so_and_offers_nothing_that_writes(
    bare_window: Window, sample: Dossier, qtbot: QtBot
) -> None:
    (window := bare_window).take(sample)
    sample.parties.change("P-0001", title="Renamed")
    seq = sample.operations(limit=1)[0].seq
    window.dossier_commands.history()
    settle(window, qtbot)
    page = window.findChild(HistoryPage)
    assert isinstance(page, HistoryPage)
    assert page.rows.index(0, 0).data() == str(seq)
    assert page.focusProxy() is page.table
    page.table.selectRow(1)
    page.look_back()
    settle(window, qtbot)

    banner = window.past
    assert f"operation {seq - 1}" in banner.words.text()
    for task in [each.name for each in TASKS if each.name != "console"]:
        view = window.show_task(task)
        settle(window, qtbot)
        assert banner.isVisibleTo(window), task
        offered = [each.command.title for each in window.commands.ready() if each.home is view]
        tools = [each for each in view.tools if isinstance(each, QPushButton) and each.isEnabled()]
        acts = view.inspector.findChildren(QToolButton) if view.inspector else []
        named = [
            *offered,
            *(each.text() for each in tools),
            *(each.accessibleName() for each in acts),
        ]
        writing = [each for each in named if each.startswith(WRITING) and each != "New briefing…"]
        assert not writing, task

    button = banner.findChild(QPushButton)
    assert button is not None
    button.click()
    settle(window, qtbot)
    assert not banner.isVisibleTo(window)
    assert window.context is not None
    assert window.context.dossier.moment is None


def test_what_was_empty_then_offers_nothing_that_writes(
    bare_window: Window, sample: Dossier, qtbot: QtBot
) -> None:
    bare_window.take(sample.as_of(1))
    for task in ("decisions", "allocations", "judgements", "records"):
        view = bare_window.show_task(task)
        settle(bare_window, qtbot)
        states = view.findChildren(EmptyState)
        acts = [act for each in states for act in each.findChildren(QPushButton)]
        offered = [act.text() for act in acts if not act.isHidden()]
        assert not [each for each in offered if each.startswith(WRITING)], task


def test_the_past_and_the_present_answer_the_search_that_was_asked_before(
    bare_window: Window, sample: Dossier, qtbot: QtBot
) -> None:
    (window := bare_window).take(sample)
    view = cast("DecisionsView", window.show_task("decisions"))
    view.context.set_query(Query.parse("stance:deny,relax order:-title"))
    settle(window, qtbot)

    window.dossier_commands.show_past(sample.operations(limit=1)[0].seq)
    settle(window, qtbot)
    past = cast("DecisionsView", window.show_task("decisions"))
    settle(window, qtbot)
    assert past is not view
    assert past.search.line.text() == "stance:deny,relax order:-title"
    assert past.chips.clear.isVisible()
    assert not past.chips.keep.isVisible(), "a search is saved into the dossier"
    assert len(past.rows.ids) == 1

    window.dossier_commands.leave_past()
    settle(window, qtbot)
    now = cast("DecisionsView", window.show_task("decisions"))
    settle(window, qtbot)
    assert (now.search.line.text(), len(now.rows.ids)) == ("stance:deny,relax order:-title", 1)
