from __future__ import annotations

import gc
import subprocess
import sys
import weakref
from typing import TYPE_CHECKING, cast

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from workbench.analysis.timeline import Timeline
from workbench.charts import lanes, undated as chips
from workbench.charts.linked import LinkedChart
from workbench.charts.palette import DARK

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from tests.charts.conftest import Shown


@pytest.fixture
def chart(qtbot: QtBot, dated: Shown) -> Iterator[LinkedChart]:
    """A chart of the dated case, 1,000 by 640 pixels."""
    made = LinkedChart()
    qtbot.addWidget(made)
    made.resize(1000, 640)
    made.present(*dated)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.close()


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


def test_a_zoomed_window_stays_when_the_records_change(chart: LinkedChart, dated: Shown) -> None:
    chart._zoom(0.5, sum(chart.picture.window) / 2)  # noqa: SLF001 - as the wheel does
    window = chart.picture.window
    chart.present(*dated)
    assert chart.picture.window == window


def test_marking_records_from_outside_emits_nothing(qtbot: QtBot, chart: LinkedChart) -> None:
    with qtbot.assertNotEmitted(chart.selected):
        chart.select(["d1", "a2"])
    assert chart.picture.selected == {"d1", "a2"}


def test_the_window_draws_what_the_file_holds(chart: LinkedChart) -> None:
    chart.set_palette(DARK)
    grabbed = chart.grab().toImage()
    assert grabbed.pixelColor(2, 2).name() == DARK.ground


def test_an_empty_dossier_and_an_undated_one_can_be_shown(
    chart: LinkedChart, undated: Shown
) -> None:
    for shown in (undated, (Timeline(), ())):
        chart.present(*shown)
        assert not chart.grab().isNull()
    assert "Nothing" not in chart.accessibleName()


def test_the_picture_is_described_in_words(chart: LinkedChart) -> None:
    assert "reversal" in chart.accessibleDescription()
    assert "jointly to ByteDance" in chart.accessibleName()


def test_numbers_and_picture_go_to_the_clipboard(chart: LinkedChart) -> None:
    chart.copy_numbers()
    assert "460001" in QGuiApplication.clipboard().text()
    chart.copy_picture()
    kept = QGuiApplication.clipboard().mimeData()
    assert kept.hasImage()
    assert kept.hasFormat("image/svg+xml")


def test_what_is_shown_can_be_saved(chart: LinkedChart, tmp_path: Path) -> None:
    chart.save_as(tmp_path / "chart.svg")
    assert (tmp_path / "chart.svg").read_bytes().startswith(b"<?xml")


def test_the_menu_is_ours_and_offers_what_can_be_done(chart: LinkedChart) -> None:
    menu = chart.menu()
    offers = {action.text(): action.isEnabled() for action in menu.actions()}
    assert offers == {
        "Copy picture": True,
        "Copy the numbers": True,
        "Save picture as…": True,
        "Show all dates": True,
        "Unpin": False,
    }


def test_a_closed_chart_is_let_go(qtbot: QtBot, dated: Shown) -> None:
    made = LinkedChart()
    made.resize(600, 400)
    made.present(*dated)
    made.show()
    qtbot.waitExposed(made)
    kept = weakref.ref(made)
    made.close()
    made.deleteLater()
    del made
    qtbot.wait(10)
    gc.collect()
    assert kept() is None


def test_quitting_with_an_open_chart_is_quiet() -> None:
    script = (
        "from PySide6.QtWidgets import QApplication\n"
        "from workbench.charts.linked import LinkedChart\n"
        "app = QApplication([])\n"
        "chart = LinkedChart()\n"
        "chart.show()\n"
        "app.processEvents()\n"
    )
    done = subprocess.run(  # noqa: S603 - this Python
        [sys.executable, "-c", script], capture_output=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, b"")


def test_the_days_of_the_chosen_decisions_are_pinned(chart: LinkedChart) -> None:
    assert not chart.pin_selected()
    chart.select({"d1", "d3"})
    assert chart.pin_selected()
    middles = [chart.picture.columns.middle[chart.picture.columns.place[d]] for d in ("d1", "d3")]
    assert chart.pointer.pins == tuple(middles)
