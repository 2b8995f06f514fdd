from __future__ import annotations

import gc
import subprocess
import sys
import weakref
from dataclasses import replace
from typing import TYPE_CHECKING

from workbench.analysis.timeline import Timeline
from workbench.charts.frame import frame
from workbench.charts.lanes import cut_name
from workbench.charts.linked import LinkedChart
from workbench.charts.palette import DARK
from workbench.charts.texts import Style, width, wrapped

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.charts.conftest import Shown


def test_a_zoomed_window_stays_when_the_records_change(chart: LinkedChart, dated: Shown) -> None:
    chart.zoom(0.5, sum(chart.picture.window) / 2)
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


def test_a_lane_name_without_room_loses_its_middle_and_its_tip_says_it_whole(
    chart: LinkedChart, dated: Shown
) -> None:
    short, long = "US licence review", "Licence review of exports to all of China " + "and on " * 9
    lanes = tuple(replace(x, name=n) for x, n in zip(dated[0].lanes, (short, long), strict=True))
    chart.present(replace(dated[0], lanes=lanes), *dated[1:])
    drawn = frame(chart.picture)
    first, second = (rect.center() for rect in drawn.lanes)
    for at, tip in ((first, ""), (second, long)):
        at.setX(30)
        assert cut_name(chart.picture, drawn, at) == tip
    style = Style(12, "", bold=True)
    (line,) = wrapped(long, style, 160, lines=1, middle=True)
    assert line.startswith("Licence")
    assert line.endswith("on")
    assert width(line, style) <= 160


def test_the_picture_is_described_in_words(chart: LinkedChart) -> None:
    assert "reversal" in chart.accessibleDescription()
    assert "jointly to ByteDance" in chart.accessibleName()


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


def test_in_a_narrow_window_most_of_the_picture_is_time(
    chart: LinkedChart, dated: Shown, undated: Shown
) -> None:
    chart.resize(940, 560)
    lanes = tuple(replace(x, undated=undated[0].lanes[0].undated) for x in dated[0].lanes)
    chart.present(replace(dated[0], lanes=lanes), (*dated[1], *undated[1]), dated[2])

    drawn = frame(chart.picture)
    assert drawn.undated.width() >= 130
    assert drawn.axis.width() > 0.6 * (drawn.undated.right() - drawn.axis.left())
