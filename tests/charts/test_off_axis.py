"""Forms on and off the time axis: each is drawn, pointed at, and written to every kind of file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from workbench.charts import export, off_axis
from workbench.charts.frame import frame
from workbench.charts.heading import foot_words
from workbench.charts.linked import LinkedChart
from workbench.charts.numbers import behind
from workbench.charts.picture import Caption, picture
from workbench.model import Allocation, Party
from workbench.model.allocation import AllocationParty
from workbench.model.plot_choice import PlotChoice, PlotForm
from workbench.model.quantity import Quantity
from workbench.model.when import When

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from workbench.charts.picture import Picture
    from workbench.dossier.dossier import Dossier

FORMS = pytest.mark.parametrize("form", PlotForm)


def drawn(dossier: Dossier, form: PlotForm, **fields: str) -> Picture:
    made = dossier.trends.of("", PlotChoice().changed(form=form, **fields))
    return picture(made.timeline, made.trends, Caption(), choice=made.choice, off=made.off)


@FORMS
def test_every_form_says_what_it_finds_and_is_written_to_files(
    filled: Dossier, form: PlotForm
) -> None:
    shown = drawn(filled, form)
    assert shown.title
    assert shown.subtitle
    assert export.to_png(shown).startswith(b"\x89PNG")
    svg = export.to_svg(shown).decode()
    assert shown.title.split()[0] in svg
    assert "<image" not in svg
    assert export.to_pdf(shown).startswith(b"%PDF")


@FORMS
def test_the_foot_explains_the_hatching_that_a_form_draws_and_no_other(
    filled: Dossier, form: PlotForm
) -> None:
    words = foot_words(drawn(filled, form))
    opened = {PlotForm.STEPS, PlotForm.MULTIPLES, PlotForm.PERIODS}
    joint = {PlotForm.STEPS, PlotForm.MULTIPLES, PlotForm.STACKED, PlotForm.FLOW}
    assert ("rising" in words) == (form in opened)
    assert ("falling" in words) == (form in joint)


@pytest.mark.parametrize("form", [each for each in PlotForm if not each.on_days])
def test_what_stands_off_the_axis_can_be_pointed_at_and_chosen(
    filled: Dossier, form: PlotForm, qtbot: QtBot
) -> None:
    made = filled.trends.of("", form=form)
    chart = LinkedChart()
    qtbot.addWidget(chart)
    chart.resize(900, 600)
    chart.show()
    qtbot.waitExposed(chart)
    chart.present(made.timeline, made.trends, choice=made.choice, off=made.off)
    found = off_axis.patches(chart.picture, frame(chart.picture))
    assert found
    patch = found[0]
    at = patch.path.pointAtPercent(0.0) * 0.5 + patch.path.pointAtPercent(0.5) * 0.5
    with qtbot.waitSignal(chart.selected) as heard:
        QTest.mouseClick(
            chart._view.viewport(),  # noqa: SLF001 - where the mouse clicks
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
            at.toPoint(),
        )
    assert heard.args == [patch.ids]
    assert behind(chart.picture)


def test_a_joint_quantity_is_said_to_be_joint_in_every_parted_form(filled: Dossier) -> None:
    assert "several together" in drawn(filled, PlotForm.STACKED).title
    assert "several together" in drawn(filled, PlotForm.FLOW).title


def test_more_than_four_parts_become_small_multiples(dossier: Dossier) -> None:
    for n in range(6):
        party = dossier.parties.add(Party(title=f"Buyer {n}"))
        dossier.allocations.add(
            Allocation(
                title="A",
                quantity=Quantity.exact(10 + n, "chip"),
                as_of=When("2026-01-28"),
                parties=(AllocationParty(party=party.id),),
            )
        )
    shown = drawn(dossier, PlotForm.STACKED)
    assert shown.choice.form is PlotForm.MULTIPLES
    assert [trend.name for trend in shown.trends] == [f"Buyer {n}" for n in (5, 4, 3, 2, 1, 0)]


def test_equivalents_leave_out_what_nobody_has_verified_and_say_so(filled: Dossier) -> None:
    none = filled.trends.of("", measure="tpp")
    assert none.trends == ()
    assert "H200 has no TPP figure" in none.left_out[0]
    filled.items.add_shipped("H200 SXM")
    (trend,) = filled.trends.of("", measure="tpp").trends
    assert (trend.unit, trend.low[-1]) == ("H100e", 501)


def test_a_title_of_ones_own_stands_in_the_place_of_the_finding(filled: Dossier) -> None:
    assert drawn(filled, PlotForm.STACKED, title="Mine").title == "Mine"


@pytest.mark.parametrize("form", [each for each in PlotForm if not each.on_days])
def test_areas_are_gone_through_and_chosen_by_keys(
    filled: Dossier, form: PlotForm, qtbot: QtBot
) -> None:
    made = filled.trends.of("", form=form)
    chart = LinkedChart()
    qtbot.addWidget(chart)
    chart.resize(900, 600)
    with qtbot.waitExposed(chart):
        chart.show()
    chart.present(made.timeline, made.trends, choice=made.choice, off=made.off)
    areas = off_axis.patches(chart.picture, frame(chart.picture))
    view = chart._view  # noqa: SLF001 - where the keys go
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert chart.pointer.patch is areas[0]
    assert areas[0].lines[0] in view.accessibleDescription()
    QTest.keyClick(view, Qt.Key.Key_Up)
    assert chart.pointer.patch is areas[-1]
    with qtbot.waitSignal(chart.selected) as heard:
        QTest.keyClick(view, Qt.Key.Key_Space)
    assert heard.args == [areas[-1].ids]
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert chart.pointer.patch is None
