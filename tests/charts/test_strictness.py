from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QColor, QImage, QPainter

from tests.charts.conftest import decided
from workbench.analysis.stance import StanceChange, stance_line
from workbench.analysis.timeline import Strictness, timeline
from workbench.charts import lanes
from workbench.charts.frame import frame
from workbench.charts.picture import Caption, picture
from workbench.model.when import When, days_of

if TYPE_CHECKING:
    from tests.charts.conftest import Shown
    from workbench.charts.picture import Picture


@pytest.fixture
def coded(dated: Shown, qapp: object) -> Picture:
    """The dated picture with a stance line of two decisions, the second of a month."""
    assert qapp
    timeline, trends, caption = dated
    changes = [
        StanceChange(f"d{n}", *days_of(When(day)), level=level, general=True)
        for n, day, level in ((1, "2025-04-15", 5), (2, "2025-07", 3))
    ]
    line = Strictness(title="Exports", line=stance_line(changes))
    made = picture(replace(timeline, strictness=(line,)), trends, caption)
    return replace(made, width=900, height=700)


def drawn(shown: Picture) -> QImage:
    image = QImage(900, 700, QImage.Format.Format_RGB32)
    image.fill(QColor(shown.palette.ground))
    painter = QPainter(image)
    lanes.draw(painter, shown, frame(shown))
    painter.end()
    return image


def test_a_coded_line_is_drawn_above_the_bars_of_its_row(coded: Picture) -> None:
    without = replace(coded, timeline=replace(coded.timeline, strictness=()))
    with_line, plain = drawn(coded), drawn(without)
    place = frame(coded)
    rows = lanes.rows(coded, place)
    at = next(n for n, mark in enumerate(coded.columns.marks) if mark.id == "d1")
    foot = int(rows[0][at] - rows[1][at] / 2)
    changed = {
        y
        for y in range(700)
        for x in range(100, 900, 3)
        if with_line.pixel(x, y) != plain.pixel(x, y)
    }

    assert changed
    assert max(changed) < foot


def test_a_line_whose_decisions_are_not_shown_is_not_drawn(coded: Picture) -> None:
    stranger = StanceChange("nobody", 1, 1, level=5)
    line = Strictness(title="Other", line=stance_line([stranger]))
    foreign = replace(coded, timeline=replace(coded.timeline, strictness=(line,)))
    without = replace(coded, timeline=replace(coded.timeline, strictness=()))

    assert drawn(foreign) == drawn(without)


def test_each_of_six_rows_on_a_laptop_has_its_line(coded: Picture) -> None:
    """Four jurisdictions, two of them with two policy lines, in the window at 1366x768."""
    kinds = [("USA", "a"), ("USA", "b"), ("CHN", "c"), ("CHN", "d"), ("JPN", "e"), ("NLD", "f")]
    made = [
        decided(2 * n + half, day, code, line=line)
        for n, (code, line) in enumerate(kinds)
        for half, day in enumerate(("2025-04-15", "2025-08-01"))
    ]
    lines = [
        Strictness(
            title=line,
            line=stance_line(
                StanceChange(each.id, *days_of(each.announced), level=level, general=True)
                for each, level in zip(made[2 * n : 2 * n + 2], (5, 2), strict=True)
            ),
        )
        for n, (_, line) in enumerate(kinds)
    ]
    shown = picture(
        replace(timeline(made), strictness=tuple(lines)), coded.trends, Caption(source="S")
    )
    shown = replace(shown, width=948, height=590)
    without = drawn(replace(shown, timeline=replace(shown.timeline, strictness=())))

    assert len(frame(shown).lanes) == 4
    for line in lines:
        alone = replace(shown.timeline, strictness=(line,))
        assert drawn(replace(shown, timeline=alone)) != without, line.title


def test_rows_that_are_too_low_get_no_line(coded: Picture) -> None:
    low = replace(coded, height=200)
    without = replace(low, timeline=replace(low.timeline, strictness=()))

    assert drawn(low) == drawn(without)
