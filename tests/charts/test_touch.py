"""Mouse and keys on the chart: choosing, pinning, spans between decisions, and the legend."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from workbench.charts import crosshair, lanes, legend, steps, sums, undated as chips
from workbench.charts.numbers import behind
from workbench.model.plot_choice import PlotChoice, PlotForm

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from tests.charts.conftest import Shown
    from workbench.charts.linked import LinkedChart
    from workbench.dossier.dossier import Dossier

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def viewport(chart: LinkedChart) -> QWidget:
    return cast("QWidget", chart._view.viewport())  # noqa: SLF001 - the mouse goes there


def click(
    chart: LinkedChart,
    at: QPointF,
    keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:
    QTest.mouseMove(viewport(chart), at.toPoint())
    QTest.mouseClick(viewport(chart), Qt.MouseButton.LeftButton, keys, at.toPoint())


def place(chart: LinkedChart, ref: str) -> QPointF:
    """Where the glyph of a decision stands."""
    shown, frame = chart.picture, chart._stage.frame  # noqa: SLF001 - to aim the mouse
    at = [mark.ref for mark in shown.columns.marks].index(ref)
    y, _ = lanes.rows(shown, frame)
    return QPointF(frame.x(shown.columns.middle[at]), y[at])


def test_a_click_on_a_mark_selects_its_decision(qtbot: QtBot, chart: LinkedChart) -> None:
    with qtbot.waitSignal(chart.selected) as caught:
        click(chart, place(chart, "D-0003"))
    assert caught.args == [frozenset({"d3"})]
    assert chart.picture.selected == {"d3"}
    assert chart.pointer.pins == ()


def test_control_adds_to_the_selection(qtbot: QtBot, chart: LinkedChart) -> None:
    click(chart, place(chart, "D-0003"))
    qtbot.wait(QGuiApplication.styleHints().mouseDoubleClickInterval() + 50)
    click(chart, place(chart, "D-0001"), Qt.KeyboardModifier.ControlModifier)
    assert chart.picture.selected == {"d1", "d3"}


def test_a_click_on_an_undated_chip_selects_it(qtbot: QtBot, chart: LinkedChart) -> None:
    (chip,) = chips.chips(chart.picture, chart._stage.frame)  # noqa: SLF001 - to aim the mouse
    with qtbot.waitSignal(chart.selected) as caught:
        click(chart, chip.rect.center())
    assert caught.args == [frozenset({"d4"})]


def test_a_click_on_a_step_selects_its_allocations(qtbot: QtBot, chart: LinkedChart) -> None:
    frame = chart._stage.frame  # noqa: SLF001 - to aim the mouse
    step = chart.picture.trends[0].days[-1]
    with qtbot.waitSignal(chart.selected) as caught:
        click(chart, QPointF(frame.x(float(step)), frame.plots[0].center().y()))
    assert caught.args == [frozenset({"a2"})]


def test_a_click_on_the_sum_at_the_end_of_a_line_selects_what_it_adds_up(
    qtbot: QtBot, chart: LinkedChart
) -> None:
    stage = chart._stage  # noqa: SLF001 - to aim the mouse
    trend, scale = chart.picture.trends[0], steps.ruler(chart.picture, stage.frame, 0)
    end = steps.end_of(chart.picture, stage.frame)
    place = sums.box(stage.frame, scale, end, float(trend.low[-1]))
    with qtbot.waitSignal(chart.selected) as caught:
        click(chart, place.center())
    assert caught.args == [frozenset({"a1", "a2"})]


def test_a_click_elsewhere_pins_the_day_and_shift_a_second_one(
    qtbot: QtBot, chart: LinkedChart
) -> None:
    frame = chart._stage.frame  # noqa: SLF001 - to aim the mouse
    y = frame.plots[0].top() + 20
    click(chart, QPointF(frame.axis.left() + 200, y))
    pins = chart.pointer.pins
    assert len(pins) == 1
    qtbot.wait(QGuiApplication.styleHints().mouseDoubleClickInterval() + 50)
    click(chart, QPointF(frame.axis.left() + 350, y), Qt.KeyboardModifier.ShiftModifier)
    pins = chart.pointer.pins
    assert len(pins) == 2
    QTest.keyClick(chart._view, Qt.Key.Key_Escape)  # noqa: SLF001 - the keys go there
    assert not chart.pointer.pins


def test_a_click_pins_the_day_under_it_though_no_movement_told_of_it(chart: LinkedChart) -> None:
    frame = chart._stage.frame  # noqa: SLF001 - to aim the mouse
    first, second = (
        QPointF(frame.axis.left() + x, frame.plots[0].top() + 20).toPoint() for x in (200, 350)
    )
    left = Qt.MouseButton.LeftButton
    QTest.mouseClick(viewport(chart), left, pos=first)
    QTest.mouseClick(viewport(chart), left, SHIFT, second)
    days = [round(frame.day(at.x())) for at in (first, second)]
    assert [pin.day for pin in chart.pointer.pins] == days


def test_the_pointer_tells_its_day(qtbot: QtBot, chart: LinkedChart) -> None:
    frame = chart._stage.frame  # noqa: SLF001 - to aim the mouse
    at = QPointF(frame.axis.center().x(), frame.plots[0].center().y())
    with qtbot.waitSignal(chart.hovered) as caught:
        QTest.mouseMove(viewport(chart), at.toPoint())
    assert caught.args == [round(frame.day(at.toPoint().x()))]


def test_keys_move_the_pointer_zoom_and_show_all(chart: LinkedChart) -> None:
    view = chart._view  # noqa: SLF001 - the keys go there
    whole = chart.picture.window
    QTest.keyClick(view, Qt.Key.Key_Right)
    first = chart.pointer.day
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert first is not None
    assert chart.pointer.day is not None
    assert chart.pointer.day > first
    QTest.keyClick(view, Qt.Key.Key_Plus)
    start, end = chart.picture.window
    assert end - start < whole[1] - whole[0]
    QTest.keyClick(view, Qt.Key.Key_Home)
    assert chart.picture.window == pytest.approx(whole)


def test_the_days_of_the_chosen_decisions_are_pinned(chart: LinkedChart) -> None:
    assert not chart.pin_selected()
    chart.select({"d1", "d3"})
    assert chart.pin_selected()
    assert [pin.mark and pin.mark.id for pin in chart.pointer.pins] == ["d1", "d3"]


def test_dragging_the_edge_of_the_slider_zooms(chart: LinkedChart) -> None:
    strip = chart._stage.frame.overview  # noqa: SLF001 - to aim the mouse
    before = chart.picture.window
    start = QPoint(round(strip.left()), round(strip.center().y()))
    QTest.mousePress(viewport(chart), Qt.MouseButton.LeftButton, pos=start)
    for step in range(1, 11):
        QTest.mouseMove(viewport(chart), start + QPoint(20 * step, 0))
    QTest.mouseRelease(viewport(chart), Qt.MouseButton.LeftButton, pos=start + QPoint(200, 0))
    assert chart.picture.window[0] > before[0] + 30
    assert chart.picture.window[1] == pytest.approx(before[1])


def chip(chart: LinkedChart, key: str) -> QPointF:
    """Where a chip of the legend stands."""
    found = legend.chips(chart.picture, chart._stage.frame)  # noqa: SLF001 - to aim the mouse
    return next(each.rect.center() for each in found if each.entry.key == key)


def press(
    chart: LinkedChart, key: Qt.Key, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    QTest.keyClick(chart._view, key, keys)  # noqa: SLF001 - the keys go there


def words(chart: LinkedChart) -> list[str]:
    """What the card of the pins says."""
    return [row.words for row in crosshair.pinned_card(chart.picture, chart.pointer.pins)]


def sweep(chart: LinkedChart, start: QPointF, end: QPointF) -> None:
    """Drag with Shift held."""
    left = Qt.MouseButton.LeftButton
    QTest.mouseMove(viewport(chart), start.toPoint())
    QTest.mousePress(viewport(chart), left, SHIFT, start.toPoint())
    for step in range(1, 11):
        at = start + (end - start) * step / 10
        QTest.qWait(12)  # pyqtgraph takes a hundred moves a second
        on_screen = QPointF(viewport(chart).mapToGlobal(at.toPoint()))
        moved = QMouseEvent(QEvent.Type.MouseMove, at, on_screen, left, left, SHIFT)
        QApplication.sendEvent(viewport(chart), moved)
    QTest.mouseRelease(viewport(chart), Qt.MouseButton.LeftButton, SHIFT, end.toPoint())


def test_a_drag_with_shift_selects_the_span_between_two_decisions_and_reads_the_difference(
    chart: LinkedChart,
) -> None:
    window = chart.picture.window
    low = QPointF(0, chart._stage.frame.plots[0].center().y())  # noqa: SLF001 - to aim the mouse
    start, end = place(chart, "D-0001"), place(chart, "D-0003")
    sweep(chart, QPointF(start.x() + 3, low.y()), QPointF(end.x() - 3, low.y()))
    assert [pin.mark and pin.mark.ref for pin in chart.pointer.pins] == ["D-0001", "D-0003"]
    assert chart.picture.window == window
    told = words(chart)
    assert told[0] == "D-0001, 15 Apr 2025 to before D-0003, 17 Sep 2025"
    assert "+ 60,000 – 90,000 Nvidia H200 authorised" in told
    assert told[-1] == "1 decision between"


def test_a_drag_without_shift_moves_the_days(chart: LinkedChart) -> None:
    chart.zoom(0.5, sum(chart.picture.window) / 2)
    before = chart.picture.window
    start = chart._stage.frame.plots[0].center().toPoint()  # noqa: SLF001 - to aim the mouse
    QTest.mousePress(viewport(chart), Qt.MouseButton.LeftButton, pos=start)
    for step in range(1, 6):
        QTest.mouseMove(viewport(chart), start + QPoint(10 * step, 0))
    QTest.mouseRelease(viewport(chart), Qt.MouseButton.LeftButton, pos=start + QPoint(50, 0))
    assert chart.picture.window[0] < before[0]
    assert chart.pointer.pins == ()


def test_keys_go_from_decision_to_decision_and_select_the_span_between(
    chart: LinkedChart,
) -> None:
    for _ in range(3):
        press(chart, Qt.Key.Key_Left, CONTROL)
    assert chart.pointer.mark is not None
    assert chart.pointer.mark.ref == "D-0001"
    press(chart, Qt.Key.Key_Right, CONTROL | SHIFT)
    press(chart, Qt.Key.Key_Right, CONTROL | SHIFT)
    assert [pin.mark and pin.mark.ref for pin in chart.pointer.pins] == ["D-0001", "D-0003"]
    assert "before D-0003" in words(chart)[0]
    view = chart._view  # noqa: SLF001 - what a screen reader reads
    assert "60,000 – 90,000 Nvidia H200" in view.accessibleDescription()
    press(chart, Qt.Key.Key_Escape)
    assert chart.pointer.pins == ()


def test_shift_and_arrows_select_any_span(chart: LinkedChart) -> None:
    press(chart, Qt.Key.Key_Right)
    first = chart.pointer.day
    press(chart, Qt.Key.Key_Right, SHIFT)
    press(chart, Qt.Key.Key_Right, SHIFT)
    assert first is not None
    days = [pin.day for pin in chart.pointer.pins]
    assert days[0] == first
    assert days[1] > first


def test_return_pins_and_a_second_return_pins_the_span(chart: LinkedChart) -> None:
    press(chart, Qt.Key.Key_Left, CONTROL)
    press(chart, Qt.Key.Key_Return)
    press(chart, Qt.Key.Key_Left, CONTROL)
    press(chart, Qt.Key.Key_Return)
    assert len(chart.pointer.pins) == 2
    assert all(pin.mark is not None for pin in chart.pointer.pins)


def test_what_is_pinned_twice_is_pinned_once(chart: LinkedChart) -> None:
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Return, Qt.Key.Key_Return):
        press(chart, key)
    assert len(chart.pointer.pins) == 1


def test_shift_and_a_click_on_a_mark_pins_its_decision(chart: LinkedChart) -> None:
    click(chart, place(chart, "D-0001"), SHIFT)
    assert [pin.mark and pin.mark.ref for pin in chart.pointer.pins] == ["D-0001"]
    assert chart.picture.selected == frozenset()


def test_a_click_on_a_chip_hides_its_stance_and_another_brings_it_back(
    qtbot: QtBot, chart: LinkedChart
) -> None:
    at = place(chart, "D-0001")
    with qtbot.waitSignal(chart.hid) as caught:
        click(chart, chip(chart, "deny"))
    assert caught.args == [frozenset({"deny"})]
    assert lanes.hit(chart.picture, chart._stage.frame, at) is None  # noqa: SLF001 - to aim
    qtbot.wait(QGuiApplication.styleHints().mouseDoubleClickInterval() + 50)
    click(chart, chip(chart, "deny"))
    assert lanes.hit(chart.picture, chart._stage.frame, at) is not None  # noqa: SLF001 - to aim


def test_control_and_a_click_shows_a_stance_alone(chart: LinkedChart) -> None:
    stances = {stance.value for stance in chart.picture.columns.stances}
    click(chart, chip(chart, "deny"), CONTROL)
    assert chart.picture.choice.hidden == stances - {"deny"}


def test_a_double_click_on_a_chip_shows_it_alone(chart: LinkedChart) -> None:
    at = chip(chart, "deny")
    window = chart.picture.window
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    click(chart, at)
    on_screen = QPointF(viewport(chart).mapToGlobal(at.toPoint()))
    again = QMouseEvent(QEvent.Type.MouseButtonDblClick, at, on_screen, left, left, none)
    QApplication.sendEvent(viewport(chart), again)
    QTest.mouseRelease(viewport(chart), left, none, at.toPoint())
    assert "deny" not in chart.picture.choice.hidden
    assert chart.picture.choice.hidden
    assert chart.picture.window == window


def test_the_legend_is_worked_by_keys_alone(chart: LinkedChart) -> None:
    assert chart.touch.enter_legend()
    first = chart.pointer.chip
    press(chart, Qt.Key.Key_Space)
    assert chart.picture.choice.hidden == {first}
    view = chart._view  # noqa: SLF001 - what a screen reader reads
    assert "not shown, 1 of" in view.accessibleDescription()
    press(chart, Qt.Key.Key_Space)
    press(chart, Qt.Key.Key_Right)
    second = chart.pointer.chip
    assert second != first
    press(chart, Qt.Key.Key_Return)
    assert second not in chart.picture.choice.hidden
    assert first in chart.picture.choice.hidden
    press(chart, Qt.Key.Key_Escape)
    assert not chart.pointer.on_keys


def test_parts_of_a_stack_are_hidden_and_its_scale_follows(
    chart: LinkedChart, filled: Dossier
) -> None:
    made = filled.trends.of("", form="stacked")
    chart.present(made.timeline, made.trends, choice=PlotChoice(form=PlotForm.STACKED))
    together = next(part.name for part in made.trends[0].parts if part.together)
    click(chart, chip(chart, together))
    assert [part.name for part in chart.picture.parts_of(chart.picture.trends[0])] == [
        "ByteDance",
        "Alibaba",
    ]
    assert together not in behind(chart.picture)


def test_what_is_hidden_stays_hidden_when_the_records_change(
    chart: LinkedChart, dated: Shown
) -> None:
    click(chart, chip(chart, "deny"))
    chart.present(*dated, choice=chart.picture.choice)
    assert chart.picture.choice.hidden == {"deny"}


def test_keys_move_the_days_that_are_shown(chart: LinkedChart) -> None:
    whole = chart._stage.whole  # noqa: SLF001 - the ends of all days
    chart.zoom(0.25, sum(whole) / 2)
    before = chart.picture.window
    press(chart, Qt.Key.Key_PageDown)
    assert chart.picture.window[0] == pytest.approx((before[0] + before[1]) / 2)
    for _ in range(20):
        press(chart, Qt.Key.Key_PageUp)
    assert chart.picture.window[0] == pytest.approx(whole[0])
    for _ in range(200):
        press(chart, Qt.Key.Key_Right)
    assert chart.picture.window[1] == pytest.approx(whole[1])
    assert chart.pointer.day == pytest.approx(whole[1], abs=1)


def test_space_selects_the_decision_that_the_keys_went_to_and_the_steps_of_a_day(
    qtbot: QtBot, chart: LinkedChart
) -> None:
    view = chart._view  # noqa: SLF001 - where the keys go
    QTest.keyClick(view, Qt.Key.Key_Left, CONTROL)
    mark = chart.pointer.mark
    assert mark is not None
    with qtbot.waitSignal(chart.selected) as heard:
        QTest.keyClick(view, Qt.Key.Key_Space)
    assert heard.args == [frozenset({mark.id})]
    (trend,) = chart.picture.trends
    day = int(trend.last[-1])
    chart.point(crosshair.Pointer(day=float(day)))
    with qtbot.waitSignal(chart.selected) as heard:
        QTest.keyClick(view, Qt.Key.Key_Space)
    assert heard.args == [frozenset(trend.ids_at(day))]
