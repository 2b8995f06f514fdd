"""The forms of the timeline's plot are chosen by list, key and menu; its numbers are a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import pytest

from workbench.model import Allocation, Party
from workbench.model.allocation import AllocationParty
from workbench.model.plot_choice import PlotForm
from workbench.model.quantity import Quantity
from workbench.model.when import When

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from workbench.gui.allocations.view import AllocationsView
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
    assert view.chooser.by.isHidden()
    view.chooser.form.setCurrentIndex(view.chooser.form.findData(PlotForm.STACKED.value))
    view.chooser.form.activated.emit(1)
    assert view.chart is not None
    chart = view.chart
    qtbot.waitUntil(lambda: chart.picture.choice.form is PlotForm.STACKED)
    assert not view.chooser.by.isHidden()
    assert view.chooser.period.isHidden()


def test_a_command_chooses_the_form_and_the_list_follows(view: TimelineView, qtbot: QtBot) -> None:
    view.show_periods()
    assert view.chart is not None
    chart = view.chart
    qtbot.waitUntil(lambda: chart.picture.choice.form is PlotForm.PERIODS)
    assert view.chooser.form.currentData() == PlotForm.PERIODS.value


def test_the_numbers_behind_the_picture_are_a_table(view: TimelineView, qtbot: QtBot) -> None:
    view.show_stacked()
    assert view.chart is not None
    chart = view.chart
    qtbot.waitUntil(lambda: chart.picture.choice.form is PlotForm.STACKED)
    view.show_numbers()
    assert view.numbers is not None
    cells = {
        view.numbers.table.model().index(row, 0).data()
        for row in range(view.numbers.table.rowCount())
    }
    assert any("ByteDance" in str(each) for each in cells)
    view.numbers.close()


def test_equivalents_say_what_they_leave_out(view: TimelineView, qtbot: QtBot) -> None:
    assert view.chooser.unverified.isHidden()
    view.chooser.measure.setCurrentIndex(view.chooser.measure.findData("tpp"))
    view.chooser.measure.activated.emit(1)
    qtbot.waitUntil(lambda: view.plot.choice.measure.value == "tpp")
    assert not view.chooser.unverified.isHidden()


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
    view.sums.close()
