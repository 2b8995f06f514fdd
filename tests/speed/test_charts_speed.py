"""What a frame of the chart costs, beside plain pyqtgraph on the same records.

Printed, not asserted: machines differ. `WORKBENCH_SPEED_STEPS=1000000` measures the size of the
targets: a pan over a million steps in 0.15 of plain pyqtgraph and 8 ms (30 frames a second; at
100,000 steps 60), 3,000 decisions in 33 ms, no frame over 100 ms, the first picture in 300 ms once
the data are there, and in memory no more than three times the arrays that are drawn.
"""

from __future__ import annotations

import os
import time
import tracemalloc
from dataclasses import fields, replace
from datetime import date, timedelta
from functools import partial
from statistics import median
from typing import TYPE_CHECKING

import numpy as np
import pyqtgraph as pg
from PySide6.QtWidgets import QApplication

from workbench.analysis.flow import Flow, Ribbon
from workbench.analysis.timeline import Timeline, timeline
from workbench.analysis.trend import cumulate, trend
from workbench.charts.linked import LinkedChart
from workbench.model.decision import Decision
from workbench.model.kinds import Action, Stage
from workbench.model.plot_choice import PlotChoice, PlotForm
from workbench.model.when import When
from workbench.uncollected import uncollected

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    import pytest
    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from workbench.analysis.trend import Trend

STEPS = int(os.environ.get("WORKBENCH_SPEED_STEPS", "100000"))
DECISIONS = 3_000
FRAMES = 15
CODES = ("USA", "CHN", "NLD", "JPN", "KOR", "EUE", "TWN", "GBR")


def many_decisions() -> Timeline:
    start = date(2010, 1, 1)
    actions = tuple(Action)
    return timeline(
        Decision(
            title=f"Decision number {i}",
            jurisdiction=CODES[i % len(CODES)],
            action=actions[i % len(actions)],
            announced=When.of(start + timedelta(days=i * 7 % 5900)),
        )
        for i in range(DECISIONS)
    )


def many_steps() -> Trend:
    """Steps on as many days, of which the calendar of computers has some three million."""
    on = np.sort(np.random.default_rng(1).choice(3_000_000, STEPS, replace=False)) + 1
    lows = np.random.default_rng(2).integers(1, 100, STEPS).astype(np.float64)
    highs = lows * 1.2
    days, low, high, joint = cumulate(first=on, last=on, lows=lows, highs=highs, joints=lows * 0.1)
    return replace(
        trend([]),
        days=days,
        low=low,
        high=high,
        joint=joint,
        stated=low,
        strict=np.zeros(len(days), dtype=bool),
        first=on,
        last=on,
        lows=lows,
        highs=highs,
    )


def many_ribbons() -> Flow:
    ribbons = tuple(
        Ribbon(
            supplier=f"Supplier {n % 20}",
            item=f"Item {n % 10}",
            recipient=f"Recipient {n * 7 % 40}",
            low=1.0 + n,
            high=300.0,
            stated=1.0 + n,
            strict=False,
            joint=n % 8 == 0,
            ids=frozenset(f"{n}-{k}" for k in range(7_000)),
        )
        for n in range(205)
    )
    return Flow(stage=Stage.AUTHORISED, unit="chip", ribbons=ribbons)


def show(qtbot: QtBot, widget: QWidget) -> None:
    """Shows a widget, and has it painted for the first time."""
    with qtbot.waitExposed(widget):
        widget.show()
    QApplication.processEvents()


def frames(
    widget: QWidget, whole: tuple[float, float], show: Callable[[float, float], object]
) -> float:
    """The median cost of a frame while half of all days pass by, in milliseconds of CPU."""
    half = (whole[1] - whole[0]) / 2
    spans = [
        (whole[0] + half * i / FRAMES, whole[0] + half * (1 + i / FRAMES)) for i in range(FRAMES)
    ]
    return median(each_frame(widget, spans, show))


def each_frame(
    widget: QWidget, spans: list[tuple[float, float]], show: Callable[[float, float], object]
) -> list[float]:
    """The cost of showing each of some spans of days, in milliseconds of CPU."""

    def frame(start: float, end: float) -> None:
        show(start, end)
        widget.repaint()

    return each_act(partial(frame, *span) for span in spans)


def each_act(acts: Iterable[Callable[[], object]]) -> list[float]:
    """The cost of each of some acts with the events that it brings, in milliseconds of CPU."""
    taken = []
    with uncollected():  # a window looks for garbage between frames
        for act in acts:
            begun = time.process_time()
            act()
            QApplication.processEvents()
            taken.append((time.process_time() - begun) * 1000)
    return taken


def zooms(whole: tuple[float, float]) -> list[tuple[float, float]]:
    """From all days to a few around the middle, and back."""
    middle, half = (whole[0] + whole[1]) / 2, (whole[1] - whole[0]) / 2
    shares = [0.7**i for i in range(FRAMES)]
    return [(middle - half * x, middle + half * x) for x in (*shares, *reversed(shares))]


def chart_frames(qtbot: QtBot, shown: Timeline, trends: tuple[Trend, ...]) -> float:
    chart = LinkedChart()
    qtbot.addWidget(chart)
    chart.resize(900, 600)
    chart.present(shown, trends)
    show(qtbot, chart)
    whole = chart.picture.window
    box = chart._days  # noqa: SLF001 - panned as the mouse does
    return frames(chart, whole, lambda start, end: box.setXRange(start, end, padding=0))


def plain_frames(qtbot: QtBot, made: Trend) -> float:
    """The same steps and band by pyqtgraph's own items."""
    plot = pg.PlotWidget()
    qtbot.addWidget(plot)
    plot.resize(900, 600)
    x = np.append(made.days, made.days[-1] + 1).astype(np.float64)
    pen = pg.mkPen("k", width=1)
    low = pg.PlotDataItem(x, made.low, stepMode="center", pen=pen)
    high = pg.PlotDataItem(x, made.high, stepMode="center", pen=pen)
    plot.addItem(low)
    plot.addItem(high)
    show(qtbot, plot)
    cost = frames(
        plot,
        (float(x[0]), float(x[-1])),
        lambda start, end: plot.setXRange(start, end, padding=0),
    )
    plot.close()
    return cost


def test_panning_over_many_steps_beside_plain_pyqtgraph(
    qtbot: QtBot, capsys: pytest.CaptureFixture[str]
) -> None:
    made = many_steps()
    ours = chart_frames(qtbot, Timeline(), (made,))
    plain = plain_frames(qtbot, made)
    with capsys.disabled():
        print(  # noqa: T201 - the figure is the point
            f"\npan over {len(made.days):,} steps: ours {ours:.1f} ms, "
            f"plain pyqtgraph {plain:.1f} ms, ratio {ours / plain:.2f}"
        )


def test_panning_over_many_decisions(qtbot: QtBot, capsys: pytest.CaptureFixture[str]) -> None:
    many, few = many_decisions(), timeline([Decision(title="One", announced=When("2010-01-01"))])
    ours, floor = chart_frames(qtbot, many, ()), chart_frames(qtbot, few, ())
    with capsys.disabled():
        print(  # noqa: T201 - the figure is the point
            f"\npan over {DECISIONS:,} decisions: {ours:.1f} ms, "
            f"over one {floor:.1f} ms, ratio {ours / floor:.1f}"
        )


def test_zooming_and_the_slowest_frame(qtbot: QtBot, capsys: pytest.CaptureFixture[str]) -> None:
    shown = (("steps", Timeline(), (many_steps(),)), ("decisions", many_decisions(), ()))
    for name, lanes, trends in shown:
        chart = LinkedChart()
        qtbot.addWidget(chart)
        chart.resize(900, 600)
        begun = time.process_time()
        chart.present(lanes, trends)
        show(qtbot, chart)
        first = (time.process_time() - begun) * 1000
        whole, box = chart.picture.window, chart._days  # noqa: SLF001 - zoomed as the wheel does
        taken = each_frame(chart, zooms(whole), partial(box.setXRange, padding=0))
        with capsys.disabled():
            print(  # noqa: T201 - the figure is the point
                f"\n{name}: first picture {first:.0f} ms, zoom {median(taken):.1f} ms a frame, "
                f"slowest frame {max(taken):.0f} ms"
            )


def test_drawing_and_choosing_in_a_flow_of_many_ribbons(
    qtbot: QtBot, capsys: pytest.CaptureFixture[str]
) -> None:
    chart = LinkedChart()
    qtbot.addWidget(chart)
    chart.resize(1366, 700)
    show(qtbot, chart)
    flow = many_ribbons()
    chart.present(Timeline(), (), choice=PlotChoice(form=PlotForm.FLOW), off=flow)
    QApplication.processEvents()  # what only the first picture of a process costs is not meant
    acts = [partial(chart.resize, 1365, 700)]
    acts += [partial(chart.select, each.ids) for each in flow.ribbons[:FRAMES]]
    taken = each_act(acts)
    with capsys.disabled():
        print(  # noqa: T201 - the figure is the point
            f"\n{len(flow.ribbons)} ribbons: drawn in {taken[0]:.0f} ms, "
            f"slowest of a selection {max(taken[1:]):.0f} ms"
        )


def test_memory_of_a_plot_beside_the_arrays_it_draws(
    qtbot: QtBot, capsys: pytest.CaptureFixture[str]
) -> None:
    made = many_steps()
    arrays = (getattr(made, each.name) for each in fields(made))
    raw = sum(each.nbytes for each in arrays if isinstance(each, np.ndarray))
    chart = LinkedChart()
    qtbot.addWidget(chart)
    chart.resize(900, 600)
    tracemalloc.start()
    chart.present(Timeline(), (made,))
    show(qtbot, chart)
    whole, box = chart.picture.window, chart._days  # noqa: SLF001 - panned as the mouse does
    frames(chart, whole, lambda start, end: box.setXRange(start, end, padding=0))
    kept, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    with capsys.disabled():
        print(  # noqa: T201 - the figure is the point
            f"\n{len(made.days):,} steps: arrays {raw / 1e6:.1f} MB, the plot keeps "
            f"{kept / 1e6:.1f} MB and needs {peak / 1e6:.1f} MB at most beside them, "
            f"ratio {(raw + peak) / raw:.2f}"
        )
