from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF

from workbench.charts.arcs import bow


@pytest.mark.parametrize("room", [0.0, 4.0, 40.0])
def test_an_arc_stays_below_what_is_written_above_it(room: float) -> None:
    start, end = QPointF(300, 100), QPointF(40, 100)
    arc = bow(start, end, 100 - room)

    assert arc.boundingRect().top() >= 100 - room
    assert (arc.pointAtPercent(0), arc.pointAtPercent(1)) == (start, end)
    assert bow(start, end).boundingRect().top() < 100
