from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPointF, QRectF

from workbench.charts import overview
from workbench.charts.crosshair import Pointer, card, cards, pinned_card
from workbench.charts.frame import frame as frame_of
from workbench.charts.picture import picture
from workbench.charts.pins import Pin

if TYPE_CHECKING:
    from tests.charts.conftest import Shown
    from workbench.dossier.dossier import Dossier

pytestmark = pytest.mark.usefixtures("qapp")


def day(text: str) -> float:
    return float(date.fromisoformat(text).toordinal())


def test_the_card_tells_the_day_the_bounds_and_the_last_decision(dated: Shown) -> None:
    rows = card(picture(*dated), Pointer(day=day("2026-01-30")))
    assert [row.words for row in rows] == [
        "30 Jan 2026",
        "> 460,000 Nvidia H200 authorised",
        "no upper bound stated",
        "China: Decision 3",
    ]


def test_over_a_mark_the_card_tells_the_mark(dated: Shown) -> None:
    shown = picture(*dated)
    mark = next(m for m in shown.columns.marks if m.ref == "D-0002")
    rows = card(shown, Pointer(day=day("2025-07-15"), mark=mark))
    assert [row.words for row in rows] == [
        "Decision 2",
        "D-0002 · United States · Jul 2025 · With conditions",
    ]


def test_two_pins_tell_what_came_between_with_bounds(dated: Shown) -> None:
    rows = pinned_card(picture(*dated), (Pin(day("2026-02-01")), Pin(day("2025-07-31"))))
    assert [row.words for row in rows] == [
        "31 Jul 2025 to 1 Feb 2026",
        "+ ≥ 460,001 Nvidia H200 authorised",
        "no upper bound stated",
        "1 decision between",
    ]


def test_the_card_of_the_pointer_never_covers_that_of_the_pins(dated: Shown) -> None:
    shown = replace(picture(*dated), width=1000.0, height=640.0)
    frame = frame_of(shown)
    pins = (Pin(day("2025-07-31")), Pin(day("2026-02-01")))
    whole = QRectF(0, 0, 1000, 640)
    for x in range(int(frame.axis.left()), int(frame.axis.right()), 40):
        for y in range(int(frame.time.top()), int(frame.axis.bottom()), 40):
            at = Pointer(day=round(frame.day(x)), at=QPointF(x, y), pins=pins)
            (pinned, _), (pointed, _) = cards(shown, frame, at)
            assert not pinned.intersects(pointed)
            assert whole.contains(pointed)


def test_one_pin_tells_its_day(dated: Shown) -> None:
    rows = pinned_card(picture(*dated), (Pin(day("2025-08-10")),))
    assert [row.words for row in rows][:2] == [
        "10 Aug 2025, pinned",
        "60,000 – 90,000 Nvidia H200 authorised",
    ]


def test_off_the_time_axis_there_is_no_card(dated: Shown) -> None:
    assert card(picture(*dated), Pointer()) == []


def test_dragging_the_slider_stays_within_all_days() -> None:
    whole, window = (0.0, 100.0), (20.0, 40.0)
    assert overview.dragged(whole, window, "both", 500) == (80, 100)
    assert overview.dragged(whole, window, "both", -500) == (0, 20)
    assert overview.dragged(whole, window, "start", 500) == (39, 40)
    assert overview.dragged(whole, window, "end", -500) == (20, 21)
    assert overview.dragged(whole, window, "start", -5) == (15, 40)


def test_small_multiples_are_told_by_their_names(filled: Dossier) -> None:
    made = filled.trends.of("", form="multiples")
    shown = picture(made.timeline, made.trends, choice=made.choice)
    last = float(made.trends[0].days[-1])
    told = [row.words for row in card(shown, Pointer(day=last))]
    assert "60 – 90 ByteDance" in told
    assert "40 Alibaba" in told
