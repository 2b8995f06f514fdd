from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from workbench.gui.form import Form
from workbench.gui.regions import FORM_WIDTH

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from workbench.gui.decisions.view import DecisionsView
    from workbench.gui.window import Window


def type_title(window: Window, words: str) -> Form:
    """Type into the title of the open form, as the analyst does."""
    form = window.regions.form.content
    assert isinstance(form, Form)
    form.rows["title"].editor.field().insert(words)  # type: ignore[attr-defined] # a line
    form.rows["title"].editor.changed.emit()
    return form


def test_the_inspector_has_its_width_back_when_the_form_closes(
    bare_window: Window, decisions_view: DecisionsView
) -> None:
    bare_window.resize(1480, 900)
    before = bare_window.regions.sizes()
    decisions_view.new_decision()
    assert bare_window.regions.sizes()[2] == FORM_WIDTH
    bare_window.form_can_go()
    assert bare_window.regions.sizes() == before


def test_a_form_stays_with_its_task_and_keeps_what_was_typed(
    bare_window: Window, decisions_view: DecisionsView
) -> None:
    decisions_view.new_decision()
    form = type_title(bare_window, "Huawei")
    other = bare_window.show_task("allocations")
    assert not form.isVisible()
    assert bare_window.regions.inspector.currentWidget() is other.inspector
    assert "not saved yet" in bare_window.notices.shown[0]
    bare_window.show_task("decisions")
    assert form.isVisible()
    assert form.rows["title"].editor.value() == "Huawei"


def test_a_form_that_waits_elsewhere_comes_to_ask_before_it_goes(
    bare_window: Window, decisions_view: DecisionsView, qtbot: QtBot
) -> None:
    decisions_view.new_decision()
    form = type_title(bare_window, "Huawei")
    bare_window.show_task("allocations")
    assert not bare_window.let_go()
    assert bare_window.view is decisions_view
    qtbot.waitUntil(form.isVisible)
    form.close_form()
    assert bare_window.regions.form.content is None


def test_columns_and_widths_come_back_until_the_layout_is_reset(
    bare_window: Window, decisions_view: DecisionsView
) -> None:
    bare_window.resize(1480, 900)
    grid = decisions_view.grid
    grid.hide_column("status", hide=False)
    grid.hide_column("date", hide=True)
    grid.horizontalHeader().resizeSection(
        [each.name for each in grid.rows.columns].index("quantity"), 222
    )
    kept = decisions_view.with_layout(bare_window.settings)
    assert dict(kept.columns) == {"decision.status": "shown", "decision.date": "hidden"}
    assert dict(kept.column_widths) == {"decision.quantity": 222}

    bare_window.commands.action("window.reset_layout").trigger()
    assert grid.arranged() == ({}, {})

    grid.arrange({"date": "hidden", "gone": "shown"}, {"quantity": 222, "title": 9, "gone": 90})
    assert grid.arranged() == ({"date": "hidden"}, {"quantity": 222})


def test_compact_rows_apply_at_once(bare_window: Window, decisions_view: DecisionsView) -> None:
    high = decisions_view.grid.rowHeight(0)
    bare_window.change_settings(replace(bare_window.settings, compact_rows=True))
    assert decisions_view.grid.rowHeight(0) < high
    bare_window.change_settings(replace(bare_window.settings, compact_rows=False))
    assert decisions_view.grid.rowHeight(0) == high
