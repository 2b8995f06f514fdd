from __future__ import annotations

import math
from typing import TYPE_CHECKING

from workbench.analysis.trend import trend
from workbench.charts import steps
from workbench.charts.bars import of, reach, words
from workbench.charts.frame import frame
from workbench.charts.picture import picture
from workbench.model.allocation import Allocation
from workbench.model.plot_choice import PlotChoice, PlotForm, PlotPeriod
from workbench.model.quantity import Quantity
from workbench.model.when import When

if TYPE_CHECKING:
    from tests.charts.conftest import Shown

MADE = trend(
    [
        Allocation(title="A", quantity=Quantity.between(60, 90, "chip"), as_of=When("2025-08-01")),
        Allocation(title="B", quantity=Quantity.more_than(400, "chip"), as_of=When("2026-01-28")),
    ]
)


def test_labels_are_rounded_outwards_and_never_inwards() -> None:
    assert words(145_999, 185_001) == "145k – 186k"
    assert words(405_001, math.inf) == "≥ 405k"
    assert words(2_000, 2_000) == "2k"


def test_the_visible_bars_say_how_high_the_plot_reaches() -> None:
    first, last = float(MADE.days[0]), float(MADE.days[-1])
    assert reach(MADE, PlotPeriod.QUARTER, (first, last + 1)) == (401, True)
    assert reach(MADE, PlotPeriod.QUARTER, (first, first + 5)) == (90, False)
    assert of(MADE, PlotPeriod.YEAR) is of(MADE, PlotPeriod.YEAR)


def test_the_scale_reaches_over_what_has_no_date(undated: Shown) -> None:
    shown = picture(*undated, choice=PlotChoice(form=PlotForm.PERIODS))
    assert steps.ruler(shown, frame(shown), 0).top > 400_001
