from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF

from workbench.charts.polygon import polygon


def test_points_stand_where_the_columns_say() -> None:
    x, y = np.array([1.0, 2.5, -3.0]), np.array([0.0, 4.0, 5.5])
    made = polygon(x, y)
    assert [made.at(n) for n in range(made.size())] == [
        QPointF(1, 0), QPointF(2.5, 4), QPointF(-3, 5.5)
    ]  # fmt: skip
    assert polygon(np.empty(0), np.empty(0)).size() == 0
