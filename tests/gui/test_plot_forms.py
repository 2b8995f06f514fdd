"""The forms of the timeline's plot are chosen by list, key and menu; its numbers are a table."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QInputDialog

from workbench.gui.notices import Notice
from workbench.gui.trends import plot
from workbench.gui.trends.plot import chosen_records
from workbench.model import Allocation, Decision, Party
from workbench.model.allocation import AllocationParty
from workbench.model.plot_choice import LaneBy, PlotForm
from workbench.model.quantity import Quantity
from workbench.model.query import Query
from workbench.model.when import When

if TYPE_CHECKING:
    from PySide6.QtWidgets import QPushButton, QWidget
    from pytestqt.qtbot import QtBot

    from workbench.charts.linked import LinkedChart
    from workbench.dossier.dossier import Dossier
    from workbench.gui.allocations.view import AllocationsView
    from workbench.gui.briefings.view import BriefingsView
    from workbench.gui.context import Context
    from workbench.gui.trends.view import TimelineView
    from workbench.gui.window import Window


@pytest.fixture
def view(window: Window, context: Context, qtbot: QtBot) -> TimelineView:
    for name, amount in (("ByteDance", 60), ("Alibaba", 40)):
        party = context.dossier.parties.add(Party(title=name))
        context.dossier.allocations.add(
            Allocation(
                title="A",
                quantity=Quantity.exact(amount, "chip"),
                as_of=When("2026-01-28"),
                parties=(AllocationParty(party=party.id),),
            )
        )
    made = cast("TimelineView", window.show_task("timeline"))
    qtbot.waitUntil(lambda: made.chart is not None and bool(made.chart.picture.trends))
    return made


def test_the_list_chooses_the_form_and_hides_what_means_nothing(
    view: TimelineView, qtbot: QtBot
) -> None:
    assert view.plot.chooser.by.isHidden()
    view.plot.chooser.form.setCurrentIndex(view.plot.chooser.form.findData(PlotForm.STACKED.value))
    view.plot.chooser.form.activated.emit(1)
    assert view.chart is not None
    chart = view.chart
    qtbot.waitUntil(lambda: chart.picture.choice.form is PlotForm.STACKED)
    assert not view.plot.chooser.by.isHidden()
    assert view.plot.chooser.period.isHidden()


def test_a_command_chooses_the_form_and_the_list_follows(view: TimelineView, qtbot: QtBot) -> None:
    view.acts.show_periods()
    assert view.chart is not None
    chart = view.chart
    qtbot.waitUntil(lambda: chart.picture.choice.form is PlotForm.PERIODS)
    assert view.plot.chooser.form.currentData() == PlotForm.PERIODS.value


def test_a_title_of_ones_own_is_typed_where_a_whole_sentence_is_seen(
    view: TimelineView, qtbot: QtBot
) -> None:
    assert view.chart is not None
    chart = view.chart
    view.acts.change_title()
    (asked,) = view.plot.findChildren(QInputDialog)
    assert asked.textValue() == chart.picture.title
    assert asked.width() >= 600
    asked.setTextValue(" Chips went to two firms ")
    asked.accept()
    qtbot.waitUntil(lambda: chart.picture.title == "Chips went to two firms")
    assert view.plot.choice.title == "Chips went to two firms"


def _is_other(chart: LinkedChart, before: LaneBy) -> bool:
    return chart.picture.timeline.by is not before


def test_the_lanes_turn_from_jurisdictions_to_policy_lines_to_parties(
    view: TimelineView, qtbot: QtBot
) -> None:
    assert view.chart is not None
    chart = view.chart
    seen = []
    for _ in LaneBy:
        before = chart.picture.timeline.by
        view.acts.turn_lanes()
        qtbot.waitUntil(partial(_is_other, chart, before))
        seen.append(view.plot.chooser.lanes.currentData())
    assert seen == [LaneBy.POLICY_LINE, LaneBy.PARTY, LaneBy.JURISDICTION]
    view.acts.show_flow()
    assert view.plot.chooser.lanes.isHidden()


def test_the_numbers_behind_the_picture_are_a_table(view: TimelineView, qtbot: QtBot) -> None:
    view.acts.show_stacked()
    assert view.chart is not None
    chart = view.chart
    qtbot.waitUntil(lambda: chart.picture.choice.form is PlotForm.STACKED)
    view.acts.show_numbers()
    qtbot.waitUntil(lambda: view.acts.numbers is not None)
    assert view.acts.numbers is not None
    model = view.acts.numbers.table.model()
    cells = [model.index(row, 0) for row in range(model.rowCount())]
    assert any("ByteDance" in str(each.data()) for each in cells)
    bold = [each.data() for each in cells if each.data(Qt.ItemDataRole.FontRole)]
    assert bold == ["Trend"]
    view.acts.numbers.close()


def test_equivalents_say_what_they_leave_out(view: TimelineView, qtbot: QtBot) -> None:
    assert view.plot.chooser.unverified.isHidden()
    view.plot.chooser.measure.setCurrentIndex(view.plot.chooser.measure.findData("tpp"))
    view.plot.chooser.measure.activated.emit(1)
    qtbot.waitUntil(lambda: view.plot.choice.measure.value == "tpp")
    assert not view.plot.chooser.unverified.isHidden()


def test_shares_and_pipeline_of_what_is_listed_are_shown(
    window: Window, context: Context, qtbot: QtBot
) -> None:
    party = context.dossier.parties.add(Party(title="ByteDance"))
    context.dossier.allocations.add(
        Allocation(
            title="A",
            quantity=Quantity.more_than(60, "chip"),
            parties=(AllocationParty(party=party.id),),
        )
    )
    view = cast("AllocationsView", window.show_task("allocations"))
    view.show_sums()
    qtbot.waitUntil(lambda: view.sums is not None)
    assert view.sums is not None
    model = view.sums.table.model()
    cells = [model.index(row, 0).data() for row in range(model.rowCount())]
    assert "Authorised" in cells
    assert "ByteDance" in cells

    view.sums.table.setCurrentIndex(model.index(cells.index("ByteDance"), 0))
    QTest.keyClick(view.sums.table, Qt.Key.Key_Return)
    assert not view.sums.isVisible()
    assert str(context.query) == "ref:A-0001"


def is_form(chart: LinkedChart, form: PlotForm) -> bool:
    return chart.picture.choice.form is form


def has_focus(panel: QWidget) -> bool:
    focused = QApplication.focusWidget()
    return focused is not None and panel.isAncestorOf(focused)


def test_every_form_is_reached_beside_the_table_of_allocations(
    window: Window, view: TimelineView, qtbot: QtBot
) -> None:
    allotted = cast("AllocationsView", window.show_task("allocations"))
    window.set_mode("Split")
    qtbot.waitUntil(lambda: not allotted.plot.empty_shown)
    assert allotted.plot.chooser.isVisible()
    chart = allotted.plot.chart
    assert chart is not None
    for form, show in (
        (PlotForm.STACKED, allotted.plot_acts.show_stacked),
        (PlotForm.PERIODS, allotted.plot_acts.show_periods),
        (PlotForm.FLOW, allotted.plot_acts.show_flow),
    ):
        show()
        qtbot.waitUntil(partial(is_form, chart, form))
    assert view.plot.choice.form is PlotForm.STEPS


@pytest.mark.usefixtures("view")
def test_a_step_chosen_beside_the_allocations_selects_the_allocation(
    window: Window, context: Context, qtbot: QtBot
) -> None:
    decision = context.dossier.decisions.add(Decision(title="Go", jurisdiction="CHN"))
    first, second = context.dossier.allocations.find()
    context.dossier.allocations.change(first.id, decision=decision.id)
    allotted = cast("AllocationsView", window.show_task("allocations"))
    window.set_mode("Split")
    qtbot.waitUntil(lambda: not allotted.plot.empty_shown)
    chart = allotted.plot.chart
    assert chart is not None
    chart.selected.emit(frozenset({second.id}))
    qtbot.waitUntil(lambda: context.selection.ids == (second.id,))
    chart.selected.emit(frozenset({decision.id}))
    qtbot.waitUntil(lambda: context.selection.ids == (first.id,))
    assert context.selection.kind == "allocation"


def test_the_chart_marks_the_last_of_two_selections_though_the_first_was_of_very_many(
    view: TimelineView, context: Context, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plot, "MANY", 1)
    chart = view.chart
    assert chart is not None
    first, second = (each.id for each in context.dossier.allocations.find())
    context.select("allocation", first, second)
    qtbot.waitUntil(lambda: chart.picture.selected == {first, second})
    context.select("allocation", second, first)
    context.select("allocation", first)
    assert chart.picture.selected == {first}
    qtbot.waitUntil(lambda: not context.jobs.running)
    assert chart.picture.selected == {first}


def test_of_a_sum_no_allocation_is_lost_because_it_belongs_to_no_decision(dossier: Dossier) -> None:
    made = dossier.decisions.log(title="Sale")
    of_one = dossier.allocations.add(Allocation(title="A", decision=made.id))
    alone = dossier.allocations.add(Allocation(title="B"))
    assert chosen_records(dossier, [of_one.id], "decision") == ("decision", [made.id])
    both = [of_one.id, alone.id]
    assert chosen_records(dossier, both, "decision") == ("allocation", both)


@pytest.mark.usefixtures("view")
def test_a_command_of_several_plots_stands_once_in_menu_and_keys(window: Window) -> None:
    window.show_task("decisions")
    allotted = cast("AllocationsView", window.show_task("allocations"))
    window.set_mode("Plot")
    found = [each for each in window.commands.once() if each.command.name == "plot.save_picture"]
    assert len(found) == 1
    assert found[0].owner is allotted.plot_acts
    allotted.plot_acts.show_in_table()


def test_digits_work_as_soon_as_the_timeline_is_shown(
    window: Window, view: TimelineView, qtbot: QtBot
) -> None:
    window.show_task("decisions").setFocus()
    window.show_task("timeline")
    qtbot.waitUntil(lambda: has_focus(view.plot))
    assert not view.search.line.hasFocus()


def test_a_plot_is_put_in_a_briefing_and_the_notice_leads_there(
    view: TimelineView, window: Window, context: Context, qtbot: QtBot
) -> None:
    view.plot.choose(replace(view.plot.choice, form=PlotForm.STACKED))
    context.set_query(Query.parse("until:2027"))
    view.acts.put_into("minister")

    def leading() -> list[QPushButton]:
        found = [each.button for each in window.findChildren(Notice) if each.button]
        return [each for each in found if each.text() == "Show the recipe"]

    qtbot.waitUntil(lambda: bool(leading()), timeout=20_000)

    (kept,) = context.dossier.saved_recipes.find()
    assert 'query = "until:2027"\nform = "stacked"' in kept.text
    leading()[0].click()
    briefings = cast("BriefingsView", window.show_task("briefings"))
    qtbot.waitUntil(lambda: briefings.editor is not None, timeout=20_000)
    editor = briefings.editor
    assert editor is not None
    qtbot.waitUntil(lambda: "Plot 1" in editor.pages.toPlainText(), timeout=20_000)
    qtbot.waitUntil(lambda: briefings.chosen_recipe == kept.title, timeout=20_000)
    briefings.leave_recipe()
    context.undo()
    qtbot.waitUntil(lambda: not context.dossier.saved_recipes.find(), timeout=20_000)
