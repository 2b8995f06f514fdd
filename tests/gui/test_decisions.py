from __future__ import annotations

import gc
import weakref
from typing import TYPE_CHECKING, cast

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from shiboken6 import isValid

from tests.gui.steps import inspector_of, look_at, settle
from workbench.gui.decisions.rows import read_rows
from workbench.gui.form import Form
from workbench.gui.table import pane
from workbench.gui.table.facets import Entry
from workbench.model.decision import Affected
from workbench.model.kinds import Scope, Stance
from workbench.model.policy_line import PolicyLine
from workbench.model.query import Query
from workbench.model.saved_query import SavedQuery

if TYPE_CHECKING:
    from PySide6.QtCore import QObject
    from pytestqt.qtbot import QtBot

    from workbench.dossier.dossier import Dossier
    from workbench.gui.decisions.view import DecisionsView
    from workbench.gui.window import Window


@pytest.fixture
def view(decisions_view: DecisionsView) -> DecisionsView:
    """Return the decisions view, filled and read."""
    return decisions_view


def _entry(view: DecisionsView, title: str) -> Entry:
    entries = (each for each in view.side_bar.lines.lines if isinstance(each, Entry))
    return next(each for each in entries if each.title == title)


def test_a_row_says_what_is_known_and_what_is_not(decided: Dossier) -> None:
    rows = read_rows(decided, decided.decisions.ids("order:date"))
    deny, approve, old = rows
    assert approve.cell("date").words == "Jan 2026 · day not known"
    assert approve.cell("jurisdiction").words == "China · authority not stated"
    assert approve.cell("stance").stance is Stance.CONDITIONAL
    assert approve.cell("title").lower == "terms not published  ·  undoes D-0001"
    assert approve.cell("quantity").words == "> 400,000 · no upper bound"
    assert approve.cell("evidence").chips == ("F6",)
    assert old.cell("date").upper == "no date stated"
    assert deny.cell("quantity").words == ""


def test_a_row_says_whom_a_decision_reaches_on_which_policy_line(decided: Dossier) -> None:
    line = decided.policy_lines.add(PolicyLine(title="Licence review"))
    everybody = (Affected(jurisdiction="ALL"), Affected(jurisdiction="CAN", excluded=True))
    reach = {"affected": everybody, "scope": Scope.GENERAL, "line": line.id}
    decided.decisions.change("D-0001", **reach)
    decided.decisions.change("D-0002", scope=Scope.TARGETED)
    one, other, third = read_rows(decided, decided.decisions.ids("order:number"))
    assert one.cell("reaches").words == "all but Canada · general"
    assert one.cell("line").words == "Licence review"
    assert (other.cell("reaches").words, third.cell("reaches").words) == ("Targeted", "")


def test_an_empty_dossier_says_why_and_offers_the_first_decision(
    bare_window: Window, dossier: Dossier, qtbot: QtBot
) -> None:
    bare_window.take(dossier)
    view = cast("DecisionsView", bare_window.show_task("decisions"))
    qtbot.waitUntil(view.empty.isVisible)
    assert view.empty.heading.text() == "No decisions yet"
    view.new_decision()
    assert isinstance(bare_window.regions.form.content, Form)


def test_a_search_without_result_offers_to_clear_the_filters(
    view: DecisionsView, qtbot: QtBot
) -> None:
    view.context.set_query(Query.parse("jurisdiction:NLD"))
    qtbot.waitUntil(view.empty.isVisible)
    assert view.empty.heading.text() == "No decision matches"
    view.clear_filters()
    qtbot.waitUntil(view.grid.isVisible)
    assert len(view.rows.ids) == 3


def test_a_heading_sorts_and_sorts_back(view: DecisionsView, qtbot: QtBot) -> None:
    view.grid.sort_wanted.emit("title")
    qtbot.waitUntil(lambda: view.rows.order == "title" and view.rows.index(0, 4).data() != "")
    qtbot.waitUntil(lambda: str(view.rows.index(0, 4).data()).startswith("Old limits"))
    view.grid.sort_wanted.emit("title")
    qtbot.waitUntil(lambda: str(view.rows.index(0, 4).data()).startswith("Purchase"))
    assert view.search.line.text() == "order:-title"


def test_the_first_rows_come_at_once_and_what_is_chosen_further_down_stays_chosen(
    view: DecisionsView, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pane, "PAGE", 1)
    by_title = view.context.dossier.decisions.ids("order:title")
    view.context.select("decision", *by_title[1:])
    shown: list[int] = []
    for came in (view.rows.modelReset, view.rows.rowsInserted):
        came.connect(lambda *_: shown.append(len(view.rows.ids)))

    view.context.set_query(Query.parse("order:title"))

    qtbot.waitUntil(lambda: shown == [1, 3])
    assert view.rows.ids == by_title
    assert view.context.selection.ids == tuple(by_title[1:])
    assert view.chosen_ids() == by_title[1:]


def test_what_is_wrong_with_a_search_stands_under_it(view: DecisionsView, qtbot: QtBot) -> None:
    view.search.line.setText('"open')
    view.search.line.returnPressed.emit()
    assert "quotation mark" in view.search.fault.text()
    view.search.line.setText("stance:deny")
    view.search.line.returnPressed.emit()
    qtbot.waitUntil(lambda: len(view.rows.ids) == 1)
    assert not view.search.fault.isVisible()


@pytest.mark.parametrize(
    ("line", "told"),
    [("colour:red", "No field 'colour'"), ("stance:nonsense", "Known: approve, conditional")],
)
def test_what_a_search_cannot_ask_is_told_once_and_can_be_mended_at_once(
    view: DecisionsView, bare_window: Window, qtbot: QtBot, line: str, told: str
) -> None:
    view.search.line.setFocus()
    view.search.line.setText(line)
    QTest.keyClick(view.search.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: told in view.search.fault.text())
    settle(bare_window, qtbot)
    assert len(view.rows.ids) == 3
    assert view.context.notices.shown == ()
    assert view.search.line.hasFocus()


def test_the_side_bar_counts_and_filters(view: DecisionsView, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: view.side_bar.lines.rowCount() > 0)
    assert _entry(view, "Reversals").count == 1
    assert _entry(view, "Undated").count == 1
    assert _entry(view, "Deny").count == 1
    assert _entry(view, "China").count == 2
    view.side_bar.picked.emit(_entry(view, "China"), False)  # noqa: FBT003 - a signal's argument
    qtbot.waitUntil(lambda: len(view.rows.ids) == 2)
    qtbot.waitUntil(lambda: _entry(view, "China").active)
    assert [each.accessibleName() for each in view.chips.findChildren(type(view.chips.clear))]
    view.side_bar.narrow.setText("revers")
    assert view.side_bar.lines.rowCount() == 2


def test_a_search_is_saved_under_a_name_and_removed_again(
    view: DecisionsView, bare_window: Window, qtbot: QtBot
) -> None:
    view.context.set_query(Query.parse("stance:deny"))
    qtbot.waitUntil(lambda: len(view.rows.ids) == 1)
    view.save_search()
    form = bare_window.regions.form.content
    assert isinstance(form, Form)
    assert form.rows["title"].editor.value() == "Deny"
    form.save()
    qtbot.waitUntil(lambda: view.saved_entry() is not None)
    saved = view.context.dossier.saved_queries.find()
    assert [(each.title, each.query, each.shown) for each in saved] == [
        ("Deny", "stance:deny", "decision")
    ]
    view.remove_saved_search()
    qtbot.waitUntil(lambda: view.saved_entry() is None)


def test_a_saved_search_that_cannot_be_read_is_left_out(view: DecisionsView, qtbot: QtBot) -> None:
    view.context.dossier.saved_queries.add(SavedQuery(title="Broken", query="colour:red"))
    view.context.dossier.saved_queries.add(SavedQuery(title="Whole", query="is:undated"))
    qtbot.waitUntil(lambda: "Whole" in [getattr(x, "title", x) for x in view.side_bar.lines.lines])
    assert "Broken" not in [getattr(x, "title", x) for x in view.side_bar.lines.lines]


def test_the_selection_is_summed_with_its_bounds(
    view: DecisionsView, bare_window: Window, qtbot: QtBot
) -> None:
    view.grid.selectAll()
    qtbot.waitUntil(lambda: bare_window.status.sum.text().startswith("3 selected"))
    assert "> 400,000" in bare_window.status.sum.text()
    look_at(view, "Old limits", qtbot)
    qtbot.waitUntil(lambda: bare_window.status.sum.text() == "1 selected: no quantity")


def test_rows_are_walked_with_the_keyboard(view: DecisionsView, qtbot: QtBot) -> None:
    view.grid.setFocus()
    view.grid.go(0)
    qtbot.waitUntil(lambda: view.context.selection.ids == (view.rows.ids[0],))
    view.next_row()
    qtbot.waitUntil(lambda: view.context.selection.ids == (view.rows.ids[1],))
    QTest.keyClick(view.grid, Qt.Key.Key_End)
    qtbot.waitUntil(lambda: view.context.selection.ids == (view.rows.ids[2],))
    QTest.keyClick(view.grid, Qt.Key.Key_Home)
    qtbot.waitUntil(lambda: view.context.selection.ids == (view.rows.ids[0],))


def test_typing_goes_to_the_row_with_that_name(view: DecisionsView, qtbot: QtBot) -> None:
    view.grid.setFocus()
    view.grid.go(0)
    QTest.keyClicks(view.grid, "old")
    qtbot.waitUntil(lambda: view.context.selection.ids == (view.rows.ids[2],))


def test_rows_are_copied_with_their_headings(view: DecisionsView, qtbot: QtBot) -> None:
    view.grid.selectAll()
    qtbot.waitUntil(lambda: len(view.context.selection.ids) == 3)
    view.copy_rows()
    qtbot.waitUntil(lambda: QGuiApplication.clipboard().text().startswith("Date\t"))
    lines = QGuiApplication.clipboard().text().splitlines()
    assert len(lines) == 4
    assert "> 400,000 · no upper bound" in lines[1]


def test_a_column_is_hidden_and_shown_again(
    view: DecisionsView, bare_window: Window, qtbot: QtBot
) -> None:
    bare_window.resize(1480, 900)
    qtbot.waitUntil(lambda: "stance" in [each.name for each in view.grid.shown_columns()])
    view.grid.hide_column("stance", hide=True)
    assert "stance" not in [each.name for each in view.grid.shown_columns()]
    view.grid.hide_column("stance", hide=False)
    assert "stance" in [each.name for each in view.grid.shown_columns()]


def test_removed_decisions_come_back_with_undo(view: DecisionsView, qtbot: QtBot) -> None:
    look_at(view, "Old limits", qtbot)
    qtbot.waitUntil(lambda: len(view.grid.chosen_ids()) == 1)
    view.remove_decisions()
    qtbot.waitUntil(lambda: len(view.rows.ids) == 2)
    qtbot.waitUntil(lambda: view.context.selection.ids == (view.rows.ids[1],))
    qtbot.waitUntil(lambda: _entry(view, "All decisions").count == 2)
    view.context.undo()
    qtbot.waitUntil(lambda: len(view.rows.ids) == 3)
    qtbot.waitUntil(lambda: _entry(view, "All decisions").count == 3)


def test_a_decision_that_is_in_use_stays_and_says_why(view: DecisionsView, qtbot: QtBot) -> None:
    look_at(view, "Orders stopped", qtbot)
    view.remove_decisions()
    qtbot.waitUntil(lambda: any("D-0002" in each for each in view.context.notices.shown))
    assert len(view.rows.ids) == 3


def test_the_selection_of_another_view_shows_in_the_table(
    view: DecisionsView, qtbot: QtBot
) -> None:
    last = view.rows.ids[2]
    view.context.select("decision", last)
    assert view.grid.chosen_ids() == [last]
    flags = QItemSelectionModel.SelectionFlag
    view.grid.selectionModel().select(view.rows.index(0, 0), flags.Select | flags.Rows)
    qtbot.waitUntil(lambda: len(view.context.selection.ids) == 2)
    assert view.context.selection.last == last


def test_the_chart_follows_the_table_and_the_table_the_chart(
    view: DecisionsView, bare_window: Window, qtbot: QtBot
) -> None:
    bare_window.set_mode("Split")
    qtbot.waitUntil(lambda: view.plot.chart is not None)
    chart = view.plot.chart
    assert chart is not None
    deny = view.context.dossier.decisions.get("D-0001")
    view.context.select("decision", deny.id)
    assert chart.picture.selected == {deny.id}
    old = view.context.dossier.decisions.get("D-0003")
    chart.selected.emit(frozenset({old.id}))
    qtbot.waitUntil(lambda: view.grid.chosen_ids() == [old.id])
    bare_window.set_mode("Plot")
    assert not view.grid.isVisible()
    bare_window.set_mode("Table")
    assert view.grid.isVisible()
    assert not view.plot.isVisible()


def test_compact_rows_are_lower(view: DecisionsView) -> None:
    plain = view.grid.rowHeight(0)
    view.grid.restyle(compact=True)
    assert view.grid.rowHeight(0) < plain


def test_a_query_of_another_view_keeps_its_filters_and_drops_its_order(
    view: DecisionsView, qtbot: QtBot
) -> None:
    view.context.set_query(Query.parse("stage:authorised order:quantity"))
    qtbot.waitUntil(lambda: len(view.rows.ids) == 1)
    assert view.query.order == ""


def _opened(window: Window, qtbot: QtBot) -> list[weakref.ref[QObject]]:
    view = cast("DecisionsView", window.show_task("decisions"))
    qtbot.waitUntil(lambda: len(view.rows.ids) == 3)
    window.set_mode("Split")
    qtbot.waitUntil(lambda: view.plot.chart is not None)
    parts = (view, view.grid, view.rows, view.side_bar, inspector_of(view), view.plot)
    return [weakref.ref(each) for each in parts]


def test_nothing_stays_when_the_view_has_gone(
    bare_window: Window, decided: Dossier, qtbot: QtBot
) -> None:
    bare_window.take(decided)
    left = _opened(bare_window, qtbot)
    assert bare_window.let_go()
    bare_window.regions.views.setCurrentIndex(0)

    def gone() -> bool:
        gc.collect()
        return all(each() is None or not isValid(each()) for each in left)

    qtbot.waitUntil(gone)


def test_the_parts_have_names_for_screen_readers(view: DecisionsView) -> None:
    assert view.grid.accessibleName() == "Decisions"
    assert view.search.line.accessibleName() == "Search decisions"
    assert view.side_bar.list.accessibleName()
    assert view.rows.index(0, 3).data(int(Qt.ItemDataRole.AccessibleTextRole)) == "With conditions"
