"""The label of a sum: in few letters where room is short, and never narrower than the truth."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, strategies as st
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter

from workbench.analysis.timeline import Timeline
from workbench.analysis.trend import trend
from workbench.charts import export
from workbench.charts.picture import Caption, picture
from workbench.charts.sums import bound_words, compact, whole
from workbench.charts.texts import Style
from workbench.model.allocation import Allocation
from workbench.model.plot_choice import PlotChoice, PlotForm
from workbench.model.quantity import Quantity
from workbench.model.when import When

SIZES = {"k": 10**3, "M": 10**6, "bn": 10**9}
amounts = st.decimals(Decimal("0.001"), Decimal(10) ** 12, places=3)


def read(words: str) -> Decimal:
    number = words.rstrip("kMbn")
    return Decimal(number) * SIZES.get(words.removeprefix(number), 1)


@given(ends=st.tuples(amounts, amounts).filter(lambda ends: ends[0] != ends[1]))
def test_a_range_in_few_letters_holds_the_exact_one(ends: tuple[Decimal, Decimal]) -> None:
    low, high = sorted(ends)
    shown = [read(each) for each in compact(Quantity.between(low, high, "chip")).split(" – ")]
    assert shown[0] <= low <= high <= shown[1]
    assert low - shown[0] <= low / 100
    assert shown[1] - high <= high / 100


def test_a_range_of_millions_is_read_at_a_glance() -> None:
    assert compact(Quantity.between(1_563_067, 3_006_123, "chip")) == "1.56M – 3.01M"
    assert compact(Quantity.at_least(400_000, "chip")) == ""


def test_added_estimates_have_outer_bounds() -> None:
    assert bound_words(Quantity.between(1, 2, "chip")) == ("1 – 2", "bounds")
    assert bound_words(Quantity.between(1, 2, "chip"), outer=True) == ("1 – 2", "outer bounds")


@pytest.mark.parametrize("form", [PlotForm.STEPS, PlotForm.MULTIPLES])
@pytest.mark.parametrize(
    "ends", [(92_868, 157_502), (753_611, 1_426_988), (607_849, 1_161_581), (10**9, 39 * 10**8)]
)
def test_no_figure_of_a_sum_is_cut_off(qapp: object, form: PlotForm, ends: tuple[int, int]) -> None:
    assert qapp is not None
    quantity = Quantity.between(*ends, "chip")
    made = trend([Allocation(title="A", quantity=quantity, as_of=When("2025-02"))])
    parts = tuple(replace(made, name=name) for name in ("Google", "Meta"))
    trends = [replace(made, by="recipient", parts=parts)]
    caption = Caption(as_of=date(2026, 11, 26))
    shown = picture(Timeline(), trends, caption, choice=PlotChoice(form=form))
    for wide in (700.0, 900.0, 1200.0):
        svg = export.to_svg(replace(shown, width=wide, height=600.0)).decode()
        assert not re.search(r"[\d,]…", svg)


def test_two_units_of_one_item_are_told_apart_above_their_plots(qapp: object) -> None:
    assert qapp is not None
    trends = [
        trend([Allocation(title="A", quantity=Quantity.exact(5, unit), as_of=When("2025-02"))])
        for unit in ("chip", "wafer", "")
    ]
    trends = [replace(each, items=("Nvidia H200",)) for each in trends]
    svg = export.to_svg(replace(picture(Timeline(), trends), width=1200.0, height=700.0)).decode()
    for unit in ("chip", "wafer", "no unit stated"):
        assert f"Nvidia H200 authorised, cumulative ({unit})" in svg


def test_what_is_said_of_the_upper_end_is_said_whole_or_not_at_all(qapp: object) -> None:
    assert qapp is not None

    def is_written(wide: float, high: float) -> bool:
        image = QImage(300, 60, QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        blank = image.copy()
        painter = QPainter(image)
        whole(painter, QRectF(0, 0, wide, high), "no upper bound stated", Style(11, "#000000"))
        painter.end()
        return bool(image != blank)

    assert is_written(250, 20)
    assert is_written(90, 40)
    assert not is_written(90, 20)
